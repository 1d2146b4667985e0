//! Values for tests, and strategies that make them.

use chrono::{DateTime, Datelike, NaiveDate, Offset, Utc};
use clinical::{
    plan::{LineId, ObjectiveStatus},
    *,
};
use proptest::prelude::*;
use record::{ClockReading, DocId, Time};
use std::collections::{BTreeMap, BTreeSet};

pub fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A believed clock that says `text`.
pub fn clock(text: &str) -> ClockReading {
    ClockReading { device: Time::from(utc(text)), offset: Some(0), uncertain: false }
}

pub fn chicago(text: &str) -> Zoned {
    Zoned::new(utc(text), "America/Chicago", -360).unwrap()
}

/// 18 November 2026, 10:00 to 10:50 in Chicago.
pub fn session() -> ServiceTime {
    ServiceTime::new(chicago("2026-11-18T16:00:00Z"), chicago("2026-11-18T16:50:00Z")).unwrap()
}

/// A note with something in every field.
pub fn full_note() -> Note {
    let mut note = Note::new(ServiceType::Individual, Format::Dap);
    note.when = When::Known(session());
    note.modality = Some(Modality::InPerson);
    note.location = "Harbor Row, room 2".into();
    note.participants = vec![Participant { name: "Ada Maplethorn".into(), relation: "sister".into() }];
    note.author = Some(AuthorLine { name: "Ines Quill".into(), credential: "CADC".into() });
    note.episode = Some(Box::new(Episode {
        program: "Harbor Row".into(),
        level_of_care: LevelOfCare::find(Edition::Fourth, "2.1"),
        opened: Some(day("2026-10-04")),
    }));
    note.risk.set(RiskItem::Suicide, Screen::Denied);
    note.risk.set(RiskItem::Overdose, Screen::Present("Naloxone at home.".into()));
    note.toxicology = "Sample of 16 November: as expected.".into();
    note.next_session = Some(chicago("2026-11-20T16:00:00Z"));
    note.plan = Some(DocId::from_u128(4));
    let mut link = Link::new(LineId::new("o-phone").unwrap());
    link.interventions = vec![LineId::new("i-calls").unwrap()];
    link.progress = Some(ObjectiveStatus::Improving);
    link.value = Some(2);
    link.remark = "Rehearsed twice, in her own words.".into();
    link.sections = vec!["data".into(), "plan".into()];
    note.links = vec![link];
    note.absence = Some(Absence::Cancelled);
    note.attempts = vec![Attempt {
        method: OutreachMethod::Call,
        at: Some(chicago("2026-11-18T16:20:00Z")),
        result: "She called back at noon.".into(),
    }];
    note.set_text("data", "Wren came on time.");
    note.set_text("assessment", "Craving follows conflict.");
    note.set_text("plan", "Two sessions a week.");
    note.set_aside.insert("subjective".into(), "“It was a hard week.”".into());
    note.late_reason = "The tablet was being repaired.".into();
    note.carried = BTreeSet::from(["plan".into()]);
    note
}

/// A note that can be signed without a word.
pub fn clean_note() -> Note {
    let mut note = full_note();
    note.set_aside.clear();
    note.carried.clear();
    note.absence = None;
    note.attempts.clear();
    for item in RiskItem::ALL {
        note.risk.set(item, Screen::Denied);
    }
    note.late_reason.clear();
    note
}

/// A profile with something in every field.
pub fn full_profile() -> PatientProfile {
    PatientProfile {
        name: PatientName { given: "Renée".into(), family: "O’Maple-Thorn".into(), preferred: "Wren".into() },
        pronouns: "she/her".into(),
        birth_date: Some(day("1992-02-29")),
        contact: Contact {
            phone: "+1 (312) 555-0142".into(),
            email: "wren@example.org".into(),
            address: "4 Fennel Street\nChicago".into(),
        },
        safe_contact: SafeContact {
            call: true,
            voicemail: false,
            text: true,
            email: false,
            words_to_use: "Say you are Ines.".into(),
            not_to_speak_to: "Her mother".into(),
        },
        program: "Harbor Row evening".into(),
        level_of_care: LevelOfCare::find(Edition::Fourth, "2.1"),
        opened: Some(day("2026-10-05")),
        emergency: Some(EmergencyContact {
            name: "Ada Maplethorn".into(),
            relation: "sister".into(),
            phone: "312 555 0143".into(),
            knows: true,
        }),
        allergies: Some("sulfonamides".into()),
        measures: measure::MeasureSchedules::default(),
    }
}

pub fn any_format() -> impl Strategy<Value = Format> {
    prop::sample::select(Format::ALL.to_vec())
}

pub fn any_service() -> impl Strategy<Value = ServiceType> {
    prop::sample::select(ServiceType::ALL.to_vec())
}

/// Every section id there is, and one that no table knows.
pub fn section_ids() -> Vec<&'static str> {
    let formats = Format::ALL.into_iter().flat_map(Format::sections);
    let services = ServiceType::ALL.into_iter().flat_map(|service| service.spec().fields);
    let mut ids: Vec<_> = formats.chain(services).map(|section| section.id).chain(["from_another_time"]).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

pub fn any_texts() -> impl Strategy<Value = BTreeMap<String, String>> {
    let id = prop::sample::select(section_ids()).prop_map(str::to_owned);
    prop::collection::btree_map(id, "[a-zé ]{0,12}", 0..8)
}

pub fn any_zoned() -> impl Strategy<Value = Zoned> {
    let zone = prop::sample::select(vec!["America/Chicago", "UTC", "Asia/Kathmandu", "Etc/GMT+5", "America/Port-au-Prince"]);
    (-2_000_000_000i64..4_000_000_000, zone, -840i32..=840)
        .prop_map(|(seconds, zone, offset)| placed(DateTime::from_timestamp(seconds, 0).unwrap(), zone, offset))
}

/// With the offset that holds there, where the zone is known; else with this one.
fn placed(at: DateTime<Utc>, zone: &str, offset: i32) -> Zoned {
    let known = LocalZone::named(zone, at.year()).map(|zone| at.with_timezone(&zone).offset().fix().local_minus_utc() / 60);
    Zoned::new(at, zone, known.unwrap_or(offset)).unwrap()
}

pub fn any_service_time() -> impl Strategy<Value = ServiceTime> {
    (any_zoned(), 1i64..=720, -60i32..=60).prop_map(|(start, minutes, shift)| {
        let offset = (start.offset_minutes() + shift).clamp(-Zoned::WIDEST, Zoned::WIDEST);
        let end = placed(start.utc() + chrono::Duration::minutes(minutes), start.zone(), offset);
        ServiceTime::new(start, end).unwrap()
    })
}

fn any_screen() -> impl Strategy<Value = Screen> {
    prop_oneof![Just(Screen::NotAsked), Just(Screen::Denied), ".{0,20}".prop_map(Screen::Present)]
}

pub fn any_note() -> impl Strategy<Value = Note> {
    let head = (
        any_service(),
        any_format(),
        prop::option::of(any_service_time()),
        prop::option::of(prop::sample::select(Modality::ALL.to_vec())),
    );
    let rest = (any_texts(), any_texts(), prop::collection::vec(any_screen(), 4), prop::option::of(any_zoned()), ".{0,20}");
    (head, rest).prop_map(|((service, format, time, modality), (sections, set_aside, screens, next_session, text))| {
        let carried = sections.keys().filter(|id| id.len() % 2 == 0).cloned().collect();
        let links = sections.keys().filter_map(|id| Some(Link::new(LineId::new(id.as_str()).ok()?))).collect();
        let attempts = vec![Attempt { result: text.clone(), ..Attempt::default() }];
        let mut note = Note {
            modality,
            carried,
            links,
            attempts,
            sections,
            set_aside,
            next_session,
            toxicology: text.clone(),
            late_reason: text,
            ..Note::new(service, format)
        };
        note.when = time.map_or_else(When::default, When::Known);
        for (item, screen) in RiskItem::ALL.into_iter().zip(screens) {
            note.risk.set(item, screen);
        }
        note
    })
}
