//! Who is asked for what: offers, enrollments, sign-ins.

use crate::{
    league::{account, keyring},
    stage::{Stage, hears},
    team::{newcomer, pass},
    world::Actor,
};
use crypto::{Passphrase, Profile, SecretKey, derive_master};
use keeper::{
    HttpReply,
    protocol::{
        ConfirmEnrollment, EnrollHere, GateState, GateStatus, InvitationState, InvitePerson, LoadChart, LoadPeople, Lock,
        ReadInvitation, SignIn, Unlock,
    },
};
use proof::{
    liar::{Lie, re_sign},
    simulation::PASSPHRASE,
};
use record::{
    Digest, DirectoryEntry, Head, PublicKey, Role, Signer, Statement, Time,
    wire::{
        self, AccountBundle, Challenge, DirectoryPage, Enrollment, EnrollmentState, InvitationView, LoginProof, Offer,
        OfferReply, ProgramView, path,
    },
};
use std::{cell::RefCell, rc::Rc};

pub const TOLD: &[&str] = &[
    "offer with another root",
    "changed offer",
    "keys exchanged at enrollment",
    "another program at this address",
    "an end that nobody signed",
    "an end signed by the server",
    "session that never is",
    "another Secret Key",
    "somebody else’s account",
    "relayed challenge",
];

const OTHER: PublicKey = PublicKey([7; 32]);

#[test]
fn lies_about_accounts_are_found_out() {
    Stage::play(TOLD, async |stage| {
        invitations(stage).await;
        another_program(stage).await;
        ends(stage).await;
        sign_ins(stage).await;
    });
}

async fn invitations(stage: &Stage) {
    let (admin, key) = (&stage.world.admin, stage.world.key.clone());
    let fresh = Actor::new("newcomer", 9, &stage.world.site, &stage.world.witness);
    let invite = InvitePerson {
        name: "New Comer".to_owned(),
        credential: String::new(),
        role: Role::Counselor,
        trainee: true,
        passphrase: pass(),
    };
    let code = admin.ask(invite).await.unwrap().code;
    let signer = key.clone();
    stage.world.site.lie(Lie::json(path::INVITATION_OFFER, move |reply: &mut OfferReply| {
        let offer = reply.offer.peek().unwrap();
        reply.offer = re_sign(&signer, &Offer { root: OTHER, ..offer });
    }));
    stage.refused("offer with another root", fresh.ask(ReadInvitation { code: code.clone() }).await.err());

    fresh.ask(EnrollHere { code: code.clone(), login: "new".to_owned(), passphrase: pass() }).await.unwrap();
    let own = crypto::InviteCode::parse(&code).unwrap();
    let invitation = own.key();
    stage.world.site.lie(Lie::json(path::INVITATIONS, move |views: &mut Vec<InvitationView>| {
        for view in views.iter_mut().filter(|view| view.key == own.key()) {
            let offer = view.offer.peek().unwrap();
            view.offer = own.sign_offer(&Offer { trainee: false, role: Role::Supervisor, ..offer });
        }
    }));
    assert_eq!(state(admin).await, InvitationState::NotGenuine);
    let confirm = || ConfirmEnrollment { key: invitation, passphrase: pass() };
    stage.refused("changed offer", admin.ask(confirm()).await.err());

    stage.world.site.lie(Lie::json(path::INVITATIONS, move |views: &mut Vec<InvitationView>| {
        for view in views {
            if let EnrollmentState::Waiting(enrollment) = &mut view.state {
                let said = enrollment.peek().unwrap();
                *enrollment = re_sign(&key, &Enrollment { signing: OTHER, ..said });
            }
        }
    }));
    assert_eq!(state(admin).await, InvitationState::NotGenuine);
    stage.refused("keys exchanged at enrollment", admin.ask(confirm()).await.err());
    assert!(admin.ask(confirm()).await.is_ok(), "the truth is believed");
    let people = stage.world.admin.ask(LoadPeople {}).await.unwrap().people;
    let joined = people.iter().find(|person| person.name == "New Comer").unwrap();
    assert_eq!((joined.role, joined.trainee), (Role::Counselor, true), "and is what was offered");
}

/// How the newcomer's invitation is shown.
async fn state(admin: &Actor) -> InvitationState {
    let invitations = admin.ask(LoadPeople {}).await.unwrap().invitations;
    invitations.iter().find(|row| row.name == "New Comer").unwrap().state
}

async fn another_program(stage: &Stage) {
    let sam = stage.sam();
    sam.ask(Lock {}).await.unwrap();
    stage.world.site.lie(Lie::json(path::PROGRAM, |view: &mut ProgramView| view.server = OTHER));
    sam.ask(GateStatus {}).await.unwrap();
    stage.refused("another program at this address", sam.ask(Unlock { passphrase: pass() }).await.err());
    sam.ask(GateStatus {}).await.unwrap();
    sam.ask(Unlock { passphrase: pass() }).await.unwrap();
    assert_eq!(hears(sam).await, Vec::<String>::new());
}

/// Sam's session has ended, and nobody signs him in again.
fn refused() -> Lie {
    Lie::status(path::SESSION, 403, r#"{"code":"not_allowed","message":""}"#)
}

async fn ends(stage: &Stage) {
    let sam = stage.sam();
    let record = stage.chart(0).await;
    sam.ask(Lock {}).await.unwrap();
    sam.ask(Unlock { passphrase: pass() }).await.unwrap();
    stage.tell("an end that nobody signed", sam, refused()).await;
    assert!(sam.ask(LoadChart { record }).await.is_ok(), "no chart closes");

    sam.ask(Lock {}).await.unwrap();
    sam.ask(Unlock { passphrase: pass() }).await.unwrap();
    let admin = keyring(&stage.world.admin).await;
    let Head { seq, digest } = sam.device.keeper().vault().directory_head().await.unwrap();
    let revoked = DirectoryEntry {
        org: admin.org(),
        seq: seq + 1,
        previous: digest,
        signer: Signer::Administrator(admin.user()),
        at: Time(0),
        statement: Statement::Revoked(sam.user),
    };
    let page = minicbor::to_vec(DirectoryPage { entries: vec![re_sign(&stage.world.key, &revoked)] }).unwrap();
    let shown = Lie::instead(move |asked| asked.is(path::SESSION_ENDED).then(|| page.clone()));
    stage.tell("an end signed by the server", sam, shown.and(refused())).await;
    assert!(sam.ask(LoadChart { record }).await.is_ok(), "no chart closes");

    let never = Lie::status(path::CHANGES, 401, r#"{"code":"signed_out","message":""}"#);
    stage.tell("session that never is", sam, never).await;
}

async fn sign_ins(stage: &Stage) {
    let (nora, kit) = newcomer(&stage.world, "nora", 10, Role::Counselor).await;
    let tablet = Actor::new("nora's tablet", 11, &stage.world.site, &stage.world.witness);
    let sign_in = || SignIn { login: "nora".to_owned(), passphrase: pass(), secret_key: Some(kit.secret_key.clone()) };
    let other = |challenge: &mut Challenge| challenge.secret_key_id = Digest([1; 32]);
    stage.world.site.lie(Lie::json(path::CHALLENGE, other));
    stage.refused("another Secret Key", tablet.ask(sign_in()).await.err());

    let (theirs, user) = (account(stage.cora()).await.bundle, stage.cora().user);
    stage.world.site.lie(Lie::json(path::SESSION, move |bundle: &mut AccountBundle| {
        (bundle.keyring, bundle.user) = (theirs.keyring.clone(), user);
    }));
    stage.refused("somebody else’s account", tablet.ask(sign_in()).await.err());
    let state = tablet.ask(GateStatus {}).await.unwrap();
    assert!(matches!(state, GateState::NobodyHere { .. }), "nothing was kept on the device");

    // What the device signs for this server is no proof for another one that sent the challenge.
    let heard = Rc::new(RefCell::new(None::<wire::SignIn>));
    let hears = Rc::clone(&heard);
    stage.world.site.lie(Lie::after(move |asked, reply: HttpReply| {
        if asked.is(path::SESSION)
            && let Ok(proof) = serde_json::from_slice(&asked.body)
        {
            *hears.borrow_mut() = Some(proof);
        }
        reply
    }));
    let worked = tablet.ask(sign_in()).await;
    assert!(worked.is_ok(), "{worked:?}");
    let wire::SignIn { login, challenge, signature } = heard.borrow_mut().take().unwrap();
    let secret_key = SecretKey::parse(&kit.secret_key).unwrap();
    let master = derive_master(&Passphrase::read(PASSPHRASE).unwrap(), &secret_key, Profile::CURRENT).unwrap();
    let proof = |server| LoginProof { challenge, login: login.clone(), server };
    let own = tablet_server(&nora).await;
    assert_eq!(master.login_key().sign(&proof(own)).signature, signature);
    assert_ne!(master.login_key().sign(&proof(OTHER)).signature, signature);
    stage.refused("relayed challenge", None);
}

async fn tablet_server(actor: &Actor) -> PublicKey {
    let entries = proof::simulation::directory(&*actor.net).await.unwrap();
    *record::Directory::verify(&entries, None).unwrap().server()
}
