//! A plan taken apart into its lines, and put together again. Sections of the plan that are no lines of
//! the tree stand beside them as lines of kind [`LineKind::Section`], under ids of their own.
//!
//! It works on the stored form, so that no field can be forgotten: a new field is compared and joined at once.

use super::{LineId, LineKind, Misfit, Plan, Position, Problem};
use crate::json;
use serde::{Deserialize, Deserializer, de::Error};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Fields of a section or a line, by name.
pub(super) type Fields = Map<String, Value>;

/// A section: its id and the fields of [`Plan`] it holds.
pub(super) static SECTIONS: [(&str, &[&str]); 14] = [
    ("plan.level", &["level", "weekly_hours", "level_reason"]),
    ("plan.deferrals", &["deferrals"]),
    ("plan.strengths", &["strengths"]),
    ("plan.barriers", &["barriers"]),
    ("plan.preferences", &["preferences"]),
    ("plan.supports", &["supports"]),
    ("plan.triggers", &["triggers"]),
    ("plan.safety", &["harm_reduction", "risk"]),
    ("plan.medication", &["medication", "medication_plan"]),
    ("plan.measures", &["measures"]),
    ("plan.discharge", &["discharge_criteria"]),
    ("plan.aftercare", &["aftercare"]),
    ("plan.participants", &["participants"]),
    ("plan.review", &["review_date"]),
];

/// The kinds of the tree from the top, with the field that holds them.
static TREE: [(LineKind, &str); 4] = [
    (LineKind::Problem, "problems"),
    (LineKind::Goal, "goals"),
    (LineKind::Objective, "objectives"),
    (LineKind::Intervention, "interventions"),
];

/// A line without what hangs below it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) kind: LineKind,
    pub(super) parent: Option<LineId>,
    pub(super) fields: Fields,
}

#[derive(Clone, Default)]
pub(super) struct Flat {
    pub(super) nodes: BTreeMap<LineId, Node>,
    /// Parent to its lines, in order; `None` for the problems.
    pub(super) below: BTreeMap<Option<LineId>, Vec<LineId>>,
}

impl Flat {
    /// Fails with [`Misfit::SameIdTwice`] when two lines have one id.
    pub(super) fn of(plan: &Plan) -> Result<Self, Misfit> {
        let Ok(Value::Object(mut fields)) = json::value_of(plan) else { return Err(Misfit::Malformed) };
        let mut flat = Self::default();
        for (id, names) in SECTIONS {
            let held = names.iter().filter_map(|name| fields.remove_entry(*name)).collect();
            flat.nodes.insert(section_id(id)?, Node { kind: LineKind::Section, parent: None, fields: held });
        }
        flat.take(None, &TREE, &mut fields)?;
        Ok(flat)
    }

    fn take(&mut self, parent: Option<&LineId>, tree: &[(LineKind, &str)], fields: &mut Fields) -> Result<(), Misfit> {
        let Some(((kind, name), deeper)) = tree.split_first() else { return Ok(()) };
        let Some(Value::Array(lines)) = fields.remove(*name) else { return Err(Misfit::Malformed) };
        let mut order = Vec::new();
        for line in lines {
            let Value::Object(mut line) = line else { return Err(Misfit::Malformed) };
            let Some(Value::String(id)) = line.remove("id") else { return Err(Misfit::Malformed) };
            let id = LineId::new(id).map_err(|_| Misfit::Malformed)?;
            self.take(Some(&id), deeper, &mut line)?;
            let node = Node { kind: *kind, parent: parent.cloned(), fields: line };
            if self.nodes.insert(id.clone(), node).is_some() {
                return Err(Misfit::SameIdTwice);
            }
            order.push(id);
        }
        self.below.insert(parent.cloned(), order);
        Ok(())
    }

    /// Puts the plan together under `head`.
    ///
    /// Fails with [`Misfit::Orphans`] when a line hangs below nothing or below the wrong kind.
    pub(super) fn into_plan(mut self, head: &super::Head) -> Result<Plan, Misfit> {
        let mut fields = Fields::new();
        for (id, _) in SECTIONS {
            fields.append(&mut self.nodes.remove(&section_id(id)?).ok_or(Misfit::Malformed)?.fields);
        }
        fields.insert("head".into(), json::value_of(head).map_err(|_| Misfit::Malformed)?);
        self.give(None, &TREE, &mut fields)?;
        if !self.nodes.is_empty() {
            return Err(Misfit::Orphans(self.nodes.into_keys().collect()));
        }
        json::typed(&Value::Object(fields)).map_err(|_| Misfit::Malformed)
    }

    fn give(&mut self, parent: Option<&LineId>, tree: &[(LineKind, &str)], fields: &mut Fields) -> Result<(), Misfit> {
        let Some(((kind, name), deeper)) = tree.split_first() else { return Ok(()) };
        let mut lines = Vec::new();
        for id in self.below.remove(&parent.cloned()).unwrap_or_default() {
            if self.nodes.get(&id).is_none_or(|node| node.kind != *kind) {
                continue; // stays behind and is told as an orphan
            }
            let Some(Node { fields: mut line, .. }) = self.nodes.remove(&id) else { continue };
            self.give(Some(&id), deeper, &mut line)?;
            line.insert("id".into(), Value::String(id.into()));
            lines.push(Value::Object(line));
        }
        fields.insert((*name).into(), Value::Array(lines));
        Ok(())
    }

    /// Ids in reading order: the sections, then the tree from the top.
    pub(super) fn reading_order(&self) -> Vec<LineId> {
        let sections = SECTIONS.iter().filter_map(|(id, _)| section_id(id).ok());
        let mut order: Vec<_> = sections.collect();
        self.descend(None, &mut order);
        order
    }

    fn descend(&self, parent: Option<&LineId>, order: &mut Vec<LineId>) {
        for id in self.below(parent) {
            order.push(id.clone());
            self.descend(Some(id), order);
        }
    }

    pub(super) fn below(&self, parent: Option<&LineId>) -> &[LineId] {
        self.below.get(&parent.cloned()).map_or(&[], Vec::as_slice)
    }

    /// Where a line of the tree stands.
    pub(super) fn place(&self, id: &LineId) -> Option<Position> {
        let parent = self.nodes.get(id)?.parent.clone();
        let row = self.below(parent.as_ref());
        let at = row.iter().position(|other| other == id)?;
        let after = at.checked_sub(1).and_then(|before| row.get(before)).cloned();
        Some(Position { parent, after })
    }

    /// The lines above one, from its parent up.
    pub(super) fn above(&self, id: &LineId) -> Vec<LineId> {
        let mut above = Vec::new();
        let mut next = self.nodes.get(id).and_then(|node| node.parent.clone());
        while let Some(id) = next {
            next = self.nodes.get(&id).and_then(|node| node.parent.clone());
            above.push(id);
        }
        above
    }

    /// Takes a line out of its row; whatever hangs below it stays behind.
    pub(super) fn detach(&mut self, id: &LineId) {
        if let Some(row) = self.nodes.get(id).and_then(|node| self.below.get_mut(&node.parent)) {
            row.retain(|other| other != id);
        }
    }

    /// Puts a line into a row, after the one named; answers whether that one was there. Where it was not, it goes to the end.
    pub(super) fn attach(&mut self, id: &LineId, place: &Position) -> bool {
        if let Some(node) = self.nodes.get_mut(id) {
            node.parent = place.parent.clone();
        }
        let row = self.below.entry(place.parent.clone()).or_default();
        let found = match &place.after {
            None => Some(0),
            Some(after) => row.iter().position(|other| other == after).map(|at| at + 1),
        };
        row.insert(found.unwrap_or(row.len()).min(row.len()), id.clone());
        found.is_some()
    }
}

pub(super) fn section_id(id: &str) -> Result<LineId, Misfit> {
    LineId::new(id).map_err(|_| Misfit::Malformed)
}

/// Ids that stand in the tree more than once, or that belong to a section.
pub(super) fn doubles(problems: &[Problem]) -> Vec<LineId> {
    let mut seen: BTreeSet<&str> = record::order::gather(SECTIONS.iter().map(|(id, _)| *id));
    let mut twice = Vec::new();
    let mut see = |id| {
        let id: &LineId = id;
        if !seen.insert(id.as_str()) {
            twice.push(id.clone());
        }
    };
    for problem in problems {
        see(&problem.id);
        for goal in &problem.goals {
            see(&goal.id);
            for objective in &goal.objectives {
                see(&objective.id);
                objective.interventions.iter().for_each(|intervention| see(&intervention.id));
            }
        }
    }
    twice
}

/// Refuses stored lines with one id twice: versions could not be compared.
pub(super) fn without_doubles<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Problem>, D::Error> {
    let problems = Vec::<Problem>::deserialize(d)?;
    if doubles(&problems).is_empty() { Ok(problems) } else { Err(D::Error::custom("one id twice")) }
}
