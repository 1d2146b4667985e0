//! The one rule for what may follow what in a record. The server asks it before it accepts, and
//! every device asks it again about what the server sent.

use crate::{
    Act, Certificate, Class, DeviceId, Entry, Envelope, Event, KeyFor, KeyHolder, OpId, RecordKind, Refused, Relation, Review,
    Role, Seal, Status, UserId, limits, may, may_keep, may_manage, may_open,
};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// The last team act. The next one names it.
    #[n(4)]
    pub team_act: OpId,
    /// How far each device that wrote here has come: what it wrote before counts once, and never again.
    #[n(5)]
    pub devices: BTreeMap<(UserId, DeviceId), DeviceMark>,
    /// How many entries were kept and not understood: a newer version wrote them.
    #[n(6)]
    pub newer: u32,
    /// A newer version did something with team or keys. From there on this version cannot say how they stand: it keeps what
    /// comes and writes nothing here.
    #[n(7)]
    pub outgrown: bool,
}

/// The last operation of one device in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct DeviceMark {
    /// Its number in the device's chain.
    #[n(0)]
    pub seq: u64,
    /// How long the directory was that its author had seen.
    #[n(1)]
    pub directory: u64,
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
    /// The author's certificate where it was written: the one the envelope names.
    pub author: &'a Certificate,
    /// The author's certificate where it is received. An older one lends no rights that were taken away since.
    pub received: &'a Certificate,
    /// The certificate of the member an [`Act::Admit`] names, where it is received.
    pub subject: Option<&'a Certificate>,
    /// The record, if there is one.
    pub record: Option<&'a RecordHead>,
    /// The document, if there is one.
    pub doc: Option<&'a DocHead>,
}

/// What an accepted operation changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The record as it is now.
    pub record: RecordHead,
    /// The document of an [`Act::Entry`] as it is now.
    pub doc: Option<DocHead>,
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
    /// Another version, or another change of the team, came first.
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
    /// The same device wrote something later that was counted already: this was counted, or comes out of its order.
    #[error("counted already, or out of order")]
    OutOfOrder,
    /// A newer version is needed to judge it.
    #[error("written with a newer version")]
    Newer,
}

/// What `envelope` changes, if it may follow.
///
/// Signatures, certificates and parts were checked before; this is the policy alone.
/// Fails with the rule that forbids it.
pub fn judge(envelope: &Envelope, seal: Option<&Seal>, standing: &Standing<'_>) -> Result<Effect, Refusal> {
    let author = envelope.author;
    if let Act::Open { kind, keys } = &envelope.act {
        if standing.record.is_some() {
            return Err(Refusal::Exists);
        }
        if kind.asks_role() && !standing.may(may_open) {
            return Err(Refusal::NotAllowed);
        }
        exactly(keys, 1, &[author], None)?;
        let next = marked(&RecordHead::begin(*kind, 1, author, standing.operation), envelope)?;
        return Ok(Effect { record: next, doc: None });
    }
    let record = standing.record.filter(|record| record.team.contains(&author)).ok_or(Refusal::NotFound)?;
    let mut next = marked(record, envelope)?;
    if envelope.act.after().is_some_and(|after| after != record.team_act) {
        return Err(Refusal::Stale);
    }
    let mut doc = None;
    match &envelope.act {
        Act::Open { .. } => return Err(Refusal::Exists),
        Act::Entry(entry) => {
            let seal = seal.ok_or(Refusal::Keys)?;
            if seal.epoch == 0 || seal.epoch > record.epoch {
                return Err(Refusal::Epoch);
            }
            doc = Some(judge_entry(record.kind, envelope, entry, standing)?);
        }
        Act::Admit { member, key, .. } => {
            if !standing.may(may_manage) || !record.kind.has_team() {
                return Err(Refusal::NotAllowed);
            }
            let known = standing.subject.is_some_and(|subject| subject.user == *member);
            if !known || record.team.contains(member) {
                return Err(Refusal::Team);
            }
            if key.epoch != record.epoch {
                return Err(Refusal::Epoch);
            }
            if key.holder != KeyHolder::Member(*member) {
                return Err(Refusal::Keys);
            }
            next.team.push(*member);
            next.team_act = standing.operation;
        }
        Act::Leave { .. } => {
            if record.team.len() == 1 {
                return Err(Refusal::Team);
            }
            next.team.retain(|other| *other != author);
            next.rotation_owed = true;
            next.team_act = standing.operation;
        }
        Act::Rotate { epoch, keys, leaving, .. } => {
            if !standing.may(may_manage) {
                return Err(Refusal::NotAllowed);
            }
            // Whoever made the next key knows it: the author cannot leave by it.
            next.team.retain(|member| *member == author || !leaving.contains(member));
            if next.team.len() + leaving.len() != record.team.len() {
                return Err(Refusal::Team);
            }
            if Some(*epoch) != record.epoch.checked_add(1) {
                return Err(Refusal::Epoch);
            }
            exactly(keys, *epoch, &next.team, Some(record.epoch))?;
            next.epoch = *epoch;
            next.rotation_owed = false;
            next.team_act = standing.operation;
        }
        Act::Newer { entry, .. } => {
            next.newer = next.newer.saturating_add(1);
            next.outgrown |= !entry;
        }
    }
    Ok(Effect { record: next, doc })
}

/// The record after an operation that this version cannot judge, because the record is, or becomes by it, one that a newer
/// version has changed: kept, counted, without effect on team, keys or documents. Asked by devices about what a server
/// accepted; no server accepts what it cannot judge.
///
/// Fails with [`Refusal::OutOfOrder`] for what was counted already, also here, and with [`Refusal::NotFound`] where
/// everything in the record is known.
pub fn keep_newer(operation: OpId, envelope: &Envelope, record: Option<&RecordHead>) -> Result<RecordHead, Refusal> {
    let begun;
    let record = match (record, &envelope.act) {
        (Some(record), _) if record.outgrown => record,
        // The first act of a record is none that is known: whose record it is, a newer version knows.
        (None, Act::Newer { .. }) => {
            begun =
                RecordHead { outgrown: true, ..RecordHead::begin(RecordKind::Newer(u32::MAX), 0, envelope.author, operation) };
            &begun
        }
        (Some(_) | None, _) => return Err(Refusal::NotFound),
    };
    let next = marked(record, envelope)?;
    Ok(RecordHead { newer: next.newer.saturating_add(1), ..next })
}

impl Standing<'_> {
    /// Whether a role's right was the author's when it was written, and still is where it is received.
    fn may(&self, right: impl Fn(Role) -> bool) -> bool {
        right(self.author.role) && right(self.received.role)
    }
}

impl RecordHead {
    /// A record of one member, in which nothing but its opening was counted.
    pub fn begin(kind: RecordKind, epoch: u32, author: UserId, opening: OpId) -> Self {
        Self {
            kind,
            epoch,
            rotation_owed: false,
            team: vec![author],
            team_act: opening,
            devices: BTreeMap::new(),
            newer: 0,
            outgrown: false,
        }
    }
}

/// The record with the author's device moved on to this operation.
fn marked(record: &RecordHead, envelope: &Envelope) -> Result<RecordHead, Refusal> {
    let mark = DeviceMark { seq: envelope.device_seq, directory: envelope.seen.directory.seq };
    let place = (envelope.author, envelope.device);
    match record.devices.get(&place) {
        Some(last) if mark.seq <= last.seq || mark.directory < last.directory => return Err(Refusal::OutOfOrder),
        Some(_) => {}
        None => {
            let others = record.devices.keys().filter(|(user, _)| *user == envelope.author).count();
            if others >= limits::MAX_DEVICES {
                return Err(Refusal::NotAllowed);
            }
        }
    }
    let mut next = record.clone();
    next.devices.insert(place, mark);
    Ok(next)
}

fn judge_entry(kind: RecordKind, envelope: &Envelope, entry: &Entry, standing: &Standing<'_>) -> Result<DocHead, Refusal> {
    let author = envelope.author;
    let relation = match standing.doc {
        Some(doc) if doc.author != author => Relation::Team,
        Some(_) | None => Relation::Author,
    };
    let allowed = if kind.asks_role() {
        standing.may(|role| may(role, relation, entry.class, entry.event))
    } else {
        may_keep(relation, entry.class, entry.event)
    };
    if !allowed {
        return Err(Refusal::NotAllowed);
    }
    if let Event::Sign(review) = entry.event {
        // Who was in training when signing owes a review, and who is by now: what was signed as free of it is signed anew.
        let owed = if standing.author.trainee { Review::Owed } else { Review::NotOwed };
        if review != owed || (standing.received.trainee && review == Review::NotOwed) {
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
        return Ok(DocHead { class: entry.class, author, status, version: 1, latest });
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
        return Ok(DocHead { status, version: entry.version, latest, ..doc.clone() });
    }
    // A second signature is about one exact text; an addendum or a retraction about the document.
    if entry.version != doc.version || entry.base != Some(doc.latest) {
        return Err(Refusal::Stale);
    }
    Ok(DocHead { status, ..doc.clone() })
}

/// The keys of `epoch` are for `team` and the custodian, each once, and with a link to the epoch `before` if there is one.
fn exactly(keys: &[KeyFor], epoch: u32, team: &[UserId], before: Option<u32>) -> Result<(), Refusal> {
    let mut wanted: Vec<(KeyHolder, u32)> = team.iter().map(|member| (KeyHolder::Member(*member), epoch)).collect();
    wanted.push((KeyHolder::Custodian, epoch));
    wanted.extend(before.map(|before| (KeyHolder::NextEpoch, before)));
    let mut given: Vec<(KeyHolder, u32)> = keys.iter().map(|key| (key.holder, key.epoch)).collect();
    wanted.sort_unstable();
    given.sort_unstable();
    if wanted == given { Ok(()) } else { Err(Refusal::Keys) }
}
