//! Broken receipts, directories, offers and enrollments, each named by its defect.

use crate::{
    frozen::{code, enrollment, offer},
    vector::{count, frozen},
    world::{ADMINISTRATOR, AUTHOR, COLLEAGUE, LEAVER, RECORD, WORLD, certificate, certified, receipts, root, server},
};
use crypto::{InviteCode, ReceiptEnd, ReceiptError, RootKey, verify_receipts};
use record::{
    Certificate, Digest, Directory, DirectoryEntry, DirectoryError, Head, OpId, Receipt, RecordId, Role, Signed, SignedError,
    Signer, Statement, wire::Offer,
};

fn operations() -> Vec<OpId> {
    (1..=3).map(|number| OpId(Digest([number; 32]))).collect()
}

fn page() -> Vec<Signed<Receipt>> {
    receipts(&operations())
}

/// The page with its last receipt changed and signed again.
fn last(change: impl FnOnce(&mut Receipt)) -> Vec<Signed<Receipt>> {
    let mut page = page();
    let mut receipt = page[2].peek().unwrap();
    change(&mut receipt);
    page[2] = server().sign(&receipt);
    page
}

type BrokenPage = (&'static str, ReceiptError, fn() -> Vec<Signed<Receipt>>);

const PAGES: [BrokenPage; 11] = [
    ("receipt_directory_goes_back", ReceiptError::Directory, || last(|receipt| receipt.directory.seq -= 1)),
    ("receipt_chain_gap", ReceiptError::Gap, || last(|receipt| receipt.seq = 4)),
    ("receipt_number_twice", ReceiptError::Gap, || last(|receipt| receipt.seq = 2)),
    ("receipt_change_goes_back", ReceiptError::Change, || last(|receipt| receipt.change = 1)),
    ("receipt_chain_forked", ReceiptError::Forked, || last(|receipt| receipt.previous = Digest([1; 32]))),
    ("receipt_in_the_middle_replaced", ReceiptError::Forked, || {
        let mut page = page();
        let mut receipt = page[1].peek().unwrap();
        receipt.received = receipt.received.plus(1);
        page[1] = server().sign(&receipt);
        page
    }),
    ("receipt_of_other_record", ReceiptError::OtherRecord, || last(|receipt| receipt.record = RecordId::from_u128(99))),
    ("receipt_of_other_operation", ReceiptError::OtherOperation, || last(|receipt| receipt.operation = OpId(Digest::ZERO))),
    ("receipt_signed_by_another", ReceiptError::Signature, || {
        let mut page = page();
        page[2] = RootKey::from_seed(&[99; 32]).sign(&page[2].peek().unwrap());
        page
    }),
    ("receipt_missing", ReceiptError::Count, || {
        let mut page = page();
        page.pop();
        page
    }),
    ("receipt_garbled", ReceiptError::Malformed, || {
        let mut page = page();
        page[0].bytes.0.truncate(20);
        page
    }),
];

#[test]
fn every_broken_page_of_receipts_is_refused_for_its_reason() {
    let server = server().public();
    let verify = |page: &[Signed<Receipt>]| {
        verify_receipts(&server, RECORD, ReceiptEnd::NONE, page.iter(), &operations()).map(|(_, end)| end.head)
    };
    let (head, last) = (verify(&page()).unwrap(), page()[2].digest());
    assert_eq!(head, Head { seq: 3, digest: last });
    for (name, reason, make) in PAGES {
        let page: Vec<Signed<Receipt>> = frozen(&format!("broken_receipts/{name}"), make);
        assert_eq!(verify(&page), Err(reason), "{name}");
    }
    assert_eq!(count("broken_receipts"), PAGES.len());
}

#[test]
fn a_single_receipt_is_checked_too() {
    let server = server().public();
    let operation = operations()[0];
    let check = |record, operation, signed: &Signed<Receipt>| crypto::verify_receipt(&server, record, operation, signed).err();
    assert_eq!(check(RECORD, operation, &page()[0]), None);
    assert_eq!(check(RecordId::from_u128(5), operation, &page()[0]), Some(ReceiptError::OtherRecord));
    assert_eq!(check(RECORD, operation, &page()[1]), Some(ReceiptError::OtherOperation));
    let mut forged = page()[0].clone();
    forged.signature.0[3] ^= 1;
    assert_eq!(check(RECORD, operation, &forged), Some(ReceiptError::Signature));
    let mut first = page()[0].peek().unwrap();
    first.previous = Digest([1; 32]);
    assert_eq!(check(RECORD, operation, &RootKey::from_seed(&[2; 32]).sign(&first)), Some(ReceiptError::Gap));
}

/// The directory with one entry more.
fn with(
    signer: Signer,
    statement: Statement,
    sign: impl FnOnce(&DirectoryEntry) -> Signed<DirectoryEntry>,
) -> Vec<Signed<DirectoryEntry>> {
    let mut entries = WORLD.entries.clone();
    let head = WORLD.directory.head();
    entries.push(sign(&certified(head.seq + 1, head.digest, signer, statement)));
    entries
}

fn promoted() -> Statement {
    Statement::Certified(certificate(&WORLD.author, Role::Administrator))
}

type BrokenDirectory = (&'static str, DirectoryError, fn() -> Vec<Signed<DirectoryEntry>>);

const DIRECTORIES: [BrokenDirectory; 11] = [
    ("entry_signed_by_a_counselor", DirectoryError::NotEntitled, || {
        with(Signer::Administrator(AUTHOR), promoted(), |entry| WORLD.author.sign(entry))
    }),
    ("entry_signed_by_a_leaver", DirectoryError::NotEntitled, || {
        with(Signer::Administrator(LEAVER), promoted(), |entry| WORLD.leaver.sign(entry))
    }),
    ("entry_signed_by_the_root_beside_two_administrators", DirectoryError::NotEntitled, || {
        let mut entries = with(Signer::Administrator(ADMINISTRATOR), promoted(), |entry| WORLD.administrator.sign(entry));
        let head = Directory::verify(&entries, None).unwrap().head();
        let third = Statement::Certified(certificate(&WORLD.colleague, Role::Administrator));
        entries.push(root().sign(&certified(head.seq + 1, head.digest, Signer::Root, third)));
        entries
    }),
    ("entry_gives_a_person_new_keys", DirectoryError::KeysChanged, || {
        let swapped = Certificate { user: AUTHOR, ..certificate(&WORLD.colleague, Role::Counselor) };
        with(Signer::Administrator(ADMINISTRATOR), Statement::Certified(swapped), |entry| WORLD.administrator.sign(entry))
    }),
    ("entry_revokes_the_last_administrator", DirectoryError::LastAdministrator, || {
        let revoked = Statement::Revoked(ADMINISTRATOR);
        with(Signer::Administrator(ADMINISTRATOR), revoked, |entry| WORLD.administrator.sign(entry))
    }),
    ("entry_signed_by_another", DirectoryError::Unsigned, || {
        with(Signer::Administrator(ADMINISTRATOR), promoted(), |entry| WORLD.author.sign(entry))
    }),
    ("entry_left_out", DirectoryError::Broken, || {
        let mut entries = WORLD.entries.clone();
        entries.remove(3);
        entries
    }),
    ("entries_swapped", DirectoryError::Broken, || {
        let mut entries = WORLD.entries.clone();
        entries.swap(2, 3);
        entries
    }),
    ("entry_revokes_a_stranger", DirectoryError::Broken, || {
        with(Signer::Administrator(ADMINISTRATOR), Statement::Revoked(LEAVER), |entry| WORLD.administrator.sign(entry))
    }),
    ("founded_by_another_root", DirectoryError::OtherRoot, || {
        let other = RootKey::from_seed(&[50; 32]);
        let founded = Statement::Founded {
            name: "Harbour House".into(),
            root: other.public(),
            custodian: WORLD.custodian.recipient(),
            server: server().public(),
        };
        vec![other.sign(&certified(1, Digest::ZERO, Signer::Root, founded))]
    }),
    ("directory_empty", DirectoryError::Broken, Vec::new),
];

#[test]
fn every_broken_directory_is_refused_for_its_reason() {
    for (name, reason, make) in DIRECTORIES {
        let entries: Vec<Signed<DirectoryEntry>> = frozen(&format!("broken_directories/{name}"), make);
        assert_eq!(Directory::verify(&entries, Some(&root().public())).err(), Some(reason), "{name}");
    }
    assert_eq!(count("broken_directories"), DIRECTORIES.len());
}

#[test]
fn a_directory_that_lost_its_end_does_not_descend_from_the_longer_one() {
    let shorter = Directory::verify(&WORLD.entries[..3], Some(&root().public())).unwrap();
    assert_eq!(shorter.descends_from(WORLD.directory.head()), Err(DirectoryError::Rewound));
    assert_eq!(WORLD.directory.descends_from(shorter.head()), Ok(()));
    assert!(shorter.certificate(COLLEAGUE).is_none());
}

#[test]
fn an_offer_or_enrollment_signed_with_another_code_is_refused() {
    let (offer, enrollment) = (code().sign_offer(&offer()), code().sign_enrollment(&enrollment()));
    let other = InviteCode::from_bytes([10; 16]);
    assert_eq!(offer.verify(&other.key()), Err(SignedError::Mismatch));
    assert_eq!(enrollment.verify(&other.key()), Err(SignedError::Mismatch));
    let crossed = Signed::<Offer>::new(offer.bytes.clone(), enrollment.signature);
    assert_eq!(crossed.verify(&code().key()), Err(SignedError::Mismatch));
}
