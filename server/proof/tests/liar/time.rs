//! Time and restores.

use crate::{
    league::keyring,
    made::assessment,
    stage::{Stage, hears},
    team::{pass, signed, sync, thread},
};
use clinical::Retraction;
use keeper::protocol::{BelieveServerTime, LoadChart, Say, StripStatus};
use proof::liar::{Lie, re_sign};
use record::{
    Digest, DirectoryEntry, Head, Signer, Statement, Status, Time,
    wire::{Changes, DirectoryPage, path},
};
use std::{cell::Cell, rc::Rc};

pub const TOLD: &[&str] = &[
    "shifted clock",
    "creeping clock",
    "count that goes back",
    "claimed restore",
    "retraction undone by a restore",
    "forged acknowledgement",
];

const MINUTE: i64 = 60_000;

#[test]
fn lies_about_time_are_found_out() {
    Stage::play(TOLD, async |stage| {
        clocks(stage).await;
        stage.chart(1).await;
        assert_eq!(hears(stage.sam()).await, Vec::<String>::new());
        let back = Lie::cbor(path::CHANGES, |changes: &mut Changes| changes.change = 1);
        stage.tell("count that goes back", stage.sam(), back).await;
        restores(stage).await;
    });
}

fn later(by: &Rc<Cell<i64>>) -> Lie {
    let by = Rc::clone(by);
    Lie::cbor(path::CHANGES, move |changes: &mut Changes| changes.now = changes.now.plus(by.get()))
}

async fn clocks(stage: &Stage) {
    let sam = stage.sam();
    let before = sam.device.keeper().vault().read_clock().await.unwrap().written();
    let by = Rc::new(Cell::new(30 * 24 * 60 * MINUTE));
    stage.tell("shifted clock", sam, later(&by)).await;
    let after = sam.device.keeper().vault().read_clock().await.unwrap().written();
    assert!(after.since(before) < 5 * MINUTE, "what is signed has the time that the device knew");

    by.set(0);
    stage.world.site.lie(later(&by));
    let mut steps = 0;
    while sam.ask(StripStatus {}).await.unwrap().time_apart.is_none() {
        by.set(by.get() + 4 * MINUTE);
        hears(sam).await;
        steps += 1;
        assert!(steps < 4, "the time that is signed follows step by step");
    }
    stage.tell("creeping clock", sam, later(&by)).await;
    sam.ask(BelieveServerTime {}).await.unwrap();
}

async fn restores(stage: &Stage) {
    let (cora, sam, key) = (stage.cora(), stage.sam(), stage.world.key.clone());
    let record = stage.chart(0).await;
    let today = thread(cora, record).await.today;
    let (doc, _) = signed(cora, record, assessment(today)).await;
    sync(&[cora]).await;
    let before = stage.story(record).await;
    cora.ask(Say::about(record, doc, Retraction { reason: "Another client’s.".to_owned() }, pass())).await.unwrap();
    sync(&[cora, sam]).await;

    let life = Digest([9; 32]);
    let claim = move || Lie::cbor(path::CHANGES, move |changes: &mut Changes| changes.server_epoch = life);
    stage.tell_for_good("claimed restore", sam, claim()).await;
    stage.tell_for_good("retraction undone by a restore", sam, claim().and(before.told())).await;
    let seen = thread(sam, record).await;
    let status = seen.assessments.iter().find(|view| view.signed.doc == doc).map(|view| view.signed.status);
    assert_eq!(status, Some(Status::EnteredInError), "what was believed stays");
    assert!(sam.ask(LoadChart { record }).await.is_ok());

    let admin = keyring(&stage.world.admin).await;
    let Head { seq, digest } = sam.device.keeper().vault().directory_head().await.unwrap();
    let entry = DirectoryEntry {
        org: admin.org(),
        seq: seq + 1,
        previous: digest,
        signer: Signer::Administrator(admin.user()),
        at: Time(0),
        statement: Statement::Restored { epoch: life },
    };
    let entry = re_sign(&key, &entry);
    let forged = Lie::cbor(path::CHANGES, move |changes: &mut Changes| changes.directory = seq + 1)
        .and(Lie::cbor(path::DIRECTORY, move |page: &mut DirectoryPage| page.entries.push(entry.clone())));
    stage.tell_for_good("forged acknowledgement", sam, claim().and(forged)).await;
    assert!(sam.ask(StripStatus {}).await.unwrap().restored, "still a claim");
}
