//! The program and its people.

use super::{
    house::{House, NOW, Place},
    people::{Person, Program, Server, fresh, key, public, sign},
};
use record::wire::{EnrollmentState, Outcome};
use record::*;
use std::sync::Arc;
use store::{Administer, Append, StoreError};

pub async fn a_program_is_founded_once(place: Place) {
    let house = House::found(&place).await;
    let second = Program::new(Arc::new(Server(key())));
    assert!(matches!(house.store.found(&second.found(), NOW).await, Err(StoreError::Conflict)));
    // The same once more, also after the directory has grown: whoever lost the answer gets it again.
    let first = house.program.found();
    house.store.found(&first, NOW).await.unwrap();
    let mut others = [first.clone(), first.clone(), first.clone(), first.clone()];
    others[0].root_sealed.0.push(0);
    others[1].account.keyring.0.push(0);
    others[2].account.login = "another".to_owned();
    others[3].directory.clear();
    for other in others {
        assert!(matches!(house.store.found(&other, NOW).await, Err(StoreError::Conflict)));
    }
    let registry = house.store.registry().await.unwrap();
    assert_eq!(registry.directory().unwrap().org(), house.program.org);
    assert_eq!(registry.len(), 2);
}

pub async fn nothing_works_before_the_founding(place: Place) {
    let store = place.open().await;
    assert!(!store.registry().await.unwrap().is_founded());
    let token = store.begin_session(UserId::from_u128(fresh()), NOW).await.unwrap();
    let session = store.session(&token, NOW).await.unwrap().unwrap();
    assert!(matches!(store.grant::<Append>(&session, ()).await, Err(StoreError::NotAllowed)));
    assert!(matches!(store.directory_page(&session, 0).await, Err(StoreError::NotFounded)));
    let broken = Program::new(Arc::new(Server(key())));
    let mut found = broken.found();
    found.directory.swap(0, 1);
    assert!(matches!(store.found(&found, NOW).await, Err(StoreError::Directory(_))));
    assert!(!store.registry().await.unwrap().is_founded());
    assert!(store.account("owner").await.unwrap().is_none());
}

async fn invite(house: &House) -> (store::Grant<Administer>, ed25519_dalek::SigningKey) {
    let session = house.session(&house.program.owner).await;
    let grant = house.store.grant::<Administer>(&session, ()).await.unwrap();
    let invitation = key();
    let expires = NOW.plus(limits::INVITATION);
    house.store.invite(&grant, &house.program.invite(&invitation, Role::Counselor, expires), expires, NOW).await.unwrap();
    (grant, invitation)
}

async fn enroll(house: &House, invitation: &ed25519_dalek::SigningKey, person: &Person, at: Time) -> Result<(), StoreError> {
    let enrollment = sign(invitation, &person.enrollment());
    house.store.enroll(&public(invitation), &enrollment, &person.account(), at).await
}

pub async fn an_invitation_is_used_once(place: Place) {
    let house = House::found(&place).await;
    let (grant, invitation) = invite(&house).await;
    let (first, second) = (Person::new(house.program.org, "first"), Person::new(house.program.org, "second"));
    enroll(&house, &invitation, &first, NOW).await.unwrap();
    assert!(matches!(enroll(&house, &invitation, &second, NOW).await, Err(StoreError::InvitationEnded)));
    assert!(house.store.account("second").await.unwrap().is_none());
    let views = house.store.invitations(&grant, NOW).await.unwrap();
    assert_eq!(views.len(), 1);
    assert!(matches!(&views[0].state, EnrollmentState::Waiting(signed) if signed.peek().unwrap() == first.enrollment()));
    let unknown = public(&key());
    assert!(matches!(house.store.invitation(&unknown, NOW).await, Err(StoreError::NotFound)));
}

pub async fn an_invitation_ends_when_its_time_is_over(place: Place) {
    let house = House::found(&place).await;
    let (_, invitation) = invite(&house).await;
    let person = Person::new(house.program.org, "late");
    let end = NOW.plus(limits::INVITATION);
    let name = public(&invitation);
    let view = |at| house.store.invitation(&name, at);
    assert_eq!(view(end.plus(-1)).await.unwrap().state, EnrollmentState::Open);
    assert_eq!(view(end).await.unwrap().state, EnrollmentState::Ended);
    assert!(matches!(enroll(&house, &invitation, &person, end).await, Err(StoreError::InvitationEnded)));
    enroll(&house, &invitation, &person, end.plus(-1)).await.unwrap();
}

pub async fn a_withdrawn_invitation_takes_its_waiting_account_along(place: Place) {
    let house = House::found(&place).await;
    let (grant, invitation) = invite(&house).await;
    let person = Person::new(house.program.org, "waiting");
    enroll(&house, &invitation, &person, NOW).await.unwrap();
    assert!(house.store.account("waiting").await.unwrap().is_some());
    house.store.withdraw(&grant, &public(&invitation), NOW).await.unwrap();
    assert!(house.store.account("waiting").await.unwrap().is_none());
    let entry = house.program.by_owner(Statement::Certified(person.certificate(Role::Counselor, false)));
    let activated = house.store.activate(&grant, &public(&invitation), &entry, NOW).await;
    assert!(matches!(activated, Err(StoreError::InvitationEnded)));
    let again = house.store.withdraw(&grant, &public(&invitation), NOW).await;
    assert!(matches!(again, Err(StoreError::InvitationEnded)));
}

pub async fn a_certificate_must_be_for_the_enrolled_keys(place: Place) {
    let house = House::found(&place).await;
    let (grant, invitation) = invite(&house).await;
    let person = Person::new(house.program.org, "person");
    let entry = house.program.by_owner(Statement::Certified(person.certificate(Role::Counselor, false)));
    let early = house.store.activate(&grant, &public(&invitation), &entry, NOW).await;
    assert!(matches!(early, Err(StoreError::InvitationEnded)));
    enroll(&house, &invitation, &person, NOW).await.unwrap();
    let swapped = Certificate { signing: public(&key()), ..person.certificate(Role::Counselor, false) };
    let entry = house.program.by_owner(Statement::Certified(swapped));
    let refused = house.store.activate(&grant, &public(&invitation), &entry, NOW).await;
    assert!(matches!(refused, Err(StoreError::Mismatch)));
    // Signed by someone who says to be the owner.
    let certificate = person.certificate(Role::Counselor, false);
    let forged =
        house.program.entry(&person.key, Signer::Administrator(house.program.owner.user), Statement::Certified(certificate));
    let refused = house.store.activate(&grant, &public(&invitation), &forged, NOW).await;
    assert!(matches!(refused, Err(StoreError::Directory(DirectoryError::Unsigned))));
    assert_eq!(house.store.registry().await.unwrap().len(), 2);
    house.store.verify_audit().await.unwrap();
}

pub async fn a_directory_entry_that_comes_late_is_a_conflict(place: Place) {
    let mut house = House::found(&place).await;
    let (one, two) = (house.join("one", Role::Counselor).await, house.join("two", Role::Counselor).await);
    let session = house.session(&house.program.owner).await;
    let grant = house.store.grant::<Administer>(&session, ()).await.unwrap();
    let first = house.program.by_owner(Statement::Revoked(one.user));
    let second = house.program.by_owner(Statement::Revoked(two.user));
    house.store.append_directory(&grant, &first, NOW).await.unwrap();
    assert!(matches!(house.store.append_directory(&grant, &second, NOW).await, Err(StoreError::Conflict)));
    // Nobody gets a certificate past the invitation.
    let stranger = Person::new(house.program.org, "stranger");
    let entry = house.program.by_owner(Statement::Certified(stranger.certificate(Role::Supervisor, false)));
    assert!(matches!(house.store.append_directory(&grant, &entry, NOW).await, Err(StoreError::Mismatch)));
}

pub async fn settings_are_an_administrators_to_change(place: Place) {
    let mut house = House::found(&place).await;
    let counselor = house.join("counselor", Role::Counselor).await;
    let session = house.session(&house.program.owner).await;
    let grant = house.store.grant::<Administer>(&session, ()).await.unwrap();
    let forged = house.program.entry(&counselor.key, Signer::Administrator(counselor.user), Statement::Settings("{}".into()));
    assert!(matches!(house.store.append_directory(&grant, &forged, NOW).await, Err(StoreError::NotAllowed)));
    let theirs = house.session(&counselor).await;
    assert!(matches!(house.store.grant::<Administer>(&theirs, ()).await, Err(StoreError::NotAllowed)));
    let large = house.program.entry(
        &house.program.owner.key,
        Signer::Administrator(house.program.owner.user),
        Statement::Settings("x".repeat(limits::MAX_SETTINGS + 1)),
    );
    let refused = house.store.append_directory(&grant, &large, NOW).await;
    assert!(matches!(refused, Err(StoreError::Directory(DirectoryError::Broken))));
    let entry = house.program.by_owner(Statement::Settings("{}".into()));
    house.store.append_directory(&grant, &entry, NOW).await.unwrap();
    let registry = house.store.registry().await.unwrap();
    assert_eq!(registry.entries_after(registry.len() - 1)[0].peek().unwrap().statement, Statement::Settings("{}".into()));
    house.store.verify_audit().await.unwrap();
}

pub async fn who_has_left_is_signed_out_and_writes_no_more(place: Place) {
    let mut house = House::found(&place).await;
    let mut leaver = house.join("leaver", Role::Counselor).await;
    let token = house.store.begin_session(leaver.user, NOW).await.unwrap();
    let session = house.store.session(&token, NOW).await.unwrap().unwrap();
    let append = house.store.grant::<Append>(&session, ()).await.unwrap();
    let owner = house.session(&house.program.owner).await;
    let grant = house.store.grant::<Administer>(&owner, ()).await.unwrap();
    let entry = house.program.by_owner(Statement::Revoked(leaver.user));
    house.store.append_directory(&grant, &entry, NOW).await.unwrap();

    assert!(house.store.session(&token, NOW).await.unwrap().is_none());
    assert!(house.store.account("leaver").await.unwrap().is_none());
    assert!(matches!(house.store.grant::<Append>(&session, ()).await, Err(StoreError::NotAllowed)));
    // Even a grant from before opens nothing.
    let open = leaver.open(RecordId::from_u128(fresh())).to_bytes();
    let outcomes = house.store.push(&append, vec![open], NOW, house.program.server.clone()).await.unwrap();
    assert!(matches!(outcomes[0], Outcome::Quarantined(_)));
}

pub async fn a_name_is_taken_once(place: Place) {
    let house = House::found(&place).await;
    let (_, invitation) = invite(&house).await;
    let same_name = Person::new(house.program.org, "owner");
    assert!(matches!(enroll(&house, &invitation, &same_name, NOW).await, Err(StoreError::Conflict)));
    let same_id = Person { user: house.program.owner.user, ..Person::new(house.program.org, "impostor") };
    assert!(matches!(enroll(&house, &invitation, &same_id, NOW).await, Err(StoreError::Conflict)));
    assert!(house.store.account("impostor").await.unwrap().is_none());
    // The refusals used nothing up.
    enroll(&house, &invitation, &Person::new(house.program.org, "free"), NOW).await.unwrap();
}

pub async fn the_root_makes_another_administrator_while_one_is_left(place: Place) {
    let mut house = House::found(&place).await;
    let (person, third) = (house.join("person", Role::Supervisor).await, house.join("third", Role::Nurse).await);
    let by_root = |house: &House, person: &Person| {
        let certificate = person.certificate(Role::Administrator, false);
        house.program.entry(&house.program.root, Signer::Root, Statement::Certified(certificate))
    };
    let forged =
        house.program.entry(&person.key, Signer::Root, Statement::Certified(person.certificate(Role::Administrator, false)));
    assert!(matches!(house.store.append_by_root(&forged, NOW).await, Err(StoreError::Directory(_))));
    let owners = house.program.by_owner(Statement::Revoked(third.user));
    assert!(matches!(house.store.append_by_root(&owners, NOW).await, Err(StoreError::Mismatch)), "the root alone");
    let nobody = Person::new(house.program.org, "nobody");
    assert!(matches!(house.store.append_by_root(&by_root(&house, &nobody), NOW).await, Err(StoreError::Mismatch)));
    let entry = by_root(&house, &person);
    house.store.append_by_root(&entry, NOW).await.unwrap();
    house.program.entries.push(entry.clone());
    let registry = house.store.current_registry().await.unwrap();
    assert_eq!(registry.certificate(person.user).map(|one| one.role), Some(Role::Administrator));
    assert!(matches!(house.store.append_by_root(&entry, NOW).await, Err(StoreError::Conflict)), "once");
    let second = by_root(&house, &third);
    let refused = house.store.append_by_root(&second, NOW).await;
    assert!(matches!(refused, Err(StoreError::Directory(DirectoryError::NotEntitled))), "two are left");
    let session = house.session(&person).await;
    assert!(house.store.grant::<Administer>(&session, ()).await.is_ok());
}
