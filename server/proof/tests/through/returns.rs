//! A return to use between two devices: it asks for a revised plan until one that is answered, and built on the plan in force, is signed.

use crate::{
    made::{answered, line, revision},
    team::{fields, missing, pass, planned, signed, sync, thread},
    world::{Actor, World, played},
};
use chrono::Days;
use clinical::{
    Kind,
    plan::{MissingSignature, Plan, SignerRole},
    return_to_use::{CorrectionKind, LevelDecision, ReturnToUse, ReturnToUseCorrection},
};
use keeper::protocol::{Begin, LoadReviews, LoadToday, SaveDraft, Say, Sign, ThreadView};
use record::{DocId, RecordId};
use std::collections::BTreeMap;

/// One evening, told today.
fn evening(view: &ThreadView) -> ReturnToUse {
    let mut event = ReturnToUse {
        found_on: Some(view.today),
        start: Some(view.today),
        end: Some(view.today),
        stopped: true,
        use_days: Some(1),
        helped_stop: "Her light was on.".to_owned(),
        did_not_help: "Waiting.".to_owned(),
        ..ReturnToUse::default()
    };
    event.earlier = view.earlier_course(event.start);
    let (level, suggestion) = (view.in_force().unwrap().plan.level.clone(), event.suggestion(view.today));
    event.decision = LevelDecision { level, reason: "It holds.".to_owned(), suggestion };
    event
}

async fn refused(actor: &Actor, record: RecordId, doc: DocId, plan: Plan) -> Vec<String> {
    fields(actor.ask(Sign { record, doc, body: plan.into(), passphrase: pass() }).await.unwrap_err())
}

#[test]
fn a_return_to_use_is_due_on_every_desk_until_an_answered_revision_is_signed() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (colleague, supervisor) = (&world.actors[2], &world.actors[1]);
        let (record, base, view) = planned(colleague, &[supervisor]).await;
        let early = ReturnToUse { start: Some(view.today - Days::new(900)), ..evening(&view) };
        let doc = colleague.ask(Begin { record, body: early.clone().into() }).await.unwrap();
        let sign = Sign { record, doc, body: early.into(), passphrase: pass() };
        assert!(fields(colleague.ask(sign).await.unwrap_err()).contains(&"return-start".to_owned()), "before care began");

        let (event, view) = signed(colleague, record, evening(&view)).await;
        sync(&[colleague, supervisor]).await;
        for actor in [colleague, supervisor] {
            let due = actor.ask(LoadToday {}).await.unwrap().plans_due;
            assert_eq!(
                due.iter().filter(|row| (row.kind, row.doc) == (Kind::ReturnToUse, Some(event))).count(),
                1,
                "{}",
                actor.name
            );
        }
        let queue = supervisor.ask(LoadReviews {}).await.unwrap();
        assert!(queue.iter().any(|row| row.note.doc == event), "it is in the review queue");

        let begun = view.revision_after(event).unwrap();
        assert_eq!(begun.head.bases, [base]);
        let doc = colleague.ask(Begin { record, body: begun.clone().into() }).await.unwrap();
        let open = refused(colleague, record, doc, begun.clone()).await;
        for field in
            ["revision-medication-considered", "revision-groups", "revision-family", "revision-review-date", "line-o-days-reason"]
        {
            assert!(open.contains(&field.to_owned()), "{field} of {open:?}");
        }
        let plan = answered(begun, &view.plan(base).unwrap().plan, view.today);
        colleague.ask(Sign { record, doc, body: plan.into(), passphrase: pass() }).await.unwrap();
        let view = thread(colleague, record).await;
        assert!(view.owed_revisions().is_empty() && view.revision_for(event).unwrap().signed.doc == doc);
        assert!(missing(view.plan(doc).unwrap()).contains(&MissingSignature::Of(SignerRole::Supervisor)));
        sync(&[colleague, supervisor]).await;
        let queue = supervisor.ask(LoadReviews {}).await.unwrap();
        assert!(queue.iter().all(|row| row.note.doc != event), "answered");

        // Told again by a colleague: a statement under it, and the event stays as it was.
        let more = ReturnToUseCorrection {
            kind: CorrectionKind::LearnedLater,
            use_days: Some(1),
            text: "Her mother called before it.".to_owned(),
            ..ReturnToUseCorrection::default()
        };
        supervisor.ask(Say::about(record, event, more, pass())).await.unwrap();
        sync(&[supervisor, colleague]).await;
        let view = thread(colleague, record).await;
        let one = view.return_to_use(event).unwrap();
        assert_eq!((one.later.len(), one.event.helped_stop.as_str()), (1, "Her light was on."));
    });
}

#[test]
fn a_revision_whose_base_was_superseded_is_refused_stays_a_draft_and_goes_on_from_the_newer_version() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (colleague, supervisor) = (&world.actors[2], &world.actors[1]);
        let (record, base, view) = planned(colleague, &[supervisor]).await;
        let (event, view) = signed(colleague, record, evening(&view)).await;
        let old = view.plan(base).unwrap().plan.clone();
        let begun = answered(view.revision_after(event).unwrap(), &old, view.today);
        let doc = colleague.ask(Begin { record, body: begun.clone().into() }).await.unwrap();
        let next = revision(base, &old, view.today, |problem| problem.statement = "Drinking takes Fridays".to_owned());
        let (later, _) = signed(supervisor, record, next).await;
        sync(&[supervisor, colleague]).await;
        assert_eq!(refused(colleague, record, doc, begun.clone()).await, ["plan-bases"]);

        // What is being saved while the draft is asked for is in it.
        let mut typed = Plan { aftercare: "The choir".to_owned(), ..begun };
        typed.head.reasons.insert(line("plan.aftercare"), "She asked for it.".to_owned());
        let save = SaveDraft { record, doc, body: typed.clone().into() };
        let (_, view) = tokio::join!(colleague.ask(save), thread(colleague, record));
        let kept = view.plan(doc).unwrap();
        assert!(kept.signed.is_draft() && kept.plan == typed, "the typed text stays");
        let carry = view.carry_over(doc).unwrap();
        assert_eq!((carry.superseded.base, carry.superseded.by), (base, later));
        let plan = carry.choose(&BTreeMap::new()).unwrap();
        colleague.ask(SaveDraft { record, doc, body: plan.clone().into() }).await.unwrap();
        colleague.ask(Sign { record, doc, body: plan.into(), passphrase: pass() }).await.unwrap();
        let view = thread(colleague, record).await;
        let active = view.in_force().unwrap();
        assert_eq!((active.signed.doc, view.standing().number(doc)), (doc, Some(3)), "one plan is active");
        assert_eq!(
            (active.plan.problems[0].statement.as_str(), active.plan.aftercare.as_str()),
            ("Drinking takes Fridays", "The choir")
        );
        assert!(view.revision_for(event).unwrap().signed.doc == doc);
    });
}

#[test]
fn two_revisions_signed_before_either_device_heard_of_the_other_both_count() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (colleague, supervisor) = (&world.actors[2], &world.actors[1]);
        let (record, base, view) = planned(colleague, &[supervisor]).await;
        let old = view.plan(base).unwrap().plan.clone();
        let next = |text: &str| revision(base, &old, view.today, |problem| text.clone_into(&mut problem.statement));
        let (later, _) = signed(supervisor, record, next("Drinking takes Fridays")).await;
        let (doc, _) = signed(colleague, record, next("Drinking takes weekends")).await;
        sync(&[supervisor, colleague, supervisor]).await;
        for actor in [colleague, supervisor] {
            let view = thread(actor, record).await;
            assert!(view.standing().is_fork() && view.in_force().is_none(), "neither is in force until they are merged");
            assert!(view.plan(later).is_some() && view.plan(doc).is_some(), "{}", actor.name);
        }
    });
}
