//! Writing notes: begin, keep as typed, sign.

use crate::{
    Keeper, Transport, Zone,
    book::{Book, DraftNote},
    protocol::{BeginNote, DraftSaved, FieldProblem, NoteDraft, NoteView, Problem, SaveDraft, SignNote},
    rows,
    unlocked::{Unlocked, signature_line},
};
use clinical::{AuthorLine, Body, Note, ServiceType, TypedTime, When, thread::Lint};
use record::{DocId, Event, RecordId, Refusal, Time};
use std::rc::Rc;
use vault::{Clock, Draft, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn begin_note(&self, ask: BeginNote) -> Result<NoteDraft, Problem> {
        let me = self.me()?;
        let book = self.book(&me, ask.record).await?;
        if !rows::rights(&me.certificate().ok_or(Problem::Locked)?.0, None).write {
            return Err(Problem::Refused(Refusal::NotAllowed));
        }
        let rows = rows::note_rows(&me, &book);
        let mine = rows.iter().find(|row| row.author == me.user()).and_then(|row| book.docs.get(&row.doc)?.note());
        let mut note = Note::new(ServiceType::Individual, mine.map(|(note, _)| note.format).unwrap_or_default());
        if let Some((last, _)) = mine {
            note.modality = last.modality;
            note.location = last.location.clone();
        }
        let offset = chrono::FixedOffset::east_opt(ask.offset_minutes * 60).ok_or(Problem::Damaged)?;
        let today = self.now().await?.to_utc().with_timezone(&offset).date_naive();
        note.when = When::Typed(TypedTime {
            date: today.to_string(),
            zone: ask.zone,
            start_offset: ask.offset_minutes,
            end_offset: ask.offset_minutes,
            ..TypedTime::default()
        });
        Ok(NoteDraft { doc: crypto::rng::make_doc_id(), note })
    }

    pub(crate) async fn note(&self, record: RecordId, doc: DocId) -> Result<NoteView, Problem> {
        let me = self.me()?;
        let book = self.book(&me, record).await?;
        self.note_view(&me, &book, doc).await
    }

    async fn note_view(&self, me: &Rc<Unlocked>, book: &Book, id: DocId) -> Result<NoteView, Problem> {
        let row = rows::note_row(me, book, id).ok_or(Problem::NotFound)?;
        let doc = book.docs.get(&id);
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let rights = rows::rights(&certificate, doc);
        let draft = book.draft(id).filter(|_| rights.write);
        let written = doc.and_then(|doc| doc.note()).map(|(note, _)| note);
        let note = draft.as_ref().map(|draft| &draft.note).or(written).ok_or(Problem::NotFound)?.clone();
        let clock = self.vault.read_clock().await?;
        let findings = if rights.write { self.findings(me, book, id, &note, &clock).await } else { Vec::new() };
        let previous = rows::note_rows(me, book).into_iter().find(|other| other.doc != id && !other.draft);
        Ok(NoteView {
            record: book.record,
            client: book.client(),
            row,
            draft_saved: draft.as_ref().map(|draft| draft.updated),
            lines: doc.map(|doc| rows::note_lines(me, doc)).unwrap_or_default(),
            rights,
            findings,
            due: rows::due(&note),
            note,
            previous,
        })
    }

    /// Keeps what was typed, sealed with the record's key, before it says so.
    pub(crate) async fn save_draft(&self, ask: SaveDraft) -> Result<DraftSaved, Problem> {
        let me = self.me()?;
        let book = self.book(&me, ask.record).await?;
        let standing = book.docs.get(&ask.doc);
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        if !rows::rights(&certificate, standing).write {
            return Err(Problem::Refused(Refusal::NotAllowed));
        }
        let version = standing.map_or(1, |doc| doc.head.version + 1);
        let (_, sealed) = self.seal(&me, &book, ask.doc, version, &Body::from(ask.note.clone()))?;
        let updated: Time = self.now().await?;
        let draft =
            Draft { record: ask.record, doc: ask.doc, base: standing.map(|doc| doc.head.latest), updated, sealed: sealed.file };
        self.vault.save_draft(&draft).await?;
        me.redraft(ask.record, ask.doc, Some(DraftNote { note: ask.note, updated }));
        Ok(DraftSaved { at: updated })
    }

    pub(crate) async fn drop_draft(&self, record: RecordId, doc: DocId) -> Result<(), Problem> {
        let me = self.me()?;
        self.vault.drop_draft(record, doc).await?;
        me.redraft(record, doc, None);
        Ok(())
    }

    pub(crate) async fn sign_note(&self, ask: SignNote) -> Result<NoteView, Problem> {
        let me = self.me()?;
        let book = self.book(&me, ask.record).await?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let clock = self.vault.read_clock().await?;
        let found = self.findings(&me, &book, ask.doc, &ask.note, &clock).await;
        let blocking: Vec<FieldProblem> = found
            .into_iter()
            .filter(Lint::blocks)
            .map(|lint| FieldProblem { field: lint.place.into_owned(), sentence: lint.sentence.into_owned() })
            .collect();
        if !blocking.is_empty() {
            return Err(Problem::Invalid(blocking));
        }
        self.ask_again(&me, &ask.passphrase)?;
        let mut note = ask.note;
        // The signer is whoever is unlocked, with the credential they have today; never what was typed.
        note.author = Some(AuthorLine { name: certificate.name.clone(), credential: certificate.credential.clone() });
        debug_assert_eq!(note.author.as_ref().map(AuthorLine::text), Some(signature_line(&certificate)));
        let event = Event::Sign(rows::owed_by(&certificate));
        self.write_entry(&me, &book, ask.doc, event, &Body::from(note), Some(ask.doc)).await?;
        self.note(ask.record, ask.doc).await
    }
}
