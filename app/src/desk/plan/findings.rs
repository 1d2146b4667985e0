//! What is found about a version while it is written.

use clinical::{
    plan::Plan,
    thread::{Lint, Rule},
};
use keeper::protocol::ThreadView;
use record::DocId;

/// Rules about what happened, or did not, since a version was signed.
const OVER_TIME: [Rule; 4] = [Rule::ObjectiveWithoutNote, Rule::PromisedNotGiven, Rule::ReviewExpired, Rule::UnsignedByClient];

/// What the keeper will ask at signing. What only time does says nothing about a version that is still written, unless a
/// programme lets it stop the signature.
pub(super) fn findings(thread: &ThreadView, doc: DocId, plan: &Plan) -> Vec<Lint> {
    let waits = |lint: &Lint| !lint.blocks() && OVER_TIME.iter().any(|rule| rule.id() == lint.rule);
    thread.check_plan(doc, plan).into_iter().filter(|lint| !waits(lint)).collect()
}
