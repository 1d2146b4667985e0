//! Founding, inviting, enrolling, leaving.

use super::{
    app::{Answer, App, NOW, get, post},
    people::{Person, Program, Server, key, public, sign},
};
use axum::http::StatusCode;
use record::wire::*;
use record::*;
use std::sync::Arc;

#[tokio::test]
async fn a_server_tells_its_key_and_after_the_founding_its_program() {
    let app = App::start().await;
    let view: ProgramView = app.send(get(path::PROGRAM)).await.json();
    assert_eq!(view, ProgramView { server: app.server(), org: None, name: None });
    let body = ChallengeRequest { login: "owner".to_owned() };
    assert_eq!(app.send(post(path::CHALLENGE).json(&body)).await.code(), ErrorCode::NotFounded);
    app.send(post(path::PROGRAM).json(&app.program.found())).await;
    let view: ProgramView = app.send(get(path::PROGRAM)).await.json();
    assert_eq!((view.org, view.name), (Some(app.program.org), Some(app.program.name.clone())));
}

#[tokio::test]
async fn a_program_is_founded_once_and_only_as_it_should_be() {
    let app = App::start().await;
    let good = app.program.found();
    let other_server = Program::new(Arc::new(Server(key()))).found();
    let mut altered = good.clone();
    altered.directory[1].signature = Signature([1; 64]);
    let mut early = good.clone();
    early.directory.truncate(1);
    let mut other_account = good.clone();
    other_account.account.user = UserId::from_u128(7);
    let mut upper = good.clone();
    upper.account.login = "Owner".to_owned();
    let mut no_keyring = good.clone();
    no_keyring.account.keyring = Bytes(Vec::new());
    let mut no_root = good.clone();
    no_root.root_sealed = Bytes(Vec::new());
    for bad in [other_server, altered, early, other_account, upper, no_keyring, no_root] {
        assert_eq!(app.send(post(path::PROGRAM).json(&bad)).await.code(), ErrorCode::Malformed);
    }
    let view: ProgramView = app.send(get(path::PROGRAM)).await.json();
    assert_eq!(view.org, None);
    assert_eq!(app.send(post(path::PROGRAM).json(&good)).await.status, StatusCode::CREATED);
    let other = Program::new(Arc::clone(&app.program.server)).found();
    assert_eq!(app.send(post(path::PROGRAM).json(&other)).await.code(), ErrorCode::Conflict);
}

#[tokio::test]
async fn a_founding_whose_answer_was_lost_is_answered_again_and_done_once() {
    let mut app = App::found().await;
    app.join("colleague", Role::Counselor).await;
    let same = app.program.found();
    let same = Found { directory: same.directory[..2].to_vec(), ..same };
    assert_eq!(app.send(post(path::PROGRAM).json(&same)).await.status, StatusCode::CREATED);
    let mut other_account = same.clone();
    other_account.account.login_key = public(&key());
    let mut other_root = same.clone();
    other_root.root_sealed.0.push(0);
    for other in [other_account, other_root] {
        assert_eq!(app.send(post(path::PROGRAM).json(&other)).await.code(), ErrorCode::Conflict);
    }
    let log: AuditPage = app.send(get(path::AUDIT).by(&app.owner().await)).await.json();
    assert_eq!(log.rows.iter().filter(|row| row.action == "founded").count(), 1);
    let page: DirectoryPage = app.send(get(path::DIRECTORY).by(&app.owner().await)).await.cbor();
    assert_eq!(page.entries.len(), 3);
}

#[tokio::test]
async fn a_person_joins_with_a_code_that_the_server_never_sees() {
    let mut app = App::found().await;
    let person = Person::new(app.program.org, "colleague");
    let invitation = app.invite(Role::Counselor).await;
    let name = InviteKey { key: public(&invitation) };
    let reply: OfferReply = app.send(post(path::INVITATION_OFFER).json(&name)).await.json();
    assert_eq!(reply.server, app.server());
    assert_eq!(reply.offer.verify(&name.key).unwrap().root, public(&app.program.root));

    let enroll = app.enrollment(&invitation, &person);
    assert_eq!(app.send(post(path::ENROLL).json(&enroll)).await.status, StatusCode::CREATED);
    assert_eq!(app.send(post(path::INVITATION_OFFER).json(&name)).await.code(), ErrorCode::InvitationEnded);
    let owner = app.owner().await;
    let views: Vec<InvitationView> = app.send(get(path::INVITATIONS).by(&owner)).await.json();
    assert_eq!(views[0].state, EnrollmentState::Waiting(enroll.enrollment.clone()));

    // Waiting, they can sign in and see the directory, nothing else.
    let waiting = app.sign_in(&person).await;
    let page: DirectoryPage = app.send(get(path::DIRECTORY).by(&waiting)).await.cbor();
    assert_eq!(page.entries.len(), 2);
    assert_eq!(app.send(get(path::CHANGES).by(&waiting)).await.code(), ErrorCode::NotAllowed);

    let entry = app.program.by_owner(Statement::Certified(person.certificate(Role::Counselor, false)));
    let activate = Activate { key: name.key, entry: entry.clone() };
    let answer = app.send(post(path::INVITATION_ACTIVATE).by(&owner).json(&activate)).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    app.program.entries.push(entry.clone());
    let page: DirectoryPage = app.send(get(&format!("{}?after=2", path::DIRECTORY)).by(&waiting)).await.cbor();
    assert_eq!(page.entries, [entry]);
    assert_eq!(app.send(get(path::CHANGES).by(&waiting)).await.status, StatusCode::OK);
    let views: Vec<InvitationView> = app.send(get(path::INVITATIONS).by(&owner)).await.json();
    assert_eq!(views[0].state, EnrollmentState::Active);
}

#[tokio::test]
async fn an_offer_must_be_this_programs_and_signed_with_its_own_key() {
    let mut app = App::found().await;
    let (counselor, _) = app.join("counselor", Role::Counselor).await;
    let owner = app.owner().await;
    let invitation = key();
    let end = NOW.plus(limits::INVITATION);
    let stranger = Program::new(Arc::new(Server(key())));
    let bad = [
        Invite { key: public(&key()), ..app.program.invite(&invitation, Role::Nurse, end) },
        stranger.invite(&invitation, Role::Nurse, end),
        app.program.invite(&invitation, Role::Nurse, NOW),
        // Whoever has the code signs another offer with it; what the administrator signed is not that one.
        Invite {
            approval: app.program.invite(&invitation, Role::Counselor, end).approval,
            ..app.program.invite(&invitation, Role::Nurse, end)
        },
        app.program.invite_by(&key(), app.program.owner.user, &invitation, Role::Nurse, end),
        app.program.invite_by(&counselor.key, counselor.user, &invitation, Role::Nurse, end),
    ];
    let before = app.standing().await;
    for invite in bad {
        assert_eq!(app.send(post(path::INVITATIONS).by(&owner).json(&invite)).await.code(), ErrorCode::Malformed);
    }
    assert_eq!(app.standing().await, before);
    let good = app.program.invite(&invitation, Role::Nurse, end);
    assert_eq!(app.send(post(path::INVITATIONS).by(&owner).json(&good)).await.status, StatusCode::CREATED);
    assert_eq!(app.send(post(path::INVITATIONS).by(&owner).json(&good)).await.code(), ErrorCode::Conflict);
}

#[tokio::test]
async fn an_invitation_lasts_48_hours_however_far_ahead_the_inviters_clock_is() {
    let app = App::found().await;
    let owner = app.owner().await;
    let invitation = key();
    let invite = app.program.invite(&invitation, Role::Nurse, NOW.plus(100 * limits::INVITATION));
    app.send(post(path::INVITATIONS).by(&owner).json(&invite)).await;
    let name = InviteKey { key: invite.key };
    app.wait(limits::INVITATION - 1);
    assert_eq!(app.send(post(path::INVITATION_OFFER).json(&name)).await.status, StatusCode::OK);
    app.wait(1);
    assert_eq!(app.send(post(path::INVITATION_OFFER).json(&name)).await.code(), ErrorCode::InvitationEnded);
    let person = Person::new(app.program.org, "late");
    let enroll = app.enrollment(&invitation, &person);
    assert_eq!(app.send(post(path::ENROLL).json(&enroll)).await.code(), ErrorCode::InvitationEnded);
    let unknown = app.send(post(path::INVITATION_OFFER).json(&InviteKey { key: public(&key()) })).await;
    assert_eq!(unknown.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn enrollment_and_account_must_be_the_same_person() {
    let app = App::found().await;
    let invitation = app.invite(Role::Counselor).await;
    let person = Person::new(app.program.org, "person");
    let good = app.enrollment(&invitation, &person);
    let mut other_name = good.clone();
    other_name.account.login = "another".to_owned();
    let mut other_key = good.clone();
    other_key.account.login_key = public(&key());
    let mut other_user = good.clone();
    other_user.account.user = UserId::from_u128(9);
    let forged = EnrollRequest { enrollment: sign(&key(), &person.enrollment()), ..good.clone() };
    let mut taken = app.enrollment(&invitation, &Person { login: "owner".to_owned(), ..person.clone() });
    for bad in [other_name, other_key, other_user, forged] {
        assert_eq!(app.send(post(path::ENROLL).json(&bad)).await.code(), ErrorCode::Malformed);
    }
    assert_eq!(app.send(post(path::ENROLL).json(&taken)).await.code(), ErrorCode::Conflict);
    taken.key = public(&key());
    assert_eq!(app.send(post(path::ENROLL).json(&taken)).await.code(), ErrorCode::Malformed);
    assert_eq!(app.send(post(path::ENROLL).json(&good)).await.status, StatusCode::CREATED);
    assert_eq!(app.send(post(path::ENROLL).json(&good)).await.code(), ErrorCode::InvitationEnded);
}

#[tokio::test]
async fn only_administrators_manage_people() {
    let mut app = App::found().await;
    let (colleague, cookie) = app.join("colleague", Role::Supervisor).await;
    let invitation = key();
    let invite = app.program.invite(&invitation, Role::Nurse, NOW.plus(1000));
    let name = InviteKey { key: public(&invitation) };
    let revoke =
        app.program.entry(&colleague.key, Signer::Administrator(colleague.user), Statement::Revoked(app.program.owner.user));
    let before = app.standing().await;
    let refused: Vec<Answer> = vec![
        app.send(post(path::INVITATIONS).by(&cookie).json(&invite)).await,
        app.send(get(path::INVITATIONS).by(&cookie)).await,
        app.send(post(path::INVITATION_WITHDRAW).by(&cookie).json(&name)).await,
        app.send(post(path::INVITATION_ACTIVATE).by(&cookie).json(&Activate { key: name.key, entry: revoke.clone() })).await,
        app.send(post(path::DIRECTORY).by(&cookie).json(&revoke)).await,
        app.send(get(path::AUDIT).by(&cookie)).await,
    ];
    for answer in refused {
        assert_eq!(answer.code(), ErrorCode::NotAllowed);
    }
    // Nor with the owner's session and a colleague's signature.
    let owner = app.owner().await;
    assert_eq!(app.send(post(path::DIRECTORY).by(&owner).json(&revoke)).await.code(), ErrorCode::NotAllowed);
    assert_eq!(app.standing().await, before);
}

#[tokio::test]
async fn who_has_left_is_out_at_once() {
    let mut app = App::found().await;
    let (leaver, cookie) = app.join("leaver", Role::Counselor).await;
    let (_, auditor) = app.join("auditor", Role::Auditor).await;
    assert_eq!(app.send(get(path::AUDIT).by(&auditor)).await.status, StatusCode::OK);
    let owner = app.owner().await;
    let entry = app.program.by_owner(Statement::Revoked(leaver.user));
    assert_eq!(app.send(post(path::DIRECTORY).by(&owner).json(&entry)).await.status, StatusCode::CREATED);
    assert_eq!(app.send(post(path::DIRECTORY).by(&owner).json(&entry)).await.code(), ErrorCode::Conflict);
    assert_eq!(app.send(get(path::CHANGES).by(&cookie)).await.code(), ErrorCode::SignedOut);
    let challenge = app.challenge("leaver").await.challenge;
    let answer = app.send(post(path::SESSION).json(&leaver.proof(challenge, app.server()))).await;
    assert_eq!(answer.code(), ErrorCode::NotAllowed, "whoever has the keys is told");
    let guess = Person { login_key: key(), ..leaver.clone() };
    let challenge = app.challenge("leaver").await.challenge;
    let answer = app.send(post(path::SESSION).json(&guess.proof(challenge, app.server()))).await;
    assert_eq!(answer.code(), ErrorCode::SignInRefused, "and nobody else");

    let challenge = app.challenge("leaver").await.challenge;
    let ended = Ended { sign_in: leaver.proof(challenge, app.server()), after: 2 };
    let page: DirectoryPage = app.send(post(path::SESSION_ENDED).json(&ended)).await.cbor();
    assert_eq!(page.entries.last(), Some(&entry), "the administrator's own word");
    let challenge = app.challenge("owner").await.challenge;
    let ended = Ended { sign_in: app.program.owner.proof(challenge, app.server()), after: 0 };
    assert_eq!(app.send(post(path::SESSION_ENDED).json(&ended)).await.code(), ErrorCode::NotAllowed);
}

#[tokio::test]
async fn an_account_is_brought_back_by_its_owner_alone_and_replaces_none() {
    let mut app = App::found().await;
    let (person, _) = app.join("person", Role::Counselor).await;
    let (leaver, _) = app.join("leaver", Role::Counselor).await;
    let again = |person: &Person, server: PublicKey| {
        let NewAccount { user, login, login_key, secret_key_id, keyring } = person.account();
        AccountAgain { org: person.org, server, user, login, login_key, secret_key_id, keyring }
    };
    let here = app.server();
    let whole = sign(&person.key, &again(&person, here));
    assert_eq!(app.send(post(path::ACCOUNT_AGAIN).json(&whole)).await.status, StatusCode::CREATED, "the same is no harm");
    let other_keys = Person { login_key: key(), ..person.clone() };
    let refused = [
        (sign(&person.key, &again(&other_keys, here)), ErrorCode::Conflict),
        (sign(&person.key, &again(&Person { login: "free".to_owned(), ..person.clone() }, here)), ErrorCode::Conflict),
        (sign(&leaver.key, &again(&person, here)), ErrorCode::NotAllowed),
        (sign(&person.key, &again(&person, PublicKey([7; 32]))), ErrorCode::NotAllowed),
        (sign(&key(), &again(&Person::new(person.org, "nobody"), here)), ErrorCode::NotAllowed),
    ];
    for (number, (account, code)) in refused.iter().enumerate() {
        assert_eq!(app.send(post(path::ACCOUNT_AGAIN).json(account)).await.code(), *code, "{number}");
    }
    let owner = app.owner().await;
    let entry = app.program.by_owner(Statement::Revoked(leaver.user));
    app.send(post(path::DIRECTORY).by(&owner).json(&entry)).await;
    let account = sign(&leaver.key, &again(&leaver, here));
    assert_eq!(app.send(post(path::ACCOUNT_AGAIN).json(&account)).await.code(), ErrorCode::NotAllowed);
}

#[tokio::test]
async fn the_directory_takes_entries_back_only_where_they_continue_it() {
    let mut app = App::found().await;
    let (_, cookie) = app.join("person", Role::Counselor).await;
    let known: DirectoryPage = app.send(get(&format!("{}?after=0", path::DIRECTORY)).by(&cookie)).await.cbor();
    let send = async |entries: Vec<Signed<DirectoryEntry>>| {
        app.send(post(path::DIRECTORY_AGAIN).by(&cookie).cbor(&DirectoryPage { entries })).await
    };
    assert_eq!(send(known.entries.clone()).await.status, StatusCode::CREATED, "what is known is no harm");
    let mut exchanged = known.entries.clone();
    exchanged.swap(0, 1);
    assert_eq!(send(exchanged).await.status, StatusCode::CREATED, "each is known under its number");
    let last = known.entries.last().unwrap().peek().unwrap();
    let forged = sign(&key(), &DirectoryEntry { seq: last.seq, ..last });
    assert_eq!(send(vec![forged]).await.code(), ErrorCode::Conflict);
}

#[tokio::test]
async fn a_withdrawn_invitation_cannot_be_used() {
    let app = App::found().await;
    let owner = app.owner().await;
    let invitation = app.invite(Role::Counselor).await;
    let name = InviteKey { key: public(&invitation) };
    let answer = app.send(post(path::INVITATION_WITHDRAW).by(&owner).json(&name)).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(app.send(post(path::INVITATION_OFFER).json(&name)).await.code(), ErrorCode::InvitationEnded);
    let again = app.send(post(path::INVITATION_WITHDRAW).by(&owner).json(&name)).await;
    assert_eq!(again.code(), ErrorCode::InvitationEnded);
}

#[tokio::test]
async fn a_withdrawn_enrollment_loses_its_session_at_once() {
    let app = App::found().await;
    let person = Person::new(app.program.org, "colleague");
    let invitation = app.invite(Role::Counselor).await;
    app.send(post(path::ENROLL).json(&app.enrollment(&invitation, &person))).await;
    let waiting = app.sign_in(&person).await;
    assert_eq!(app.send(get(path::DIRECTORY).by(&waiting)).await.status, StatusCode::OK);
    let owner = app.owner().await;
    let name = InviteKey { key: public(&invitation) };
    let answer = app.send(post(path::INVITATION_WITHDRAW).by(&owner).json(&name)).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    for path in [path::DIRECTORY, path::SESSION] {
        assert_eq!(app.send(get(path).by(&waiting)).await.code(), ErrorCode::SignedOut, "{path}");
    }
    assert_eq!(app.send(get(path::SESSION).by(&owner)).await.status, StatusCode::OK);
}
