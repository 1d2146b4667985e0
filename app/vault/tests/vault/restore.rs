use crate::{
    device::Device,
    server::{Fault, Server, Wire},
    world::{self, ANNA, SAM},
};
use record::RecordId;

const RECORD: RecordId = RecordId::from_u128(1);

#[tokio::test]
async fn a_restored_server_is_offered_what_it_lacks() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.open(RECORD, Some(SAM)).await;
    anna.sync(&server).await;
    let backup = server.backup();
    let lost: Vec<_> = vec![anna.note(RECORD, 7).await, anna.note(RECORD, 8).await];
    anna.sync(&server).await;
    server.restore(backup);
    assert_eq!(server.copies(lost[0]), 0);
    let wire = Wire::new(&server, ANNA, &[]);
    let report = anna.sync_over(&wire).await.unwrap();
    assert_eq!(report.stopped, None);
    assert_eq!(*wire.offered.borrow(), [lost[1], lost[0], lost[1]], "asked with the last, then from what is missing");
    assert!(lost.iter().all(|id| server.copies(*id) == 1));
    assert_eq!(anna.entries(RECORD).await.len(), 4);
    assert!(anna.pending().await.is_empty());
    assert_eq!(anna.vault.status().await.unwrap().rewound, 0);
}

#[tokio::test]
async fn what_a_restored_server_may_lack_is_not_called_received_until_all_of_it_was_offered() {
    let mut said = 0;
    for broken in 0..6 {
        let (server, anna) = (Server::new(), Device::new(ANNA).await);
        anna.open(RECORD, Some(SAM)).await;
        anna.sync(&server).await;
        let backup = server.backup();
        let lost = anna.note(RECORD, 7).await;
        anna.sync(&server).await;
        assert!(!anna.vault.status().await.unwrap().offering_again);
        server.restore(backup);
        let mut script = vec![Fault::None; broken];
        script.push(Fault::Lost);
        anna.sync_with(&server, &script).await;
        let status = anna.vault.status().await.unwrap();
        assert_eq!(status.waiting, 0, "nothing that was never answered");
        // Where the device has heard of the restore, and the server does not have it back.
        said += usize::from(status.offering_again && server.copies(lost) == 0);
        anna.sync(&server).await;
        assert_eq!((server.copies(lost), anna.vault.status().await.unwrap().offering_again), (1, false), "broken at {broken}");
    }
    assert!(said > 0);
}

#[tokio::test]
async fn a_restored_server_that_lacks_nothing_is_asked_once() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.open(RECORD, Some(SAM)).await;
    anna.sync(&server).await;
    server.restore(server.backup());
    let wire = Wire::new(&server, ANNA, &[]);
    let report = anna.sync_over(&wire).await.unwrap();
    assert_eq!((wire.offered.borrow().len(), report.pulled), (1, 0));
    let wire = Wire::new(&server, ANNA, &[]);
    anna.sync_over(&wire).await.unwrap();
    assert!(wire.offered.borrow().is_empty());
}

#[tokio::test]
async fn what_only_others_can_offer_again_is_kept_aside_until_they_do() {
    let (server, anna, sam) = (Server::new(), Device::new(ANNA).await, Device::new(SAM).await);
    anna.open(RECORD, Some(SAM)).await;
    anna.sync(&server).await;
    sam.sync(&server).await;
    let backup = server.backup();
    let hers = anna.note(RECORD, 7).await;
    anna.sync(&server).await;
    let his = sam.note(RECORD, 8).await;
    sam.sync(&server).await;
    anna.sync(&server).await;
    server.restore(backup);
    sam.sync(&server).await;
    assert_eq!((server.copies(hers), server.copies(his)), (0, 1));
    assert_eq!(sam.vault.status().await.unwrap().rewound, 1);
    assert_eq!(sam.entries(RECORD).await.len(), 3);
    anna.sync(&server).await;
    sam.sync(&server).await;
    assert_eq!((server.copies(hers), server.copies(his)), (1, 1));
    for device in [&anna, &sam] {
        assert_eq!(device.vault.status().await.unwrap().rewound, 0);
        assert_eq!(device.entries(RECORD).await.len(), 4);
        assert_eq!(device.vault.docs(RECORD, &device.keeper).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_restore_is_finished_after_any_break() {
    for broken in 1..9 {
        let (server, anna) = (Server::new(), Device::new(ANNA).await);
        anna.open(RECORD, Some(SAM)).await;
        anna.sync(&server).await;
        let backup = server.backup();
        let lost = anna.note(RECORD, 7).await;
        anna.sync(&server).await;
        server.restore(backup);
        let mut script = vec![Fault::None; broken];
        script[broken - 1] = Fault::ReplyLost;
        anna.sync_with(&server, &script).await;
        assert_eq!(
            anna.entries(RECORD).await.len() + anna.pending().await.len().min(1),
            if anna.pending().await.is_empty() { 3 } else { 4 }
        );
        anna.sync(&server).await;
        assert_eq!(server.copies(lost), 1, "broken at request {broken}");
        assert_eq!(anna.entries(RECORD).await.len(), 3);
        assert!(anna.pending().await.is_empty());
    }
}

#[tokio::test]
async fn a_record_the_restored_server_never_had_stays_readable() {
    let (server, anna, sam) = (Server::new(), Device::new(ANNA).await, Device::new(SAM).await);
    let backup = server.backup();
    let ids = anna.open(RECORD, Some(SAM)).await;
    anna.sync(&server).await;
    sam.sync(&server).await;
    server.restore(backup);
    sam.sync(&server).await;
    assert_eq!(sam.entries(RECORD).await, ids);
    assert_eq!(sam.vault.records(&sam.keeper).await.unwrap().len(), 1);
    anna.sync(&server).await;
    sam.sync(&server).await;
    assert_eq!(sam.entries(RECORD).await, ids);
    assert!(ids.iter().all(|id| server.copies(*id) == 1));
    assert!(!sam.vault.record_row(RECORD).await.unwrap().unwrap().compare);
}

#[tokio::test]
async fn nothing_is_sent_to_a_server_that_forgot_people_and_does_not_take_them_back() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.open(RECORD, None).await;
    server.directory.set(2);
    server.takes_back.set(false);
    let wire = Wire::new(&server, ANNA, &[]);
    let report = anna.sync_over(&wire).await.unwrap();
    assert_eq!(report.stopped, Some(vault::Stop::ServerBehind));
    assert!(wire.offered.borrow().is_empty());
    assert_eq!(report.waiting, 1);
    server.directory.set(world::directory().len());
    assert_eq!(anna.sync(&server).await.pushed, 1);
}

#[tokio::test]
async fn a_server_restored_from_before_people_joined_is_given_the_directory_and_the_work_back() {
    for broken in 0..6 {
        let (server, anna) = (Server::new(), Device::new(ANNA).await);
        let backup = server.backup();
        let ids = anna.open(RECORD, Some(SAM)).await;
        anna.sync(&server).await;
        let later = anna.note(RECORD, 7).await;
        server.restore_untold(backup);
        server.directory.set(2);
        let mut script = vec![Fault::None; broken];
        script.push(Fault::ReplyLost);
        anna.sync_with(&server, &script).await;
        let report = anna.sync(&server).await;
        assert_eq!(server.directory.get(), world::directory().len(), "broken at {broken}");
        assert!(ids.iter().chain([&later]).all(|id| server.copies(*id) == 1), "broken at {broken}");
        assert_eq!((report.waiting, anna.vault.status().await.unwrap().rewound), (0, 0));
    }
}

#[tokio::test]
async fn until_a_restore_is_acknowledged_nothing_that_was_believed_is_withdrawn() {
    let (server, anna, sam) = (Server::new(), Device::new(ANNA).await, Device::new(SAM).await);
    anna.open(RECORD, Some(SAM)).await;
    anna.sync(&server).await;
    sam.sync(&server).await;
    let backup = server.backup();
    let his = sam.note(RECORD, 8).await;
    sam.sync(&server).await;
    anna.sync(&server).await;
    let before = anna.entries(RECORD).await;
    server.restore_untold(backup);
    for _ in 0..3 {
        let report = anna.sync_with(&server, &[]).await;
        assert_eq!(report.distrusted, [(RECORD, vault::Distrust::Restored)]);
        assert_eq!(anna.entries(RECORD).await, before, "the server alone takes nothing back");
        let status = anna.vault.status().await.unwrap();
        assert_eq!((status.unacknowledged, status.rewound), (true, 0));
        assert_eq!(server.copies(his), 0);
    }
    server.acknowledge();
    anna.sync(&server).await;
    let status = anna.vault.status().await.unwrap();
    assert_eq!((status.unacknowledged, status.rewound), (false, 1), "listed as lost, until its author comes");
    assert_eq!(anna.entries(RECORD).await.len(), before.len() - 1);
    sam.sync(&server).await;
    anna.sync(&server).await;
    assert_eq!(anna.vault.status().await.unwrap().rewound, 0);
    assert_eq!(anna.entries(RECORD).await.len(), before.len());
}

#[tokio::test]
async fn a_receipt_of_another_life_than_the_server_claims_acknowledges_nothing() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.sync(&server).await;
    let waiting = anna.open(RECORD, None).await;
    let wire = Wire::new(&server, ANNA, &[]);
    wire.claims.set(Some(1));
    server.epoch.set(2);
    let report = anna.sync_over(&wire).await.unwrap();
    assert_eq!(report.stopped, Some(vault::Stop::Distrust(vault::Distrust::Receipt)));
    assert_eq!(anna.pending().await, waiting);
}
