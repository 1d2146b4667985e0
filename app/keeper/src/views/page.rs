//! A document as its page shows it, whatever its kind; and what a new one begins with.

use crate::{
    Keeper, Transport, Zone,
    protocol::{DocPage, DocRow, DocView, LostStatement, NoteBeside, PlanBeside, PlanView, Problem, ThreadView},
    records::open_record::{OpenDocument, OpenRecord},
    unlocked::Unlocked,
    views::rows,
};
use clinical::{Beginning, Body, Kind, Kinded, Note, intervention::Letter, measure::Series};
use record::{DocId, RecordId};
use std::rc::Rc;
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Begins a document under a new id.
    pub(crate) async fn begin(&self, record: RecordId, mut body: Body) -> Result<DocId, Problem> {
        let me = self.me()?;
        let opened = self.place_for(&me, record, body.kind()).await?;
        if let Some(letter) = Letter::of(&body)
            && let Some(doc) = self.kept_letter(&me, letter).await?
        {
            return Ok(doc);
        }
        let (now, today) = (self.now().await?, self.today_here().await?);
        let kind = body.kind();
        let last = || {
            let mine =
                rows::rows(&me, &opened, today).into_iter().filter(|row| row.summary.kind == kind && row.author == me.user());
            mine.filter_map(|row| opened.docs.get(&row.doc)?.written()).map(|(body, _)| body).next()
        };
        let plan = || self.folded(&me, &opened, today).ok()?.in_force().map(|plan| plan.signed.doc);
        body.begin(&Beginning { now, today, last: &last, plan: &plan });
        let doc = crypto::rng::make_doc_id();
        self.save_draft(opened.record, doc, body).await?;
        Ok(doc)
    }

    /// The page of a document.
    pub(crate) async fn load(&self, record: RecordId, id: DocId) -> Result<DocPage, Problem> {
        let me = self.me()?;
        let chart = self.open_record(&me, record).await?;
        let opened = if chart.has(id) { Rc::clone(&chart) } else { self.own_record_with(&me, record, id).await? };
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let row = rows::any_row(&me, &opened, id, self.today_here().await?).ok_or(Problem::NotFound)?;
        let doc = opened.docs.get(&id);
        let draft = opened.draft(id).filter(|draft| rows::may_draft(&certificate, doc, &draft.body));
        let written = doc.and_then(OpenDocument::written).map(|(body, _)| body);
        let content = draft.as_ref().map(|draft| &draft.body).or(written).ok_or(Problem::NotFound)?.clone();
        let signed = rows::signed(&me, &opened, &certificate, id, content.kind(), row.summary.author.as_ref());
        let clock = self.vault.read_clock().await?;
        let (mut findings, mut beside) = (Vec::new(), None);
        if let Some(note) = Note::of(&content) {
            let thread = self.thread_of(&me, &opened).await?;
            if signed.rights.write || signed.rights.review {
                findings = self.findings(&me, &opened, &thread, id, note, &clock).await;
            }
            beside = Some(note_beside(&me, &opened, thread, id, note));
        }
        Ok(DocPage {
            record: opened.record,
            client: chart.client(),
            returned: doc.and_then(rows::returned_version).cloned(),
            due: rows::due(doc, &content),
            clock_uncertain: clock.is_off(),
            row,
            doc: DocView { signed, content },
            findings,
            beside,
        })
    }

    /// What is in doubt about a document since a restore.
    pub(crate) async fn lost(&self, record: RecordId, id: DocId) -> Result<Vec<LostStatement>, Problem> {
        let me = self.me()?;
        let chart = self.open_record(&me, record).await?;
        let opened = if chart.has(id) { chart } else { self.own_record_with(&me, record, id).await? };
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        Ok(opened.doubted(&me, &certificate, id))
    }

    /// The rows of one kind.
    pub(crate) async fn rows_of(&self, record: RecordId, kind: Kind) -> Result<Vec<DocRow>, Problem> {
        let me = self.me()?;
        let (chart, today) = (self.open_record(&me, record).await?, self.today_here().await?);
        let listed = kind.records().contains(&chart.head.kind);
        let mut rows = if listed { rows::rows(&me, &chart, today) } else { self.own_rows(&me, record, today).await? };
        rows.retain(|row| row.summary.kind == kind);
        Ok(rows)
    }
}

fn note_beside(me: &Unlocked, opened: &OpenRecord, thread: ThreadView, id: DocId, note: &Note) -> NoteBeside {
    let earlier = |row: &DocRow| row.summary.kind == Kind::Note && row.doc != id && !row.draft;
    let previous = rows::rows(me, opened, thread.today).into_iter().find(earlier);
    let last = previous.as_ref().and_then(|row| opened.docs.get(&row.doc)?.latest::<Note>());
    let standing = thread.standing();
    let beside = |view: &PlanView| PlanBeside {
        doc: view.signed.doc,
        number: standing.number(view.signed.doc).unwrap_or_default(),
        plan: view.plan.clone(),
    };
    let in_force = thread.in_force_on(note.when.day().unwrap_or(thread.today)).map(beside);
    let linked = note.plan.filter(|named| in_force.as_ref().is_none_or(|force| force.doc != *named));
    NoteBeside {
        last: last.map(|(note, _)| Box::new(note.clone())),
        previous,
        linked: linked.and_then(|named| thread.plan(named)).map(beside),
        in_force,
        measures: thread.measures().iter().map(Series::last_words).collect(),
        progress: thread.chart.progress.into_iter().filter(|entry| entry.source != id).collect(),
    }
}
