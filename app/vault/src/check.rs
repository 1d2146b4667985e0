//! What the vault does not do itself: decide whether to believe what the server sent.

use crate::Write;
use minicbor::{Decode, Encode};
use record::{
    DirectoryEntry, DocHead, DocId, Effect, Envelope, Head, OpId, Operation, Receipt, RecordHead, RecordId, Refusal, Seal,
    Signed,
    wire::{OutcomeCode, Pulled},
};
use std::collections::BTreeMap;

/// Why something from the server is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, thiserror::Error)]
pub enum Distrust {
    /// A receipt is not signed by the server, or is about something else.
    #[n(0)]
    #[error("a receipt is not the server's")]
    Receipt,
    /// Receipts do not follow each other, or not the ones seen before.
    #[n(1)]
    #[error("entries are missing, doubled or exchanged")]
    Chain,
    /// An author's or sealer's certificate is not in the directory.
    #[n(2)]
    #[error("an author is not in the directory")]
    Unknown,
    /// A signature of an author or a sealer does not match.
    #[n(3)]
    #[error("a signature does not match")]
    Unsigned,
    /// Parts of an operation cannot be read or do not belong together.
    #[n(4)]
    #[error("an entry is damaged")]
    Damaged,
    /// The operation may not follow what came before it.
    #[n(5)]
    #[error("an entry breaks the rules")]
    Judged(#[n(0)] OutcomeCode),
    /// The directory is broken, or not the one seen before.
    #[n(6)]
    #[error("the directory is not the one seen before")]
    Directory,
    /// The server's change number went back, though no backup was restored.
    #[n(7)]
    #[error("the server's count of changes went back")]
    Rewound,
    /// The server was restored and its record differs from what this device believed; no administrator has acknowledged it.
    #[n(8)]
    #[error("the server was restored, and no administrator has acknowledged it")]
    Restored,
    /// The author's certificate was not the current one, where it was written or where the server took it.
    #[n(9)]
    #[error("an author's access had ended, or their role had changed")]
    Ended,
    /// The server lists entries that it does not give.
    #[n(10)]
    #[error("the server lists newer entries than it gives")]
    Withheld,
    /// The record is missing from the server's list of the user's own, and nobody has signed that they are out of its team.
    #[n(11)]
    #[error("the server leaves it out, and nobody has signed that you left its team")]
    LeftOut,
    /// The server has signed for an entry of this device, and has another one in its place, or none.
    #[n(12)]
    #[error("the server signed for an entry that it no longer has")]
    Dropped,
}

/// What is known of a record before a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The last receipt.
    pub receipts: Head,
    /// The last receipt's number in the whole program.
    pub change: u64,
    /// How long the directory was that the last receipt names.
    pub directory: u64,
    /// The record, if anything of it was seen.
    pub head: Option<RecordHead>,
    /// Its documents, at least those the page speaks of and that were seen before.
    pub docs: BTreeMap<DocId, DocHead>,
}

/// A believed entry.
#[derive(Clone)]
pub struct Checked {
    /// What the receipt says.
    pub receipt: Receipt,
    /// The operation's name.
    pub operation: OpId,
    /// What the author signed.
    pub envelope: Envelope,
    /// What it changes.
    pub effect: Effect,
    /// What the keeper keeps besides, in the same commit: record keys, for example.
    pub writes: Vec<Write>,
}

/// What must be said anew in an operation whose place in the device's chain has changed.
#[derive(Clone, Copy, Debug)]
pub struct Renewal<'a> {
    /// The operation as it was.
    pub operation: &'a Operation,
    /// Its envelope as it was; the clock reading in it stays.
    pub envelope: &'a Envelope,
    /// The new number.
    pub device_seq: u64,
    /// The new operation before it.
    pub previous: OpId,
    /// Operations before this one that have new names: bases and references follow.
    pub renamed: &'a BTreeMap<OpId, OpId>,
}

/// The rule for what may follow what, with the certificates it needs.
pub trait Judge {
    /// What `envelope` changes, if it may follow: [`record::judge`] with the author's certificate looked up.
    ///
    /// Fails with the rule that forbids it.
    fn judge(
        &self,
        operation: OpId,
        envelope: &Envelope,
        seal: Option<&Seal>,
        record: Option<&RecordHead>,
        doc: Option<&DocHead>,
    ) -> Result<Effect, Refusal>;
}

/// Verification of what arrives. [`crate::Verifier`] is one; the keeper may wrap it to keep keys as they pass.
pub trait Check: Judge {
    /// Verifies directory entries that follow those it has. Entries it has already are skipped when they are the
    /// same: a commit after it may have been interrupted. Says where the directory ends now.
    ///
    /// Fails with [`Distrust::Directory`] and keeps what it had.
    fn directory(&self, page: &[Signed<DirectoryEntry>]) -> Result<Head, Distrust>;

    /// Verifies the receipt for one of this device's own operations about a record.
    ///
    /// Fails with [`Distrust::Receipt`].
    fn receipt(&self, record: RecordId, operation: OpId, receipt: &Signed<Receipt>) -> Result<Receipt, Distrust>;

    /// Verifies a page of one record and says what each entry changes; exactly one answer for each.
    ///
    /// Fails with the first reason not to believe the page. Then nothing of it is kept.
    fn page(&self, record: RecordId, known: &Known, page: &[Pulled]) -> Result<Vec<Checked>, Distrust>;

    /// Verifies that the user of this device is out of a record's team since what is `known`: their role reads no record any
    /// more, or these team acts, each of which follows the one before, end with one that takes them out.
    ///
    /// Fails with the first reason not to believe it. Then the record stays.
    fn left(&self, record: RecordId, known: &Known, acts: &[Pulled]) -> Result<(), Distrust>;

    /// Writes an operation anew for another place in the device's chain; `None` when it cannot now.
    fn renew(&self, _renewal: Renewal<'_>) -> Option<Operation> {
        None
    }
}
