//! What a plan meets while it holds: reviews, events that ask for one, notes that close an objective, notes about days before.

use crate::{
    made::{assessment, condition, line, note, plan, revision},
    team::{fields, pass, planned, shared, sign_plan, signed, sync, thread},
    world::{Actor, World, played},
};
use chrono::{Days, NaiveDate};
use clinical::{
    Edition, LevelOfCare, ReviewComment,
    plan::{EventKind, GoalStatus, ObjectiveStatus, Plan, PlanEvent, PlanReview, SignerRole, Signing},
    thread::Rule,
};
use keeper::protocol::{Load, PlanView, Save, SaveDraft, Say, Sign, ThreadView};
use record::{DocId, RecordId, Time};

fn review(today: NaiveDate) -> PlanReview {
    PlanReview {
        on: Some(today),
        next_review: Some(today + Days::new(60)),
        reason: "It fits.".to_owned(),
        ..PlanReview::default()
    }
}

fn reviewed(record: RecordId, view: &PlanView, review: PlanReview) -> Say {
    Say { shown: Some(view.shown.clone()), ..Say::about(record, view.signed.doc, review, pass()) }
}

fn tell(record: RecordId, doc: DocId, kind: EventKind, on: NaiveDate) -> Say {
    let event = PlanEvent { kind, on: Some(on), words: "As she told it.".to_owned() };
    Say::about(record, doc, event, pass())
}

/// What happened and is not answered, as the version in force hears it.
fn heard(view: &ThreadView) -> Vec<EventKind> {
    view.events(view.in_force().unwrap()).iter().map(|event| event.kind).collect()
}

fn due(view: &ThreadView) -> Option<NaiveDate> {
    view.due(view.in_force().unwrap()).on
}

#[test]
fn a_review_moves_the_day_and_is_of_the_text_that_was_shown_and_in_force() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (colleague, supervisor) = (&world.actors[2], &world.actors[1]);
        let (record, doc, view) = planned(colleague, &[supervisor]).await;
        let today = view.today;
        let version = view.plan(doc).unwrap().clone();
        assert_eq!(due(&view), Some(today + Days::new(20)), "the plan named the day");
        let refused = async |ask: Say| fields(colleague.ask(ask).await.unwrap_err());
        let no_day = PlanReview { next_review: None, ..review(today) };
        assert_eq!(refused(reviewed(record, &version, no_day)).await, ["review-next-review"]);
        let before = PlanReview { on: Some(today - Days::new(1)), ..review(today) };
        assert_eq!(refused(reviewed(record, &version, before)).await, ["review-on"], "the plan was not written yet");
        let other = PlanView { shown: "0".repeat(64), ..version.clone() };
        assert_eq!(refused(reviewed(record, &other, review(today))).await, ["review-reason"], "another text was shown");

        colleague.ask(reviewed(record, &version, review(today))).await.unwrap();
        sync(&[colleague, supervisor]).await;
        let view = thread(supervisor, record).await;
        assert_eq!(view.plan(doc).unwrap().reviews.len(), 1);
        assert_eq!(due(&view), Some(today + Days::new(60)));

        let next = revision(doc, &version.plan, today, |problem| problem.statement = "Drinking takes Fridays".to_owned());
        signed(colleague, record, next).await;
        assert_eq!(refused(reviewed(record, &version, review(today))).await, ["review-reason"], "a newer version holds");
        let late = sign_plan(colleague, record, doc, SignerRole::Client, &version.shown).await;
        assert_eq!(fields(late.unwrap_err()), ["signature-shown"], "nor does anyone sign under the old one");
    });
}

#[test]
fn what_a_person_tells_asks_for_a_review_until_a_review_or_a_version_answers() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (colleague, supervisor) = (&world.actors[2], &world.actors[1]);
        let (record, doc, view) = planned(colleague, &[supervisor]).await;
        let today = view.today;
        assert_eq!(heard(&view), []);
        let tomorrow = tell(record, doc, EventKind::LossOfJob, today + Days::new(1));
        assert_eq!(fields(colleague.ask(tomorrow).await.unwrap_err()), ["event-on"]);
        let seen = tell(record, doc, EventKind::ObjectiveOverdue, today);
        assert_eq!(fields(colleague.ask(seen).await.unwrap_err()), ["event-kind"], "that is seen, not told");

        // It happened before the plan was written and was learned of today.
        colleague.ask(tell(record, doc, EventKind::LossOfJob, today - Days::new(9))).await.unwrap();
        sync(&[colleague, supervisor]).await;
        let view = thread(supervisor, record).await;
        assert_eq!(heard(&view), [EventKind::LossOfJob]);
        assert_eq!(due(&view), Some(today + Days::new(14)));
        let told = &view.plan(doc).unwrap().events[0];
        assert!(told.event.words == "As she told it." && told.mark.who.starts_with("Person cora"));

        supervisor.ask(reviewed(record, view.plan(doc).unwrap(), review(today))).await.unwrap();
        sync(&[supervisor, colleague]).await;
        assert_eq!(heard(&thread(colleague, record).await), [], "a review of the same day answers it");

        let apart = tell(record, doc, EventKind::Overdose, today);
        assert_eq!(fields(colleague.ask(apart).await.unwrap_err()), ["event-kind"], "that has a record of its own");
        colleague.ask(tell(record, doc, EventKind::Hospital, today)).await.unwrap();
        let view = thread(colleague, record).await;
        assert_eq!(due(&view), Some(today + Days::new(7)), "what came after the review is not answered by it");
        let next =
            revision(doc, &view.plan(doc).unwrap().plan, today, |problem| problem.statement = "Was in hospital".to_owned());
        let (_, view) = signed(colleague, record, next).await;
        assert_eq!(heard(&view), [], "the next version does");
        let old = tell(record, doc, EventKind::Jail, today);
        assert_eq!(fields(colleague.ask(old).await.unwrap_err()), ["event-kind"], "and is where the next event is told");
    });
}

#[test]
fn a_diagnosis_a_level_and_a_target_that_the_plan_does_not_know_ask_for_a_review() {
    played(|| async {
        let world = World::found().await.unwrap();
        let colleague = &world.actors[2];
        let record = shared(colleague, &[]).await;
        let today = thread(colleague, record).await.today;
        let anxious = Save::signed(record, None, 0, condition("F41.1", today), pass());
        let known = colleague.ask(anxious).await.unwrap().doc;
        let (_, view) = signed(colleague, record, plan(today, &[known])).await;
        assert_eq!(heard(&view), [], "the plan goes back to that diagnosis");

        let low = Save::signed(record, None, 0, condition("F32.1", today), pass());
        colleague.ask(low).await.unwrap();
        assert_eq!(heard(&thread(colleague, record).await), [EventKind::NewDiagnosis]);

        let mut higher = assessment(today);
        higher.level.chosen = LevelOfCare::find(Edition::Fourth, "2.1");
        higher.level.reason = "More than the rules ask for, and she wants it.".to_owned();
        let (_, view) = signed(colleague, record, higher).await;
        assert_eq!(heard(&view), [EventKind::NewDiagnosis, EventKind::LevelChange]);
        assert_eq!(due(&view), Some(today + Days::new(3)), "the earliest of them");

        let overdue = |plan: &mut Plan| plan.problems[0].goals[0].objectives[0].target_date = Some(today - Days::new(1));
        let view = thread(colleague, record).await;
        let mut late = view.in_force().unwrap().clone();
        overdue(&mut late.plan);
        assert!(view.events(&late).iter().any(|event| event.kind == EventKind::ObjectiveOverdue));
        late.plan.problems[0].goals[0].status = GoalStatus::Completed;
        assert!(view.events(&late).iter().all(|event| event.kind != EventKind::ObjectiveOverdue), "nobody works on it");
    });
}

#[test]
fn a_level_of_care_saved_in_the_profile_after_the_plan_asks_for_a_review() {
    played(|| async {
        let world = World::found().await.unwrap();
        let colleague = &world.actors[2];
        let (record, _, view) = planned(colleague, &[]).await;
        assert_eq!(heard(&view), []);
        let chart = colleague.ask(keeper::protocol::LoadChart { record }).await.unwrap();
        let mut profile = chart.profile.clone();
        profile.level_of_care = LevelOfCare::find(Edition::Fourth, "3.1");
        colleague.ask(Save::profile(record, chart.profile_version, profile)).await.unwrap();
        assert_eq!(heard(&thread(colleague, record).await), [EventKind::LevelChange]);
    });
}

#[test]
fn a_supervisor_s_signature_on_another_text_weighs_nothing() {
    played(|| async {
        let world = World::found().await.unwrap();
        let [trainee, supervisor, ..] = world.actors.as_slice() else { panic!("four devices") };
        let (record, doc, view) = planned(trainee, &[supervisor]).await;
        let shown = view.plan(doc).unwrap().shown.clone();
        sign_plan(supervisor, record, doc, SignerRole::Supervisor, &shown).await.unwrap();
        let comment = "Which evenings?".to_owned();
        supervisor.ask(Say::about(record, doc, ReviewComment { comment, ..ReviewComment::default() }, pass())).await.unwrap();
        sync(&[supervisor, trainee]).await;
        let mut text = view.plan(doc).unwrap().plan.clone();
        text.problems[0].statement = "Drinking takes Fridays".to_owned();
        trainee.ask(SaveDraft { record, doc, body: text.clone().into() }).await.unwrap();
        trainee.ask(Sign { record, doc, body: text.into(), passphrase: pass() }).await.unwrap();
        sync(&[trainee, supervisor]).await;
        for actor in [trainee, supervisor] {
            let view = thread(actor, record).await;
            assert_eq!(view.plan(doc).unwrap().signing, Signing::Author, "{}: it stood under the text before", actor.name);
        }
    });
}

/// The rules that a draft of a note breaks.
async fn broken(actor: &Actor, record: RecordId, doc: u128, text: &clinical::Note) -> Vec<String> {
    let doc = DocId::from_u128(doc);
    actor.ask(SaveDraft { record, doc, body: text.clone().into() }).await.unwrap();
    let view = actor.ask(Load { record, doc }).await.unwrap();
    view.findings.iter().map(|lint| lint.rule.id().to_string()).collect()
}

#[test]
fn what_a_note_closed_is_closed_for_the_next_note_and_not_for_the_ones_before() {
    played(|| async {
        let world = World::found().await.unwrap();
        let colleague = &world.actors[2];
        let (record, version, _) = planned(colleague, &[]).await;
        let now = Time::from(chrono::Utc::now());
        let before = |hours: i64| note(version, now.plus(-hours * 3_600_000));
        let closed = Rule::ClosedLine.id().to_owned();
        let mut reached = before(26);
        reached.links[0].progress = Some(ObjectiveStatus::Achieved);
        let ask = Sign { record, doc: DocId::from_u128(7), body: reached.into(), passphrase: pass() };
        colleague.ask(ask).await.unwrap();
        assert!(broken(colleague, record, 8, &before(0)).await.contains(&closed));
        assert!(!broken(colleague, record, 9, &before(75)).await.contains(&closed), "it was open on that day");
        assert_eq!(thread(colleague, record).await.notes[0].objectives, [line("o-days")]);
    });
}

#[test]
fn a_note_about_an_earlier_day_is_held_against_the_plan_of_that_day() {
    played(|| async {
        let world = World::found().await.unwrap();
        let colleague = &world.actors[2];
        let record = shared(colleague, &[]).await;
        let today = thread(colleague, record).await.today;
        let mut early = plan(today, &[]);
        early.head.date = Some(today - Days::new(10));
        let (first, view) = signed(colleague, record, early).await;
        // Just after midnight a session of the last hour is still of the day before.
        let yesterday = today - Days::new(1);
        let next = revision(first, &view.plan(first).unwrap().plan, yesterday, |problem| {
            problem.goals[0].objectives[0].status = ObjectiveStatus::Discontinued;
            problem.goals[0].objectives[0].status_reason = "She would rather work on sleep.".to_owned();
        });
        let (second, view) = signed(colleague, record, next).await;
        assert_eq!(view.in_force().map(|view| view.signed.doc), Some(second));
        let now = Time::from(chrono::Utc::now());
        let about_last_week = note(first, now.plus(-7 * 86_400_000));
        let said = broken(colleague, record, 8, &about_last_week).await;
        for rule in [Rule::ClosedLine, Rule::EarlierPlan] {
            assert!(!said.contains(&rule.id().to_owned()), "{}", rule.id());
        }
        let said = broken(colleague, record, 9, &note(second, now)).await;
        assert!(said.contains(&Rule::ClosedLine.id().to_owned()), "today it is closed");
        let moved = note(second, now.plus(-7 * 86_400_000));
        assert!(broken(colleague, record, 10, &moved).await.contains(&Rule::EarlierPlan.id().to_owned()));
    });
}
