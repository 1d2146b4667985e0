//! Today, the review desk, the outbox.

use crate::{
    Keeper, Transport, Zone,
    book::{Book, refusal_of},
    protocol::{DocRow, DoubtRow, OutboxRow, OutboxView, OwedRow, Problem, ReviewRow, TodayView},
    rows,
    unlocked::Unlocked,
};
use clinical::Body;
use record::{Act, Class, Event, OpId, Operation, RecordId, Review, Role};
use std::collections::HashMap;
use vault::{Clock, Kept, Store};

const RECENT: usize = 10;

fn owed(book: &Book, note: DocRow) -> OwedRow {
    let due = book.draft(note.doc).and_then(|draft| rows::due(book.docs.get(&note.doc), draft.note()?));
    OwedRow { record: book.record, client: book.client(), due, note }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn today(&self) -> Result<TodayView, Problem> {
        let me = self.me()?;
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
            for note in rows::rows(&me, book) {
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
            list.sort_by_key(|row| (row.note.date, row.note.end));
        }
        view.recent.sort_by_key(|row| std::cmp::Reverse((row.note.date, row.note.end)));
        view.recent.truncate(RECENT);
        Ok(view)
    }

    pub(crate) async fn reviews(&self) -> Result<Vec<ReviewRow>, Problem> {
        let me = self.me()?;
        let mut found = Vec::new();
        for book in self.books(&me).await? {
            let others = rows::rows(&me, &book).into_iter().filter(|note| note.author != me.user());
            let open = others.filter(|note| matches!(note.status.review(), Some(Review::Owed | Review::Returned)));
            found.extend(open.map(|note| owed(&book, note)));
        }
        found.sort_by_key(|row| (row.note.status.review() != Some(Review::Owed), row.note.date, row.note.end));
        Ok(found)
    }

    pub(crate) async fn outbox(&self) -> Result<OutboxView, Problem> {
        let me = self.me()?;
        let books = self.books(&me).await?;
        let name = |book: &Book| if book.is_chart() { book.client() } else { "Your own notes".to_owned() };
        let names: HashMap<RecordId, String> = books.iter().map(|book| (book.record, name(book))).collect();
        let waiting = self.vault.pending(&me.check).await?;
        let waiting = waiting.into_iter().filter(|pending| pending.kept.receipt.is_none()).map(|pending| pending.kept);
        let status = self.vault.status().await?;
        Ok(OutboxView {
            waiting: waiting.map(|kept| outbox_row(&me, &names, &kept)).collect(),
            quarantined: self.vault.quarantined().await?.iter().map(|kept| outbox_row(&me, &names, kept)).collect(),
            doubted: books.iter().flat_map(|book| doubts(book)).collect(),
            last_sync: status.last_sync,
        })
    }
}

fn doubts(book: &Book) -> Vec<DoubtRow> {
    let client = book.client();
    book.doubts().into_iter().map(|reason| DoubtRow { record: book.record, client: client.clone(), reason }).collect()
}

fn outbox_row(me: &Unlocked, names: &HashMap<RecordId, String>, kept: &Kept) -> OutboxRow {
    let envelope = Operation::from_bytes(&kept.operation).ok().and_then(|operation| operation.envelope.peek().ok());
    OutboxRow {
        record: kept.record,
        client: names.get(&kept.record).cloned().unwrap_or_default(),
        what: envelope.map_or_else(|| "Cannot be read".to_owned(), |envelope| what(me, kept.id, &envelope.act)),
        written: kept.written,
        refusal: kept.reason.map(|reason| refusal_of(Some(reason))),
    }
}

fn what(me: &Unlocked, id: OpId, act: &Act) -> String {
    match act {
        Act::Open { .. } => "Record opened".to_owned(),
        Act::Admit { member, .. } => format!("{} taken into the team", me.name_of(*member)),
        Act::Remove { member } => format!("{} removed from the team", me.name_of(*member)),
        Act::Rotate { .. } => "Record key changed".to_owned(),
        Act::Entry(entry) => {
            let written = me.opened(id).map_or_else(|| unopened(entry.class, entry.event), |body| named(&body, entry.event));
            written.to_owned()
        }
    }
}

/// What was done, by what is inside.
fn named(body: &Body, event: Event) -> &'static str {
    let signed = matches!(event, Event::Sign(_));
    match body {
        Body::Profile(_) => "Profile saved",
        Body::Condition(_) => "Diagnosis saved",
        Body::Note(_) if signed => "Note signed",
        Body::Note(_) => "Draft saved",
        Body::Assessment(_) if signed => "Assessment signed",
        Body::Assessment(_) => "Assessment saved",
        Body::Plan(_) if signed => "Plan signed",
        Body::Plan(_) => "Plan saved",
        Body::PlanSignature(_) => "Signature under the plan",
        Body::PlanReview(_) => "Plan reviewed",
        Body::PlanEvent(_) => "Event under the plan",
        Body::CounselingNote(_) if signed => "Counseling note signed",
        Body::CounselingNote(_) => "Counseling note saved",
        Body::Attestation(_) => "Co-signature",
        Body::Return(_) => "Returned with a comment",
        Body::Addendum(_) => "Addendum",
        Body::Retraction(_) => "Marked as entered in error",
    }
}

/// The same, as far as it shows from outside.
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
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::{
        Note, PatientProfile,
        assessment::Assessment,
        diagnosis::{Coded, Condition, Diagnosis},
        plan::Plan,
    };

    #[test]
    fn the_outbox_names_what_is_inside_and_not_the_class_around_it() {
        let sign = Event::Sign(Review::NotOwed);
        let condition = Condition::new(Diagnosis::Coded(Coded::new("F41.1").unwrap()));
        assert_eq!(named(&PatientProfile::default().into(), Event::Save), "Profile saved");
        assert_eq!(named(&condition.into(), Event::Save), "Diagnosis saved");
        assert_eq!([Event::Save, sign].map(|event| named(&Note::default().into(), event)), ["Draft saved", "Note signed"]);
        let assessment = Assessment::default().into();
        assert_eq!([Event::Save, sign].map(|event| named(&assessment, event)), ["Assessment saved", "Assessment signed"]);
        assert_eq!([Event::Save, sign].map(|event| named(&Plan::default().into(), event)), ["Plan saved", "Plan signed"]);
        assert!(unopened(Class::Profile, Event::Save).contains("diagnosis"), "unopened, it may be either");
    }
}
