//! The server's receipts: one chain for each record. The signature on the last vouches for all before it.

use crate::{Digest, Head, OpId, PublicKey, Receipt, RecordId, Signed};

/// Why receipts are not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// A receipt cannot be read.
    #[error("malformed receipt")]
    Malformed,
    /// There are not as many receipts as operations.
    #[error("receipts and operations do not pair up")]
    Count,
    /// A receipt is about another operation.
    #[error("a receipt is about another operation")]
    OtherOperation,
    /// A receipt is about another record.
    #[error("a receipt is about another record")]
    OtherRecord,
    /// A number is missing or comes twice.
    #[error("the receipts have a gap")]
    Gap,
    /// The number in the whole program does not grow.
    #[error("the server's count of changes goes back")]
    Change,
    /// A receipt does not follow the one before: the server told another story earlier.
    #[error("the receipts' chain is broken")]
    Forked,
    /// The server judged by an older directory than before.
    #[error("the receipt's directory goes back")]
    Directory,
    /// The last signature is not the server's.
    #[error("the receipt is not signed by the server")]
    Signature,
}

/// Where the receipts of a record end: what the next one must follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceiptEnd {
    /// The last receipt.
    pub head: Head,
    /// Its number in the whole program, 0 before the first.
    pub change: u64,
    /// How long the directory was that the server had then.
    pub directory: u64,
}

impl ReceiptEnd {
    /// Before the first.
    pub const NONE: Self = Self { head: Head::NONE, change: 0, directory: 0 };
}

/// Checks a page of `record`'s receipts after `end`, against the operations that came with them, in order. The signature on the
/// last vouches for all before it, since each names the one before.
///
/// `server` is the key from the directory. Gives what the receipts say, and the new end; `end` for an empty page.
/// Fails with the first thing that is wrong.
pub fn verify_receipts<'a>(
    server: &PublicKey,
    record: RecordId,
    mut end: ReceiptEnd,
    page: impl ExactSizeIterator<Item = &'a Signed<Receipt>>,
    operations: &[OpId],
) -> Result<(Vec<Receipt>, ReceiptEnd), ReceiptError> {
    if page.len() != operations.len() {
        return Err(ReceiptError::Count);
    }
    let (mut receipts, mut last) = (Vec::with_capacity(operations.len()), None);
    for (signed, operation) in page.zip(operations) {
        let receipt = signed.peek().map_err(|_| ReceiptError::Malformed)?;
        check(&receipt, record, *operation)?;
        if Some(receipt.seq) != end.head.seq.checked_add(1) {
            return Err(ReceiptError::Gap);
        }
        if receipt.previous != end.head.digest {
            return Err(ReceiptError::Forked);
        }
        if receipt.change <= end.change {
            return Err(ReceiptError::Change);
        }
        if receipt.directory.seq < end.directory {
            return Err(ReceiptError::Directory);
        }
        let head = Head { seq: receipt.seq, digest: signed.digest() };
        end = ReceiptEnd { head, change: receipt.change, directory: receipt.directory.seq };
        receipts.push(receipt);
        last = Some(signed);
    }
    if let Some(last) = last {
        last.verify(server).map_err(|_| ReceiptError::Signature)?;
    }
    Ok((receipts, end))
}

/// Checks the one receipt that answered a push. Its place in the chain is checked when the record is pulled.
///
/// Fails with the first thing that is wrong.
pub fn verify_receipt(
    server: &PublicKey,
    record: RecordId,
    operation: OpId,
    signed: &Signed<Receipt>,
) -> Result<Receipt, ReceiptError> {
    let receipt = signed.peek().map_err(|_| ReceiptError::Malformed)?;
    check(&receipt, record, operation)?;
    signed.verify(server).map_err(|_| ReceiptError::Signature)?;
    let first = receipt.seq == 1;
    if receipt.seq == 0 || receipt.change == 0 || first != (receipt.previous == Digest::ZERO) {
        return Err(ReceiptError::Gap);
    }
    Ok(receipt)
}

fn check(receipt: &Receipt, record: RecordId, operation: OpId) -> Result<(), ReceiptError> {
    if receipt.record != record {
        return Err(ReceiptError::OtherRecord);
    }
    if receipt.operation != operation {
        return Err(ReceiptError::OtherOperation);
    }
    Ok(())
}
