//! Who a record is about: ages, contact, and what keeps a profile from being saved.

use crate::made::{day, full_profile};
use clinical::*;
use proptest::prelude::*;

fn errors(change: impl FnOnce(&mut PatientProfile)) -> Vec<(Place, Wrong)> {
    let mut profile = full_profile();
    change(&mut profile);
    profile.check(day("2026-11-18")).into_iter().map(|error| (error.place.clone(), error.wrong().unwrap())).collect()
}

#[test]
fn a_complete_profile_is_saved() {
    assert_eq!(errors(|_| {}), []);
}

#[test]
fn what_is_missing_is_told_in_the_order_of_the_form() {
    assert_eq!(
        errors(|profile| *profile = PatientProfile::default()),
        [
            (Field::GivenName.into(), Wrong::Missing),
            (Field::FamilyName.into(), Wrong::Missing),
            (Field::BirthDate.into(), Wrong::Missing),
            (Field::Opened.into(), Wrong::Missing),
        ]
    );
}

#[test]
fn thirty_characters_that_show_nothing_are_no_name() {
    let unseen = "\u{200b}".repeat(30);
    assert_eq!(errors(|profile| profile.name.given = unseen.clone()), [(Field::GivenName.into(), Wrong::Missing)]);
    assert_eq!(errors(|profile| profile.name.family = unseen.clone()), [(Field::FamilyName.into(), Wrong::Missing)]);
    let mut profile = full_profile();
    profile.name.preferred = unseen;
    assert!(profile.name.display().starts_with(&profile.name.given), "a preferred name that shows nothing is none");
}

#[test]
fn a_birth_date_is_neither_in_the_future_nor_before_1900() {
    let at = |date: &str| errors(|profile| profile.birth_date = Some(day(date)));
    assert_eq!(at("2026-11-19"), [(Field::BirthDate.into(), Wrong::InFuture), (Field::Opened.into(), Wrong::BeforeBirth)]);
    assert_eq!(at("1899-12-31"), [(Field::BirthDate.into(), Wrong::TooEarly)]);
    assert_eq!(at("1900-01-01"), []);
    assert_eq!(parse_date("1900-02-29"), Err(Wrong::NotADate));
    assert_eq!(parse_date(" "), Ok(None));
    assert_eq!(parse_date("2000-02-29"), Ok(Some(day("2000-02-29"))));
}

#[test]
fn care_may_be_planned_a_year_ahead_and_not_before_birth() {
    let at = |date: &str| errors(|profile| profile.opened = Some(day(date)));
    assert_eq!(at("2027-11-18"), []);
    assert_eq!(at("2027-11-19"), [(Field::Opened.into(), Wrong::InFuture)]);
    assert_eq!(at("1992-02-28"), [(Field::Opened.into(), Wrong::BeforeBirth)]);
}

#[test]
fn a_permission_without_a_number_or_address_is_refused() {
    assert_eq!(errors(|profile| profile.contact.phone.clear()), [(Field::Phone.into(), Wrong::NoPhoneForContact)]);
    assert_eq!(
        errors(|profile| {
            profile.safe_contact.email = true;
            profile.contact.email.clear();
        }),
        [(Field::Email.into(), Wrong::NoEmailForContact)]
    );
    assert_eq!(
        errors(|profile| {
            profile.safe_contact.call = false;
            profile.safe_contact.voicemail = true;
        }),
        [(Field::SafeContact.into(), Wrong::VoicemailWithoutCall)]
    );
    assert!(SafeContact::default().allows_nothing(), "nothing is allowed until it was asked");
    assert!(!full_profile().safe_contact.allows_nothing());
}

#[test]
fn numbers_and_addresses_are_checked_without_being_pedantic() {
    for phone in ["312 555 0142", "+49 30 901820", "(312) 555-0142 ext. 7", "555-0142"] {
        assert_eq!(errors(|profile| profile.contact.phone = phone.into()), [], "{phone}");
    }
    for phone in ["call Ada", "12", "x312 555 0142"] {
        assert_eq!(errors(|profile| profile.contact.phone = phone.into()), [(Field::Phone.into(), Wrong::NotAPhone)], "{phone}");
    }
    for email in ["wren", "wren@", "@example.org", "wren@example", "a b@example.org", "wren@.org", "a@b@example.org"] {
        assert_eq!(errors(|profile| profile.contact.email = email.into()), [(Field::Email.into(), Wrong::NotAnEmail)], "{email}");
    }
    assert_eq!(errors(|profile| profile.contact.email = "wren.m+harbor@mail.example.org".into()), []);
}

#[test]
fn an_emergency_contact_has_a_name_and_a_number() {
    assert_eq!(
        errors(|profile| profile.emergency = Some(EmergencyContact::default())),
        [(Field::EmergencyContact.into(), Wrong::Missing), (Field::EmergencyPhone.into(), Wrong::Missing)]
    );
    assert_eq!(errors(|profile| profile.emergency = None), []);
}

#[test]
fn long_texts_and_unknown_levels_are_refused() {
    assert_eq!(errors(|profile| profile.name.given = "a".repeat(201)), [(Field::GivenName.into(), Wrong::TooLong { max: 200 })]);
    let level = LevelOfCare { edition: Edition::Fourth, number: "3.3".into() };
    assert_eq!(errors(|profile| profile.level_of_care = Some(level)), [(Field::LevelOfCare.into(), Wrong::UnknownLevel)]);
}

#[test]
fn names_are_shown_as_the_client_goes_by_them() {
    let mut name = full_profile().name;
    assert_eq!(name.display(), "Wren O’Maple-Thorn");
    assert_eq!(name.legal(), "Renée O’Maple-Thorn");
    assert_eq!(name.sort_key(), "o’maple-thorn wren");
    name.preferred.clear();
    assert_eq!(name.display(), "Renée O’Maple-Thorn");
    assert_eq!(PatientName::default().display(), "");
}

#[test]
fn who_was_born_on_a_leap_day_is_older_on_the_first_of_march() {
    let profile = full_profile();
    let age = |date: &str| profile.age_on(day(date));
    assert_eq!(age("2025-02-28"), Some(32));
    assert_eq!(age("2025-03-01"), Some(33));
    assert_eq!(age("2028-02-28"), Some(35));
    assert_eq!(age("2028-02-29"), Some(36));
    assert_eq!(age("1992-02-29"), Some(0));
    assert_eq!(age("1992-02-28"), None);
}

proptest! {
    #[test]
    fn nobody_is_older_than_their_years(birth in 0i64..50_000, later in 0i64..50_000) {
        let birth = day("1900-01-01") + chrono::Days::new(birth as u64);
        let date = birth + chrono::Days::new(later as u64);
        let age = PatientProfile { birth_date: Some(birth), ..PatientProfile::default() }.age_on(date).unwrap();
        let days = later as f64 / 365.2425;
        prop_assert!((f64::from(age) - days.floor()).abs() <= 1.0);
        prop_assert!(f64::from(age) <= days + 0.01);
    }
}

#[test]
fn a_name_does_not_turn_the_sentence_around_it() {
    let name = PatientName { given: "Wren\u{202E}".into(), family: "\u{2066}Maplethorn".into(), ..PatientName::default() };
    assert_eq!((name.display().as_str(), name.legal().as_str()), ("Wren Maplethorn", "Wren Maplethorn"));
    let hebrew = PatientName { given: "\u{05D3}\u{05DF}".into(), ..PatientName::default() };
    assert_eq!(
        hebrew.display(),
        "\u{2068}\u{05D3}\u{05DF}\u{2069}",
        "a name that is read from the right is set apart (UAX #9, FSI)"
    );
    let author = AuthorLine { name: "Ines \u{202E}Quill".into(), credential: "CADC".into() };
    assert_eq!(author.text(), "Ines Quill, CADC");
}
