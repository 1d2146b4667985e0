//! A certificate signs only while it is current: where it was written, and where the server took it.

use crate::world::{self, ADMIN, ANNA, ORG, SAM, Text};
use record::{
    Certificate, ClockReading, Digest, DirectoryEntry, DocId, Head, OpId, Operation, Receipt, RecordHead, RecordId, RecordKind,
    Refusal, Review, Role, Seen, Signed, Signer, Statement, Time,
    wire::{OutcomeCode, Pulled},
};
use std::collections::BTreeMap;
use vault::{Check, Distrust, Known, Slot, Verifier};

const RECORD: RecordId = RecordId::from_u128(1);
const NOTE: DocId = DocId::from_u128(2);

/// The program's directory, and what an administrator wrote after it.
fn directory(more: &[Statement]) -> Vec<Signed<DirectoryEntry>> {
    let mut entries = world::directory();
    for statement in more {
        let (seq, previous) = (entries.len() as u64 + 1, entries.last().unwrap().digest());
        let (signer, statement) = (Signer::Administrator(ADMIN.user()), statement.clone());
        entries.push(world::sign_as(ADMIN, &DirectoryEntry { org: ORG, seq, previous, signer, at: Time(0), statement }));
    }
    entries
}

struct Chain {
    entries: Vec<Signed<DirectoryEntry>>,
    verifier: Verifier,
    page: Vec<Pulled>,
}

impl Chain {
    fn new(more: &[Statement]) -> Self {
        let entries = directory(more);
        let verifier = Verifier::new(world::public(&world::root()));
        Check::directory(&verifier, &entries).unwrap();
        Self { entries, verifier, page: Vec::new() }
    }

    fn head(&self, seq: u64) -> Head {
        Head { seq, digest: self.entries[seq as usize - 1].digest() }
    }

    fn slot(&self, person: world::Person, seq: u64, seen: u64) -> Slot {
        let (device, clock) = (person.device(), ClockReading { device: Time(1), offset: None, uncertain: false });
        let seen = Seen { directory: self.head(seen), record: Head::NONE };
        Slot { device, device_seq: seq, previous: OpId(Digest::ZERO), clock, seen }
    }

    /// The server takes an operation, by the directory as long as this.
    fn take(&mut self, operation: &Operation, directory: u64) {
        let (seq, previous) = (self.page.len() as u64 + 1, self.page.last().map_or(Digest::ZERO, |last| last.receipt.digest()));
        let receipt = Receipt {
            operation: operation.id(),
            record: RECORD,
            seq,
            change: seq,
            previous,
            received: Time(2),
            epoch: Digest::ZERO,
            directory: self.head(directory),
        };
        let receipt = world::sign(&receipt, &world::server_key());
        self.page.push(Pulled { receipt, operation: operation.to_bytes() });
    }

    fn believed(&self) -> Result<(), Distrust> {
        let known = Known { receipts: Head::NONE, change: 0, directory: 0, head: None, docs: BTreeMap::new() };
        self.verifier.page(RECORD, &known, &self.page).map(drop)
    }

    /// Anna's chart with Sam in its team and a note that owes a review, all of it from before what came later.
    fn reviewed(&mut self) -> OpId {
        let open = world::open(ANNA, RECORD, self.slot(ANNA, 1, 4));
        let head = RecordHead::begin(RecordKind::Patient, 1, ANNA.user(), open.id());
        let admit = world::admit(ANNA, RECORD, SAM, &head, self.slot(ANNA, 2, 4));
        let text = Text { event: record::Event::Sign(Review::NotOwed), ..Text::note(NOTE) };
        let note = world::write(ANNA, RECORD, text, self.slot(ANNA, 3, 4));
        for operation in [&open, &admit, &note] {
            self.take(operation, 4);
        }
        note.id()
    }

    fn addendum(&self, base: OpId, seen: u64) -> Operation {
        let text = Text { event: record::Event::Amend, base: Some(base), ..Text::note(NOTE) };
        world::write(SAM, RECORD, text, self.slot(SAM, 1, seen))
    }
}

fn with_role(role: Role, trainee: bool, of: world::Person) -> Statement {
    Statement::Certified(Certificate { role, trainee, ..of.certificate() })
}

#[test]
fn an_ended_certificate_signs_nothing_whatever_head_it_names() {
    let ended = Err(Distrust::Ended);
    for (seen, taken, wanted) in [(4, 4, Ok(())), (5, 5, ended), (4, 5, ended), (5, 4, ended)] {
        let mut chain = Chain::new(&[Statement::Revoked(SAM.user())]);
        let base = chain.reviewed();
        let addendum = chain.addendum(base, seen);
        chain.take(&addendum, taken);
        assert_eq!(chain.believed(), wanted, "seen {seen}, taken {taken}");
    }
    let mut chain = Chain::new(&[with_role(Role::Supervisor, false, SAM)]);
    let base = chain.reviewed();
    let addendum = chain.addendum(base, 5);
    chain.take(&addendum, 5);
    assert_eq!(chain.believed(), ended, "a certificate that another one replaced");
}

#[test]
fn a_server_judges_by_no_older_directory_than_the_author_had_seen() {
    let mut chain = Chain::new(&[with_role(Role::Nurse, false, SAM)]);
    chain.reviewed();
    let more = world::write(ANNA, RECORD, Text::note(DocId::from_u128(3)), chain.slot(ANNA, 4, 5));
    chain.take(&more, 4);
    assert_eq!(chain.believed(), Err(Distrust::Receipt));
}

#[test]
fn the_directory_that_receipts_name_never_goes_back_within_a_record() {
    let mut chain = Chain::new(&[Statement::Revoked(SAM.user())]);
    let base = chain.reviewed();
    let more = world::write(ANNA, RECORD, Text::note(DocId::from_u128(3)), chain.slot(ANNA, 4, 5));
    chain.take(&more, 5);
    assert_eq!(chain.believed(), Ok(()));
    // Sam's access had ended by then; a server that names the older directory for him goes back.
    let addendum = chain.addendum(base, 4);
    chain.take(&addendum, 4);
    assert_eq!(chain.believed(), Err(Distrust::Directory));
    let mut other = Chain::new(&[]);
    other.reviewed();
    let (last, entries) = (other.page.len() - 1, directory(&[with_role(Role::Nurse, false, SAM)]));
    let mut receipt = other.page[last].receipt.peek().unwrap();
    receipt.directory = Head { seq: 4, digest: entries[4].digest() };
    other.page[last].receipt = world::sign(&receipt, &world::server_key());
    assert_eq!(other.believed(), Err(Distrust::Directory), "another directory of the same length");
    receipt.directory = Head { seq: 5, digest: entries[4].digest() };
    other.page[last].receipt = world::sign(&receipt, &world::server_key());
    assert_eq!(other.believed(), Err(Distrust::Unknown), "a longer one than this device has: fetched with the next sync");
}

#[test]
fn another_role_and_training_are_judged_where_the_server_takes_it() {
    let refused = |refusal| Err(Distrust::Judged(OutcomeCode(refusal)));
    for (statement, taken, wanted) in [
        (with_role(Role::Supervisor, false, SAM), 5, Ok(())),
        (with_role(Role::Nurse, false, SAM), 4, Ok(())),
        (with_role(Role::Nurse, false, SAM), 5, refused(Refusal::NotAllowed)),
        (with_role(Role::Auditor, false, SAM), 5, refused(Refusal::NotAllowed)),
    ] {
        let mut chain = Chain::new(&[statement]);
        let base = chain.reviewed();
        let addendum = chain.addendum(base, 4);
        chain.take(&addendum, taken);
        assert_eq!(chain.believed(), wanted, "taken at {taken}");
    }
    let mut chain = Chain::new(&[with_role(Role::Counselor, true, ANNA)]);
    chain.reviewed();
    let text = Text { event: record::Event::Sign(Review::NotOwed), ..Text::note(DocId::from_u128(3)) };
    let note = world::write(ANNA, RECORD, text, chain.slot(ANNA, 4, 4));
    chain.take(&note, 5);
    assert_eq!(chain.believed(), refused(Refusal::Review), "back in training before it arrived");
}

#[test]
fn a_change_number_that_goes_back_is_refused() {
    let mut chain = Chain::new(&[]);
    chain.reviewed();
    let last = chain.page.len() - 1;
    let mut receipt = chain.page[last].receipt.peek().unwrap();
    receipt.change = 2;
    chain.page[last].receipt = world::sign(&receipt, &world::server_key());
    assert_eq!(chain.believed(), Err(Distrust::Rewound));
    // Across pages too: what the last page ended with is known.
    let known = Known { receipts: Head::NONE, change: 9, directory: 0, head: None, docs: BTreeMap::new() };
    assert_eq!(chain.verifier.page(RECORD, &known, &chain.page[..1]).map(drop), Err(Distrust::Rewound));
}

#[test]
fn an_admission_cannot_be_put_in_again_after_the_removal() {
    let mut chain = Chain::new(&[]);
    chain.reviewed();
    let admit = Operation::from_bytes(&chain.page[1].operation).unwrap();
    let head =
        RecordHead { team: vec![ANNA.user(), SAM.user()], ..RecordHead::begin(RecordKind::Patient, 1, ANNA.user(), admit.id()) };
    let remove = world::remove(ANNA, RECORD, SAM, &head, chain.slot(ANNA, 4, 4));
    chain.take(&remove, 4);
    assert_eq!(chain.believed(), Ok(()));
    for again in [&admit, &remove] {
        let mut replayed = Chain { page: chain.page.clone(), ..Chain::new(&[]) };
        replayed.take(again, 4);
        assert_eq!(replayed.believed(), Err(Distrust::Judged(OutcomeCode(Refusal::OutOfOrder))));
    }
    let addendum = Text { event: record::Event::Amend, base: Some(chain_note(&chain)), ..Text::note(NOTE) };
    let addendum = world::write(ANNA, RECORD, addendum, chain.slot(ANNA, 5, 4));
    chain.take(&addendum, 4);
    assert_eq!(chain.believed(), Ok(()));
    chain.take(&addendum, 4);
    assert_eq!(chain.believed(), Err(Distrust::Judged(OutcomeCode(Refusal::OutOfOrder))), "an addendum, doubled");
}

fn chain_note(chain: &Chain) -> OpId {
    Operation::from_bytes(&chain.page[2].operation).unwrap().id()
}
