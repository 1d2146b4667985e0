//! What is found about a version while it is written.

use clinical::{Finding, RuleId, plan::Plan};
use keeper::protocol::ThreadView;
use record::DocId;

/// What the keeper will ask at signing. What only time does says nothing about a version that is still written.
pub(super) fn findings(thread: &ThreadView, doc: DocId, plan: &Plan) -> Vec<Finding> {
    let waits = |finding: &Finding| matches!(finding.rule, RuleId::Thread(rule) if rule.is_over_time());
    thread.check_plan(doc, plan).into_iter().filter(|finding| !waits(finding)).collect()
}
