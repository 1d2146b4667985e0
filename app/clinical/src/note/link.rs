//! What of the plan a note worked on. The ids are those of the plan's lines; the version is [`Note::plan`].

use super::Note;
use crate::{
    plan::{LineId, ObjectiveStatus, Plan},
    sealed::sealed,
};
use record::DocId;
use serde::{Deserialize, Serialize};

/// An objective a note worked on, with what was done for it and how it goes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Which objective.
    pub objective: LineId,
    /// Its interventions that were given.
    pub interventions: Vec<LineId>,
    /// Where it stands after this; `None` while nobody said.
    pub progress: Option<ObjectiveStatus>,
    /// The number that was read, in the objective's unit.
    pub value: Option<i32>,
    /// A few words; needed where the status wants a reason.
    pub remark: String,
    /// Ids of the sections that speak of it; empty for the note as a whole.
    pub sections: Vec<String>,
}

sealed!(Link);

impl Link {
    /// A link that says no more than the objective.
    pub const fn new(objective: LineId) -> Self {
        Self { objective, interventions: Vec::new(), progress: None, value: None, remark: String::new(), sections: Vec::new() }
    }

    /// As shown beside the note: `1.2 improving, 3`. The numbers are those of `plan`.
    pub fn text(&self, plan: &Plan) -> String {
        let number = plan.objective_number(&self.objective).unwrap_or_else(|| "An objective no longer in the plan:".into());
        let status = self.progress.map(|status| status.label().to_lowercase());
        let said: Vec<String> = status.into_iter().chain(self.value.map(|value| value.to_string())).collect();
        if said.is_empty() { number } else { format!("{number} {}", said.join(", ")) }
    }
}

impl Note {
    /// The link to an objective.
    pub fn linked(&self, objective: &LineId) -> Option<&Link> {
        self.links.iter().find(|link| link.objective == *objective)
    }

    /// The same, to be filled in.
    pub fn linked_mut(&mut self, objective: &LineId) -> Option<&mut Link> {
        self.links.iter_mut().find(|link| link.objective == *objective)
    }

    /// Links an objective, at the end; one that is linked already stays as it is.
    pub fn link(&mut self, objective: LineId) {
        if self.linked(&objective).is_none() {
            self.links.push(Link::new(objective));
        }
    }

    /// Takes a link out; hands it over, so that it can be put back.
    pub fn unlink(&mut self, objective: &LineId) -> Option<Link> {
        let at = self.links.iter().position(|link| link.objective == *objective)?;
        Some(self.links.remove(at))
    }

    /// Moves to the version of the plan that is in force now. Links stay: lines keep their ids in every version.
    pub const fn follow(&mut self, version: DocId) {
        self.plan = Some(version);
    }
}
