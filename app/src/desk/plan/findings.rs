//! What is found about a version while it is written: the form, changed lines without a reason, the thread.

use clinical::{
    assessment::Issue,
    plan::{Plan, diff, without_reason},
    thread::{Lint, join},
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

/// What stands in the way of signing, then what should be looked at; the keeper asks the same when it is signed.
pub(super) fn findings(thread: &ThreadView, doc: DocId, plan: &Plan) -> Vec<Lint> {
    let changed = base(thread, plan).and_then(|base| diff(base, plan).ok()).map(|diff| told(&without_reason(&diff)));
    let found = thread.plan(doc).map(|view| thread.lint(view, plan));
    join([told(&plan.check(thread.today)), changed.unwrap_or_default(), found.unwrap_or_default()])
}

fn told(issues: &[Issue]) -> Vec<Lint> {
    issues.iter().map(Lint::from).collect()
}
