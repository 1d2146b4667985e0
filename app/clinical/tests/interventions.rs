//! Interventions. Expected values come from the clinical reference, section 14, and rows I1 to I6 of the source articles.

use crate::made::{day, utc};
use clinical::{AuthorLine, Body, Edition, Kind, LevelOfCare, PatientName, Zoned, intervention::*, search};
use record::RecordId;
use std::collections::BTreeSet;

pub fn id(text: &str) -> ParticipantId {
    ParticipantId::new(text).unwrap()
}

pub fn at(text: &str) -> Zoned {
    Zoned::new(utc(text), "America/Chicago", -360).unwrap()
}

pub fn screened(answer: ScreenAnswer, words: &str) -> Screened {
    Screened { answer, words: words.into() }
}

fn speaker(name: &str, relation: &str, role: &str) -> Participant {
    let id = id(&name.to_lowercase().replace(' ', "-"));
    Participant { name: name.into(), relation: relation.into(), role: role.into(), ..Participant::new(id) }
}

/// Prepared, and not held yet: session on 14 November, 10:05 AM in Chicago.
pub fn prepared() -> Intervention {
    let mother = Participant {
        letter: LetterState { state: LetterStage::Reviewed, reviewed_on: Some(day("2026-11-10")), read: false },
        ..speaker("Delphine", "mother", "Reads first")
    };
    let father =
        Participant { not_taking_part: true, why_not: "Drinking; chose not to.".into(), ..speaker("Fitch", "father", "") };
    Intervention {
        person: PatientName { given: "Alder".into(), family: "Thackery".into(), preferred: String::new() },
        birth_date: Some(day("1995-03-02")),
        requested_by: "Delphine Thackery".into(),
        requested_on: Some(day("2026-11-02")),
        concern: "He lost his license in May and drinks alone.".into(),
        interventionist: "Juniper Vale, LMFT".into(),
        model: Some(Model::Invitational),
        model_why: "He walked out of a surprise meeting in 2024.".into(),
        model_on: Some(day("2026-11-04")),
        invited_on: Some(day("2026-11-06")),
        screen: ScreenItem::ALL.iter().map(|item| (*item, screened(ScreenAnswer::Clear, ""))).collect(),
        screened_on: Some(day("2026-11-05")),
        participants: vec![mother, speaker("Otis", "brother", "Offers the ride"), father],
        meetings: vec![
            Meeting {
                on: Some(day("2026-11-10")),
                present: [id("delphine"), id("otis")].into(),
                words: "Read aloud twice.".into(),
            },
            Meeting { on: Some(day("2026-11-05")), present: [id("delphine")].into(), words: String::new() },
        ],
        treatment: ArrangedTreatment {
            program: "Harbor Row".into(),
            level: LevelOfCare::find(Edition::Fourth, "3.5"),
            bed: "Bed 4".into(),
            held_until: Some(day("2026-11-20")),
            coverage: "Verified Nov 12.".into(),
            transport: "Otis, 25 min".into(),
            packing: "Packed, with Delphine".into(),
            detox: DetoxNeed::Needed,
            detox_words: "CIWA-Ar on arrival.".into(),
            expect: "Five days of withdrawal care, then four weeks.".into(),
        },
        consequences: vec![Consequence { by: Some(id("delphine")), words: "No cash. Rides any time.".into(), announced: false }],
        session: Session { start: Some(at("2026-11-14T16:05:00Z")), place: "Delphine’s home".into(), ..Session::default() },
        supports: vec![FamilySupport {
            who: Some(id("delphine")),
            what: "Family group, Thursdays".into(),
            offer: Offer::Accepted,
        }],
        ..Intervention::default()
    }
}

/// Something in every field.
pub fn full_intervention() -> Intervention {
    let mut all = held(Outcome::AskedForTime);
    all.author = Some(AuthorLine { name: "Juniper Vale".into(), credential: "LMFT".into() });
    all.screened_again_on = Some(day("2026-11-14"));
    all.session.until = Some(day("2026-11-20"));
    all.session.said = "I heard all of it. Give me until Friday.".into();
    all.session.words = "He kept the bed information.".into();
    all.session.incident = screened(ScreenAnswer::Clear, "");
    all.follow_ups = vec![
        FollowUp {
            on: Some(day("2026-11-16")),
            time: "9 AM".into(),
            with: "Otis".into(),
            done: true,
            result: "Alder asked what detox is like.".into(),
            outcome: None,
        },
        FollowUp { on: Some(day("2026-11-20")), with: "Alder, by phone".into(), ..FollowUp::default() },
    ];
    (all.admit_on, all.admit_time, all.escort) = (Some(day("2026-11-21")), "10 AM".into(), "Otis".into());
    let first = Session {
        start: Some(at("2026-10-31T16:00:00Z")),
        end: Some(at("2026-10-31T16:40:00Z")),
        place: "The garage".into(),
        outcome: Some(Outcome::Left),
        words: "He got up when the door was opened, and came back for his jacket.".into(),
        ..Session::default()
    };
    all.earlier = vec![EarlierSession { session: first, attended: [(id("delphine"), Attendance::There)].into() }];
    all
}

pub fn full_letter() -> Letter {
    Letter {
        intervention: RecordId::from_u128(14),
        participant: id("delphine"),
        text: "I miss you at the table.".into(),
        author: Some(AuthorLine { name: "Juniper Vale".into(), credential: "LMFT".into() }),
    }
}

pub fn full_link() -> AdmissionLink {
    AdmissionLink {
        chart: RecordId::from_u128(15),
        admitted_on: Some(day("2026-11-21")),
        author: Some(AuthorLine { name: "Juniper Vale".into(), credential: "LMFT".into() }),
    }
}

/// The same session, held.
pub fn held(outcome: Outcome) -> Intervention {
    let mut all = prepared();
    all.session.outcome = Some(outcome);
    all.session.end = Some(at("2026-11-14T17:20:00Z"));
    for one in all.participants.iter_mut().filter(|one| !one.not_taking_part) {
        one.attended = Attendance::There;
    }
    all.participants[0].letter.read = true;
    all.consequences[0].announced = true;
    all
}

pub fn blocking(all: &Intervention, today: &str) -> Vec<(String, &'static str)> {
    let found = all.check_on(day(today));
    found.iter().filter(|one| one.blocks()).map(|one| (one.place.name(), one.rule.id())).collect()
}

pub fn warned(all: &Intervention, today: &str) -> Vec<(String, &'static str)> {
    let found = all.check_on(day(today));
    found.iter().filter(|one| !one.blocks()).map(|one| (one.place.name(), one.rule.id())).collect()
}

#[test]
fn the_vocabulary_is_that_of_the_reference() {
    let models: Vec<&str> = Model::ALL.iter().map(|one| one.label()).collect();
    assert_eq!(models, ["Invitational", "Johnson", "Systemic family", "CRAFT", "Field model", "Other"]);
    let outcomes: Vec<&str> = Outcome::ALL.iter().map(|one| one.label()).collect();
    assert_eq!(
        outcomes,
        ["Accepted now", "Accepted later", "Accepted in part", "Asked for time", "Refused for now", "Left", "Postponed"]
    );
    // violence, SI, weapons, intoxication plan, acute psychosis; withdrawal: abrupt forced withdrawal is dangerous (R8)
    let items: BTreeSet<&str> = ScreenItem::ALL.iter().map(|one| one.id()).collect();
    assert_eq!(items, ["violence", "suicide", "weapons", "intoxication", "psychosis", "withdrawal"].into());
    let shame = ["fail", "clean", "dirty", "addict"];
    for words in outcomes.iter().chain(&models) {
        assert!(shame.iter().all(|word| !words.to_lowercase().contains(word)), "{words}");
    }
}

#[test]
fn a_record_is_signed_as_soon_as_it_names_the_person() {
    assert_eq!(blocking(&Intervention::default(), "2026-11-03"), [("person-given".to_owned(), "missing")]);
    let person = PatientName { given: "Alder".into(), ..PatientName::default() };
    assert!(blocking(&Intervention { person, ..Intervention::default() }, "2026-11-03").is_empty());
    assert!(blocking(&prepared(), "2026-11-12").is_empty());
    assert!(blocking(&full_intervention(), "2026-11-18").is_empty());
}

#[test]
fn a_model_is_chosen_with_a_reason_and_a_surprise_is_not_announced() {
    let all = Intervention { model_why: " ".into(), ..prepared() };
    assert_eq!(blocking(&all, "2026-11-12"), [("intervention-model-why".to_owned(), "model-without-reason")]);
    let all = Intervention { model: Some(Model::Johnson), ..prepared() };
    assert!(warned(&all, "2026-11-12").contains(&("intervention-invited-on".to_owned(), "surprise-and-invited")));
}

#[test]
fn a_concern_says_what_it_is_and_may_be_a_reason_not_to_meet() {
    let with = |item: ScreenItem, words: &str| {
        let mut all = prepared();
        all.screen.insert(item, screened(ScreenAnswer::Concern, words));
        all
    };
    for item in ScreenItem::ALL {
        let place = format!("screen-{}-words", item.id());
        assert_eq!(blocking(&with(*item, ""), "2026-11-12"), [(place, "risk-not-described")]);
        let stops = warned(&with(*item, "Said so."), "2026-11-12").contains(&(format!("screen-{}", item.id()), "may-stop"));
        let reason = matches!(item, ScreenItem::Violence | ScreenItem::Weapons | ScreenItem::Suicide | ScreenItem::Psychosis);
        assert_eq!(stops, reason, "{item:?}");
    }
    let mut all = held(Outcome::AcceptedNow);
    all.screen.remove(&ScreenItem::Weapons);
    assert!(warned(&all, "2026-11-14").contains(&("screen-weapons".to_owned(), "not-asked")));
}

#[test]
fn nobody_was_there_before_the_session_or_without_taking_part() {
    let mut all = prepared();
    all.participants[0].attended = Attendance::There;
    all.participants[0].letter.read = true;
    all.consequences[0].announced = true;
    assert_eq!(
        blocking(&all, "2026-11-12"),
        [
            ("participant-1-attended".to_owned(), "not-held"),
            ("participant-1-letter-read".to_owned(), "not-held"),
            ("consequence-1-announced".to_owned(), "not-held"),
        ]
    );
    let mut all = held(Outcome::Left);
    all.participants[2].attended = Attendance::ByPhone;
    all.participants[1].letter.read = true;
    assert_eq!(
        blocking(&all, "2026-11-14"),
        [
            ("participant-2-letter-read".to_owned(), "no-letter-to-read"),
            ("participant-3-attended".to_owned(), "absent-and-there")
        ]
    );
}

#[test]
fn times_that_cannot_be_are_refused_beside_their_field() {
    let mut all = held(Outcome::AcceptedNow);
    assert_eq!(blocking(&all, "2026-11-13"), [("session-start".to_owned(), "not-yet")]);
    all.session.end = all.session.start.clone();
    assert_eq!(blocking(&all, "2026-11-14"), [("session-end".to_owned(), "end-not-after-start")]);
    all.session.end = Some(at("2026-11-15T04:06:00Z"));
    assert_eq!(blocking(&all, "2026-11-15"), [("session-end".to_owned(), "session-too-long")]);
    let mut all = held(Outcome::AskedForTime);
    all.session.until = Some(day("2026-11-13"));
    all.meetings[0].on = Some(day("2026-11-15"));
    all.follow_ups = vec![FollowUp { on: Some(day("2026-11-12")), with: "Otis".into(), ..FollowUp::default() }];
    assert_eq!(
        blocking(&all, "2026-11-16"),
        [
            ("meeting-1-on".to_owned(), "after-session"),
            ("session-until".to_owned(), "before-session"),
            ("follow-up-1-on".to_owned(), "before-session"),
        ]
    );
    let done = FollowUp { on: Some(day("2026-11-17")), with: "Otis".into(), done: true, ..FollowUp::default() };
    let all = Intervention { follow_ups: vec![done], ..held(Outcome::Left) };
    assert_eq!(
        blocking(&all, "2026-11-16"),
        [("follow-up-1-on".to_owned(), "not-yet"), ("follow-up-1-result".to_owned(), "no-result")]
    );
    let mut all = prepared();
    all.consequences[0].by = Some(id("nobody"));
    assert_eq!(blocking(&all, "2026-11-12"), [("consequence-1-by".to_owned(), "unknown-participant")]);
}

/// Section 14: on admission participants' statements are not the client's consent; they do not go along.
#[test]
fn nothing_that_participants_said_goes_into_the_chart() {
    let secret = "heron";
    let mut all = full_intervention();
    for text in [&mut all.concern, &mut all.requested_by, &mut all.model_why, &mut all.session.words, &mut all.session.said] {
        *text = secret.to_owned();
    }
    for one in &mut all.participants {
        (one.name, one.relation, one.role, one.why_not) = (secret.into(), secret.into(), secret.into(), secret.into());
    }
    all.meetings[0].words = secret.into();
    all.consequences[0].words = secret.into();
    all.supports[0].what = secret.into();
    all.follow_ups[0].result = secret.into();
    all.follow_ups[0].with = secret.into();
    (all.treatment.transport, all.treatment.packing, all.escort) = (secret.into(), secret.into(), secret.into());
    for found in all.screen.values_mut() {
        found.words = secret.into();
    }
    let profile = profile_of(&all, day("2026-11-21"));
    let plan = arranged_plan(&all, day("2026-11-21")).unwrap();
    for text in [serde_json::to_string(&profile).unwrap(), serde_json::to_string(&plan).unwrap()] {
        assert!(!text.contains(secret), "{text}");
    }
    assert_eq!((profile.program.as_str(), profile.opened), ("Harbor Row", Some(day("2026-11-21"))));
    assert!(profile.level_of_care == LevelOfCare::find(Edition::Fourth, "3.5") && profile.birth_date == all.birth_date);
    assert!(plan.level == profile.level_of_care);
    assert_eq!(plan.level_reason, "Arranged before admission: Harbor Row.");
    assert_eq!(plan.risk, "Withdrawal management first. CIWA-Ar on arrival.");
    assert!(arranged_plan(&Intervention::default(), day("2026-11-21")).is_none());
}

#[test]
fn a_day_of_admission_to_come_does_not_begin_care() {
    let all = Intervention { admit_on: Some(day("2026-11-25")), ..prepared() };
    assert_eq!(profile_of(&all, day("2026-11-21")).opened, Some(day("2026-11-21")));
    assert_eq!(profile_of(&all, day("2026-11-26")).opened, Some(day("2026-11-25")));
}

#[test]
fn a_letter_is_never_searched_and_the_rest_is() {
    let today = day("2026-11-18");
    let found = |body: Body| {
        search::Document::of(RecordId::from_u128(1), record::DocId::from_u128(2), &body, &PatientName::default(), today)
    };
    assert!(found(full_letter().into()).is_none() && found(full_link().into()).is_none());
    let text = found(full_intervention().into()).unwrap().text;
    assert!(text.contains("bed information") && !text.contains("table"));
    assert!(Kind::Letter.records() == [record::RecordKind::Private], "a letter is in nobody's record but its keeper's");
}

#[test]
fn one_more_session_keeps_the_one_before_with_who_was_there() {
    let mut all = prepared();
    all.plan_again();
    assert!(all.earlier.is_empty(), "one that was not held is still the next");
    let mut all = held(Outcome::RefusedForNow);
    all.session.until = None;
    let (before, there) = (all.session.clone(), all.participants.iter().filter(|one| one.attended == Attendance::There).count());
    all.plan_again();
    assert!(all.earlier[0].session == before && all.earlier[0].attended.len() == there);
    assert!(all.session == Session::default() && all.participants.iter().all(|one| one.attended == Attendance::NotSaid));
    assert!(all.is_held() && !all.is_planned() && all.participants[0].letter.read, "what was read was read");
    assert_eq!(all.answer().map(|(outcome, _)| outcome), Some(Outcome::RefusedForNow));
    assert!(blocking(&all, "2026-11-18").is_empty());
    assert!(warned(&all, "2026-11-18").contains(&("intervention-follow-ups".to_owned(), "no-next-contact")));
    all.session.start = Some(at("2026-11-28T16:00:00Z"));
    assert!(all.is_planned());
    assert!(!warned(&all, "2026-11-18").iter().any(|(_, rule)| *rule == "no-next-contact"), "the next session is the contact");
    all.participants[0].attended = Attendance::There;
    assert_eq!(blocking(&all, "2026-11-18"), [("participant-1-attended".to_owned(), "not-held")]);
    all.session.outcome = Some(Outcome::AcceptedNow);
    all.admit_on = Some(day("2026-11-29"));
    assert_eq!(all.answer(), Some((Outcome::AcceptedNow, Some(day("2026-11-28")))));
    assert!(blocking(&all, "2026-11-28").is_empty());
}

#[test]
fn earlier_sessions_have_an_answer_and_their_place_in_time() {
    let with = |change: fn(&mut EarlierSession)| {
        let mut all = full_intervention();
        change(&mut all.earlier[0]);
        blocking(&all, "2026-11-18")
    };
    assert!(with(|_| {}).is_empty());
    assert_eq!(with(|one| one.session.outcome = None), [("earlier-1-outcome".to_owned(), "missing")]);
    assert_eq!(with(|one| one.session.start = None), [("earlier-1-start".to_owned(), "missing")]);
    let late = |one: &mut EarlierSession| (one.session.start, one.session.end) = (Some(at("2026-11-15T16:00:00Z")), None);
    assert_eq!(with(late), [("earlier-1-start".to_owned(), "sessions-out-of-order")]);
    assert_eq!(with(|one| one.session.end = one.session.start.clone()), [("earlier-1-end".to_owned(), "end-not-after-start")]);
    let nobody = |one: &mut EarlierSession| {
        one.attended.insert(id("nobody"), Attendance::There);
    };
    assert_eq!(with(nobody), [("earlier-1-attended".to_owned(), "unknown-participant")]);
    assert_eq!(with(|one| one.session.words = "x".repeat(100_000))[0].0, "earlier-1-words");
}
