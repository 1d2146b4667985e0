//! What the server says was delivered after somebody's access had ended.

use crate::{
    made::assessment,
    stage::Stage,
    team::{newcomer, pass, shared, signed, sync, thread},
};
use keeper::protocol::{LateView, LoadLate, RevokePerson, SyncNow};
use proof::liar::{Lie, re_sign};
use record::{
    Operation, Role,
    wire::{Late, LatePage, path},
};

pub const TOLD: &[&str] =
    &["late delivery in a leaver’s name", "late delivery of what the chart has", "late delivery of somebody who is here"];

/// Sam is shown something that was delivered late, and is told why it is none.
async fn tell(stage: &Stage, name: &'static str, change: impl Fn(&mut LatePage) + 'static) {
    let row = stage.row(name);
    stage.world.site.lie(Lie::cbor(path::LATE, change));
    let LateView { rows, doubts, .. } = stage.sam().ask(LoadLate {}).await.unwrap();
    assert!(rows.is_empty(), "“{name}”: nothing of it is offered");
    assert!(doubts.iter().any(|words| words.contains(row.told)), "“{name}” is told as “{}”, not {doubts:?}", row.told);
    stage.world.site.tell_the_truth();
}

#[test]
fn lies_about_what_was_delivered_late_are_found_out() {
    Stage::play(TOLD, async |stage| {
        let (cora, sam, key) = (stage.cora(), stage.sam(), stage.world.key.clone());
        let (lena, _) = newcomer(&stage.world, "lena", 9, Role::Counselor).await;
        let record = shared(&lena, &[cora, sam]).await;
        let today = thread(&lena, record).await.today;
        signed(&lena, record, assessment(today)).await;
        sync(&[&lena]).await;
        let taken = stage.story(record).await.entries.pop().unwrap();
        signed(&lena, record, assessment(today)).await;
        stage.world.admin.ask(RevokePerson { user: lena.user, passphrase: pass() }).await.unwrap();
        assert_eq!(lena.ask(SyncNow {}).await.unwrap().delivered, 1);
        sync(&[cora, sam, cora, sam]).await;

        tell(stage, "late delivery in a leaver’s name", move |page| {
            for late in &mut page.entries {
                let mut operation = Operation::from_bytes(&late.operation).unwrap();
                operation.envelope = re_sign(&key, &operation.envelope.peek().unwrap());
                late.operation = operation.to_bytes();
            }
        })
        .await;
        let again = Late { received: record::Time(0), operation: taken.operation };
        tell(stage, "late delivery of what the chart has", move |page| page.entries = vec![again.clone()]).await;
        let news = shared(cora, &[sam]).await;
        stage.news(news, 1).await;
        sync(&[sam]).await;
        let of_cora = stage.story(news).await.entries.pop().unwrap();
        let of_cora = Late { received: record::Time(0), operation: of_cora.operation };
        tell(stage, "late delivery of somebody who is here", move |page| page.entries = vec![of_cora.clone()]).await;

        let honest = sam.ask(LoadLate {}).await.unwrap();
        assert_eq!((honest.rows.len(), honest.doubts.len()), (1, 0), "the truth is believed again");
    });
}
