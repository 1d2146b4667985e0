//! A server that was restored from a backup: devices give back what it lacks, people and their work alike.

use crate::{
    made::assessment,
    team::{newcomer, shared, signed, sync, thread},
    world::{World, fresh_router, played},
};
use keeper::protocol::{AcknowledgeRestore, LoadAudit, LoadPeople, StripStatus, SyncNow};
use proof::simulation::{chain, directory};
use record::{Role, Time};
use store::Store;

#[test]
fn a_server_restored_from_before_somebody_joined_gets_the_person_and_all_work_back() {
    played(|| async {
        let world = World::found().await.unwrap();
        let backup = std::env::temp_dir().join(format!("throughline-restored-{}.surql", std::process::id()));
        world.database.export(&backup, Time(0)).await.unwrap();

        let (joined, _) = newcomer(&world, "nora", 9, Role::Counselor).await;
        let colleague = &world.actors[2];
        let record = shared(&joined, &[colleague]).await;
        let today = thread(&joined, record).await.today;
        signed(&joined, record, assessment(today)).await;
        sync(&[&joined, colleague]).await;
        let known = world.database.current_registry().await.unwrap().len();

        let restored = Store::restore("mem://", &backup, Time(0)).await.unwrap();
        std::fs::remove_file(&backup).unwrap();
        assert!(restored.current_registry().await.unwrap().len() < known);
        world.site.restart(fresh_router(&restored, &world.key));
        // Whoever was there before brings the directory, and the one who joined their account and their work.
        colleague.ask(SyncNow {}).await.unwrap();
        assert_eq!(restored.current_registry().await.unwrap().len(), known, "every entry is back");
        joined.ask(SyncNow {}).await.unwrap();
        assert!(colleague.ask(StripStatus {}).await.unwrap().restored, "said, until an administrator acknowledges it");
        assert!(!world.admin.ask(AcknowledgeRestore {}).await.unwrap().restored);
        for actor in [&joined, colleague, &world.admin, &joined, colleague] {
            actor.ask(SyncNow {}).await.unwrap();
        }
        for actor in [&joined, colleague, &world.admin] {
            let strip = actor.ask(StripStatus {}).await.unwrap();
            assert_eq!((strip.waiting, strip.quarantined, strip.doubted), (0, 0, 0), "{}", actor.name);
            assert_eq!((strip.stopped, strip.restored), (None, false), "{}", actor.name);
        }
        let entries = directory(&*joined.net).await.unwrap();
        let now = chain(&*joined.net, &entries, record).await.unwrap();
        assert_eq!((now.entries.len(), now.docs.len()), (4, 2), "opened, admitted, profile and assessment");
        let people = world.admin.ask(LoadPeople {}).await.unwrap().people;
        assert!(people.iter().any(|person| person.user == joined.user));
        let actions: Vec<String> =
            world.admin.ask(LoadAudit { before: None }).await.unwrap().rows.into_iter().map(|row| row.action).collect();
        assert!(
            actions.iter().any(|action| action == "directory_returned")
                && actions.iter().any(|action| action == "account_returned")
        );
    });
}
