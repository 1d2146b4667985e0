//! Conditions: what keeps them from being saved, what changed between versions, what the plan leaves out.

use crate::{
    criteria::{disorder, today},
    made::day,
    plan::made::{doc, id},
};
use clinical::{
    Place, Wrong,
    diagnosis::*,
    icd10cm,
    plan::{self, Plan},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A disorder with something in every field.
pub fn full_condition() -> Condition {
    let mut tobacco = disorder(Substance::Tobacco, 3, "2026-10-05");
    tobacco.named = "menthol cigarettes".into();
    tobacco.met.push(Met { taken: Taken::AsPrescribedByJudgment, ..Met::new(Criterion::Withdrawal, day("2026-10-20")) });
    tobacco.withdrawal = Some(Withdrawal {
        kind: WithdrawalKind::Uncomplicated,
        from: day("2026-10-18"),
        until: Some(day("2026-10-25")),
        taken: Taken::Otherwise,
    });
    tobacco.tobacco = Some(TobaccoCoding { product: TobaccoProduct::Cigarettes, mild_as_use: true });
    tobacco.maintenance = Some(MaintenanceAgent::NicotineReplacement);
    tobacco.controlled_environment = true;
    tobacco.last_use = Some(day("2026-10-17"));
    Condition {
        status: ConditionStatus::Confirmed,
        onset: Some(day("2010-06-01")),
        diagnosed: Diagnosed { by: "Ines Quill".into(), credential: "CADC".into(), on: Some(day("2026-10-05")) },
        evidence: "Interview of 5 October.".into(),
        specifiers: vec!["since youth".into()],
        reason: "A third criterion was met.".into(),
        ..Condition::new(Diagnosis::SubstanceUse(tobacco))
    }
}

fn coded(code: &str) -> Condition {
    let coded = Coded { code: code.into(), edition: icd10cm::edition(today()) };
    Condition { diagnosis: Diagnosis::Coded(coded), ..full_condition() }
}

fn using(substance: Substance, count: usize) -> Condition {
    Condition { diagnosis: Diagnosis::SubstanceUse(disorder(substance, count, "2026-11-01")), ..full_condition() }
}

fn check(condition: &Condition, others: &[&Condition]) -> Vec<(Place, Wrong)> {
    let around = Around { today: today(), birth_date: Some(day("1992-02-29")), others, before: None };
    condition.check(&around).into_iter().map(|error| (error.place.clone(), error.wrong().unwrap())).collect()
}

fn errors(change: impl FnOnce(&mut Condition)) -> Vec<(Place, Wrong)> {
    let mut condition = full_condition();
    change(&mut condition);
    check(&condition, &[])
}

fn on_disorder(change: impl FnOnce(&mut Disorder)) -> Vec<(Place, Wrong)> {
    errors(|condition| match &mut condition.diagnosis {
        Diagnosis::SubstanceUse(disorder) => change(disorder),
        Diagnosis::Coded(_) => panic!("no disorder"),
    })
}

use ConditionField as Field;

#[test]
fn a_complete_condition_is_saved() {
    assert_eq!(errors(|_| {}), []);
    assert_eq!(check(&coded("F41.1"), &[]), []);
}

#[test]
fn what_is_missing_is_told_in_the_order_of_the_form() {
    let empty = Condition::new(Diagnosis::Coded(Coded { code: String::new(), edition: String::new() }));
    let missing = [Field::Code, Field::DiagnosedBy, Field::DiagnosedOn].map(|field| (field.into(), Wrong::Missing));
    assert_eq!(check(&empty, &[]), missing);
}

#[test]
fn dates_are_neither_in_the_future_nor_before_birth() {
    let criterion = |on: &str| on_disorder(|disorder| disorder.met.push(Met::new(Criterion::Craving, day(on))));
    assert_eq!(criterion("2026-11-18"), []);
    assert_eq!(criterion("2026-11-19"), [(Field::Criterion(Criterion::Craving).into(), Wrong::InFuture)]);
    assert_eq!(criterion("1992-02-29"), []);
    assert_eq!(criterion("1992-02-28"), [(Field::Criterion(Criterion::Craving).into(), Wrong::BeforeBirth)]);
    assert_eq!(criterion("1899-12-31"), [(Field::Criterion(Criterion::Craving).into(), Wrong::TooEarly)]);
    let onset = |on: &str| errors(|condition| condition.onset = Some(day(on)));
    assert_eq!(onset("2026-10-05"), []);
    assert_eq!(onset("2026-10-06"), [(Field::Onset.into(), Wrong::OnsetAfterDiagnosis)]);
    assert_eq!(onset("1992-02-28"), [(Field::Onset.into(), Wrong::BeforeBirth)]);
    assert_eq!(
        errors(|condition| condition.diagnosed.on = Some(day("2026-11-19"))),
        [(Field::DiagnosedOn.into(), Wrong::InFuture)]
    );
    assert_eq!(on_disorder(|disorder| disorder.last_use = Some(day("2026-11-19"))), [(Field::LastUse.into(), Wrong::InFuture)]);
    let withdrawal = Withdrawal {
        kind: WithdrawalKind::Delirium,
        from: day("2026-10-18"),
        until: Some(day("2026-10-17")),
        taken: Taken::Otherwise,
    };
    let wrong = on_disorder(|disorder| disorder.withdrawal = Some(withdrawal));
    assert_eq!(wrong, [(Field::Withdrawal.into(), Wrong::EndsBeforeStart)]);
}

#[test]
fn only_a_code_of_the_set_is_saved_and_no_header() {
    assert_eq!(check(&coded("F10.2"), &[]), [(Field::Code.into(), Wrong::Header)]);
    assert_eq!(check(&coded("F10.30"), &[]), [(Field::Code.into(), Wrong::UnknownCode)]);
    assert_eq!(check(&coded("f411"), &[]), [(Field::Code.into(), Wrong::UnknownCode)], "stored with its dot");
    let gone = Coded { code: "Z91.14".into(), edition: "2020-10-01".into() };
    let mut old = Condition { diagnosis: Diagnosis::Coded(gone), ..full_condition() };
    assert_eq!(check(&old, &[]), [(Field::Code.into(), Wrong::Header)]);
    old.status = ConditionStatus::Resolved;
    assert_eq!(check(&old, &[]), [], "what is over keeps the code it had");
    assert!(Coded::new("f41.1", today()).unwrap() == Coded { code: "F41.1".into(), edition: "2026-10-01".into() });
    assert_eq!(Coded::new("F41", today()).unwrap_err(), icd10cm::CodeError::Header);
}

#[test]
fn a_code_that_became_a_heading_stays_readable_and_what_is_over_keeps_it() {
    let mut condition = coded("Z87.890");
    condition.specifiers.clear();
    condition.diagnosed.on = Some(day("2026-09-30"));
    condition.onset = None;
    assert_eq!(check(&condition, &[]), [(Field::Code.into(), Wrong::Header)], "as one of the codes of today");
    assert_eq!(condition.text(day("2026-09-30")), "Z87.890 Personal history of sex reassignment");
    assert_eq!(condition.text(today()), "Z87.890 Personal history of sex reassignment, a heading since Oct 1, 2026");
    condition.status = ConditionStatus::Resolved;
    assert_eq!(check(&condition, &[]), [], "it was valid on the day of the diagnosis");
    condition.diagnosed.on = Some(day("2026-10-02"));
    assert_eq!(check(&condition, &[]), [(Field::Code.into(), Wrong::Header)]);
}

#[test]
fn a_code_is_stored_with_its_release() {
    let stored = serde_json::to_value(coded("F41.1").diagnosis).unwrap();
    assert_eq!(stored, serde_json::json!({ "coded": { "code": "F41.1", "edition": "2026-10-01" } }));
    assert!(serde_json::from_value::<Diagnosis>(stored).unwrap() == coded("F41.1").diagnosis);
}

#[test]
fn what_a_substance_does_not_have_is_refused() {
    let with = |substance, change: &dyn Fn(&mut Disorder)| {
        let mut bare = disorder(substance, 3, "2026-10-05");
        change(&mut bare);
        check(&Condition { diagnosis: Diagnosis::SubstanceUse(bare), ..full_condition() }, &[])
    };
    let withdrawal =
        Some(Withdrawal { kind: WithdrawalKind::Uncomplicated, from: day("2026-10-18"), until: None, taken: Taken::Otherwise });
    assert_eq!(with(Substance::Caffeine, &|_| {}), [(Field::Substance.into(), Wrong::NoUseDisorder)]);
    assert_eq!(with(Substance::Other, &|_| {}), [(Field::Named.into(), Wrong::Missing)]);
    assert_eq!(
        with(Substance::Phencyclidine, &|disorder| disorder.met.push(Met::new(Criterion::Withdrawal, day("2026-10-05")))),
        [(Field::Criterion(Criterion::Withdrawal).into(), Wrong::NotForThisSubstance)]
    );
    let state = |disorder: &mut Disorder| disorder.withdrawal.clone_from(&withdrawal);
    assert_eq!(with(Substance::Inhalant, &state), [(Field::Withdrawal.into(), Wrong::NotForThisSubstance)]);
    assert_eq!(with(Substance::Alcohol, &state), []);
    let tobacco = |disorder: &mut Disorder| disorder.tobacco = Some(TobaccoCoding::default());
    assert_eq!(with(Substance::Alcohol, &tobacco), [(Field::Tobacco.into(), Wrong::NotForThisSubstance)]);
    for agent in MaintenanceAgent::ALL {
        for substance in [Substance::Alcohol, Substance::Opioid, Substance::Tobacco] {
            let found = with(substance, &|disorder| disorder.maintenance = Some(agent));
            assert_eq!(found.is_empty(), agent.substance() == substance, "{agent:?} {substance:?}");
        }
    }
    let marked = |criterion, taken| {
        move |disorder: &mut Disorder| disorder.met.push(Met { taken, ..Met::new(criterion, day("2026-10-05")) })
    };
    let tolerance = Field::Criterion(Criterion::Tolerance);
    assert_eq!(
        with(Substance::Cannabis, &marked(Criterion::Tolerance, Taken::AsPrescribed)),
        [(tolerance.into(), Wrong::NeedsJudgment)]
    );
    assert_eq!(with(Substance::Cannabis, &marked(Criterion::Tolerance, Taken::AsPrescribedByJudgment)), []);
    assert_eq!(with(Substance::Opioid, &marked(Criterion::Tolerance, Taken::AsPrescribed)), []);
    let craving = Field::Criterion(Criterion::Craving);
    assert_eq!(
        with(Substance::Opioid, &marked(Criterion::Craving, Taken::AsPrescribed)),
        [(craving.into(), Wrong::NotPrescribed)]
    );
}

#[test]
fn a_status_the_criteria_do_not_bear_is_refused() {
    let with = |status, count, on: &str| {
        let diagnosis = Diagnosis::SubstanceUse(disorder(Substance::Opioid, count, on));
        check(&Condition { status, diagnosis, ..full_condition() }, &[])
    };
    assert_eq!(with(ConditionStatus::Confirmed, 1, "2026-10-05"), [(Field::Criteria.into(), Wrong::TooFewCriteria)]);
    assert_eq!(with(ConditionStatus::Provisional, 1, "2026-10-05"), []);
    assert_eq!(with(ConditionStatus::Refuted, 0, "2026-10-05"), []);
    assert_eq!(with(ConditionStatus::InRemission, 4, "2026-08-19"), [(Field::Status.into(), Wrong::NotInRemission)]);
    assert_eq!(with(ConditionStatus::InRemission, 4, "2026-08-18"), []);
    assert_eq!(with(ConditionStatus::InRemission, 1, "2020-08-18"), [(Field::Status.into(), Wrong::NotInRemission)]);
}

#[test]
fn withdrawal_going_on_and_a_status_of_remission_exclude_each_other() {
    let with = |from: &str, until: Option<&str>, taken| {
        let mut disorder = disorder(Substance::Opioid, 4, "2026-01-15");
        let kind = WithdrawalKind::Uncomplicated;
        disorder.withdrawal = Some(Withdrawal { kind, from: day(from), until: until.map(day), taken });
        let diagnosis = Diagnosis::SubstanceUse(disorder);
        check(&Condition { status: ConditionStatus::InRemission, diagnosis, ..full_condition() }, &[])
    };
    let excluded = [(Field::Status.into(), Wrong::WithdrawalExcludesRemission)];
    assert_eq!(with("2026-11-10", None, Taken::Otherwise), excluded);
    assert_eq!(with("2026-11-10", Some("2026-11-18"), Taken::Otherwise), excluded, "today is its last day");
    let over = [(Field::Status.into(), Wrong::NotInRemission)];
    assert_eq!(with("2026-11-10", Some("2026-11-17"), Taken::Otherwise), over, "its months are not full");
    assert_eq!(with("2026-08-10", Some("2026-08-18"), Taken::Otherwise), [], "three months are full");
    assert_eq!(with("2026-11-10", None, Taken::AsPrescribed), []);
}

#[test]
fn two_codes_for_one_substance_are_refused_while_both_are_current() {
    let severe = using(Substance::Alcohol, 6);
    let here = |condition: &Condition| check(condition, &[&severe]);
    assert_eq!(here(&using(Substance::Alcohol, 2)), [(Field::Substance.into(), Wrong::OneSubstance)]);
    assert_eq!(here(&coded("F10.10")), [(Field::Code.into(), Wrong::OneSubstance)]);
    assert_eq!(here(&coded("F10.91")), [(Field::Code.into(), Wrong::OneSubstance)]);
    assert_eq!(here(&coded("F10.20")), [(Field::Code.into(), Wrong::AlreadyListed)]);
    assert_eq!(here(&using(Substance::Opioid, 6)), []);
    assert_eq!(here(&coded("F33.1")), []);
    for status in ConditionStatus::ALL {
        let other = Condition { status, ..coded("F10.10") };
        let over = matches!(status, ConditionStatus::Resolved | ConditionStatus::Refuted);
        assert_eq!(check(&severe, &[&other]).is_empty(), over, "{status:?}");
        assert_eq!(here(&other).is_empty(), over, "{status:?}");
    }
    let pcp = using(Substance::Phencyclidine, 6);
    assert_eq!(
        check(&using(Substance::Hallucinogen, 2), &[&pcp]),
        [(Field::Substance.into(), Wrong::OneSubstance)],
        "both are F16"
    );
    assert_eq!(check(&coded("Z72.0"), &[&using(Substance::Tobacco, 6)]), [(Field::Code.into(), Wrong::Excludes1)]);
    let unmet = Condition { status: ConditionStatus::Provisional, ..using(Substance::Alcohol, 1) };
    assert_eq!(check(&unmet, &[&severe]), [(Field::Substance.into(), Wrong::OneSubstance)], "even before it has a code");
}

#[test]
fn long_term_opiate_analgesics_do_not_stand_beside_an_agonist() {
    let opioid = |agent| {
        let disorder = Disorder { maintenance: Some(agent), ..disorder(Substance::Opioid, 6, "2026-11-01") };
        Condition { diagnosis: Diagnosis::SubstanceUse(disorder), ..full_condition() }
    };
    for agent in [MaintenanceAgent::Methadone, MaintenanceAgent::Buprenorphine, MaintenanceAgent::NaltrexoneOral] {
        let refused = agent != MaintenanceAgent::NaltrexoneOral;
        let found = check(&coded("Z79.891"), &[&opioid(agent)]);
        assert_eq!(found, if refused { vec![(Field::Code.into(), Wrong::AgonistMaintenance)] } else { vec![] });
        assert_eq!(check(&opioid(agent), &[&coded("Z79.891")]).is_empty(), !refused);
    }
}

#[test]
fn a_change_needs_a_reason() {
    let before = full_condition();
    let with = |after: &Condition| {
        let around = Around { today: today(), birth_date: None, others: &[], before: Some(&before) };
        after.check(&around).into_iter().map(|error| (error.place.clone(), error.wrong().unwrap())).collect::<Vec<_>>()
    };
    let mut after = Condition { reason: " ".into(), ..before.clone() };
    assert_eq!(with(&after), [], "nothing changed");
    after.evidence.push_str(" And a second one.");
    assert_eq!(with(&after), [(Field::Reason.into(), Wrong::Missing)]);
    after.reason = "Seen again.".into();
    assert_eq!(with(&after), []);
}

#[test]
fn the_differences_between_two_versions_are_told_in_words() {
    let before = full_condition();
    let mut after = before.clone();
    let Diagnosis::SubstanceUse(disorder) = &mut after.diagnosis else { panic!("no disorder") };
    disorder.met.remove(0);
    disorder.met.push(Met::new(Criterion::Craving, day("2026-11-02")));
    disorder.last_use = Some(day("2026-11-01"));
    disorder.maintenance = Some(MaintenanceAgent::Varenicline);
    disorder.withdrawal = None;
    after.status = ConditionStatus::Provisional;
    after.onset = None;
    after.reason = "Second interview.".into();
    let told: Vec<_> =
        changes(&before, &after).iter().map(|change| format!("{} ({})", change.sentence(), change.reason)).collect();
    insta::assert_snapshot!(told.join("\n"));
    assert!(changes(&before, &before).is_empty());
    let recoded = changes(&coded("F41.9"), &coded("F41.1"));
    assert_eq!(recoded[0].sentence(), "Diagnosis: F41.9 Anxiety disorder, unspecified → F41.1 Generalized anxiety disorder");
}

#[test]
fn active_diagnoses_the_plan_does_not_address_are_listed() {
    let all = [
        (doc(1), coded("F41.1")),
        (doc(2), Condition { status: ConditionStatus::Provisional, ..coded("F33.1") }),
        (doc(3), Condition { status: ConditionStatus::InRemission, ..coded("F10.21") }),
        (doc(4), Condition { status: ConditionStatus::Refuted, ..coded("F20.9") }),
        (doc(5), using(Substance::Opioid, 6)),
    ];
    let left = |addressed: &[u128]| {
        let mut problem = plan::Problem::new(id("p"), 1, "");
        problem.conditions = addressed.iter().copied().map(doc).collect();
        let plan = Plan { problems: vec![problem], ..Plan::default() };
        let all = all.iter().map(|(id, condition)| (*id, condition));
        not_addressed(all, &plan).into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    assert_eq!(left(&[]), [doc(1), doc(2), doc(5)]);
    assert_eq!(left(&[1, 5, 9]), [doc(2)]);
    assert!(left(&[1, 2, 5]).is_empty());
}

#[test]
fn a_condition_is_shown_with_its_code_name_and_specifiers() {
    assert_eq!(coded("F41.1").text(today()), "F41.1 Generalized anxiety disorder, since youth");
    assert_eq!(full_condition().text(today()), "Z72.0 Tobacco use disorder, mild (menthol cigarettes), since youth");
    assert_eq!(full_condition().text(day("2026-10-20")).split(' ').next(), Some("F17.213"));
    assert_eq!(full_condition().code(day("2027-02-01")).as_deref(), Some("F17.211"));
    assert_eq!(coded("Q99.9").name(today()), "since youth");
}

#[test]
fn content_prints_as_sealed() {
    let condition = full_condition();
    let disorder = condition.disorder().unwrap();
    let assessed = disorder.assess(today());
    let change = &changes(&condition, &coded("F41.1"))[0];
    let printed =
        format!("{condition:?} {disorder:?} {:?} {:?} {assessed:?} {:?}", disorder.met[0], condition.diagnosed, assessed.course);
    assert_eq!(format!("{printed} {change:?}"), ["[sealed]"; 7].join(" "));
}

#[test]
fn fields_have_distinct_names_and_problems_have_sentences_without_content() {
    let plain = [
        Field::Code,
        Field::Substance,
        Field::Named,
        Field::Criteria,
        Field::Withdrawal,
        Field::Tobacco,
        Field::Maintenance,
        Field::ControlledEnvironment,
        Field::LastUse,
        Field::Status,
        Field::Onset,
        Field::DiagnosedBy,
        Field::DiagnosedOn,
        Field::Evidence,
        Field::Specifiers,
        Field::Reason,
    ];
    let names: BTreeSet<_> = plain.into_iter().chain(Criterion::ALL.map(Field::Criterion)).map(|field| field.name()).collect();
    assert_eq!(names.len(), plain.len() + 11);
    for criterion in Criterion::ALL {
        assert_eq!(serde_json::to_value(criterion).unwrap(), criterion.id());
        assert!(criterion.question().ends_with('?') && !criterion.label().is_empty());
    }
    for (_, problem) in check(&using(Substance::Caffeine, 3), &[]) {
        assert!(problem.sentence().ends_with('.') && !problem.id().is_empty());
    }
}

proptest! {
    #[test]
    fn a_version_differs_from_itself_in_nothing_and_from_another_in_something(
        first in crate::criteria::any_disorder(),
        second in crate::criteria::any_disorder(),
    ) {
        let condition = |disorder: &Disorder| Condition::new(Diagnosis::SubstanceUse(disorder.clone()));
        let same_set = |a: &Disorder, b: &Disorder| {
            a.substance == b.substance && a.met.iter().collect::<BTreeSet<_>>() == b.met.iter().collect::<BTreeSet<_>>()
        };
        prop_assert!(changes(&condition(&first), &condition(&first)).is_empty());
        prop_assert_eq!(changes(&condition(&first), &condition(&second)).is_empty(), same_set(&first, &second));
    }
}
