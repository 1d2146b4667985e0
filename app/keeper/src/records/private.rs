//! SUD counseling notes (42 CFR 2.11): in a record of their author's own, which nobody else is ever admitted to.

use crate::{
    Keeper, Transport, Zone,
    protocol::{PrivateNote, PrivateView, Problem},
    records::open_record::OpenRecord,
    unlocked::Unlocked,
    views::rows,
};
use clinical::{CounselingNote, Kinded};
use record::{DocId, Event, RecordId, RecordKind};
use std::rc::Rc;
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// My counseling notes about a client.
    pub(crate) async fn private(&self, patient: RecordId) -> Result<PrivateView, Problem> {
        let me = self.me()?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let chart = self.open_record(&me, patient).await?;
        let records = self.private_records(&me).await?;
        let mut notes: Vec<PrivateNote> = records.iter().flat_map(|opened| notes(opened, patient)).collect();
        record::order::sort_by_key(&mut notes, |note| std::cmp::Reverse((note.note.date.is_none(), note.note.date, note.doc)));
        Ok(PrivateView { client: chart.client(), may_write: certificate.role.writes(), notes })
    }

    /// Begins a counseling note about a client, for today.
    pub(crate) async fn begin_private(&self, patient: RecordId) -> Result<DocId, Problem> {
        let me = self.me()?;
        self.open_record(&me, patient).await?;
        let record = self.private_record().await?;
        let note = CounselingNote { date: Some(self.today_here().await?), ..CounselingNote::new(patient) };
        self.begin_document(record, note.into()).await
    }

    /// My private record; opens it at the first use.
    pub(crate) async fn private_record(&self) -> Result<RecordId, Problem> {
        let me = self.me()?;
        if let Some(opened) = self.private_records(&me).await?.first() {
            return Ok(opened.record);
        }
        self.open_new(&me, RecordKind::Private, None).await
    }

    /// Where my counseling notes stand. Two devices may each have opened a record before they met: all are read, and the first
    /// by id takes what is begun next.
    pub(crate) async fn private_records(&self, me: &Rc<Unlocked>) -> Result<Vec<Rc<OpenRecord>>, Problem> {
        let mut own: Vec<Rc<OpenRecord>> =
            self.open_records(me).await?.into_iter().filter(|opened| opened.head.kind == RecordKind::Private).collect();
        record::order::sort_by_key(&mut own, |opened| opened.record);
        Ok(own)
    }
}

fn notes(opened: &OpenRecord, patient: RecordId) -> Vec<PrivateNote> {
    let begun = opened.drafted().into_iter().filter(|id| !opened.docs.contains_key(id));
    let all: Vec<DocId> = opened.docs.keys().copied().chain(begun).collect();
    let note = |doc: DocId| {
        let (draft, written) = (opened.draft(doc), opened.docs.get(&doc));
        let signed = written.and_then(|written| written.newest_first().find(|line| matches!(line.event, Event::Sign(_))));
        let body = match (&draft, written.and_then(|written| written.written())) {
            (Some(draft), _) => &draft.body,
            (None, Some((body, _))) => body,
            (None, None) => return None,
        };
        let note = CounselingNote::of(body)?;
        let sync = written.map_or(crate::protocol::DocSync::DraftOnly, rows::sync_of);
        let (draft_saved, signed) = (draft.as_ref().map(|draft| draft.updated), signed.map(|line| line.clock.written()));
        Some(PrivateNote { record: opened.record, doc, note: note.clone(), draft_saved, signed, sync })
    };
    all.into_iter().filter_map(note).filter(|found| found.note.patient == patient).collect()
}
