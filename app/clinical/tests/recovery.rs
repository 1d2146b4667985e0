//! The recovery line: what it counts.

use crate::{
    chart::{COUNSELOR, Cabinet, SIGNED, plan_of},
    made::day,
    measure_records::filled,
    plan::made::doc,
    return_events::{TODAY, cabinet, full_return},
};
use clinical::{
    plan::{EventKind, PlanEvent},
    return_to_use::ReturnToUse,
};
use record::DocId;

#[test]
fn the_recovery_line_counts_days_without_use_and_the_longest_stretch() {
    let event = |first: &str, last: &str, days: u16, known: &str| ReturnToUse {
        start: Some(day(first)),
        end: Some(day(last)),
        use_days: Some(days),
        found_on: Some(day(known)),
        ..full_return()
    };
    let mut cabinet = cabinet();
    for (number, on, event) in [
        (60, "2026-10-22", event("2026-10-20", "2026-10-21", 2, "2026-10-22")),
        (61, "2026-12-02", event("2026-12-01", "2026-12-01", 1, "2026-12-01")),
    ] {
        cabinet = cabinet.put(DocId::from_u128(number), SIGNED, vec![(COUNSELOR, on, event.into())]);
    }
    let line = cabinet.chart("2026-12-10").recovery().unwrap();
    assert_eq!((line.from, line.to, line.days()), (day("2026-10-05"), day("2026-12-10"), 67), "care began on 5 October");
    let spans: Vec<_> = line.uses.iter().map(|span| (span.first, span.days, span.days_until_known())).collect();
    let expected = [("2026-10-20", 2, Some(2)), ("2026-11-16", 1, Some(1)), ("2026-12-01", 1, Some(0))];
    assert_eq!(spans, expected.map(|(first, days, known)| (day(first), days, known)));
    assert_eq!((line.days_without_use(), line.longest_stretch()), (63, 25), "22 October to 15 November");
    assert_eq!((line.plans.as_slice(), line.plan_on(day("2026-11-01"))), ([(day("2026-11-02"), 1)].as_slice(), None));
    assert_eq!(line.plan_on(day("2026-11-02")), Some(1));
    assert!(line.uses.iter().all(|span| span.answered_by.is_none()));
}

#[test]
fn a_line_without_use_is_one_stretch() {
    let mut first = plan_of("2026-11-02");
    first.head.revision = None;
    let line =
        Cabinet::default().put(doc(1), SIGNED, vec![(COUNSELOR, "2026-11-02", first.into())]).chart(TODAY).recovery().unwrap();
    assert_eq!((line.days(), line.days_without_use(), line.longest_stretch()), (45, 45, 45));
}

#[test]
fn measures_and_what_was_reported_are_on_the_line_with_the_target_of_the_plan() {
    let gad = |on: &str, choice: u8| {
        let mut measure = filled("gad-7", &[choice; 7]);
        measure.on = Some(day(on));
        vec![(COUNSELOR, "2026-11-20", measure.into())]
    };
    let mut plan = plan_of("2026-11-02");
    plan.head.revision = None;
    let objective = &mut plan.problems[0].goals[0].objectives[0];
    (objective.instrument, objective.unit, objective.target) = ("GAD-7".into(), "points".into(), Some(7));
    let happened = PlanEvent { kind: EventKind::LossOfJob, on: Some(day("2026-11-09")), words: String::new() };
    let before_care = PlanEvent { kind: EventKind::Jail, on: Some(day("2020-01-01")), words: String::new() };
    let said = vec![
        (COUNSELOR, "2026-11-02", plan.into()),
        (COUNSELOR, "2026-11-09", happened.into()),
        (COUNSELOR, "2026-11-09", before_care.into()),
    ];
    let line = Cabinet::default()
        .put(doc(1), SIGNED, said)
        .put(doc(40), SIGNED, gad("2026-11-03", 2))
        .put(doc(41), SIGNED, gad("2026-11-17", 1))
        .chart(TODAY)
        .recovery()
        .unwrap();
    assert_eq!(line.events, [(day("2026-11-09"), EventKind::LossOfJob)], "what was before the line is not on it");
    let [worry] = line.measured.as_slice() else { panic!("one score") };
    assert_eq!((worry.name.as_str(), worry.unit.as_str(), worry.most, worry.target), ("GAD-7", "0 to 21", 21, Some(7)));
    assert_eq!(worry.points, [(day("2026-11-03"), 14), (day("2026-11-17"), 7)]);
    assert_eq!(line.measured_on(day("2026-11-17")), ["GAD-7 7"]);
    assert!(line.measured_on(day("2026-11-18")).is_empty());
}
