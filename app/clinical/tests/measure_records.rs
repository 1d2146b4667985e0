//! Filled-in instruments as documents: what is refused, what is missing, what asks for a person.

use crate::made::day;
use clinical::{AuthorLine, Body, Content, Kind, Severity, Wrong, Zoned, measure::*};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn get(id: &str) -> &'static Instrument {
    instrument_called(id).unwrap()
}

fn blank(id: &str) -> Measure {
    Measure::new(get(id), Language::En, day("2026-11-18"))
}

/// Answers in the order of the form, each the choice at this place.
pub fn filled(id: &str, choices: &[u8]) -> Measure {
    let mut measure = blank(id);
    for (item, choice) in get(id).items.iter().zip(choices) {
        measure.response.answers.insert(item.id.clone(), Answer::Choice(*choice));
    }
    measure
}

/// One with everything in it.
pub fn full_measure() -> Measure {
    let at = |utc: &str| Zoned::new(utc.parse().unwrap(), "America/Chicago", -360).unwrap();
    let mut measure = filled("phq-9", &[2, 2, 3, 2, 1, 2, 1, 0, 1]);
    measure.response.language = Language::Es;
    measure.skipped = BTreeSet::from(["difficulty".to_owned()]);
    measure.started = Some(at("2026-11-18T16:04:00Z"));
    measure.finished = Some(at("2026-11-18T16:07:00Z"));
    measure.by = FilledInBy::Client;
    measure.how = Administration::Device;
    measure.screened_by = Some(InstrumentRef { id: "phq-2".into(), version: 1 });
    measure.occasion = Some(Occasion::Weeks);
    measure.sex = Some(SexAtBirth::Female);
    measure.risk = Some(Box::new(asked_and_done()));
    measure.remarks = "Slept badly since the calls.".into();
    measure.author = Some(AuthorLine { name: "Ines Quill".into(), credential: "CADC".into() });
    measure
}

fn asked_and_done() -> RiskRecord {
    let answers =
        RiskQuestion::ALL.iter().map(|one| (*one, if *one == RiskQuestion::WishDead { RiskAnswer::Yes } else { RiskAnswer::No }));
    RiskRecord {
        answers: answers.collect(),
        words: "It comes at night.".into(),
        judgment: Some(RiskJudgment::Moderate),
        done: BTreeSet::from([SafetyStep::SafetyPlan, SafetyStep::Naloxone]),
        action: "Dr. Marsh informed at 10:20 AM.".into(),
        not_asked: None,
    }
}

fn blocking(measure: &Measure) -> Vec<(String, Wrong)> {
    let found = measure.check(day("2026-11-18"), Some(day("1992-03-02")));
    found.into_iter().filter(|one| one.blocks()).map(|one| (one.place.name(), one.wrong().unwrap())).collect()
}

#[test]
fn a_full_one_is_signed_and_says_its_result() {
    let full = full_measure();
    assert_eq!(blocking(&full), []);
    let summary = full.summary(day("2026-11-18"));
    assert_eq!(summary.full_title(), "PHQ-9, 14 of 27, moderate");
    assert_eq!(full.sentence(), "PHQ-9 on Nov 18, 2026: 14 of 27, moderate.");
    let text = full.searchable(day("2026-11-18")).unwrap().text;
    for said in ["Patient Health Questionnaire-9", "Slept badly", "at night", "Dr. Marsh"] {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn a_half_filled_one_says_what_is_missing_and_is_not_signed() {
    let half = filled("phq-9", &[1, 2, 0]);
    let missing: Vec<&str> = half.missing().iter().map(|item| item.label.as_str()).collect();
    assert_eq!(missing, ["Energy", "Appetite", "Self-worth", "Concentration", "Restlessness or slowing", "Self-harm"]);
    let places: Vec<String> = blocking(&half)
        .into_iter()
        .map(|(place, wrong)| {
            assert_eq!(wrong, Wrong::NotAnswered);
            place
        })
        .collect();
    assert_eq!(places, ["item-4", "item-5", "item-6", "item-7", "item-8", "item-9"]);
    assert_eq!(half.alert(), None, "a question that is not reached yet asks for nobody");
    let kept = Body::from(half.clone());
    assert!(Body::from_text("measure/1", &kept.to_text().unwrap()).unwrap() == kept);
}

#[test]
fn what_was_skipped_is_told_and_stops_nothing_but_self_harm() {
    let mut measure = filled("phq-9", &[0, 0, 0, 0, 0, 0, 0]);
    measure.response.answers.insert("9".into(), Answer::Choice(0));
    measure.skipped.insert("8".into());
    assert_eq!(blocking(&measure), []);
    let told = measure.check(day("2026-11-18"), None);
    assert_eq!((told.len(), told[0].severity, told[0].wrong()), (1, Severity::Warns, Some(Wrong::Skipped)));
    assert_eq!(measure.result(), "0 of 27, minimal, prorated for 1 missing");
    measure.response.answers.remove("9");
    measure.skipped.insert("9".into());
    assert_eq!(measure.alert(), Some(AlertKind::SelfHarm), "who skips it is asked by a person");
    assert_eq!(blocking(&measure), [("asked".to_owned(), Wrong::RiskNotRecorded)]);
}

#[test]
fn thoughts_of_self_harm_stop_the_signature_until_somebody_asked_and_said_what_was_done() {
    let mut measure = filled("phq-9", &[0, 0, 0, 0, 0, 0, 0, 0, 1]);
    assert!(measure.owes_risk_record());
    assert_eq!(blocking(&measure), [("asked".to_owned(), Wrong::RiskNotRecorded)]);
    let mut risk = asked_and_done();
    risk.answers.remove(&RiskQuestion::Means);
    risk.judgment = None;
    measure.risk = Some(Box::new(risk.clone()));
    assert_eq!(risk.open(), 1);
    assert_eq!(
        blocking(&measure),
        [("asked-means".to_owned(), Wrong::NotAnswered), ("asked-judgment".to_owned(), Wrong::Missing)]
    );
    risk = asked_and_done();
    (risk.done, risk.action) = (BTreeSet::new(), "\u{200b} ".into());
    measure.risk = Some(Box::new(risk));
    assert_eq!(blocking(&measure), [("asked-action".to_owned(), Wrong::RiskWithoutAction)]);
    measure.risk = Some(Box::new(asked_and_done()));
    assert_eq!(blocking(&measure), []);
    assert!(!measure.owes_risk_record());
}

#[test]
fn who_left_before_anybody_could_ask_is_recorded_with_what_was_done_to_reach_them() {
    let mut measure = filled("phq-9", &[0, 0, 0, 0, 0, 0, 0, 0, 2]);
    measure.risk = Some(Box::new(RiskRecord { not_asked: Some(" ".into()), ..RiskRecord::default() }));
    assert_eq!(blocking(&measure), [("asked-not-asked".to_owned(), Wrong::Missing)]);
    let reached = Some("Called twice, then the emergency contact.".into());
    measure.risk = Some(Box::new(RiskRecord { not_asked: reached, ..RiskRecord::default() }));
    assert_eq!(blocking(&measure), []);
}

#[test]
fn low_risk_without_a_yes_needs_no_more_words() {
    let answers = RiskQuestion::ALL.iter().map(|one| (*one, RiskAnswer::No)).collect();
    let low = RiskRecord { answers, judgment: Some(RiskJudgment::Low), ..RiskRecord::default() };
    assert!(low.is_recorded());
    let mut intent = low.clone();
    intent.answers.insert(RiskQuestion::Intent, RiskAnswer::Yes);
    assert!(!intent.is_recorded(), "a yes judged low says why");
    assert!(!RiskRecord { judgment: Some(RiskJudgment::High), ..low }.is_recorded());
}

#[test]
fn a_measure_that_was_missed_says_why_and_has_no_answers() {
    let mut missed = blank("phq-9");
    missed.missed = Some(String::new());
    assert_eq!(blocking(&missed), [("measure-missed".to_owned(), Wrong::Missing)]);
    missed.missed = Some("Wren was in the hospital.".into());
    assert_eq!(blocking(&missed), []);
    assert_eq!(missed.result(), "Not done: Wren was in the hospital.");
    missed.response.answers.insert("1".into(), Answer::Choice(0));
    assert_eq!(blocking(&missed), [("measure-missed".to_owned(), Wrong::MissedWithAnswers)]);
}

#[test]
fn days_that_cannot_be_are_refused_beside_the_day() {
    let on = |text: Option<&str>| {
        let mut measure = filled("phq-2", &[0, 0]);
        measure.on = text.map(day);
        blocking(&measure)
    };
    let refused = |wrong| vec![("measure-on".to_owned(), wrong)];
    assert_eq!(on(None), refused(Wrong::Missing));
    assert_eq!(on(Some("2026-11-19")), refused(Wrong::InFuture));
    assert_eq!(on(Some("1992-03-01")), refused(Wrong::BeforeBirth));
    assert_eq!(on(Some("2026-11-18")), []);
    let mut turned = full_measure();
    (turned.started, turned.finished) = (turned.finished, turned.started);
    assert_eq!(blocking(&turned), [("measure-finished".to_owned(), Wrong::EndsBeforeStart)]);
}

#[test]
fn answers_that_contradict_are_refused_beside_the_item_in_the_forms_own_sentence() {
    let mut bam = blank("bam");
    for item in &get("bam").items {
        bam.response.answers.insert(item.id.clone(), Answer::Choice(0));
    }
    bam.response.answers.insert("4".into(), Answer::Choice(1));
    bam.response.answers.insert("5".into(), Answer::Choice(2));
    bam.response.answers.insert("7B".into(), Answer::Choice(1));
    let found = bam.check(day("2026-11-18"), None);
    let told: Vec<(String, bool, &str)> =
        found.iter().map(|one| (one.place.name(), one.blocks(), one.sentence.as_ref())).collect();
    assert_eq!(told[0], ("item-5".to_owned(), true, "Days of heavy drinking cannot exceed days of drinking."));
    assert_eq!((told[1].0.as_str(), told[1].1), ("item-6", false));
}

#[test]
fn what_an_answer_settles_is_not_asked() {
    let asked = |measure: &Measure| {
        let instrument = measure.instrument().unwrap();
        instrument.asked(&measure.response).into_iter().map(|item| item.id.clone()).collect::<Vec<_>>()
    };
    let gate = filled("pc-ptsd-5", &[1]);
    assert_eq!(asked(&gate), ["gate"], "no traumatic event");
    assert!(gate.missing().is_empty());
    assert_eq!(asked(&filled("pc-ptsd-5", &[0])).len(), 6);
    assert_eq!(asked(&filled("audit-c", &[0])), ["1"], "never");
    let mut bam = blank("bam-iop");
    for item in ["1", "2", "3", "4", "6"] {
        bam.response.answers.insert(item.into(), if item == "1" { Answer::Choice(0) } else { Answer::Days(0) });
    }
    let left = asked(&bam);
    assert!(!left.contains(&"5".to_owned()) && !left.iter().any(|item| item.starts_with('7')), "no drinking, no drugs");
    assert_eq!(bam.missing().first().unwrap().id, "8");
}

#[test]
fn a_short_screen_at_its_cut_goes_on_and_counts_as_both() {
    let mut below = filled("phq-2", &[1, 1]);
    assert!(!below.go_on() && below.screened_by.is_none());
    let mut screen = filled("phq-2", &[1, 2]);
    assert!(screen.go_on());
    assert!(screen.is_of("phq-2") && screen.is_of("phq-9") && !screen.go_on(), "once");
    assert_eq!(screen.missing().len(), 7, "the two answers are carried");
    for item in 3..=9 {
        screen.response.answers.insert(item.to_string(), Answer::Choice(0));
    }
    let all = series([(record::DocId::from_u128(1), &screen)]);
    let lines: Vec<_> = all.iter().map(|one| (one.instrument.short.as_str(), one.line("total")[0].1)).collect();
    assert_eq!(lines, [("PHQ-9", 3), ("PHQ-2", 3)]);
}

#[test]
fn a_measure_leads_where_its_kind_says() {
    assert!(Kind::Measure.is_listed() && Kind::Measure.in_chart() && !Kind::Measure.is_living());
}

/// Whether the form prints this answer.
fn printed(set: &AnswerSet, answer: Answer) -> bool {
    match (set, answer) {
        (AnswerSet::Choices(choices), Answer::Choice(choice)) => usize::from(choice) < choices.len(),
        (AnswerSet::Days { days }, Answer::Days(given)) => given <= *days,
        (AnswerSet::Choices(_), Answer::Days(_)) | (AnswerSet::Days { .. }, Answer::Choice(_)) => false,
    }
}

/// Every value of every item of every instrument, and nothing else, is taken.
#[test]
fn every_allowed_value_of_every_item_is_taken_and_every_other_refused() {
    for one in instruments() {
        for item in &one.items {
            let set = one.answers_of(&item.id).unwrap();
            for value in 0..=u8::MAX {
                for answer in [Answer::Choice(value), Answer::Days(value)] {
                    let mut measure = blank(&one.id);
                    measure.response.answers.insert(item.id.clone(), answer);
                    let refused = blocking(&measure).contains(&(format!("item-{}", item.id), Wrong::AnswerNotAllowed));
                    assert_eq!(refused, !printed(set, answer), "{} {} {value}", one.id, item.id);
                }
            }
        }
    }
}

fn any_answer() -> impl Strategy<Value = Answer> {
    prop_oneof![any::<u8>().prop_map(Answer::Choice), any::<u8>().prop_map(Answer::Days)]
}

proptest! {
    #[test]
    fn no_forbidden_value_is_ever_signed(
        which in 0_usize..12,
        answers in prop::collection::btree_map("[0-9]{1,2}[A-G]?|gate|difficulty", any_answer(), 0..30),
        skipped in prop::collection::btree_set("[0-9]{1,2}[A-G]?|gate", 0..6),
    ) {
        let one = &instruments()[which];
        let mut measure = blank(&one.id);
        measure.response.answers = answers;
        measure.skipped = skipped;
        if blocking(&measure).is_empty() {
            for (item, answer) in &measure.response.answers {
                prop_assert!(printed(one.answers_of(item).unwrap(), *answer), "{} {item}", one.id);
            }
            for item in &measure.skipped {
                prop_assert!(one.item(item).is_some() && !measure.response.answers.contains_key(item));
            }
            prop_assert!(measure.missing().is_empty());
        }
    }
}

/// "Over the last 2 weeks, how often …" does not go on as "If you checked off any problems, how difficult …".
#[test]
fn the_question_about_difficulty_is_asked_in_its_own_words_alone() {
    let lead = |id: &str, item: &str| {
        let one = instrument(id, 1).unwrap();
        one.lead(one.item(item).unwrap(), Language::En).map(|(text, _)| text.to_owned())
    };
    for id in ["phq-9", "gad-7"] {
        assert!(lead(id, "1").unwrap().starts_with("Over the last 2 weeks, how often have you been bothered by"), "{id}");
        assert_eq!(lead(id, "difficulty"), None, "{id}");
    }
    assert_eq!(lead("pc-ptsd-5", "1").unwrap(), "In the past month, have you:");
}
