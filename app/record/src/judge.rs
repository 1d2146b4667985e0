//! The one rule for what may follow what in a record. The server asks it before it accepts, and
//! every device asks it again about what the server sent.

use crate::{
    Act, Certificate, Class, Entry, Envelope, Event, KeyFor, KeyHolder, OpId, RecordKind, Refused, Relation, Review, Seal,
    Status, UserId, may, may_manage, may_open,
};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// Where a record stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct RecordHead {
    /// What it is for.
    #[n(0)]
    pub kind: RecordKind,
    /// The current epoch, from 1.
    #[n(1)]
    pub epoch: u32,
    /// Someone left and still knows the current key.
    #[n(2)]
    pub rotation_owed: bool,
    /// Who is in the team, in order of joining.
    #[n(3)]
    pub team: Vec<UserId>,
}

/// Where a document stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct DocHead {
    /// How coarsely it is known.
    #[n(0)]
    pub class: Class,
    /// Who wrote its first version.
    #[n(1)]
    pub author: UserId,
    /// Its status.
    #[n(2)]
    pub status: Status,
    /// Its last version.
    #[n(3)]
    pub version: u32,
    /// The operation that brought that version.
    #[n(4)]
    pub latest: OpId,
}

/// What is known when an operation arrives.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The operation's name, from its exact bytes.
    pub operation: OpId,
    /// The author's certificate, not revoked.
    pub author: &'a Certificate,
    /// The certificate of the member an [`Act::Admit`] names, not revoked.
    pub subject: Option<&'a Certificate>,
    /// The record, if there is one.
    pub record: Option<&'a RecordHead>,
    /// The document, if there is one.
    pub doc: Option<&'a DocHead>,
}

/// What an accepted operation changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The record stands so now.
    Record(RecordHead),
    /// The document stands so now.
    Doc(DocHead),
}

/// Why an operation may not follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The record does not exist, or not for this author. Nobody learns which.
    #[error("no such record")]
    NotFound,
    /// A record of this id exists.
    #[error("the record exists already")]
    Exists,
    /// The author's role or standing does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// Another version came first; the head is told.
    #[error("another version came first")]
    Stale,
    /// The document's status does not allow it.
    #[error("the document's state does not allow it: {0}")]
    Lifecycle(Refused),
    /// The keys are not for exactly those who should have them.
    #[error("keys are missing or too many")]
    Keys,
    /// The epoch is not the current one or the next.
    #[error("wrong epoch")]
    Epoch,
    /// Already in the team, not in the team, unknown, or the last one.
    #[error("team does not allow it")]
    Team,
    /// Someone in training signed as if no review were owed, or the reverse.
    #[error("the review owed does not match the certificate")]
    Review,
}

/// What `envelope` changes, if it may follow.
///
/// Signatures, certificates and parts were checked before; this is the policy alone.
/// Fails with the rule that forbids it.
pub fn judge(envelope: &Envelope, seal: Option<&Seal>, standing: &Standing<'_>) -> Result<Effect, Refusal> {
    let author = envelope.author;
    let role = standing.author.role;
    if let Act::Open { kind, keys } = &envelope.act {
        if standing.record.is_some() {
            return Err(Refusal::Exists);
        }
        if !may_open(role) {
            return Err(Refusal::NotAllowed);
        }
        exactly(keys, 1, &[author], false)?;
        return Ok(Effect::Record(RecordHead { kind: *kind, epoch: 1, rotation_owed: false, team: vec![author] }));
    }
    let record = standing.record.filter(|record| record.team.contains(&author)).ok_or(Refusal::NotFound)?;
    match &envelope.act {
        Act::Open { .. } => Err(Refusal::Exists),
        Act::Entry(entry) => {
            let seal = seal.ok_or(Refusal::Keys)?;
            if seal.epoch == 0 || seal.epoch > record.epoch {
                return Err(Refusal::Epoch);
            }
            judge_entry(envelope, entry, standing)
        }
        Act::Admit { member, key } => {
            let wanted = KeyHolder::Member(*member);
            if !may_manage(role) || record.kind == RecordKind::Private {
                return Err(Refusal::NotAllowed);
            }
            let known = standing.subject.is_some_and(|subject| subject.user == *member);
            if !known || record.team.contains(member) {
                return Err(Refusal::Team);
            }
            if key.epoch != record.epoch {
                return Err(Refusal::Epoch);
            }
            if key.holder != wanted {
                return Err(Refusal::Keys);
            }
            let mut next = record.clone();
            next.team.push(*member);
            Ok(Effect::Record(next))
        }
        Act::Remove { member } => {
            if !may_manage(role) && *member != author {
                return Err(Refusal::NotAllowed);
            }
            if !record.team.contains(member) || record.team.len() == 1 {
                return Err(Refusal::Team);
            }
            let mut next = record.clone();
            next.team.retain(|other| other != member);
            next.rotation_owed = true;
            Ok(Effect::Record(next))
        }
        Act::Rotate { epoch, keys } => {
            if !may_manage(role) {
                return Err(Refusal::NotAllowed);
            }
            if Some(*epoch) != record.epoch.checked_add(1) {
                return Err(Refusal::Epoch);
            }
            exactly(keys, *epoch, &record.team, true)?;
            Ok(Effect::Record(RecordHead { epoch: *epoch, rotation_owed: false, ..record.clone() }))
        }
    }
}

fn judge_entry(envelope: &Envelope, entry: &Entry, standing: &Standing<'_>) -> Result<Effect, Refusal> {
    let author = envelope.author;
    let relation = match standing.doc {
        Some(doc) if doc.author != author => Relation::Team,
        Some(_) | None => Relation::Author,
    };
    if !may(standing.author.role, relation, entry.class, entry.event) {
        return Err(Refusal::NotAllowed);
    }
    if let Event::Sign(review) = entry.event {
        let owed = if standing.author.trainee { Review::Owed } else { Review::NotOwed };
        if review != owed {
            return Err(Refusal::Review);
        }
    }
    let Some(doc) = standing.doc else {
        if !entry.event.is_version() {
            return Err(Refusal::NotFound);
        }
        if entry.version != 1 || entry.base.is_some() {
            return Err(Refusal::Stale);
        }
        let status = Status::begin(entry.class, entry.event).map_err(Refusal::Lifecycle)?;
        let latest = standing.operation;
        return Ok(Effect::Doc(DocHead { class: entry.class, author, status, version: 1, latest }));
    };
    if doc.class != entry.class {
        return Err(Refusal::NotAllowed);
    }
    let status = doc.status.apply(entry.class, entry.event).map_err(Refusal::Lifecycle)?;
    if entry.event.is_version() {
        if Some(entry.version) != doc.version.checked_add(1) || entry.base != Some(doc.latest) {
            return Err(Refusal::Stale);
        }
        let latest = standing.operation;
        return Ok(Effect::Doc(DocHead { status, version: entry.version, latest, ..doc.clone() }));
    }
    // A second signature is about one exact text; an addendum or a retraction about the document.
    if entry.version != doc.version || entry.base != Some(doc.latest) {
        return Err(Refusal::Stale);
    }
    Ok(Effect::Doc(DocHead { status, ..doc.clone() }))
}

/// The keys of `epoch` are for `team` and the custodian, each once, and with a link to the epoch before if `linked`.
fn exactly(keys: &[KeyFor], epoch: u32, team: &[UserId], linked: bool) -> Result<(), Refusal> {
    let mut wanted: Vec<(KeyHolder, u32)> = team.iter().map(|member| (KeyHolder::Member(*member), epoch)).collect();
    wanted.push((KeyHolder::Custodian, epoch));
    if linked {
        wanted.push((KeyHolder::NextEpoch, epoch.saturating_sub(1)));
    }
    let mut given: Vec<(KeyHolder, u32)> = keys.iter().map(|key| (key.holder, key.epoch)).collect();
    wanted.sort_unstable();
    given.sort_unstable();
    if wanted == given { Ok(()) } else { Err(Refusal::Keys) }
}
