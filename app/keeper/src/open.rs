//! From a sealed entry or draft to its content, and whether it may stand where it was found.

use crate::{
    keys::Keys,
    unlocked::{OpenedBody, Unlocked},
};
use clinical::Body;
use crypto::{Opened, Quarantine, RecordKey, check_content, open_document};
use record::{Act, Bytes, Entry, Envelope, OpId, Operation, RecordKind};
use std::rc::Rc;

impl Unlocked {
    /// Opens an entry of a record of this kind once; what was opened is kept until lock.
    pub(crate) fn open(&self, keys: &Keys, kind: RecordKind, id: OpId, operation: &Operation, envelope: &Envelope) -> OpenedBody {
        if let Some(body) = self.opened.borrow().get(&id) {
            return body.clone();
        }
        let body = open_entry(keys, kind, operation, envelope).map(Rc::new);
        // A key that is missing today may be handed over tomorrow.
        if !matches!(body, Err(Quarantine::NotARecipient)) {
            self.opened.borrow_mut().insert(id, body.clone());
        }
        body
    }

    /// The content of an entry, where it was opened since the unlock and is believed.
    pub(crate) fn opened(&self, id: OpId) -> Option<Rc<Body>> {
        self.opened.borrow().get(&id)?.as_ref().ok().cloned()
    }
}

fn open_entry(keys: &Keys, kind: RecordKind, operation: &Operation, envelope: &Envelope) -> Result<Body, Quarantine> {
    let seal = operation.seal.as_ref().ok_or(Quarantine::Malformed)?.peek()?;
    let key = keys.get(seal.epoch).ok_or(Quarantine::NotARecipient)?;
    let [file] = operation.files.as_slice() else { return Err(Quarantine::Malformed) };
    let opened = open_document(key, file)?;
    check_content(envelope, &opened)?;
    let body = body_of(&opened)?;
    let Act::Entry(entry) = &envelope.act else { return Err(Quarantine::Malformed) };
    if belongs(&body, kind, entry) { Ok(body) } else { Err(Quarantine::ContextMismatch) }
}

/// Whether a body may stand in this entry of a record of this kind. The server sees neither: it can be asked only here.
fn belongs(body: &Body, kind: RecordKind, entry: &Entry) -> bool {
    let class = match body {
        // What is said about a document is of its document's class, whatever that is.
        Body::Addendum(_) | Body::Return(_) | Body::Attestation(_) | Body::Retraction(_) => entry.class,
        Body::Profile(_)
        | Body::Note(_)
        | Body::Assessment(_)
        | Body::Plan(_)
        | Body::PlanSignature(_)
        | Body::PlanReview(_)
        | Body::PlanEvent(_)
        | Body::Condition(_)
        | Body::CounselingNote(_) => body.class(),
    };
    let apart = match kind {
        RecordKind::Patient => false,
        RecordKind::Private => true,
    };
    body.fits(entry.event) && class == entry.class && (apart || body.in_chart())
}

/// My draft; `None` for what is none, or sealed with another key.
pub(crate) fn open_draft(key: &RecordKey, sealed: &Bytes) -> Option<Body> {
    body_of(&open_document(key, sealed).ok()?).ok()
}

fn body_of(opened: &Opened) -> Result<Body, Quarantine> {
    let value = opened.read().map_err(|_| Quarantine::Damaged)?;
    Body::from_value(&opened.context.kind, value).map_err(|_| Quarantine::UnknownVersion)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::{
        Addendum, CounselingNote,
        assessment::Assessment,
        diagnosis::{Coded, Condition, Diagnosis},
        plan::{Plan, PlanReview},
    };
    use crypto::{Context, Keyring, RootKey, rng, seal_document};
    use record::{Class, ClockReading, Digest, Event, Head, RecordId, Review, Seal, Seen, Time};

    fn condition() -> Condition {
        Condition::new(Diagnosis::Coded(Coded::new("F41.1").unwrap()))
    }

    /// What a colleague's device wrote into a record, whatever the rules say, as it comes back from the server.
    fn opened(body: &Body, kind: RecordKind, class: Class, event: Event) -> Result<Body, Quarantine> {
        let keyring = Keyring::make(rng::make_org_id(), rng::make_user_id(), RootKey::make().public());
        let (record, doc, key) = (rng::make_record_id(), rng::make_doc_id(), RecordKey::make());
        let (org, author) = (keyring.org(), keyring.user());
        let context = Context { org, record, doc, kind: body.kind().to_owned(), version: 1, author };
        let sealed = seal_document(&key, &context, &body.to_value().unwrap()).unwrap();
        let commitment = sealed.commitment;
        let envelope = Envelope {
            org,
            record,
            act: Act::Entry(Entry { doc, class, event, version: 1, base: None, commitment, about: Vec::new() }),
            author,
            certificate: Digest::ZERO,
            device: rng::make_device_id(),
            device_seq: 1,
            previous: OpId(Digest::ZERO),
            seen: Seen { directory: Head::NONE, record: Head::NONE },
            clock: ClockReading { device: Time::default(), offset: None, uncertain: false },
        };
        let signed = keyring.sign(&envelope);
        let seal = keyring.sign(&Seal {
            operation: OpId(signed.digest()),
            record,
            epoch: 1,
            sealer: author,
            certificate: Digest::ZERO,
            ciphertext: Digest::of_file(&sealed.file),
            length: sealed.file.len() as u64,
            commitment,
        });
        let operation = Operation { envelope: signed, seal: Some(seal), files: vec![sealed.file] };
        open_entry(&Keys::of(1, key), kind, &operation, &envelope)
    }

    #[test]
    fn a_counseling_note_in_a_chart_is_set_aside_and_in_its_own_record_it_opens() {
        let note: Body = CounselingNote { text: "What I thought.".into(), ..CounselingNote::new(RecordId::from_u128(7)) }.into();
        for event in [Event::Save, Event::Sign(Review::NotOwed)] {
            let in_chart = opened(&note, RecordKind::Patient, Class::Note, event);
            assert_eq!(in_chart, Err(Quarantine::ContextMismatch));
            assert_eq!(opened(&note, RecordKind::Private, Class::Note, event), Ok(note.clone()));
        }
    }

    #[test]
    fn a_version_is_of_its_own_class_and_a_statement_of_its_documents() {
        let sign = Event::Sign(Review::NotOwed);
        let versions: [(Body, Class, Event); 4] = [
            (Assessment::default().into(), Class::Note, sign),
            (Plan::default().into(), Class::Plan, sign),
            (PlanReview::default().into(), Class::Plan, Event::Amend),
            (condition().into(), Class::Profile, Event::Save),
        ];
        for (body, own, event) in versions {
            for class in [Class::Profile, Class::Note, Class::Plan] {
                let found = opened(&body, RecordKind::Patient, class, event);
                assert_eq!(found.is_ok(), class == own, "{} as {class:?}", body.kind());
            }
        }
        let addendum: Body = Addendum { text: "It was Tuesday.".into(), reason: "Correction".into() }.into();
        for class in [Class::Note, Class::Plan] {
            assert!(opened(&addendum, RecordKind::Patient, class, Event::Amend).is_ok());
            assert_eq!(opened(&addendum, RecordKind::Patient, class, sign), Err(Quarantine::ContextMismatch));
        }
    }
}
