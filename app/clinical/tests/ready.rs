//! What blocks a signature, and what is only told.

use crate::made::{any_note, chicago, clean_note, clock, day, session, utc};
use clinical::{plan::ObjectiveStatus, *};
use proptest::prelude::*;
use record::{ClockReading, Limit, Time};

const SAME_DAY: &str = "2026-11-18T18:00:00Z";

fn blocks(note: &Note, at: &str) -> Vec<(Place, Wrong)> {
    note.check_ready(&clock(at))
        .into_iter()
        .filter(Finding::blocks)
        .map(|finding| (finding.place.clone(), finding.wrong().unwrap()))
        .collect()
}

fn warns(note: &Note, at: &str) -> Vec<(Place, Wrong)> {
    let findings = note.check_ready(&clock(at));
    findings
        .into_iter()
        .filter(|finding| !finding.blocks())
        .map(|finding| (finding.place.clone(), finding.wrong().unwrap()))
        .collect()
}

fn section(id: &str) -> Field {
    Field::Section(id.into())
}

#[test]
fn a_complete_note_is_signed_without_a_word() {
    assert_eq!(clean_note().check_ready(&clock(SAME_DAY)), []);
    assert!(clean_note().is_ready(&clock(SAME_DAY)));
}

#[test]
fn a_note_of_characters_that_show_nothing_cannot_be_signed() {
    let mut crisis = clean_note();
    crisis.switch_service(ServiceType::Crisis);
    crisis.set_aside.clear();
    for invisible in ["\u{200b}", "\u{ad} \u{feff}", "\u{3164}\u{fe0f}"] {
        for section in crisis.layout() {
            crisis.set_text(section.id, invisible);
        }
        let found = blocks(&crisis, SAME_DAY);
        assert!(found.contains(&(section(crisis.layout()[0].id).into(), Wrong::NoText)));
        let required = crisis.service.spec().required;
        assert!(required.iter().all(|id| found.contains(&(section(id).into(), Wrong::Missing))), "{required:?}");
    }
}

#[test]
fn an_empty_note_cannot_be_signed() {
    let note = Note::new(ServiceType::Individual, Format::Birp);
    assert_eq!(
        blocks(&note, SAME_DAY),
        [
            (Field::Date.into(), Wrong::Missing),
            (Field::Start.into(), Wrong::Missing),
            (Field::End.into(), Wrong::Missing),
            (Field::Modality.into(), Wrong::Missing),
            (section("behavior").into(), Wrong::NoText),
        ]
    );
}

#[test]
fn text_set_aside_must_be_placed_or_dropped_before_signing() {
    let mut note = clean_note();
    note.switch_format(Format::Birp);
    assert_eq!(
        blocks(&note, SAME_DAY),
        [
            (Field::SetAside("assessment".into()).into(), Wrong::TextSetAside),
            (Field::SetAside("data".into()).into(), Wrong::TextSetAside)
        ]
    );
}

#[test]
fn a_late_note_wants_a_reason_and_is_named_late() {
    let (mut note, last, after) = (clean_note(), "2026-11-21T16:50:00Z", "2026-11-21T16:50:01Z");
    assert_eq!(blocks(&note, last), []);
    assert_eq!(note.late_label(&clock(last)), None);
    assert_eq!(blocks(&note, after), [(Field::LateReason.into(), Wrong::LateWithoutReason)]);
    assert_eq!(note.late_label(&clock(after)).as_deref(), Some("Late entry for Wed, Nov 18, 2026"));
    note.late_reason = "The power was out.".into();
    assert_eq!(blocks(&note, after), []);
}

#[test]
fn a_crisis_is_late_after_a_day() {
    let mut note = clean_note();
    note.switch_service(ServiceType::Crisis);
    assert!(note.late_label(&clock("2026-11-19T16:50:00Z")).is_none());
    assert!(note.late_label(&clock("2026-11-19T16:50:01Z")).is_some());
}

#[test]
fn a_programs_own_limit_counts_in_local_days() {
    let (note, limit) = (clean_note(), Limit::CalendarDays(0));
    let late = |at: &str| {
        note.check_ready_within(&clock(at), &limit).iter().any(|finding| finding.wrong() == Some(Wrong::LateWithoutReason))
    };
    assert!(!late("2026-11-19T06:00:00Z"), "midnight in Chicago");
    assert!(late("2026-11-19T06:00:01Z"));
}

#[test]
fn an_uncertain_clock_is_judged_by_its_later_reading() {
    let device = Time::from(utc("2026-11-18T18:00:00Z"));
    let moved = ClockReading { device, offset: Some(5 * 86_400_000), uncertain: true };
    assert_eq!(clean_note().check_ready(&moved)[0].wrong(), Some(Wrong::LateWithoutReason));
}

#[test]
fn a_session_that_has_not_begun_cannot_be_signed() {
    assert_eq!(blocks(&clean_note(), "2026-11-18T15:00:00Z"), [(Field::Date.into(), Wrong::NotBegun)]);
    assert_eq!(warns(&clean_note(), "2026-11-18T16:30:00Z"), [(Field::End.into(), Wrong::NotEnded)]);
    assert_eq!(clean_note().check_ready(&clock("2026-11-18T16:46:00Z")), [], "a clock may be a few minutes wrong");
}

#[test]
fn a_risk_that_is_present_must_be_described() {
    let mut note = clean_note();
    note.risk.set(RiskItem::Suicide, Screen::Present("  ".into()));
    note.risk.set(RiskItem::Withdrawal, Screen::NotAsked);
    assert_eq!(blocks(&note, SAME_DAY), [(Field::Risk(RiskItem::Suicide).into(), Wrong::RiskNotDescribed)]);
    assert_eq!(warns(&note, SAME_DAY), [(Field::Risk(RiskItem::Withdrawal).into(), Wrong::RiskNotAsked)]);
    assert_eq!(note.risk.present().collect::<Vec<_>>(), [RiskItem::Suicide]);
}

#[test]
fn a_no_show_asks_what_happened_and_nothing_that_needs_a_client() {
    let mut note = Note::new(ServiceType::NoShow, Format::Dap);
    note.when = session().into();
    assert_eq!(blocks(&note, SAME_DAY), [(Field::Absence.into(), Wrong::Missing)]);
    note.absence = Some(Absence::NoShow);
    assert_eq!(blocks(&note, SAME_DAY), []);
    assert_eq!(warns(&note, SAME_DAY), [(Place::whole("attempts"), Wrong::NobodyTried)], "the list of attempts is the outreach");
    note.absence = Some(Absence::CancelledByProgram);
    assert_eq!(warns(&note, SAME_DAY), [], "nobody has to be looked for");
}

#[test]
fn each_try_to_reach_the_client_has_its_time_and_result() {
    let mut note = Note::new(ServiceType::NoShow, Format::Dap);
    note.when = session().into();
    note.absence = Some(Absence::Cancelled);
    note.set_text("absence", "Called in at nine.");
    note.attempts = vec![Attempt::default()];
    assert_eq!(
        blocks(&note, SAME_DAY),
        [(Field::Attempt(1).into(), Wrong::AttemptWithoutTime), (Field::Attempt(1).into(), Wrong::AttemptWithoutResult)],
        "an attempt that says neither is none"
    );
    note.attempts[0] =
        Attempt { method: OutreachMethod::Voicemail, at: Some(chicago("2026-11-18T16:20:00Z")), result: "Left a number.".into() };
    assert_eq!(blocks(&note, SAME_DAY), []);
    assert_eq!(note.attempts[0].text(), "Voicemail, Wed, Nov 18, 2026, 10:20: Left a number.");
}

#[test]
fn who_came_may_be_told_by_the_list_of_those_present() {
    for (service, id) in [(ServiceType::Family, "family_present"), (ServiceType::Collateral, "contact")] {
        let mut note = clean_note();
        note.switch_service(service);
        note.set_aside.clear();
        note.set_text("content", "What was said.");
        note.set_text("authority", "Consent of 5 October.");
        note.switch_service(service);
        note.set_aside.clear();
        assert_eq!(blocks(&note, SAME_DAY), [], "{id}");
        note.participants.clear();
        assert_eq!(blocks(&note, SAME_DAY), [(section(id).into(), Wrong::Missing)]);
    }
}

#[test]
fn an_objective_that_ends_wants_a_reason() {
    let mut note = clean_note();
    for status in ObjectiveStatus::ALL {
        note.links[0].progress = Some(*status);
        note.links[0].remark = " ".into();
        let told = [(Field::Link("o-phone".into()).into(), Wrong::ProgressWithoutReason)];
        assert_eq!(blocks(&note, SAME_DAY), if status.wants_reason() { told.to_vec() } else { vec![] }, "{}", status.label());
        note.links[0].remark = "She chose another way.".into();
        assert_eq!(blocks(&note, SAME_DAY), []);
    }
}

#[test]
fn a_reading_beyond_what_can_be_counted_is_refused_beside_its_link() {
    let mut note = clean_note();
    let refused = [(Field::Link("o-phone".into()).into(), Wrong::OutOfRange { from: -100_000, to: 100_000 })];
    for (value, told) in
        [(i32::MIN, true), (-100_001, true), (-100_000, false), (100_000, false), (100_001, true), (i32::MAX, true)]
    {
        note.links[0].value = Some(value);
        assert_eq!(blocks(&note, SAME_DAY), if told { refused.to_vec() } else { vec![] }, "{value}");
    }
    assert_eq!(refused[0].0.name(), "link-o-phone");
    assert_eq!(refused[0].1.sentence(), "Enter a number from -100000 to 100000.");
}

#[test]
fn a_counseling_note_wants_its_day_and_text() {
    let mut note = CounselingNote::new(record::RecordId::from_u128(7));
    let told = |note: &CounselingNote| -> Vec<_> {
        note.check(day("2026-11-18")).iter().map(|error| (error.place.name(), error.wrong().unwrap())).collect()
    };
    let at = |problem: Wrong| ("counseling-date".to_owned(), problem);
    assert_eq!(told(&note), [at(Wrong::Missing), ("text".to_owned(), Wrong::Missing)]);
    note.text = "What she said about her mother.".into();
    for (date, wrong) in
        [("2026-11-19", Some(Wrong::InFuture)), ("2026-11-18", None), ("1900-01-01", None), ("1899-12-31", Some(Wrong::TooEarly))]
    {
        note.date = Some(day(date));
        assert_eq!(told(&note), wrong.map(at).into_iter().collect::<Vec<_>>(), "{date}");
    }
}

#[test]
fn a_next_session_before_this_one_is_told() {
    let mut note = clean_note();
    note.next_session = Some(chicago("2026-11-17T16:00:00Z"));
    assert_eq!(warns(&note, SAME_DAY), [(Field::NextSession.into(), Wrong::NextBeforeThis)]);
}

#[test]
fn what_is_too_far_ahead_or_has_not_happened_is_told() {
    let mut note = clean_note();
    note.next_session = Some(chicago("2027-11-19T18:00:00Z"));
    assert_eq!(warns(&note, SAME_DAY), [], "a year and a day");
    note.next_session = Some(chicago("2027-11-20T18:00:00Z"));
    assert_eq!(warns(&note, SAME_DAY), [(Field::NextSession.into(), Wrong::FarAhead)]);
    note.next_session = None;
    let tried = |at: &str| vec![Attempt { method: OutreachMethod::Call, at: Some(chicago(at)), result: "No answer.".into() }];
    note.attempts = tried("2026-11-18T18:00:00Z");
    assert_eq!(warns(&note, SAME_DAY), []);
    note.attempts = tried("2062-11-18T18:00:00Z");
    assert_eq!(warns(&note, SAME_DAY), [(Field::Attempt(1).into(), Wrong::NotYet)]);
    note.attempts.clear();
    let begin = |at: &str| {
        ServiceTime::new(chicago(at), Zoned::new(utc(at) + chrono::Duration::minutes(50), "America/Chicago", -360).unwrap())
    };
    note.when = begin("2062-11-18T18:00:00Z").unwrap().into();
    assert_eq!(
        blocks(&note, SAME_DAY),
        [(Field::Date.into(), Wrong::NotBegun)],
        "a service far in the future cannot be signed at all"
    );
}

#[test]
fn more_text_than_a_document_holds_is_refused() {
    let mut note = clean_note();
    note.set_text("data", "é".repeat(20_000));
    assert_eq!(blocks(&note, SAME_DAY), []);
    note.set_text("data", "é".repeat(20_001));
    assert_eq!(blocks(&note, SAME_DAY), [(section("data").into(), Wrong::TooLong { max: 20_000 })]);
    for id in 0..6 {
        note.set_aside.insert(format!("old_{id}"), "é".repeat(20_000));
    }
    assert!(blocks(&note, SAME_DAY).contains(&(Field::Note.into(), Wrong::TooLong { max: Note::TEXT_MAX })));
}

#[test]
fn statements_want_their_words() {
    let missing = |field: Field| Finding::blocking(field, Wrong::Missing);
    assert_eq!(Addendum::default().check(), [missing(Field::Text), missing(Field::Reason)]);
    assert_eq!(Retraction { reason: " ".into() }.check(), [missing(Field::Reason)]);
    assert_eq!(ReviewComment::default().check(), [missing(Field::Comment)]);
    let mut at_a_place = ReviewComment::default();
    at_a_place.set_at("section-plan", "Which objective?".to_owned());
    assert_eq!((at_a_place.check(), at_a_place.count(), at_a_place.at("section-plan")), (vec![], 1, "Which objective?"));
    at_a_place.set_at("section-plan", String::new());
    assert!(at_a_place == ReviewComment::default(), "taken back");
    assert_eq!(Addendum { text: "x".into(), reason: "y".into() }.check(), []);
    assert_eq!(Retraction { reason: "é".repeat(2_001) }.check()[0].wrong(), Some(Wrong::TooLong { max: 2_000 }));
}

#[test]
fn every_problem_says_what_to_do_in_a_sentence() {
    let findings = Note::new(ServiceType::Individual, Format::Soap).check_ready(&clock(SAME_DAY));
    assert!(!findings.is_empty());
    for finding in findings {
        let sentence = &finding.sentence;
        assert!(sentence.ends_with('.') && sentence.starts_with(char::is_uppercase), "{sentence}");
        assert!(!finding.rule.id().is_empty());
    }
    assert_eq!(Field::Risk(RiskItem::Suicide).name(), "risk-suicide");
    assert_eq!(section("plan").name(), "section-plan");
}

proptest! {
    #[test]
    fn a_check_never_fails_and_puts_what_blocks_first(note in any_note(), millis in any::<i64>(), uncertain in any::<bool>()) {
        let clock = ClockReading { device: Time(millis), offset: None, uncertain };
        let findings = note.check_ready(&clock);
        prop_assert!(findings.is_sorted_by_key(|finding| finding.severity));
        prop_assert_eq!(note.is_ready(&clock), findings.iter().all(|finding| !finding.blocks()));
    }
}

#[test]
fn a_note_signed_in_time_that_came_back_is_not_late_when_it_is_signed_again() {
    let (first, weeks_later) = (clock(SAME_DAY), clock("2026-12-02T16:50:00Z"));
    assert_eq!(clean_note().check_revised(&weeks_later, &first), []);
    let late = |found: Vec<Finding>| found.iter().any(|one| one.wrong() == Some(Wrong::LateWithoutReason));
    assert!(late(clean_note().check_revised(&weeks_later, &weeks_later)), "signed late the first time");
    assert!(late(clean_note().check_ready(&weeks_later)));
}
