//! What changed between two versions, by the ids of the lines. In words: `words.rs`.
//!
//! Law: `apply(&diff(&a, &b)?, &a)? == b` (`tests/plan/diffs.rs`).

use super::{
    Head, LineId, LineKind, Plan,
    flat::{Fields, Flat, Node},
};
use crate::sealed::sealed;
use serde_json::Value;
use std::collections::BTreeSet;

/// Where a line of the tree stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line above it; `None` for a problem.
    pub parent: Option<LineId>,
    /// The line before it below the same parent; `None` for the first.
    pub after: Option<LineId>,
}

/// One change of one line.
#[derive(Clone, PartialEq, Eq)]
pub enum Change {
    /// The line is new.
    Added {
        /// Which line.
        line: LineId,
        /// What it is.
        kind: LineKind,
        /// Where it stands now.
        place: Position,
        /// Its fields.
        fields: Fields,
    },
    /// The line is gone.
    Removed {
        /// Which line.
        line: LineId,
        /// What it was.
        kind: LineKind,
        /// Where it stood.
        place: Position,
        /// Its fields.
        fields: Fields,
    },
    /// A field says something else.
    Changed {
        /// Which line.
        line: LineId,
        /// What it is.
        kind: LineKind,
        /// The field's stored name.
        field: String,
        /// What it said.
        old: Value,
        /// What it says.
        new: Value,
    },
    /// The line stands elsewhere.
    Moved {
        /// Which line.
        line: LineId,
        /// What it is.
        kind: LineKind,
        /// Where it stood.
        from: Position,
        /// Where it stands.
        to: Position,
    },
}

/// All changes from one version to another: what was removed first, then the rest in reading order.
#[derive(Clone, PartialEq, Eq)]
pub struct Diff {
    /// The head of the newer version, with the author's reasons.
    pub head: Head,
    /// The changes.
    pub changes: Vec<Change>,
}

sealed!(Change, Diff);

/// Why versions do not go together. Says nothing of what they hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// One id names two lines.
    #[error("one id twice")]
    SameIdTwice,
    /// Lines that hang below nothing.
    #[error("lines without a place")]
    Orphans(Vec<LineId>),
    /// The changes speak of another version.
    #[error("changes of another version")]
    NotThisVersion,
    /// Not of a plan's form.
    #[error("malformed")]
    Malformed,
}

impl Change {
    /// The line it is about.
    pub const fn line(&self) -> &LineId {
        match self {
            Self::Added { line, .. } | Self::Removed { line, .. } | Self::Changed { line, .. } | Self::Moved { line, .. } => line,
        }
    }

    /// Whether it says how an objective goes.
    fn is_progress(&self) -> bool {
        match self {
            Self::Changed { kind: LineKind::Objective, field, .. } => matches!(field.as_str(), "status" | "status_reason"),
            Self::Changed { .. } | Self::Added { .. } | Self::Removed { .. } | Self::Moved { .. } => false,
        }
    }
}

impl Diff {
    /// Whether the plans say the same.
    pub const fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Lines that changed.
    pub fn lines(&self) -> BTreeSet<&LineId> {
        self.changes.iter().map(Change::line).collect()
    }

    /// Lines whose change asks for a reason: all but objectives that only got another status. How an objective goes is
    /// progress, not a change of what was agreed on, and a status that needs a reason has its own.
    pub fn to_explain(&self) -> BTreeSet<&LineId> {
        self.changes.iter().filter(|change| !change.is_progress()).map(Change::line).collect()
    }
}

/// What changed from `a` to `b`.
///
/// Fails with [`Misfit::SameIdTwice`] when a plan has an id twice; stored plans never have.
pub fn diff(a: &Plan, b: &Plan) -> Result<Diff, Misfit> {
    Ok(Diff { head: b.head.clone(), changes: changes(&Flat::of(a)?, &Flat::of(b)?) })
}

pub(super) fn changes(a: &Flat, b: &Flat) -> Vec<Change> {
    let same = |id: &LineId| match (a.nodes.get(id), b.nodes.get(id)) {
        (Some(old), Some(new)) => old.kind == new.kind,
        (None | Some(_), None) | (None, Some(_)) => false,
    };
    let mut changes = Vec::new();
    for line in a.reading_order().into_iter().filter(|id| !same(id)) {
        if let (Some(Node { kind, fields, .. }), Some(place)) = (a.nodes.get(&line), a.place(&line)) {
            changes.push(Change::Removed { line, kind: *kind, place, fields: fields.clone() });
        }
    }
    let stayed = stayed(a, b);
    for line in b.reading_order() {
        let Some(Node { kind, fields, .. }) = b.nodes.get(&line) else { continue };
        let kind = *kind;
        let old = a.nodes.get(&line).filter(|_| same(&line));
        match (old, b.place(&line)) {
            (None, Some(place)) => changes.push(Change::Added { line, kind, place, fields: fields.clone() }),
            (Some(old), place) => {
                if let (Some(to), Some(from), false) = (place, a.place(&line), stayed.contains(&line)) {
                    changes.push(Change::Moved { line: line.clone(), kind, from, to });
                }
                for (field, old, new) in changed(&old.fields, fields) {
                    changes.push(Change::Changed { line: line.clone(), kind, field, old, new });
                }
            }
            (None, None) => {}
        }
    }
    changes
}

/// Lines that need not move: in each row, a longest run of lines that were there in the same order.
/// Everything else in the row is put after the line before it, in order, which gives exactly the new row.
fn stayed(a: &Flat, b: &Flat) -> BTreeSet<LineId> {
    let mut stayed = BTreeSet::new();
    for (parent, row) in &b.below {
        let before = a.below(parent.as_ref());
        let was = |id: &LineId| before.iter().position(|other| other == id);
        let kept: Vec<(usize, &LineId)> = row.iter().filter_map(|id| Some((was(id)?, id))).collect();
        stayed.extend(longest_rising(&kept));
    }
    stayed
}

/// The ids of a longest subsequence with rising numbers (patience sorting).
fn longest_rising(items: &[(usize, &LineId)]) -> Vec<LineId> {
    let mut ends: Vec<usize> = Vec::new(); // the item that ends the best run of each length
    let mut before: Vec<Option<usize>> = Vec::new();
    let number = |at: usize| items.get(at).map_or(0, |(number, _)| *number);
    for at in 0..items.len() {
        let length = ends.partition_point(|end| number(*end) < number(at));
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = Vec::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        run.extend(items.get(at).map(|(_, id)| (*id).clone()));
        next = before.get(at).copied().flatten();
    }
    run
}

fn changed(old: &Fields, new: &Fields) -> Vec<(String, Value, Value)> {
    let names: BTreeSet<&String> = record::order::gather(old.keys().chain(new.keys()));
    let value = |fields: &Fields, name: &str| fields.get(name).cloned().unwrap_or(Value::Null);
    let pairs = names.into_iter().map(|name| (name.clone(), value(old, name), value(new, name)));
    pairs.filter(|(_, old, new)| old != new).collect()
}

/// The version that `diff` leads to from `a`.
///
/// Fails with [`Misfit::NotThisVersion`] when `a` is not the version the changes start from.
pub fn apply(diff: &Diff, a: &Plan) -> Result<Plan, Misfit> {
    let mut flat = Flat::of(a)?;
    let here = |there: bool| if there { Ok(()) } else { Err(Misfit::NotThisVersion) };
    for change in &diff.changes {
        match change {
            Change::Removed { line, kind, place, fields } => {
                let node = flat.nodes.get(line);
                here(node.is_some_and(|node| node.kind == *kind && node.fields == *fields && node.parent == place.parent))?;
            }
            Change::Moved { line, from, .. } => here(flat.nodes.get(line).is_some_and(|node| node.parent == from.parent))?,
            Change::Changed { line, field, old, .. } => {
                here(flat.nodes.get(line).is_some_and(|node| node.fields.get(field).unwrap_or(&Value::Null) == old))?;
            }
            Change::Added { .. } => {}
        }
    }
    let all: Vec<&Change> = diff.changes.iter().collect();
    here(perform(&mut flat, &all))?;
    flat.into_plan(&diff.head).map_err(|_| Misfit::NotThisVersion)
}

/// Makes the changes; answers whether each found the line it should stand after.
pub(super) fn perform(flat: &mut Flat, changes: &[&Change]) -> bool {
    for change in changes {
        match change {
            Change::Removed { line, .. } => {
                flat.detach(line);
                flat.nodes.remove(line);
            }
            Change::Moved { line, .. } => flat.detach(line),
            Change::Added { .. } | Change::Changed { .. } => {}
        }
    }
    let mut found = true;
    for change in changes {
        match change {
            Change::Added { line, kind, place, fields } => {
                found &= !flat.nodes.contains_key(line);
                flat.nodes.insert(line.clone(), Node { kind: *kind, parent: place.parent.clone(), fields: fields.clone() });
                found &= flat.attach(line, place);
            }
            Change::Moved { line, to, .. } => found &= flat.attach(line, to),
            Change::Changed { line, field, new, .. } => {
                if let Some(node) = flat.nodes.get_mut(line) {
                    node.fields.insert(field.clone(), new.clone());
                }
            }
            Change::Removed { .. } => {}
        }
    }
    found
}
