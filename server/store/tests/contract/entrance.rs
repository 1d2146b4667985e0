//! Challenges and sessions, at moments that tests choose.

use super::{
    house::{House, NOW, Place},
    people::fresh,
};
use record::*;
use std::time::Duration;
use store::Token;

const MINUTE: i64 = 60 * 1000;

pub async fn a_challenge_is_good_once_and_for_its_name(place: Place) {
    let store = place.open().await;
    let challenge = store.make_challenge("someone", NOW).await.unwrap();
    assert_ne!(challenge, store.make_challenge("someone", NOW).await.unwrap());
    assert!(store.take_challenge("someone", &challenge, NOW).await.unwrap());
    assert!(!store.take_challenge("someone", &challenge, NOW).await.unwrap());
    let other = store.make_challenge("someone", NOW).await.unwrap();
    assert!(!store.take_challenge("another", &other, NOW).await.unwrap());
    assert!(!store.take_challenge("someone", &other, NOW).await.unwrap(), "a wrong try uses it up");
    assert!(!store.take_challenge("someone", &Digest::ZERO, NOW).await.unwrap());
}

pub async fn a_challenge_ends_after_two_minutes(place: Place) {
    let store = place.open().await;
    let (one, two) = (store.make_challenge("a", NOW).await.unwrap(), store.make_challenge("a", NOW).await.unwrap());
    assert!(store.take_challenge("a", &one, NOW.plus(limits::CHALLENGE - 1)).await.unwrap());
    // Making another one later sweeps, and must not take what is still good.
    store.make_challenge("b", NOW.plus(limits::CHALLENGE - 1)).await.unwrap();
    assert!(!store.take_challenge("a", &two, NOW.plus(limits::CHALLENGE)).await.unwrap());
}

pub async fn a_session_ends_after_half_an_hour_without_use(place: Place) {
    let house = House::found(&place).await;
    let token = house.store.begin_session(house.program.owner.user, NOW).await.unwrap();
    let at = |minutes: i64| NOW.plus(minutes * MINUTE);
    for minutes in [29, 58, 87] {
        let session = house.store.session(&token, at(minutes)).await.unwrap().unwrap();
        assert_eq!(session.ends(), NOW.plus(limits::SESSION_ABSOLUTE));
    }
    assert!(house.store.session(&token, at(87 + 30)).await.unwrap().is_none());
    assert!(house.store.session(&token, at(88)).await.unwrap().is_none(), "what has ended does not come back");
}

pub async fn a_session_ends_after_twelve_hours_of_use(place: Place) {
    let house = House::found(&place).await;
    let token = house.store.begin_session(house.program.owner.user, NOW).await.unwrap();
    for half in 1..=28 {
        // 25 minutes each: 28 of them are 11 hours 40 minutes.
        assert!(house.store.session(&token, NOW.plus(half * 25 * MINUTE)).await.unwrap().is_some());
    }
    // A sweep in between takes only what has ended.
    house.store.make_challenge("a", NOW.plus(700 * MINUTE)).await.unwrap();
    assert!(house.store.session(&token, NOW.plus(12 * 60 * MINUTE - 1)).await.unwrap().is_some());
    assert!(house.store.session(&token, NOW.plus(12 * 60 * MINUTE)).await.unwrap().is_none());
}

pub async fn a_token_that_was_altered_opens_nothing(place: Place) {
    let house = House::found(&place).await;
    let token = house.store.begin_session(house.program.owner.user, NOW).await.unwrap();
    let text = token.to_text();
    assert!(house.store.session(&Token::from_text(&text).unwrap(), NOW).await.unwrap().is_some());
    let last = if text.ends_with('0') { '1' } else { '0' };
    let altered = format!("{}{last}", &text[..text.len() - 1]);
    assert!(house.store.session(&Token::from_text(&altered).unwrap(), NOW).await.unwrap().is_none());
    let other_hour = format!("{:x}{}", 7, &text[text.find('.').unwrap()..]);
    assert!(house.store.session(&Token::from_text(&other_hour).unwrap(), NOW).await.unwrap().is_none());
    for bad in ["", ".", "x.y", &text[1..text.len() - 1], &format!("{text} "), &text.to_uppercase()] {
        assert!(Token::from_text(bad).is_none(), "{bad}");
    }
}

pub async fn sign_out_ends_the_session(place: Place) {
    let house = House::found(&place).await;
    let user = house.program.owner.user;
    let token = house.store.begin_session(user, NOW).await.unwrap();
    let session = house.store.session(&token, NOW).await.unwrap().unwrap();
    assert_eq!(session.user(), user);
    house.store.end_session(&session, NOW).await.unwrap();
    assert!(house.store.session(&token, NOW).await.unwrap().is_none());
    let stranger = Token::from_text(&format!("1.{}", Digest::of("x", &fresh().to_be_bytes()))).unwrap();
    assert!(house.store.session(&stranger, NOW).await.unwrap().is_none());
}

pub async fn a_session_ended_at_another_server_ends_here_within_a_second(place: Place) {
    let house = House::found(&place).await;
    let (here, there) = (&house.store, house.store.beside());
    let token = here.begin_session(house.program.owner.user, NOW).await.unwrap();
    assert!(here.session(&token, NOW).await.unwrap().is_some());
    let session = there.session(&token, NOW).await.unwrap().unwrap();
    there.end_session(&session, NOW).await.unwrap();
    assert!(there.session(&token, NOW).await.unwrap().is_none(), "where it ended, at once");
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(here.session(&token, NOW).await.unwrap().is_none());
}

pub async fn use_of_a_session_ended_elsewhere_does_not_lengthen_the_second(place: Place) {
    let house = House::found(&place).await;
    let (here, there) = (&house.store, house.store.beside());
    let token = here.begin_session(house.program.owner.user, NOW).await.unwrap();
    here.session(&token, NOW).await.unwrap().unwrap();
    let session = there.session(&token, NOW).await.unwrap().unwrap();
    there.end_session(&session, NOW).await.unwrap();
    tokio::time::sleep(Duration::from_millis(600)).await;
    // A minute later by the clock of the sessions: this use would be written down, if the row were there.
    here.session(&token, NOW.plus(MINUTE)).await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(here.session(&token, NOW.plus(MINUTE)).await.unwrap().is_none());
}
