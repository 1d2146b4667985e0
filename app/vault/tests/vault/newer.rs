//! What a newer version wrote: kept, counted, and in nobody's way.

use crate::{
    device::Device,
    server::Server,
    world::{self, ANNA, SAM},
};
use record::{Act, Bytes, DeviceId, Head, KeyHolder, OpId, Operation, RecordHead, RecordId, RecordKind, Seen};
use vault::{Distrust, Slot};

const RECORD: RecordId = RecordId::from_u128(1);
const OTHER: RecordId = RecordId::from_u128(2);
const NEWER_DEVICE: DeviceId = DeviceId::from_u128(0xF00);

/// A place in the chain of a device that runs the newer version.
fn slot(device_seq: u64) -> Slot {
    let clock = record::ClockReading { device: record::Time(1_000), offset: None, uncertain: false };
    let directory = Head { seq: 4, digest: world::directory()[3].digest() };
    let seen = Seen { directory, record: Head::NONE };
    Slot { device: NEWER_DEVICE, device_seq, previous: OpId(record::Digest([9; 32])), clock, seen }
}

/// CBOR of an act: `[number, fields]`.
fn act(number: u8, fields: &[u8]) -> Act {
    Act::Newer { entry: number == 1, raw: Bytes([&[0x82, 0x18, number][..], fields].concat()) }
}

/// An entry of an unknown class: `[1, [[document, class, event, version, base, commitment, about]]]`.
fn entry_of_class(class: u8) -> Act {
    let mut raw = vec![0x82, 0x01, 0x81, 0x87, 0x50];
    raw.extend([7; 16]);
    raw.extend([0x18, class, 0x82, 0x00, 0x80, 0x01, 0xF6, 0x58, 0x20]);
    raw.extend([8; 32]);
    raw.push(0x80);
    Act::Newer { entry: true, raw: Bytes(raw) }
}

/// Puts an operation into a record, as a newer server took it.
fn plant(server: &Server, record: RecordId, operation: &Operation) {
    let mut state = server.state.borrow_mut();
    state.change += 1;
    let change = state.change;
    let chart = state.charts.entry(record).or_default();
    let receipt = world::receipt(operation.id(), record, chart.last(), change, record::Time(2_000), 1);
    chart.entries.push(record::wire::Pulled { receipt, operation: operation.to_bytes() });
    chart.change = change;
}

#[tokio::test]
async fn a_page_with_one_envelope_of_each_unknown_sort_is_followed_to_its_end() {
    let (server, anna, sam) = (Server::new(), Device::new(ANNA).await, Device::new(SAM).await);
    anna.open(RECORD, Some(SAM)).await;
    anna.sync(&server).await;
    server.page.set(100);
    let head = sam_head(&sam, &server).await;
    plant(&server, RECORD, &world::newer(ANNA, RECORD, entry_of_class(99), slot(1)));
    // An event that is not known, in a class that is.
    let Act::Newer { raw, .. } = entry_of_class(1) else { unreachable!() };
    let event: Vec<u8> = [&raw.0[..21], &[0x01, 0x82, 0x18, 0x63, 0x80], &raw.0[26..]].concat();
    plant(&server, RECORD, &world::newer(ANNA, RECORD, Act::Newer { entry: true, raw: Bytes(event) }, slot(2)));
    let report = sam.sync(&server).await;
    assert_eq!((report.pulled, report.distrusted.len()), (2, 0));
    assert_eq!((sam.head(RECORD).await.newer, sam.head(RECORD).await.outgrown), (2, false));
    sam.note(RECORD, 9).await;
    sam.sync(&server).await;
    assert_eq!(sam.entries(RECORD).await.len(), 5, "the record goes on");

    // An act that is not known: from here on team and keys may be otherwise than this version can say.
    let unknown = world::newer(ANNA, RECORD, act(40, &[0x80]), slot(3));
    plant(&server, RECORD, &unknown);
    let then = RecordHead { team_act: unknown.id(), ..head };
    plant(&server, RECORD, &world::remove(ANNA, RECORD, world::ADMIN, &then, slot(4)));
    plant(&server, RECORD, &world::write(ANNA, RECORD, world::Text::note(record::DocId::from_u128(77)), slot(5)));
    let report = sam.sync(&server).await;
    assert_eq!((report.pulled, report.distrusted.len()), (3, 0));
    let head = sam.head(RECORD).await;
    assert_eq!((head.newer, head.outgrown, head.epoch), (4, true, 1), "kept, without effect");
    let docs = sam.vault.docs(RECORD, &sam.keeper).await.unwrap();
    assert!(docs.iter().any(|doc| doc.doc == record::DocId::from_u128(77)), "what can be judged is shown");

    // A record of a kind that is not known is followed by its team.
    let opened =
        Act::Open { kind: RecordKind::Newer(7), keys: world::keys(1, &[KeyHolder::Member(ANNA.user()), KeyHolder::Custodian]).0 };
    let files = world::keys(1, &[KeyHolder::Member(ANNA.user()), KeyHolder::Custodian]).1;
    let opening = Operation { files, ..world::newer(ANNA, OTHER, opened, slot(6)) };
    plant(&server, OTHER, &opening);
    let begun = RecordHead::begin(RecordKind::Newer(7), 1, ANNA.user(), opening.id());
    server.state.borrow_mut().charts.get_mut(&OTHER).unwrap().head =
        Some(RecordHead { team: vec![ANNA.user(), SAM.user()], ..begun.clone() });
    plant(&server, OTHER, &world::admit(ANNA, OTHER, SAM, &begun, slot(7)));
    let report = sam.sync(&server).await;
    assert_eq!((report.pulled, report.distrusted.len()), (2, 0));
    assert_eq!((sam.head(OTHER).await.kind, sam.head(OTHER).await.team.len()), (RecordKind::Newer(7), 2));
}

async fn sam_head(sam: &Device, server: &Server) -> RecordHead {
    sam.sync(server).await;
    sam.head(RECORD).await
}

#[tokio::test]
async fn what_a_newer_version_wrote_is_counted_once_and_what_is_malformed_stays_a_doubt() {
    let (server, anna, sam) = (Server::new(), Device::new(ANNA).await, Device::new(SAM).await);
    anna.open(RECORD, Some(SAM)).await;
    anna.sync(&server).await;
    let written = world::newer(ANNA, RECORD, entry_of_class(99), slot(1));
    plant(&server, RECORD, &written);
    plant(&server, RECORD, &written);
    let report = sam.sync_with(&server, &[]).await;
    let twice = Distrust::Judged(record::wire::OutcomeCode(record::Refusal::OutOfOrder));
    assert_eq!(report.distrusted, [(RECORD, twice)]);
    server.state.borrow_mut().charts.get_mut(&RECORD).unwrap().entries.pop();
    let text = Act::Newer { entry: false, raw: Bytes(vec![0x82, 0x61, 0x78, 0x80]) };
    plant(&server, RECORD, &world::newer(ANNA, RECORD, text, slot(2)));
    assert_eq!(sam.sync_with(&server, &[]).await.distrusted, [(RECORD, Distrust::Damaged)]);
}
