//! The entry assessment: what must be asked, what is suggested, and who decides.

use crate::made::day;
use clinical::{assessment::*, diagnosis::Substance, *};
use std::fmt::Write;

const TODAY: &str = "2026-10-05";

/// An assessment with something in every field, which can be signed.
pub fn full_assessment() -> Assessment {
    let told = |text: &str| Answer::Told(text.into());
    let rating = |dimension: u8, rating: &str, rationale: &str| DimensionRating {
        dimension,
        rating: rating.into(),
        rationale: rationale.into(),
    };
    let mut assessment = Assessment {
        date: Some(day("2026-10-05")),
        author: Some(AuthorLine { name: "Ines Quill".into(), credential: "CADC".into() }),
        informants: vec![Participant { name: "Ada Maplethorn".into(), relation: "sister".into() }],
        reason: "“I want Posy back on weekdays.”".into(),
        referred_by: "Family court".into(),
        substances: vec![SubstanceUse {
            substance: Some(Substance::Opioid),
            name: "pressed pills".into(),
            routes: vec![Route::Oral, Route::Nasal],
            amount: "two to four".into(),
            frequency: "daily".into(),
            days_of_30: Some(30),
            last_use: Some(day("2026-10-04")),
            first_use_age: Some(24),
            remarks: "One overdose, 2024.".into(),
        }],
        earlier_treatments: vec![EarlierTreatment {
            what: "Outpatient".into(),
            place: "Harbor Row".into(),
            when: "2023, four months".into(),
            outcome: "Moved away".into(),
            helped: "The morning group".into(),
        }],
        withdrawal: WithdrawalRisk {
            considered: "Opioids until yesterday; COWS 11.".into(),
            history: told("No seizures."),
            by: "Dr Odile Marsh".into(),
            on: Some(day("2026-10-05")),
            decision: Some(WithdrawalDecision::MedicalOpinion),
            reason: "Seen today, buprenorphine discussed.".into(),
        },
        medical: told("Sulfonamide allergy."),
        psychiatric: told("PHQ-9 17; no thoughts of suicide."),
        trauma: Answer::Declined,
        family: told("Daughter Posy, seven."),
        living: Living {
            housing: "Sister’s flat".into(),
            with_whom: "Ada".into(),
            use_in_home: Answer::Nothing,
            safety: Answer::Nothing,
            triggers: told("Her mother drinks on weekends."),
            support: "Ada".into(),
        },
        work: told("Seven years at the bakery."),
        legal: told("Custody hearing in March."),
        strengths: vec!["Tells the truth early".into()],
        goals: vec!["Someone Posy can count on.".into()],
        edition: Edition::Fourth,
        ratings: vec![
            rating(1, "1.7", "Opioid withdrawal, medication."),
            rating(2, "0", "Nothing acute."),
            rating(3, "ANY", "Low mood, no danger."),
            rating(4, "2.1", "Daily use until now."),
            rating(5, "0", "Lives with Ada."),
            rating(6, "", "Keeps her shifts."),
        ],
        level: LevelDecision::default(),
        findings: vec![
            AssessmentFinding {
                id: FindingId::new("f-use").unwrap(),
                area: Area::Use,
                text: "Pressed opioid pills daily".into(),
            },
            AssessmentFinding {
                id: FindingId::new("f-sleep").unwrap(),
                area: Area::Medical,
                text: "Sleeps four to five hours".into(),
            },
        ],
        deferrals: vec![Deferral {
            finding: FindingId::new("f-sleep").unwrap(),
            reason: "After the first month.".into(),
            until: Some(day("2026-11-05")),
        }],
    };
    assessment.level = assessment.suggestion().to_decision();
    assessment.level.chosen = LevelOfCare::find(Edition::Fourth, "2.1");
    assessment.level.reason = "Fits around her shifts.".into();
    assessment
}

/// The same with a finding for whatever was told: it can be signed without a word.
pub fn clean_assessment() -> Assessment {
    let mut assessment = full_assessment();
    let more = [
        ("f-withdrawal", Area::Withdrawal, "Opioid withdrawal since this morning"),
        ("f-mood", Area::Psychiatric, "Low mood on most days"),
        ("f-home", Area::Home, "Drink in her mother’s house on weekends"),
        ("f-custody", Area::Legal, "Custody is decided in March"),
    ];
    let found =
        |(id, area, text): (&str, Area, &str)| AssessmentFinding { id: FindingId::new(id).unwrap(), area, text: text.into() };
    assessment.findings.extend(more.map(found));
    assessment
}

type Damage = fn(&mut Assessment);

/// Where it is told, what, whether it blocks, and how the assessment is spoilt.
const TABLE: &[(&str, Wrong, bool, Damage)] = &[
    ("assessment-date", Wrong::Missing, true, |one| one.date = None),
    ("assessment-date", Wrong::InFuture, true, |one| one.date = Some(day("2026-10-06"))),
    ("assessment-reason", Wrong::Missing, true, |one| one.reason.clear()),
    ("assessment-substances", Wrong::Missing, false, |one| one.substances.clear()),
    ("substance-1-last-use", Wrong::InFuture, true, |one| one.substances[0].last_use = Some(day("2026-10-06"))),
    ("substance-1-last-use", Wrong::TooEarly, true, |one| one.substances[0].last_use = Some(day("1899-12-31"))),
    ("substance-1-days-of-30", Wrong::OutOfRange { from: 0, to: 30 }, true, |one| one.substances[0].days_of_30 = Some(31)),
    ("substance-1-first-use-age", Wrong::OutOfRange { from: 0, to: 110 }, true, |one| {
        one.substances[0].first_use_age = Some(111);
    }),
    ("substance-1-routes", Wrong::Missing, false, |one| one.substances[0].routes.clear()),
    ("withdrawal-considered", Wrong::WithdrawalNotConsidered, true, |one| one.withdrawal.considered = " ".into()),
    ("withdrawal-history", Wrong::NotAsked, false, |one| one.withdrawal.history = Answer::NotAsked),
    ("withdrawal-by", Wrong::Missing, true, |one| one.withdrawal.by.clear()),
    ("withdrawal-on", Wrong::Missing, true, |one| one.withdrawal.on = None),
    ("withdrawal-decision", Wrong::WithdrawalNotDecided, true, |one| one.withdrawal.decision = None),
    ("withdrawal-reason", Wrong::StatusWithoutReason, true, |one| one.withdrawal.reason.clear()),
    ("withdrawal-reason", Wrong::RecentUseNoMedicalLook, true, |one| {
        one.withdrawal.decision = Some(WithdrawalDecision::NotNeeded);
        one.withdrawal.reason.clear();
    }),
    ("withdrawal-decision", Wrong::RecentUseNoMedicalLook, false, |one| {
        one.withdrawal.decision = Some(WithdrawalDecision::NotNeeded);
        one.substances[0].last_use = Some(day("2026-09-21")); // the 14th day
    }),
    ("assessment-trauma", Wrong::NotAsked, false, |one| one.trauma = Answer::NotAsked),
    ("assessment-use-in-home", Wrong::NotAsked, false, |one| one.living.use_in_home = Answer::NotAsked),
    ("assessment-legal", Wrong::Missing, true, |one| one.legal = Answer::Told(" ".into())),
    ("assessment-with-whom", Wrong::Missing, false, |one| one.living.with_whom.clear()),
    ("assessment-goals", Wrong::Missing, false, |one| one.goals.clear()),
    ("assessment-strengths", Wrong::Missing, false, |one| one.strengths.clear()),
    ("assessment-findings", Wrong::NothingFound, false, |one| {
        one.findings.clear();
        one.deferrals.clear();
    }),
    ("assessment-findings", Wrong::UnknownFinding, true, |one| {
        one.deferrals.push(Deferral { finding: FindingId::new("f-gone").unwrap(), reason: "Later.".into(), until: None });
    }),
    ("dimension-5-rating", Wrong::NotRated, true, |one| {
        one.ratings.remove(4);
        one.level.rules.push("not-rated".into());
    }),
    ("dimension-5-rationale", Wrong::RatingWithoutReason, true, |one| one.ratings[4].rationale.clear()),
    ("dimension-6-rating", Wrong::UnknownRating, true, |one| one.ratings[5].rating = "0".into()),
    ("dimension-7-rating", Wrong::UnknownDimension, true, |one| {
        one.ratings.push(DimensionRating { dimension: 7, ..DimensionRating::default() });
    }),
    ("dimension-6-rating", Wrong::SameNumberTwice, true, |one| {
        one.ratings.push(DimensionRating { dimension: 6, ..DimensionRating::default() });
    }),
    ("level-chosen", Wrong::Missing, true, |one| one.level.chosen = None),
    ("level-chosen", Wrong::UnknownLevel, true, |one| {
        one.level.chosen = Some(LevelOfCare { edition: Edition::Fourth, number: "3.3".into() });
    }),
    ("level-chosen", Wrong::SuggestionChanged, true, |one| one.ratings[4].rating = "3.1".into()),
    ("level-chosen", Wrong::SuggestionChanged, true, |one| one.ratings[3].rating = "EVAL".into()),
    ("level-reason", Wrong::ChosenWithoutReason, true, |one| one.level.reason = " ".into()),
    ("level-reason", Wrong::DiffersWithoutReason, true, |one| {
        one.level.chosen = LevelOfCare::find(Edition::Fourth, "1.5");
        one.level.reason.clear();
    }),
    ("finding-f-use-text", Wrong::Missing, true, |one| one.findings[0].text.clear()),
    ("finding-f-use-id", Wrong::SameIdTwice, true, |one| {
        let twin = one.findings[0].clone();
        one.findings.push(twin);
    }),
    ("deferral-f-sleep-reason", Wrong::StatusWithoutReason, true, |one| one.deferrals[0].reason.clear()),
];

#[test]
fn a_complete_assessment_can_be_signed_without_a_word() {
    assert_eq!(clean_assessment().check(day(TODAY)), []);
    assert!(full_assessment().is_ready(day(TODAY)));
    assert_eq!(full_assessment().title(), "Assessment, Oct 5, 2026");
}

#[test]
fn each_gap_is_told_beside_its_field() {
    for (place, wrong, blocks, damage) in TABLE {
        let mut assessment = clean_assessment();
        damage(&mut assessment);
        let issues = assessment.check(day(TODAY));
        let told: Vec<_> = issues.iter().map(|issue| (issue.place.name(), issue.wrong().unwrap(), issue.blocks())).collect();
        assert_eq!(told, [((*place).to_owned(), *wrong, *blocks)]);
        assert!(issues[0].sentence.ends_with('.'));
    }
}

#[test]
fn an_empty_draft_cannot_be_signed_and_asks_about_withdrawal() {
    let issues = Assessment::default().check(day(TODAY));
    let blocks = |wrong: Wrong| issues.iter().any(|issue| issue.wrong() == Some(wrong) && issue.blocks());
    assert!(blocks(Wrong::WithdrawalNotConsidered) && blocks(Wrong::WithdrawalNotDecided));
    assert!(issues.is_sorted_by_key(|issue| issue.severity));
    let mut names: Vec<_> = issues.iter().map(|issue| (issue.place.name(), issue.wrong().unwrap().sentence())).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), issues.len(), "nothing is told twice in one place");
}

#[test]
fn use_long_ago_or_of_something_else_does_not_ask_for_a_medical_look() {
    for (substance, last_use, asks) in [
        (Substance::Alcohol, "2026-10-05", true),
        (Substance::Sedative, "2026-09-21", true),
        (Substance::Opioid, "2026-09-20", false),
        (Substance::Cannabis, "2026-10-05", false),
    ] {
        let mut assessment = full_assessment();
        assessment.withdrawal.decision = Some(WithdrawalDecision::NotNeeded);
        assessment.substances[0].substance = Some(substance);
        assessment.substances[0].last_use = Some(day(last_use));
        let told = assessment.check(day(TODAY)).iter().any(|issue| issue.wrong() == Some(Wrong::RecentUseNoMedicalLook));
        assert_eq!(told, asks, "{}", substance.label());
    }
}

#[test]
fn the_highest_need_decides() {
    type Row<'a> = (Edition, &'a [(u8, &'a str)], Option<&'a str>, &'a [&'a str]);
    let table: &[Row<'_>] = &[
        (Edition::Fourth, &[], None, &["not-rated"; 5]),
        (Edition::Fourth, &[(1, "0"), (2, "0"), (3, "ANY"), (4, "2.1"), (5, "0")], Some("2.1"), &["highest-need"]),
        (Edition::Fourth, &[(1, "0"), (2, "0"), (3, "ANY"), (4, "0"), (5, "0")], Some("1.0"), &["no-specific-need"]),
        (Edition::Fourth, &[(1, "3.7"), (2, "0"), (3, "1.5"), (4, "2.1"), (5, "3.1")], Some("3.7"), &["highest-need"]),
        (
            Edition::Fourth,
            &[(1, "0"), (2, "0"), (3, "2.5 COE"), (4, "3.1"), (5, "3.1")],
            Some("3.1"),
            &["highest-need", "residential-over-day-program", "co-occurring-enhanced"],
        ),
        (
            Edition::Fourth,
            &[(1, "EVAL"), (2, "0"), (3, "3.5 COE"), (4, "1.5"), (5, "1.5")],
            Some("3.5"),
            &["highest-need", "co-occurring-enhanced", "evaluate-first"],
        ),
        (
            Edition::Fourth,
            &[(1, "2.7"), (2, "0"), (3, "0"), (4, "0"), (5, "3.1")],
            Some("3.1"),
            &["highest-need", "medical-and-residential"],
        ),
        (
            Edition::Fourth,
            &[(1, "EVAL"), (2, "2")],
            None,
            &["evaluate-first", "not-rated", "not-rated", "not-rated", "not-rated"],
        ),
        (Edition::Third, &[(1, "0"), (2, "0"), (3, "0"), (4, "0"), (5, "0"), (6, "0")], Some("0.5"), &["no-specific-need"]),
        (Edition::Third, &[(1, "1"), (2, "1"), (3, "1"), (4, "1"), (5, "1"), (6, "1")], Some("1"), &["highest-need"]),
        (Edition::Third, &[(1, "0"), (2, "0"), (3, "2"), (4, "3"), (5, "1"), (6, "0")], Some("2.5"), &["highest-need"]),
        (Edition::Third, &[(1, "3"), (2, "0"), (3, "3"), (4, "4"), (5, "4"), (6, "4")], Some("3.7-WM"), &["highest-need"]),
        (Edition::Third, &[(1, "4"), (2, "4"), (3, "0"), (4, "0"), (5, "0"), (6, "0")], Some("4-WM"), &["highest-need"]),
    ];
    for (edition, given, level, rules) in table {
        let ratings: Vec<DimensionRating> = given
            .iter()
            .map(|(dimension, rating)| DimensionRating {
                dimension: *dimension,
                rating: (*rating).into(),
                rationale: String::new(),
            })
            .collect();
        let suggestion = suggest(*edition, &ratings);
        assert_eq!(suggestion.level.as_ref().map(|level| level.number.as_str()), *level, "{given:?}");
        assert_eq!(suggestion.rules.iter().map(FiredRule::id).collect::<Vec<_>>(), *rules, "{given:?}");
        assert!(suggestion.rules.iter().all(|rule| rule.sentence().ends_with('.')));
        let decision = suggestion.to_decision();
        assert!(decision.chosen.is_none() && !decision.differs(), "a person chooses");
        assert_eq!((decision.suggested, decision.rules_version.as_str()), (suggestion.level, SUGGESTION_RULES));
    }
}

#[test]
fn a_higher_rating_never_suggests_less() {
    for edition in [Edition::Third, Edition::Fourth] {
        let rank = |suggestion: &Suggestion| {
            let number = suggestion.level.as_ref().map(|level| level.number.clone());
            levels(edition).iter().position(|level| Some(level.number.to_owned()) == number)
        };
        for row in dimensions(edition) {
            let mut last = None;
            for rating in row.ratings.iter().filter(|rating| !rating.contains("COE")) {
                let rating = DimensionRating { dimension: row.number, rating: (*rating).into(), rationale: String::new() };
                let other =
                    DimensionRating { dimension: if row.number == 2 { 3 } else { 2 }, rating: "0".into(), ..rating.clone() };
                let now = rank(&suggest(edition, &[rating, other]));
                assert!(now >= last, "{} {}", row.number, row.name);
                last = now;
            }
        }
    }
}

#[test]
fn the_dimensions_and_their_ratings_are_these() {
    let mut table = String::new();
    for edition in [Edition::Third, Edition::Fourth] {
        writeln!(table, "{}", edition.label()).unwrap();
        for row in dimensions(edition) {
            writeln!(table, "{} {:38} {}", row.number, row.name, row.ratings.join(" · ")).unwrap();
            for rating in row.ratings {
                let number = rating.strip_suffix(" COE").unwrap_or(rating);
                let level = LevelOfCare::find(edition, number).is_some();
                assert!(level || ["0", "ANY", "EVAL"].contains(rating) || edition == Edition::Third, "{rating}");
            }
        }
    }
    for row in THIRD_EDITION_NEEDS {
        let cells = row.levels.map(|level| level.unwrap_or("–"));
        writeln!(table, "risk 0 to 4 in dimension {}: {}", row.dimension, cells.join(" · ")).unwrap();
        assert!(row.levels.iter().flatten().all(|number| LevelOfCare::find(Edition::Third, number).is_some()));
    }
    insta::assert_snapshot!(table);
    assert_eq!((edition_for(17), edition_for(18)), (Edition::Third, Edition::Fourth));
}

#[test]
fn the_ways_of_care_stand_side_by_side() {
    let mut table = String::new();
    let numbers = |way: &WayOfCare, edition| way.levels(edition).map(|level| level.number).collect::<Vec<_>>().join(", ");
    for way in ways_of_care() {
        writeln!(table, "{}\n  hours: {}\n  place: {}\n  asks: {}", way.label, way.hours, way.place, way.asks).unwrap();
        writeln!(table, "  then: {}\n  source: {}", way.steps_down_to, way.source).unwrap();
        let (third, fourth) = (numbers(way, Edition::Third), numbers(way, Edition::Fourth));
        writeln!(table, "  levels: {fourth} ({third} in the 3rd edition)").unwrap();
    }
    insta::assert_snapshot!(table);
    for edition in [Edition::Third, Edition::Fourth] {
        let all: usize = ways_of_care().iter().map(|way| way.levels(edition).count()).sum();
        assert_eq!(all, levels(edition).len(), "every level is one way of care");
    }
}

#[test]
fn ids_can_stand_in_a_page() {
    for good in ["a", "f-1", "2.1", "A_b.C-9", &"x".repeat(64)] {
        assert_eq!(FindingId::new(good).unwrap().as_str(), good);
    }
    for bad in ["", "a b", "é", "a\"", "<", &"x".repeat(65)] {
        assert_eq!(FindingId::new(bad), Err(IdError), "{bad}");
        assert!(serde_json::from_value::<FindingId>(bad.into()).is_err());
    }
}

#[test]
fn a_substance_is_chosen_and_none_is_chosen_for_the_client() {
    let mut one = full_assessment();
    assert!(SubstanceUse::default().substance.is_none());
    one.substances.push(SubstanceUse::default());
    let open = |all: &Assessment| {
        all.check(day("2026-11-18")).iter().any(|found| found.blocks() && found.place.name() == "substance-2-substance")
    };
    assert!(open(&one));
    one.substances[1].substance = Some(Substance::Cannabis);
    assert!(!open(&one));
}
