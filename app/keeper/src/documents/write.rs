//! From an act to an operation: what is signed, and by whom it is sealed.

use crate::{
    Keeper, Transport, Zone,
    protocol::{Notice, Problem},
    records::open_record::{OpenDocument, OpenRecord},
    unlocked::Unlocked,
};
use clinical::Body;
use crypto::{Context, RecordKey, SealedDocument, seal_document};
use record::{Act, Bytes, DocId, Entry, Envelope, Event, OpId, Operation, RecordHead, RecordId, Refusal, Seal};
use vault::{AppendError, Clock, Judge, Renewal, Slot, Store};

/// An act with its files, ready to be put into a place of the device's chain.
pub(crate) struct Draft {
    pub(crate) act: Act,
    pub(crate) files: Vec<Bytes>,
    /// The epoch an entry was sealed under.
    pub(crate) sealed: Option<u32>,
}

impl From<AppendError<Problem>> for Problem {
    fn from(error: AppendError<Problem>) -> Self {
        match error {
            AppendError::Vault(error) => error.into(),
            AppendError::Build(problem) => problem,
            AppendError::Unfit => Self::Damaged,
            AppendError::TooLarge => Self::field("note", "This is too long to be kept as one document. Split it."),
        }
    }
}

impl Unlocked {
    /// Signs an act into its place.
    ///
    /// A team act is signed as the one that follows the last in `head`, whatever its draft says.
    fn operation(&self, record: RecordId, head: Option<&RecordHead>, slot: &Slot, draft: &Draft) -> Result<Operation, Problem> {
        let (certificate, digest) = self.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let mut act = draft.act.clone();
        if let Some(head) = head {
            act.set_after(head.team_act);
        }
        let envelope = Envelope {
            org: self.keyring.org(),
            record,
            act,
            author: certificate.user,
            certificate: digest,
            device: slot.device,
            device_seq: slot.device_seq,
            previous: slot.previous,
            seen: slot.seen,
            clock: slot.clock,
        };
        self.signed(&envelope, draft.sealed, draft.files.clone())
    }

    /// Signs an envelope, and for an entry the seal of its file, which was sealed under `epoch`.
    fn signed(&self, said: &Envelope, epoch: Option<u32>, files: Vec<Bytes>) -> Result<Operation, Problem> {
        let envelope = self.sign(said)?;
        let seal = match (&said.act, epoch, files.as_slice()) {
            (Act::Entry(entry), Some(epoch), [file]) => Some(self.sign(&Seal {
                operation: OpId(envelope.digest()),
                record: said.record,
                epoch,
                sealer: said.author,
                certificate: said.certificate,
                ciphertext: record::Digest::of_file(file),
                length: file.len() as u64,
                commitment: entry.commitment,
            })?),
            _ => None,
        };
        Ok(Operation { envelope, seal, files })
    }

    /// The same act for another place in the device's chain: text, files and time stay as they were signed. `None` when
    /// nobody vouches for my keys any more, or for what is not mine.
    pub(crate) fn renew(&self, renewal: Renewal<'_>) -> Option<Operation> {
        let Renewal { operation, envelope, device_seq, previous, renamed } = renewal;
        let (certificate, digest) = self.certificate().filter(|(certificate, _)| certificate.user == envelope.author)?;
        let newest = |id: &OpId| renamed.get(id).copied().unwrap_or(*id);
        let (author, certificate) = (certificate.user, digest);
        let mut envelope = Envelope { author, certificate, device_seq, previous, ..envelope.clone() };
        if let Act::Entry(entry) = &mut envelope.act {
            entry.base = entry.base.as_ref().map(newest);
            entry.about = entry.about.iter().map(newest).collect();
        } else if let Some(after) = envelope.act.after() {
            envelope.act.set_after(newest(&after));
        }
        let seal = operation.seal.as_ref().map(|seal| seal.peek()).transpose().ok()?;
        self.signed(&envelope, seal.map(|seal| seal.epoch), operation.files.clone()).ok()
    }

    /// Seals a body as one version of a document.
    pub(crate) fn seal(
        &self,
        key: &RecordKey,
        record: RecordId,
        doc: DocId,
        version: u32,
        body: &Body,
    ) -> Result<SealedDocument, Problem> {
        let kind = body.kind().id().to_owned();
        let context = Context { org: self.keyring.org(), record, doc, kind, version, author: self.user() };
        Ok(seal_document(key, &context, &body.to_value().map_err(|_| Problem::Damaged)?)?)
    }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Writes acts about a record into the outbox, in one commit, after asking the rules what the server will ask.
    ///
    /// Fails with [`Problem::Refused`] when a rule forbids one of them; nothing is written then.
    pub(crate) async fn write(
        &self,
        me: &Unlocked,
        record: RecordId,
        head: Option<&RecordHead>,
        opened: Option<&OpenRecord>,
        dropped: Option<DocId>,
        drafts: Vec<Draft>,
    ) -> Result<Vec<OpId>, Problem> {
        let mut head = head.cloned();
        let build = |index: usize, slot: Slot| -> Result<Option<Operation>, Problem> {
            let Some(draft) = drafts.get(index) else { return Ok(None) };
            let operation = me.operation(record, head.as_ref(), &slot, draft)?;
            let envelope = operation.envelope.peek().map_err(|_| Problem::Damaged)?;
            let seal = operation.seal.as_ref().and_then(|seal| seal.peek().ok());
            let doc = match &draft.act {
                Act::Entry(entry) => opened.and_then(|opened| opened.docs.get(&entry.doc)).map(|doc| &doc.head),
                Act::Open { .. } | Act::Admit { .. } | Act::Leave { .. } | Act::Rotate { .. } | Act::Newer { .. } => None,
            };
            let effect = me.check.judge(operation.id(), &envelope, seal.as_ref(), head.as_ref(), doc).map_err(Problem::from)?;
            head = Some(effect.record);
            Ok(Some(operation))
        };
        let ids = self.vault.append_all(record, dropped.as_slice(), build).await?;
        me.caches.forget(record);
        self.unsent.set(true);
        (self.notify)(Notice::Strip(self.strip().await?));
        Ok(ids)
    }

    /// Seals a body and writes it as an entry of a document.
    pub(crate) async fn write_entry(
        &self,
        me: &Unlocked,
        opened: &OpenRecord,
        doc: DocId,
        event: Event,
        body: &Body,
        dropped: Option<DocId>,
    ) -> Result<OpId, Problem> {
        if dropped.is_some() {
            // A draft that is still being saved would come back after the commit that drops it.
            self.saving.settled().await;
        }
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let kind = body.kind();
        if !kind.may_author((&certificate).into(), event) || !kind.records().contains(&opened.head.kind) {
            return Err(Problem::Refused(Refusal::NotAllowed));
        }
        if event.is_version() && opened.docs.get(&doc).is_some_and(OpenDocument::is_newer) {
            return Err(Problem::NewerVersion);
        }
        me.may_seal(opened)?;
        let standing = opened.docs.get(&doc).map(|doc| &doc.head);
        let version = match standing {
            Some(head) if event.is_version() => head.version + 1,
            Some(head) => head.version,
            None => 1,
        };
        let (epoch, sealed) = self.seal(me, opened, doc, version, body)?;
        let entry = Entry {
            doc,
            class: standing.map_or_else(|| body.class(), |head| head.class),
            event,
            version,
            base: standing.map(|head| head.latest),
            commitment: sealed.commitment,
            about: Vec::new(),
        };
        let draft = Draft { act: Act::Entry(entry), files: vec![sealed.file], sealed: Some(epoch) };
        let ids = self.write(me, opened.record, Some(&opened.head), Some(opened), dropped, vec![draft]).await?;
        ids.first().copied().ok_or(Problem::Refused(Refusal::NotAllowed))
    }

    /// Seals a body for the record's current epoch.
    pub(crate) fn seal(
        &self,
        me: &Unlocked,
        opened: &OpenRecord,
        doc: DocId,
        version: u32,
        body: &Body,
    ) -> Result<(u32, SealedDocument), Problem> {
        let (epoch, key) = opened.current_key()?;
        Ok((epoch, me.seal(key, opened.record, doc, version, body)?))
    }
}
