//! A chart as I see it: its documents, folded, and what I may do with them.

use crate::{
    Keeper, Transport, Zone,
    protocol::{DueRow, Mark, PlanView, Problem, Signed, ThreadView},
    records::open_record::{DraftDocument, OpenDocument, OpenEntry, OpenRecord},
    unlocked::{Unlocked, author_line},
    views::rows,
};
use chrono::NaiveDate;
use clinical::{
    AuthorLine, Kind,
    chart::{AftercareOwed, Chart, Document, Draft, Entry, Facts, Owed, OwedRevision, Reader},
    plan::{self, Signing},
};
use record::{Certificate, DocId, RecordId, Role, Status, Time, UserId};
use std::rc::Rc;
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Everything that runs through a chart.
    pub(crate) async fn thread(&self, record: RecordId) -> Result<ThreadView, Problem> {
        // What is on its way to the disk was typed before this was asked.
        self.saving.settled().await;
        let me = self.me()?;
        let opened = self.open_record(&me, record).await?;
        let mut thread = self.thread_of(&me, &opened).await?;
        if thread.plans.is_empty() && thread.may_write {
            thread.arranged = self.arranged_for(&me, record).await?.map(Box::new);
        }
        Ok(thread)
    }

    pub(crate) async fn thread_of(&self, me: &Rc<Unlocked>, opened: &OpenRecord) -> Result<ThreadView, Problem> {
        self.folded(me, opened, self.today_here().await?)
    }

    /// The same, where the local date is known.
    pub(crate) fn folded(&self, me: &Unlocked, opened: &OpenRecord, today: NaiveDate) -> Result<ThreadView, Problem> {
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let day = |at: Time| self.local(at).date_naive();
        let filed = Filed { me, opened, certificate: &certificate, day: &day };
        let drafts: Vec<(DocId, Rc<DraftDocument>)> =
            opened.drafted().into_iter().filter_map(|id| Some((id, opened.draft(id)?))).collect();
        let facts = Facts { profile: opened.profile().map(|(profile, ..)| profile), today, settings: me.settings(today) };
        Ok(ThreadView {
            record: opened.record,
            client: opened.client(),
            me: me.user(),
            my_line: author_line(&certificate),
            role: certificate.role,
            trainee: certificate.trainee,
            arranged: None,
            may_write: opened.is_chart() && opened.head.team.contains(&me.user()) && certificate.role.writes(),
            chart: Chart::fold(&filed.documents(&drafts), facts, &filed),
        })
    }

    /// Plans that are owed, revisions after a return to use, versions that wait for my signature, reviews that are due or soon
    /// will be, measures that are due, answers that ask for a person; danger first, then the earliest.
    /// And what is due of interventions.
    pub(crate) async fn due(&self, me: &Rc<Unlocked>, records: &[Rc<OpenRecord>]) -> Result<Vec<DueRow>, Problem> {
        let (mut rows, today) = (self.interventions_due(me, records).await?, self.today_here().await?);
        for opened in records.iter().filter(|opened| opened.is_chart() && opened.head.team.contains(&me.user())) {
            let thread = self.folded(me, opened, today)?;
            if thread.may_write {
                rows.extend(due_row(&thread));
                rows.extend(revision_rows(&thread));
                rows.extend(measure_rows(&thread));
                rows.extend(aftercare_rows(&thread));
            }
            rows.extend(unsigned_row(&thread));
        }
        record::order::sort_by_key(&mut rows, |row| (!row.danger, row.on));
        Ok(rows)
    }
}

fn row(thread: &ThreadView, kind: Kind, doc: Option<DocId>, sentence: String, on: NaiveDate) -> DueRow {
    let (record, client) = (thread.record, thread.client.clone());
    DueRow { record, client, kind, doc, sentence, on, overdue: false, danger: false, signature: false }
}

fn due_row(thread: &ThreadView) -> Option<DueRow> {
    let Owed { plan, sentence, on, overdue } = thread.owed()?;
    Some(DueRow { overdue, ..row(thread, Kind::Plan, plan, sentence, on) })
}

/// Revisions that returns to use ask for.
fn revision_rows(thread: &ThreadView) -> impl Iterator<Item = DueRow> {
    let owed = |OwedRevision { event, sentence, on, overdue }| DueRow {
        overdue,
        ..row(thread, Kind::ReturnToUse, Some(event), sentence, on)
    };
    thread.owed_revisions().into_iter().map(owed)
}

/// Check-ins that are due, and a discharge that is not signed.
fn aftercare_rows(thread: &ThreadView) -> impl Iterator<Item = DueRow> {
    let owed =
        |AftercareOwed { kind, draft, sentence, on, overdue }| DueRow { overdue, ..row(thread, kind, draft, sentence, on) };
    thread.aftercare_owed().into_iter().map(owed)
}

/// Measures that are due, and those in which an answer asks for a person.
fn measure_rows(thread: &ThreadView) -> Vec<DueRow> {
    let asks = thread.risk_owed().map(|(signed, measure)| {
        let sentence = format!("Ask about suicide now: {} was answered above 0.", measure.alert_item());
        let on = measure.on.unwrap_or(thread.today);
        DueRow { overdue: true, danger: true, ..row(thread, Kind::Measure, Some(signed.doc), sentence, on) }
    });
    let due = thread.measures_due().into_iter().map(|owed| {
        let overdue = owed.overdue;
        DueRow { overdue, ..row(thread, Kind::Measure, owed.draft, owed.sentence(), owed.due.on) }
    });
    asks.chain(due).collect()
}

/// The newest version that waits for my own signature.
fn unsigned_row(thread: &ThreadView) -> Option<DueRow> {
    let standing = thread.standing();
    let open = |view: &&PlanView| {
        let status = standing.status(view.signed.doc);
        view.signing != Signing::Unsigned && matches!(status, Some(plan::Status::Active | plan::Status::Draft))
    };
    let (view, role) = thread.plans.iter().rev().filter(open).find_map(|view| Some((view, thread.owed_of_me(view)?)))?;
    let number = standing.number(view.signed.doc).unwrap_or(1);
    let sentence = format!("Version {number} waits for your signature as {}.", role.label().to_lowercase());
    let since = view.plan.head.date.unwrap_or(thread.today);
    Some(DueRow { signature: true, ..row(thread, Kind::Plan, Some(view.signed.doc), sentence, since) })
}

/// The documents of a record as I can read them, for the fold of the chart.
struct Filed<'a> {
    me: &'a Unlocked,
    opened: &'a OpenRecord,
    certificate: &'a Certificate,
    /// The local day of a time.
    day: &'a dyn Fn(Time) -> NaiveDate,
}

impl Filed<'_> {
    /// The documents in the order in which they came; my drafts of new ones last.
    fn documents<'a>(&'a self, drafts: &'a [(DocId, Rc<DraftDocument>)]) -> Vec<Document<'a>> {
        let mut docs: Vec<(DocId, Option<&OpenDocument>)> = self.opened.docs.iter().map(|(id, doc)| (*id, Some(doc))).collect();
        record::order::sort_by_key(&mut docs, |(id, doc)| (doc.and_then(came), *id));
        docs.extend(drafts.iter().filter(|(id, _)| !self.opened.docs.contains_key(id)).map(|(id, _)| (*id, None)));
        docs.into_iter().map(|(id, doc)| self.document(id, doc, drafts)).collect()
    }

    fn document<'a>(
        &'a self,
        id: DocId,
        doc: Option<&'a OpenDocument>,
        drafts: &'a [(DocId, Rc<DraftDocument>)],
    ) -> Document<'a> {
        let last = doc.and_then(|doc| doc.standing().last()).map(|line| line.clock.written());
        let draft = drafts.iter().find(|(other, _)| *other == id).map(|(_, draft)| Draft {
            body: &draft.body,
            saved: draft.updated,
            open: rows::rights(self.certificate, doc, draft.body.kind()).write,
            overtaken: last.is_some_and(|last| last > draft.updated),
        });
        let entry = |(place, line): (usize, &'a OpenEntry)| {
            let body = line.said().ok().filter(|_| line.stands())?;
            Some(Entry { body, version: line.version, author: line.author, written: line.clock.written(), place })
        };
        // The notes of a chart are most of it: they are not read for this.
        let note = doc.and_then(|doc| doc.last_version()?.content()?.note());
        let other = doc.filter(|_| note.is_none());
        Document {
            id,
            author: doc.map_or(self.me.user(), |doc| doc.head.author),
            status: doc.map_or(Status::Preliminary, |doc| doc.head.status),
            draft,
            note,
            written: other.and_then(OpenDocument::written).map(|(body, _)| body),
            entries: other.map(|doc| doc.lines.iter().enumerate().filter_map(entry).collect()).unwrap_or_default(),
        }
    }
}

impl Reader for Filed<'_> {
    type Filing = Signed;
    type Mark = Mark;

    fn file(&self, id: DocId, kind: Kind, stated: Option<&AuthorLine>) -> Signed {
        rows::signed(self.me, self.opened, self.certificate, id, kind, stated)
    }

    fn mark(&self, id: DocId, place: usize) -> Option<Mark> {
        let line = self.opened.docs.get(&id)?.lines.get(place)?;
        let (who, written) = (self.me.name_of(line.author), line.clock.written());
        Some(Mark { who, written, day: self.day(written), received: line.received, sync: line.sync })
    }

    fn day(&self, at: Time) -> NaiveDate {
        (self.day)(at)
    }

    fn role(&self, user: UserId) -> Option<Role> {
        self.me.check.person(user).map(|certificate| certificate.role)
    }
}

/// When a document came: what waits to be sent comes last.
fn came(doc: &OpenDocument) -> Option<(bool, Option<Time>, Time)> {
    let first = doc.lines.iter().find(|line| line.event.is_version())?;
    Some((first.received.is_none(), first.received, first.clock.written()))
}
