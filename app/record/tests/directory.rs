//! The directory, against a server that lies about it.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use ed25519_dalek::{Signer as _, SigningKey};
use record::*;

fn key(n: u8) -> SigningKey {
    SigningKey::from_bytes(&[n; 32])
}

fn public(n: u8) -> PublicKey {
    PublicKey(key(n).verifying_key().to_bytes())
}

fn sign(n: u8, entry: &DirectoryEntry) -> Signed<DirectoryEntry> {
    let bytes = entry.to_bytes();
    let signature = Signature(key(n).sign(&DirectoryEntry::message(&bytes)).to_bytes());
    Signed::new(bytes, signature)
}

fn certificate(n: u8, role: Role) -> Statement {
    Statement::Certified(Certificate {
        user: UserId::from_u128(u128::from(n)),
        name: format!("Demo {n}"),
        credential: String::new(),
        role,
        trainee: false,
        recipient: Recipient("age1demo".to_owned()),
        signing: public(n),
    })
}

const ROOT: u8 = 100;
const ADMIN: u8 = 1;

/// Statement by statement, each with who signs it and who it says signed.
fn chain(statements: Vec<(u8, Signer, Statement)>) -> Vec<Signed<DirectoryEntry>> {
    let org = OrgId::from_u128(5);
    let mut out: Vec<Signed<DirectoryEntry>> = Vec::new();
    for (seq, (by, signer, statement)) in (1..).zip(statements) {
        let previous = out.last().map_or(Digest::ZERO, Signed::digest);
        out.push(sign(by, &DirectoryEntry { org, seq, previous, signer, at: Time(0), statement }));
    }
    out
}

fn admin() -> Signer {
    Signer::Administrator(UserId::from_u128(u128::from(ADMIN)))
}

fn founding(root: u8) -> Statement {
    Statement::Founded {
        name: "Demo".to_owned(),
        root: public(root),
        custodian: Recipient("age1custodian".to_owned()),
        server: public(200),
    }
}

fn good() -> Vec<(u8, Signer, Statement)> {
    vec![
        (ROOT, Signer::Root, founding(ROOT)),
        (ROOT, Signer::Root, certificate(ADMIN, Role::Administrator)),
        (ADMIN, admin(), certificate(2, Role::Counselor)),
        (ADMIN, admin(), certificate(3, Role::Supervisor)),
    ]
}

fn refusal(statements: Vec<(u8, Signer, Statement)>) -> DirectoryError {
    Directory::verify(&chain(statements), Some(&public(ROOT))).unwrap_err()
}

#[test]
fn a_directory_is_believed_link_by_link() {
    let directory = Directory::verify(&chain(good()), Some(&public(ROOT))).unwrap();
    assert_eq!(directory.people().count(), 3);
    assert_eq!(directory.head().seq, 4);
    assert_eq!(directory.certificate(UserId::from_u128(3)).unwrap().role, Role::Supervisor);
}

#[test]
fn another_root_is_refused_even_with_everything_signed() {
    let mut forged = good();
    forged[0] = (66, Signer::Root, founding(66));
    forged[1].0 = 66;
    assert_eq!(refusal(forged), DirectoryError::OtherRoot);
}

#[test]
fn only_an_administrator_whose_certificate_stands_may_add() {
    let with = |by: u8, signer: Signer, statement: Statement| {
        let mut all = good();
        all.push((by, signer, statement));
        refusal(all)
    };
    let counselor = Signer::Administrator(UserId::from_u128(2));
    let nobody = Signer::Administrator(UserId::from_u128(9));
    assert_eq!(with(2, counselor, certificate(7, Role::Administrator)), DirectoryError::NotEntitled);
    assert_eq!(with(9, nobody, certificate(7, Role::Counselor)), DirectoryError::NotEntitled);
    assert_eq!(with(9, admin(), certificate(7, Role::Counselor)), DirectoryError::Unsigned);
    assert_eq!(with(ROOT, Signer::Root, certificate(7, Role::Counselor)), DirectoryError::NotEntitled);
    assert_eq!(with(ROOT, Signer::Root, Statement::Revoked(UserId::from_u128(2))), DirectoryError::NotEntitled);
    assert_eq!(with(ADMIN, admin(), founding(ROOT)), DirectoryError::Broken);
}

#[test]
fn settings_are_an_administrators_and_have_a_size() {
    let with = |by: u8, signer: Signer, length: usize| {
        let mut all = good();
        all.push((by, signer, Statement::Settings("x".repeat(length))));
        Directory::verify(&chain(all), Some(&public(ROOT))).map(|directory| directory.people().count())
    };
    assert_eq!(with(ADMIN, admin(), limits::MAX_SETTINGS), Ok(3));
    assert_eq!(with(ADMIN, admin(), limits::MAX_SETTINGS + 1), Err(DirectoryError::Broken));
    let supervisor = Signer::Administrator(UserId::from_u128(3));
    assert_eq!(with(3, supervisor, 10), Err(DirectoryError::NotEntitled));
    assert_eq!(with(ROOT, Signer::Root, 10), Err(DirectoryError::NotEntitled));
    let first = vec![(ROOT, Signer::Root, founding(ROOT)), (ROOT, Signer::Root, Statement::Settings(String::new()))];
    assert_eq!(refusal(first), DirectoryError::NotEntitled, "the root vouches for people and sets nothing");
}

#[test]
fn a_revoked_administrator_adds_nobody() {
    let mut all = good();
    all.push((ADMIN, admin(), certificate(4, Role::Administrator)));
    all.push((4, Signer::Administrator(UserId::from_u128(4)), Statement::Revoked(UserId::from_u128(1))));
    let directory = Directory::verify(&chain(all.clone()), Some(&public(ROOT))).unwrap();
    assert!(directory.certificate(UserId::from_u128(1)).is_none());
    all.push((ADMIN, admin(), certificate(5, Role::Counselor)));
    assert_eq!(refusal(all), DirectoryError::NotEntitled);
}

#[test]
fn the_root_replaces_the_last_administrator_and_does_nothing_else() {
    let root = |statement| (ROOT, Signer::Root, statement);
    let second = || certificate(7, Role::Administrator);
    let mut all = good();
    all.push(root(second()));
    let directory = Directory::verify(&chain(all.clone()), Some(&public(ROOT))).unwrap();
    assert_eq!(directory.people().filter(|person| person.role == Role::Administrator).count(), 2);
    let mut third = all.clone();
    third.push(root(certificate(8, Role::Administrator)));
    assert_eq!(refusal(third), DirectoryError::NotEntitled, "there are two: they see to a third themselves");
    all.push((7, Signer::Administrator(UserId::from_u128(7)), Statement::Revoked(UserId::from_u128(u128::from(ADMIN)))));
    all.push(root(certificate(3, Role::Administrator)));
    let directory = Directory::verify(&chain(all), Some(&public(ROOT))).unwrap();
    assert_eq!(directory.certificate(UserId::from_u128(3)).unwrap().role, Role::Administrator, "someone who is here already");
}

#[test]
fn there_is_always_an_administrator() {
    let with = |statement: Statement| {
        let mut all = good();
        all.push((ADMIN, admin(), statement));
        refusal(all)
    };
    assert_eq!(with(Statement::Revoked(UserId::from_u128(u128::from(ADMIN)))), DirectoryError::LastAdministrator);
    assert_eq!(with(certificate(ADMIN, Role::Supervisor)), DirectoryError::LastAdministrator);
}

#[test]
fn nobodys_keys_change_under_their_id_also_after_they_left() {
    let changed = |signing: u8, recipient: &str| {
        let Statement::Certified(known) = certificate(2, Role::Counselor) else { unreachable!() };
        Statement::Certified(Certificate { signing: public(signing), recipient: Recipient(recipient.to_owned()), ..known })
    };
    for (statement, wanted) in [
        (changed(2, "age1demo"), None),
        (changed(ADMIN, "age1demo"), Some(DirectoryError::KeysChanged)),
        (changed(2, "age1administrator"), Some(DirectoryError::KeysChanged)),
    ] {
        for left in [false, true] {
            let mut all = good();
            if left {
                all.push((ADMIN, admin(), Statement::Revoked(UserId::from_u128(2))));
            }
            all.push((ADMIN, admin(), statement.clone()));
            assert_eq!(Directory::verify(&chain(all), Some(&public(ROOT))).err(), wanted, "left: {left}");
        }
    }
}

#[test]
fn whose_certificate_was_current_is_known_for_every_length_of_the_directory() {
    let mut all = good();
    let (user, owner) = (UserId::from_u128(2), admin());
    all.push((ADMIN, owner, certificate(2, Role::Nurse)));
    all.push((ADMIN, owner, Statement::Revoked(user)));
    all.push((ADMIN, owner, certificate(2, Role::Auditor)));
    let directory = Directory::verify(&chain(all), Some(&public(ROOT))).unwrap();
    let roles: Vec<Option<Role>> = (0..=8).map(|seq| directory.certificate_of(user, seq).map(|found| found.role)).collect();
    let (counselor, nurse, auditor) = (Some(Role::Counselor), Some(Role::Nurse), Some(Role::Auditor));
    assert_eq!(roles, [None, None, None, counselor, counselor, nurse, None, auditor, auditor]);
    assert_eq!(directory.certificate_digest_at(user, 8), directory.certificate_digest(user));
    assert_eq!(directory.person(user).unwrap().role, Role::Auditor);
    assert_eq!(directory.person(UserId::from_u128(99)), None);
}

#[test]
fn dropped_swapped_and_rewound_entries_are_found() {
    let whole = chain(good());
    let verify = |entries: &[Signed<DirectoryEntry>]| Directory::verify(entries, Some(&public(ROOT)));
    let seen = verify(&whole).unwrap().head();
    let dropped = [&whole[..2], &whole[3..]].concat();
    assert_eq!(verify(&dropped).unwrap_err(), DirectoryError::Broken);
    let mut swapped = whole.clone();
    swapped.swap(2, 3);
    assert_eq!(verify(&swapped).unwrap_err(), DirectoryError::Broken);
    assert_eq!(verify(&whole[..3]).unwrap().descends_from(seen), Err(DirectoryError::Rewound));
    let mut other = good();
    other[3].2 = certificate(8, Role::Supervisor);
    assert_eq!(verify(&chain(other)).unwrap().descends_from(seen), Err(DirectoryError::Rewound));
    let mut longer = good();
    longer.push((ADMIN, admin(), certificate(6, Role::Nurse)));
    let impossible = Head { seq: 0, digest: Digest([1; 32]) };
    assert_eq!(verify(&whole).unwrap().descends_from(impossible), Err(DirectoryError::Rewound));
    assert_eq!(verify(&chain(longer)).unwrap().descends_from(seen), Ok(()));
}

#[test]
fn one_flipped_bit_anywhere_is_found() {
    let whole = chain(good());
    let bytes = whole[2].bytes.0.len();
    for at in 0..bytes {
        let mut entries = whole.clone();
        entries[2].bytes.0[at] ^= 1;
        assert!(Directory::verify(&entries, Some(&public(ROOT))).is_err(), "byte {at}");
    }
}
