//! What a sequence found once, told alone.

use crate::{play::note, world::World};
use keeper::protocol::{AdmitMember, LoadChart, LoadNote, OpenPatient, Problem, RemoveMember, SaveProfile, SignNote, SyncNow};
use proof::{
    router_net::Fault,
    simulation::{PASSPHRASE, profile},
};
use record::DocId;

fn played<F: Future<Output = ()>>(play: impl FnOnce() -> F + Send + 'static) {
    let work = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .thread_stack_size(crate::STACK)
            .build()
            .unwrap()
            .block_on(play())
    };
    std::thread::Builder::new().stack_size(crate::STACK).spawn(work).unwrap().join().unwrap();
}

#[test]
fn a_profile_the_server_refused_never_stands_for_the_one_everybody_sees() {
    played(|| async {
        let world = World::found().await.unwrap();
        let [trainee, supervisor, ..] = world.actors.as_slice() else { panic!("four devices") };
        let record = trainee.ask(OpenPatient { profile: profile("first") }).await.unwrap();
        trainee.ask(AdmitMember { record, member: supervisor.user }).await.unwrap();
        trainee.ask(SyncNow {}).await.unwrap();
        supervisor.ask(SyncNow {}).await.unwrap();
        supervisor.ask(SaveProfile { record, base: 1, profile: profile("the supervisor's") }).await.unwrap();
        supervisor.ask(SyncNow {}).await.unwrap();
        trainee.ask(SaveProfile { record, base: 1, profile: profile("the trainee's") }).await.unwrap();
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
        // The sign-in arrives twice; the second time its challenge is used up.
        trainee.net.script([None, None, Some(Fault::TwiceSecond)]);
        let strip = trainee.ask(SyncNow {}).await;
        assert!(strip.is_ok_and(|strip| strip.signed_out), "the strip says that unlocking again signs in");
        assert!(!matches!(trainee.ask(SyncNow {}).await, Err(Problem::WaitingForAdministrator)));
    });
}

#[test]
fn a_note_written_after_a_rotation_that_was_refused_can_be_read_by_the_team() {
    played(|| async {
        let world = World::found().await.unwrap();
        let [trainee, supervisor, colleague, ..] = world.actors.as_slice() else { panic!("four devices") };
        let record = trainee.ask(OpenPatient { profile: profile("first") }).await.unwrap();
        for member in [supervisor.user, colleague.user] {
            trainee.ask(AdmitMember { record, member }).await.unwrap();
        }
        for actor in [trainee, supervisor, colleague] {
            actor.ask(SyncNow {}).await.unwrap();
        }
        // Both remove the trainee and begin epoch 2, each with a key of their own; the supervisor's comes first.
        for actor in [supervisor, colleague] {
            actor.ask(RemoveMember { record, member: trainee.user }).await.unwrap();
        }
        let doc = DocId::from_u128(1);
        let text = "written after that";
        let note = note(text, record::Time::from(chrono::Utc::now()));
        let sign = SignNote { record, doc, note, passphrase: PASSPHRASE.to_owned() };
        colleague.ask(sign).await.unwrap();
        for actor in [supervisor, colleague, supervisor] {
            actor.ask(SyncNow {}).await.unwrap();
        }
        for actor in [supervisor, colleague] {
            assert_eq!(actor.ask(LoadChart { record }).await.unwrap().doubts, Vec::<String>::new(), "{}", actor.name);
            let view = actor.ask(LoadNote { record, doc }).await.unwrap();
            assert!(view.note.plain_text().contains(text), "{} reads the note", actor.name);
        }
    });
}
