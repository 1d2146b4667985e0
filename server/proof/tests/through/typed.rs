//! What is typed beside documents that are signed: it outlives the browser as a draft does, and goes when it is signed or saved.

use crate::{
    made::note,
    team::{pass, planned, sync},
    world::{World, played},
};
use clinical::{Addendum, Attestation, Body, Retraction};
use keeper::protocol::{
    ChartView, DropForm, LoadBegun, LoadCaseload, LoadChart, LoadForm, Problem, Save, SaveDraft, SaveForm, Say, Sign,
};
use record::{DocId, Refusal, Time};
use vault::{KeyRange, Order, Store, Table};

fn half() -> Addendum {
    Addendum { text: "She called her sister.".to_owned(), reason: String::new() }
}

#[test]
fn an_addendum_that_is_typed_outlives_the_browser_and_goes_when_it_is_signed() {
    played(|| async {
        let mut world = World::found().await.unwrap();
        let (record, version, _) = planned(&world.actors[2], &[&world.actors[1]]).await;
        let author = &mut world.actors[2];
        let doc = DocId::from_u128(70);
        let ask = Sign { record, doc, body: note(version, Time::from(chrono::Utc::now())).into(), passphrase: pass() };
        author.ask(ask).await.unwrap();
        let drafts = |rows: Vec<keeper::protocol::CaseRow>| rows.iter().map(|row| row.drafts).sum::<u64>();
        let before = drafts(author.ask(LoadCaseload {}).await.unwrap());
        author.ask(SaveDraft { record, doc, body: half().into() }).await.unwrap();
        let reason = Retraction { reason: "Another client’s.".to_owned() };
        author.ask(SaveDraft { record, doc, body: reason.clone().into() }).await.unwrap();

        let store = author.device.store().after_crash();
        author.restart(store, false).await.unwrap();
        let mut begun: Vec<Body> =
            author.ask(LoadBegun { record, doc }).await.unwrap().into_iter().map(|begun| begun.body).collect();
        begun.sort_by_key(Body::kind);
        assert!(begun == [Body::from(half()), reason.into()], "as they were typed, each for itself");
        assert_eq!(drafts(author.ask(LoadCaseload {}).await.unwrap()), before, "no draft that is owed a signature");

        let Addendum { text, .. } = half();
        author.ask(Say::about(record, doc, Addendum { text, reason: "Told later.".to_owned() }, pass())).await.unwrap();
        let begun = author.ask(LoadBegun { record, doc }).await.unwrap();
        assert_eq!(
            begun.iter().map(|begun| begun.body.kind().id()).collect::<Vec<_>>(),
            ["retraction/1"],
            "what was signed is gone"
        );
        let theirs = world.actors[1].ask(SaveDraft { record, doc: DocId::from_u128(71), body: half().into() }).await;
        assert_eq!(theirs.unwrap_err(), Problem::Refused(Refusal::NotAllowed), "nothing stands there to add to");
        let none = world.actors[1].ask(Say::about(record, DocId::from_u128(71), Attestation::default(), pass())).await;
        assert!(none.is_err());
    });
}

#[test]
fn a_profile_that_is_typed_outlives_the_browser_and_a_colleague_s_version_is_told_of() {
    played(|| async {
        let mut world = World::found().await.unwrap();
        let (record, ..) = planned(&world.actors[2], &[&world.actors[1]]).await;
        let author = &mut world.actors[2];
        let chart: ChartView = author.ask(LoadChart { record }).await.unwrap();
        assert!(chart.begun.is_none());
        let mut typed = chart.profile.clone();
        typed.name.given.clear();
        typed.contact.phone = "555 0100".to_owned();
        author.ask(SaveDraft { record, doc: chart.profile_doc, body: typed.clone().into() }).await.unwrap();
        let store = author.device.store().after_crash();
        author.restart(store, false).await.unwrap();
        let seen = author.ask(LoadChart { record }).await.unwrap();
        let begun = seen.begun.unwrap();
        assert!(begun.profile == typed && begun.base == chart.profile_version, "half as it was");
        assert!(seen.profile == chart.profile, "everybody else reads what was saved");

        sync(&[&world.actors[2], &world.actors[1]]).await;
        let mut theirs = chart.profile.clone();
        theirs.contact.phone = "555 0177".to_owned();
        world.actors[1].ask(Save::profile(record, chart.profile_version, theirs)).await.unwrap();
        sync(&[&world.actors[1], &world.actors[2]]).await;
        let author = &world.actors[2];
        author.ask(SaveDraft { record, doc: chart.profile_doc, body: typed.clone().into() }).await.unwrap();
        let begun = author.ask(LoadChart { record }).await.unwrap().begun.unwrap();
        assert_eq!(begun.base, 0, "typed on, it is still of the version before");
        typed.name.given = chart.profile.name.given.clone();
        let stale = author.ask(Save::profile(record, begun.base, typed.clone())).await.unwrap_err();
        assert_eq!(stale, Problem::Refused(Refusal::Stale));
        let base = author.ask(LoadChart { record }).await.unwrap().profile_version;
        assert_eq!(author.ask(Save::profile(record, base, typed)).await.unwrap().version, base + 1);
        assert!(author.ask(LoadChart { record }).await.unwrap().begun.is_none(), "saved, and the draft is gone");
    });
}

#[test]
fn a_page_that_is_no_document_yet_outlives_the_browser_and_is_its_writer_s_alone() {
    played(|| async {
        let mut world = World::found().await.unwrap();
        planned(&world.actors[2], &[&world.actors[1]]).await;
        let page = |form: &str| LoadForm { form: form.to_owned() };
        let author = &mut world.actors[2];
        assert!(author.ask(page("new-client")).await.unwrap().is_none());
        for json in [r#"{"given":"Canary-B"}"#, r#"{"given":"Canary-Bird"}"#] {
            author.ask(SaveForm { form: "new-client".to_owned(), json: json.to_owned() }).await.unwrap();
        }
        author.ask(SaveForm { form: "settings".to_owned(), json: "{}".to_owned() }).await.unwrap();

        let store = author.device.store().after_crash();
        let rows = store.range(Table::Forms, KeyRange::all(), usize::MAX, Order::Up).await.unwrap();
        assert_eq!(rows.len(), 2);
        let open = |row: &[u8]| row.windows(6).any(|part| part == b"Canary");
        assert!(!rows.iter().any(|(key, sealed)| open(key) || open(sealed)), "nothing typed lies open on the device");
        author.restart(store, false).await.unwrap();
        let kept = author.ask(page("new-client")).await.unwrap().unwrap();
        assert_eq!(kept.json, r#"{"given":"Canary-Bird"}"#, "as it was typed last");
        assert_eq!(author.ask(page("settings")).await.unwrap().unwrap().json, "{}", "each page for itself");
        author.ask(DropForm { form: "new-client".to_owned() }).await.unwrap();
        assert!(author.ask(page("new-client")).await.unwrap().is_none());
        assert!(author.ask(page("settings")).await.unwrap().is_some());
        assert!(world.actors[1].ask(page("settings")).await.unwrap().is_none(), "a colleague has pages of their own");
    });
}
