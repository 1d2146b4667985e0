//! Somebody whose access an administrator ended: the next device of each team takes them out, and the record goes on under another
//! key.

use crate::{
    team::{left, newcomer, pass, shared, sync},
    world::{Actor, World, played},
};
use keeper::protocol::{
    ChartView, ConfirmEnrollment, EnrollHere, GateState, GateStatus, InvitePerson, LoadCaseload, LoadChart, LoadOutbox,
    LoadPeople, Lock, Problem, RemoveMember, RevokePerson, SaveUnsent, SignIn, StripStatus, SyncNow, Unlock,
};
use proof::liar::Lie;
use record::{RecordId, Role, wire::path};

async fn chart(actor: &Actor, record: RecordId) -> ChartView {
    actor.ask(LoadChart { record }).await.unwrap()
}

#[test]
fn the_next_device_takes_out_whoever_left_the_program_and_the_key_is_another() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (leaver, _) = newcomer(&world, "lena", 9, Role::Counselor).await;
        let (supervisor, colleague) = (&world.actors[1], &world.actors[2]);
        let record = shared(colleague, &[supervisor, &leaver]).await;
        let alone = shared(&leaver, &[]).await;
        let before = chart(colleague, record).await;
        assert_eq!((before.team.len(), before.epoch), (3, 1));
        assert!(before.team.iter().all(|member| !member.ended));

        world.admin.ask(RevokePerson { user: leaver.user, passphrase: pass() }).await.unwrap();
        let people = world.admin.ask(LoadPeople {}).await.unwrap();
        assert!(people.former.iter().any(|person| person.user == leaver.user), "the name stays beside what they did");
        assert!(people.people.iter().all(|person| person.user != leaver.user));
        colleague.ask(SyncNow {}).await.unwrap();
        let after = chart(colleague, record).await;
        assert!(after.team.iter().all(|member| member.user != leaver.user), "nobody had to remove them");
        assert_eq!((after.team.len(), after.epoch), (2, 2), "what is written from now on is under another key");
        sync(&[colleague, supervisor, colleague, supervisor]).await;
        for actor in [colleague, supervisor] {
            let seen = chart(actor, record).await;
            assert_eq!((seen.team.len(), seen.epoch), (2, 2), "{}: once, whoever looks again", actor.name);
        }
        let _told = leaver.ask(SyncNow {}).await;
        assert_eq!(leaver.ask(LoadChart { record }).await.map(drop), Err(Problem::AccessEnded), "and are handed nothing more");
        assert!(colleague.ask(LoadChart { record: alone }).await.is_err(), "a chart that only they had stays as it is");
    });
}

#[test]
fn a_leavers_device_hears_from_the_administrator_that_access_ended_and_closes_its_charts() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (leaver, record, _) = left(&world, &[&world.actors[2]]).await;

        let strip = leaver.ask(SyncNow {}).await.unwrap();
        assert!(strip.ended && !strip.signed_out, "unlocking again would sign nobody in");
        assert_eq!((strip.waiting, strip.delivered), (0, 1), "what was signed is handed over, and still here");
        assert_eq!(leaver.ask(LoadChart { record }).await.map(drop), Err(Problem::AccessEnded));
        assert_eq!(leaver.ask(LoadCaseload {}).await.map(drop), Err(Problem::AccessEnded));
        assert_eq!(leaver.ask(LoadOutbox {}).await.unwrap().delivered.len(), 1);
        assert_eq!(leaver.ask(SaveUnsent { open: Vec::new() }).await.unwrap().entries, 1);
        // Locked and unlocked again, the device still says so.
        leaver.ask(Lock {}).await.unwrap();
        assert_eq!(leaver.ask(Unlock { passphrase: pass() }).await.unwrap().user, leaver.user);
        assert!(leaver.ask(StripStatus {}).await.unwrap().ended);
        assert_eq!(leaver.ask(LoadChart { record }).await.map(drop), Err(Problem::AccessEnded));
    });
}

#[test]
fn a_new_device_of_somebody_whose_access_ended_is_told_so_and_waits_for_nobody() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (leaver, kit) = newcomer(&world, "lena", 9, Role::Counselor).await;
        world.admin.ask(RevokePerson { user: leaver.user, passphrase: pass() }).await.unwrap();
        let tablet = Actor::new("lena's tablet", 10, &world.site, &world.witness);
        let sign_in = |passphrase| SignIn { login: "lena".to_owned(), passphrase, secret_key: Some(kit.secret_key.clone()) };
        assert_eq!(tablet.ask(sign_in(pass())).await.map(drop), Err(Problem::LeftBefore));
        let state = tablet.ask(GateStatus {}).await.unwrap();
        assert!(matches!(state, GateState::NobodyHere { .. }), "nothing was kept on the device");
        let wrong = tablet.ask(sign_in("another passphrase entirely".to_owned())).await;
        assert_eq!(wrong.map(drop), Err(Problem::WrongPassphrase), "and nobody is told without the keys");
    });
}

#[test]
fn two_who_leave_at_once_leave_a_chart_that_the_second_can_write_in() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (supervisor, colleague) = (&world.actors[1], &world.actors[2]);
        let record = shared(colleague, &[supervisor]).await;
        for actor in [colleague, supervisor] {
            actor.ask(RemoveMember { record, member: actor.user, passphrase: pass() }).await.unwrap();
        }
        for actor in [colleague, supervisor, supervisor] {
            actor.ask(SyncNow {}).await.unwrap();
        }
        let seen = chart(supervisor, record).await;
        assert_eq!(seen.team.iter().map(|member| member.user).collect::<Vec<_>>(), [supervisor.user], "somebody has to stay");
        assert_eq!((seen.epoch, seen.rotation_owed), (2, false), "who left does not know the key of what comes");
        assert_eq!(supervisor.ask(LoadOutbox {}).await.unwrap().quarantined.len(), 1, "and is told that they did not leave");
    });
}

#[test]
fn what_the_server_could_not_take_from_a_leaver_is_handed_over_at_the_next_contact() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (leaver, ..) = left(&world, &[&world.actors[2]]).await;
        world.site.lie(Lie::status(path::DELIVER, 502, ""));
        let strip = leaver.ask(SyncNow {}).await.unwrap();
        assert_eq!((strip.ended, strip.waiting, strip.delivered), (true, 1, 0), "it was not taken, and waits");
        world.site.tell_the_truth();
        // Nobody waits for an administrator's signature whom one has taken out.
        let strip = leaver.ask(SyncNow {}).await.unwrap();
        assert_eq!((strip.ended, strip.waiting, strip.delivered), (true, 0, 1));
        leaver.ask(Lock {}).await.unwrap();
        leaver.ask(Unlock { passphrase: pass() }).await.unwrap();
        let strip = leaver.ask(SyncNow {}).await.unwrap();
        assert_eq!((strip.ended, strip.waiting, strip.delivered), (true, 0, 1), "and is told the same after the next unlock");
    });
}

#[test]
fn whoever_was_taken_in_and_out_before_their_device_heard_of_either_is_told_that_access_ended() {
    played(|| async {
        let world = World::found().await.unwrap();
        let admin = &world.admin;
        for (number, login, locked) in [(9, "lena", false), (10, "mona", true)] {
            let leaver = Actor::new(login, number, &world.site, &world.witness);
            let (name, credential) = (format!("Person {login}"), "LCSW".to_owned());
            let invite = InvitePerson { name, credential, role: Role::Counselor, trainee: false, passphrase: pass() };
            let code = admin.ask(invite).await.unwrap().code;
            leaver.ask(EnrollHere { code, login: login.to_owned(), passphrase: pass() }).await.unwrap();
            assert_eq!(leaver.ask(Unlock { passphrase: pass() }).await.map(drop), Err(Problem::WaitingForAdministrator));
            if locked {
                leaver.ask(Lock {}).await.unwrap();
            }
            let rows = admin.ask(LoadPeople {}).await.unwrap().invitations;
            let key = rows.iter().find(|row| row.login.as_deref() == Some(login)).unwrap().key;
            admin.ask(ConfirmEnrollment { key, passphrase: pass() }).await.unwrap();
            let people = admin.ask(LoadPeople {}).await.unwrap().people;
            let user = people.iter().find(|person| person.name.contains(login)).unwrap().user;
            admin.ask(RevokePerson { user, passphrase: pass() }).await.unwrap();

            let me = if locked {
                leaver.ask(Unlock { passphrase: pass() }).await.unwrap()
            } else {
                let GateState::Unlocked(me) = leaver.ask(GateStatus {}).await.unwrap() else { panic!("{login}'s keys waited") };
                me
            };
            assert_eq!(me.user, user);
            for _ in 0..2 {
                let strip = leaver.ask(SyncNow {}).await.unwrap();
                assert!(strip.ended && !strip.signed_out, "{login}: {strip:?}");
                assert_eq!(leaver.ask(LoadCaseload {}).await.map(drop), Err(Problem::AccessEnded));
                leaver.ask(Lock {}).await.unwrap();
                leaver.ask(Unlock { passphrase: pass() }).await.unwrap();
            }
        }
    });
}

#[test]
fn the_server_alone_ends_no_waiting() {
    played(|| async {
        let world = World::found().await.unwrap();
        let waiting = Actor::new("lena", 9, &world.site, &world.witness);
        let (name, credential) = ("Lena".to_owned(), "LCSW".to_owned());
        let invite = InvitePerson { name, credential, role: Role::Counselor, trainee: false, passphrase: pass() };
        let code = world.admin.ask(invite).await.unwrap().code;
        waiting.ask(EnrollHere { code, login: "lena".to_owned(), passphrase: pass() }).await.unwrap();
        world.site.lie(Lie::status(path::SESSION, 403, r#"{"code":"not_allowed","message":""}"#));
        assert_eq!(waiting.ask(Unlock { passphrase: pass() }).await.map(drop), Err(Problem::WaitingForAdministrator));
        world.site.tell_the_truth();
    });
}
