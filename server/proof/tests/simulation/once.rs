//! What a sequence found once, told alone.

use crate::world::World;
use keeper::protocol::{AdmitMember, LoadChart, OpenPatient, Problem, SaveProfile, SyncNow};
use proof::{router_net::Fault, simulation::profile};

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
