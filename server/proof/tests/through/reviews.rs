//! The review queue: what each row says, so that one can be told from another.

use crate::{
    made::{plan, revision},
    team::{planned, shared, signed, sync, thread},
    world::{World, played},
};
use clinical::{Discharge, Edition, EpisodeEvent, Kind, LevelOfCare, episode::DischargeKind};
use keeper::protocol::LoadReviews;

#[test]
fn two_versions_of_a_plan_are_told_apart_by_their_numbers_and_no_episode_is_named_where_there_is_one() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (trainee, supervisor) = (&world.actors[0], &world.actors[1]);
        let (record, base, view) = planned(trainee, &[supervisor]).await;
        let first = view.plan(base).unwrap().plan.clone();
        let next = revision(base, &first, view.today, |problem| problem.statement = "Drinking takes Fridays".to_owned());
        let (later, _) = signed(trainee, record, next).await;
        sync(&[trainee, supervisor]).await;
        let queue = supervisor.ask(LoadReviews {}).await.unwrap();
        let row = |doc| queue.iter().find(|row| row.note.doc == doc).map(|row| (row.version, row.episode.clone()));
        assert_eq!((row(base), row(later)), (Some((Some(1), None)), Some((Some(2), None))));
    });
}

#[test]
fn what_is_of_a_readmitted_client_names_its_episode() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (trainee, supervisor) = (&world.actors[0], &world.actors[1]);
        let record = shared(trainee, &[supervisor]).await;
        let view = thread(trainee, record).await;
        let discharge = Discharge {
            last_service: None,
            kind: Some(DischargeKind::Completed),
            reason: "The evening program is done.".to_owned(),
            summary: "She came each week.".to_owned(),
            ..view.begin_discharge()
        };
        let (_, view) = signed(trainee, record, discharge).await;
        let level = LevelOfCare::find(Edition::Fourth, "2.1");
        let back = EpisodeEvent { level, reason: "She asked to come back.".to_owned(), ..view.begin_episode_event() };
        signed(trainee, record, back).await;
        let (doc, view) = signed(trainee, record, plan(view.today, &[])).await;
        sync(&[trainee, supervisor]).await;
        let queue = supervisor.ask(LoadReviews {}).await.unwrap();
        let row = queue.iter().find(|row| row.note.doc == doc).unwrap();
        assert_eq!(row.note.summary.kind, Kind::Plan);
        assert_eq!((row.version, row.episode.as_deref()), (Some(1), Some("Episode 2")), "{:?}", view.today);
    });
}
