//! What must not vanish between asking and signing: trouble that no finding takes up, a suggestion that changed, days that
//! cannot be.

use crate::{assessments::clean_assessment, made::day};
use chrono::NaiveDate;
use clinical::{assessment::*, diagnosis::Substance, *};

const TODAY: &str = "2026-10-05";

fn told(assessment: &Assessment) -> Vec<(String, Wrong)> {
    assessment.check(day(TODAY)).iter().map(|issue| (issue.place.name(), issue.wrong().unwrap())).collect()
}

fn rated(dimension: u8, rating: &str) -> DimensionRating {
    DimensionRating { dimension, rating: rating.into(), rationale: "As told.".into() }
}

/// Everything asked and nothing told, every dimension rated without a need, one finding that belongs nowhere.
fn quiet(edition: Edition) -> Assessment {
    let mut quiet = clean_assessment();
    let Living { housing, with_whom, support, .. } = quiet.living;
    quiet.living =
        Living { housing, with_whom, support, use_in_home: Answer::Nothing, safety: Answer::Nothing, triggers: Answer::Nothing };
    for answer in
        [&mut quiet.medical, &mut quiet.psychiatric, &mut quiet.trauma, &mut quiet.family, &mut quiet.work, &mut quiet.legal]
    {
        *answer = Answer::Nothing;
    }
    quiet.withdrawal.history = Answer::Nothing;
    quiet.withdrawal.decision = Some(WithdrawalDecision::NotNeeded);
    quiet.substances.clear();
    quiet.findings =
        vec![AssessmentFinding { id: FindingId::new("f-other").unwrap(), area: Area::Other, text: "Wants to move".into() }];
    quiet.deferrals.clear();
    quiet.edition = edition;
    quiet.ratings = dimensions(edition).iter().filter(|row| !row.ratings.is_empty()).map(|row| rated(row.number, "0")).collect();
    settled(quiet)
}

/// With a level chosen beside what is suggested now.
fn settled(mut assessment: Assessment) -> Assessment {
    let suggestion = assessment.suggestion();
    let level = suggestion.level.clone();
    assessment.level = LevelDecision { chosen: level, reason: "As suggested.".into(), ..suggestion.to_decision() };
    assessment
}

/// The gaps alone; the warnings about empty fields are told elsewhere.
fn gaps(assessment: &Assessment) -> Vec<(String, Wrong)> {
    let issues = assessment.check(day(TODAY));
    assert!(issues.iter().all(|issue| !issue.blocks()), "a gap stops no signature");
    let gap = |wrong| matches!(wrong, Wrong::ToldWithoutFinding | Wrong::RatedWithoutFinding);
    issues.iter().filter(|issue| gap(issue.wrong().unwrap())).map(|issue| (issue.place.name(), issue.wrong().unwrap())).collect()
}

fn found(area: Area) -> AssessmentFinding {
    AssessmentFinding { id: FindingId::new(format!("f-{}", area.id())).unwrap(), area, text: "Found.".into() }
}

type Tell = fn(&mut Assessment);

/// Where trouble is told, the part of life whose finding takes it up, and how it is told.
const TROUBLES: &[(&str, Area, Tell)] = &[
    ("assessment-substances", Area::Use, |one| {
        one.substances = vec![SubstanceUse { substance: Some(Substance::Cannabis), ..SubstanceUse::default() }];
    }),
    ("withdrawal-history", Area::Withdrawal, |one| one.withdrawal.history = Answer::Told("A seizure in 2024.".into())),
    ("withdrawal-decision", Area::Withdrawal, |one| one.withdrawal.decision = Some(WithdrawalDecision::Watch)),
    ("assessment-medical", Area::Medical, |one| one.medical = Answer::Told("Diabetes.".into())),
    ("assessment-psychiatric", Area::Psychiatric, |one| one.psychiatric = Answer::Told("PHQ-9 17.".into())),
    ("assessment-trauma", Area::Trauma, |one| one.trauma = Answer::Told("A fire.".into())),
    ("assessment-use-in-home", Area::Home, |one| one.living.use_in_home = Answer::Told("Her brother.".into())),
    ("assessment-safety", Area::Home, |one| one.living.safety = Answer::Told("Threats.".into())),
    ("assessment-triggers", Area::Home, |one| one.living.triggers = Answer::Told("The bar below.".into())),
    ("assessment-legal", Area::Legal, |one| one.legal = Answer::Told("On probation.".into())),
];

#[test]
fn trouble_told_without_a_finding_is_named_until_one_takes_it_up() {
    for (place, area, tell) in TROUBLES {
        let mut assessment = quiet(Edition::Fourth);
        assert_eq!(gaps(&assessment), []);
        tell(&mut assessment);
        assert_eq!(gaps(&assessment), [((*place).to_owned(), Wrong::ToldWithoutFinding)]);
        assessment.findings.push(found(*area));
        assert_eq!(gaps(&assessment), [], "{place}");
    }
}

#[test]
fn each_part_of_life_is_named_once() {
    let mut assessment = quiet(Edition::Fourth);
    TROUBLES.iter().for_each(|(.., tell)| tell(&mut assessment));
    for rating in &mut assessment.ratings {
        rating.rating = "2.1".into();
    }
    let places = [
        "assessment-substances",
        "withdrawal-history",
        "assessment-medical",
        "assessment-psychiatric",
        "assessment-trauma",
        "assessment-use-in-home",
        "assessment-legal",
    ];
    let expected = places.map(|place| (place.to_owned(), Wrong::ToldWithoutFinding));
    assert_eq!(gaps(&settled(assessment.clone())), expected, "a dimension adds nothing to what was told");
    assessment.findings.clear();
    assessment.deferrals.clear();
    let alone = [("assessment-findings".to_owned(), Wrong::NothingFound)];
    assert!(gaps(&settled(assessment.clone())).is_empty() && told(&settled(assessment)).contains(&alone[0]));
}

#[test]
fn what_everybody_tells_and_what_nobody_tells_is_not_trouble() {
    let mut assessment = quiet(Edition::Fourth);
    assessment.family = Answer::Told("Daughter Posy, seven.".into());
    assessment.work = Answer::Told("Seven years at the bakery.".into());
    for answer in [Answer::NotAsked, Answer::Declined, Answer::Nothing] {
        assessment.trauma = answer;
        assert_eq!(gaps(&assessment), []);
    }
}

#[test]
fn a_dimension_that_asks_for_care_is_named_until_a_finding_belongs_to_it() {
    let nowhere: &[Area] = &[];
    let around: &[Area] = &[Area::Home, Area::Family, Area::Support, Area::Work, Area::Money, Area::Legal];
    let table: &[(Edition, u8, &str, &[Area])] = &[
        (Edition::Fourth, 1, "1.7", &[Area::Withdrawal, Area::Use]),
        (Edition::Fourth, 2, "EVAL", &[Area::Medical]),
        (Edition::Fourth, 3, "2.1 COE", &[Area::Psychiatric, Area::Trauma]),
        (Edition::Fourth, 4, "2.1", &[Area::Use]),
        (Edition::Fourth, 5, "3.1", around),
        (Edition::Fourth, 2, "ANY", nowhere),
        (Edition::Third, 1, "1", &[Area::Withdrawal, Area::Use]),
        (Edition::Third, 2, "2", &[Area::Medical]),
        (Edition::Third, 3, "3", &[Area::Psychiatric, Area::Trauma]),
        (Edition::Third, 4, "4", nowhere), // readiness: no finding can be told by its part of life
        (Edition::Third, 5, "2", &[Area::Use]),
        (Edition::Third, 6, "1", around),
    ];
    for (edition, dimension, rating, belong) in table {
        let mut assessment = quiet(*edition);
        let at = assessment.ratings.iter().position(|one| one.dimension == *dimension).unwrap();
        assessment.ratings[at].rating = (*rating).into();
        let assessment = settled(assessment);
        let named = (format!("dimension-{dimension}-rating"), Wrong::RatedWithoutFinding);
        assert_eq!(gaps(&assessment), if belong.is_empty() { vec![] } else { vec![named] }, "{dimension} {rating}");
        for area in *belong {
            let mut taken_up = assessment.clone();
            taken_up.findings.push(found(*area));
            assert_eq!(gaps(&taken_up), [], "{dimension} {}", area.label());
        }
    }
}

#[test]
fn a_suggestion_that_changed_in_any_way_is_looked_at_again() {
    let changed = ("level-chosen".to_owned(), Wrong::SuggestionChanged);
    let table: &[(&str, u8, &str, bool)] = &[
        ("another level", 4, "2.5", true),
        ("the same level, co-occurring enhanced", 3, "2.1 COE", true),
        ("a closer look first", 2, "EVAL", true),
        ("less, and the highest need is the same", 5, "1.5", false),
        ("another dimension with the same need", 2, "2.1", false),
    ];
    for (what, dimension, rating, stale) in table {
        let mut assessment = clean_assessment();
        let at = usize::from(*dimension) - 1;
        assessment.ratings[at].rating = (*rating).into();
        assessment.findings.push(found(Area::Support)); // dimension 5
        assert_eq!(assessment.level.is_stale(&assessment.suggestion()), *stale, "{what}");
        assert_eq!(told(&assessment), if *stale { vec![changed.clone()] } else { vec![] }, "{what}");
        let again = settled(assessment);
        assert_eq!(told(&again), [], "{what}");
    }
    let mut unrated = clean_assessment();
    unrated.ratings.clear();
    assert!(!LevelDecision::default().is_stale(&unrated.suggestion()), "nothing was chosen yet");
}

#[test]
fn what_a_person_made_of_the_place_is_no_change_of_the_suggestion() {
    let mut assessment = clean_assessment();
    assessment.ratings[2].rating = "2.1 COE".into();
    let mut assessment = settled(assessment);
    assert!(assessment.level.co_occurring_enhanced);
    assessment.level.co_occurring_enhanced = false;
    assert_eq!(told(&assessment), []);
}

#[test]
fn nothing_was_used_before_birth_or_at_an_age_to_come() {
    type Row<'a> = (&'a str, Option<&'a str>, Option<u8>, Option<NaiveDate>, &'a [(&'a str, Wrong)]);
    let (age, last, date) = ("substance-1-first-use-age", "substance-1-last-use", "assessment-date");
    let born = |text: &str| Some(day(text));
    let table: &[Row<'_>] = &[
        ("it is known only later", Some("1990-01-01"), Some(110), None, &[]),
        ("on the birthday itself", Some("2026-10-04"), Some(26), born("2000-10-05"), &[]),
        ("the day before the birthday", Some("2026-10-04"), Some(26), born("2000-10-06"), &[(age, Wrong::OlderThanClient)]),
        ("in the first year", Some("2026-10-04"), Some(0), born("2026-01-01"), &[]),
        ("on the day of birth", Some("2000-10-05"), Some(0), born("2000-10-05"), &[]),
        ("before birth", Some("2000-10-04"), Some(0), born("2000-10-05"), &[(last, Wrong::BeforeBirth)]),
        ("nothing said", None, None, born("2000-10-05"), &[]),
        ("no such age", None, Some(111), born("2000-10-05"), &[(age, Wrong::OutOfRange { from: 0, to: 110 })]),
        ("no such day", Some("1899-12-31"), None, born("2000-10-05"), &[(last, Wrong::TooEarly)]),
        ("not born yet", None, Some(20), born("2026-10-06"), &[(date, Wrong::BeforeBirth)]),
    ];
    for (what, last_use, first_use_age, birth_date, expected) in table {
        let mut assessment = clean_assessment();
        assessment.substances[0].last_use = last_use.map(day);
        assessment.substances[0].first_use_age = *first_use_age;
        let issues = assessment.check_for(day(TODAY), *birth_date);
        let told: Vec<_> =
            issues.iter().filter(|issue| issue.blocks()).map(|issue| (issue.place.name(), issue.wrong().unwrap())).collect();
        let expected: Vec<_> = expected.iter().map(|(place, wrong)| ((*place).to_owned(), *wrong)).collect();
        assert_eq!(told, expected, "{what}");
    }
}
