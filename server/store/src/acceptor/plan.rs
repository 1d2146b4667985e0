//! What a batch will write: each operation judged on what stands, in order.

use super::{
    Batch, Offered,
    ledger::{DeviceState, Ledger},
};
use crate::{
    AuditAction, Note, StoreError,
    audit::StoredRow,
    counter::{self, Counter},
    key,
    push::Checked,
    query::Vars,
    row::{self, DeviceRow, DocRow, EntryRow, MemberRow, OutcomeRow, RecordRow, RecordState, cbor},
};
use record::{
    Act, DocId, Effect, Head, Receipt, RecordHead, RecordId, RecordKind, Refusal, Signable, Signed, Standing, Time, UserId,
    judge as may_follow,
    wire::{Outcome, OutcomeCode},
};
use std::collections::BTreeMap;
use surrealdb::types::Bytes;

/// Whether a row is there already. Inserting is several times cheaper than rewriting, so the two are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    New,
    Old,
}

/// Rows to write.
#[derive(Default)]
pub(super) struct Plan {
    entries: Vec<EntryRow>,
    outcomes: Vec<OutcomeRow>,
    records: BTreeMap<RecordId, Row>,
    docs: BTreeMap<(RecordId, DocId), Row>,
    devices: Vec<DeviceRow>,
    /// The last word on each membership: in, or out.
    members: BTreeMap<(UserId, RecordId), bool>,
    audit: Vec<StoredRow>,
}

/// Judges everything in the batch; the ledger stands afterwards as if it were written.
pub(super) fn judge(ledger: &mut Ledger, batch: &Batch) -> Result<(Plan, Vec<Vec<Outcome>>), StoreError> {
    let mut plan = Plan::default();
    let mut answers = Vec::with_capacity(batch.pushes.len());
    for push in &batch.pushes {
        answers.push(plan.push(ledger, push)?);
    }
    for (notes, now) in &batch.notes {
        for note in notes {
            plan.note(ledger, note.clone(), *now);
        }
    }
    Ok((plan, answers))
}

impl Plan {
    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.outcomes.is_empty() && self.audit.is_empty()
    }

    fn push(&mut self, ledger: &mut Ledger, push: &Offered) -> Result<Vec<Outcome>, StoreError> {
        let mut gap = None;
        let mut outcomes = Vec::with_capacity(push.operations.len());
        for operation in &push.operations {
            let outcome = match (operation, gap) {
                (None, _) => Outcome::Malformed,
                // After a gap nothing of this push can fit; the device begins again where it is told.
                (Some(_), Some(expected)) => Outcome::Gap(expected),
                (Some(checked), None) => self.operation(ledger, push, checked)?,
            };
            if let Outcome::Gap(expected) = outcome {
                gap = Some(expected);
            }
            outcomes.push(outcome);
        }
        Ok(outcomes)
    }

    fn operation(&mut self, ledger: &mut Ledger, push: &Offered, checked: &Checked) -> Result<Outcome, StoreError> {
        let envelope = &checked.envelope;
        let device = ledger.devices.get(&envelope.device).copied().flatten();
        if device.is_some_and(|device| device.user != push.user) {
            return Ok(Outcome::Malformed); // a device belongs to its first user
        }
        let last = device.map_or(Head::NONE, |device| device.last);
        if envelope.device_seq <= last.seq {
            return Ok(match ledger.outcomes.get(&(envelope.device, envelope.device_seq)) {
                Some((id, outcome)) if *id == checked.id => replay(outcome.clone()),
                Some(_) | None => Outcome::Gap(last),
            });
        }
        if envelope.device_seq != last.seq + 1 || envelope.previous.0 != last.digest {
            return Ok(Outcome::Gap(last));
        }
        let outcome = match rule(ledger, checked) {
            Ok(effect) => Outcome::Accepted(self.keep(ledger, push, checked, effect)?),
            Err(refusal) => Outcome::Quarantined(OutcomeCode(refusal)),
        };
        let last = Head { seq: envelope.device_seq, digest: checked.id.0 };
        ledger.devices.insert(envelope.device, Some(DeviceState { user: push.user, last }));
        if device.is_none() {
            self.devices.push(DeviceRow { id: key::device(envelope.device), user: push.user.to_string() });
        }
        self.outcomes.push(OutcomeRow {
            id: key::outcome(envelope.device, envelope.device_seq),
            operation: row::bytes(checked.id.0.as_bytes()),
            outcome: cbor(&outcome),
        });
        ledger.outcomes.insert((envelope.device, envelope.device_seq), (checked.id, outcome.clone()));
        Ok(outcome)
    }

    /// Gives an operation its place and its receipt.
    fn keep(
        &mut self,
        ledger: &mut Ledger,
        push: &Offered,
        checked: &Checked,
        effect: Effect,
    ) -> Result<Signed<Receipt>, StoreError> {
        let record = checked.envelope.record;
        let before = ledger.records.get(&record).cloned().flatten();
        let (last, old) = before.map_or((Head::NONE, None), |state| (state.last, Some(state.head)));
        ledger.counter.change += 1;
        let receipt = Receipt {
            operation: checked.id,
            record,
            seq: last.seq + 1,
            change: ledger.counter.change,
            previous: last.digest,
            received: push.now,
            epoch: push.epoch,
            directory: ledger.registry.head(),
        };
        let bytes = receipt.to_bytes();
        let signature = push.signer.sign(&Receipt::message(&bytes));
        let signed = Signed::new(bytes, signature);
        let Effect { record: head, doc } = effect;
        if let Some(doc) = doc {
            let Act::Entry(entry) = &checked.envelope.act else { return Err(StoreError::Damaged) };
            let place = (record, entry.doc);
            let row = if ledger.docs.insert(place, Some(doc)).flatten().is_some() { Row::Old } else { Row::New };
            self.docs.entry(place).or_insert(row);
        } else {
            self.team(record, old.as_ref(), &head);
            for note in notes_of(checked, push.user) {
                self.note(ledger, note, push.now);
            }
        }
        let state = RecordState { head, last: Head { seq: receipt.seq, digest: signed.digest() }, change: receipt.change };
        let row = if ledger.records.insert(record, Some(state)).flatten().is_some() { Row::Old } else { Row::New };
        self.records.entry(record).or_insert(row);
        self.entries.push(EntryRow {
            id: key::entry(record, receipt.seq),
            receipt: cbor(&signed),
            operation: checked.bytes.clone(),
        });
        Ok(signed)
    }

    fn team(&mut self, record: RecordId, old: Option<&RecordHead>, new: &RecordHead) {
        let old: &[UserId] = old.map_or(&[], |head| &head.team);
        for user in old.iter().filter(|user| !new.team.contains(user)) {
            self.members.insert((*user, record), false);
        }
        for user in new.team.iter().filter(|user| !old.contains(user)) {
            self.members.insert((*user, record), true);
        }
    }

    fn note(&mut self, ledger: &mut Ledger, note: Note, now: Time) {
        let row = note.follow(ledger.counter.audit, now);
        ledger.counter.audit = Head { seq: row.seq, digest: row.digest };
        self.audit.push(StoredRow::from(&row));
    }

    /// The transaction, from the counter as it was to the counter as it will be.
    pub(super) fn statements(self, ledger: &Ledger, old: &Counter) -> Result<(String, Vars), StoreError> {
        let mut sql = counter::MOVE.to_owned();
        let mut vars = ledger.counter.vars(old);
        let new_records = self.record_states(ledger, Row::New)?.into_iter();
        let new_records: Vec<_> = new_records.map(|(record, state)| RecordRow { id: key::record_head(record), state }).collect();
        let old_states = self.record_states(ledger, Row::Old)?;
        let old_records: Vec<_> = old_states.iter().map(|(record, _)| key::record_head(*record)).collect();
        let old_states: BTreeMap<_, _> = old_states.into_iter().map(|(record, state)| (record.to_string(), state)).collect();
        let (new_docs, old_docs) = (self.doc_rows(ledger, Row::New)?, self.doc_rows(ledger, Row::Old)?);
        let (joined, left): (Vec<_>, Vec<_>) = self.members.iter().partition(|(_, inside)| **inside);
        let joined: Vec<MemberRow> = joined.into_iter().map(|(place, _)| member_row(ledger, *place)).collect::<Result<_, _>>()?;
        let left: Vec<_> = left.into_iter().map(|((user, record), _)| key::member(*user, *record)).collect();
        macro_rules! write {
            ($name:literal, $rows:expr, $statement:literal) => {
                if !$rows.is_empty() {
                    sql.push_str($statement);
                    vars = vars.set($name, $rows);
                }
            };
        }
        write!("entries", self.entries, "INSERT INTO entry $entries RETURN NONE;\n");
        write!("outcomes", self.outcomes, "INSERT INTO outcome $outcomes RETURN NONE;\n");
        write!("new_records", new_records, "INSERT INTO record_head $new_records RETURN NONE;\n");
        // Nearly every entry rewrites a row of these: an insert that finds a duplicate costs half as much again.
        write!("old_records", old_records, "UPDATE $old_records SET state = $old_states[record::id(id)] RETURN NONE;\n");
        vars = vars.set("old_states", old_states);
        write!("new_docs", new_docs, "INSERT INTO doc_head $new_docs RETURN NONE;\n");
        write!("old_docs", old_docs, "INSERT INTO doc_head $old_docs ON DUPLICATE KEY UPDATE head = $input.head RETURN NONE;\n");
        write!("devices", self.devices, "INSERT INTO device $devices RETURN NONE;\n");
        write!("joined", joined, "INSERT IGNORE INTO member $joined RETURN NONE;\n");
        write!("left", left, "DELETE $left RETURN NONE;\n");
        write!("audit_rows", self.audit, "INSERT INTO audit $audit_rows RETURN NONE;\n");
        sql.push_str("COMMIT;");
        Ok((sql, vars))
    }

    fn record_states(&self, ledger: &Ledger, which: Row) -> Result<Vec<(RecordId, Bytes)>, StoreError> {
        let state = |record: &RecordId| Some((*record, cbor(ledger.records.get(record)?.as_ref()?)));
        let wanted = self.records.iter().filter(|(_, row)| **row == which);
        wanted.map(|(record, _)| state(record).ok_or(StoreError::Damaged)).collect()
    }

    fn doc_rows(&self, ledger: &Ledger, which: Row) -> Result<Vec<DocRow>, StoreError> {
        let row = |place: &(RecordId, DocId)| {
            let head = ledger.docs.get(place)?.as_ref()?;
            Some(DocRow { id: key::doc_head(place.0, place.1), head: cbor(head) })
        };
        let wanted = self.docs.iter().filter(|(_, row)| **row == which);
        wanted.map(|(place, _)| row(place).ok_or(StoreError::Damaged)).collect()
    }
}

fn member_row(ledger: &Ledger, (user, record): (UserId, RecordId)) -> Result<MemberRow, StoreError> {
    let state = ledger.records.get(&record).and_then(Option::as_ref).ok_or(StoreError::Damaged)?;
    let kind = i64::from(state.head.kind.number());
    Ok(MemberRow { id: key::member(user, record), record: record.to_string(), kind })
}

/// The same answer as before; what was accepted is now a duplicate.
fn replay(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Accepted(receipt) | Outcome::Duplicate(receipt) => Outcome::Duplicate(receipt),
        same @ (Outcome::Quarantined(_) | Outcome::Gap(_) | Outcome::Malformed) => same,
    }
}

/// Judged by the certificate the author wrote with and by the one they have now, so that an old one lends no rights.
fn rule(ledger: &Ledger, checked: &Checked) -> Result<Effect, Refusal> {
    let envelope = &checked.envelope;
    let directory = ledger.registry.directory().map_err(|_| Refusal::NotAllowed)?;
    let then = directory.certificate_at(&envelope.certificate).ok_or(Refusal::NotAllowed)?;
    let now = directory.certificate(envelope.author).ok_or(Refusal::NotAllowed)?;
    let subject = match &envelope.act {
        Act::Admit { member, .. } => directory.certificate(*member),
        Act::Open { .. } | Act::Entry(_) | Act::Leave { .. } | Act::Rotate { .. } | Act::Newer { .. } => None,
    };
    let doc = match &envelope.act {
        Act::Entry(entry) => ledger.docs.get(&(envelope.record, entry.doc)).and_then(Option::as_ref),
        Act::Open { kind: RecordKind::Newer(_), .. } | Act::Newer { .. } => return Err(Refusal::Newer),
        Act::Open { .. } | Act::Admit { .. } | Act::Leave { .. } | Act::Rotate { .. } => None,
    };
    let record = ledger.records.get(&envelope.record).and_then(Option::as_ref).map(|state| &state.head);
    let standing = Standing { operation: checked.id, author: then, received: now, subject, record, doc };
    may_follow(envelope, checked.seal.as_ref(), &standing)
}

/// What the audit log says about a team act.
fn notes_of(checked: &Checked, user: UserId) -> Vec<Note> {
    let notes = match &checked.envelope.act {
        Act::Open { .. } => vec![Note::new(AuditAction::Open)],
        Act::Admit { member, .. } => vec![Note::new(AuditAction::Admit).of(*member)],
        Act::Leave { .. } => vec![Note::new(AuditAction::Remove).of(user)],
        Act::Rotate { leaving, .. } => {
            let removed = leaving.iter().map(|member| Note::new(AuditAction::Remove).of(*member));
            removed.chain([Note::new(AuditAction::Rotate)]).collect()
        }
        Act::Entry(_) | Act::Newer { .. } => Vec::new(),
    };
    notes.into_iter().map(|note| note.by(user).about(checked.envelope.record)).collect()
}
