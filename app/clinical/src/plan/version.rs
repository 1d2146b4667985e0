//! Where each version of a plan stands, in FHIR's words (CarePlan.status), as a function of all of them.
//!
//! ```text
//! draft ──sign──► active ──a signed successor──► superseded
//!                   └──signed as an ending──► completed │ revoked
//! ```
//! Two signed successors of one version are both kept, and both active: a fork. A version that names both as
//! its bases joins them, once a supervisor has signed it; until then it is a draft to the others.

use super::Ending;
use crate::named::named;
use record::DocId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

named! {
    /// Where a version stands.
    Status {
        Draft = "draft", "Draft";
        Active = "active", "Active";
        Superseded = "superseded", "Superseded";
        Completed = "completed", "Completed";
        Revoked = "revoked", "Ended before it was completed";
        EnteredInError = "entered-in-error", "Entered in error";
    }
}

/// How far a version is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signing {
    /// Not yet.
    Unsigned,
    /// By its author, who is no supervisor.
    Author,
    /// By a supervisor, as its author or with its author.
    Supervisor,
    /// Entered in error.
    Retracted,
}

/// What the tree needs to know of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its document.
    pub id: DocId,
    /// The versions it follows.
    pub bases: Vec<DocId>,
    /// How far it is signed.
    pub signing: Signing,
    /// Whether it ends the plan.
    pub ending: Option<Ending>,
}

impl Version {
    /// Whether it joins several versions.
    pub fn joins(&self) -> bool {
        self.bases.iter().collect::<BTreeSet<_>>().len() > 1
    }

    /// Whether it counts: signed, and where it joins others, by a supervisor.
    fn counts(&self) -> bool {
        match self.signing {
            Signing::Unsigned | Signing::Retracted => false,
            Signing::Author => !self.joins(),
            Signing::Supervisor => true,
        }
    }

    /// Whether what follows it also follows its bases. A join that no supervisor signed must not let anyone
    /// else end the fork by building on it.
    fn carries(&self) -> bool {
        self.counts() || (self.signing == Signing::Retracted && !self.joins())
    }
}

/// A base of a draft that a signed version follows, and the draft does not: signed like this, it would stand beside that version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupersededBase {
    /// The base.
    pub base: DocId,
    /// The version that follows it.
    pub by: DocId,
    /// What the draft follows once it was brought to that version.
    pub bases: Vec<DocId>,
}

/// Where all versions stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    statuses: BTreeMap<DocId, Status>,
    numbers: BTreeMap<DocId, u32>,
    heads: Vec<DocId>,
    above: BTreeMap<DocId, BTreeSet<DocId>>,
    /// Version to those that are superseded once it counts.
    replaced: BTreeMap<DocId, BTreeSet<DocId>>,
}

/// Where `versions` stand, given in the order received. A base that does not stand before its successor is
/// taken as unknown: documents can name each other in a circle, time cannot.
pub fn standing(versions: &[Version]) -> Standing {
    let mut above: BTreeMap<DocId, BTreeSet<DocId>> = BTreeMap::new();
    let mut replaced: BTreeMap<DocId, BTreeSet<DocId>> = BTreeMap::new();
    let mut numbers: BTreeMap<DocId, u32> = BTreeMap::new();
    let mut known: BTreeMap<DocId, &Version> = BTreeMap::new();
    for version in versions {
        if known.contains_key(&version.id) {
            continue; // the first word stands
        }
        let bases: Vec<&DocId> = version.bases.iter().filter(|base| known.contains_key(*base)).collect();
        let with = |map: &BTreeMap<DocId, BTreeSet<DocId>>, base: &DocId| -> BTreeSet<DocId> {
            map.get(base).into_iter().flatten().copied().chain([*base]).collect()
        };
        let ancestors = bases.iter().flat_map(|base| with(&above, base)).collect();
        let carrying = bases.iter().filter(|base| known.get(**base).is_some_and(|base| base.carries()));
        let replaces = carrying.flat_map(|base| with(&replaced, base)).collect();
        let number = bases.iter().filter_map(|base| numbers.get(*base)).max().map_or(1, |most| most.saturating_add(1));
        above.insert(version.id, ancestors);
        replaced.insert(version.id, replaces);
        numbers.insert(version.id, number);
        known.insert(version.id, version);
    }
    let followed: BTreeSet<DocId> = known
        .values()
        .filter(|version| version.counts())
        .flat_map(|version| replaced.get(&version.id))
        .flatten()
        .copied()
        .collect();
    let status = |version: &Version| match (version.signing, version.ending) {
        (Signing::Retracted, _) => Status::EnteredInError,
        _ if !version.counts() => Status::Draft,
        (_, Some(Ending::Completed)) => Status::Completed,
        (_, Some(Ending::Revoked)) => Status::Revoked,
        (_, None) if followed.contains(&version.id) => Status::Superseded,
        (_, None) => Status::Active,
    };
    let statuses = known.values().map(|version| (version.id, status(version))).collect();
    let is_head = |version: &&Version| version.counts() && !followed.contains(&version.id);
    let mut heads: Vec<DocId> = Vec::new();
    for version in versions.iter().filter(is_head) {
        if !heads.contains(&version.id) {
            heads.push(version.id);
        }
    }
    Standing { statuses, numbers, heads, above, replaced }
}

impl Standing {
    /// Where a version stands.
    pub fn status(&self, id: DocId) -> Option<Status> {
        self.statuses.get(&id).copied()
    }

    /// Its number for people: one more than the highest number it follows, from 1.
    pub fn number(&self, id: DocId) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    /// Versions that count and that nothing that counts follows, in the order received.
    pub fn heads(&self) -> &[DocId] {
        &self.heads
    }

    /// The active version, where there is exactly one head and it does not end the plan.
    pub fn active(&self) -> Option<DocId> {
        match self.heads.as_slice() {
            [one] => Some(*one).filter(|id| self.status(*id) == Some(Status::Active)),
            _ => None,
        }
    }

    /// Whether several versions stand side by side, for a supervisor to join.
    pub fn is_fork(&self) -> bool {
        self.heads.len() > 1
    }

    /// What superseded a base of the draft `doc`, which follows `bases`: the newest head, where there are several. A version that
    /// follows the draft itself is none.
    pub fn superseded_base(&self, doc: DocId, bases: &[DocId]) -> Option<SupersededBase> {
        let follows = |map: &BTreeMap<DocId, BTreeSet<DocId>>, id: &DocId, of: &DocId| {
            map.get(id).is_some_and(|followed| followed.contains(of))
        };
        let others = self.heads.iter().rev().filter(|head| **head != doc && !bases.contains(head));
        others.filter(|head| !follows(&self.above, head, &doc)).find_map(|by| {
            let base = bases.iter().find(|base| follows(&self.replaced, by, base))?;
            let kept = bases.iter().filter(|base| !follows(&self.replaced, by, base));
            Some(SupersededBase { base: *base, by: *by, bases: kept.chain([by]).copied().collect() })
        })
    }

    /// The newest version that two versions both follow, or one of them where the other follows it.
    pub fn common_base(&self, a: DocId, b: DocId) -> Option<DocId> {
        let with = |id: DocId| self.above.get(&id).map(|above| above.iter().copied().chain([id]).collect::<BTreeSet<_>>());
        let (a, b) = (with(a)?, with(b)?);
        a.intersection(&b).copied().max_by_key(|id| self.number(*id))
    }
}

impl Status {
    /// Whether a version may come to stand so, through one more act somewhere in the tree.
    pub const fn may_become(self, next: Self) -> bool {
        use Status::{Active, Completed, Draft, EnteredInError, Revoked, Superseded};
        match (self, next) {
            // A draft that was followed by something signed is superseded the moment it is signed itself.
            (Draft, Draft | Active | Superseded | Completed | Revoked | EnteredInError) => true,
            (Active, Active | Superseded | EnteredInError) => true,
            // What superseded it was entered in error.
            (Superseded, Superseded | Active | EnteredInError) => true,
            (Completed, Completed | EnteredInError) | (Revoked, Revoked | EnteredInError) => true,
            (EnteredInError, EnteredInError) => true,
            (Active, Draft | Completed | Revoked)
            | (Superseded, Draft | Completed | Revoked)
            | (Completed, Draft | Active | Superseded | Revoked)
            | (Revoked, Draft | Active | Superseded | Completed)
            | (EnteredInError, Draft | Active | Superseded | Completed | Revoked) => false,
        }
    }
}
