//! Drafts of whatever is signed later: sealed, on this device alone.

use crate::{
    Keeper, Transport, Zone,
    book::Drafted,
    protocol::{DraftSaved, Problem},
    rows,
};
use clinical::Body;
use record::{DocId, RecordId, Refusal, Time};
use vault::{Clock, Draft, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Begins a document under a new id.
    pub(crate) async fn begin_document(&self, record: RecordId, body: Body) -> Result<DocId, Problem> {
        let doc = crypto::rng::make_doc_id();
        self.save_draft(record, doc, body).await?;
        Ok(doc)
    }

    /// Keeps what was typed, sealed with the record's key, before it says so.
    pub(crate) async fn save_draft(&self, record: RecordId, doc: DocId, body: Body) -> Result<DraftSaved, Problem> {
        let me = self.me()?;
        let book = self.book(&me, record).await?;
        let standing = book.docs.get(&doc);
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        if !rows::may_draft(&certificate, standing, body.class()) {
            return Err(Problem::Refused(Refusal::NotAllowed));
        }
        let version = standing.map_or(1, |doc| doc.head.version + 1);
        let (_, sealed) = self.seal(&me, &book, doc, version, &body)?;
        let updated: Time = self.now().await?;
        let base = standing.map(|doc| doc.head.latest);
        self.vault.save_draft(&Draft { record, doc, base, updated, sealed: sealed.file }).await?;
        me.redraft(record, doc, Some(Drafted { body, updated }));
        Ok(DraftSaved { at: updated })
    }

    /// Throws my draft away.
    pub(crate) async fn drop_draft(&self, record: RecordId, doc: DocId) -> Result<(), Problem> {
        let me = self.me()?;
        self.vault.drop_draft(record, doc).await?;
        me.redraft(record, doc, None);
        Ok(())
    }
}
