//! The through-line between real devices and the real router, from assessment to note. One rule each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, unreachable_pub, missing_docs)]

#[path = "through/codes.rs"]
mod codes;
#[path = "through/compare.rs"]
mod compare;
#[path = "through/delivered.rs"]
mod delivered;
#[path = "through/diagnoses.rs"]
mod diagnoses;
#[path = "through/forge.rs"]
mod forge;
#[path = "through/interventions.rs"]
mod interventions;
#[path = "through/late.rs"]
mod late;
#[path = "through/left.rs"]
mod left;
#[path = "through/lost.rs"]
mod lost;
#[path = "through/made.rs"]
mod made;
#[path = "through/passkeys.rs"]
mod passkeys;
#[path = "through/refused.rs"]
mod refused;
#[path = "through/restored.rs"]
mod restored;
#[path = "through/returns.rs"]
mod returns;
#[path = "through/reviews.rs"]
mod reviews;
#[path = "through/snapshots.rs"]
mod snapshots;
#[path = "through/team.rs"]
mod team;
#[path = "through/tuned.rs"]
mod tuned;
#[path = "through/turns.rs"]
mod turns;
#[path = "through/typed.rs"]
mod typed;
#[path = "through/withdrawn.rs"]
mod withdrawn;
#[allow(dead_code, reason = "the simulation uses the rest")]
#[path = "simulation/world.rs"]
mod world;

use clinical::{
    Attestation, Retraction, ReviewComment,
    plan::{MissingSignature, ObjectiveStatus, Proof, Side, SignerRole, Signing, Status, merge},
};
use keeper::protocol::{Begin, Problem, SaveDraft, Say, Sign, SyncNow};
use made::{assessment, finding, line, note, plan, revision, signature};
use record::{DocId, Refusal, Review, Role, Status as DocStatus, Time, wire::Outcome};
use std::collections::BTreeMap;
use team::{fields, missing, newcomer, pass, planned, shared, sign_plan, signed, sync, thread};
use world::{World, played};

#[test]
fn a_draft_of_an_assessment_outlives_the_browser_and_is_signed_when_it_is_whole() {
    played(|| async {
        let mut world = World::found().await.unwrap();
        let author = &mut world.actors[2];
        let record = shared(author, &[]).await;
        let today = thread(author, record).await.today;
        let mut half = assessment(today);
        half.withdrawal.decision = None;
        let doc = author.ask(Begin { record, body: half.clone().into() }).await.unwrap();
        half.strengths.push("Repairs clocks".to_owned());
        author.ask(SaveDraft { record, doc, body: half.clone().into() }).await.unwrap();

        let store = author.device.store().after_crash();
        author.restart(store, false).await.unwrap();
        let view = thread(author, record).await;
        assert_eq!(view.assessments.len(), 1);
        assert!(view.assessments[0].signed.is_draft() && view.assessments[0].content == half, "as it was typed");
        let early = Sign { record, doc, body: half.clone().into(), passphrase: pass() };
        assert_eq!(fields(author.ask(early).await.unwrap_err()), ["withdrawal-decision"]);

        let mut whole = assessment(today);
        whole.strengths = half.strengths;
        author.ask(Sign { record, doc, body: whole.into(), passphrase: pass() }).await.unwrap();
        let view = thread(author, record).await;
        let signed = &view.assessments[0];
        assert!(!signed.signed.is_draft() && !signed.signed.rights.write, "signed and locked");
        assert_eq!(signed.signed.status, DocStatus::Final(Review::NotOwed));
        assert!(made::is_line(signed.content.author.as_ref(), "cora"));
        sync(&[author]).await;
        assert_eq!(thread(author, record).await.findings().len(), 1);
    });
}

#[test]
fn the_signature_of_a_client_is_bound_to_what_was_shown() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (colleague, supervisor) = (&world.actors[2], &world.actors[1]);
        let (record, doc, view) = planned(colleague, &[supervisor]).await;
        let shown = view.plan(doc).unwrap().shown.clone();
        let other = "0".repeat(64);
        let wrong = sign_plan(colleague, record, doc, SignerRole::Client, &other).await.unwrap_err();
        assert_eq!(fields(wrong), ["signature-shown"]);
        sign_plan(colleague, record, doc, SignerRole::Client, &shown).await.unwrap();
        sync(&[colleague, supervisor]).await;
        let view = thread(supervisor, record).await;
        let signed = view.plan(doc).unwrap();
        assert_eq!(signed.signatures.len(), 1);
        assert_eq!((&signed.signatures[0].signature.shown, &signed.shown), (&shown, &shown), "the same text on both devices");
        assert_eq!(missing(signed), []);
    });
}

#[test]
fn what_was_signed_under_a_text_that_changed_meanwhile_does_not_count() {
    played(|| async {
        let world = World::found().await.unwrap();
        let [trainee, supervisor, colleague, ..] = world.actors.as_slice() else { panic!("four devices") };
        let (record, doc, view) = planned(trainee, &[supervisor, colleague]).await;
        let (shown, today) = (view.plan(doc).unwrap().shown.clone(), view.today);
        sign_plan(trainee, record, doc, SignerRole::Client, &shown).await.unwrap();
        sync(&[trainee, supervisor]).await;
        let comment = "Which evenings?".to_owned();
        supervisor.ask(Say::about(record, doc, ReviewComment { comment, ..ReviewComment::default() }, pass())).await.unwrap();
        sync(&[supervisor, trainee]).await;
        let mut better = plan(today, &[]);
        better.problems[0].goals[0].objectives[0].statement = "Friday and Saturday evenings without drinking".to_owned();
        trainee.ask(Sign { record, doc, body: better.into(), passphrase: pass() }).await.unwrap();
        sync(&[trainee, colleague]).await;

        let view = thread(colleague, record).await;
        let now = view.plan(doc).unwrap();
        assert_ne!(now.shown, shown);
        assert_eq!(now.signatures.len(), 1, "what was signed stays");
        assert_eq!(missing(now), [MissingSignature::Of(SignerRole::Client)], "and does not count for the new text");
        let late = sign_plan(colleague, record, doc, SignerRole::Client, &shown).await.unwrap_err();
        assert_eq!(fields(late), ["signature-shown"]);
        let fresh = now.shown.clone();
        let view = sign_plan(colleague, record, doc, SignerRole::Client, &fresh).await.unwrap();
        assert_eq!(missing(view.plan(doc).unwrap()), []);
    });
}

#[test]
fn a_counselor_cannot_sign_as_supervisor_or_prescriber() {
    played(|| async {
        let world = World::found().await.unwrap();
        let colleague = &world.actors[2];
        let (record, doc, view) = planned(colleague, &[]).await;
        let shown = view.plan(doc).unwrap().shown.clone();
        for role in [SignerRole::Supervisor, SignerRole::Prescriber] {
            let refused = sign_plan(colleague, record, doc, role, &shown).await.unwrap_err();
            assert_eq!(refused, Problem::Refused(Refusal::NotAllowed), "{role:?}");
        }
        assert!(thread(colleague, record).await.plan(doc).unwrap().signatures.is_empty());
    });
}

#[test]
fn a_signature_as_supervisor_forged_past_the_keeper_counts_for_nobody() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (forger, kit) = newcomer(&world, "flo", 9, Role::Counselor).await;
        let (supervisor, colleague) = (&world.actors[1], &world.actors[2]);
        let (record, doc, view) = planned(colleague, &[supervisor, &forger]).await;
        let mut forged = signature(SignerRole::Supervisor, &view.plan(doc).unwrap().shown, view.today);
        forged.proof = Proof::Key;
        let outcome = forge::state(&forger, &kit, record, doc, &forged.into()).await;
        assert!(matches!(outcome, Outcome::Accepted(_)), "the server cannot look inside");
        for actor in [supervisor, colleague, &forger] {
            actor.ask(SyncNow {}).await.unwrap();
            let view = thread(actor, record).await;
            let view = view.plan(doc).unwrap();
            assert_eq!(view.signatures.len(), 0, "{}", actor.name);
            assert_eq!(view.signing, Signing::Author, "{}", actor.name);
        }
        let shown = view.plan(doc).unwrap().shown.clone();
        sign_plan(supervisor, record, doc, SignerRole::Supervisor, &shown).await.unwrap();
        sync(&[supervisor, colleague]).await;
        let view = thread(colleague, record).await;
        assert_eq!(view.plan(doc).unwrap().signing, Signing::Supervisor, "the supervisor's own does");
        assert_eq!(view.plan(doc).unwrap().signatures.len(), 1);
    });
}

#[test]
fn whoever_of_the_team_sits_with_the_client_takes_down_the_signature() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (nurse, _) = newcomer(&world, "nell", 9, Role::Nurse).await;
        let (trainee, colleague) = (&world.actors[0], &world.actors[2]);
        for witness in [&nurse, trainee] {
            let (record, doc, view) = planned(colleague, &[witness]).await;
            let shown = view.plan(doc).unwrap().shown.clone();
            sign_plan(witness, record, doc, SignerRole::Client, &shown).await.unwrap();
            sync(&[witness, colleague]).await;
            let view = thread(colleague, record).await;
            let view = view.plan(doc).unwrap();
            assert_eq!(missing(view), [], "{}", witness.name);
            assert!(view.signatures[0].mark.who.starts_with("Person "), "it says by whom it was taken down");
            assert_ne!(view.signatures[0].mark.who, view.signed.author_name, "{}", witness.name);
        }
    });
}

#[test]
fn two_successors_written_offline_are_both_kept_until_a_supervisor_signs_the_join() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (dora, _) = newcomer(&world, "dora", 9, Role::Counselor).await;
        let (supervisor, colleague) = (&world.actors[1], &world.actors[2]);
        let (record, base, view) = planned(colleague, &[supervisor, &dora]).await;
        let (today, first) = (view.today, view.plan(base).unwrap().plan.clone());
        let left = revision(base, &first, today, |problem| problem.statement = "Drinking takes Fridays".to_owned());
        let right = revision(base, &first, today, |problem| problem.goals[0].outcome = "Choir on Sundays".to_owned());
        let (left_doc, _) = signed(colleague, record, left.clone()).await;
        let (right_doc, _) = signed(&dora, record, right.clone()).await;
        sync(&[colleague, &dora, colleague, supervisor]).await;
        for actor in [colleague, &dora, supervisor] {
            let standing = thread(actor, record).await.standing();
            assert!(standing.is_fork() && standing.active().is_none(), "{}", actor.name);
            assert_eq!(standing.heads(), [left_doc, right_doc], "{}", actor.name);
            assert_eq!(standing.common_base(left_doc, right_doc), Some(base));
        }

        let joined = merge(&first, &left, &right).unwrap();
        let mut head = left.head.clone();
        head.bases = vec![left_doc, right_doc];
        let joined = joined.choose(&BTreeMap::<_, Side>::new(), &head).unwrap();
        assert_eq!(joined.problems[0].statement, "Drinking takes Fridays");
        assert_eq!(joined.problems[0].goals[0].outcome, "Choir on Sundays");
        let (join, view) = signed(colleague, record, joined).await;
        sync(&[colleague, supervisor, &dora]).await;
        for actor in [colleague, &dora, supervisor] {
            let standing = thread(actor, record).await.standing();
            assert_eq!(standing.status(join), Some(Status::Draft), "{}", actor.name);
            assert!(standing.is_fork(), "{}", actor.name);
        }
        sign_plan(supervisor, record, join, SignerRole::Supervisor, &view.plan(join).unwrap().shown).await.unwrap();
        sync(&[supervisor, colleague, &dora]).await;
        for actor in [colleague, &dora, supervisor] {
            let view = thread(actor, record).await;
            assert_eq!(view.in_force().map(|plan| plan.signed.doc), Some(join), "{}", actor.name);
            let standing = view.standing();
            assert_eq!([left_doc, right_doc].map(|doc| standing.status(doc)), [Some(Status::Superseded); 2], "{}", actor.name);
        }
    });
}

#[test]
fn a_trainee_s_plan_is_attested_like_a_note_and_that_weighs_as_a_supervisor_s_signature() {
    played(|| async {
        let world = World::found().await.unwrap();
        let [trainee, supervisor, ..] = world.actors.as_slice() else { panic!("four devices") };
        let (record, doc, view) = planned(trainee, &[supervisor]).await;
        assert_eq!(view.plan(doc).unwrap().signed.status, DocStatus::Final(Review::Owed));
        assert_eq!(view.plan(doc).unwrap().signing, Signing::Author);
        supervisor.ask(Say::about(record, doc, Attestation::default(), pass())).await.unwrap();
        sync(&[supervisor, trainee]).await;
        let view = thread(trainee, record).await;
        assert_eq!(view.plan(doc).unwrap().signed.status, DocStatus::Final(Review::Attested));
        assert_eq!(view.plan(doc).unwrap().signing, Signing::Supervisor);
    });
}

#[test]
fn a_note_linked_to_an_objective_shows_as_its_progress_until_it_is_entered_in_error() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (colleague, supervisor) = (&world.actors[2], &world.actors[1]);
        let (record, version, _) = planned(colleague, &[supervisor]).await;
        let (doc, text) = (DocId::from_u128(7), note(version, Time::from(chrono::Utc::now())));
        colleague.ask(Sign { record, doc, body: text.into(), passphrase: pass() }).await.unwrap();
        sync(&[colleague, supervisor]).await;
        let view = thread(supervisor, record).await;
        let [entry] = view.progress.as_slice() else { panic!("one objective was worked on") };
        assert_eq!((&entry.objective, entry.source, entry.value), (&line("o-days"), doc, Some(3)));
        assert!(entry.sentence().ends_with("improving, 3. Called before the urge was strong."), "as the history tells it");
        assert_eq!(view.notes[0].interventions, [line("i-talk")]);
        let reason = "Another client's chart".to_owned();
        colleague.ask(Say::about(record, doc, Retraction { reason }, pass())).await.unwrap();
        sync(&[colleague, supervisor]).await;
        let view = thread(supervisor, record).await;
        assert!(view.progress.is_empty() && view.notes.is_empty(), "what was entered in error says nothing");
    });
}

#[test]
fn of_two_sessions_on_one_day_the_later_one_has_the_last_word_on_progress() {
    played(|| async {
        let world = World::found().await.unwrap();
        let colleague = &world.actors[2];
        let (record, version, _) = planned(colleague, &[]).await;
        let noon = chrono::Utc::now().date_naive().and_hms_opt(12, 0, 0).unwrap().and_utc() - chrono::Duration::days(1);
        let statuses = [(0, ObjectiveStatus::Improving), (3, ObjectiveStatus::InProgress)];
        // Whatever order their ids give, and whichever is written first.
        for (doc, (hours, status)) in [8_u128, 9].into_iter().zip(statuses) {
            let mut text = note(version, Time::from(noon - chrono::Duration::hours(hours)));
            text.links[0].progress = Some(status);
            let ask = Sign { record, doc: DocId::from_u128(doc), body: text.into(), passphrase: pass() };
            colleague.ask(ask).await.unwrap();
        }
        let view = thread(colleague, record).await;
        let told: Vec<_> = view.progress.iter().map(|entry| entry.status).collect();
        assert_eq!(told, [Some(ObjectiveStatus::InProgress), Some(ObjectiveStatus::Improving)]);
    });
}

#[test]
fn an_assessment_entered_in_error_lends_its_findings_no_more() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (colleague, supervisor) = (&world.actors[2], &world.actors[1]);
        let record = shared(colleague, &[supervisor]).await;
        let today = thread(colleague, record).await.today;
        let (doc, view) = signed(colleague, record, assessment(today)).await;
        assert_eq!(view.findings().iter().map(|found| found.id.clone()).collect::<Vec<_>>(), [finding()]);
        let reason = "Written into the wrong chart".to_owned();
        colleague.ask(Say::about(record, doc, Retraction { reason }, pass())).await.unwrap();
        sync(&[colleague, supervisor]).await;
        for actor in [colleague, supervisor] {
            let view = thread(actor, record).await;
            assert_eq!(view.assessments[0].signed.status, DocStatus::EnteredInError, "kept, and marked");
            assert!(view.findings().is_empty(), "{}", actor.name);
        }
    });
}
