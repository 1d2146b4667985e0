//! Joining two successors of one version, line by line.
//!
//! A line that one side changed is taken from that side; a line that both changed alike is taken too; a
//! line that both changed differently must be chosen. Where one side took a line out and the other worked on
//! it or on anything below it, the whole of what hangs below goes with that choice: nothing is lost unseen. Two lines that
//! both sides added under one number both stay; the right one gets a number that no version has used.

use super::{
    Change, Head, LineId, Misfit, Plan,
    diff::{changes, perform},
    flat::Flat,
    next_objective_number, next_problem_number,
};
use crate::sealed::sealed;
use std::collections::{BTreeMap, BTreeSet};

/// One of the two successors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    /// The number of the next problem, and of the next objective of each problem, that none of the three versions has used.
    next: (u16, BTreeMap<LineId, u16>),
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
    let all = [base, left, right];
    let problems = all.into_iter().flat_map(|plan| &plan.problems).map(|problem| problem.id.clone());
    let next = (next_problem_number(all), problems.map(|id| (id.clone(), next_objective_number(all, &id))).collect());
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
    Ok(Merge { base, left, right, taken, open, bound, next })
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

    /// The line whose choice decides about `id`: itself, or one above it that one side took out.
    fn deciding<'a>(&'a self, id: &'a LineId) -> &'a LineId {
        self.bound.get(id).unwrap_or(id)
    }

    /// Whether somebody chose this side of a line, or of the one that decides about it.
    pub(super) fn is_chosen(&self, id: &LineId, side: Side, choices: &BTreeMap<LineId, Side>) -> bool {
        let deciding = self.deciding(id);
        self.open.contains(deciding) && choices.get(deciding) == Some(&side)
    }

    /// From which side a line is taken; `None` where nobody changed what it says.
    fn side(&self, id: &LineId, choices: &BTreeMap<LineId, Side>) -> Option<Side> {
        let deciding = self.deciding(id);
        choices.get(deciding).filter(|_| self.open.contains(deciding)).copied().or(match self.taken.get(deciding) {
            Some(Taken::From(side)) => Some(*side),
            Some(Taken::Both) => Some(Side::Left),
            None => None,
        })
    }

    /// Why lines are as they are in the joined plan: what the side they are taken from had said, then what whoever joins says of
    /// the choice in `why`, by the line that was chosen. The reason of a side that was not taken would be of another text.
    pub fn reasons(
        &self,
        choices: &BTreeMap<LineId, Side>,
        why: &BTreeMap<LineId, String>,
        [left, right]: [&Head; 2],
    ) -> BTreeMap<LineId, String> {
        let chosen = self.open.iter().chain(self.bound.keys());
        let lines: BTreeSet<&LineId> = record::order::gather(left.reasons.keys().chain(right.reasons.keys()).chain(chosen));
        let reason = |line: &LineId| {
            let both = || left.reasons.get(line).or_else(|| right.reasons.get(line));
            let said = match self.side(line, choices) {
                _ if self.taken.get(line) == Some(&Taken::Both) => both(),
                Some(Side::Left) => left.reasons.get(line),
                Some(Side::Right) => right.reasons.get(line),
                None => both(),
            };
            let parts = [said, why.get(self.deciding(line))].into_iter().flatten().map(|text| text.trim());
            parts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let all = lines.into_iter().map(|line| (line.clone(), reason(line)));
        all.filter(|(_, reason)| !reason.is_empty()).collect()
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
        let reordered: BTreeSet<&LineId> =
            record::order::gather(self.left.iter().filter(|change| only_order(change)).map(Change::line));
        let wanted = |change: &&Change, from: Side| match self.side(change.line(), choices) {
            Some(side) => side == from,
            // Nobody changed what it says: an order that one side gave its row is kept, the left one first.
            None => only_order(change) && (from == Side::Left || !reordered.contains(change.line())),
        };
        let mut flat = self.base.clone();
        let left = self.left.iter().filter(|change| wanted(change, Side::Left));
        let right = self.right.iter().filter(|change| wanted(change, Side::Right));
        let steps: Vec<&Change> = left.chain(right).collect();
        perform(&mut flat, &steps);
        let plan = flat.into_plan(head).map_err(|misfit| match misfit {
            Misfit::Orphans(lines) => MergeError::Torn(lines),
            other @ (Misfit::SameIdTwice | Misfit::NotThisVersion | Misfit::Malformed) => MergeError::Misfit(other),
        })?;
        Ok(self.numbered(plan))
    }

    /// Gives lines that only the right side added numbers of their own, where the left side gave theirs to another.
    fn numbered(&self, mut plan: Plan) -> Plan {
        let added = |changes: &[Change], id: &LineId| {
            changes.iter().any(|change| matches!(change, Change::Added { .. }) && change.line() == id)
        };
        let (on_left, on_right) = (|id: &LineId| added(&self.left, id), |id: &LineId| added(&self.right, id));
        let (mut next, of_problem) = (self.next.0, &self.next.1);
        let problems = plan.problems.iter_mut().map(|problem| (&problem.id, &mut problem.number));
        renumber(problems.collect(), &on_left, &on_right, &mut next);
        for problem in &mut plan.problems {
            let mut next = of_problem.get(&problem.id).copied().unwrap_or(1);
            let objectives = problem.objectives_mut().map(|objective| (&objective.id, &mut objective.number));
            renumber(objectives.collect(), &on_left, &on_right, &mut next);
        }
        plan
    }
}

fn renumber(
    lines: Vec<(&LineId, &mut u16)>,
    on_left: &dyn Fn(&LineId) -> bool,
    on_right: &dyn Fn(&LineId) -> bool,
    next: &mut u16,
) {
    let (right, left): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(id, _)| on_right(id) && !on_left(id));
    let given: BTreeSet<u16> =
        record::order::gather(left.iter().filter(|(id, _)| on_left(id) && !on_right(id)).map(|(_, number)| **number));
    for (_, number) in right.into_iter().filter(|(_, number)| given.contains(number)) {
        *number = *next;
        *next = next.saturating_add(1);
    }
}

fn only_order(change: &Change) -> bool {
    match change {
        Change::Moved { from, to, .. } => from.parent == to.parent,
        Change::Added { .. } | Change::Removed { .. } | Change::Changed { .. } => false,
    }
}
