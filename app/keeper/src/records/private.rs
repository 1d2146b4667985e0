//! Records of my own, which nobody else is ever admitted to: in them stands what may be in no chart, such as SUD counseling notes
//! (42 CFR 2.11).

use crate::{
    Keeper, Transport, Zone,
    protocol::{DocRow, Problem},
    records::open_record::{OpenDocument, OpenRecord},
    unlocked::Unlocked,
    views::rows,
};
use chrono::NaiveDate;
use clinical::{CounselingNote, Kind, Kinded, intervention::Letter};
use record::{DocId, RecordId, RecordKind};
use std::rc::Rc;
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Where a document of this kind begins: in the record, or in my private one, which is opened at the first use.
    pub(crate) async fn place_for(&self, me: &Rc<Unlocked>, record: RecordId, kind: Kind) -> Result<Rc<OpenRecord>, Problem> {
        let opened = self.open_record(me, record).await?;
        if kind.records().contains(&opened.head.kind) {
            return Ok(opened);
        }
        self.first_of(me, RecordKind::Private).await
    }

    /// My record of a kind that I have alone; it is opened at the first use.
    pub(crate) async fn first_of(&self, me: &Rc<Unlocked>, kind: RecordKind) -> Result<Rc<OpenRecord>, Problem> {
        if let Some(own) = self.records_of_kind(me, kind).await?.into_iter().next() {
            return Ok(own);
        }
        let own = self.open_new(me, kind, None).await?;
        self.open_record(me, own).await
    }

    /// The private record in which a document about this client is.
    pub(crate) async fn own_record_with(
        &self,
        me: &Rc<Unlocked>,
        about: RecordId,
        doc: DocId,
    ) -> Result<Rc<OpenRecord>, Problem> {
        let own = self.records_of_kind(me, RecordKind::Private).await?;
        own.into_iter().find(|opened| is_about(opened, doc, about)).ok_or(Problem::NotFound)
    }

    /// Everything about this client in records of my own, the newest first; what has no day yet first of all.
    pub(crate) async fn own_rows(&self, me: &Rc<Unlocked>, about: RecordId, today: NaiveDate) -> Result<Vec<DocRow>, Problem> {
        let own = self.records_of_kind(me, RecordKind::Private).await?;
        let rows = own.iter().flat_map(|opened| {
            let theirs = opened.documents().into_iter().filter(move |doc| is_about(opened, *doc, about));
            theirs.filter_map(move |doc| rows::any_row(me, opened, doc, today))
        });
        Ok(rows::newest_first(rows.collect()))
    }

    /// Two devices may each have opened a record before they met: all are read, and the first by id takes what is begun next.
    pub(crate) async fn records_of_kind(&self, me: &Rc<Unlocked>, kind: RecordKind) -> Result<Vec<Rc<OpenRecord>>, Problem> {
        let mut own: Vec<Rc<OpenRecord>> =
            self.open_records(me).await?.into_iter().filter(|opened| opened.head.kind == kind).collect();
        record::order::sort_by_key(&mut own, |opened| opened.record);
        Ok(own)
    }
}

/// Whether a document of a private record is about the client of this chart, or the person of this intervention.
fn is_about(opened: &OpenRecord, doc: DocId, record: RecordId) -> bool {
    let (draft, written) = (opened.draft(doc), opened.docs.get(&doc).and_then(OpenDocument::written));
    let body = draft.as_ref().map(|draft| &draft.body).or(written.map(|(body, _)| body));
    let about = body.and_then(|body| {
        let client = CounselingNote::of(body).map(|note| note.patient);
        client.or_else(|| Letter::of(body).map(|letter| letter.intervention))
    });
    about == Some(record)
}
