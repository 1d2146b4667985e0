//! Every status against every event: a table, and the laws it must keep.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use record::{Class, Event, Refused, Review, Status};

const STATUSES: [Status; 10] = [
    Status::Preliminary,
    Status::Final(Review::NotOwed),
    Status::Final(Review::Owed),
    Status::Final(Review::Returned),
    Status::Final(Review::Attested),
    Status::Amended(Review::NotOwed),
    Status::Amended(Review::Owed),
    Status::Amended(Review::Returned),
    Status::Amended(Review::Attested),
    Status::EnteredInError,
];

const EVENTS: [Event; 7] = [
    Event::Save,
    Event::Sign(Review::NotOwed),
    Event::Sign(Review::Owed),
    Event::Attest,
    Event::Return,
    Event::Amend,
    Event::Retract,
];

#[test]
fn every_status_meets_every_event_as_the_table_says() {
    let mut table = String::new();
    for status in STATUSES {
        for event in EVENTS {
            let after = match status.apply(Class::Note, event) {
                Ok(after) => format!("{after:?}"),
                Err(refused) => format!("refused: {refused}"),
            };
            table.push_str(&format!("{:<20} {:<14} {after}\n", format!("{status:?}"), format!("{event:?}")));
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_profile_is_saved_and_nothing_else() {
    for event in EVENTS {
        let after = Status::Preliminary.apply(Class::Profile, event);
        match event {
            Event::Save => assert_eq!(after, Ok(Status::Preliminary)),
            Event::Sign(_) | Event::Attest | Event::Return | Event::Amend | Event::Retract => {
                assert_eq!(after, Err(Refused::NoSuchEvent));
            }
        }
    }
}

proptest! {
    #[test]
    fn nothing_follows_a_retraction_and_a_signature_is_never_undone(events in proptest::collection::vec(0..EVENTS.len(), 0..20)) {
        let mut status = Status::Preliminary;
        let mut signed = false;
        for index in events {
            let event = EVENTS[index];
            let Ok(next) = status.apply(Class::Plan, event) else { continue };
            prop_assert_ne!(status, Status::EnteredInError);
            signed |= matches!(event, Event::Sign(_));
            prop_assert!(!signed || next != Status::Preliminary);
            status = next;
        }
    }

    #[test]
    fn an_attestation_needs_a_review_that_is_owed(events in proptest::collection::vec(0..EVENTS.len(), 0..20)) {
        let mut status = Status::Preliminary;
        for index in events {
            let event = EVENTS[index];
            let before = status;
            let Ok(next) = status.apply(Class::Note, event) else { continue };
            if matches!(event, Event::Attest | Event::Return) {
                prop_assert_eq!(before.review(), Some(Review::Owed));
            }
            status = next;
        }
    }
}
