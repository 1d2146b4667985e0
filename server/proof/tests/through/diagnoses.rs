//! Diagnoses between real devices: versions, drafts, and codes that nobody knows.

use crate::{
    made::condition,
    team::{diagnosing, fields, shared, sync, thread},
    world::{World, played},
};
use clinical::diagnosis::{Condition, ConditionStatus};
use keeper::protocol::{Problem, Save, SaveDraft};
use record::{DocId, Refusal};

#[test]
fn a_diagnosis_saved_twice_keeps_both_versions_and_a_stale_one_is_refused() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (colleague, supervisor) = (&world.actors[2], &world.actors[1]);
        let record = shared(colleague, &[supervisor]).await;
        let today = thread(colleague, record).await.today;
        let mut first = condition("F41.1", today);
        first.status = ConditionStatus::Provisional;
        let forged = Save { passphrase: Some("not mine".to_owned()), ..diagnosing(record, None, 0, &first) };
        assert_eq!(colleague.ask(forged).await.unwrap_err(), Problem::WrongPassphrase, "signed like the rest");
        let doc = Some(colleague.ask(diagnosing(record, None, 0, &first)).await.unwrap().doc);
        sync(&[colleague, supervisor]).await;
        let mut second = condition("F41.1", today);
        let silent = supervisor.ask(diagnosing(record, doc, 1, &second)).await.unwrap_err();
        assert_eq!(fields(silent), ["condition-reason"], "a changed diagnosis says why");
        second.reason = "Seen myself.".to_owned();
        supervisor.ask(diagnosing(record, doc, 1, &second)).await.unwrap();
        sync(&[supervisor, colleague]).await;
        let view = thread(colleague, record).await;
        let versions: Vec<(u32, ConditionStatus)> =
            view.conditions[0].versions.iter().map(|one| (one.version, one.condition.status)).collect();
        assert_eq!(versions, [(1, ConditionStatus::Provisional), (2, ConditionStatus::Confirmed)]);
        assert_eq!(view.conditions[0].versions[1].mark.who, "Person sam, LCSW", "by whom each was brought");

        let stale = colleague.ask(diagnosing(record, doc, 1, &second)).await.unwrap_err();
        assert_eq!(stale, Problem::Refused(Refusal::Stale));
        assert_eq!(thread(colleague, record).await.conditions[0].versions.len(), 2, "nothing was written");
    });
}

#[test]
fn a_diagnosis_being_typed_outlives_the_browser_and_is_nobodys_until_it_is_saved() {
    played(|| async {
        let mut world = World::found().await.unwrap();
        let record = shared(&world.actors[2], &[&world.actors[1]]).await;
        let author = &mut world.actors[2];
        let today = thread(author, record).await.today;
        let (doc, mut half) = (DocId::from_u128(40), condition("F41.1", today));
        half.diagnosed.by.clear();
        author.ask(SaveDraft { record, doc, body: half.clone().into() }).await.unwrap();
        let store = author.device.store().after_crash();
        author.restart(store, false).await.unwrap();
        let view = thread(author, record).await;
        assert!(view.conditions.is_empty() && view.findings().is_empty(), "not a diagnosis yet");
        assert!(view.begun.len() == 1 && view.begun[0].condition == half && !view.begun[0].overtaken);
        let save = |base, condition: &Condition| diagnosing(record, Some(doc), base, condition);
        assert_eq!(fields(author.ask(save(0, &half)).await.unwrap_err()), ["condition-diagnosed-by"]);
        let whole = condition("F41.1", today);
        author.ask(save(0, &whole)).await.unwrap();
        let view = thread(author, record).await;
        assert!(view.begun.is_empty() && view.conditions[0].doc == doc, "saved, and the draft is gone");

        // A change that is typed is mine; a colleague's that is saved meanwhile is told of.
        let typed = Condition { evidence: "Sleeps little.".to_owned(), ..whole.clone() };
        author.ask(SaveDraft { record, doc, body: typed.into() }).await.unwrap();
        sync(&[&world.actors[2], &world.actors[1]]).await;
        let theirs = Condition { reason: "Seen myself.".to_owned(), evidence: "Sleeps well.".to_owned(), ..whole };
        world.actors[1].ask(save(1, &theirs)).await.unwrap();
        sync(&[&world.actors[1], &world.actors[2]]).await;
        let view = thread(&world.actors[2], record).await;
        assert!(view.begun[0].overtaken && view.begun[0].condition.evidence == "Sleeps little.");
        assert_eq!(view.conditions[0].last().unwrap().condition.evidence, "Sleeps well.");
    });
}

#[test]
fn a_code_that_nobody_knows_is_refused_beside_its_field() {
    played(|| async {
        let world = World::found().await.unwrap();
        let colleague = &world.actors[2];
        let record = shared(colleague, &[]).await;
        let today = thread(colleague, record).await.today;
        for code in ["F41.77", "F41"] {
            let ask = diagnosing(record, None, 0, &condition(code, today));
            assert_eq!(fields(colleague.ask(ask).await.unwrap_err()), ["condition-code"], "{code}");
        }
        assert!(thread(colleague, record).await.conditions.is_empty());
    });
}
