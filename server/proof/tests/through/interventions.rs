//! An intervention between two devices: a record of its own, with a team like a chart's, from a refusal to the admission, and what
//! of it reaches the chart.

use crate::{
    team::{fields, pass, sync, thread},
    world::{Actor, World, played},
};
use chrono::{Days, NaiveDate};
use clinical::{
    Edition, Kind, LevelOfCare, PatientName, PatientProfile, Zoned,
    intervention::{
        ArrangedTreatment, DetoxNeed, FollowUp, Intervention, Letter, Model, Outcome, Participant, ParticipantId, profile_of,
    },
};
use keeper::protocol::{
    AdmitMember, AdmitPerson, Begin, InterventionView, LoadCaseload, LoadIntervention, LoadInterventions, LoadOutbox, LoadTeam,
    LoadToday, Open, Problem, RemoveMember, Save, SaveDraft, Search, TakeBack,
};
use record::{RecordId, Refusal};

fn first(today: NaiveDate) -> Intervention {
    let mother = ParticipantId::new("mother").unwrap();
    Intervention {
        person: PatientName { given: "Alder".into(), family: "Thackery".into(), preferred: String::new() },
        requested_on: Some(today),
        model: Some(Model::Invitational),
        model_why: "A surprise drove him away.".into(),
        concern: "He hides bottles behind the piano.".into(),
        participants: vec![Participant { name: "Delphine Thackery".into(), ..Participant::new(mother) }],
        treatment: ArrangedTreatment {
            program: "Harbor Row".into(),
            level: LevelOfCare::find(Edition::Fourth, "3.5"),
            detox: DetoxNeed::Needed,
            ..ArrangedTreatment::default()
        },
        ..Intervention::default()
    }
}

/// The session, held on this day.
fn held(mut all: Intervention, on: NaiveDate, outcome: Outcome) -> Intervention {
    all.session.start = Zoned::from_local(on.and_hms_opt(0, 0, 0).unwrap(), "Etc/UTC", 0).ok();
    all.session.outcome = Some(outcome);
    all
}

async fn view(actor: &Actor, record: RecordId) -> InterventionView {
    actor.ask(LoadIntervention { record }).await.unwrap()
}

async fn sign(actor: &Actor, record: RecordId, all: Intervention) -> Result<(), Problem> {
    let InterventionView { doc, base, .. } = view(actor, record).await;
    actor.ask(Save::signed(record, Some(doc), base, all, pass())).await.map(drop)
}

/// An intervention of the first, with the others in its team.
async fn begun(lead: &Actor, others: &[&Actor]) -> RecordId {
    let person = PatientName { given: "Alder".into(), ..PatientName::default() };
    let bare = Intervention { person, ..Intervention::default() };
    let record = lead.ask(Open { body: bare.into() }).await.unwrap();
    for other in others {
        lead.ask(AdmitMember { record, member: other.user, passphrase: pass() }).await.unwrap();
    }
    let today = view(lead, record).await.today;
    sign(lead, record, first(today)).await.unwrap();
    sync(&[lead]).await;
    sync(others).await;
    record
}

fn search(words: &str) -> Search {
    Search { words: words.to_owned(), from: None }
}

#[test]
fn an_intervention_is_its_teams_and_no_chart_and_its_letters_are_their_keepers() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (lead, supervisor, stranger) = (&world.actors[2], &world.actors[1], &world.actors[3]);
        let nobody = lead.ask(Open { body: Intervention::default().into() }).await.unwrap_err();
        assert_eq!(fields(nobody), ["person-given"]);
        let record = begun(lead, &[supervisor]).await;
        sync(&[stranger]).await;
        assert_eq!(stranger.ask(LoadIntervention { record }).await.unwrap_err(), Problem::NotFound);
        for actor in [lead, supervisor] {
            let rows = actor.ask(LoadInterventions {}).await.unwrap();
            assert_eq!((rows.len(), rows[0].person.as_str(), rows[0].standing.as_str()), (1, "Alder Thackery", "In preparation"));
            assert!(actor.ask(LoadCaseload {}).await.unwrap().iter().all(|row| row.record != record), "it is no chart");
            let found = actor.ask(search("piano")).await.unwrap();
            assert_eq!((found.total, found.hits[0].kind), (1, Kind::Intervention), "{}", actor.name);
            assert_eq!(actor.ask(LoadTeam { record }).await.unwrap().team.len(), 2);
        }

        let participant = ParticipantId::new("mother").unwrap();
        let doc = lead.ask(Begin { record, body: Letter::begun(record, participant.clone()).into() }).await.unwrap();
        let again = lead.ask(Begin { record, body: Letter::begun(record, participant.clone()).into() }).await.unwrap();
        assert_eq!(again, doc, "one that was begun is gone on with");
        let own = view(lead, record).await.letters[0].record;
        let letter = Letter { intervention: record, participant, text: "The heron came back.".into(), author: None };
        let empty = Letter { text: " ".into(), ..letter.clone() };
        let saving = |body: Letter, base| Save::signed(own, Some(doc), base, body, pass());
        assert_eq!(fields(lead.ask(saving(empty, 0)).await.unwrap_err()), ["letter-text"]);
        lead.ask(saving(letter.clone(), 0)).await.unwrap();
        lead.ask(saving(Letter { text: "The heron came back twice.".into(), ..letter.clone() }, 1)).await.unwrap();
        assert_eq!(lead.ask(saving(letter, 1)).await.unwrap_err(), Problem::Refused(Refusal::Stale));
        sync(&[lead, supervisor]).await;
        let kept = view(lead, record).await.letters;
        assert_eq!((kept.len(), kept[0].letter.text.as_str(), kept[0].base), (1, "The heron came back twice.", 2));
        assert!(view(supervisor, record).await.letters.is_empty(), "nobody else has it");
        for actor in [lead, supervisor] {
            assert_eq!(actor.ask(search("heron")).await.unwrap().total, 0, "it is in no search");
        }
        let member = supervisor.user;
        let admitted = lead.ask(AdmitMember { record: own, member, passphrase: pass() }).await.unwrap_err();
        assert_eq!(admitted, Problem::Refused(Refusal::NotAllowed), "nobody is taken into a private record");

        lead.ask(RemoveMember { record, member, passphrase: pass() }).await.unwrap();
        sync(&[lead, supervisor]).await;
        assert!(supervisor.ask(search("piano")).await.unwrap().hits.is_empty(), "who left finds it no more");
    });
}

#[test]
fn a_refusal_has_its_follow_up_on_to_do_and_a_later_yes_is_admitted_without_what_the_family_said() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (lead, supervisor) = (&world.actors[2], &world.actors[1]);
        let record = begun(lead, &[supervisor]).await;
        let InterventionView { intervention, today, .. } = view(lead, record).await;
        let mut all = held(intervention, today, Outcome::RefusedForNow);
        sign(lead, record, all.clone()).await.unwrap();
        sync(&[lead, supervisor]).await;
        let due = async |actor: &Actor| {
            let rows = actor.ask(LoadToday {}).await.unwrap().plans_due;
            rows.into_iter().filter(|row| row.kind == Kind::Intervention).map(|row| row.sentence).collect::<Vec<_>>()
        };
        for actor in [lead, supervisor] {
            assert_eq!(due(actor).await, ["Refused for now: plan the next contact."], "{}", actor.name);
        }
        all.follow_ups.push(FollowUp { on: Some(today + Days::new(2)), with: "Alder".into(), ..FollowUp::default() });
        sign(lead, record, all.clone()).await.unwrap();
        assert!(due(lead).await[0].starts_with("Follow-up with Alder due"), "{:?}", due(lead).await);
        let contact = all.follow_ups.last_mut().unwrap();
        *contact = FollowUp {
            on: Some(today),
            with: "Alder".into(),
            done: true,
            result: "He called back.".into(),
            outcome: Some(Outcome::AcceptedLater),
            ..FollowUp::default()
        };
        sign(lead, record, all.clone()).await.unwrap();
        assert_eq!(due(lead).await, ["Accepted later: set the day of admission."]);

        let profile = PatientProfile { birth_date: NaiveDate::from_ymd_opt(1995, 3, 2), ..profile_of(&all, today) };
        let admit = AdmitPerson { record, chart: None, profile, admitted_on: Some(today), passphrase: pass() };
        let unborn = PatientProfile { birth_date: None, ..admit.profile.clone() };
        let refused = lead.ask(AdmitPerson { profile: unborn, ..admit.clone() }).await.unwrap_err();
        assert_eq!(fields(refused), ["birth-date"]);
        let late = AdmitPerson { admitted_on: Some(today + Days::new(1)), ..admit.clone() };
        assert_eq!(fields(lead.ask(late).await.unwrap_err()), ["link-admitted-on"]);
        let chart = lead.ask(admit.clone()).await.unwrap();
        assert_eq!(lead.ask(admit).await.unwrap_err(), Problem::NotFound, "once");
        sync(&[lead, supervisor]).await;

        let linked = view(lead, record).await.link.unwrap();
        assert_eq!((linked.chart, linked.client.as_deref()), (chart, Some("Alder Thackery")));
        assert_eq!(view(supervisor, record).await.link.unwrap().client, None, "whose team the chart has, it says itself");
        assert!(due(lead).await.is_empty(), "{:?}", due(lead).await);
        let arranged = thread(lead, chart).await.arranged.unwrap();
        assert_eq!(arranged.level_reason, "Arranged before admission: Harbor Row.");
        assert_eq!(arranged.level, LevelOfCare::find(Edition::Fourth, "3.5"));
        let told = serde_json::to_string(&thread(lead, chart).await).unwrap();
        for word in ["piano", "Delphine", "drove him away", "called back"] {
            assert!(!told.contains(word), "{word} is the family's");
        }
    });
}

#[test]
fn two_who_sign_at_once_lose_nothing() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (lead, supervisor) = (&world.actors[2], &world.actors[1]);
        let record = begun(lead, &[supervisor]).await;
        let all = view(lead, record).await.intervention;
        sign(lead, record, Intervention { escort: "Otis".into(), ..all.clone() }).await.unwrap();
        sign(supervisor, record, Intervention { requested_by: "Delphine".into(), ..all }).await.unwrap();
        sync(&[lead]).await;
        let strip = supervisor.ask(keeper::protocol::SyncNow {}).await.unwrap();
        assert_eq!(strip.quarantined, 1, "the second was refused");
        let refused = supervisor.ask(LoadOutbox {}).await.unwrap().quarantined;
        assert!(refused[0].may_take_back && refused[0].client == "Alder Thackery");
        supervisor.ask(TakeBack { operation: refused[0].operation }).await.unwrap();
        let InterventionView { intervention, draft_saved, overtaken, doc, base, .. } = view(supervisor, record).await;
        assert!(
            draft_saved.is_some() && overtaken && intervention.requested_by == "Delphine",
            "it is a draft again, and says so"
        );
        let merged = Intervention { escort: "Otis".into(), ..intervention };
        supervisor.ask(SaveDraft { record, doc, body: merged.clone().into() }).await.unwrap();
        supervisor.ask(Save::signed(record, Some(doc), base, merged, pass())).await.unwrap();
        sync(&[supervisor, lead]).await;
        let all = view(lead, record).await;
        assert_eq!((all.intervention.escort.as_str(), all.intervention.requested_by.as_str()), ("Otis", "Delphine"));
        assert_eq!(all.versions.len(), 4);
    });
}
