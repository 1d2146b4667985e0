//! From a sealed entry or draft to its content, and whether it may stand where it was found.

use crate::{
    documents::content::Content,
    records::keys::Keys,
    unlocked::{OpenedBody, Unlocked},
};
use clinical::{Author, Body, BodyError, Kind};
use crypto::{Opened, Quarantine, RecordKey, check_content, open_document};
use record::{Act, Bytes, Entry, Envelope, OpId, Operation, RecordKind};
use std::rc::Rc;

/// Why the content of an entry is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unread {
    /// It is not believed, or cannot be opened.
    #[error(transparent)]
    Doubted(Quarantine),
    /// Whoever signed it may not author such an entry, by the certificate under which they signed.
    #[error("whoever signed it may not author this kind of document")]
    NotTheirs,
    /// It is of a kind that this version does not know. That is no damage.
    #[error("written with a newer version")]
    Newer,
}

impl From<Quarantine> for Unread {
    fn from(reason: Quarantine) -> Self {
        if reason == Quarantine::UnknownVersion { Self::Newer } else { Self::Doubted(reason) }
    }
}

impl From<BodyError> for Unread {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::UnknownKind => Self::Newer,
            BodyError::Malformed => Self::Doubted(Quarantine::Damaged),
        }
    }
}

impl Unread {
    /// The reason to doubt it.
    pub(crate) fn quarantine(self) -> Quarantine {
        match self {
            Self::Doubted(reason) => reason,
            Self::NotTheirs => Quarantine::ContextMismatch,
            Self::Newer => Quarantine::UnknownVersion,
        }
    }

    /// Whether the next look may find more: a key that is missing today may be handed over tomorrow.
    fn may_pass(self) -> bool {
        matches!(self, Self::Doubted(Quarantine::NotARecipient | Quarantine::UnknownCertificate))
    }
}

impl Unlocked {
    /// Opens an entry of a record of this kind once; what was opened is kept until lock.
    pub(crate) fn open(&self, keys: &Keys, kind: RecordKind, id: OpId, operation: &Operation, envelope: &Envelope) -> OpenedBody {
        if let Some(body) = self.caches.opened.borrow().get(&id) {
            return body.clone();
        }
        let author =
            self.check.directory(|directory| directory.certificate_at(&envelope.certificate).map(Author::from)).flatten();
        let body = open_entry(keys, kind, author, operation, envelope);
        let body = body.and_then(|body| Ok(self.believed(envelope.record, body)?)).map(|body| Rc::new(Content::from(body)));
        if !body.as_ref().is_err_and(|reason| reason.may_pass()) {
            self.caches.opened.borrow_mut().insert(id, body.clone());
        }
        body
    }

    /// The content of an entry, where it was opened since the unlock and is believed.
    pub(crate) fn opened(&self, id: OpId) -> Option<Rc<Content>> {
        self.caches.opened.borrow().get(&id)?.as_ref().ok().cloned()
    }
}

/// What is in the file of an entry. Nothing about it is believed yet.
pub(crate) fn open_file(keys: &Keys, operation: &Operation) -> Result<Opened, Quarantine> {
    let seal = operation.seal.as_ref().ok_or(Quarantine::Malformed)?.peek()?;
    let key = keys.get(seal.epoch).ok_or(Quarantine::NotARecipient)?;
    let [file] = operation.files.as_slice() else { return Err(Quarantine::Malformed) };
    Ok(open_document(key, file)?)
}

/// The content of an entry in a record of this kind, signed by `author`.
fn open_entry(
    keys: &Keys,
    kind: RecordKind,
    author: Option<Author>,
    operation: &Operation,
    envelope: &Envelope,
) -> Result<Body, Unread> {
    let opened = open_file(keys, operation)?;
    check_content(envelope, &opened)?;
    let body = body_of(&opened)?;
    let Act::Entry(entry) = &envelope.act else { return Err(Quarantine::Malformed.into()) };
    if matches!(kind, RecordKind::Newer(_)) {
        return Err(Unread::Newer); // what belongs in such a record, a newer version knows
    }
    if !belongs(body.kind(), kind, entry) {
        return Err(Quarantine::ContextMismatch.into());
    }
    let author = author.ok_or(Quarantine::UnknownCertificate)?;
    if body.kind().may_author(author, entry.event) { Ok(body) } else { Err(Unread::NotTheirs) }
}

/// Whether a body may be in this entry of a record of this kind. The server sees neither: it can be asked only here.
fn belongs(kind: Kind, record: RecordKind, entry: &Entry) -> bool {
    kind.records().contains(&record) && kind.class_in(entry.class) == entry.class && kind.fits(entry.event)
}

/// My draft; `None` for what is none, or sealed with another key.
pub(crate) fn open_draft(key: &RecordKey, sealed: &Bytes) -> Option<Body> {
    body_of(&open_document(key, sealed).ok()?).ok()
}

fn body_of(opened: &Opened) -> Result<Body, Unread> {
    Ok(Body::read(&opened.context.kind, &opened.body)?)
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
    use record::{Class, ClockReading, Digest, Event, Head, RecordId, Review, Role, Seal, Seen, Time};

    fn condition() -> Condition {
        Condition::new(Diagnosis::Coded(Coded::new("F41.1", "2026-11-18".parse().unwrap()).unwrap()))
    }

    /// What a colleague's device wrote into a record, whatever the rules say, as it comes back from the server.
    fn opened(body: &Body, kind: RecordKind, class: Class, event: Event) -> Result<Body, Unread> {
        let counselor = Author { role: Role::Counselor, trainee: false };
        written(body.kind().id(), &body.to_value().unwrap(), Some(counselor), kind, class, event)
    }

    /// The same, whatever it is and whoever signed it.
    fn written(
        id: &str,
        value: &serde_json::Value,
        by: Option<Author>,
        kind: RecordKind,
        class: Class,
        event: Event,
    ) -> Result<Body, Unread> {
        let keyring = Keyring::make(rng::make_org_id(), rng::make_user_id(), RootKey::make().public());
        let (record, doc, key) = (rng::make_record_id(), rng::make_doc_id(), RecordKey::make());
        let (org, author) = (keyring.org(), keyring.user());
        let context = Context { org, record, doc, kind: id.to_owned(), version: 1, author };
        let sealed = seal_document(&key, &context, value).unwrap();
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
        open_entry(&Keys::of(1, key), kind, by, &operation, &envelope)
    }

    #[test]
    fn a_counseling_note_in_a_chart_is_set_aside_and_in_its_own_record_it_opens() {
        let note: Body = CounselingNote { text: "What I thought.".into(), ..CounselingNote::new(RecordId::from_u128(7)) }.into();
        for event in [Event::Save, Event::Sign(Review::NotOwed)] {
            let in_chart = opened(&note, RecordKind::Patient, Class::Note, event);
            assert_eq!(in_chart, Err(Quarantine::ContextMismatch.into()));
            assert_eq!(opened(&note, RecordKind::Private, Class::Note, event), Ok(note.clone()));
        }
    }

    #[test]
    fn what_a_family_said_opens_in_the_intervention_alone_and_a_letter_with_its_keeper_alone() {
        let all: Body = clinical::intervention::Intervention::default().into();
        let letter: Body = clinical::intervention::Letter {
            intervention: RecordId::from_u128(7),
            participant: clinical::intervention::ParticipantId::new("mother").unwrap(),
            text: "Come home.".into(),
            author: None,
        }
        .into();
        for (body, own) in [(all, RecordKind::Intervention), (letter, RecordKind::Private)] {
            for kind in RecordKind::ALL {
                let found = opened(&body, *kind, Class::Profile, Event::Save);
                assert_eq!(found.is_ok(), *kind == own, "{} in {kind:?}", body.kind().id());
            }
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
                assert_eq!(found.is_ok(), class == own, "{} as {class:?}", body.kind().id());
            }
        }
        let addendum: Body = Addendum { text: "It was Tuesday.".into(), reason: "Correction".into() }.into();
        for class in [Class::Note, Class::Plan] {
            assert!(opened(&addendum, RecordKind::Patient, class, Event::Amend).is_ok());
            assert_eq!(opened(&addendum, RecordKind::Patient, class, sign), Err(Quarantine::ContextMismatch.into()));
        }
    }

    #[test]
    fn what_a_newer_version_wrote_is_named_so_and_what_is_malformed_is_damaged() {
        let by = Some(Author { role: Role::Counselor, trainee: false });
        let value = Body::from(Addendum::default()).to_value().unwrap();
        let newer = |id: &str| written(id, &value, by, RecordKind::Patient, Class::Note, Event::Amend);
        assert_eq!(newer("addendum/2"), Err(Unread::Newer), "a later form");
        assert_eq!(newer("order/1"), Err(Unread::Newer), "a kind to come");
        assert_eq!(newer("note/3"), Err(Quarantine::Damaged.into()), "a known kind that is not what it promises");
    }

    #[test]
    fn a_plan_that_a_nurse_signed_is_doubted_by_every_device_and_her_note_is_not() {
        let sign = Event::Sign(Review::NotOwed);
        let by = |role, body: &Body, class| {
            let author = Author { role, trainee: false };
            written(body.kind().id(), &body.to_value().unwrap(), Some(author), RecordKind::Patient, class, sign)
        };
        let (plan, note): (Body, Body) = (Plan::default().into(), clinical::Note::default().into());
        assert_eq!(by(Role::Nurse, &plan, Class::Plan), Err(Unread::NotTheirs));
        assert!(by(Role::Nurse, &note, Class::Note).is_ok() && by(Role::Prescriber, &plan, Class::Plan).is_ok());
    }

    #[test]
    fn a_signature_in_training_that_owes_no_review_is_doubted_and_so_is_one_of_nobody() {
        let (note, trainee) = (Body::from(clinical::Note::default()), Author { role: Role::Counselor, trainee: true });
        let value = note.to_value().unwrap();
        let signed = |by, review| written("note/3", &value, by, RecordKind::Patient, Class::Note, Event::Sign(review));
        assert_eq!(signed(Some(trainee), Review::NotOwed), Err(Unread::NotTheirs));
        assert!(signed(Some(trainee), Review::Owed).is_ok());
        assert_eq!(signed(None, Review::NotOwed), Err(Quarantine::UnknownCertificate.into()));
    }
}
