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
    /// A receipt does not follow the one before: the server told another story earlier.
    #[error("the receipts' chain is broken")]
    Forked,
    /// The last signature is not the server's.
    #[error("the receipt is not signed by the server")]
    Signature,
}

/// Checks a page of `record`'s receipts after `previous`, against the operations that came with them, in order.
///
/// `server` is the key from the directory. Gives the record's new head; `previous` for an empty page.
/// Fails with the first thing that is wrong.
pub fn verify_receipts(
    server: &PublicKey,
    record: RecordId,
    previous: Head,
    page: &[Signed<Receipt>],
    operations: &[OpId],
) -> Result<Head, ReceiptError> {
    if page.len() != operations.len() {
        return Err(ReceiptError::Count);
    }
    let mut head = previous;
    let mut change = 0;
    for (signed, operation) in page.iter().zip(operations) {
        let receipt = signed.peek().map_err(|_| ReceiptError::Malformed)?;
        check(&receipt, record, *operation)?;
        if Some(receipt.seq) != head.seq.checked_add(1) || receipt.change <= change {
            return Err(ReceiptError::Gap);
        }
        if receipt.previous != head.digest {
            return Err(ReceiptError::Forked);
        }
        change = receipt.change;
        head = Head { seq: receipt.seq, digest: signed.digest() };
    }
    if let Some(last) = page.last() {
        last.verify(server).map_err(|_| ReceiptError::Signature)?;
    }
    Ok(head)
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
