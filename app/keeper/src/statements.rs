//! What is said about a signed document: addendum, entered in error, co-signature, return.

use crate::{
    Keeper, Transport, Zone,
    drafts::place,
    findings::blocked,
    protocol::{AmendNote, AttestDocument, NoteView, Problem, RetractDocument, ReturnDocument},
};
use clinical::{Addendum, Attestation, Body, Retraction, ReviewComment, SignatureMeaning};
use record::{DocId, Event, RecordId};
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Writes a statement about a document, whatever it is.
    pub(crate) async fn say(
        &self,
        record: RecordId,
        doc: DocId,
        event: Event,
        body: Body,
        passphrase: &str,
    ) -> Result<(), Problem> {
        let me = self.me()?;
        let book = self.book(&me, record).await?;
        if !book.docs.contains_key(&doc) {
            return Err(Problem::NotFound);
        }
        self.ask_again(&me, passphrase)?;
        // Whoever co-signs returns nothing: the comment they had begun goes with it.
        let begun = match event {
            Event::Attest => place(doc, &ReviewComment::default().into()),
            Event::Save | Event::Sign(_) | Event::Amend | Event::Return | Event::Retract => place(doc, &body),
        };
        self.write_entry(&me, &book, doc, event, &body, Some(begun)).await?;
        Ok(())
    }

    pub(crate) async fn amend_note(&self, ask: AmendNote) -> Result<NoteView, Problem> {
        let addendum = Addendum { text: ask.text, reason: ask.reason };
        blocked(addendum.check())?;
        self.say(ask.record, ask.doc, Event::Amend, addendum.into(), &ask.passphrase).await?;
        self.note(ask.record, ask.doc).await
    }

    pub(crate) async fn retract_document(&self, ask: RetractDocument) -> Result<(), Problem> {
        let retraction = Retraction { reason: ask.reason };
        blocked(retraction.check())?;
        self.say(ask.record, ask.doc, Event::Retract, retraction.into(), &ask.passphrase).await
    }

    pub(crate) async fn attest_document(&self, ask: AttestDocument) -> Result<(), Problem> {
        let attestation = Attestation { meaning: SignatureMeaning::CoSigner };
        self.say(ask.record, ask.doc, Event::Attest, attestation.into(), &ask.passphrase).await
    }

    pub(crate) async fn return_document(&self, ask: ReturnDocument) -> Result<(), Problem> {
        let comment = ReviewComment { comment: ask.comment, field: None };
        blocked(comment.check())?;
        self.say(ask.record, ask.doc, Event::Return, comment.into(), &ask.passphrase).await
    }
}
