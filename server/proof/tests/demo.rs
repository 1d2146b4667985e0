//! What anybody finds who signs in to the demo on a device of their own: charts in which everything hangs together.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use clinical::{
    Kind, Note,
    aftercare::CheckInState,
    diagnosis::ConditionStatus,
    intervention::{LetterStage, Outcome},
    plan::{Agreement, LineId, SignerRole, Status, Urgency},
    return_to_use::Period,
    thread::Rule,
};
use keeper::protocol::{
    InterventionView, Load, LoadCaseload, LoadChart, LoadIntervention, LoadInterventions, LoadThread, LoadToday, SignIn, SyncNow,
    ThreadView, TodayView,
};
use proof::{
    Device, DeviceClock, HttpTransport,
    demo::{Access, Told, fill},
    house::{House, alone},
};
use record::{Review, Role};
use std::{collections::BTreeSet, fs, path::Path, time::Instant};

/// A chart, and the notes in it that I wrote.
struct Chart {
    thread: ThreadView,
    notes: Vec<Note>,
}

/// What one person finds.
struct Found {
    charts: Vec<Chart>,
    today: TodayView,
    interventions: Vec<InterventionView>,
}

async fn visit(base: &str, access: &Access, login: &str) -> Found {
    let (passphrase, secret_key) = access.kit(login).unwrap();
    let device = Device::new(HttpTransport::new(base).unwrap(), DeviceClock::system());
    let secret_key = Some(secret_key.to_owned());
    device.ask(SignIn { login: login.to_owned(), passphrase: passphrase.to_owned(), secret_key }).await.unwrap();
    let strip = device.ask(SyncNow {}).await.unwrap();
    assert_eq!((strip.waiting, strip.quarantined, strip.doubted), (0, 0, 0), "{login}");
    let mut charts = Vec::new();
    for row in device.ask(LoadCaseload {}).await.unwrap() {
        let record = row.record;
        assert_eq!(row.trouble, None, "{login}");
        let thread = device.ask(LoadThread { record }).await.unwrap();
        let mut notes = Vec::new();
        for row in device.ask(LoadChart { record }).await.unwrap().rows {
            if row.summary.kind == Kind::Note && row.author == thread.me {
                notes.push(device.ask(Load { record, doc: row.doc }).await.unwrap().content::<Note>().cloned().unwrap());
            }
        }
        charts.push(Chart { thread, notes });
    }
    let mut interventions = Vec::new();
    for row in device.ask(LoadInterventions {}).await.unwrap() {
        interventions.push(device.ask(LoadIntervention { record: row.record }).await.unwrap());
    }
    Found { charts, today: device.ask(LoadToday {}).await.unwrap(), interventions }
}

fn has_thread(thread: &ThreadView) {
    let whose = &thread.client;
    let [assessment] = thread.assessments.as_slice() else { panic!("{whose} has one assessment") };
    let opened = thread.episodes.iter().next().unwrap().from.unwrap();
    assert!(assessment.signed.status.review().is_some(), "{whose}: the assessment is signed");
    assert!((0..=5).contains(&(assessment.content.date.unwrap() - opened).num_days()), "{whose}: within the first days");
    assert!((3..=5).contains(&assessment.content.findings.len()), "{whose}: three to five findings");
    assert!(!thread.conditions.is_empty(), "{whose} has a diagnosis");
    for view in &thread.conditions {
        let last = &view.last().unwrap().condition;
        assert!(matches!(last.status, ConditionStatus::Confirmed | ConditionStatus::InRemission), "{whose}: confirmed");
        assert!(!last.diagnosed.credential.contains("CADC") && !last.diagnosed.credential.contains("training"), "{whose}");
        assert!(last.code(thread.today).is_some(), "{whose}: coded");
        assert!(view.versions.iter().skip(1).all(|version| !version.condition.reason.is_empty()), "{whose}: with a reason");
    }
    let force = thread.in_force().unwrap_or_else(|| panic!("{whose} has a plan in force"));
    let first = &thread.plans[0].plan;
    assert!((first.head.date.unwrap() - opened).num_days() <= 14, "{whose}: planned within two weeks");
    let mut categories = BTreeSet::new();
    for (problem, goal, objective) in force.plan.objectives() {
        assert!(!problem.conditions.is_empty() && !problem.findings.is_empty() && problem.dimension.is_some(), "{whose}");
        assert!(goal.words.starts_with('“'), "{whose}: in the client's words");
        assert!(objective.target.is_some() && objective.target_date.is_some() && !objective.unit.is_empty(), "{whose}");
        categories.extend(objective.interventions.iter().map(|one| one.category.group()));
    }
    assert!(categories.len() >= 3, "{whose}: {} groups of interventions", categories.len());
    let lint = thread.check_thread(force, &force.plan);
    let broken = |lint: &&clinical::Finding| {
        [Rule::FindingUnanswered, Rule::ProblemWithoutDiagnosis, Rule::ProblemWithoutDimension]
            .iter()
            .any(|rule| lint.rule == clinical::RuleId::Thread(*rule))
    };
    assert_eq!(lint.iter().find(broken).map(|lint| lint.sentence.clone()), None, "{whose}: the thread holds");
    for version in thread.plans.iter().skip(1) {
        let base = thread.plan(version.plan.head.bases[0]).unwrap();
        let diff = clinical::plan::diff(&base.plan, &version.plan).unwrap();
        assert!(!diff.is_empty() && clinical::plan::without_reason(&diff).is_empty(), "{whose}: each change has a reason");
    }
}

/// What most of the cast have and a few have not, over everyone's charts.
fn is_varied(threads: &[&ThreadView]) {
    let count = |fits: &dyn Fn(&ThreadView) -> bool| threads.iter().filter(|thread| fits(thread)).count();
    assert_eq!(threads.len(), 25);
    assert_eq!(threads.iter().map(|thread| thread.client.as_str()).collect::<BTreeSet<_>>().len(), 25);
    assert!((14..=19).contains(&count(&|t| t.current().any(|(_, one)| one.disorder().is_none()))), "two thirds: co-occurring");
    assert!((2..=5).contains(&count(&|t| t.current().any(|(_, one)| one.status == ConditionStatus::InRemission))));
    assert!((10..=15).contains(&count(&|t| t.plans.len() > 1)), "about half have a second version");
    assert!(count(&|t| t.plans.iter().any(|plan| !plan.reviews.is_empty())) >= 8, "reviewed, no change");
    assert!(count(&|t| t.plans.iter().any(|plan| !plan.events.is_empty())) >= 2, "something happened, and was reviewed");
    assert!(threads.iter().flat_map(|t| &t.plans).flat_map(|plan| &plan.events).all(|event| event.answered));
    let answered = |t: &ThreadView| t.signed_returns().any(|one| t.revision_for(one.signed.doc).is_some());
    assert_eq!(count(&answered), 2, "a return to use led to a revised plan");
    let back = |t: &ThreadView| {
        let first = t.episodes.iter().next().unwrap();
        let made = t.check_ins(first).iter().filter(|one| matches!(one.state, CheckInState::Made(_))).count();
        t.episodes.iter().count() == 2 && t.episodes.unplaced.is_empty() && made >= 2 && t.care_ended().is_none()
    };
    assert_eq!(count(&back), 2, "two left, were called, and are back");
    let draft = |t: &ThreadView| t.plans.iter().any(|plan| t.standing().status(plan.signed.doc) == Some(Status::Draft));
    assert_eq!(count(&draft), 1, "one revision came back from the supervisor and is a draft");
    let client = |t: &ThreadView, fits: &dyn Fn(&Agreement) -> bool| {
        let signatures = &t.in_force().unwrap().signatures;
        signatures.iter().any(|one| one.signature.role == SignerRole::Client && fits(&one.signature.answer))
    };
    assert_eq!(count(&|t| client(t, &|answer| matches!(answer, Agreement::Agrees))), 23);
    assert_eq!(count(&|t| client(t, &|answer| matches!(answer, Agreement::Disagrees { .. }))), 1);
    let due = |t: &ThreadView| t.due(t.in_force().unwrap()).urgency;
    assert!(count(&|t| due(t) == Urgency::Overdue) >= 1, "a review is overdue");
    let soon = count(&|t| due(t) == Urgency::Soon);
    // Objectives past their day ask for a review too, and how many are depends on the day.
    assert!((2..=12).contains(&soon), "some are due soon, and not most: {soon}");
}

/// One story over more than a year, up and down, told by use days, measures, plans and levels of care; it begins with a no.
fn goes_up_and_down(found: &Found) {
    let [all] = found.interventions.as_slice() else { panic!("one intervention") };
    let (session, last) = (&all.intervention.session, all.intervention.answer().map(|(outcome, _)| outcome));
    assert_eq!((session.outcome, last), (Some(Outcome::RefusedForNow), Some(Outcome::AcceptedLater)), "a no, then a yes");
    assert_eq!(all.letters.len(), 2, "with letters, apart from it");
    assert!(all.intervention.participants.iter().all(|one| one.letter.state == LetterStage::Reviewed && one.letter.read));
    assert!(all.intervention.follow_ups.iter().any(|one| one.done && !one.result.is_empty()), "a follow-up between them");
    assert!(all.course.due.is_empty() && all.doubts.is_empty());
    let link = all.link.as_ref().unwrap();
    let thread = &found.charts.iter().find(|chart| chart.thread.record == link.chart).unwrap().thread;
    assert_eq!(link.admitted_on, thread.episodes.iter().next().unwrap().from, "the admission is the episode’s first day");

    let line = thread.recovery().unwrap();
    assert!(line.days() > 350 && line.days_without_use() < line.days() && line.longest_stretch() > 80, "a year with use days");
    let used: Vec<u64> = line.uses.iter().map(|span| span.days).collect();
    assert_eq!(used, [4, 1, 3, 1]);
    let known: Vec<_> = line.uses.iter().filter_map(|span| span.days_until_known()).collect();
    assert_eq!(known, [11, 6, 2, 0], "told sooner each time");
    for event in thread.signed_returns().filter(|event| event.event.period == Period::InCare) {
        assert!(thread.revision_for(event.signed.doc).is_some(), "each return to use in care led to a revised plan");
    }
    assert!(thread.owed_revisions().is_empty());
    let levels: Vec<&str> = line.levels.iter().map(|(_, level)| level.number.as_str()).collect();
    assert_eq!(levels, ["2.1", "3.5", "2.1", "1.5", "2.1"], "more and less care");
    assert_eq!(thread.episodes.iter().count(), 2);
    assert!(line.plans.len() >= 6, "{} versions of the plan", line.plans.len());
    let measured = thread.measures();
    let worry = measured.iter().find(|series| series.instrument.id == "gad-7").unwrap().line("total");
    let steps: Vec<i16> = worry.windows(2).map(|two| i16::from(two[1].1) - i16::from(two[0].1)).collect();
    assert!(worry.len() >= 12 && steps.iter().any(|step| *step > 0) && steps.iter().any(|step| *step < 0), "{worry:?}");
    let (_, _, objective) =
        thread.in_force().unwrap().plan.objectives().find(|(_, _, objective)| objective.instrument == "GAD-7").unwrap();
    let said = thread.progress.iter().filter(|entry| entry.objective == objective.id && entry.value.is_some()).count();
    assert!(said >= worry.len() - 2, "the objective shows its progress by the measure");
}

#[test]
fn every_chart_of_the_demo_has_its_thread() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo");
    let _ = fs::remove_dir_all(&folder);
    let house = House::start(&folder).unwrap();
    let (base, begun) = (house.base(), Instant::now());
    let Told::Filled(access) = fill(&base).unwrap() else { panic!("the house was empty") };
    eprintln!("{} entries in {:.1} s", access.written, begun.elapsed().as_secs_f64());
    assert!(matches!(fill(&base), Ok(Told::Founded)), "a second time it leaves the house alone");

    let found: Vec<Found> = ["ines", "rafe", "pia"].map(|login| alone(visit(&base, &access, login)).unwrap()).into();
    let (mut linked, mut owing) = (0, 0);
    for chart in found.iter().flat_map(|found| &found.charts) {
        has_thread(&chart.thread);
        let mut remarks: BTreeSet<&LineId> = BTreeSet::new();
        for note in &chart.notes {
            let plan = note.plan.and_then(|doc| chart.thread.plan(doc));
            for link in &note.links {
                let plan = &plan.expect("a linked note names the version").plan;
                assert!(plan.active_objectives().any(|(_, _, objective)| objective.id == link.objective));
                assert!(link.progress.is_some());
                remarks.extend(Some(&link.objective).filter(|_| !link.remark.is_empty()));
            }
            linked += usize::from(!note.links.is_empty());
            owing += usize::from(plan.is_some() && note.links.is_empty() && note.service.serves_plan());
        }
        assert!(remarks.len() >= 3, "{}: a course that can be read", chart.thread.client);
    }
    assert!(linked >= 150, "{linked} notes are linked");
    assert_eq!(owing, 0, "notes that should be linked are");
    goes_up_and_down(&found[1]);
    is_varied(&found.iter().flat_map(|found| &found.charts).map(|chart| &chart.thread).collect::<Vec<_>>());
    assert!(found.iter().any(|found| found.today.plans_due.iter().any(|row| row.overdue)), "today says so");
    assert_eq!(found[2].today.returned.iter().filter(|row| row.note.summary.kind == Kind::Plan).count(), 1);

    let trainee: Vec<&Chart> = found[2].charts.iter().collect();
    let attested = |review: Option<Review>| review == Some(Review::Attested);
    assert!(trainee.iter().filter(|chart| attested(chart.thread.assessments[0].signed.status.review())).count() >= 6);
    assert!(trainee.iter().filter(|chart| attested(chart.thread.plans[0].signed.status.review())).count() >= 6);

    let prescriber = alone(visit(&base, &access, "odile")).unwrap();
    assert!(prescriber.charts.iter().all(|chart| chart.thread.role == Role::Prescriber && !chart.notes.is_empty()));
    let visits = prescriber.charts.iter().flat_map(|chart| &chart.notes).filter(|note| !note.links.is_empty()).count();
    assert!(visits >= 10, "{visits} medical visits serve the plan");
}
