//! What is found about a version while it is written.

use clinical::{
    plan::Plan,
    thread::{Lint, Rule},
};
use keeper::protocol::ThreadView;
use record::DocId;

/// What the keeper will ask at signing. What only time does says nothing about a version that is still written.
pub(super) fn findings(thread: &ThreadView, doc: DocId, plan: &Plan) -> Vec<Lint> {
    let waits = |lint: &Lint| Rule::from_id(&lint.rule).is_some_and(Rule::is_over_time);
    thread.check_plan(doc, plan).into_iter().filter(|lint| !waits(lint)).collect()
}
