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
    let begun = RecordHead::begin(RecordKind::Patient, 1, user(team[0]), OPENED);
    RecordHead { team: team.iter().map(|n| user(*n)).collect(), ..begun }
}

/// The team act before everything that is asked here.
const OPENED: OpId = OpId(Digest([0xAA; 32]));

/// The head without what the operation's device adds to it, which has tests of its own.
fn unmarked(effect: Result<Effect, Refusal>) -> Result<RecordHead, Refusal> {
    effect.map(|effect| RecordHead { devices: std::collections::BTreeMap::new(), ..effect.record })
}

fn admission(member: u128, holder: u128, epoch: u32) -> Act {
    Act::Admit { member: user(member), key: key(KeyHolder::Member(user(holder)), epoch), after: OPENED }
}

/// The next epoch of a record for those who stay.
fn rotation(record: &RecordHead, leaving: &[u128]) -> Act {
    let (epoch, leaving) = (record.epoch + 1, leaving.iter().map(|n| user(*n)).collect::<Vec<_>>());
    let staying = record.team.iter().filter(|member| !leaving.contains(member));
    let mut keys: Vec<KeyFor> = staying.map(|member| key(KeyHolder::Member(*member), epoch)).collect();
    keys.extend([key(KeyHolder::Custodian, epoch), key(KeyHolder::NextEpoch, record.epoch)]);
    Act::Rotate { epoch, keys, leaving, after: record.team_act }
}

const COUNSELOR: u128 = 1;
const SUPERVISOR: u128 = 2;
const STRANGER: u128 = 3;

fn ask(author: u128, role: Role, act: Act, record: Option<&RecordHead>, doc: Option<&DocHead>) -> Result<Effect, Refusal> {
    let envelope = envelope(author, act);
    let author = certificate(author, role, false);
    let subject = certificate(STRANGER, Role::Nurse, false);
    let operation = OpId(Digest([author.user.as_bytes()[15]; 32]));
    let standing = Standing { operation, author: &author, received: &author, subject: Some(&subject), record, doc };
    judge(&envelope, Some(&seal(1)), &standing)
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
        admission(STRANGER, STRANGER, 1),
        Act::Leave { after: OPENED },
        rotation(&record, &[COUNSELOR]),
        Act::Newer { entry: true, raw: Bytes::default() },
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
    let begun = RecordHead { team_act: OpId(Digest([1; 32])), ..record_of(&[COUNSELOR]) };
    assert_eq!(unmarked(opened), Ok(begun));
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
fn others_are_taken_into_every_kind_of_record_but_one_s_own() {
    for kind in RecordKind::ALL {
        let record = RecordHead { kind: *kind, ..record_of(&[COUNSELOR]) };
        let taken = ask(COUNSELOR, Role::Counselor, admission(STRANGER, STRANGER, 1), Some(&record), None);
        let own = matches!(kind, RecordKind::Private | RecordKind::Own);
        assert_eq!(taken.err(), own.then_some(Refusal::NotAllowed), "{kind:?}");
        assert_eq!(RecordKind::of_number(kind.number()), *kind);
    }
    assert_eq!(RecordKind::of_number(7), RecordKind::Newer(7));
    let numbers: Vec<u32> = RecordKind::ALL.iter().map(|kind| kind.number()).collect();
    assert_eq!(numbers, [0, 1, 2, 3], "numbers are stored: none changes, none is used again");
}

#[test]
fn everybody_keeps_what_concerns_themselves_in_a_record_of_their_own_and_nothing_else() {
    let keys = vec![key(KeyHolder::Member(user(COUNSELOR)), 1), key(KeyHolder::Custodian, 1)];
    let own = RecordHead { kind: RecordKind::Own, ..record_of(&[COUNSELOR]) };
    for role in Role::ALL {
        let open = |kind| ask(COUNSELOR, role, Act::Open { kind, keys: keys.clone() }, None, None).is_ok();
        assert!(open(RecordKind::Own) && open(RecordKind::Private) == role.writes(), "{role:?}");
        for (class, event) in Class::ALL.into_iter().flat_map(|class| Event::ALL.map(|event| (class, event))) {
            let Act::Entry(first) = entry(event, 1, None) else { unreachable!("an entry") };
            let kept = ask(COUNSELOR, role, Act::Entry(Entry { class, ..first }), Some(&own), None).is_ok();
            assert_eq!(kept, (class, event) == (Class::Profile, Event::Save), "{role:?}: {class:?}, {event:?}");
        }
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
    let sign = |then: bool, now: bool, review: Review| {
        let (author, received) = (certificate(COUNSELOR, Role::Counselor, then), certificate(COUNSELOR, Role::Counselor, now));
        let (operation, record) = (OpId(Digest::ZERO), Some(&record));
        let standing = Standing { operation, author: &author, received: &received, subject: None, record, doc: None };
        judge(&envelope(COUNSELOR, entry(Event::Sign(review), 1, None)), Some(&seal(1)), &standing).map(|_| ())
    };
    for trainee in [true, false] {
        assert_eq!(sign(trainee, trainee, Review::Owed), if trainee { Ok(()) } else { Err(Refusal::Review) });
        assert_eq!(sign(trainee, trainee, Review::NotOwed), if trainee { Err(Refusal::Review) } else { Ok(()) });
    }
    assert_eq!(sign(false, true, Review::NotOwed), Err(Refusal::Review), "put in training before it arrived");
    assert_eq!(sign(true, false, Review::Owed), Ok(()), "a review too many harms nobody");
}

#[test]
fn a_role_that_was_taken_away_lends_no_rights() {
    let record = record_of(&[COUNSELOR, SUPERVISOR]);
    let doc = signed_note(Review::Owed);
    let attest = |then: Role, now: Role| {
        let (author, received) = (certificate(SUPERVISOR, then, false), certificate(SUPERVISOR, now, false));
        let (operation, record, doc) = (OpId(Digest::ZERO), Some(&record), Some(&doc));
        let standing = Standing { operation, author: &author, received: &received, subject: None, record, doc };
        let base = doc.map(|doc| doc.latest);
        judge(&envelope(SUPERVISOR, entry(Event::Attest, 1, base)), Some(&seal(1)), &standing).map(|_| ())
    };
    assert_eq!(attest(Role::Supervisor, Role::Supervisor), Ok(()));
    assert_eq!(attest(Role::Supervisor, Role::Counselor), Err(Refusal::NotAllowed));
    assert_eq!(attest(Role::Counselor, Role::Supervisor), Err(Refusal::NotAllowed), "nor one that came later");
}

#[test]
fn a_second_signature_is_about_the_text_that_stands() {
    let record = record_of(&[COUNSELOR, SUPERVISOR]);
    let doc = signed_note(Review::Owed);
    let attest = |base| ask(SUPERVISOR, Role::Supervisor, entry(Event::Attest, 1, base), Some(&record), Some(&doc));
    let attested = DocHead { status: Status::Final(Review::Attested), ..doc.clone() };
    assert_eq!(attest(Some(doc.latest)).map(|effect| effect.doc), Ok(Some(attested)));
    assert_eq!(attest(Some(OpId(Digest([2; 32])))), Err(Refusal::Stale));
    let nurse = ask(SUPERVISOR, Role::Nurse, entry(Event::Attest, 1, Some(doc.latest)), Some(&record), Some(&doc));
    assert_eq!(nurse, Err(Refusal::NotAllowed));
}

#[test]
fn whoever_is_removed_leaves_in_the_act_that_makes_the_next_key() {
    let record = record_of(&[COUNSELOR, SUPERVISOR, STRANGER]);
    let ask = |act: Act| unmarked(ask(COUNSELOR, Role::Counselor, act, Some(&record), None));
    let after = RecordHead { epoch: 2, team_act: OpId(Digest([1; 32])), ..record_of(&[COUNSELOR, STRANGER]) };
    assert_eq!(ask(rotation(&record, &[SUPERVISOR])), Ok(after));
    let with = |change: fn(&mut u32, &mut Vec<KeyFor>, &mut Vec<UserId>)| {
        let Act::Rotate { mut epoch, mut keys, mut leaving, after } = rotation(&record, &[SUPERVISOR]) else { unreachable!() };
        change(&mut epoch, &mut keys, &mut leaving);
        ask(Act::Rotate { epoch, keys, leaving, after })
    };
    let for_leaver = with(|_, keys, _| keys.push(key(KeyHolder::Member(user(SUPERVISOR)), 2)));
    assert_eq!(for_leaver, Err(Refusal::Keys), "a key for who leaves");
    assert_eq!(with(|_, keys, _| keys.truncate(2)), Err(Refusal::Keys));
    assert_eq!(with(|epoch, _, _| *epoch = 3), Err(Refusal::Epoch));
    assert_eq!(with(|_, _, leaving| leaving.push(user(77))), Err(Refusal::Team), "nobody of the team");
    assert_eq!(with(|_, _, leaving| leaving.push(user(SUPERVISOR))), Err(Refusal::Team), "twice");
    assert_eq!(with(|_, _, leaving| leaving.push(user(COUNSELOR))), Err(Refusal::Team), "whoever makes the key stays");
}

#[test]
fn leaving_by_oneself_owes_a_rotation_and_the_last_one_stays() {
    let record = record_of(&[COUNSELOR, SUPERVISOR]);
    let leave = Act::Leave { after: OPENED };
    let left = unmarked(ask(COUNSELOR, Role::Counselor, leave.clone(), Some(&record), None)).unwrap();
    assert_eq!((left.rotation_owed, left.epoch, left.team.as_slice()), (true, 1, &[user(SUPERVISOR)][..]));
    let paid = unmarked(ask(SUPERVISOR, Role::Supervisor, rotation(&left, &[]), Some(&left), None)).unwrap();
    assert_eq!((paid.rotation_owed, paid.epoch), (false, 2));
    assert_eq!(ask(COUNSELOR, Role::Counselor, leave, Some(&record_of(&[COUNSELOR])), None), Err(Refusal::Team));
}

#[test]
fn a_member_is_admitted_once_with_the_current_key() {
    let record = record_of(&[COUNSELOR]);
    let ask = |act| unmarked(ask(COUNSELOR, Role::Counselor, act, Some(&record), None));
    let joined = RecordHead { team_act: OpId(Digest([1; 32])), ..record_of(&[COUNSELOR, STRANGER]) };
    assert_eq!(ask(admission(STRANGER, STRANGER, 1)), Ok(joined));
    assert_eq!(ask(admission(STRANGER, STRANGER, 2)), Err(Refusal::Epoch));
    assert_eq!(ask(admission(STRANGER, SUPERVISOR, 1)), Err(Refusal::Keys));
    assert_eq!(ask(admission(COUNSELOR, COUNSELOR, 1)), Err(Refusal::Team));
    assert_eq!(ask(admission(77, 77, 1)), Err(Refusal::Team), "someone without a certificate");
}

/// What several operations of several devices leave, judged one after the other; the answer to the last.
fn play(record: &RecordHead, operations: &[&Envelope]) -> Result<RecordHead, Refusal> {
    let mut head = record.clone();
    for envelope in operations {
        let (author, subject) =
            (certificate(user_number(envelope.author), Role::Supervisor, false), certificate(STRANGER, Role::Nurse, false));
        let (operation, record) = (OpId(Digest::of("test", &envelope.to_bytes())), Some(&head));
        let standing = Standing { operation, author: &author, received: &author, subject: Some(&subject), record, doc: None };
        head = judge(envelope, Some(&seal(1)), &standing)?.record;
    }
    Ok(head)
}

fn user_number(user: UserId) -> u128 {
    u128::from_be_bytes(*user.as_bytes())
}

fn id(envelope: &Envelope) -> OpId {
    OpId(Digest::of("test", &envelope.to_bytes()))
}

fn by(author: u128, seq: u64, act: Act) -> Envelope {
    Envelope { device: DeviceId::from_u128(author), device_seq: seq, ..envelope(author, act) }
}

#[test]
fn a_team_act_cannot_be_played_again_left_out_or_moved() {
    let record = record_of(&[COUNSELOR, SUPERVISOR]);
    let admit = by(COUNSELOR, 1, admission(STRANGER, STRANGER, 1));
    let joined = play(&record, &[&admit]).unwrap();
    let remove = by(SUPERVISOR, 1, rotation(&joined, &[STRANGER]));
    let removed = play(&record, &[&admit, &remove]).unwrap();
    assert_eq!(removed.team, record.team);
    assert_eq!(play(&record, &[&admit, &remove, &admit]), Err(Refusal::OutOfOrder), "the removed member's admission again");
    assert_eq!(play(&record, &[&admit, &remove, &remove]), Err(Refusal::OutOfOrder));
    let other_device = Envelope { device: DeviceId::from_u128(99), ..admit.clone() };
    assert_eq!(play(&removed, &[&other_device]), Err(Refusal::Stale), "it followed the opening, and something else does now");
    assert_eq!(play(&record, &[&remove]), Err(Refusal::Stale), "the admission left out");
    let readmit = by(
        COUNSELOR,
        2,
        Act::Admit { member: user(STRANGER), key: key(KeyHolder::Member(user(STRANGER)), 2), after: id(&remove) },
    );
    assert_eq!(play(&removed, &[&readmit]).unwrap().team.len(), 3, "a new admission is one");
}

#[test]
fn a_device_goes_forward_within_a_record() {
    let record = record_of(&[COUNSELOR, SUPERVISOR]);
    let write = |author, seq, doc| {
        let Act::Entry(entry) = entry(Event::Save, 1, None) else { unreachable!() };
        by(author, seq, Act::Entry(Entry { doc: DocId::from_u128(doc), ..entry }))
    };
    let (first, second, other) = (write(COUNSELOR, 4, 1), write(COUNSELOR, 9, 2), write(SUPERVISOR, 2, 3));
    assert!(play(&record, &[&first, &other, &second]).is_ok(), "numbers between belong to other records");
    assert_eq!(play(&record, &[&second, &first]), Err(Refusal::OutOfOrder));
    assert_eq!(play(&record, &[&first, &other, &first]), Err(Refusal::OutOfOrder));
    let seen = |envelope: Envelope, seq| {
        let directory = Head { seq, digest: Digest::ZERO };
        Envelope { seen: Seen { directory, ..envelope.seen }, ..envelope }
    };
    let (later, earlier) = (seen(write(COUNSELOR, 4, 1), 8), seen(write(COUNSELOR, 9, 2), 7));
    assert_eq!(play(&record, &[&later, &earlier]), Err(Refusal::OutOfOrder), "it had seen more of the directory before");
    assert!(play(&record, &[&later, &seen(write(SUPERVISOR, 1, 2), 7)]).is_ok(), "another device may be behind");
    let devices = (0..limits::MAX_DEVICES as u128 + 1)
        .map(|n| Envelope { device: DeviceId::from_u128(1000 + n), ..write(COUNSELOR, 1, 100 + n) });
    let devices: Vec<Envelope> = devices.collect();
    let most: Vec<&Envelope> = devices.iter().take(limits::MAX_DEVICES).collect();
    assert!(play(&record, &most).is_ok());
    assert_eq!(play(&record, &devices.iter().collect::<Vec<_>>()), Err(Refusal::NotAllowed));
}

#[test]
fn what_a_newer_version_did_is_counted_and_changes_nothing_else() {
    let record = record_of(&[COUNSELOR, SUPERVISOR]);
    let newer = |entry| Act::Newer { entry, raw: Bytes(vec![0x82, 1, 0x80]) };
    let (written, changed) = (by(COUNSELOR, 1, newer(true)), by(COUNSELOR, 1, newer(false)));
    let after = play(&record, &[&written]).unwrap();
    assert_eq!((after.newer, after.outgrown, after.team.as_slice(), after.epoch), (1, false, record.team.as_slice(), 1));
    assert_eq!(play(&record, &[&written, &written]), Err(Refusal::OutOfOrder), "counted once, like everything");
    let after = play(&record, &[&changed]).unwrap();
    assert_eq!((after.newer, after.outgrown, after.team_act), (1, true, OPENED));
    // What cannot be judged after it is kept, without effect; what was counted is not counted again.
    let unknown = by(SUPERVISOR, 1, Act::Leave { after: OpId(Digest([7; 32])) });
    let kept = keep_newer(id(&unknown), &unknown, Some(&after)).unwrap();
    assert_eq!((kept.newer, kept.team.as_slice(), kept.rotation_owed), (2, record.team.as_slice(), false));
    assert_eq!(keep_newer(id(&unknown), &unknown, Some(&kept)), Err(Refusal::OutOfOrder));
    assert_eq!(keep_newer(id(&unknown), &unknown, Some(&record)), Err(Refusal::NotFound), "everything here is known");
    assert_eq!(keep_newer(id(&unknown), &unknown, None), Err(Refusal::NotFound));
    let begun = keep_newer(id(&changed), &changed, None).unwrap();
    assert!(begun.outgrown && matches!(begun.kind, RecordKind::Newer(_)));
}

proptest! {
    #[test]
    fn only_members_change_a_record_and_the_team_never_runs_empty(steps in proptest::collection::vec((0u128..5, 0u128..5, 0u8..3), 0..40)) {
        let mut record = record_of(&[0]);
        for (seq, (author, member, what)) in (1u64..).zip(steps) {
            let act = match what {
                0 => Act::Admit {
                    member: user(member),
                    key: key(KeyHolder::Member(user(member)), record.epoch),
                    after: record.team_act,
                },
                1 if member == author => Act::Leave { after: record.team_act },
                1 => rotation(&record, &[member]),
                _ => rotation(&record, &[]),
            };
            let envelope = Envelope { device_seq: seq, ..envelope(author, act) };
            let (by, subject) = (certificate(author, Role::Counselor, false), certificate(member, Role::Nurse, false));
            let operation = OpId(Digest::ZERO);
            let standing = Standing {
                operation, author: &by, received: &by, subject: Some(&subject), record: Some(&record), doc: None,
            };
            let was_in = record.team.contains(&user(author));
            match judge(&envelope, None, &standing) {
                Ok(effect) => {
                    prop_assert!(was_in && effect.doc.is_none());
                    prop_assert!(effect.record.team.len() >= record.team.len() || effect.record.epoch > record.epoch
                        || effect.record.rotation_owed, "whoever left has the current key and nothing is owed");
                    record = effect.record;
                }
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
