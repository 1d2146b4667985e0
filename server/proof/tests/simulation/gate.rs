//! What happens at the gate: before the desk is open.

use crate::world::{Actor, MARKER, World, fresh_router, played};
use crypto::InviteCode;
use keeper::{
    HttpReply, HttpRequest, Method, Transport, Unreached,
    protocol::{
        ConfirmEnrollment, ConfirmKits, EnrollHere, FoundProgram, GateState, GateStatus, InvitationState, InvitePerson,
        LoadAudit, LoadKits, LoadPeople, Lock, Open, Problem, ShowSecretKey, StripStatus, SyncNow, Unlock, WithdrawInvitation,
    },
};
use proof::{
    Device,
    liar::Lie,
    router_net::{Fault, RouterNet, Site},
    simulation::{PASSPHRASE, Witness, found, profile},
};
use record::{
    PublicKey, Role,
    wire::{InvitationView, Offer, path},
};
use server::ServerKey;
use std::{cell::RefCell, rc::Rc, time::Duration};
use store::Store;
use tokio::sync::Notify;
use vault::{KeyRange, Order, Store as _, Table};

fn unlock() -> Unlock {
    Unlock { passphrase: PASSPHRASE.to_owned() }
}

/// Someone invited, whose device has made keys that nobody has signed yet; and their invitation.
async fn enrolled(world: &World) -> (Actor, PublicKey) {
    let newcomer = Actor::new("newcomer", 9, &world.site, &world.witness);
    let invite = InvitePerson {
        name: "New Comer".to_owned(),
        credential: String::new(),
        role: Role::Counselor,
        trainee: false,
        passphrase: PASSPHRASE.to_owned(),
    };
    let code = world.admin.ask(invite).await.unwrap().code;
    let enroll = EnrollHere { code, login: "new".to_owned(), passphrase: PASSPHRASE.to_owned() };
    newcomer.ask(enroll).await.unwrap();
    let invitations = world.admin.ask(LoadPeople {}).await.unwrap().invitations;
    let key = invitations.iter().find(|row| row.name == "New Comer").unwrap().key;
    (newcomer, key)
}

#[test]
fn whoever_is_invited_cannot_change_with_the_server_what_they_were_offered() {
    played(|| async {
        let world = World::found().await.unwrap();
        let newcomer = Actor::new("newcomer", 9, &world.site, &world.witness);
        let invite = InvitePerson {
            name: "New Comer".to_owned(),
            credential: String::new(),
            role: Role::Counselor,
            trainee: true,
            passphrase: PASSPHRASE.to_owned(),
        };
        let code = world.admin.ask(invite).await.unwrap().code;
        let own = InviteCode::parse(&code).unwrap();
        let enroll = EnrollHere { code, login: "new".to_owned(), passphrase: PASSPHRASE.to_owned() };
        newcomer.ask(enroll).await.unwrap();
        let invitations = world.admin.ask(LoadPeople {}).await.unwrap().invitations;
        let honest = invitations.into_iter().find(|row| row.key == own.key()).unwrap();
        assert_eq!((honest.state, honest.trainee, honest.login.as_deref()), (InvitationState::Waiting, true, Some("new")));

        let key = own.key();
        world.site.lie(Lie::json(path::INVITATIONS, move |views: &mut Vec<InvitationView>| {
            for view in views.iter_mut().filter(|view| view.key == own.key()) {
                let offer = view.offer.peek().unwrap();
                view.offer = own.sign_offer(&Offer { trainee: false, role: Role::Supervisor, ..offer });
            }
        }));
        assert_eq!(row_state(&world, key).await, InvitationState::NotGenuine, "the administrator signed another offer");
        let confirmed = world.admin.ask(ConfirmEnrollment { key, passphrase: PASSPHRASE.to_owned() }).await;
        assert_eq!(confirmed.unwrap_err(), Problem::DirectoryNotBelieved);
    });
}

#[test]
fn a_kit_that_nobody_confirmed_is_shown_again_after_a_reload() {
    played(|| async {
        let (_database, mut ada) = unfounded().await;
        let kits = found(&ada.device).await.unwrap();
        assert!(!raw(&ada).await.contains("AGE-SECRET-KEY-1"), "the custodian's key is sealed on the device");
        let store = ada.device.store().after_crash();
        ada.restart(store, false).await.unwrap();
        let again = ada.ask(LoadKits {}).await.unwrap().expect("shown again");
        assert!(again.kit == kits.kit);
        assert_eq!(again.custodian, Some((kits.custodian_identity, kits.custodian_recipient, kits.root)));
        ada.ask(ConfirmKits {}).await.unwrap();
        assert!(ada.ask(LoadKits {}).await.unwrap().is_none());
        let store = ada.device.store().after_crash();
        ada.restart(store, false).await.unwrap();
        assert!(ada.ask(LoadKits {}).await.unwrap().is_none(), "and the device has forgotten the custodian's");
        let show = |passphrase: &str| ada.ask(ShowSecretKey { passphrase: passphrase.to_owned() });
        assert_eq!(show("not mine").await.map(drop), Err(Problem::WrongPassphrase));
        assert!(show(PASSPHRASE).await.unwrap() == kits.kit, "one's own can be shown at any time");
    });
}

/// Everything the device keeps of its account, as text.
pub async fn raw(actor: &Actor) -> String {
    let rows = actor.device.store().range(Table::Account, KeyRange::all(), usize::MAX, Order::Up).await.unwrap();
    rows.iter().map(|(_, value)| String::from_utf8_lossy(value).into_owned()).collect()
}

#[test]
fn who_enrolls_and_reloads_at_their_kit_sees_it_once_they_are_let_in() {
    played(|| async {
        let world = World::found().await.unwrap();
        let trainee = &world.actors[0];
        assert!(trainee.ask(LoadKits {}).await.unwrap().is_some_and(|kits| kits.custodian.is_none()));
        trainee.ask(ConfirmKits {}).await.unwrap();
        assert!(trainee.ask(LoadKits {}).await.unwrap().is_none());
    });
}

async fn row_state(world: &World, key: PublicKey) -> InvitationState {
    let invitations = world.admin.ask(LoadPeople {}).await.unwrap().invitations;
    invitations.into_iter().find(|row| row.key == key).unwrap().state
}

async fn is_locked(actor: &Actor) -> bool {
    matches!(actor.ask(GateStatus {}).await.unwrap(), GateState::Locked { online: true, .. })
}

#[test]
fn the_gate_opens_by_itself_once_an_administrator_has_signed_the_keys() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (newcomer, key) = enrolled(&world).await;
        assert!(is_locked(&newcomer).await);
        let rows = world.admin.ask(LoadAudit { before: None }).await.unwrap().total;
        for _ in 0..5 {
            assert!(is_locked(&newcomer).await);
        }
        let page = world.admin.ask(LoadAudit { before: None }).await.unwrap();
        assert_eq!(page.total, rows, "looking again is no sign-in");
        world.admin.ask(ConfirmEnrollment { key, passphrase: PASSPHRASE.to_owned() }).await.unwrap();
        let GateState::Unlocked(me) = newcomer.ask(GateStatus {}).await.unwrap() else { panic!("the gate stays shut") };
        assert_eq!((me.name.as_str(), me.role), ("New Comer", Role::Counselor));
        newcomer.ask(Open { body: profile("the first client").into() }).await.unwrap();
        newcomer.ask(Lock {}).await.unwrap();
        assert!(is_locked(&newcomer).await);
        assert_eq!(newcomer.ask(unlock()).await.unwrap().user, me.user);
    });
}

/// A server without a program, and somebody about to set one up.
pub async fn unfounded() -> (Store, Actor) {
    let database = Store::open("mem://").await.unwrap();
    let router = fresh_router(&database, &ServerKey::make());
    let actor = Actor::new("ada", 1, &Site::new(router), &Witness::new(MARKER));
    (database, actor)
}

#[test]
fn a_founding_whose_answer_was_lost_succeeds_when_it_is_pressed_again() {
    for fault in [Fault::ReplyLost, Fault::RequestLost, Fault::Late, Fault::Gateway, Fault::TwiceFirst, Fault::TwiceSecond] {
        played(move || async move {
            let (database, ada) = unfounded().await;
            ada.net.script([None, Some(fault)]); // it asks whose server this is before it makes keys
            let lost = found(&ada.device).await;
            assert_eq!(lost.is_err(), !matches!(fault, Fault::TwiceFirst | Fault::TwiceSecond), "{fault:?}");
            let kits = match lost {
                Ok(kits) => kits,
                Err(problem) => {
                    assert_eq!(problem, Problem::Offline);
                    let shown = ada.ask(GateStatus {}).await.unwrap();
                    assert_eq!(shown, GateState::NotFounded, "{fault:?}: the set-up stays on the page");
                    found(&ada.device).await.unwrap()
                }
            };
            let registry = database.current_registry().await.unwrap();
            let directory = registry.directory().unwrap();
            assert_eq!(registry.len(), 2);
            assert_eq!(directory.custodian().0, kits.custodian_recipient, "{fault:?}: the kit is this program's");
            assert!(matches!(ada.ask(GateStatus {}).await.unwrap(), GateState::Unlocked(_)));
            ada.ask(LoadAudit { before: None }).await.unwrap();
            ada.ask(Lock {}).await.unwrap();
            ada.ask(unlock()).await.unwrap();
        });
    }
}

#[test]
fn a_founding_that_was_taken_wants_the_passphrase_it_was_made_with() {
    played(|| async {
        let (_database, ada) = unfounded().await;
        ada.net.script([None, Some(Fault::ReplyLost)]);
        assert_eq!(found(&ada.device).await.err(), Some(Problem::Offline));
        let other = FoundProgram {
            program: "Harbour Row".to_owned(),
            name: "Ada Admin".to_owned(),
            credential: String::new(),
            login: "ada".to_owned(),
            passphrase: "another lantern under the eighth stair".to_owned(),
        };
        let Err(Problem::Invalid(fields)) = ada.ask(other.clone()).await else { panic!("another passphrase opens nothing") };
        assert_eq!(fields[0].field, "passphrase");
        let kits = ada.ask(FoundProgram { passphrase: PASSPHRASE.to_owned(), ..other }).await.unwrap();
        assert_eq!(kits.kit.program, "Harbor Row", "as it was sent");
    });
}

#[test]
fn a_founding_that_never_arrived_can_be_sent_otherwise() {
    played(|| async {
        let (database, ada) = unfounded().await;
        ada.net.script([None, Some(Fault::RequestLost)]);
        assert_eq!(found(&ada.device).await.err(), Some(Problem::Offline));
        let program = "Second Thought".to_owned();
        let (name, login) = ("Ada Admin".to_owned(), "ada".to_owned());
        let passphrase = "another lantern under the eighth stair".to_owned();
        let ask = FoundProgram { program, name, credential: String::new(), login, passphrase };
        assert_eq!(ada.ask(ask).await.unwrap().kit.program, "Second Thought");
        assert_eq!(database.current_registry().await.unwrap().directory().unwrap().name(), "Second Thought");
    });
}

#[test]
fn keys_that_wait_are_forgotten_on_lock_and_with_the_browser() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (newcomer, key) = enrolled(&world).await;
        newcomer.ask(Lock {}).await.unwrap();
        world.admin.ask(ConfirmEnrollment { key, passphrase: PASSPHRASE.to_owned() }).await.unwrap();
        assert!(is_locked(&newcomer).await);
        let again =
            Device::start(Rc::new(newcomer.device.store().after_crash()), Rc::clone(&newcomer.net), newcomer.clock.clone());
        assert!(matches!(again.ask(GateStatus {}).await.unwrap(), GateState::Locked { .. }));
        assert!(again.ask(unlock()).await.is_ok());
    });
}

#[test]
fn keys_tried_by_hand_too_early_open_the_gate_by_themselves_later() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (newcomer, key) = enrolled(&world).await;
        newcomer.ask(Lock {}).await.unwrap();
        assert_eq!(newcomer.ask(unlock()).await, Err(Problem::WaitingForAdministrator));
        world.admin.ask(ConfirmEnrollment { key, passphrase: PASSPHRASE.to_owned() }).await.unwrap();
        assert!(matches!(newcomer.ask(GateStatus {}).await.unwrap(), GateState::Unlocked(_)));
    });
}

#[test]
fn a_withdrawn_enrollment_is_not_asked_about_for_ever() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (newcomer, key) = enrolled(&world).await;
        world.admin.ask(WithdrawInvitation { key }).await.unwrap();
        assert!(is_locked(&newcomer).await);
        let rows = world.admin.ask(LoadAudit { before: None }).await.unwrap().total;
        for _ in 0..5 {
            assert!(is_locked(&newcomer).await);
        }
        assert_eq!(world.admin.ask(LoadAudit { before: None }).await.unwrap().total, rows);
        assert_eq!(newcomer.ask(unlock()).await, Err(Problem::WaitingForAdministrator));
    });
}

#[test]
fn nothing_is_unlocked_at_an_address_where_another_server_answers() {
    played(|| async {
        let world = World::found().await.unwrap();
        let trainee = &world.actors[0];
        trainee.ask(Lock {}).await.unwrap();
        let other = Store::open("mem://").await.unwrap();
        world.site.restart(fresh_router(&other, &ServerKey::make()));
        assert!(matches!(trainee.ask(GateStatus {}).await.unwrap(), GateState::Locked { .. }));
        assert_eq!(trainee.ask(unlock()).await, Err(Problem::OtherServer));
        world.restart_server();
        assert_eq!(trainee.ask(unlock()).await.unwrap().user, trainee.user, "it was put right, and the gate looks again");
    });
}

/// A network that takes every request and never answers.
struct Silent;

impl Transport for Silent {
    async fn send(&self, request: HttpRequest) -> Result<HttpReply, Unreached> {
        tokio::time::sleep(request.patience).await;
        Err(Unreached)
    }
}

/// A network that holds the answer to one request back until it is told, and remembers what was asked.
struct Holding<T> {
    inner: T,
    hold: &'static str,
    asked: RefCell<Vec<(Method, String)>>,
    held: Notify,
    release: Notify,
}

impl<T: Transport> Transport for Holding<T> {
    async fn send(&self, request: HttpRequest) -> Result<HttpReply, Unreached> {
        self.asked.borrow_mut().push((request.method, request.path.clone()));
        let held = request.path.starts_with(self.hold);
        let reply = self.inner.send(request).await;
        if held {
            self.held.notify_one();
            self.release.notified().await;
        }
        reply
    }
}

/// A browser that keeps no cookie, as WebKit does without TLS.
struct Forgetful(RouterNet);

impl Transport for Forgetful {
    async fn send(&self, request: HttpRequest) -> Result<HttpReply, Unreached> {
        let reply = self.0.send(request).await;
        self.0.forget_session();
        reply
    }
}

#[test]
fn a_browser_that_keeps_no_session_is_named_as_the_cause() {
    played(|| async {
        let world = World::found().await.unwrap();
        let trainee = &world.actors[0];
        let net = Forgetful(RouterNet::new(&world.site, 901));
        let device = Device::start(Rc::new(trainee.device.store().after_crash()), net, trainee.clock.clone());
        device.ask(unlock()).await.unwrap();
        assert_eq!(device.ask(SyncNow {}).await.map(drop), Err(Problem::CookieRefused));
        assert_eq!(device.ask(StripStatus {}).await.unwrap().stopped, Some(Problem::CookieRefused));
    });
}

#[test]
fn what_the_server_kept_hanging_signs_nothing_after_a_lock() {
    for hold in [path::PROGRAM, path::CHALLENGE, path::CHANGES] {
        played(move || async move {
            let world = World::found().await.unwrap();
            let trainee = &world.actors[0];
            let inner = RouterNet::new(&world.site, 900);
            let (asked, held, release) = (RefCell::default(), Notify::new(), Notify::new());
            let net = Holding { inner, hold, asked, held, release };
            let device = Device::start(Rc::new(trainee.device.store().after_crash()), net, trainee.clock.clone());
            // Unlocking asks nobody.
            device.ask(unlock()).await.unwrap();
            let net = device.transport();
            let locked = async {
                net.held.notified().await;
                device.ask(Lock {}).await.unwrap();
                let before = net.asked.borrow().len();
                net.release.notify_one();
                before
            };
            let (synced, before) = tokio::join!(device.ask(SyncNow {}), locked);
            assert!(synced.is_err(), "held at {hold}, nothing goes on");
            let after = net.asked.borrow_mut().split_off(before);
            assert!(after.is_empty(), "held at {hold}, the server hears nothing more: {after:?}");
            assert_eq!(device.ask(SyncNow {}).await, Err(Problem::Locked));
        });
    }
}

#[test]
fn a_network_that_never_answers_does_not_hold_the_gate() {
    played(|| async {
        let world = World::found().await.unwrap();
        let trainee = &world.actors[0];
        let device = Device::start(Rc::new(trainee.device.store().after_crash()), Silent, trainee.clock.clone());
        let soon = tokio::time::timeout(Duration::from_secs(4), device.ask(GateStatus {})).await;
        let state = soon.expect("the gate is there within seconds").unwrap();
        assert!(matches!(state, GateState::Locked { online: false, .. }));
        assert_eq!(device.ask(unlock()).await.unwrap().user, trainee.user);
    });
}
