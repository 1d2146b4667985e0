//! Returns to use as they are written down, told again and answered. What has to hold comes from clinical reference 12 and 19.

use crate::{
    chart::{COUNSELOR, Cabinet, SIGNED, SUPERVISOR, plan_of},
    made::{day, full_profile},
    plan::made::{clean_plan, doc, id},
    returns_to_use::evening,
};
use clinical::{
    Around, AuthorLine, Body, Edition, Finding, LevelOfCare, Place, Setting, Wrong,
    assessment::{Answer, Route},
    diagnosis::{Coded, Condition, ConditionStatus, Criterion, Diagnosis, Disorder, Met, Substance},
    episode::Episodes,
    plan::{Ending, MissingSignature, Plan, PlanReview, SignerRole, kept_without_reason},
    return_to_use::*,
};
use record::{DocId, Review, Status};
use std::collections::BTreeSet;

pub const TODAY: &str = "2026-11-18";

/// Something in every field.
pub fn full_return() -> ReturnToUse {
    let mut event = ReturnToUse {
        author: Some(AuthorLine { name: "Ines Quill".into(), credential: "CADC".into() }),
        period: Period::InCare,
        found_by: FoundBy::Client,
        found_words: "She told us before group.".into(),
        substances: vec![SubstanceUsed {
            substance: Substance::Alcohol,
            name: "beer".into(),
            route: Some(Route::Oral),
            amount: "5 cans".into(),
        }],
        last_use_before: Some(day("2026-10-01")),
        company: Company::WithOthers,
        with_whom: "Two people from the shop".into(),
        overdose: Answer::Nothing,
        medical_emergency: Answer::Nothing,
        violence: Answer::Nothing,
        suicide: SuicideRisk::Denied,
        withdrawal: Answer::Nothing,
        medication: "Missed three doses.".into(),
        protective: "Naloxone was in the room.".into(),
        consequences: "Late for one shift.".into(),
        account: "“I had five cans, and then I stopped.”".into(),
        emotional_since: Some(day("2026-10-28")),
        mental_since: Some(day("2026-11-05")),
        signs: BTreeSet::from([StageSign::SleepOrEating, StageSign::PeoplePlaces]),
        factors: BTreeSet::from([Factor::ExternalTrigger, Factor::StoppedMedication]),
        triggers: vec![Trigger {
            words: "A call from her mother".into(),
            internal: false,
            new: true,
            coping: "Call Ada first".into(),
        }],
        helped_stop: "Ada’s light was on.".into(),
        helped: "Telling early.".into(),
        did_not_help: "The evening walk.".into(),
        pregnant: false,
        unsafe_home: false,
        lower_level_did_not_hold: false,
        earlier: EarlierCourse {
            setting: Setting::IntensiveOutpatient,
            admitted: Some(day("2026-10-05")),
            criteria_met: 0,
            full_criteria: false,
            dependent_on_alcohol_or_sedatives: true,
        },
        ..evening()
    };
    event.decision = LevelDecision {
        level: LevelOfCare::find(Edition::Fourth, "2.1"),
        reason: "She told us within a day; a fourth evening gives the contact that 2.5 would.".into(),
        suggestion: event.suggestion(day(TODAY)),
    };
    event
}

pub fn full_account() -> ReturnToUseCorrection {
    ReturnToUseCorrection {
        kind: CorrectionKind::MoreDetail,
        told_by: "Wren".into(),
        start: Some(day("2026-11-14")),
        end: Some(day("2026-11-16")),
        use_days: Some(2),
        overdose: Answer::NotAsked,
        text: "It began two days before.".into(),
    }
}

fn care() -> CareDays {
    in_care("2026-10-05", None)
}

fn in_care(opened: &str, ended: Option<&str>) -> CareDays {
    let episodes = Episodes::of(Some(day(opened)), [], []).or_ended(ended.map(day));
    CareDays { birth_date: Some(day("1992-02-29")), episodes }
}

fn told(findings: &[Finding]) -> Vec<(String, Wrong)> {
    findings.iter().filter(|one| one.blocks()).map(|one| (one.place.name(), one.wrong().unwrap())).collect()
}

/// Decided anew after what happened was changed.
fn decided(mut event: ReturnToUse) -> ReturnToUse {
    event.decision.suggestion = event.suggestion(day(TODAY));
    event
}

#[test]
fn a_full_record_can_be_signed_and_a_sparse_one_too() {
    assert_eq!(full_return().check_in(&care(), day(TODAY)), []);
    let sparse = ReturnToUse {
        found_on: Some(day("2026-11-17")),
        decision: LevelDecision { level: LevelOfCare::find(Edition::Fourth, "2.1"), ..LevelDecision::default() },
        ..ReturnToUse::default()
    };
    assert_eq!(told(&sparse.check_in(&care(), day(TODAY))), [], "any part of the story may stay empty");
}

#[test]
fn what_contradicts_itself_is_refused_beside_its_field() {
    type Damage = fn(&mut ReturnToUse);
    let table: [(&str, Wrong, Damage); 19] = [
        ("return-found-on", Wrong::Missing, |event| event.found_on = None),
        ("return-found-on", Wrong::InFuture, |event| event.found_on = Some(day("2026-11-19"))),
        ("return-start", Wrong::KnownBeforeItWas, |event| {
            (event.start, event.end) = (Some(day("2026-11-18")), Some(day("2026-11-18")));
        }),
        ("return-end", Wrong::EndsBeforeStart, |event| event.end = Some(day("2026-11-15"))),
        ("return-end", Wrong::EndedAndGoesOn, |event| event.stopped = false),
        ("return-use-days", Wrong::MoreDaysThanThereWere, |event| event.use_days = Some(2)),
        ("return-use-days", Wrong::OutOfRange { from: 1, to: 3660 }, |event| event.use_days = Some(0)),
        ("return-last-use-before", Wrong::BeforeBirth, |event| event.last_use_before = Some(day("1980-01-01"))),
        ("return-last-use-before", Wrong::NotBeforeUse, |event| event.last_use_before = event.start),
        ("return-mental-since", Wrong::NotBeforeUse, |event| event.mental_since = Some(day("2026-11-17"))),
        ("return-start", Wrong::NotBeforeCare, |event| event.period = Period::BeforeAdmission),
        ("return-start", Wrong::NotAfterCare, |event| event.period = Period::AfterDischarge),
        ("return-with-whom", Wrong::AloneWithOthers, |event| event.company = Company::Alone),
        ("return-overdose", Wrong::Missing, |event| event.overdose = Answer::Told(" ".into())),
        ("trigger-1-words", Wrong::Missing, |event| event.triggers[0].words.clear()),
        ("decision-level", Wrong::Missing, |event| event.decision.level = None),
        ("decision-reason", Wrong::DiffersWithoutReason, |event| event.decision.reason = " ".into()),
        ("decision-level", Wrong::UnknownLevel, |event| {
            event.decision.level = Some(LevelOfCare { edition: Edition::Fourth, number: "9".into() });
        }),
        ("return-account", Wrong::TooLong { max: clinical::Note::SECTION_MAX }, |event| {
            event.account = "x".repeat(clinical::Note::SECTION_MAX as usize + 1);
        }),
    ];
    for (place, wrong, damage) in table {
        let mut event = full_return();
        damage(&mut event);
        let told = told(&decided(event).check_in(&care(), day(TODAY)));
        assert_eq!(told, [(place.to_owned(), wrong)]);
    }
}

#[test]
fn use_outside_of_care_is_refused_until_somebody_says_that_it_was() {
    let ended = in_care("2026-10-05", Some("2026-11-10"));
    let table = [
        (care(), "2026-10-04", Period::InCare, Some(Wrong::BeforeCare)),
        (care(), "2026-10-04", Period::BeforeAdmission, None),
        (care(), "2026-10-05", Period::InCare, None),
        (ended.clone(), "2026-11-11", Period::InCare, Some(Wrong::AfterCare)),
        (ended.clone(), "2026-11-11", Period::AfterDischarge, None),
        (ended, "2026-11-10", Period::InCare, None),
        (in_care("2026-11-12", Some("2026-11-10")), "2026-11-13", Period::InCare, None),
    ];
    for (care, start, period, wrong) in table {
        let event = ReturnToUse {
            start: Some(day(start)),
            end: Some(day(start)),
            last_use_before: None,
            emotional_since: None,
            mental_since: None,
            period,
            ..full_return()
        };
        let expected: Vec<_> = wrong.map(|wrong| ("return-start".to_owned(), wrong)).into_iter().collect();
        assert_eq!(told(&decided(event).check_in(&care, day(TODAY))), expected, "{start} {}", period.label());
    }
}

#[test]
fn the_days_of_care_come_from_the_profile_and_the_plan_that_ended() {
    let (profile, mut end): (Body, Plan) = (full_profile().into(), plan_of("2026-11-10"));
    end.head.ending = Some(Ending::Completed);
    let (ended, event) = (Body::from(end.clone()), Body::from(full_return()));
    let told_with = |others: &[(DocId, &Body)]| {
        told(&event.check(&Around { doc: EVENT, today: day(TODAY), birth_date: None, before: None, others }))
    };
    assert_eq!(told_with(&[(doc(1), &profile)]), [], "care began on 5 October");
    let after = [("return-start".to_owned(), Wrong::AfterCare)];
    assert_eq!(told_with(&[(doc(1), &profile), (doc(2), &ended)]), after, "16 November is after 10 November");
    let mut again = end;
    again.head.ending = None;
    again.head.bases = vec![doc(2)];
    assert_eq!(told_with(&[(doc(1), &profile), (doc(2), &ended), (doc(3), &again.into())]), [], "another version follows");
}

#[test]
fn a_decision_is_looked_at_again_when_what_happened_changed() {
    let mut event = full_return();
    event.pregnant = true;
    event.earlier.admitted = Some(day("2026-01-01"));
    event.earlier.dependent_on_alcohol_or_sedatives = false;
    assert_eq!(told(&event.check_in(&care(), day(TODAY))), [("decision-level".to_owned(), Wrong::EventChanged)]);
    assert_eq!(told(&decided(event).check_in(&care(), day(TODAY))), []);
}

#[test]
fn choosing_what_is_suggested_asks_for_no_reason_and_anything_else_does() {
    let mut event = full_return();
    let suggested = event.suggestion(day(TODAY)).unwrap();
    assert_eq!((suggested.rules.as_str(), suggested.offer.setting), ("return-to-use/1", Setting::PartialHospitalization));
    assert!(suggested.fired(Fired::Raised(Override::Under90Days)) && suggested.fired(Fired::Raised(Override::WithdrawalRisk)));
    event.decision.reason.clear();
    assert!(event.decision.differs());
    event.decision.level = LevelOfCare::find(Edition::Fourth, "2.5");
    assert!(!event.decision.differs());
    assert_eq!(told(&event.check_in(&care(), day(TODAY))), []);
}

#[test]
fn the_plan_is_revised_in_seven_days_and_after_danger_in_one() {
    assert_eq!(full_return().revise_by(), Some(day("2026-11-24")));
    let danger = ReturnToUse { suicide: SuicideRisk::PlanOrIntent, ..full_return() };
    assert_eq!(decided(danger).revise_by(), Some(day("2026-11-18")));
    assert_eq!(ReturnToUse { period: Period::BeforeAdmission, ..full_return() }.revise_by(), None);
    assert_eq!(ReturnToUse { decision: LevelDecision::default(), ..full_return() }.revise_by(), Some(day("2026-11-24")));
}

#[test]
fn what_is_told_again_adds_to_the_event_and_another_account_stands_beside_it() {
    let (event, more) = (full_return(), full_account());
    let known = event.as_known([&more]);
    assert_eq!((known.start, known.end, known.use_days), (more.start, more.end, more.use_days));
    assert!(event.start == Some(day("2026-11-16")), "the event itself is never overwritten");
    let other = ReturnToUseCorrection { kind: CorrectionKind::OtherAccount, ..full_account() };
    assert!(event.as_known([&other]) == event);
    let overdose = ReturnToUseCorrection { overdose: Answer::Told("Naloxone was given.".into()), ..full_account() };
    assert!(event.as_known([&more, &overdose]).is_danger() && !event.is_danger());
    assert_eq!(told(&full_account().check_in(&care(), day(TODAY))), []);
    let empty = ReturnToUseCorrection { end: Some(day("2026-11-13")), text: " ".into(), ..full_account() };
    let refused = [("correction-text".to_owned(), Wrong::Missing), ("correction-end".to_owned(), Wrong::EndsBeforeStart)];
    assert_eq!(told(&empty.check_in(&care(), day(TODAY))), refused);
}

#[test]
fn the_rules_see_the_criteria_since_the_first_day_of_use_and_dependence() {
    let of = |condition: &Condition| {
        let level = LevelOfCare::find(Edition::Fourth, "3.5");
        EarlierCourse::of(level.as_ref(), None, [condition].into_iter(), Some(day("2026-11-01")), day(TODAY))
    };
    let disorder = |substance, met: &[(Criterion, &str)]| {
        let met = met.iter().map(|(criterion, on)| Met::new(*criterion, day(on))).collect();
        Condition::new(Diagnosis::SubstanceUse(Disorder { met, ..Disorder::new(substance) }))
    };
    let earlier = [
        (Criterion::CutDown, "2026-03-01"),
        (Criterion::TimeSpent, "2026-03-01"),
        (Criterion::RoleFailure, "2026-03-01"),
        (Criterion::Tolerance, "2026-03-01"),
    ];
    let before = of(&disorder(Substance::Alcohol, &earlier));
    assert_eq!((before.setting, before.criteria_met, before.full_criteria), (Setting::Residential, 0, false));
    assert!(before.dependent_on_alcohol_or_sedatives, "four criteria are a moderate disorder");
    assert!(!of(&disorder(Substance::Opioid, &earlier)).dependent_on_alcohol_or_sedatives);
    let one = of(&disorder(Substance::Alcohol, &[(Criterion::Craving, "2026-11-02")]));
    assert_eq!((one.criteria_met, one.full_criteria), (1, false));
    let two = of(&disorder(Substance::Alcohol, &[(Criterion::Craving, "2026-11-02"), (Criterion::CutDown, "2026-11-09")]));
    assert_eq!((two.criteria_met, two.full_criteria), (2, true));
    let mut coded = Condition::new(Diagnosis::Coded(Coded::new("F10.20", day("2026-11-16")).unwrap()));
    assert!(of(&coded).dependent_on_alcohol_or_sedatives);
    coded.status = ConditionStatus::Refuted;
    assert!(!of(&coded).dependent_on_alcohol_or_sedatives);
}

const EVENT: DocId = DocId::from_u128(50);

/// A plan in force, and a return to use that became known on 17 November.
pub fn cabinet() -> Cabinet {
    let mut first = plan_of("2026-11-02");
    first.head.revision = None;
    let event: Body = full_return().into();
    Cabinet::default().put(doc(1), SIGNED, vec![(COUNSELOR, "2026-11-02", first.into())]).put(
        EVENT,
        SIGNED,
        vec![(COUNSELOR, "2026-11-17", event)],
    )
}

#[test]
fn a_return_to_use_asks_for_a_revision_until_a_signed_version_names_it() {
    let chart = cabinet().chart(TODAY);
    let owed = chart.owed_revisions();
    assert_eq!((owed.len(), owed[0].event, owed[0].on, owed[0].overdue), (1, EVENT, day("2026-11-24"), false));
    assert_eq!(owed[0].sentence, "Plan revision after a return to use due Tue, Nov 24, 2026.");
    assert!(cabinet().chart("2026-11-25").owed_revisions()[0].overdue);

    let draft = chart.revision_after(EVENT).unwrap();
    let mut begun = cabinet();
    begun.draft = Some((doc(2), draft.clone().into()));
    let begun = begun.chart(TODAY);
    assert_eq!(begun.owed_revisions().len(), 1, "a draft answers nothing");
    assert!(begun.revision_draft(EVENT).is_some() && begun.revision_for(EVENT).is_none());

    let mut later = plan_of("2026-11-18");
    later.head.bases = vec![doc(1)];
    later.head.revision = None;
    let other = cabinet().put(doc(2), SIGNED, vec![(COUNSELOR, "2026-11-18", later.into())]).chart(TODAY);
    assert_eq!(other.owed_revisions().len(), 1, "a version about something else answers nothing");
    let review = PlanReview { on: Some(day(TODAY)), answers: vec![EVENT], ..PlanReview::default() };
    let reviewed =
        cabinet().put(doc(3), SIGNED, vec![(COUNSELOR, TODAY, plan_of(TODAY).into()), (COUNSELOR, TODAY, review.into())]);
    assert_eq!(reviewed.chart(TODAY).owed_revisions().len(), 1, "nor does “no change”");

    let signed = cabinet().put(doc(2), SIGNED, vec![(COUNSELOR, TODAY, draft.clone().into())]).chart(TODAY);
    assert!(signed.owed_revisions().is_empty() && signed.revision_for(EVENT).is_some());
    let returned = Status::Final(Review::Returned);
    let back = cabinet().put(doc(2), returned, vec![(COUNSELOR, TODAY, draft.into())]).chart(TODAY);
    assert_eq!(back.owed_revisions().len(), 1, "one that was returned is not signed any more");
}

#[test]
fn an_event_in_error_or_outside_of_care_asks_for_nothing() {
    let body = |event: ReturnToUse| vec![(COUNSELOR, "2026-11-17", event.into())];
    let of = |status, event| Cabinet::default().put(EVENT, status, body(event)).chart(TODAY).owed_revisions().len();
    assert_eq!(of(SIGNED, full_return()), 1, "also where there is no plan yet");
    assert_eq!(of(Status::EnteredInError, full_return()), 0);
    assert_eq!(of(SIGNED, ReturnToUse { period: Period::BeforeAdmission, ..full_return() }), 0);
}

#[test]
fn a_revision_begins_with_the_plan_in_force_and_what_the_event_says() {
    let chart = cabinet().chart(TODAY);
    let plan = chart.revision_after(EVENT).unwrap();
    assert_eq!(plan.head.bases, [doc(1)]);
    assert!(plan.problems == chart.in_force().unwrap().plan.problems, "every line of it");
    let revision = plan.head.revision.as_ref().unwrap();
    assert_eq!((revision.event, revision.helped.as_str()), (EVENT, "Telling early.\nAda’s light was on."));
    assert_eq!((revision.fell_short.as_str(), plan.level.as_ref()), ("The evening walk.", full_return().decision.level.as_ref()));
    let steps: Vec<_> = plan.triggers.iter().map(|step| (step.trigger.as_str(), step.coping.as_str())).collect();
    assert_eq!(steps, [("A hard call", "Phone one of three people"), ("A call from her mother", "Call Ada first")]);
    assert_eq!(plan.review_date, None, "a new day, within two weeks");
    assert!(plan.check(day(TODAY)).iter().any(Finding::blocks), "it cannot be signed until it is answered");
}

#[test]
fn a_line_that_stays_has_its_reason_too_and_a_supervisor_signs() {
    let base = clean_plan();
    let mut plan = base.clone();
    plan.head.reasons.clear();
    let open: Vec<Place> = kept_without_reason(&base, &plan).into_iter().map(|one| one.place).collect();
    assert_eq!(open, [Place::one("line", "o-days", "reason"), Place::one("line", "o-phone", "reason")]);
    plan.head.reasons = [(id("o-days"), "It holds.".to_owned()), (id("o-phone"), "So does this.".to_owned())].into();
    assert_eq!(kept_without_reason(&base, &plan), []);
    plan.head.reasons.clear();
    plan.head.revision = None;
    assert_eq!(kept_without_reason(&base, &plan), [], "only after a return to use");

    let mut draft: Plan = cabinet().chart(TODAY).revision_after(EVENT).unwrap();
    draft.head.author = full_return().author;
    let by = |user| {
        let chart = cabinet().put(doc(2), SIGNED, vec![(user, TODAY, draft.clone().into())]).chart(TODAY);
        let view = chart.plan(doc(2)).unwrap();
        chart.missing(view).contains(&MissingSignature::Of(SignerRole::Supervisor))
    };
    assert!(by(COUNSELOR) && !by(SUPERVISOR));
}

#[test]
fn what_is_said_later_is_read_with_the_event() {
    let bodies = vec![(COUNSELOR, "2026-11-17", full_return().into()), (SUPERVISOR, "2026-11-18", full_account().into())];
    let chart = Cabinet::default().put(EVENT, SIGNED, bodies).chart(TODAY);
    let one = chart.return_to_use(EVENT).unwrap();
    assert_eq!((one.later.len(), one.as_known().use_days, one.event.use_days), (1, Some(2), Some(1)));
}

#[test]
fn the_program_sobriety_date_follows_a_signed_return_to_use() {
    let of =
        |status, event: ReturnToUse| Cabinet::default().put(EVENT, status, vec![(COUNSELOR, TODAY, event.into())]).chart(TODAY);
    assert_eq!(of(SIGNED, full_return()).sobriety(), Some(day("2026-11-17")), "the day after the last use");
    assert_eq!(of(Status::EnteredInError, full_return()).sobriety(), None);
    let untold = ReturnToUse { end: None, substances: Vec::new(), ..full_return() };
    assert_eq!(of(SIGNED, untold).sobriety(), Some(day("2026-11-18")), "until it became known, where no last day was told");
    let chart = of(SIGNED, full_return());
    assert_eq!(chart.last_return(Substance::Alcohol), Some(day("2026-11-16")));
    assert_eq!(chart.last_return(Substance::Opioid), None);
}
