//! The outbox: what waits to be sent, what the server would not take, and what can be done about that.

use crate::{
    Keeper, Transport, Zone,
    protocol::{DoubtRow, Notice, OutboxRow, OutboxView, Problem},
    records::open_record::{OpenRecord, refusal_of},
    unlocked::Unlocked,
    views::rows,
};
use clinical::{Body, Kind};
use record::{Act, Class, DocId, Envelope, Event, OpId, Operation, RecordId, Refusal, wire::Pulled};
use std::collections::HashMap;
use vault::{Clock, Draft, Kept, Store, Whereabouts};

/// Where something was written with a newer version.
pub(crate) const NEWER: &str = "Written with a newer version. Update this device to read it.";

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn outbox(&self) -> Result<OutboxView, Problem> {
        let me = self.me()?;
        let records = match self.open_records(&me).await {
            // The charts are closed; what was signed in them before waits all the same.
            Err(Problem::AccessEnded) => Vec::new(),
            other => other?,
        };
        let names: HashMap<RecordId, String> = records.iter().map(|opened| (opened.record, opened.client())).collect();
        let waiting = self.vault.pending(&me.check).await?;
        let waiting = waiting.into_iter().filter(|pending| pending.kept.receipt.is_none()).map(|pending| pending.kept);
        let status = self.vault.status().await?;
        let refused = self.vault.quarantined().await?;
        let refused = refused.iter().map(|kept| {
            let may_take_back = records.iter().any(|opened| returnable(&me, opened, kept).is_ok());
            OutboxRow { may_take_back, ..outbox_row(&me, &names, kept) }
        });
        let brought = self.vault.brought().await?;
        let lost = self.vault.rewound_entries().await?;
        let taken_back: Vec<DoubtRow> = lost.iter().filter_map(|pulled| rewound_row(&me, &names, pulled)).collect();
        Ok(OutboxView {
            waiting: waiting.chain(brought).map(|kept| outbox_row(&me, &names, &kept)).collect(),
            delivered: self.vault.delivered().await?.iter().map(|kept| outbox_row(&me, &names, kept)).collect(),
            quarantined: refused.collect(),
            doubted: records.iter().flat_map(|opened| doubts(opened)).chain(taken_back).collect(),
            last_sync: status.last_sync,
        })
    }

    /// Makes a draft of something signed that was refused, under the record's key of today.
    ///
    /// Fails with [`Problem::Refused`] where no draft can be: see [`OutboxRow::may_take_back`].
    pub(crate) async fn take_back(&self, operation: OpId) -> Result<OutboxView, Problem> {
        let me = self.me()?;
        let kept = self.refused(operation).await?;
        let opened = self.open_record(&me, kept.record).await?;
        let (doc, body) = returnable(&me, &opened, &kept)?;
        let standing = opened.docs.get(&doc).filter(|doc| doc.standing().next().is_some());
        let version = standing.map_or(1, |doc| doc.head.version + 1);
        let (_, sealed) = self.seal(&me, &opened, doc, version, &body)?;
        // What goes on living and was refused was written over another version: its page says so, and asks what holds.
        let base = standing.map(|doc| doc.head.latest).filter(|_| !GO_ON.contains(&body.kind()));
        let updated = self.now().await?;
        let draft = Draft { record: kept.record, doc, base, updated, sealed: sealed.file };
        self.vault.take_back(operation, &draft).await?;
        self.let_go(&me, kept.record).await
    }

    /// Lets go of something that was refused because whoever wrote it has read it.
    pub(crate) async fn dismiss(&self, operation: OpId) -> Result<OutboxView, Problem> {
        let me = self.me()?;
        let kept = self.refused(operation).await?;
        self.vault.dismiss(operation).await?;
        self.let_go(&me, kept.record).await
    }

    async fn refused(&self, operation: OpId) -> Result<Kept, Problem> {
        self.vault.quarantined().await?.into_iter().find(|kept| kept.id == operation).ok_or(Problem::NotFound)
    }

    async fn let_go(&self, me: &Unlocked, record: RecordId) -> Result<OutboxView, Problem> {
        me.caches.forget(record);
        (self.notify)(Notice::Strip(self.strip().await?));
        self.outbox().await
    }
}

/// What was refused, where it can be a draft again: a version I signed, or a profile I saved, of a document I may still write, in a record whose
/// team I am in (elsewhere a draft could never be signed), and no draft of it that would be written over.
fn returnable(me: &Unlocked, opened: &OpenRecord, kept: &Kept) -> Result<(DocId, Body), Problem> {
    let refused = Problem::Refused(Refusal::NotAllowed);
    let said = said_in(kept).filter(|said| said.record == opened.record && said.author == me.user());
    let here = opened.row.whereabouts == Whereabouts::Here && opened.head.team.contains(&me.user());
    let (Some(Envelope { act: Act::Entry(entry), .. }), true) = (said, here) else { return Err(refused) };
    let body = me.opened(kept.id).and_then(|content| content.body().ok().cloned()).ok_or(Problem::NotFound)?;
    let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
    let standing = opened.docs.get(&entry.doc).filter(|doc| doc.standing().next().is_some());
    let may = match entry.event {
        Event::Save => GO_ON.contains(&body.kind()) && rows::may_draft(&certificate, standing, &body),
        Event::Sign(_) => rows::ruled(&certificate, standing, body.kind()).write,
        Event::Attest | Event::Return | Event::Amend | Event::Retract => false,
    };
    if may && opened.draft(entry.doc).is_none() { Ok((entry.doc, body)) } else { Err(refused) }
}

/// Living documents that go on from a draft on their page, by whoever of the team comes first.
const GO_ON: [Kind; 3] = [Kind::Profile, Kind::Intervention, Kind::Letter];

fn said_in(kept: &Kept) -> Option<Envelope> {
    Operation::from_bytes(&kept.operation).ok()?.envelope.peek().ok()
}

fn doubts(opened: &OpenRecord) -> Vec<DoubtRow> {
    let client = opened.client();
    let newer = (opened.newer() > 0).then(|| NEWER.to_owned());
    let reasons = opened.doubts().into_iter().chain(newer);
    reasons.map(|reason| DoubtRow { record: opened.record, client: client.clone(), reason, written: None }).collect()
}

/// What a restored server no longer has, by whom, and what brings it back.
fn rewound_row(me: &Unlocked, names: &HashMap<RecordId, String>, pulled: &Pulled) -> Option<DoubtRow> {
    let operation = Operation::from_bytes(&pulled.operation).ok()?;
    let envelope = operation.envelope.peek().ok()?;
    let (what, author) = (what(me, operation.id(), &envelope.act), me.name_of(envelope.author));
    let reason = format!(
        "{what} by {author}: the server lost it when it was restored from a backup. It comes back when the device of \
         {author} that wrote it connects. Until then it is kept here."
    );
    let client = names.get(&envelope.record).cloned().unwrap_or_default();
    Some(DoubtRow { record: envelope.record, client, reason, written: Some(envelope.clock.written()) })
}

fn outbox_row(me: &Unlocked, names: &HashMap<RecordId, String>, kept: &Kept) -> OutboxRow {
    let envelope = said_in(kept);
    OutboxRow {
        operation: kept.id,
        record: kept.record,
        client: names.get(&kept.record).cloned().unwrap_or_default(),
        what: envelope.map_or_else(|| "Cannot be read".to_owned(), |envelope| what(me, kept.id, &envelope.act)),
        written: kept.written,
        refusal: kept.reason.map(|reason| refusal_of(Some(reason))),
        may_take_back: false,
    }
}

fn what(me: &Unlocked, id: OpId, act: &Act) -> String {
    match act {
        Act::Open { .. } => "Record opened".to_owned(),
        Act::Admit { member, .. } => format!("{} added to the care team", me.name_of(*member)),
        Act::Leave { .. } => "Left the team".to_owned(),
        Act::Rotate { leaving, .. } if !leaving.is_empty() => {
            let names: Vec<String> = leaving.iter().map(|member| me.name_of(*member)).collect();
            format!("{} removed from the care team", names.join(", "))
        }
        Act::Rotate { .. } => "Record key changed".to_owned(),
        Act::Newer { .. } => NEWER.to_owned(),
        Act::Entry(entry) => {
            let done = me.opened(id).and_then(|content| content.kind().done(entry.event));
            done.unwrap_or_else(|| unopened(entry.class, entry.event)).to_owned()
        }
    }
}

/// What was done, as far as it shows from outside.
const fn unopened(class: Class, event: Event) -> &'static str {
    match (class, event) {
        (Class::Profile, _) => "Profile or diagnosis saved",
        (Class::Note | Class::Plan, Event::Save) => "Draft saved",
        (Class::Note, Event::Sign(_)) => "Note or assessment signed",
        (Class::Plan, Event::Sign(_)) => "Plan signed",
        (Class::Note | Class::Plan, Event::Attest) => "Co-signature",
        (Class::Note | Class::Plan, Event::Return) => "Returned with a comment",
        (Class::Note, Event::Amend) => "Addendum",
        (Class::Plan, Event::Amend) => "Addition to the plan",
        (Class::Note | Class::Plan, Event::Retract) => "Marked as entered in error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unopened_it_may_be_any_kind_of_its_class() {
        assert!(unopened(Class::Profile, Event::Save).contains("diagnosis"));
    }
}
