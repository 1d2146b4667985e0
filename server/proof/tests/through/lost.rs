//! A device that has lost what it kept, or whose work the server does not take: it says so, and claims nothing.

use crate::{
    made::assessment,
    team::{pass, shared, thread},
    world::{World, played},
};
use keeper::protocol::{BeginDocument, LoadOutbox, Problem, SaveDraft, SaveUnsent, SignDocument, StripStatus, SyncNow};

#[test]
fn a_device_whose_store_is_lost_says_so_and_hands_out_what_exists_nowhere_else() {
    played(|| async {
        let world = World::found().await.unwrap();
        let author = &world.actors[2];
        let record = shared(author, &[]).await;
        author.ask(SyncNow {}).await.unwrap();
        let today = thread(author, record).await.today;
        let signed = author.ask(BeginDocument { record, body: assessment(today).into() }).await.unwrap();
        author.ask(SignDocument { record, doc: signed, body: assessment(today).into(), passphrase: pass() }).await.unwrap();
        let draft = author.ask(BeginDocument { record, body: assessment(today).into() }).await.unwrap();
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
