//! Results over time: order, change, two that got worse, what objectives learn from them, when the next is due.

use crate::{
    made::day,
    measure_records::filled,
    plan::made::{doc, full_plan},
};
use chrono::NaiveDate;
use clinical::{
    Kind, Settings,
    chart::Chart,
    measure::*,
    plan::{LineId, progress::SourceKind},
};
use record::DocId;

fn phq(on: &str, points: u8) -> Measure {
    let mut choices = [0_u8; 9];
    for at in 0..points {
        choices[usize::from(at) % 8] += 1;
    }
    let mut measure = filled("phq-9", &choices);
    measure.on = Some(day(on));
    measure
}

fn of(id: &str, on: &str, choices: &[u8]) -> Measure {
    let mut measure = filled(id, choices);
    measure.on = Some(day(on));
    measure
}

fn numbered(all: &[Measure]) -> Vec<(DocId, &Measure)> {
    all.iter().enumerate().map(|(at, measure)| (doc(at as u128 + 1), measure)).collect()
}

#[test]
fn results_stand_by_instrument_the_earliest_first_and_what_was_missed_is_no_result() {
    let mut missed = phq("2026-11-04", 0);
    missed.response.answers.clear();
    missed.missed = Some("Did not come.".into());
    let all = [phq("2026-11-18", 14), of("gad-7", "2026-10-05", &[1; 7]), phq("2026-10-05", 17), missed];
    let all = series(numbered(&all));
    let names: Vec<&str> = all.iter().map(|one| one.instrument.short.as_str()).collect();
    assert_eq!(names, ["PHQ-9", "GAD-7"]);
    assert_eq!(all[0].line("total"), [(day("2026-10-05"), 17), (day("2026-11-18"), 14)]);
    assert_eq!(all[0].item_line("1").len(), 2);
}

#[test]
fn change_is_told_from_the_result_before_and_from_the_first() {
    let mut half = phq("2026-11-11", 0);
    half.response.answers.retain(|item, _| item == "1");
    let all = [phq("2026-10-05", 17), phq("2026-11-04", 12), half, phq("2026-11-18", 14)];
    let all = series(numbered(&all));
    let last = all[0].change_at(3, "total").unwrap();
    assert_eq!((last.points, last.reliable, last.words().as_str()), (2, Some(false), "up 2"), "an incomplete one is passed over");
    assert_eq!(all[0].change_since_first("total").unwrap().words(), "down 3");
    assert_eq!(all[0].change_at(0, "total"), None);
}

#[test]
fn two_measures_worse_are_two_in_a_row_or_two_instruments_and_a_better_one_ends_it() {
    let found = |measures: &[Measure]| {
        let all = series(numbered(measures));
        two_worse(&all, |_| true).map(|point| (point.doc, point.on))
    };
    let (first, worse, worst) = (phq("2026-10-05", 5), phq("2026-10-19", 11), phq("2026-11-02", 17));
    assert_eq!(found(&[first.clone(), worse.clone()]), None, "one");
    assert_eq!(found(&[first.clone(), worse.clone(), worst.clone()]), Some((doc(3), day("2026-11-02"))), "two in a row");
    let better = phq("2026-11-16", 8);
    assert_eq!(found(&[first.clone(), worse.clone(), worst, better]), None, "it got better since");
    let (calm, anxious) = (of("gad-7", "2026-10-05", &[0; 7]), of("gad-7", "2026-11-01", &[1; 7]));
    assert_eq!(found(&[first.clone(), worse, calm, anxious]), Some((doc(4), day("2026-11-01"))), "two instruments");
    let little = [first, phq("2026-10-19", 9), phq("2026-11-02", 13)];
    assert_eq!(found(&little), None, "four points are less than a reliable change of the PHQ-9");
    let all = series(numbered(&little[..1]));
    assert!(two_worse(&all, |_| true).is_none());
}

#[test]
fn an_objective_is_measured_with_what_it_names() {
    let named = |words: &str| score_named(words).map(|(one, rule)| (one.id.as_str(), rule.id.as_str()));
    assert_eq!(named("PHQ-9"), Some(("phq-9", "total")));
    assert_eq!(named("phq 9"), Some(("phq-9", "total")));
    assert_eq!(named("Generalized Anxiety Disorder 7-item scale"), Some(("gad-7", "total")));
    assert_eq!(named("BAM risk"), Some(("bam", "risk")));
    assert_eq!(named("BAM protective"), Some(("bam", "protective")));
    assert_eq!(named("BAM"), None, "three scores and no total");
    assert_eq!(named("BAM-IOP"), None, "none is validated");
    assert_eq!(named("Diary"), None);
    assert_eq!(named(" "), None);
    let (_, total) = score_named("PHQ-9").unwrap();
    assert!(reaches(total, 9, 9) && reaches(total, 8, 9) && !reaches(total, 10, 9));
    let (_, protective) = score_named("BAM protective").unwrap();
    assert!(reaches(protective, 13, 13) && !reaches(protective, 12, 13), "more is better");
}

#[test]
fn a_schedule_is_the_clients_where_there_is_one_and_the_programs_otherwise() {
    let weeks = |weeks| MeasureSchedule { every_weeks: Some(weeks), ..MeasureSchedule::default() };
    let program = MeasureSchedules([("phq-9".to_owned(), weeks(2)), ("gad-7".to_owned(), weeks(4))].into());
    let own = MeasureSchedules([("gad-7".to_owned(), MeasureSchedule::default()), ("bam".to_owned(), weeks(1))].into());
    let all = program.with(Some(&own));
    let asked: Vec<(&str, String)> = all.each().map(|(id, schedule)| (id, schedule.words())).collect();
    assert_eq!(
        asked,
        [("phq-9", "every 2 weeks".to_owned()), ("bam", "every week".to_owned())],
        "GAD-7 is ended for this client"
    );
    let full = MeasureSchedule {
        at_admission: true,
        every_weeks: Some(4),
        every_sessions: Some(3),
        before_session: true,
        at_discharge: true,
    };
    assert_eq!(full.words(), "at admission, every 4 weeks, before every 3 sessions, at discharge");
}

#[test]
fn before_the_third_session_it_is_due_after_the_second() {
    let due = |before: bool, every: u8, sessions: &[&str]| {
        let schedule = MeasureSchedule { every_sessions: Some(every), before_session: before, ..MeasureSchedule::default() };
        let sessions: Vec<NaiveDate> = sessions.iter().map(|text| day(text)).collect();
        let taken = Taken { admitted: day("2026-03-02"), discharged: None, days: vec![day("2026-03-03")], sessions };
        measure_due(schedule, &taken).map(|due| due.on)
    };
    let two = ["2026-03-05", "2026-03-09"];
    assert_eq!(due(true, 3, &two), Some(day("2026-03-09")));
    assert_eq!(due(false, 3, &two), None);
    assert_eq!(due(true, 1, &[]), Some(day("2026-03-04")), "before each: from the day after the last time");
}

#[test]
fn schedules_outside_of_what_is_possible_are_refused_beside_the_number() {
    let mut settings = Settings { effective: day("2026-11-18"), reason: "As agreed.".into(), ..Settings::standard() };
    let odd = MeasureSchedule { every_weeks: Some(0), every_sessions: Some(101), ..MeasureSchedule::default() };
    settings.measures.0.insert("phq-9".into(), odd);
    settings.measures.0.insert("mood-ring".into(), MeasureSchedule::default());
    let found: Vec<String> = settings.check(day("2026-11-18")).iter().map(|one| one.place.name()).collect();
    assert_eq!(found, ["schedule-mood-ring", "schedule-phq-9-weeks", "schedule-phq-9-sessions"]);
    let mut later = settings.clone();
    later.measures = MeasureSchedules::default();
    later.measures.0.insert("phq-9".into(), MeasureSchedule { at_admission: true, ..MeasureSchedule::default() });
    assert_eq!(later.changes(&Settings::standard()), ["PHQ-9: at admission; was: not asked."]);
}

/// What the chart's fold makes of results; its own tests are in `chart.rs`.
#[test]
fn results_are_progress_of_the_objectives_that_name_their_instrument() {
    let mut plan = full_plan();
    let objective = &mut plan.problems[0].goals[0].objectives[0];
    (objective.instrument, objective.unit) = ("PHQ-9".into(), "points".into());
    let id: LineId = objective.id.clone();
    let chart: Chart<_, _> = crate::chart::folded(
        "2026-11-30",
        vec![
            (doc(1), plan.into()),
            (doc(2), phq("2026-11-04", 12).into()),
            (doc(3), phq("2026-11-18", 14).into()),
            (doc(4), of("gad-7", "2026-11-18", &[1; 7]).into()),
        ],
    );
    let told: Vec<_> = chart.progress.iter().filter(|entry| entry.from == SourceKind::Measure).collect();
    assert!(told.iter().all(|entry| entry.from.kind() == Kind::Measure), "each leads to the page of the measure");
    let told: Vec<_> = told.into_iter().map(|entry| (entry.objective.clone(), entry.source, entry.value)).collect();
    assert_eq!(told, [(id.clone(), doc(2), Some(12)), (id, doc(3), Some(14))]);
    assert_eq!(chart.measures()[0].line("total").len(), 2);
    assert_eq!(chart.of::<Measure>().count(), 3);
}
