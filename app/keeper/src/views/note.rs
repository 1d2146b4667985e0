//! A note as its page shows it, and what a new one begins with.

use crate::{
    Keeper, Transport, Zone,
    protocol::{BeginNote, NoteDraft, NoteView, PlanBeside, PlanView, Problem},
    records::open_record::OpenRecord,
    unlocked::Unlocked,
    views::rows,
};
use clinical::{Content, Kind, Note, ServiceType, TypedTime, When, measure::Series};
use record::{ClockReading, DocId, RecordId, Refusal};
use std::rc::Rc;
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn begin_note(&self, ask: BeginNote) -> Result<NoteDraft, Problem> {
        let me = self.me()?;
        let opened = self.open_record(&me, ask.record).await?;
        if !rows::rights(&me.certificate().ok_or(Problem::Locked)?.0, None, Kind::Note).write {
            return Err(Problem::Refused(Refusal::NotAllowed));
        }
        let rows = rows::note_rows(&me, &opened, self.today_here().await?);
        let mine = rows.iter().find(|row| row.author == me.user()).and_then(|row| opened.docs.get(&row.doc)?.latest::<Note>());
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
        note.plan = self.thread_of(&me, &opened).await?.in_force().map(|plan| plan.signed.doc);
        Ok(NoteDraft { doc: crypto::rng::make_doc_id(), note })
    }

    pub(crate) async fn note(&self, record: RecordId, doc: DocId) -> Result<NoteView, Problem> {
        let me = self.me()?;
        let opened = self.open_record(&me, record).await?;
        self.note_view(&me, &opened, doc).await
    }

    async fn note_view(&self, me: &Rc<Unlocked>, opened: &OpenRecord, id: DocId) -> Result<NoteView, Problem> {
        let today = self.today_here().await?;
        let row = rows::row(me, opened, id, today).filter(|row| row.summary.kind == Kind::Note).ok_or(Problem::NotFound)?;
        let doc = opened.docs.get(&id);
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let rights = rows::rights(&certificate, doc, Kind::Note);
        let draft = opened.draft(id).filter(|_| rights.write);
        let written = doc.and_then(|doc| doc.latest::<Note>()).map(|(note, _)| note);
        let note = draft.as_ref().and_then(|draft| draft.content()).or(written).ok_or(Problem::NotFound)?.clone();
        let clock = self.vault.read_clock().await?;
        let thread = self.thread_of(me, opened).await?;
        let findings =
            if rights.write || rights.review { self.findings(me, opened, &thread, id, &note, &clock).await } else { Vec::new() };
        let previous = rows::note_rows(me, opened, today).into_iter().find(|other| other.doc != id && !other.draft);
        let last = previous.as_ref().and_then(|row| opened.docs.get(&row.doc)?.latest::<Note>());
        let standing = thread.standing();
        let beside = |view: &PlanView| PlanBeside {
            doc: view.signed.doc,
            number: standing.number(view.signed.doc).unwrap_or_default(),
            plan: view.plan.clone(),
        };
        let day = note.when.day().unwrap_or(thread.today);
        let in_force = thread.in_force_on(day).map(beside);
        let linked = note.plan.filter(|named| in_force.as_ref().is_none_or(|force| force.doc != *named));
        Ok(NoteView {
            record: opened.record,
            client: opened.client(),
            row,
            draft_saved: draft.as_ref().map(|draft| draft.updated),
            lines: doc.map(|doc| rows::note_lines(me, doc)).unwrap_or_default(),
            rights,
            findings,
            clock_uncertain: clock.uncertain || clock.offset.is_some_and(|off| off.abs() > ClockReading::DRIFT),
            due: if rows::first_signed(doc).is_some() { None } else { note.sign_by() },
            note,
            returned: doc.and_then(rows::returned_version::<Note>).cloned().map(Box::new),
            last: last.map(|(note, _)| Box::new(note.clone())),
            previous,
            linked: linked.and_then(|named| thread.plan(named)).map(beside),
            in_force,
            measures: thread.measures().iter().map(Series::last_words).collect(),
            progress: thread.chart.progress.into_iter().filter(|entry| entry.source != id).collect(),
        })
    }
}
