//! Laws of sealing and signing, for any content.

use crate::world::{AUTHOR, COLLEAGUE, RECORD, WORLD, context, receipts, server};
use crypto::{
    Context, Keyring, OpenError, Quarantine, ReceiptEnd, RecordKey, SealError, check_content, open_document, rng, seal_document,
};
use proptest::prelude::*;
use record::{Bytes, Digest, DocId, OpId, OrgId, Recipient, RecordId, UserId, limits};

fn person() -> Keyring {
    Keyring::make(rng::make_org_id(), rng::make_user_id(), WORLD.directory.root().to_owned())
}

/// What is inside, without this crate: through the key as it is wrapped, and the library.
fn stock(key: &RecordKey, file: &Bytes) -> Vec<u8> {
    let holder = age::x25519::Identity::generate();
    let wrapped = key.wrap_for(&Recipient(holder.to_public().to_string())).unwrap();
    let line = String::from_utf8(age::decrypt(&holder, &wrapped).unwrap()).unwrap();
    age::decrypt(&line.trim().parse::<age::x25519::Identity>().unwrap(), file).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_sealed_document_opens_for_its_key_and_nobody_else(text in ".{0,600}") {
        let (key, stranger) = (RecordKey::make(), RecordKey::make());
        let sealed = seal_document(&key, &context(), &text).unwrap();
        let opened = open_document(&key, &sealed.file).unwrap();
        prop_assert!(opened.context == context());
        prop_assert_eq!(opened.commitment, sealed.commitment);
        prop_assert_eq!(opened.read::<String>().unwrap(), text);
        prop_assert!(open_document(&stranger, &sealed.file) == Err(OpenError::NotARecipient));
    }

    #[test]
    fn a_changed_byte_never_opens(place: prop::sample::Index, bit in 0u8..8) {
        let mut file = WORLD.document.file.clone();
        let place = place.index(file.len());
        file.0[place] ^= 1 << bit;
        prop_assert!(open_document(&WORLD.first, &file).is_err());
    }

    #[test]
    fn a_shortened_file_never_opens(length: prop::sample::Index) {
        let mut file = WORLD.document.file.clone();
        file.0.truncate(length.index(file.len()));
        prop_assert!(open_document(&WORLD.first, &file).is_err());
    }

    #[test]
    fn a_wrapped_key_opens_for_its_holder_only(members in 1usize..4) {
        let key = RecordKey::make();
        let team: Vec<Keyring> = (0..members).map(|_| person()).collect();
        let stranger = person();
        for (place, member) in team.iter().enumerate() {
            let file = key.wrap_for(&member.recipient()).unwrap();
            for (other_place, other) in team.iter().enumerate() {
                let unwrapped = other.unwrap(&file).map(|key| key.recipient());
                let expected = if place == other_place { Ok(key.recipient()) } else { Err(OpenError::NotARecipient) };
                prop_assert_eq!(unwrapped, expected);
            }
            prop_assert_eq!(stranger.unwrap(&file).err(), Some(OpenError::NotARecipient));
        }
    }

    #[test]
    fn a_new_epoch_opens_all_older_ones_and_no_later_one(epochs in 2usize..5) {
        let keys: Vec<RecordKey> = (0..epochs).map(|_| RecordKey::make()).collect();
        let links: Vec<_> = keys.windows(2).map(|pair| pair[0].wrap_for_next(&pair[1]).unwrap()).collect();
        let mut key = keys[epochs - 1].clone();
        for (link, older) in links.iter().zip(&keys).rev() {
            key = key.unwrap_previous(link).unwrap();
            prop_assert_eq!(key.recipient(), older.recipient());
        }
        prop_assert_eq!(keys[0].unwrap_previous(&links[0]).err(), Some(OpenError::NotARecipient));
    }

    #[test]
    fn a_context_that_differs_anywhere_is_found(field in 0u8..5, id: u128, version in 2u32..) {
        let own = context();
        let other = match field {
            0 => Context { org: OrgId::from_u128(id), ..own },
            1 => Context { record: RecordId::from_u128(id), ..own },
            2 => Context { doc: DocId::from_u128(id), ..own },
            3 => Context { author: UserId::from_u128(id), ..own },
            _ => Context { version, ..own },
        };
        prop_assume!(other != context());
        let sealed = seal_document(&WORLD.first, &other, &"text").unwrap();
        let operation = WORLD.operation(&WORLD.entry(sealed.commitment), sealed.commitment, &sealed.file);
        let verified = crypto::verify_operation(&WORLD.directory, &operation).unwrap();
        let opened = open_document(&WORLD.first, &sealed.file).unwrap();
        prop_assert_eq!(check_content(&verified.envelope, &opened), Err(Quarantine::ContextMismatch));
    }

    #[test]
    fn the_size_of_a_text_tells_only_its_class(length in prop_oneof![0usize..1_024, 0usize..20_000]) {
        let key = RecordKey::make();
        let sealed = seal_document(&key, &context(), &"x".repeat(length)).unwrap();
        let padded = stock(&key, &sealed.file);
        let written = padded.trim_ascii_end().len();
        let classes = [512, 1024, 2048, 4096, 8192, 16384, 24576];
        prop_assert!(written > length);
        prop_assert_eq!(Some(padded.len()), classes.into_iter().find(|class| *class >= written), "{} written", written);
    }

    #[test]
    fn receipts_verify_however_they_are_paged(count in 1usize..12, cut: prop::sample::Index) {
        let operations: Vec<OpId> = (0..count).map(|_| OpId(Digest(rng::random_bytes()))).collect();
        let page = receipts(&operations);
        let (cut, server) = (cut.index(count), server().public());
        let verify = |end, from: usize, to: usize| {
            crypto::verify_receipts(&server, RECORD, end, page[from..to].iter(), &operations[from..to]).map(|(_, end)| end)
        };
        let whole = verify(ReceiptEnd::NONE, 0, count).unwrap();
        let middle = verify(ReceiptEnd::NONE, 0, cut).unwrap();
        prop_assert_eq!(verify(middle, cut, count), Ok(whole));
    }
}

#[test]
fn equal_texts_have_different_commitments() {
    let seal = || seal_document(&WORLD.first, &context(), &"same").unwrap().commitment;
    assert_ne!(seal(), seal());
}

#[test]
fn a_document_beyond_the_limit_is_refused() {
    let text = "x".repeat(limits::MAX_FILE);
    assert_eq!(seal_document(&WORLD.first, &context(), &text), Err(SealError::TooLarge));
}

#[test]
fn a_custodians_copy_is_made_again_by_whoever_has_the_key_and_opens_like_any_other() {
    let (first, second) = (RecordKey::make(), RecordKey::make());
    let custodian = age::x25519::Identity::generate();
    let to = Recipient(custodian.to_public().to_string());
    let copy = first.custodian_copy(&to).unwrap();
    assert_eq!(first.custodian_copy(&to).unwrap(), copy);
    assert_ne!(second.custodian_copy(&to).unwrap(), copy);
    assert_ne!(first.custodian_copy(&WORLD.custodian.recipient()).unwrap(), copy);
    let line = String::from_utf8(age::decrypt(&custodian, &copy).unwrap()).unwrap();
    let opened: age::x25519::Identity = line.trim().parse().unwrap();
    assert_eq!(opened.to_public().to_string(), first.recipient().0);
    assert!(age::decrypt(&age::x25519::Identity::generate(), &copy).is_err());
    for text in ["", "age1", "AGE-SECRET-KEY-1QQQ"] {
        assert_eq!(first.custodian_copy(&Recipient(text.into())), Err(SealError::NotARecipient), "{text}");
    }
}

#[test]
fn what_is_no_recipient_is_refused() {
    // The last is the point of order one: whatever is sealed to it, anyone can open.
    let small = bech32::encode("age", bech32::ToBase32::to_base32(&[0u8; 32]), bech32::Variant::Bech32).unwrap();
    for text in ["", "age1", "AGE-SECRET-KEY-1QQQ", "ssh-ed25519 AAAA", &small] {
        assert_eq!(RecordKey::make().wrap_for(&Recipient(text.into())), Err(SealError::NotARecipient), "{text}");
    }
}

#[test]
fn a_note_sealed_again_by_a_colleague_keeps_its_authors_signature() {
    let mut operation = WORLD.signed_note();
    let opened = WORLD.document.file.clone();
    let mut seal = WORLD.seal(&operation.envelope, WORLD.document.commitment, &opened);
    seal.sealer = COLLEAGUE;
    seal.certificate = WORLD.directory.certificate_digest(COLLEAGUE).unwrap();
    operation.seal = Some(WORLD.colleague.sign(&seal));
    let verified = crypto::verify_operation(&WORLD.directory, &operation).unwrap();
    assert_eq!((verified.author.user, verified.seal.unwrap().sealer), (AUTHOR, COLLEAGUE));
}

#[test]
fn what_someone_keeps_for_themselves_opens_for_them_only() {
    let file = WORLD.author.seal_own(b"index").unwrap();
    assert_eq!(WORLD.author.open_own(&file).unwrap().as_slice(), b"index");
    assert_eq!(WORLD.colleague.open_own(&file).err(), Some(OpenError::NotARecipient));
}
