//! Broken operations, each named by its defect and set aside for its reason.

use crate::{
    vector::{count, frozen},
    world::{AUTHOR, COLLEAGUE, DOC, LEAVER, ORG, RECORD, WORLD, World, context},
};
use crypto::{Context, Quarantine, SealedDocument, check_content, open_document, seal_document, verify_operation};
use record::{Act, Bytes, Digest, DocId, Envelope, Head, OpId, Operation, OrgId, RecordId, Signable, Signed, UserId};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Broken {
    reason: Quarantine,
    operation: Bytes,
}

type Defect = (&'static str, Quarantine, fn(&World) -> Operation);

/// The note's envelope, changed, signed by the author and sealed anew.
fn changed(world: &World, change: impl FnOnce(&mut Envelope)) -> Operation {
    let mut envelope = world.entry(world.document.commitment);
    change(&mut envelope);
    world.operation(&envelope, world.document.commitment, &world.document.file)
}

/// A document with another context, signed for as if it were the note.
fn elsewhere(world: &World, context: &Context) -> Operation {
    let SealedDocument { file, commitment } = seal_document(&world.first, context, &"elsewhere").unwrap();
    world.operation(&world.entry(commitment), commitment, &file)
}

/// `inner` as a document's file, signed for as if it were the note.
fn holding(world: &World, inner: &str) -> Operation {
    let file = Bytes(age::encrypt(&world.keys.first.0.parse::<age::x25519::Recipient>().unwrap(), inner.as_bytes()).unwrap());
    world.operation(&world.entry(Digest([8; 32])), Digest([8; 32]), &file)
}

fn resealed(world: &World, change: impl FnOnce(&mut record::Seal)) -> Operation {
    let mut operation = world.signed_note();
    let mut seal = operation.seal.as_ref().unwrap().peek().unwrap();
    change(&mut seal);
    operation.seal = Some(world.author.sign(&seal));
    operation
}

const DEFECTS: [Defect; 35] = [
    ("ciphertext_truncated", Quarantine::FileMismatch, |world| {
        let mut operation = world.signed_note();
        operation.files[0].0.pop();
        operation
    }),
    ("ciphertext_of_other_document", Quarantine::FileMismatch, |world| {
        let mut operation = world.signed_note();
        operation.files[0] = seal_document(&world.first, &context(), &"other").unwrap().file;
        operation
    }),
    ("ciphertext_truncated_and_signed_for", Quarantine::Damaged, |world| {
        let mut file = world.document.file.clone();
        file.0.pop();
        world.operation(&world.entry(world.document.commitment), world.document.commitment, &file)
    }),
    ("ciphertext_not_age", Quarantine::Damaged, |world| {
        world.operation(&world.entry(Digest([8; 32])), Digest([8; 32]), &Bytes(b"no age file".to_vec()))
    }),
    ("ciphertext_missing", Quarantine::Malformed, |world| Operation { files: vec![], ..world.signed_note() }),
    ("ciphertext_twice", Quarantine::Malformed, |world| {
        let mut operation = world.signed_note();
        operation.files.push(operation.files[0].clone());
        operation
    }),
    ("envelope_changed_after_signing", Quarantine::EnvelopeSignature, |world| {
        let mut operation = world.signed_note();
        let mut envelope = operation.envelope.peek().unwrap();
        envelope.device_seq += 1;
        operation.envelope = Signed::new(envelope.to_bytes(), operation.envelope.signature);
        operation
    }),
    ("envelope_signature_bit_flipped", Quarantine::EnvelopeSignature, |world| {
        let mut operation = world.signed_note();
        operation.envelope.signature.0[40] ^= 1;
        operation
    }),
    ("envelope_signed_by_another", Quarantine::EnvelopeSignature, |world| {
        let mut operation = world.signed_note();
        operation.envelope = world.colleague.sign(&operation.envelope.peek().unwrap());
        operation
    }),
    ("envelope_signed_as_something_else", Quarantine::EnvelopeSignature, |world| {
        let mut operation = world.signed_note();
        let seal = world.author.sign(&operation.seal.as_ref().unwrap().peek().unwrap());
        operation.envelope = Signed::new(operation.envelope.bytes, seal.signature);
        operation
    }),
    ("envelope_with_trailing_byte", Quarantine::Malformed, |world| {
        let mut operation = world.signed_note();
        operation.envelope.bytes.0.push(0);
        operation
    }),
    ("envelope_of_other_program", Quarantine::OtherProgram, |world| {
        changed(world, |envelope| envelope.org = OrgId::from_u128(99))
    }),
    ("certificate_unknown", Quarantine::UnknownCertificate, |world| {
        changed(world, |envelope| envelope.certificate = Digest([9; 32]))
    }),
    ("certificate_of_another", Quarantine::CertificateOfAnother, |world| {
        let theirs = world.directory.certificate_digest(COLLEAGUE).unwrap();
        changed(world, |envelope| envelope.certificate = theirs)
    }),
    ("certificate_revoked_key", Quarantine::CertificateEnded, |world| {
        let certificate = world.entries[4].digest();
        let act = world.opening().envelope.peek().unwrap().act;
        let envelope = Envelope { author: LEAVER, certificate, ..world.envelope(act) };
        Operation { envelope: world.leaver.sign(&envelope), ..world.opening() }
    }),
    ("certificate_from_after_what_was_seen", Quarantine::CertificateEnded, |world| {
        let directory = Head { seq: 2, digest: world.entries[1].digest() };
        changed(world, |envelope| envelope.seen.directory = directory)
    }),
    ("directory_seen_is_ahead", Quarantine::DirectoryBehind, |world| {
        changed(world, |envelope| envelope.seen.directory = Head { seq: 70, digest: Digest([1; 32]) })
    }),
    ("directory_seen_is_forked", Quarantine::DirectoryForked, |world| {
        changed(world, |envelope| envelope.seen.directory.digest = Digest([1; 32]))
    }),
    ("directory_seen_is_nothing_with_digest", Quarantine::DirectoryForked, |world| {
        changed(world, |envelope| envelope.seen.directory = Head { seq: 0, digest: Digest([1; 32]) })
    }),
    ("seal_missing", Quarantine::Malformed, |world| Operation { seal: None, ..world.signed_note() }),
    ("seal_signed_by_another", Quarantine::SealSignature, |world| {
        let mut operation = world.signed_note();
        let seal = operation.seal.as_ref().unwrap().peek().unwrap();
        operation.seal = Some(world.colleague.sign(&seal));
        operation
    }),
    ("seal_of_unknown_sealer", Quarantine::UnknownSealer, |world| resealed(world, |seal| seal.sealer = UserId::from_u128(77))),
    ("seal_of_other_operation", Quarantine::SealMismatch, |world| resealed(world, |seal| seal.operation = OpId(Digest([4; 32])))),
    ("seal_of_other_record", Quarantine::SealMismatch, |world| resealed(world, |seal| seal.record = RecordId::from_u128(9))),
    ("seal_of_other_commitment", Quarantine::SealMismatch, |world| resealed(world, |seal| seal.commitment = Digest([4; 32]))),
    ("seal_of_other_length", Quarantine::FileMismatch, |world| resealed(world, |seal| seal.length += 1)),
    ("sealed_to_other_key", Quarantine::NotARecipient, |world| {
        let SealedDocument { file, commitment } = seal_document(&world.second, &context(), &"later").unwrap();
        world.operation(&world.entry(commitment), commitment, &file)
    }),
    ("context_of_other_doc", Quarantine::ContextMismatch, |world| {
        elsewhere(world, &Context { doc: DocId::from_u128(30), ..context() })
    }),
    ("context_of_other_record", Quarantine::ContextMismatch, |world| {
        elsewhere(world, &Context { record: RecordId::from_u128(20), ..context() })
    }),
    ("context_of_other_version", Quarantine::ContextMismatch, |world| elsewhere(world, &Context { version: 2, ..context() })),
    ("context_of_other_author", Quarantine::ContextMismatch, |world| {
        elsewhere(world, &Context { author: COLLEAGUE, ..context() })
    }),
    ("commitment_of_other_text", Quarantine::CommitmentMismatch, |world| {
        let SealedDocument { file, .. } = seal_document(&world.first, &context(), &"another text").unwrap();
        world.operation(&world.entry(world.document.commitment), world.document.commitment, &file)
    }),
    ("document_of_newer_format", Quarantine::UnknownVersion, |world| holding(world, r#"{"format":2,"text":"from later"}"#)),
    ("document_not_json", Quarantine::Damaged, |world| holding(world, "Dear colleague,")),
    ("document_with_short_salt", Quarantine::Damaged, |world| {
        let context = serde_json::to_string(&context()).unwrap();
        holding(world, &format!(r#"{{"format":1,"context":{context},"salt":"AAAA","body":{{}}}}"#))
    }),
];

/// Everything a device asks of an operation before it shows it.
fn read(operation: &Operation) -> Result<(), Quarantine> {
    let verified = verify_operation(&WORLD.directory, operation)?;
    match verified.envelope.act {
        Act::Entry(_) => {
            let opened = open_document(&WORLD.first, &operation.files[0])?;
            check_content(&verified.envelope, &opened)
        }
        Act::Open { .. } | Act::Admit { .. } | Act::Leave { .. } | Act::Rotate { .. } | Act::Newer { .. } => Ok(()),
    }
}

#[test]
fn the_operations_that_were_broken_are_whole_otherwise() {
    assert_eq!(read(&WORLD.signed_note()), Ok(()));
    assert_eq!(read(&WORLD.opening()), Ok(()));
    assert!(context() == Context { org: ORG, record: RECORD, doc: DOC, kind: "session_note".into(), version: 1, author: AUTHOR });
}

#[test]
fn every_broken_operation_is_set_aside_for_its_reason() {
    for (name, reason, make) in DEFECTS {
        let vector: Broken =
            frozen(&format!("broken_operations/{name}"), || Broken { reason, operation: make(&WORLD).to_bytes() });
        assert_eq!(vector.reason, reason, "{name}");
        let operation = Operation::from_bytes(&vector.operation).unwrap();
        assert_eq!(read(&operation), Err(reason), "{name}");
    }
    assert_eq!(count("broken_operations"), DEFECTS.len());
}

#[test]
fn what_someone_signed_before_leaving_stays_signed() {
    let (.., make) = DEFECTS.iter().find(|(name, ..)| *name == "certificate_revoked_key").unwrap();
    let mut operation = make(&WORLD);
    assert_eq!(verify_operation(&WORLD.directory, &operation).err(), Some(Quarantine::CertificateEnded));
    let mut envelope = operation.envelope.peek().unwrap();
    envelope.seen.directory = Head { seq: 5, digest: WORLD.entries[4].digest() };
    operation.envelope = WORLD.leaver.sign(&envelope);
    assert_eq!(verify_operation(&WORLD.directory, &operation).unwrap().author.user, LEAVER);
}

#[test]
fn a_file_beyond_the_limit_is_refused_before_it_is_opened() {
    let file = Bytes(vec![0; record::limits::MAX_FILE + 1]);
    let operation = WORLD.operation(&WORLD.entry(Digest([8; 32])), Digest([8; 32]), &file);
    assert_eq!(read(&operation), Err(Quarantine::TooLarge));
}
