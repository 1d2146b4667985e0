//! What a sequence found once, told alone.

use crate::{
    play::note,
    world::{Actor, World, played},
};
use clinical::{Addendum, Note};
use keeper::protocol::{AdmitMember, LineKind, Load, LoadChart, Open, Problem, RemoveMember, Save, Say, Sign, SyncNow};
use proof::{
    router_net::Fault,
    simulation::{PASSPHRASE, chain, directory, profile},
};
use record::{Act, DocId, Head, OpId, Operation, RecordId, Signable, Signature, Signed, UserId};
use vault::{Durability, Kept, Reason, Store, Table, Write};

#[test]
fn a_profile_the_server_refused_never_stands_for_the_one_everybody_sees() {
    played(|| async {
        let world = World::found().await.unwrap();
        let [trainee, supervisor, ..] = world.actors.as_slice() else { panic!("four devices") };
        let record = trainee.ask(Open { body: profile("first").into() }).await.unwrap();
        trainee.ask(AdmitMember { record, member: supervisor.user, passphrase: PASSPHRASE.to_owned() }).await.unwrap();
        trainee.ask(SyncNow {}).await.unwrap();
        supervisor.ask(SyncNow {}).await.unwrap();
        supervisor.ask(Save::profile(record, 1, profile("the supervisor's"))).await.unwrap();
        supervisor.ask(SyncNow {}).await.unwrap();
        trainee.ask(Save::profile(record, 1, profile("the trainee's"))).await.unwrap();
        let strip = trainee.ask(SyncNow {}).await.unwrap();
        assert_eq!((strip.waiting, strip.quarantined), (0, 1));
        let chart = trainee.ask(LoadChart { record }).await.unwrap();
        assert_eq!((chart.profile.name.family.as_str(), chart.profile_version), ("the supervisor's", 2));
    });
}

#[test]
fn someone_in_the_directory_who_is_refused_at_sign_in_waits_for_no_administrator() {
    played(|| async {
        let mut world = World::found().await.unwrap();
        let trainee = &mut world.actors[0];
        let store = trainee.device.store().after_crash();
        trainee.restart(store, true).await.unwrap();
        // Each request arrives twice. The second time a sign-in arrives, its challenge is used up; so it is at the second try,
        // after the account was offered again.
        trainee.net.script([Some(Fault::TwiceSecond); 12]);
        let strip = trainee.ask(SyncNow {}).await;
        assert!(strip.as_ref().is_ok_and(|strip| strip.signed_out), "unlocking again signs in: {strip:?}");
        assert!(!matches!(trainee.ask(SyncNow {}).await, Err(Problem::WaitingForAdministrator)));
    });
}

#[test]
fn a_note_written_after_a_rotation_that_was_refused_can_be_read_by_the_team() {
    played(|| async {
        let world = World::found().await.unwrap();
        let [trainee, supervisor, colleague, ..] = world.actors.as_slice() else { panic!("four devices") };
        let record = trainee.ask(Open { body: profile("first").into() }).await.unwrap();
        for member in [supervisor.user, colleague.user] {
            trainee.ask(AdmitMember { record, member, passphrase: PASSPHRASE.to_owned() }).await.unwrap();
        }
        for actor in [trainee, supervisor, colleague] {
            actor.ask(SyncNow {}).await.unwrap();
        }
        // Both remove the trainee and begin epoch 2, each with a key of their own; the supervisor's comes first.
        for actor in [supervisor, colleague] {
            actor.ask(RemoveMember { record, member: trainee.user, passphrase: PASSPHRASE.to_owned() }).await.unwrap();
        }
        let doc = DocId::from_u128(1);
        let text = "written after that";
        let note = note(text, record::Time::from(chrono::Utc::now()));
        let sign = Sign { record, doc, body: note.into(), passphrase: PASSPHRASE.to_owned() };
        let held = colleague.ask(sign.clone()).await.err();
        assert_eq!(held, Some(Problem::RecordKeyOwed), "the trainee has the old key, and nobody has taken the new one yet");
        for actor in [supervisor, colleague] {
            actor.ask(SyncNow {}).await.unwrap();
        }
        colleague.ask(sign).await.unwrap();
        for actor in [colleague, supervisor] {
            actor.ask(SyncNow {}).await.unwrap();
        }
        for actor in [supervisor, colleague] {
            assert_eq!(actor.ask(LoadChart { record }).await.unwrap().doubts, Vec::<String>::new(), "{}", actor.name);
            let view = actor.ask(Load { record, doc }).await.unwrap();
            assert!(view.content::<Note>().unwrap().plain_text().contains(text), "{} reads the note", actor.name);
        }
    });
}

/// A client of the first, with the others in the team, known to all of them.
async fn shared(first: &Actor, others: &[&Actor]) -> RecordId {
    let record = first.ask(Open { body: profile("first").into() }).await.unwrap();
    for other in others {
        first.ask(AdmitMember { record, member: other.user, passphrase: PASSPHRASE.to_owned() }).await.unwrap();
    }
    first.ask(SyncNow {}).await.unwrap();
    for other in others {
        other.ask(SyncNow {}).await.unwrap();
    }
    record
}

/// What each of the team sees of the record's key: in which epoch it is, whether a rotation is owed, and who is in the team.
async fn seen(actor: &Actor, record: RecordId) -> (u32, bool, Vec<UserId>) {
    let chart = actor.ask(LoadChart { record }).await.unwrap();
    assert_eq!(chart.doubts, Vec::<String>::new(), "{}", actor.name);
    (chart.epoch, chart.rotation_owed, chart.team.iter().map(|member| member.user).collect())
}

#[test]
fn a_rotation_refused_because_someone_joined_is_made_up_for() {
    played(|| async {
        let world = World::found().await.unwrap();
        let [trainee, supervisor, colleague, ..] = world.actors.as_slice() else { panic!("four devices") };
        let record = shared(trainee, &[supervisor]).await;
        supervisor.ask(AdmitMember { record, member: colleague.user, passphrase: PASSPHRASE.to_owned() }).await.unwrap();
        supervisor.ask(SyncNow {}).await.unwrap();
        // The trainee has not heard of the colleague: the rotation has no key for them.
        trainee.ask(RemoveMember { record, member: supervisor.user, passphrase: PASSPHRASE.to_owned() }).await.unwrap();
        let strip = trainee.ask(SyncNow {}).await.unwrap();
        assert_eq!((strip.waiting, strip.quarantined), (0, 0), "the first rotation was refused, and made anew in the same sync");
        let wanted = (2, false, vec![trainee.user, colleague.user]);
        assert_eq!(seen(trainee, record).await, wanted);
        colleague.ask(SyncNow {}).await.unwrap();
        assert_eq!(seen(colleague, record).await, wanted);
        let pushes = world.witness.pushes();
        for actor in [trainee, colleague, supervisor, trainee] {
            actor.ask(SyncNow {}).await.unwrap();
        }
        assert_eq!(world.witness.pushes(), pushes, "nothing more is owed");
    });
}

#[test]
fn leaving_a_team_oneself_rotates_its_key() {
    played(|| async {
        let world = World::found().await.unwrap();
        let [trainee, supervisor, colleague, ..] = world.actors.as_slice() else { panic!("four devices") };
        let record = shared(trainee, &[supervisor, colleague]).await;
        let still_theirs =
            supervisor.ask(RemoveMember { record, member: supervisor.user, passphrase: PASSPHRASE.to_owned() }).await.unwrap();
        assert!(!still_theirs, "there is no chart to come back to");
        let chart = supervisor.ask(LoadChart { record }).await.unwrap();
        assert!(!chart.may_write && !chart.may_manage, "shown until it is sent, and over all the same");
        supervisor.ask(SyncNow {}).await.unwrap();
        assert_eq!(supervisor.ask(LoadChart { record }).await.err(), Some(Problem::NotFound));
        let wanted = (2, false, vec![trainee.user, colleague.user]);
        trainee.ask(SyncNow {}).await.unwrap();
        assert_eq!(seen(trainee, record).await, wanted, "the next capable device rotates");
        let strip = colleague.ask(SyncNow {}).await.unwrap();
        assert_eq!((seen(colleague, record).await, strip.quarantined), (wanted, 0), "and only that one");
    });
}

#[test]
fn devices_that_find_the_same_rotation_owed_end_up_with_one_key() {
    played(|| async {
        let world = World::found().await.unwrap();
        let [trainee, supervisor, colleague, ..] = world.actors.as_slice() else { panic!("four devices") };
        let record = shared(trainee, &[supervisor, colleague]).await;
        supervisor.ask(RemoveMember { record, member: supervisor.user, passphrase: PASSPHRASE.to_owned() }).await.unwrap();
        supervisor.ask(SyncNow {}).await.unwrap();
        let (first, second) = tokio::join!(trainee.ask(SyncNow {}), colleague.ask(SyncNow {}));
        assert!(first.is_ok() && second.is_ok());
        for actor in [trainee, colleague, trainee, colleague] {
            actor.ask(SyncNow {}).await.unwrap();
        }
        for actor in [trainee, colleague] {
            assert_eq!(seen(actor, record).await, (2, false, vec![trainee.user, colleague.user]), "{}", actor.name);
        }
    });
}

#[test]
fn a_rotation_refused_where_the_record_stands_is_tried_again_only_when_it_has_moved() {
    played(|| async {
        let world = World::found().await.unwrap();
        let [trainee, supervisor, colleague, ..] = world.actors.as_slice() else { panic!("four devices") };
        let record = shared(trainee, &[supervisor, colleague]).await;
        supervisor.ask(RemoveMember { record, member: supervisor.user, passphrase: PASSPHRASE.to_owned() }).await.unwrap();
        supervisor.ask(SyncNow {}).await.unwrap();
        let chain = chain(&*colleague.net, &directory(&*colleague.net).await.unwrap(), record).await.unwrap();
        let here = Head { seq: chain.entries.len() as u64, digest: chain.entries.last().unwrap().1 };
        let refused = refused_rotation(trainee, record, here, chain.head.team_act).await;
        let put = Write::Put(Table::Quarantine, refused.id.0.as_bytes().to_vec(), minicbor::to_vec(&refused).unwrap());
        trainee.device.store().commit(vec![put], Durability::Strict).await.unwrap();
        let pushes = world.witness.pushes();
        for _ in 0..3 {
            trainee.ask(SyncNow {}).await.unwrap();
        }
        let (epoch, owed, _) = seen(trainee, record).await;
        assert_eq!((epoch, owed, world.witness.pushes()), (1, true, pushes), "the same answer would come again");
        let held = trainee.ask(Save::profile(record, 1, profile("under the old key"))).await;
        assert_eq!(held.err(), Some(Problem::RecordKeyOwed), "nothing goes under a key that the leaver has");
        // A colleague who has not heard of it writes, and so the record moves on.
        colleague.ask(Save::profile(record, 1, profile("moved on"))).await.unwrap();
        colleague.net.script([None, None, Some(Fault::RequestLost)]);
        colleague.ask(SyncNow {}).await.unwrap();
        trainee.ask(SyncNow {}).await.unwrap();
        let (epoch, owed, _) = seen(trainee, record).await;
        assert_eq!((epoch, owed), (2, false));
    });
}

/// What the device would keep of a rotation that the server refused where the record's receipts end `here`.
async fn refused_rotation(actor: &Actor, record: RecordId, here: Head, after: OpId) -> Kept {
    let entries = actor.device.keeper().vault().entries(record, 0, 1).await.unwrap();
    let opened = Operation::from_bytes(&entries[0].operation).unwrap().envelope.peek().unwrap();
    let mut envelope = record::Envelope { act: Act::Rotate { epoch: 2, keys: Vec::new(), leaving: Vec::new(), after }, ..opened };
    envelope.seen.record = here;
    let envelope = Signed::new(envelope.to_bytes(), Signature([0; Signature::LEN]));
    let operation = Operation { envelope, seal: None, files: Vec::new() };
    Kept {
        id: operation.id(),
        record,
        doc: None,
        device_seq: 0,
        written: record::Time(0),
        operation: operation.to_bytes(),
        receipt: None,
        reason: Some(Reason::Refused(record::wire::OutcomeCode(record::Refusal::Keys))),
    }
}

#[test]
fn what_was_written_after_a_damaged_operation_is_sent_all_the_same() {
    played(|| async {
        let world = World::found().await.unwrap();
        let [trainee, supervisor, ..] = world.actors.as_slice() else { panic!("four devices") };
        let record = shared(trainee, &[supervisor]).await;
        let now = record::Time::from(chrono::Utc::now());
        let sign = |doc: u128, text: &str| {
            let (doc, note) = (DocId::from_u128(doc), note(text, now));
            trainee.ask(Sign { record, doc, body: note.into(), passphrase: PASSPHRASE.to_owned() })
        };
        trainee.ask(Save::profile(record, 1, profile("damaged"))).await.unwrap();
        sign(1, "written after it").await.unwrap();
        let amended = Say::about(
            record,
            DocId::from_u128(1),
            Addendum { text: "added".to_owned(), reason: "left out".to_owned() },
            PASSPHRASE.to_owned(),
        );
        trainee.ask(amended).await.unwrap();
        let damaged = damage(trainee).await;
        let strip = trainee.ask(SyncNow {}).await.unwrap();
        assert_eq!((strip.waiting, strip.quarantined), (0, 1));
        assert_eq!(trainee.kept(Table::Quarantine).await.iter().map(|kept| kept.id).collect::<Vec<_>>(), [damaged]);
        supervisor.ask(SyncNow {}).await.unwrap();
        let view = supervisor.ask(Load { record, doc: DocId::from_u128(1) }).await.unwrap();
        assert!(view.content::<Note>().unwrap().plain_text().contains("written after it"));
        assert_eq!(
            view.doc.signed.lines.iter().map(|line| line.kind).collect::<Vec<_>>(),
            [LineKind::Signed, LineKind::Addendum]
        );
        assert_eq!(seen(supervisor, record).await.0, 1);
        sign(2, "the chain goes on").await.unwrap();
        let strip = trainee.ask(SyncNow {}).await.unwrap();
        assert_eq!((strip.waiting, strip.quarantined), (0, 1));
    });
}

/// Spoils one byte of the oldest operation in the outbox, inside its sealed file.
async fn damage(actor: &Actor) -> OpId {
    let mut kept = actor.kept(Table::Outbox).await.remove(0);
    let mut operation = Operation::from_bytes(&kept.operation).unwrap();
    *operation.files[0].0.last_mut().unwrap() ^= 1;
    kept.operation = operation.to_bytes();
    let put = Write::Put(Table::Outbox, kept.device_seq.to_be_bytes().to_vec(), minicbor::to_vec(&kept).unwrap());
    actor.device.store().commit(vec![put], Durability::Strict).await.unwrap();
    kept.id
}
