//! Two people who compare codes: the same where their devices have the same from the server.

use crate::{
    made::assessment,
    team::{shared, signed, sync, thread},
    world::{Actor, World, played},
};
use keeper::protocol::{CodesView, LoadCodes, Problem};
use record::RecordId;

async fn codes(actor: &Actor, record: RecordId) -> CodesView {
    actor.ask(LoadCodes { record: Some(record) }).await.unwrap()
}

#[test]
fn devices_with_the_same_entries_show_the_same_codes_and_what_waits_counts_for_nothing() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (supervisor, colleague) = (&world.actors[1], &world.actors[2]);
        let record = shared(colleague, &[supervisor]).await;
        sync(&[colleague, supervisor, colleague]).await;
        let before = codes(colleague, record).await;
        assert_eq!(codes(supervisor, record).await.directory, before.directory);
        let chain = |view: &CodesView| view.record.as_ref().unwrap().chain.clone();
        assert_eq!(chain(&codes(supervisor, record).await), chain(&before));

        let today = thread(colleague, record).await.today;
        signed(colleague, record, assessment(today)).await;
        assert_eq!(chain(&codes(colleague, record).await), chain(&before), "what the server does not have is nobody else's yet");
        sync(&[colleague]).await;
        let after = codes(colleague, record).await;
        assert_eq!(chain(&after).entries, chain(&before).entries + 1);
        assert_ne!(chain(&after).code, chain(&before).code);
        sync(&[supervisor]).await;
        assert_eq!(chain(&codes(supervisor, record).await), chain(&after));

        let other = shared(colleague, &[supervisor]).await;
        sync(&[colleague, supervisor]).await;
        assert_ne!(chain(&codes(supervisor, other).await).code, chain(&after).code);
        let alone = supervisor.ask(LoadCodes { record: None }).await.unwrap();
        assert_eq!((alone.record.is_none(), alone.directory), (true, after.directory));
        let outside = world.actors[0].ask(LoadCodes { record: Some(record) }).await.map(drop);
        assert_eq!(outside, Err(Problem::NotFound));
    });
}
