use crate::{
    device::Device,
    server::{Fault, Server},
    world::{self, ANNA, SAM},
};
use record::{RecordId, Time};
use vault::{Distrust, Stop};

const RECORD: RecordId = RecordId::from_u128(1);
const OTHER: RecordId = RecordId::from_u128(2);

async fn written(server: &Server) -> Device {
    let anna = Device::new(ANNA).await;
    anna.open(RECORD, Some(SAM)).await;
    anna.sync(server).await;
    Device::new(SAM).await
}

#[tokio::test]
async fn a_page_that_fails_is_not_kept_and_is_asked_for_again() {
    for (fault, distrust) in [(Fault::Shuffled, Distrust::Chain), (Fault::Forged, Distrust::Receipt)] {
        let server = Server::new();
        let sam = written(&server).await;
        let report = sam.sync_with(&server, &[Fault::None, fault]).await;
        assert_eq!(report.distrusted, [(RECORD, distrust)]);
        assert_eq!((report.pulled, report.last_sync), (0, None));
        assert!(sam.entries(RECORD).await.is_empty());
        assert_eq!(sam.vault.status().await.unwrap().distrusted, [RECORD]);
        let report = sam.sync(&server).await;
        assert_eq!((report.pulled, report.distrusted.len()), (2, 0));
        assert!(sam.vault.status().await.unwrap().distrusted.is_empty());
    }
}

#[tokio::test]
async fn one_bad_record_does_not_hold_up_the_others() {
    let server = Server::new();
    let sam = written(&server).await;
    let anna = Device::new(ANNA).await.also(OTHER, &server).await;
    {
        let mut state = server.state.borrow_mut();
        let chart = state.charts.get_mut(&RECORD).unwrap();
        let end = chart.entries[0].operation.len() - 1;
        chart.entries[0].operation.0[end] ^= 1;
    }
    let report = sam.sync_with(&server, &[]).await;
    assert_eq!(report.distrusted, [(RECORD, Distrust::Damaged)]);
    assert_eq!(report.changed, [OTHER]);
    assert_eq!(sam.entries(OTHER).await, server_ids(&server, OTHER));
    assert_eq!(report.last_sync, None, "not everything listed was fetched");
    drop(anna);
}

fn server_ids(server: &Server, record: RecordId) -> Vec<record::OpId> {
    server.chart(record).entries.iter().map(|pulled| pulled.receipt.peek().unwrap().operation).collect()
}

#[tokio::test]
async fn a_forged_receipt_acknowledges_nothing() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    let ids = anna.open(RECORD, None).await;
    let report = anna.sync_with(&server, &[Fault::None, Fault::Forged]).await;
    assert_eq!((report.stopped, report.waiting), (Some(Stop::Distrust(Distrust::Receipt)), 1));
    assert_eq!(anna.pending().await, ids);
}

#[tokio::test]
async fn entries_the_server_hides_are_missed() {
    let server = Server::new();
    let sam = written(&server).await;
    let report = sam.sync_with(&server, &[Fault::None, Fault::Cut]).await;
    assert_eq!((report.pulled, report.last_sync), (1, None), "the head was not reached");
    let report = sam.sync(&server).await;
    assert_eq!(report.pulled, 1);
    assert!(report.last_sync.is_some());
}

#[tokio::test]
async fn a_server_that_takes_something_back_without_a_restore_is_not_believed() {
    let server = Server::new();
    let sam = written(&server).await;
    sam.sync(&server).await;
    let before = sam.entries(RECORD).await;
    {
        let mut state = server.state.borrow_mut();
        let chart = state.charts.get_mut(&RECORD).unwrap();
        chart.entries.pop();
        chart.change += 100;
    }
    let report = sam.sync_with(&server, &[]).await;
    assert_eq!(report.distrusted, [(RECORD, Distrust::Chain)]);
    assert_eq!(sam.entries(RECORD).await, before);
}

#[tokio::test]
async fn a_shuffled_directory_is_not_followed() {
    let server = Server::new();
    let sam = Device::bare(SAM).await;
    let report = sam.sync_with(&server, &[Fault::None, Fault::Shuffled]).await;
    assert_eq!(report.stopped, Some(Stop::Distrust(Distrust::Directory)));
    assert!(sam.sync(&server).await.directory);
}

#[tokio::test]
async fn a_change_number_that_goes_back_is_refused() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.open(RECORD, Some(SAM)).await;
    anna.sync(&server).await;
    server.state.borrow_mut().change = 0;
    let report = anna.sync_with(&server, &[]).await;
    assert_eq!(report.stopped, Some(Stop::Distrust(Distrust::Rewound)));
    server.state.borrow_mut().change = 9;
    assert_eq!(anna.sync(&server).await.stopped, None);
}

#[tokio::test]
async fn a_receipt_whose_change_number_does_not_grow_is_refused_with_its_page() {
    let server = Server::new();
    let (anna, sam) = (Device::new(ANNA).await, Device::new(SAM).await);
    anna.open(RECORD, Some(SAM)).await;
    anna.sync(&server).await;
    sam.sync(&server).await;
    let note = anna.note(RECORD, 7).await;
    anna.sync(&server).await;
    {
        let mut state = server.state.borrow_mut();
        let chart = state.charts.get_mut(&RECORD).unwrap();
        let mut last = chart.entries.pop().unwrap();
        last.receipt = world::receipt(note, RECORD, chart.last(), 2, Time(0), 1);
        chart.entries.push(last);
    }
    let report = sam.sync_with(&server, &[]).await;
    assert_eq!(report.distrusted, [(RECORD, Distrust::Rewound)]);
    assert_eq!(sam.entries(RECORD).await.len(), 2, "nothing of the page is kept");
}
