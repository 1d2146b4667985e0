//! Today, the review desk, the outbox.

use crate::{
    Keeper, Transport, Zone,
    book::{Book, refusal_of},
    protocol::{DocRow, DoubtRow, Notice, OutboxRow, OutboxView, OwedRow, Problem, ReviewRow, TodayView},
    rows,
    unlocked::Unlocked,
};
use chrono::NaiveDate;
use clinical::Body;
use record::{Act, Class, DocId, Envelope, Event, OpId, Operation, RecordId, Refusal, Review, Role, Time, wire::Pulled};
use std::{collections::HashMap, rc::Rc};
use vault::{Clock, Draft, Kept, Store, Whereabouts};

const RECENT: usize = 10;
/// Where something was written with a newer version.
pub(crate) const NEWER: &str = "Written with a newer version. Update this device to read it.";

fn owed(book: &Book, note: DocRow) -> OwedRow {
    let due = book.draft(note.doc).and_then(|draft| rows::due(book.docs.get(&note.doc), &draft.body));
    OwedRow { record: book.record, client: book.client(), due, note }
}

/// When it was, for sorting.
fn served(row: &OwedRow) -> (Option<NaiveDate>, Option<Time>) {
    let summary = &row.note.summary;
    (summary.day, summary.time.map(|time| time.end))
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn today(&self) -> Result<TodayView, Problem> {
        let me = self.me()?;
        let today = self.today_here().await?;
        let books = self.books(&me).await?;
        let mut view = TodayView {
            drafts: Vec::new(),
            returned: Vec::new(),
            to_attest: Vec::new(),
            awaiting_others: Vec::new(),
            plans_due: self.plans_due(&me, &books).await?,
            recent: Vec::new(),
            clients: books.iter().filter(|book| book.is_chart()).count() as u64,
        };
        let supervises = me.certificate().is_some_and(|(certificate, _)| certificate.role == Role::Supervisor);
        for book in &books {
            for note in rows::rows(&me, book, today) {
                let mine = note.author == me.user();
                let review = note.status.review();
                let row = owed(book, note);
                match review {
                    Some(Review::Returned) if mine => view.returned.push(row),
                    _ if row.note.draft && mine => view.drafts.push(row),
                    Some(Review::Owed) if mine => {
                        view.awaiting_others.push(row.clone());
                        view.recent.push(row); // signed all the same
                    }
                    Some(Review::Owed) if supervises => view.to_attest.push(row),
                    Some(_) if mine => view.recent.push(row),
                    Some(_) | None => {}
                }
            }
        }
        for list in [&mut view.drafts, &mut view.returned, &mut view.to_attest, &mut view.awaiting_others] {
            list.sort_by_key(served);
        }
        view.recent.sort_by_key(|row| std::cmp::Reverse(served(row)));
        view.recent.truncate(RECENT);
        Ok(view)
    }

    pub(crate) async fn reviews(&self) -> Result<Vec<ReviewRow>, Problem> {
        let me = self.me()?;
        let today = self.today_here().await?;
        let mut found = Vec::new();
        for book in self.books(&me).await? {
            let others = rows::rows(&me, &book, today).into_iter().filter(|note| note.author != me.user());
            let open = others.filter(|note| matches!(note.status.review(), Some(Review::Owed | Review::Returned)));
            found.extend(open.map(|note| owed(&book, note)));
        }
        found.sort_by_key(|row| (row.note.status.review() != Some(Review::Owed), served(row)));
        Ok(found)
    }

    pub(crate) async fn outbox(&self) -> Result<OutboxView, Problem> {
        let me = self.me()?;
        let books = match self.books(&me).await {
            // The charts are closed; what was signed in them before waits all the same.
            Err(Problem::AccessEnded) => Vec::new(),
            other => other?,
        };
        let name = |book: &Book| if book.is_chart() { book.client() } else { "Your own notes".to_owned() };
        let names: HashMap<RecordId, String> = books.iter().map(|book| (book.record, name(book))).collect();
        let waiting = self.vault.pending(&me.check).await?;
        let waiting = waiting.into_iter().filter(|pending| pending.kept.receipt.is_none()).map(|pending| pending.kept);
        let status = self.vault.status().await?;
        let refused = self.vault.quarantined().await?;
        let refused = refused.iter().map(|kept| {
            let may_take_back = books.iter().any(|book| returnable(&me, book, kept).is_ok());
            OutboxRow { may_take_back, ..outbox_row(&me, &names, kept) }
        });
        let brought = self.vault.brought().await?;
        let lost = self.vault.rewound_entries().await?;
        let taken_back: Vec<DoubtRow> = lost.iter().filter_map(|pulled| rewound_row(&me, &names, pulled)).collect();
        Ok(OutboxView {
            waiting: waiting.chain(brought).map(|kept| outbox_row(&me, &names, &kept)).collect(),
            quarantined: refused.collect(),
            doubted: books.iter().flat_map(|book| doubts(book)).chain(taken_back).collect(),
            last_sync: status.last_sync,
        })
    }

    /// Makes a draft of something signed that was refused, under the record's key of today.
    ///
    /// Fails with [`Problem::Refused`] where no draft can be: see [`OutboxRow::may_take_back`].
    pub(crate) async fn take_back(&self, operation: OpId) -> Result<OutboxView, Problem> {
        let me = self.me()?;
        let kept = self.refused(operation).await?;
        let book = self.book(&me, kept.record).await?;
        let (doc, body) = returnable(&me, &book, &kept)?;
        let standing = book.docs.get(&doc).filter(|doc| doc.standing().next().is_some());
        let version = standing.map_or(1, |doc| doc.head.version + 1);
        let (_, sealed) = self.seal(&me, &book, doc, version, &body)?;
        let (base, updated) = (standing.map(|doc| doc.head.latest), self.now().await?);
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
        me.forget(record);
        (self.notify)(Notice::Strip(self.strip().await?));
        self.outbox().await
    }
}

/// What was refused, where it can be a draft again: a version I signed, of a document I may still write, in a record whose
/// team I am in (elsewhere a draft could never be signed), and no draft of it that would be written over.
fn returnable(me: &Unlocked, book: &Book, kept: &Kept) -> Result<(DocId, Rc<Body>), Problem> {
    let refused = Problem::Refused(Refusal::NotAllowed);
    let said = said_in(kept).filter(|said| said.record == book.record && said.author == me.user());
    let here = book.row.whereabouts == Whereabouts::Here && book.head.team.contains(&me.user());
    let (Some(Envelope { act: Act::Entry(entry), .. }), true) = (said, here) else { return Err(refused) };
    let body = me.opened(kept.id).ok_or(Problem::NotFound)?;
    let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
    let standing = book.docs.get(&entry.doc).filter(|doc| doc.standing().next().is_some());
    let signed = matches!(entry.event, Event::Sign(_));
    if signed && book.draft(entry.doc).is_none() && rows::ruled(&certificate, standing, body.kind()).write {
        Ok((entry.doc, body))
    } else {
        Err(refused)
    }
}

fn said_in(kept: &Kept) -> Option<Envelope> {
    Operation::from_bytes(&kept.operation).ok()?.envelope.peek().ok()
}

fn doubts(book: &Book) -> Vec<DoubtRow> {
    let client = book.client();
    let newer = (book.newer() > 0).then(|| NEWER.to_owned());
    let reasons = book.doubts().into_iter().chain(newer);
    reasons.map(|reason| DoubtRow { record: book.record, client: client.clone(), reason }).collect()
}

/// What a restored server no longer has, by whom, and what brings it back.
fn rewound_row(me: &Unlocked, names: &HashMap<RecordId, String>, pulled: &Pulled) -> Option<DoubtRow> {
    let operation = Operation::from_bytes(&pulled.operation).ok()?;
    let envelope = operation.envelope.peek().ok()?;
    let (what, author) = (what(me, operation.id(), &envelope.act), me.name_of(envelope.author));
    let day = envelope.clock.written().to_utc().format("%Y-%m-%d");
    let reason = format!(
        "{what} by {author}, {day}: the server lost it when it was restored from a backup. It comes back when the device of \
         {author} that wrote it connects. Until then it is kept here."
    );
    let client = names.get(&envelope.record).cloned().unwrap_or_default();
    Some(DoubtRow { record: envelope.record, client, reason })
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
        Act::Admit { member, .. } => format!("{} taken into the team", me.name_of(*member)),
        Act::Leave { .. } => "Left the team".to_owned(),
        Act::Rotate { leaving, .. } if !leaving.is_empty() => {
            let names: Vec<String> = leaving.iter().map(|member| me.name_of(*member)).collect();
            format!("{} removed from the team", names.join(", "))
        }
        Act::Rotate { .. } => "Record key changed".to_owned(),
        Act::Newer { .. } => NEWER.to_owned(),
        Act::Entry(entry) => {
            let done = me.opened(id).and_then(|body| body.kind().done(entry.event));
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
