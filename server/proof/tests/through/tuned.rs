//! What a program sets for itself: who may, from when it holds, and what it changes for everybody.

use crate::{
    made::note,
    team::{fields, pass, planned, sync, thread},
    world::{World, played},
};
use chrono::Days;
use clinical::{Settings, Severity, plan::ReviewSettings, thread::Rule};
use keeper::protocol::{LoadAudit, LoadCaseload, LoadSettings, Problem, SaveSettings, Sign, SyncNow};
use record::{DocId, Time, wire::ErrorCode};

/// The standard, changed, from `today` on.
fn tuned(today: chrono::NaiveDate, change: impl FnOnce(&mut Settings)) -> Settings {
    let mut settings = Settings { effective: today, reason: "Agreed in the team.".to_owned(), ..Settings::standard() };
    change(&mut settings);
    settings
}

fn no_note_without_objective(settings: &mut Settings) {
    if let Some(rule) = settings.rules.rules.get_mut(&Rule::NoteWithoutObjective) {
        rule.severity = Severity::Blocks;
    }
}

#[test]
fn a_rule_stops_a_signature_only_where_the_program_says_so() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (admin, colleague) = (&world.admin, &world.actors[2]);
        let (record, version, view) = planned(colleague, &[]).await;
        let mut loose = note(version, Time::from(chrono::Utc::now()));
        loose.links.clear();
        let sign = |doc: u128| Sign { record, doc: DocId::from_u128(doc), body: loose.clone().into(), passphrase: pass() };
        colleague.ask(sign(7)).await.unwrap();

        let before = admin.ask(LoadSettings {}).await.unwrap();
        assert!(before.versions.is_empty() && before.in_force.is_none() && before.may_change);
        let settings = tuned(view.today, no_note_without_objective);
        let saved = admin.ask(SaveSettings { settings: settings.clone() }).await.unwrap();
        assert_eq!(saved.in_force, Some(0));
        assert_eq!(saved.versions[0].changes, ["Note not linked to an objective: stops the signature; was: warns."]);
        colleague.ask(sign(8)).await.unwrap(); // nobody has told this device yet

        sync(&[colleague]).await;
        let seen = colleague.ask(LoadSettings {}).await.unwrap();
        assert!(!seen.may_change && seen.current() == settings, "on this device too");
        assert!(seen.versions[0].who.starts_with("Ada Admin"), "by whom");
        assert_eq!(fields(colleague.ask(sign(9)).await.unwrap_err()), ["links"]);

        let back = tuned(view.today, |_| {});
        admin.ask(SaveSettings { settings: back }).await.unwrap();
        sync(&[colleague]).await;
        colleague.ask(sign(9)).await.unwrap();
        let seen = colleague.ask(LoadSettings {}).await.unwrap();
        assert_eq!((seen.versions.len(), seen.in_force), (2, Some(1)), "both are kept");
        let log = admin.ask(LoadAudit { before: None }).await.unwrap();
        assert_eq!(log.rows.iter().filter(|row| row.action == "settings_changed").count(), 2);
    });
}

#[test]
fn how_often_plans_are_reviewed_is_the_programs_to_say() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (admin, colleague) = (&world.admin, &world.actors[2]);
        let (record, doc, view) = planned(colleague, &[]).await;
        let today = view.today;
        let weekly = tuned(today, |settings| settings.review.cadences.iter_mut().for_each(|cadence| cadence.days = 7));
        admin.ask(SaveSettings { settings: weekly }).await.unwrap();
        sync(&[colleague]).await;
        let view = thread(colleague, record).await;
        let due = today + Days::new(7);
        assert_eq!(view.due(view.plan(doc).unwrap()).on, Some(due), "the plan itself had named a later day");
        assert_eq!(colleague.ask(LoadCaseload {}).await.unwrap()[0].next_review, Some(due));

        let later = tuned(today + Days::new(3), |settings| settings.review = ReviewSettings::ahcccs());
        let saved = admin.ask(SaveSettings { settings: later.clone() }).await.unwrap();
        assert_eq!(saved.in_force, Some(0), "a version that begins later waits");
        assert!(saved.last() == later, "and the next is made from it");
    });
}

#[test]
fn settings_that_cannot_be_are_refused_and_change_nothing() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (admin, supervisor) = (&world.admin, &world.actors[1]);
        let today = admin.ask(LoadSettings {}).await.unwrap().today;
        let refused = async |settings: Settings| fields(admin.ask(SaveSettings { settings }).await.unwrap_err());
        let yesterday = tuned(today - Days::new(1), no_note_without_objective);
        assert_eq!(refused(yesterday).await, ["settings-effective"]);
        let silent = Settings { reason: String::new(), ..tuned(today, no_note_without_objective) };
        assert_eq!(refused(silent).await, ["settings-reason"]);
        let locked = tuned(today, |settings| {
            settings.rules.rules.entry(Rule::UnsignedByClient).and_modify(|rule| rule.severity = Severity::Blocks);
        });
        assert_eq!(refused(locked).await, ["rule-unsigned-by-client-severity"]);
        assert_eq!(refused(tuned(today, |_| {})).await, ["settings-reason"], "nothing is different");
        let settings = tuned(today, no_note_without_objective);
        let theirs = supervisor.ask(SaveSettings { settings }).await.unwrap_err();
        assert_eq!(theirs, Problem::Server(ErrorCode::NotAllowed));
        for actor in [admin, supervisor] {
            actor.ask(SyncNow {}).await.unwrap();
            assert!(actor.ask(LoadSettings {}).await.unwrap().versions.is_empty(), "{}", actor.name);
        }
    });
}
