//! What is found about a version while it is written: the form, changed lines without a reason, the thread.

use clinical::{
    assessment::Issue,
    plan::{Plan, diff, without_reason},
    thread::{Lint, Rule, join},
};
use keeper::protocol::ThreadView;
use record::DocId;

/// The version a draft follows, where it is exactly one.
pub(super) fn base<'a>(thread: &'a ThreadView, plan: &Plan) -> Option<&'a Plan> {
    match plan.head.bases.as_slice() {
        [base] => thread.plan(*base).map(|view| &view.plan),
        _ => None,
    }
}

/// Rules about what happened, or did not, since a version was signed.
const OVER_TIME: [Rule; 4] = [Rule::ObjectiveWithoutNote, Rule::PromisedNotGiven, Rule::ReviewExpired, Rule::UnsignedByClient];

/// What stands in the way of signing, then what should be looked at; the keeper asks the same when it is signed.
pub(super) fn findings(thread: &ThreadView, doc: DocId, plan: &Plan) -> Vec<Lint> {
    let changed = base(thread, plan).and_then(|base| diff(base, plan).ok()).map(|diff| told(&without_reason(&diff)));
    // What only time does says nothing about a version that is still written, unless a programme lets it stop the signature.
    let waits = |lint: &Lint| !lint.blocks() && OVER_TIME.iter().any(|rule| rule.id() == lint.rule);
    let found = thread.plan(doc).map(|view| thread.lint(view, plan).into_iter().filter(|lint| !waits(lint)).collect());
    join([told(&plan.check(thread.today)), changed.unwrap_or_default(), found.unwrap_or_default()])
}

fn told(issues: &[Issue]) -> Vec<Lint> {
    issues.iter().map(Lint::from).collect()
}
