//! What the server would not take: its author still reads it and decides about it, and nothing else is lost by it.

use crate::{
    made::note,
    team::{newcomer, pass, planned, sync},
    world::{Actor, World, played},
};
use clinical::{Attestation, Note};
use keeper::protocol::{
    AdmitMember, Dismiss, DocSync, LineKind, Load, LoadCaseload, LoadChart, LoadOutbox, NoteRights, Problem, RemoveMember, Save,
    SaveDraft, Say, Sign, SyncNow, TakeBack,
};
use record::{DocId, RecordId, Refusal, Role, Time};

const DOC: DocId = DocId::from_u128(7);

async fn sign(author: &Actor, record: RecordId, version: DocId) {
    let text = note(version, Time::from(chrono::Utc::now()));
    author.ask(Sign { record, doc: DOC, body: text.into(), passphrase: pass() }).await.unwrap();
}

/// A note that its author signs without the server, after a colleague took them out of the team; the server refuses it.
async fn refused(author: &Actor, colleague: &Actor) -> (RecordId, DocId) {
    let (record, version, _) = planned(colleague, &[author]).await;
    colleague.ask(RemoveMember { record, member: author.user, passphrase: pass() }).await.unwrap();
    sync(&[colleague]).await;
    sign(author, record, version).await;
    let strip = author.ask(SyncNow {}).await.unwrap();
    assert_eq!((strip.waiting, strip.quarantined), (0, 1));
    (record, version)
}

#[test]
fn a_note_signed_after_an_unheard_removal_is_refused_and_readable_to_its_author_until_they_let_go_of_it() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (mut author, _) = newcomer(&world, "lena", 9, Role::Counselor).await;
        let colleague = &world.actors[2];
        let (record, version) = refused(&author, colleague).await;
        let store = author.device.store().after_crash();
        author.restart(store, false).await.unwrap();
        author.ask(SyncNow {}).await.unwrap();

        let view = author.ask(Load { record, doc: DOC }).await.unwrap();
        assert!(matches!(view.row.sync, DocSync::Quarantined(_)), "it says that it was refused");
        assert_eq!(view.content::<Note>().unwrap().links, note(version, Time(0)).links, "and its text is there");
        assert_eq!(view.doc.signed.rights, NoteRights::default(), "to be read: nothing is written over it");
        let over = author.ask(SaveDraft { record, doc: DOC, body: view.doc.content }).await.unwrap_err();
        assert_eq!(over, Problem::Refused(Refusal::NotAllowed));
        let [row] = author.ask(LoadOutbox {}).await.unwrap().quarantined.try_into().unwrap();
        assert!(row.refusal.is_some() && !row.client.is_empty(), "with its reason, and the client by name");
        assert!(!row.may_take_back, "outside the team no draft could be signed");
        let back = author.ask(TakeBack { operation: row.operation }).await.unwrap_err();
        assert_eq!(back, Problem::Refused(Refusal::NotAllowed));
        assert_eq!(author.ask(LoadOutbox {}).await.unwrap().quarantined.len(), 1, "asking in vain loses nothing");

        assert!(author.ask(Dismiss { operation: row.operation }).await.unwrap().quarantined.is_empty());
        assert_eq!(author.ask(Dismiss { operation: row.operation }).await.unwrap_err(), Problem::NotFound);
        assert!(author.ask(LoadChart { record }).await.is_err(), "nothing keeps the record open any more");
        assert_eq!(author.ask(SyncNow {}).await.unwrap().quarantined, 0);
        sync(&[colleague]).await;
        assert!(colleague.ask(LoadChart { record }).await.is_ok(), "what the server took stands");
    });
}

#[test]
fn a_refused_note_of_someone_who_is_in_the_team_again_becomes_a_draft_and_is_signed_anew() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (author, _) = newcomer(&world, "lena", 9, Role::Counselor).await;
        let colleague = &world.actors[2];
        let (record, version) = refused(&author, colleague).await;
        colleague.ask(AdmitMember { record, member: author.user, passphrase: pass() }).await.unwrap();
        sync(&[colleague]).await;
        author.ask(SyncNow {}).await.unwrap();

        let [row] = author.ask(LoadOutbox {}).await.unwrap().quarantined.try_into().unwrap();
        assert!(row.may_take_back);
        assert!(author.ask(TakeBack { operation: row.operation }).await.unwrap().quarantined.is_empty());
        let view = author.ask(Load { record, doc: DOC }).await.unwrap();
        assert!(
            view.row.draft && view.content::<Note>().unwrap().links == note(version, Time(0)).links,
            "my draft, as it was signed"
        );
        author.ask(Sign { record, doc: DOC, body: view.doc.content, passphrase: pass() }).await.unwrap();
        sync(&[&author, colleague]).await;
        let read = colleague.ask(Load { record, doc: DOC }).await.unwrap();
        assert_eq!((read.row.sync, read.doc.signed.lines.len()), (DocSync::Received, 1));
    });
}

#[test]
fn a_refused_co_signature_says_so_and_counts_for_nothing() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (trainee, supervisor, colleague) = (&world.actors[0], &world.actors[1], &world.actors[2]);
        let (record, version, _) = planned(colleague, &[trainee, supervisor]).await;
        sign(trainee, record, version).await;
        sync(&[trainee, supervisor, colleague]).await;
        colleague.ask(RemoveMember { record, member: supervisor.user, passphrase: pass() }).await.unwrap();
        sync(&[colleague]).await;
        supervisor.ask(Say::about(record, DOC, Attestation::default(), pass())).await.unwrap();
        assert_eq!(supervisor.ask(SyncNow {}).await.unwrap().quarantined, 1);

        let lines = supervisor.ask(Load { record, doc: DOC }).await.unwrap().doc.signed.lines;
        let told: Vec<_> = lines.iter().map(|line| (line.kind, matches!(line.sync, DocSync::Quarantined(_)))).collect();
        assert_eq!(told, [(LineKind::Signed, false), (LineKind::Attested, true)]);
        let [row] = supervisor.ask(LoadOutbox {}).await.unwrap().quarantined.try_into().unwrap();
        assert!(!row.may_take_back, "a co-signature is given again, not drafted");
    });
}

#[test]
fn a_note_that_stays_refused_closes_no_chart_at_the_next_sync() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (author, _) = newcomer(&world, "lena", 9, Role::Counselor).await;
        refused(&author, &world.actors[2]).await;
        let looked = async || {
            author.ask(LoadCaseload {}).await.unwrap();
            author.device.openings()
        };
        let opened = looked().await;
        assert!(opened > 0, "what was refused just now has changed its chart");
        for _ in 0..3 {
            assert_eq!(author.ask(SyncNow {}).await.unwrap().quarantined, 1);
            assert_eq!(looked().await, opened, "the same refusal changes nothing a second time");
        }
        let [row] = author.ask(LoadOutbox {}).await.unwrap().quarantined.try_into().unwrap();
        author.ask(Dismiss { operation: row.operation }).await.unwrap();
        author.ask(SyncNow {}).await.unwrap();
        assert!(author.ask(LoadCaseload {}).await.unwrap().is_empty(), "and letting go of it is seen at once");
    });
}

#[test]
fn a_profile_that_was_refused_is_read_again_beside_what_a_colleague_saved_first() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (author, _) = newcomer(&world, "lena", 9, Role::Counselor).await;
        let colleague = &world.actors[2];
        let (record, ..) = planned(colleague, &[&author]).await;
        sync(&[colleague, &author]).await;
        let chart = author.ask(LoadChart { record }).await.unwrap();
        let base = chart.profile_version;
        let with = |allergies: &str| clinical::PatientProfile { allergies: Some(allergies.to_owned()), ..chart.profile.clone() };
        let (mine, theirs) = (with("penicillin"), with("sulfonamides"));
        colleague.ask(Save::profile(record, base, theirs.clone())).await.unwrap();
        sync(&[colleague]).await;
        author.ask(Save::profile(record, base, mine.clone())).await.unwrap();
        assert_eq!(author.ask(SyncNow {}).await.unwrap().quarantined, 1);

        let [row] = author.ask(LoadOutbox {}).await.unwrap().quarantined.try_into().unwrap();
        assert!(row.may_take_back, "it can be opened again");
        assert!(author.ask(TakeBack { operation: row.operation }).await.unwrap().quarantined.is_empty());
        let chart = author.ask(LoadChart { record }).await.unwrap();
        let begun = chart.begun.unwrap();
        assert!(chart.profile == theirs && begun.profile == mine, "both are there");
        assert_eq!(begun.base, 0, "and the page says that another was saved first");
    });
}
