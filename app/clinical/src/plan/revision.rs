//! The answers of a version that is written after a return to use: what worked, what did not, and what changes.
//!
//! Source of what has to be answered: clinical reference, section 12. The level of care, ways of coping, harm reduction, measures
//! and the review date are the plan's own; here is what belongs to this version alone.

use super::{CopingStep, LineId, Plan, diff::diff};
use crate::{Finding, Place, Wrong, finding::Findings, return_to_use::ReturnToUse, sealed::sealed};
use record::{DocId, is_blank};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const TEXT: u32 = crate::Note::SECTION_MAX;

/// What was learned from a return to use, and what was thought of.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// The event's document.
    pub event: DocId,
    /// What helped in the version before.
    pub helped: String,
    /// What did not help enough.
    pub fell_short: String,
    /// What was considered about medication, and what came of it.
    pub medication_considered: String,
    /// Supports and community groups: which, or why none.
    pub groups: String,
    /// Family: who takes part, and how; or why nobody does.
    pub family: String,
}

sealed!(Revision);

impl Revision {
    /// The answers that the event gives already.
    pub fn after(event: DocId, known: &ReturnToUse) -> Self {
        let helped = [known.helped.trim(), known.helped_stop.trim()];
        let helped = helped.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
        Self {
            event,
            helped,
            fell_short: known.did_not_help.clone(),
            medication_considered: String::new(),
            groups: String::new(),
            family: String::new(),
        }
    }

    /// Everything it says.
    pub(super) fn texts(&self) -> [&str; 5] {
        [&self.helped, &self.fell_short, &self.medication_considered, &self.groups, &self.family]
    }

    /// What is still open of it, in this version of the plan. What the plan asks for in any case is told where this asks for it.
    pub(super) fn check(&self, plan: &Plan, findings: &mut Findings) {
        let the = |field| Place::the("revision", field);
        findings.required(the("helped"), &self.helped, TEXT);
        findings.required(the("fell_short"), &self.fell_short, TEXT);
        findings.required(the("medication_considered"), &self.medication_considered, TEXT);
        findings.required(the("groups"), &self.groups, TEXT);
        findings.required(the("family"), &self.family, TEXT);
        findings.block(plan.triggers.is_empty(), the("coping"), Wrong::Missing);
        for (index, step) in plan.triggers.iter().enumerate() {
            findings.block(is_blank(&step.coping), Place::one("coping", index + 1, "coping"), Wrong::NoWayOfCoping);
        }
        let no_harm_reduction = plan.harm_reduction.iter().all(|line| is_blank(line));
        findings.block(no_harm_reduction, the("harm_reduction"), Wrong::Missing);
        findings.block(is_blank(&plan.level_reason), the("level_reason"), Wrong::Missing);
        findings.block(is_blank(&plan.measures), the("measures"), Wrong::Missing);
    }
}

impl ReturnToUse {
    /// Its triggers as steps of a plan, each with what the client wants to do; what the plan says already stays.
    pub(crate) fn carry_into(&self, plan: &mut Plan) {
        for trigger in self.triggers.iter().filter(|trigger| !is_blank(&trigger.words)) {
            let (words, coping) = (trigger.words.trim(), trigger.coping.trim());
            match plan.triggers.iter_mut().find(|step| step.trigger.trim().eq_ignore_ascii_case(words)) {
                Some(step) if is_blank(&step.coping) => coping.clone_into(&mut step.coping),
                Some(_) => {}
                None => plan.triggers.push(CopingStep { trigger: words.to_owned(), coping: coping.to_owned() }),
            }
        }
    }
}

/// Objectives that somebody works on and that a version keeps as they were in `base`.
pub fn kept_lines(base: &Plan, plan: &Plan) -> Vec<LineId> {
    let Ok(changes) = diff(base, plan) else { return Vec::new() };
    let changed = changes.to_explain();
    let before: BTreeSet<&LineId> = record::order::gather(base.objectives().map(|(_, _, objective)| &objective.id));
    let open = plan.active_objectives().map(|(_, _, objective)| &objective.id);
    open.filter(|id| before.contains(id) && !changed.contains(id)).cloned().collect()
}

/// Those among them without a word why. Every line of a revision after a return to use has a reason, also the one that stays.
pub fn kept_without_reason(base: &Plan, plan: &Plan) -> Vec<Finding> {
    let mut findings = Findings::default();
    let kept = if plan.head.revision.is_some() { kept_lines(base, plan) } else { Vec::new() };
    for id in kept {
        let silent = plan.head.reasons.get(&id).is_none_or(|reason| is_blank(reason));
        findings.block(silent, Place::one("line", &id, "reason"), Wrong::KeptWithoutReason);
    }
    findings.sorted()
}
