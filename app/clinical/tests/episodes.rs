//! Episodes of care. What has to hold comes from clinical reference 1, 13 and 14, and from what a signed chart must not lose.

use crate::{
    made::{day, full_profile},
    plan::made::doc,
    return_events::full_return,
};
use chrono::NaiveDate;
use clinical::{
    Around, AuthorLine, Body, Discharge, Edition, EpisodeEvent, Finding, LevelOfCare, Wrong,
    episode::{DischargeKind, EpisodeEventKind, Episodes, GoalProgress},
    plan::{EventKind, GoalStatus, PlanEvent},
    return_to_use::{Period, ReturnToUse},
};
use proptest::prelude::*;
use record::DocId;

/// Something in every field.
pub fn full_event() -> EpisodeEvent {
    EpisodeEvent {
        author: Some(AuthorLine { name: "Ines Quill".into(), credential: "CADC".into() }),
        kind: EpisodeEventKind::Readmission,
        on: Some(day("2027-01-11")),
        level: LevelOfCare::find(Edition::Fourth, "1.7"),
        program: "Harbor Row day".into(),
        reason: "She asked to come back after a hard holiday.".into(),
        words: "“I want to start before it gets big.”".into(),
    }
}

/// Something in every field.
pub fn full_discharge() -> Discharge {
    Discharge {
        author: Some(AuthorLine { name: "Ines Quill".into(), credential: "CADC".into() }),
        on: Some(day("2026-11-20")),
        last_service: Some(day("2026-11-18")),
        kind: Some(DischargeKind::Transferred),
        reason: "The evening program is done; outpatient care goes on closer to home.".into(),
        next_program: "Mill Street Outpatient".into(),
        level: LevelOfCare::find(Edition::Fourth, "2.1"),
        diagnoses: vec!["F10.21 Alcohol use disorder, moderate, in early remission".into()],
        goals: vec![GoalProgress {
            goal: "“To be home when the girls come in from school.”".into(),
            status: GoalStatus::Completed,
            words: "Home five afternoons a week since October.".into(),
        }],
        summary: "Came to 22 of 24 evenings; called before each hard weekend.".into(),
        strengths: "Her sister, and the Thursday group.".into(),
        needs: "A dentist; the referral was sent on 18 November.".into(),
        words: "“I did it.”".into(),
    }
}

fn event(kind: EpisodeEventKind, on: &str, level: &str) -> EpisodeEvent {
    EpisodeEvent { kind, on: Some(day(on)), level: LevelOfCare::find(Edition::Fourth, level), ..full_event() }
}

pub fn readmitted(on: &str) -> EpisodeEvent {
    event(EpisodeEventKind::Readmission, on, "1.7")
}

fn transferred(on: &str) -> EpisodeEvent {
    event(EpisodeEventKind::Transfer, on, "1.5")
}

pub fn discharged(on: &str) -> Discharge {
    Discharge { on: Some(day(on)), last_service: None, ..full_discharge() }
}

/// As a table shows them: `1: 2026-10-05 to 2026-11-20, completed; 2: …`.
fn shown(episodes: &Episodes) -> String {
    let date = |day: Option<NaiveDate>| day.map_or("…".to_owned(), |day| day.to_string());
    let one = |one: &clinical::episode::EpisodeOfCare| {
        let steps: String = one.steps.iter().map(|step| format!(" +{}", step.on.format("%m-%d"))).collect();
        format!("{}: {} to {}{steps}", one.number, date(one.from), date(one.to))
    };
    let all: Vec<String> = episodes.iter().map(one).collect();
    let left = if episodes.unplaced.is_empty() { String::new() } else { format!("; {} unplaced", episodes.unplaced.len()) };
    all.join("; ") + &left
}

/// What was signed, as `D` discharge, `R` readmission, `T` transfer and the day, and the episodes that follow. Care began on
/// 5 October 2026.
const FOLDS: &[(&str, &str)] = &[
    ("", "1: 2026-10-05 to …"),
    ("D 2026-11-20", "1: 2026-10-05 to 2026-11-20"),
    ("T 2026-10-20", "1: 2026-10-05 to … +10-20"),
    ("T 2026-10-20, D 2026-11-20", "1: 2026-10-05 to 2026-11-20 +10-20"),
    ("D 2026-11-20, R 2027-01-11", "1: 2026-10-05 to 2026-11-20; 2: 2027-01-11 to … +01-11"),
    ("R 2027-01-11, D 2026-11-20", "1: 2026-10-05 to 2026-11-20; 2: 2027-01-11 to … +01-11"),
    ("D 2026-11-20, R 2026-11-20", "1: 2026-10-05 to 2026-11-20; 2: 2026-11-20 to … +11-20"),
    ("D 2026-11-20, R 2026-11-20, D 2026-11-20", "1: 2026-10-05 to 2026-11-20; 2: 2026-11-20 to 2026-11-20 +11-20"),
    ("D 2026-10-05", "1: 2026-10-05 to 2026-10-05"),
    ("D 2026-11-20, D 2026-11-21", "1: 2026-10-05 to 2026-11-20; 1 unplaced"),
    ("R 2027-01-11", "1: 2026-10-05 to …; 1 unplaced"),
    ("D 2026-10-04", "1: 2026-10-05 to …; 1 unplaced"),
    ("D 2026-11-20, T 2026-11-25", "1: 2026-10-05 to 2026-11-20; 1 unplaced"),
    ("D 2026-11-20, T 2026-11-20", "1: 2026-10-05 to 2026-11-20 +11-20"),
    (
        "D 2026-11-20, R 2027-01-11, T 2027-02-01, D 2027-03-01, R 2028-02-29",
        "1: 2026-10-05 to 2026-11-20; 2: 2027-01-11 to 2027-03-01 +01-11 +02-01; 3: 2028-02-29 to … +02-29",
    ),
];

fn fold(said: &str) -> Episodes {
    let (mut events, mut discharges) = (Vec::new(), Vec::new());
    for (number, one) in (1..).zip(said.split(", ").filter(|one| !one.is_empty())) {
        let (what, on) = one.split_once(' ').unwrap();
        match what {
            "D" => discharges.push((DocId::from_u128(number), discharged(on))),
            "R" => events.push((DocId::from_u128(number), readmitted(on))),
            _ => events.push((DocId::from_u128(number), transferred(on))),
        }
    }
    let opened = Some(day("2026-10-05"));
    Episodes::of(opened, events.iter().map(|(id, one)| (*id, one)), discharges.iter().map(|(id, one)| (*id, one)))
}

/// A field, what is wrong there, and the change that makes it so.
type Row<T> = (&'static str, Wrong, fn(&mut T));

#[test]
fn what_was_signed_makes_the_episodes_of_the_golden_table() {
    for (said, expected) in FOLDS {
        assert_eq!(shown(&fold(said)), *expected, "{said}");
    }
}

#[test]
fn a_day_belongs_to_the_episode_it_is_in_and_papers_between_to_the_one_before() {
    let episodes = fold("D 2026-11-20, R 2027-01-11");
    let number = |on: &str| episodes.on(day(on)).map(|one| one.number);
    assert_eq!(
        ["2026-10-04", "2026-10-05", "2026-11-20", "2026-11-21", "2027-01-10", "2027-01-11", "2030-01-01"].map(number),
        [None, Some(1), Some(1), None, None, Some(2), Some(2),]
    );
    let nearest = |on: &str| episodes.nearest(day(on)).map(|one| one.number);
    assert_eq!(["2026-10-01", "2026-12-01", "2027-01-11"].map(nearest), [Some(1), Some(1), Some(2)]);
    let named = ["2026-12-01", "2027-01-11"].map(|on| episodes.named_on(day(on)).unwrap());
    assert_eq!(named, ["Episode 1", "Episode 2"]);
    assert_eq!(fold("D 2026-11-20").named_on(day("2026-11-18")), None, "of one episode nothing has to be said");
    assert_eq!(episodes.left_before(day("2026-12-01")), Some(day("2026-11-20")));
    assert_eq!(episodes.left_before(day("2026-11-20")), None);
    assert_eq!(episodes.left_before(day("2026-10-01")), None, "before care nobody had left");
    assert_eq!(episodes.last().unwrap().opened_by, Some(DocId::from_u128(2)), "an episode is known by what opened it");
}

#[test]
fn the_first_day_in_care_is_day_one_of_each_episode() {
    let episodes = fold("D 2026-11-20, R 2027-01-11");
    let (first, second) = (episodes.iter().next().unwrap(), episodes.last().unwrap());
    let days = ["2026-10-04", "2026-10-05", "2026-11-18", "2026-11-21"].map(|on| first.day_in_care(day(on)));
    assert_eq!(days, [None, Some(1), Some(45), None]);
    assert_eq!(second.day_in_care(day("2027-01-19")), Some(9));
}

proptest! {
    #[test]
    fn episodes_never_overlap_and_nothing_signed_is_lost(
        days in proptest::collection::vec((0_u8..3, 0_i64..60), 0..12), turn in 0_usize..12,
    ) {
        let on = |days: i64| (day("2026-10-05") + chrono::Duration::days(days)).to_string();
        let mut all: Vec<String> =
            days.iter().map(|(kind, days)| format!("{} {}", ["D", "R", "T"][usize::from(*kind)], on(*days))).collect();
        let episodes = fold(&all.join(", "));
        let list: Vec<_> = episodes.iter().collect();
        for pair in list.windows(2) {
            prop_assert!(pair[0].to.unwrap() <= pair[1].from.unwrap());
            prop_assert_eq!(pair[0].number + 1, pair[1].number);
        }
        for one in &list {
            prop_assert!(one.from.unwrap() <= one.to.unwrap_or(NaiveDate::MAX));
            prop_assert_eq!(one.to.is_some(), one.discharge.is_some());
            prop_assert!(one.steps.iter().all(|step| one.contains(step.on)));
        }
        let placed: usize = list.iter().map(|one| one.steps.len() + usize::from(one.discharge.is_some())).sum();
        prop_assert_eq!(placed + episodes.unplaced.len(), days.len());
        // In whatever order they came: the days say what follows what.
        let len = all.len().max(1);
        all.rotate_left(turn % len);
        prop_assert_eq!(fold(&all.join(", ")).iter().map(|one| (one.from, one.to)).collect::<Vec<_>>(),
            list.iter().map(|one| (one.from, one.to)).collect::<Vec<_>>());
    }
}

fn blocked(findings: &[Finding]) -> Vec<(String, Wrong)> {
    findings.iter().filter(|one| one.blocks()).map(|one| (one.place.name(), one.wrong().unwrap())).collect()
}

fn one(place: &str, wrong: Wrong) -> Vec<(String, Wrong)> {
    vec![(place.to_owned(), wrong)]
}

#[test]
fn a_readmission_or_transfer_at_the_wrong_time_is_refused_beside_its_day() {
    let table = [
        ("", transferred("2026-10-20"), vec![]),
        ("", transferred("2026-10-04"), one("episode-on", Wrong::NotInCare)),
        ("", readmitted("2026-10-20"), one("episode-on", Wrong::StillInCare)),
        ("D 2026-11-20", readmitted("2026-11-20"), vec![]),
        ("D 2026-11-20", readmitted("2026-11-19"), one("episode-on", Wrong::BeforeDischarge)),
        ("D 2026-11-20", transferred("2026-11-21"), one("episode-on", Wrong::NotInCare)),
        ("D 2026-11-20, R 2027-01-11", readmitted("2027-01-12"), one("episode-on", Wrong::StillInCare)),
        ("D 2026-11-20, R 2027-01-11", transferred("2026-10-30"), vec![]), // found late, about the first episode
    ];
    for (said, event, expected) in table {
        let found = event.check_in(&fold(said), None, Some(day("1992-02-29")), day("2027-02-01"));
        assert_eq!(blocked(&found), expected, "{said}; {} {:?}", event.kind.label(), event.on);
    }
}

#[test]
fn a_readmission_or_transfer_says_when_where_and_why() {
    let table: Vec<Row<EpisodeEvent>> = vec![
        ("episode-on", Wrong::Missing, |event| event.on = None),
        ("episode-on", Wrong::InFuture, |event| event.on = Some(day("2027-02-02"))),
        ("episode-on", Wrong::TooEarly, |event| event.on = Some(day("1899-12-31"))),
        ("episode-level", Wrong::Missing, |event| event.level = None),
        ("episode-level", Wrong::UnknownLevel, |event| {
            event.level = Some(LevelOfCare { edition: Edition::Fourth, number: "9".into() });
        }),
        ("episode-reason", Wrong::Missing, |event| event.reason = "\u{200B}".into()),
    ];
    for (place, wrong, damage) in table {
        let mut event = readmitted("2027-01-11");
        damage(&mut event);
        let found = event.check_in(&fold("D 2026-11-20"), None, None, day("2027-02-01"));
        assert_eq!(blocked(&found), one(place, wrong));
    }
    let level = LevelOfCare::find(Edition::Fourth, "1.5");
    let same = EpisodeEvent { program: String::new(), ..transferred("2026-10-20") };
    let found = same.check_in(&fold(""), level.as_ref(), None, day("2027-02-01"));
    assert_eq!(blocked(&found), one("episode-level", Wrong::SameLevel));
    let elsewhere = EpisodeEvent { program: "Harbor Row day".into(), ..same };
    assert_eq!(elsewhere.check_in(&fold(""), level.as_ref(), None, day("2027-02-01")), [], "another program at the same level");
}

#[test]
fn a_discharge_is_refused_where_care_has_ended_or_not_begun() {
    let table = [
        ("", discharged("2026-11-20"), vec![]),
        ("", discharged("2026-10-05"), vec![]),
        ("", discharged("2026-10-04"), one("discharge-on", Wrong::BeforeAdmission)),
        ("", discharged("2027-02-02"), one("discharge-on", Wrong::InFuture)),
        ("D 2026-11-20", discharged("2026-11-25"), one("discharge-on", Wrong::AlreadyDischarged)),
        ("D 2026-11-20, R 2027-01-11", discharged("2027-01-31"), vec![]),
        ("D 2026-11-20, R 2027-01-11", discharged("2026-12-31"), one("discharge-on", Wrong::BeforeAdmission)),
    ];
    for (said, discharge, expected) in table {
        let found = discharge.check_in(&fold(said), None, true, None, day("2027-02-01"));
        assert_eq!(blocked(&found), expected, "{said}; {:?}", discharge.on);
    }
}

#[test]
fn a_discharge_says_how_and_why_and_nothing_in_it_is_a_verdict() {
    let table: Vec<Row<Discharge>> = vec![
        ("discharge-on", Wrong::Missing, |one| one.on = None),
        ("discharge-kind", Wrong::Missing, |one| one.kind = None),
        ("discharge-reason", Wrong::Missing, |one| one.reason.clear()),
        ("discharge-next-program", Wrong::Missing, |one| one.next_program.clear()),
        ("discharge-summary", Wrong::Missing, |one| one.summary.clear()),
        ("discharge-last-service", Wrong::AfterLastDay, |one| one.last_service = Some(day("2026-11-21"))),
    ];
    for (place, wrong, damage) in table {
        let mut discharge = full_discharge();
        damage(&mut discharge);
        assert_eq!(blocked(&discharge.check_in(&fold(""), None, true, None, day("2026-11-30"))), one(place, wrong));
    }
    assert_eq!(full_discharge().check_in(&fold(""), None, true, None, day("2026-11-30")), []);
    let words: String = DischargeKind::ALL.iter().map(|kind| format!("{} {} ", kind.label(), kind.hint())).collect();
    for blame in ["fail", "noncompl", "non-compl", "unsuccess", "dirty", "clean", "abus", "refus"] {
        assert!(!words.to_lowercase().contains(blame), "{blame}");
    }
}

#[test]
fn a_session_after_the_last_day_and_a_missing_continuing_care_plan_are_told_and_stop_nothing() {
    let told = |last: Option<&str>, continuing| {
        let found = full_discharge().check_in(&fold(""), last.map(day), continuing, None, day("2026-11-30"));
        found.iter().map(|one| (one.blocks(), one.wrong().unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(told(Some("2026-11-20"), true), []);
    assert_eq!(told(Some("2026-11-21"), true), [(false, Wrong::SessionAfter)]);
    assert_eq!(told(None, false), [(false, Wrong::NoContinuingCare)]);
}

/// What the other documents of a record say, as [`clinical::Content::check`] sees them.
fn refused(body: &Body, others: &[(DocId, &Body)], today: &str) -> Vec<(String, Wrong)> {
    let around = Around { doc: DocId::from_u128(99), today: day(today), birth_date: None, before: None, others };
    blocked(&body.check(&around))
}

#[test]
fn the_other_documents_of_the_record_decide_whether_care_goes_on() {
    let (profile, left, back): (Body, Body, Body) =
        (full_profile().into(), discharged("2026-11-20").into(), readmitted("2027-01-11").into());
    let (profile, left, back) = ((doc(1), &profile), (doc(2), &left), (doc(3), &back));
    let again: Body = discharged("2026-11-25").into();
    assert_eq!(refused(&again, &[profile], "2026-11-30"), []);
    assert_eq!(refused(&again, &[profile, left], "2026-11-30"), one("discharge-on", Wrong::AlreadyDischarged));
    let event = |on: &str| Body::from(PlanEvent { kind: EventKind::Hospital, on: Some(day(on)), words: String::new() });
    assert_eq!(refused(&event("2026-11-20"), &[profile, left], "2026-12-05"), []);
    assert_eq!(refused(&event("2026-12-01"), &[profile, left], "2026-12-05"), one("event-on", Wrong::NotInCare));
    assert_eq!(refused(&event("2026-12-01"), &[profile, left, back], "2027-01-20"), [], "learned once care went on again");
}

#[test]
fn use_found_late_has_its_way_before_between_and_after_episodes() {
    let (profile, left, back): (Body, Body, Body) =
        (full_profile().into(), discharged("2026-11-20").into(), readmitted("2027-01-11").into());
    let all = [(doc(1), &profile), (doc(2), &left), (doc(3), &back)];
    let table = [
        (2, "2026-10-01", Period::BeforeAdmission, None),
        (2, "2026-12-01", Period::InCare, Some(Wrong::AfterCare)),
        (2, "2026-12-01", Period::AfterDischarge, None),
        (2, "2026-12-01", Period::BeforeAdmission, Some(Wrong::NotBeforeCare)),
        (3, "2026-12-01", Period::AfterDischarge, None),
        (3, "2026-12-01", Period::BeforeAdmission, None),
        (3, "2026-12-01", Period::InCare, Some(Wrong::AfterCare)),
        (3, "2027-01-12", Period::InCare, None),
        (3, "2027-01-12", Period::AfterDischarge, Some(Wrong::NotAfterCare)),
        (3, "2026-10-01", Period::InCare, Some(Wrong::BeforeCare)),
    ];
    for (count, start, period, wrong) in table {
        let mut event = ReturnToUse {
            start: Some(day(start)),
            end: Some(day(start)),
            found_on: Some(day("2027-01-15")),
            last_use_before: None,
            emotional_since: None,
            mental_since: None,
            period,
            ..full_return()
        };
        event.decision.suggestion = event.suggestion(day("2027-01-20"));
        event.decision.level = LevelOfCare::find(Edition::Fourth, "2.1");
        let expected = wrong.map(|wrong| one("return-start", wrong)).unwrap_or_default();
        assert_eq!(refused(&event.into(), &all[..count], "2027-01-20"), expected, "{start} {}", period.label());
    }
}
