//! A device that has lost what it kept, or whose work the server does not take: it says so, and claims nothing.

use crate::{
    made::assessment,
    team::{pass, shared, signed, sync, thread},
    world::{World, played},
};
use keeper::protocol::{Begin, BringIn, LoadOutbox, Problem, SaveDraft, SaveUnsent, Sign, StripStatus, SyncNow};

#[test]
fn a_device_whose_store_is_lost_says_so_and_hands_out_what_exists_nowhere_else() {
    played(|| async {
        let world = World::found().await.unwrap();
        let author = &world.actors[2];
        let record = shared(author, &[]).await;
        author.ask(SyncNow {}).await.unwrap();
        let today = thread(author, record).await.today;
        let signed = author.ask(Begin { record, body: assessment(today).into() }).await.unwrap();
        author.ask(Sign { record, doc: signed, body: assessment(today).into(), passphrase: pass() }).await.unwrap();
        let draft = author.ask(Begin { record, body: assessment(today).into() }).await.unwrap();
        assert_eq!(author.ask(StripStatus {}).await.unwrap().waiting, 1, "signed, and not sent yet");

        author.device.store().lose();
        let typed = SaveDraft { record, doc: draft, body: assessment(today).into() };
        assert_eq!(author.ask(typed.clone()).await.map(drop), Err(Problem::Lost), "nothing typed is said to be kept");
        assert_eq!(author.ask(StripStatus {}).await.map(drop), Err(Problem::Lost), "nothing says that all is saved");
        assert_eq!(author.ask(SyncNow {}).await.map(drop), Err(Problem::Lost));
        assert_eq!(author.ask(LoadOutbox {}).await.map(drop), Err(Problem::Lost), "nothing says that the outbox is empty");
        let file = author.ask(SaveUnsent { open: vec![typed] }).await.unwrap();
        assert_eq!((file.entries, file.drafts), (1, 1), "the signed entry, and the text on the page in place of its draft");
        assert!(file.bytes.starts_with(b"age-encryption.org/v1"), "sealed, in the form of the stock age program");
    });
}

#[test]
fn what_was_saved_as_a_sealed_file_is_sent_from_another_device_of_the_same_person_once() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (author, supervisor, tablet) = (&world.actors[0], &world.actors[1], &world.actors[3]);
        let record = shared(author, &[supervisor]).await;
        tablet.ask(SyncNow {}).await.unwrap();
        let today = thread(author, record).await.today;
        let (doc, _) = signed(author, record, assessment(today)).await;
        let draft = author.ask(Begin { record, body: assessment(today).into() }).await.unwrap();
        let typed = SaveDraft { record, doc: draft, body: assessment(today).into() };
        author.device.store().lose();
        let file = author.ask(SaveUnsent { open: vec![typed] }).await.unwrap().bytes;

        let someone_elses = supervisor.ask(BringIn { file: file.clone() }).await;
        assert!(matches!(someone_elses, Err(Problem::Invalid(_))), "sealed to its owner");
        let brought = tablet.ask(BringIn { file: file.clone() }).await.unwrap();
        assert_eq!((brought.entries, brought.drafts, brought.left_out), (1, 1, 0));
        assert_eq!(tablet.ask(StripStatus {}).await.unwrap().waiting, 1);
        assert_eq!(tablet.ask(LoadOutbox {}).await.unwrap().waiting.len(), 1);
        assert_eq!(tablet.ask(BringIn { file: file.clone() }).await.unwrap().left_out, 2, "a second time there is nothing new");
        sync(&[tablet, supervisor]).await;
        let seen = thread(supervisor, record).await;
        assert!(seen.assessments.iter().any(|view| view.signed.doc == doc), "it has arrived");
        assert!(thread(tablet, record).await.assessments.iter().any(|view| view.signed.doc == draft), "the draft goes on here");
        tablet.ask(BringIn { file }).await.unwrap();
        sync(&[tablet, supervisor]).await;
        assert_eq!(thread(supervisor, record).await.assessments.len(), seen.assessments.len(), "never twice");
    });
}
