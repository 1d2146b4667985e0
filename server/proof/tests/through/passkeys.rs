//! Passkeys: what they open, what they sign, and that the passphrase is never lost beside them.

use crate::{
    made::note,
    team::{newcomer, pass, planned, shared, sync},
    world::{Actor, World, played},
};
use clinical::{Addendum, Settings};
use keeper::protocol::{
    AddPasskey, AskPasskeys, FieldProblem, GateState, GateStatus, LoadCaseload, LoadPasskeys, LoadSettings, Lock, Open,
    PasskeyRef, PasskeyWay, PasskeysView, Problem, RemovePasskey, RenamePasskey, SaveSettings, Say, ShowSecretKey, Sign, SignIn,
    StripStatus, SyncNow, TouchPasskey, Unlock, UnlockByPasskey,
};
use proof::simulation::profile;
use record::{Bytes, DocId, RecordId, Refusal, Role, Time};
use serde_json::json;
use vault::{Durability, KeyRange, Order, Store as _, Table, Write};

/// An authenticator, as far as the keeper meets one: a credential and what it computes from the salt.
#[derive(Clone, Copy)]
struct Authenticator(u8);

const BLUE: Authenticator = Authenticator(7);
const RED: Authenticator = Authenticator(8);

impl Authenticator {
    fn credential(self) -> Bytes {
        Bytes(vec![self.0; 20])
    }

    fn output(self) -> Bytes {
        Bytes(vec![self.0; 32])
    }

    /// What the page says when it was touched.
    fn answer(self) -> String {
        touched(&self.credential(), &self.output())
    }

    fn add(self, name: &str, passphrase: String) -> AddPasskey {
        let passkey = PasskeyRef { credential: self.credential(), salt: Bytes(vec![1; 32]) };
        let made = json!({ "passkey": passkey, "output": self.output() }).to_string();
        AddPasskey { made, name: name.to_owned(), passphrase }
    }

    fn unlock(self) -> UnlockByPasskey {
        UnlockByPasskey { answer: self.answer() }
    }

    fn touch(self) -> TouchPasskey {
        TouchPasskey { answer: self.answer() }
    }
}

fn touched(credential: &Bytes, output: &Bytes) -> String {
    json!({ "credential": credential, "output": output }).to_string()
}

fn about(problem: Problem) -> Vec<String> {
    let Problem::Invalid(fields) = problem else { panic!("{problem:?}") };
    fields.into_iter().map(|FieldProblem { field, .. }| field).collect()
}

fn names(view: &PasskeysView) -> Vec<&str> {
    view.passkeys.iter().map(|row| row.name.as_str()).collect()
}

/// What the gate offers.
async fn gate(actor: &Actor) -> PasskeyWay {
    let GateState::Locked { passkeys, .. } = actor.ask(GateStatus {}).await.unwrap() else { panic!("locked") };
    passkeys
}

const DAY: i64 = 24 * 60 * 60 * 1000;

#[test]
fn a_passkey_opens_the_device_without_the_server_and_after_a_restart() {
    played(|| async {
        let mut world = World::found().await.unwrap();
        let author = &mut world.actors[2];
        let view = author.ask(BLUE.add("Blue key", pass())).await.unwrap();
        assert_eq!(names(&view), ["Blue key"]);
        author.ask(Lock {}).await.unwrap();
        assert_eq!(gate(author).await, PasskeyWay::Open);
        let me = author.ask(BLUE.unlock()).await.unwrap();
        assert_eq!(me.user, author.user);
        shared(author, &[]).await; // signed in at the server, too: the login key came with it

        author.ask(Lock {}).await.unwrap();
        author.net.script(std::iter::repeat_n(Some(proof::router_net::Fault::RequestLost), 20));
        assert_eq!(author.ask(BLUE.unlock()).await.unwrap().user, author.user, "without the server");
        let store = author.device.store().after_crash();
        author.restart(store, true).await.unwrap();
        author.ask(Lock {}).await.unwrap();
        assert_eq!(author.ask(BLUE.unlock()).await.unwrap().user, author.user, "after the browser was killed");
    });
}

#[test]
fn another_authenticator_and_another_person_s_device_are_not_opened() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (author, other) = (&world.actors[2], &world.actors[1]);
        author.ask(BLUE.add("Blue key", pass())).await.unwrap();
        other.ask(RED.add("Red key", pass())).await.unwrap();
        for actor in [author, other] {
            actor.ask(Lock {}).await.unwrap();
        }
        assert_eq!(about(author.ask(RED.unlock()).await.unwrap_err()), ["passkey"], "not one of this device");
        let forged = UnlockByPasskey { answer: touched(&BLUE.credential(), &RED.output()) };
        assert_eq!(about(author.ask(forged).await.unwrap_err()), ["passkey"], "the credential is no secret, the output is");
        for length in [0, 31, 33] {
            let short = UnlockByPasskey { answer: touched(&BLUE.credential(), &Bytes(vec![7; length])) };
            assert_eq!(author.ask(short).await.unwrap_err(), Problem::Damaged);
        }
        assert_eq!(about(other.ask(BLUE.unlock()).await.unwrap_err()), ["passkey"]);
        assert!(author.ask(Unlock { passphrase: pass() }).await.is_ok(), "the passphrase always opens");
    });
}

async fn sign(author: &Actor, record: RecordId, version: DocId, doc: u128, passphrase: String) -> Result<(), Problem> {
    let body = note(version, Time::from(chrono::Utc::now())).into();
    author.ask(Sign { record, doc: DocId::from_u128(doc), body, passphrase }).await
}

#[test]
fn each_signature_is_one_touch() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (record, version, _) = planned(&world.actors[2], &[&world.actors[1]]).await;
        let author = &world.actors[2];
        author.ask(BLUE.add("Blue key", pass())).await.unwrap();
        let word = author.ask(BLUE.touch()).await.unwrap();
        sign(author, record, version, 70, word.clone()).await.unwrap();
        assert_eq!(about(sign(author, record, version, 71, word).await.unwrap_err()), ["passphrase"], "used up");

        let (first, second) = (author.ask(BLUE.touch()).await.unwrap(), author.ask(BLUE.touch()).await.unwrap());
        assert_ne!(first, second);
        assert_eq!(about(sign(author, record, version, 71, first).await.unwrap_err()), ["passphrase"], "the last touch counts");
        assert_eq!(
            about(sign(author, record, version, 71, second).await.unwrap_err()),
            ["passphrase"],
            "and a wrong word ends it"
        );

        let word = author.ask(BLUE.touch()).await.unwrap();
        author.clock.pass(61_000);
        assert_eq!(about(sign(author, record, version, 71, word).await.unwrap_err()), ["passphrase"], "a minute later");

        let word = author.ask(BLUE.touch()).await.unwrap();
        author.ask(Lock {}).await.unwrap();
        author.ask(BLUE.unlock()).await.unwrap();
        assert_eq!(about(sign(author, record, version, 71, word).await.unwrap_err()), ["passphrase"], "it ends with a lock");

        let added = Addendum { text: "She called her sister.".to_owned(), reason: "Told later.".to_owned() };
        let word = author.ask(BLUE.touch()).await.unwrap();
        author.ask(Say::about(record, DocId::from_u128(70), added, word)).await.unwrap();
        assert_eq!(about(author.ask(RED.touch()).await.unwrap_err()), ["passkey"]);
    });
}

#[test]
fn a_lock_ends_what_a_touch_could_do() {
    played(|| async {
        let world = World::found().await.unwrap();
        let author = &world.actors[2];
        author.ask(BLUE.add("Blue key", pass())).await.unwrap();
        author.ask(Lock {}).await.unwrap();
        assert_eq!(author.ask(BLUE.touch()).await.unwrap_err(), Problem::Locked);
        assert_eq!(author.ask(RED.add("Red key", pass())).await.unwrap_err(), Problem::Locked);
        assert_eq!(author.ask(RemovePasskey { credential: BLUE.credential() }).await.unwrap_err(), Problem::Locked);
    });
}

#[test]
fn adding_asks_for_the_passphrase_itself_and_a_removed_one_opens_nothing() {
    played(|| async {
        let world = World::found().await.unwrap();
        let author = &world.actors[2];
        author.ask(BLUE.add("Blue key", pass())).await.unwrap();
        assert_eq!(author.ask(RED.add("Red key", "not mine".to_owned())).await.unwrap_err(), Problem::WrongPassphrase);
        let word = author.ask(BLUE.touch()).await.unwrap();
        assert_eq!(author.ask(RED.add("Red key", word)).await.unwrap_err(), Problem::WrongPassphrase, "a touch adds no other");
        assert_eq!(about(author.ask(RED.add("Red key", String::new())).await.unwrap_err()), ["passphrase"]);
        assert_eq!(about(author.ask(RED.add("  ", pass())).await.unwrap_err()), ["name"]);
        assert_eq!(names(&author.ask(RED.add("Red key", pass())).await.unwrap()), ["Blue key", "Red key"]);
        let renamed = author.ask(RenamePasskey { credential: RED.credential(), name: " Reserve ".to_owned() }).await.unwrap();
        assert_eq!(names(&renamed), ["Blue key", "Reserve"]);
        assert_eq!(names(&author.ask(RemovePasskey { credential: BLUE.credential() }).await.unwrap()), ["Reserve"]);
        assert_eq!(about(author.ask(BLUE.touch()).await.unwrap_err()), ["passkey"]);
        author.ask(Lock {}).await.unwrap();
        assert_eq!(about(author.ask(BLUE.unlock()).await.unwrap_err()), ["passkey"]);
        author.ask(RED.unlock()).await.unwrap();
        author.ask(RemovePasskey { credential: RED.credential() }).await.unwrap();
        author.ask(Lock {}).await.unwrap();
        assert_eq!(gate(author).await, PasskeyWay::None);
        let asked = author.ask(AskPasskeys {}).await.unwrap();
        assert_eq!(asked, r#"{"keys":[]}"#);
    });
}

#[test]
fn the_passphrase_is_asked_for_from_time_to_time() {
    played(|| async {
        let world = World::found().await.unwrap();
        let author = &world.actors[2];
        let view = author.ask(BLUE.add("Blue key", pass())).await.unwrap();
        assert_eq!(view.passphrase_days, 14);
        author.clock.pass(13 * DAY);
        author.ask(Lock {}).await.unwrap();
        assert_eq!(gate(author).await, PasskeyWay::Open);
        author.ask(BLUE.unlock()).await.unwrap();
        let before = author.ask(LoadPasskeys {}).await.unwrap().passphrase_due;
        assert_eq!(before, view.passphrase_due, "a touch is no passphrase");
        author.clock.pass(DAY + 1);
        author.ask(Lock {}).await.unwrap();
        assert_eq!(gate(author).await, PasskeyWay::PassphraseDue);
        assert_eq!(about(author.ask(BLUE.unlock()).await.unwrap_err()), ["passphrase"]);
        author.ask(Unlock { passphrase: pass() }).await.unwrap();
        author.clock.pass(13 * DAY);
        author.ask(Lock {}).await.unwrap();
        assert_eq!(gate(author).await, PasskeyWay::Open, "counted from when it was typed, whether or not the list was looked at");
        author.ask(BLUE.unlock()).await.unwrap();
        let first = author.ask(LoadPasskeys {}).await.unwrap().passphrase_due;
        assert!(first > before);
        author.clock.pass(DAY / 2);
        assert_eq!(author.ask(LoadPasskeys {}).await.unwrap().passphrase_due, first, "looking at the list counts nothing");
    });
}

/// Names of what is on the person's other devices.
async fn elsewhere(actor: &Actor) -> Vec<String> {
    actor.ask(LoadPasskeys {}).await.unwrap().elsewhere.into_iter().map(|one| one.name).collect()
}

#[test]
fn a_passkey_is_removed_on_another_device_of_the_same_person_once_that_device_hears_of_it() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (first, second, other) = (&world.actors[0], &world.actors[3], &world.actors[2]);
        first.ask(BLUE.add("Blue key", pass())).await.unwrap();
        second.ask(RED.add("Red key", pass())).await.unwrap();
        second.ask(RenamePasskey { credential: RED.credential(), name: "Car key".to_owned() }).await.unwrap();
        other.ask(BLUE.add("Theirs", pass())).await.unwrap();
        other.ask(RemovePasskey { credential: BLUE.credential() }).await.unwrap();
        sync(&[first, second, other, first]).await;
        assert_eq!(elsewhere(first).await, ["Car key"]);
        assert_eq!(elsewhere(second).await, ["Blue key"], "and what somebody else removes of the same name is theirs alone");
        assert_eq!(elsewhere(other).await, [""; 0], "nobody else hears of them");

        first.ask(RemovePasskey { credential: RED.credential() }).await.unwrap();
        assert_eq!(elsewhere(first).await, [""; 0]);
        second.ask(Lock {}).await.unwrap();
        second.ask(RED.unlock()).await.unwrap(); // nothing has reached it yet
        sync(&[first]).await;
        assert_eq!(second.ask(SyncNow {}).await.unwrap_err(), Problem::Locked, "whoever came in with it is out again");
        assert_eq!(gate(second).await, PasskeyWay::None);
        assert_eq!(about(second.ask(RED.unlock()).await.unwrap_err()), ["passkey"]);
        second.ask(Unlock { passphrase: pass() }).await.unwrap();
        assert_eq!(names(&second.ask(LoadPasskeys {}).await.unwrap()), [""; 0]);
        assert_eq!(about(second.ask(RED.add("Again", pass())).await.unwrap_err()), ["name"], "it is removed for good");
        second.ask(SyncNow {}).await.unwrap();
        first.ask(Lock {}).await.unwrap();
        first.ask(BLUE.unlock()).await.unwrap();
        first.ask(SyncNow {}).await.unwrap(); // the one that was not removed goes on
    });
}

#[test]
fn a_removal_that_has_arrived_is_heeded_before_the_gate_opens_and_without_the_server() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (first, second) = (&world.actors[0], &world.actors[3]);
        second.ask(RED.add("Red key", pass())).await.unwrap();
        sync(&[second, first]).await;
        let store = second.device.store();
        let wraps = store.get(Table::Account, b"passkeys").await.unwrap().unwrap();
        let due = store.get(Table::Account, b"passphrase-due").await.unwrap().unwrap();
        first.ask(RemovePasskey { credential: RED.credential() }).await.unwrap();
        sync(&[first, second]).await;
        // As a device whose power failed between the two.
        let back = vec![
            Write::Put(Table::Account, b"passkeys".to_vec(), wraps),
            Write::Put(Table::Account, b"passphrase-due".to_vec(), due),
        ];
        store.commit(back, Durability::Strict).await.unwrap();
        second.ask(Lock {}).await.unwrap();
        second.net.script(std::iter::repeat_n(Some(proof::router_net::Fault::RequestLost), 20));
        assert_eq!(gate(second).await, PasskeyWay::Open);
        assert_eq!(about(second.ask(RED.unlock()).await.unwrap_err()), ["passkey"]);
        assert_eq!(gate(second).await, PasskeyWay::None, "and its half is gone");
        assert_eq!(second.ask(LoadPasskeys {}).await.unwrap_err(), Problem::Locked);
        second.ask(Unlock { passphrase: pass() }).await.unwrap();
    });
}

#[test]
fn an_administrator_s_and_an_auditor_s_devices_tell_each_other_of_passkeys_and_open_no_chart() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (auditor, _) = newcomer(&world, "otto", 9, Role::Auditor).await;
        for first in [&world.admin, &auditor] {
            let second = second_device(&world, first).await;
            first.ask(BLUE.add("Blue key", pass())).await.unwrap();
            second.ask(RED.add("Red key", pass())).await.unwrap();
            sync(&[first, &second, first]).await;
            assert_eq!(
                (elsewhere(first).await, elsewhere(&second).await),
                (vec!["Red key".to_owned()], vec!["Blue key".to_owned()])
            );
            second.ask(Lock {}).await.unwrap();
            second.ask(RED.unlock()).await.unwrap();
            first.ask(RemovePasskey { credential: RED.credential() }).await.unwrap();
            sync(&[first]).await;
            assert_eq!(second.ask(SyncNow {}).await.unwrap_err(), Problem::Locked, "whoever came in with it is out again");
            assert_eq!(gate(&second).await, PasskeyWay::None);
            second.ask(Unlock { passphrase: pass() }).await.unwrap();
            // It is no client of theirs, and opens the way to none.
            assert!(first.ask(LoadCaseload {}).await.unwrap().is_empty());
            assert_eq!(first.ask(StripStatus {}).await.unwrap().doubted, 0);
            let opened = first.ask(Open { body: profile("Maplethorn").into() }).await;
            assert_eq!(opened.unwrap_err(), Problem::Refused(Refusal::NotAllowed), "a chart is not theirs to open");
        }
    });
}

/// Another device of the same person.
async fn second_device(world: &World, first: &Actor) -> Actor {
    let kit = first.ask(ShowSecretKey { passphrase: pass() }).await.unwrap();
    let second = Actor::new("a second device", 10, &world.site, &world.witness);
    let secret_key = Some(kit.secret_key);
    second.ask(SignIn { login: kit.login, passphrase: pass(), secret_key }).await.unwrap();
    second
}

#[test]
fn the_gate_follows_what_the_program_sets_about_the_passphrase() {
    played(|| async {
        let world = World::found().await.unwrap();
        let author = &world.actors[2];
        let view = author.ask(BLUE.add("Blue key", pass())).await.unwrap();
        let today = author.ask(LoadSettings {}).await.unwrap().today;
        let settings =
            Settings { effective: today, reason: "Ask sooner.".to_owned(), passphrase_days: 3, ..Settings::standard() };
        world.admin.ask(SaveSettings { settings }).await.unwrap();
        author.ask(SyncNow {}).await.unwrap();
        let sooner = author.ask(LoadPasskeys {}).await.unwrap();
        assert_eq!(sooner.passphrase_days, 3);
        assert_eq!(sooner.passphrase_due, view.passphrase_due.map(|due| due.plus(-11 * DAY)));
        author.clock.pass(3 * DAY + 1);
        author.ask(Lock {}).await.unwrap();
        assert_eq!(gate(author).await, PasskeyWay::PassphraseDue);
    });
}

#[test]
fn the_vault_keeps_no_output_and_the_server_hears_of_nothing() {
    played(|| async {
        let world = World::found().await.unwrap();
        let author = &world.actors[2];
        let requests = author.net.requests();
        author.ask(BLUE.add("Blue key", pass())).await.unwrap();
        author.ask(BLUE.touch()).await.unwrap();
        author.ask(RemovePasskey { credential: RED.credential() }).await.unwrap();
        assert_eq!(author.net.requests(), requests, "the server is not asked");
        let rows = author.device.store().range(Table::Account, KeyRange::all(), usize::MAX, Order::Up).await.unwrap();
        let kept: String = rows.iter().map(|(_, value)| String::from_utf8_lossy(value).into_owned()).collect();
        assert!(kept.contains("Blue key"));
        let secrets = [serde_json::to_string(&BLUE.output()).unwrap(), "AGE-SECRET-KEY-1".to_owned()];
        for secret in secrets {
            assert!(!kept.contains(secret.trim_matches('"')));
        }
    });
}
