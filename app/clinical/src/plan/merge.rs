//! Joining two successors of one version, line by line.
//!
//! A line that one side changed is taken from that side; a line that both changed alike is taken too; a
//! line that both changed differently must be chosen. Where one side took a line out and the other worked on
//! it or on anything below it, the whole of what hangs below goes with that choice: nothing is lost unseen.

use super::{
    Change, Head, LineId, Misfit, Plan,
    diff::{changes, perform},
    flat::Flat,
};
use crate::sealed::sealed;
use std::collections::{BTreeMap, BTreeSet};

/// One of the two successors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The first.
    Left,
    /// The second.
    Right,
}

/// Where a changed line is taken from without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Taken {
    /// Only this side changed it.
    From(Side),
    /// Both changed it alike.
    Both,
}

/// Two successors of one version, compared.
#[derive(Clone)]
pub struct Merge {
    base: Flat,
    left: Vec<Change>,
    right: Vec<Change>,
    taken: BTreeMap<LineId, Taken>,
    open: BTreeSet<LineId>,
    /// Line to the open line whose choice it follows.
    bound: BTreeMap<LineId, LineId>,
}

sealed!(Merge);

/// Why two versions are not joined yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// These lines were changed on both sides: choose.
    #[error("lines to choose")]
    Open(Vec<LineId>),
    /// With these choices, these lines would hang below nothing.
    #[error("lines without a place")]
    Torn(Vec<LineId>),
    /// The versions cannot be compared.
    #[error(transparent)]
    Misfit(#[from] Misfit),
}

/// Compares two successors of `base`.
///
/// Fails with [`Misfit::SameIdTwice`] when a plan has an id twice; stored plans never have.
pub fn merge(base: &Plan, left: &Plan, right: &Plan) -> Result<Merge, Misfit> {
    let (base, left, right) = (Flat::of(base)?, Flat::of(left)?, Flat::of(right)?);
    let differs = |side: &Flat| -> BTreeSet<LineId> {
        base.nodes.keys().chain(side.nodes.keys()).filter(|id| base.nodes.get(*id) != side.nodes.get(*id)).cloned().collect()
    };
    let (on_left, on_right) = (differs(&left), differs(&right));
    let (mut taken, mut open) = (BTreeMap::new(), BTreeSet::new());
    for id in on_left.union(&on_right) {
        match (on_left.contains(id), on_right.contains(id)) {
            (true, true) if left.nodes.get(id) == right.nodes.get(id) => {
                taken.insert(id.clone(), Taken::Both);
            }
            (true, true) => {
                open.insert(id.clone());
            }
            (true, false) => {
                taken.insert(id.clone(), Taken::From(Side::Left));
            }
            (false, _) => {
                taken.insert(id.clone(), Taken::From(Side::Right));
            }
        }
    }
    // A line that became another kind of line is as good as removed for what hung below it.
    let removed =
        |side: &Flat, id: &LineId| base.nodes.get(id).is_some_and(|was| side.nodes.get(id).is_none_or(|is| is.kind != was.kind));
    // Whatever one side removed although the other worked below it is open too.
    for (remover, worker, worked) in [(&left, &right, &on_right), (&right, &left, &on_left)] {
        for id in worked.iter().filter(|id| worker.nodes.contains_key(*id)) {
            open.extend(worker.above(id).into_iter().filter(|above| removed(remover, above) && !removed(worker, above)));
        }
    }
    let mut bound = BTreeMap::new();
    for (remover, worker, worked) in [(&left, &right, &on_right), (&right, &left, &on_left)] {
        let affected = worker.nodes.keys().filter(|id| !remover.nodes.contains_key(*id) || worked.contains(*id));
        for id in affected {
            // The topmost: its choice decides whether anything below has a place at all.
            let above = worker.above(id);
            let top =
                above.iter().rev().find(|above| open.contains(*above) && removed(remover, above) && !removed(worker, above));
            if let Some(top) = top {
                bound.insert(id.clone(), top.clone());
            }
        }
    }
    open.retain(|id| !bound.contains_key(id));
    taken.retain(|id, _| !open.contains(id) && !bound.contains_key(id));
    let (left, right) = (changes(&base, &left), changes(&base, &right));
    Ok(Merge { base, left, right, taken, open, bound })
}

impl Merge {
    /// Lines taken without asking.
    pub const fn taken(&self) -> &BTreeMap<LineId, Taken> {
        &self.taken
    }

    /// Lines that must be chosen.
    pub const fn open(&self) -> &BTreeSet<LineId> {
        &self.open
    }

    /// Lines that follow the choice of the open line `id`.
    pub fn follow<'a>(&'a self, id: &'a LineId) -> impl Iterator<Item = &'a LineId> {
        self.bound.iter().filter(move |(_, top)| *top == id).map(|(line, _)| line)
    }

    /// The joined plan under `head`, which should name both versions as its bases.
    ///
    /// Fails with [`MergeError::Open`] while a line is not chosen, and with [`MergeError::Torn`] when the
    /// choices leave a line without the one above it.
    pub fn choose(&self, choices: &BTreeMap<LineId, Side>, head: &Head) -> Result<Plan, MergeError> {
        let unchosen: Vec<LineId> = self.open.iter().filter(|id| !choices.contains_key(*id)).cloned().collect();
        if !unchosen.is_empty() {
            return Err(MergeError::Open(unchosen));
        }
        let side = |id: &LineId| {
            let deciding = self.bound.get(id).unwrap_or(id);
            choices.get(deciding).filter(|_| self.open.contains(deciding)).copied().or(match self.taken.get(deciding) {
                Some(Taken::From(side)) => Some(*side),
                Some(Taken::Both) => Some(Side::Left),
                None => None,
            })
        };
        let reordered: BTreeSet<&LineId> = self.left.iter().filter(|change| only_order(change)).map(Change::line).collect();
        let wanted = |change: &&Change, from: Side| match side(change.line()) {
            Some(side) => side == from,
            // Nobody changed what it says: an order that one side gave its row is kept, the left one first.
            None => only_order(change) && (from == Side::Left || !reordered.contains(change.line())),
        };
        let mut flat = self.base.clone();
        let left = self.left.iter().filter(|change| wanted(change, Side::Left));
        let right = self.right.iter().filter(|change| wanted(change, Side::Right));
        let steps: Vec<&Change> = left.chain(right).collect();
        perform(&mut flat, &steps);
        flat.into_plan(head).map_err(|misfit| match misfit {
            Misfit::Orphans(lines) => MergeError::Torn(lines),
            other @ (Misfit::SameIdTwice | Misfit::NotThisVersion | Misfit::Malformed) => MergeError::Misfit(other),
        })
    }
}

fn only_order(change: &Change) -> bool {
    match change {
        Change::Moved { from, to, .. } => from.parent == to.parent,
        Change::Added { .. } | Change::Removed { .. } | Change::Changed { .. } => false,
    }
}
