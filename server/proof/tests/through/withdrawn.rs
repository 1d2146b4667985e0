//! What a restored server took back of what was said about documents: in doubt, in words, until it comes back or somebody decides.

use crate::{
    made::assessment,
    team::{pass, shared, signed, sync, thread},
    world::{Actor, World, fresh_router, played},
};
use clinical::{Addendum, Body, NoLongerApplies, Retraction};
use keeper::protocol::{AcknowledgeRestore, Load, LoadChart, LoadLost, LoadOutbox, LostStatement, Problem, Say, SyncNow};
use record::{DocId, OpId, RecordId, Refusal, Status, Time};
use std::path::PathBuf;
use store::Store;

const REASON: &str = "Written in the wrong chart.";

/// A colleague's assessment that the supervisor and the trainee read, as a backup has it; whatever is said later is not in it.
struct Scene {
    world: World,
    backup: PathBuf,
    record: RecordId,
    doc: DocId,
}

impl Scene {
    async fn set(name: &str) -> Self {
        let world = World::found().await.unwrap();
        let (trainee, supervisor, author) = (&world.actors[0], &world.actors[1], &world.actors[2]);
        let record = shared(author, &[supervisor, trainee]).await;
        let today = thread(author, record).await.today;
        let (doc, _) = signed(author, record, assessment(today)).await;
        sync(&[author, supervisor, trainee]).await;
        let backup = std::env::temp_dir().join(format!("throughline-withdrawn-{name}-{}.surql", std::process::id()));
        world.database.export(&backup, Time(0)).await.unwrap();
        Self { world, backup, record, doc }
    }

    fn trainee(&self) -> &Actor {
        &self.world.actors[0]
    }

    fn supervisor(&self) -> &Actor {
        &self.world.actors[1]
    }

    fn author(&self) -> &Actor {
        &self.world.actors[2]
    }

    async fn say(&self, by: &Actor, said: impl Into<Body>) -> Result<(), Problem> {
        by.ask(Say::about(self.record, self.doc, said, pass())).await
    }

    /// Everybody but the author has it; then the server goes back, an administrator says that they know, and the devices look.
    async fn restore(&self) {
        sync(&[self.author(), self.supervisor(), self.trainee()]).await;
        let restored = Store::restore("mem://", &self.backup, Time(0)).await.unwrap();
        std::fs::remove_file(&self.backup).unwrap();
        self.world.site.restart(fresh_router(&restored, &self.world.key));
        self.supervisor().ask(SyncNow {}).await.unwrap();
        assert!(self.lost(self.supervisor()).await.is_empty(), "the server alone takes nothing back");
        self.world.admin.ask(AcknowledgeRestore {}).await.unwrap();
        for actor in [self.supervisor(), self.trainee()] {
            actor.ask(SyncNow {}).await.unwrap();
        }
    }

    async fn lost(&self, actor: &Actor) -> Vec<LostStatement> {
        actor.ask(LoadLost { record: self.record, doc: self.doc }).await.unwrap()
    }

    /// How the document is listed: its status, and how many statements about it are in doubt.
    async fn row(&self, actor: &Actor) -> (Status, u32) {
        let chart = actor.ask(LoadChart { record: self.record }).await.unwrap();
        let row = chart.rows.into_iter().find(|row| row.doc == self.doc).unwrap();
        (row.status, row.lost)
    }

    async fn only(&self, actor: &Actor) -> LostStatement {
        let mut lost = self.lost(actor).await;
        assert_eq!((lost.len(), self.row(actor).await.1), (1, 1), "{}", actor.name);
        lost.remove(0)
    }
}

fn retraction() -> Retraction {
    Retraction { reason: REASON.to_owned() }
}

#[test]
fn a_retraction_that_a_restore_undid_is_a_doubt_until_it_comes_back() {
    played(|| async {
        let scene = Scene::set("back").await;
        scene.say(scene.author(), retraction()).await.unwrap();
        scene.restore().await;
        for actor in [scene.supervisor(), scene.trainee()] {
            assert_ne!(scene.row(actor).await.0, Status::EnteredInError, "{}", actor.name);
            let lost = scene.only(actor).await;
            assert!(lost.sentence.contains("Person cora") && lost.sentence.contains("entered in error"), "{}", lost.sentence);
            assert_eq!(lost.words, [format!("Reason: {REASON}")], "its words are still on this device");
            assert!(lost.again.is_none(), "only its author marks a document as entered in error");
        }
        assert!(scene.only(scene.supervisor()).await.may_drop);
        assert!(!scene.only(scene.trainee()).await.may_drop, "nobody but its author and a supervisor adds to an assessment");
        let outbox = scene.supervisor().ask(LoadOutbox {}).await.unwrap();
        assert!(outbox.doubted.iter().any(|doubt| doubt.reason.contains("Person cora")), "and the outbox lists it");

        scene.author().ask(SyncNow {}).await.unwrap();
        for actor in [scene.author(), scene.supervisor(), scene.trainee()] {
            actor.ask(SyncNow {}).await.unwrap();
            assert_eq!(scene.row(actor).await, (Status::EnteredInError, 0), "{}: it counts again", actor.name);
            assert!(scene.lost(actor).await.is_empty());
        }
    });
}

#[test]
fn that_it_no_longer_applies_is_signed_for_everybody_and_it_counts_all_the_same_should_it_come_back() {
    played(|| async {
        let scene = Scene::set("dropped").await;
        scene.say(scene.author(), retraction()).await.unwrap();
        scene.restore().await;
        let (supervisor, trainee) = (scene.supervisor(), scene.trainee());
        let statement = scene.only(supervisor).await.statement;
        let of = |statement: OpId, reason: &str| NoLongerApplies::about(statement, reason.to_owned());
        let refused = scene.say(trainee, of(statement, "I think so.")).await;
        assert_eq!(refused, Err(Problem::Refused(Refusal::NotAllowed)), "not the trainee's to decide");
        assert_eq!(scene.lost(trainee).await.len(), 1);
        let unknown = OpId(record::Digest([9; 32]));
        assert_eq!(scene.say(supervisor, of(unknown, "Nothing.")).await, Err(Problem::NotFound));
        assert!(scene.say(supervisor, of(statement, " ")).await.is_err(), "it wants a reason");
        let lie = NoLongerApplies { who: "Somebody else".to_owned(), ..of(statement, "The assessment was right.") };
        scene.say(supervisor, lie).await.unwrap();

        for actor in [supervisor, trainee] {
            actor.ask(SyncNow {}).await.unwrap();
            assert!(scene.lost(actor).await.is_empty(), "{}", actor.name);
            assert_eq!(scene.row(actor).await.1, 0, "{}", actor.name);
            let page = actor.ask(Load { record: scene.record, doc: scene.doc }).await.unwrap();
            let line = page.doc.signed.lines.last().unwrap();
            assert_eq!(line.reason, "The assessment was right.");
            assert!(line.text.contains("Marked as entered in error") && line.text.contains("Person cora"), "{}", line.text);
        }
        assert_eq!(scene.say(supervisor, of(statement, "Once more.")).await, Err(Problem::NotFound), "it is decided");
        for actor in [scene.author(), supervisor, trainee] {
            actor.ask(SyncNow {}).await.unwrap();
            assert_eq!(scene.row(actor).await, (Status::EnteredInError, 0), "{}", actor.name);
        }
    });
}

#[test]
fn a_supervisors_addendum_that_is_signed_again_by_another_device_of_the_team_is_no_doubt_any_more() {
    played(|| async {
        let scene = Scene::set("again").await;
        let added = Addendum { text: "She called her sister.".to_owned(), reason: "Told later.".to_owned() };
        scene.say(scene.supervisor(), added.clone()).await.unwrap();
        sync(&[scene.supervisor(), scene.author()]).await;
        let restored = Store::restore("mem://", &scene.backup, Time(0)).await.unwrap();
        std::fs::remove_file(&scene.backup).unwrap();
        scene.world.site.restart(fresh_router(&restored, &scene.world.key));
        scene.author().ask(SyncNow {}).await.unwrap();
        scene.world.admin.ask(AcknowledgeRestore {}).await.unwrap();
        scene.author().ask(SyncNow {}).await.unwrap();
        let lost = scene.only(scene.author()).await;
        assert_eq!(lost.words, ["She called her sister.".to_owned(), "Reason: Told later.".to_owned()]);
        let again = lost.again.unwrap();
        assert!(again == Body::from(added));
        scene.say(scene.author(), again).await.unwrap();
        assert!(scene.lost(scene.author()).await.is_empty(), "said again, also before it is sent");
        scene.author().ask(SyncNow {}).await.unwrap();
        scene.supervisor().ask(SyncNow {}).await.unwrap();
        scene.author().ask(SyncNow {}).await.unwrap();
        assert!(scene.lost(scene.author()).await.is_empty());
        let chart = scene.author().ask(LoadChart { record: scene.record }).await.unwrap();
        let row = chart.rows.into_iter().find(|row| row.doc == scene.doc).unwrap();
        assert_eq!((row.addenda, row.lost), (2, 0), "both were signed");
    });
}
