//! Drafts of whatever is signed or saved later, what is said about a document included: sealed, on this device alone.

use crate::{
    Keeper, Transport, Zone,
    protocol::{Begun, DraftSaved, Problem},
    records::open_record::DraftDocument,
    views::rows,
};
use clinical::Body;
use record::{Digest, DocId, RecordId, Refusal, Time};
use vault::{Clock, Draft, Store};

/// Under which id a draft is kept: a document's under its own. What is said about a document has a place beside it, one for each
/// kind of statement, so that neither a draft of the document nor another statement is written over.
pub(crate) fn place(doc: DocId, body: &Body) -> DocId {
    if !body.kind().is_statement() {
        return doc;
    }
    let kind = body.kind().id().split('/').next().unwrap_or_default();
    let Digest(digest) = Digest::of("throughline/draft/statement/v1", format!("{doc}/{kind}").as_bytes());
    DocId::from_random(*digest.first_chunk().unwrap_or(doc.as_bytes()))
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Keeps what was typed, sealed with the record's key, before it says so.
    pub(crate) async fn save_draft(&self, record: RecordId, doc: DocId, body: Body) -> Result<DraftSaved, Problem> {
        let me = self.me()?;
        let _lock_waits = self.saving.begin();
        let opened = self.open_record(&me, record).await?;
        let standing = opened.docs.get(&doc);
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        if !rows::may_draft(&certificate, standing, &body) {
            return Err(Problem::Refused(Refusal::NotAllowed));
        }
        let version = standing.map_or(1, |doc| doc.head.version + 1);
        let doc = place(doc, &body);
        let (_, sealed) = self.seal(&me, &opened, doc, version, &body)?;
        let updated: Time = self.now().await?;
        let base = match opened.draft(doc) {
            Some(before) => before.base,
            None => standing.map(|doc| doc.head.latest),
        };
        self.vault.save_draft(&Draft { record, doc, base, updated, sealed: sealed.file }).await?;
        me.caches.redraft(record, doc, Some(DraftDocument { body, base, updated }));
        Ok(DraftSaved { at: updated })
    }

    /// What I have begun to say about a document, and not signed.
    pub(crate) async fn begun(&self, record: RecordId, doc: DocId) -> Result<Vec<Begun>, Problem> {
        let me = self.me()?;
        Ok(self.open_record(&me, record).await?.begun_about(doc))
    }

    /// Throws my draft away.
    pub(crate) async fn drop_draft(&self, record: RecordId, doc: DocId) -> Result<(), Problem> {
        // What was being saved when it was dropped must not come back after it.
        self.saving.settled().await;
        let me = self.me()?;
        self.vault.drop_draft(record, doc).await?;
        me.caches.redraft(record, doc, None);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::open_record::OpenRecord;
    use clinical::{Addendum, Note, Retraction};
    use record::RecordKind;
    use std::collections::BTreeMap;

    #[test]
    fn what_is_said_about_a_note_is_kept_beside_it_and_beside_each_other() {
        let (note, other) = (DocId::from_u128(1), DocId::from_u128(2));
        let added = |text: &str| Body::from(Addendum { text: text.to_owned(), reason: String::new() });
        assert_eq!(place(note, &Note::default().into()), note);
        assert_eq!(
            place(note, &added("a word")),
            place(note, &added("more words")),
            "typed on, it takes the place of the one before"
        );
        let places = [note, place(note, &added("")), place(note, &Retraction::default().into()), place(other, &added(""))];
        for (at, place) in places.iter().enumerate() {
            assert_eq!(places.iter().position(|other| other == place), Some(at));
        }
    }

    #[test]
    fn what_is_begun_about_a_note_is_found_with_it_and_is_no_document_of_the_chart() {
        let (note, other) = (DocId::from_u128(1), DocId::from_u128(2));
        let opened = OpenRecord::of(RecordId::from_u128(3), RecordKind::Patient, BTreeMap::new());
        let keep =
            |body: Body| opened.redraft(place(note, &body), Some(DraftDocument { body, base: None, updated: Time::default() }));
        keep(Note::default().into());
        keep(Addendum { text: "She called.".to_owned(), reason: String::new() }.into());
        keep(Retraction { reason: "Another client’s.".to_owned() }.into());
        assert_eq!(opened.drafted(), [note], "only the note is listed and counted");
        let mut begun: Vec<&str> = opened.begun_about(note).iter().map(|begun| begun.body.kind().id()).collect();
        record::order::sort(&mut begun);
        assert_eq!(begun, ["addendum/1", "retraction/1"]);
        assert!(opened.begun_about(other).is_empty());
    }
}
