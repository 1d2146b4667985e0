//! What may follow what in a record.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use record::*;

fn user(n: u128) -> UserId {
    UserId::from_u128(n)
}

fn certificate(n: u128, role: Role, trainee: bool) -> Certificate {
    Certificate {
        user: user(n),
        name: "Demo".to_owned(),
        credential: String::new(),
        role,
        trainee,
        recipient: Recipient("age1demo".to_owned()),
        signing: PublicKey([0; 32]),
    }
}

fn envelope(author: u128, act: Act) -> Envelope {
    Envelope {
        org: OrgId::from_u128(1),
        record: RecordId::from_u128(2),
        act,
        author: user(author),
        certificate: Digest::ZERO,
        device: DeviceId::from_u128(3),
        device_seq: 1,
        previous: OpId(Digest::ZERO),
        seen: Seen { directory: Head::NONE, record: Head::NONE },
        clock: ClockReading { device: Time(0), offset: None, uncertain: false },
    }
}

fn key(holder: KeyHolder, epoch: u32) -> KeyFor {
    KeyFor { holder, epoch, file: Digest::ZERO }
}

fn seal(epoch: u32) -> Seal {
    Seal {
        operation: OpId(Digest::ZERO),
        record: RecordId::from_u128(2),
        epoch,
        sealer: user(1),
        certificate: Digest::ZERO,
        ciphertext: Digest::ZERO,
        length: 0,
        commitment: Digest::ZERO,
    }
}

fn entry(event: Event, version: u32, base: Option<OpId>) -> Act {
    let (doc, class, commitment) = (DocId::from_u128(9), Class::Note, Digest::ZERO);
    Act::Entry(Entry { doc, class, event, version, base, commitment, about: vec![] })
}

fn record_of(team: &[u128]) -> RecordHead {
    RecordHead { kind: RecordKind::Patient, epoch: 1, rotation_owed: false, team: team.iter().map(|n| user(*n)).collect() }
}

const COUNSELOR: u128 = 1;
const SUPERVISOR: u128 = 2;
const STRANGER: u128 = 3;

fn ask(author: u128, role: Role, act: Act, record: Option<&RecordHead>, doc: Option<&DocHead>) -> Result<Effect, Refusal> {
    let envelope = envelope(author, act);
    let author = certificate(author, role, false);
    let subject = certificate(STRANGER, Role::Nurse, false);
    let operation = OpId(Digest([author.user.as_bytes()[15]; 32]));
    judge(&envelope, Some(&seal(1)), &Standing { operation, author: &author, subject: Some(&subject), record, doc })
}

fn signed_note(review: Review) -> DocHead {
    let latest = OpId(Digest([1; 32]));
    DocHead { class: Class::Note, author: user(COUNSELOR), status: Status::Final(review), version: 1, latest }
}

#[test]
fn a_stranger_learns_nothing() {
    let record = record_of(&[COUNSELOR]);
    let acts = [
        entry(Event::Save, 1, None),
        Act::Admit { member: user(STRANGER), key: key(KeyHolder::Member(user(STRANGER)), 1) },
        Act::Remove { member: user(COUNSELOR) },
        Act::Rotate { epoch: 2, keys: vec![] },
    ];
    for act in acts {
        let there = ask(STRANGER, Role::Supervisor, act.clone(), Some(&record), None);
        let absent = ask(STRANGER, Role::Supervisor, act, None, None);
        assert_eq!(there, Err(Refusal::NotFound));
        assert_eq!(there, absent);
    }
}

#[test]
fn a_record_opens_once_with_keys_for_its_author_and_the_custodian() {
    let good = vec![key(KeyHolder::Member(user(COUNSELOR)), 1), key(KeyHolder::Custodian, 1)];
    let open = |keys: Vec<KeyFor>| Act::Open { kind: RecordKind::Patient, keys };
    let opened = ask(COUNSELOR, Role::Counselor, open(good.clone()), None, None);
    assert_eq!(opened, Ok(Effect::Record(record_of(&[COUNSELOR]))));
    assert_eq!(ask(COUNSELOR, Role::Counselor, open(good.clone()), Some(&record_of(&[COUNSELOR])), None), Err(Refusal::Exists));
    assert_eq!(ask(COUNSELOR, Role::Administrator, open(good.clone()), None, None), Err(Refusal::NotAllowed));
    let no_custodian = good[..1].to_vec();
    let extra = [good.clone(), vec![key(KeyHolder::Member(user(STRANGER)), 1)]].concat();
    let twice = [good.clone(), good.clone()].concat();
    for keys in [no_custodian, extra, twice, vec![]] {
        assert_eq!(ask(COUNSELOR, Role::Counselor, open(keys), None, None), Err(Refusal::Keys));
    }
}

#[test]
fn a_version_follows_the_last_one_and_nothing_else() {
    let record = record_of(&[COUNSELOR]);
    let latest = OpId(Digest([7; 32]));
    let draft = DocHead { class: Class::Note, author: user(COUNSELOR), status: Status::Preliminary, version: 3, latest };
    let write = |version, base| ask(COUNSELOR, Role::Counselor, entry(Event::Save, version, base), Some(&record), Some(&draft));
    assert!(write(4, Some(latest)).is_ok());
    for (version, base) in [(3, Some(latest)), (5, Some(latest)), (4, None), (4, Some(OpId(Digest([8; 32]))))] {
        assert_eq!(write(version, base), Err(Refusal::Stale));
    }
}

#[test]
fn a_trainee_cannot_sign_as_if_no_review_were_owed_nor_others_as_if_it_were() {
    let record = record_of(&[COUNSELOR]);
    for (trainee, review) in [(true, Review::NotOwed), (false, Review::Owed)] {
        let author = certificate(COUNSELOR, Role::Counselor, trainee);
        let standing =
            Standing { operation: OpId(Digest::ZERO), author: &author, subject: None, record: Some(&record), doc: None };
        let envelope = envelope(COUNSELOR, entry(Event::Sign(review), 1, None));
        assert_eq!(judge(&envelope, Some(&seal(1)), &standing), Err(Refusal::Review));
    }
}

#[test]
fn a_second_signature_is_about_the_text_that_stands() {
    let record = record_of(&[COUNSELOR, SUPERVISOR]);
    let doc = signed_note(Review::Owed);
    let attest = |base| ask(SUPERVISOR, Role::Supervisor, entry(Event::Attest, 1, base), Some(&record), Some(&doc));
    assert_eq!(attest(Some(doc.latest)), Ok(Effect::Doc(DocHead { status: Status::Final(Review::Attested), ..doc.clone() })));
    assert_eq!(attest(Some(OpId(Digest([2; 32])))), Err(Refusal::Stale));
    let nurse = ask(SUPERVISOR, Role::Nurse, entry(Event::Attest, 1, Some(doc.latest)), Some(&record), Some(&doc));
    assert_eq!(nurse, Err(Refusal::NotAllowed));
}

#[test]
fn removing_someone_owes_a_rotation_and_the_rotation_pays_it() {
    let record = record_of(&[COUNSELOR, SUPERVISOR]);
    let removed = ask(COUNSELOR, Role::Counselor, Act::Remove { member: user(SUPERVISOR) }, Some(&record), None);
    let Ok(Effect::Record(after)) = removed else { panic!("{removed:?}") };
    assert!(after.rotation_owed && !after.team.contains(&user(SUPERVISOR)));
    let keys = vec![key(KeyHolder::Custodian, 2), key(KeyHolder::Member(user(COUNSELOR)), 2), key(KeyHolder::NextEpoch, 1)];
    let rotated = ask(COUNSELOR, Role::Counselor, Act::Rotate { epoch: 2, keys: keys.clone() }, Some(&after), None);
    assert_eq!(rotated, Ok(Effect::Record(RecordHead { epoch: 2, rotation_owed: false, ..after.clone() })));
    let left = [keys, vec![key(KeyHolder::Member(user(SUPERVISOR)), 2)]].concat();
    let leaking = ask(COUNSELOR, Role::Counselor, Act::Rotate { epoch: 2, keys: left }, Some(&after), None);
    assert_eq!(leaking, Err(Refusal::Keys));
    let alone = ask(COUNSELOR, Role::Counselor, Act::Remove { member: user(COUNSELOR) }, Some(&after), None);
    assert_eq!(alone, Err(Refusal::Team));
}

#[test]
fn a_member_is_admitted_once_with_the_current_key() {
    let record = record_of(&[COUNSELOR]);
    let admit = |member, holder, epoch| Act::Admit { member: user(member), key: key(KeyHolder::Member(user(holder)), epoch) };
    let ask = |act| ask(COUNSELOR, Role::Counselor, act, Some(&record), None);
    assert_eq!(ask(admit(STRANGER, STRANGER, 1)), Ok(Effect::Record(record_of(&[COUNSELOR, STRANGER]))));
    assert_eq!(ask(admit(STRANGER, STRANGER, 2)), Err(Refusal::Epoch));
    assert_eq!(ask(admit(STRANGER, SUPERVISOR, 1)), Err(Refusal::Keys));
    assert_eq!(ask(admit(COUNSELOR, COUNSELOR, 1)), Err(Refusal::Team));
    assert_eq!(ask(admit(77, 77, 1)), Err(Refusal::Team), "someone without a certificate");
}

proptest! {
    #[test]
    fn only_members_change_a_record_and_the_team_never_runs_empty(steps in proptest::collection::vec((0u128..5, 0u128..5, 0u8..3), 0..40)) {
        let mut record = record_of(&[0]);
        for (author, member, what) in steps {
            let act = match what {
                0 => Act::Admit { member: user(member), key: key(KeyHolder::Member(user(member)), record.epoch) },
                1 => Act::Remove { member: user(member) },
                _ => {
                    let mut keys: Vec<KeyFor> = record.team.iter().map(|m| key(KeyHolder::Member(*m), record.epoch + 1)).collect();
                    keys.extend([key(KeyHolder::Custodian, record.epoch + 1), key(KeyHolder::NextEpoch, record.epoch)]);
                    Act::Rotate { epoch: record.epoch + 1, keys }
                }
            };
            let envelope = envelope(author, act);
            let (by, subject) = (certificate(author, Role::Counselor, false), certificate(member, Role::Nurse, false));
            let operation = OpId(Digest::ZERO);
            let standing = Standing { operation, author: &by, subject: Some(&subject), record: Some(&record), doc: None };
            let was_in = record.team.contains(&user(author));
            match judge(&envelope, None, &standing) {
                Ok(Effect::Record(next)) => {
                    prop_assert!(was_in);
                    record = next;
                }
                Ok(Effect::Doc(_)) => prop_assert!(false),
                Err(refusal) => prop_assert!(was_in || refusal == Refusal::NotFound),
            }
            prop_assert!(!record.team.is_empty());
            let mut unique = record.team.clone();
            unique.sort_unstable();
            unique.dedup();
            prop_assert_eq!(unique.len(), record.team.len());
        }
    }
}
