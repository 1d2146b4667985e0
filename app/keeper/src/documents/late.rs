//! Whether what was delivered after its writer's access had ended is what they signed, in the document that says so.

use crate::unlocked::{Unlocked, author_line};
use clinical::{Body, Kinded, LateDelivery, Taken};
use crypto::{Context, Opened, Quarantine, commitment};
use minicbor::{Decode, Encode};
use record::{Act, Bytes, Directory, Envelope, OpId, RecordId, Signed};

/// The writer's signature, and what ties it to the text.
#[derive(Encode, Decode)]
struct Proof {
    #[n(0)]
    envelope: Signed<Envelope>,
    /// Empty where nothing of the text was taken.
    #[n(1)]
    salt: Bytes,
}

/// What proves who wrote it; with the text that was opened, where it is taken into the chart.
pub(crate) fn proof(envelope: &Signed<Envelope>, taken: Option<&Opened>) -> Bytes {
    let salt = Bytes(taken.map(|opened| opened.salt.to_vec()).unwrap_or_default());
    let mut bytes = Vec::new();
    let _ = minicbor::encode(Proof { envelope: envelope.clone(), salt }, &mut bytes); // a Vec takes everything
    Bytes(bytes)
}

impl Unlocked {
    /// A body as it was opened in a record, unless it puts words into somebody's mouth.
    ///
    /// Fails with the reason to doubt it.
    pub(crate) fn believed(&self, record: RecordId, body: Body) -> Result<Body, Quarantine> {
        if let Some(late) = LateDelivery::of(&body) {
            self.check.directory(|directory| check(directory, record, late)).ok_or(Quarantine::UnknownCertificate)??;
        }
        Ok(body)
    }
}

fn check(directory: &Directory, record: RecordId, late: &LateDelivery) -> Result<(), Quarantine> {
    let Proof { envelope: signed, salt } = minicbor::decode(&late.proof).map_err(|_| Quarantine::Malformed)?;
    let claimed = signed.peek()?;
    let writer = directory.certificate_at(&claimed.certificate).ok_or(Quarantine::UnknownCertificate)?;
    let envelope = signed.verify(&writer.signing).map_err(|_| Quarantine::EnvelopeSignature)?;
    if writer.user != envelope.author {
        return Err(Quarantine::CertificateOfAnother);
    }
    let fits = envelope.org == directory.org()
        && envelope.record == record
        && OpId(signed.digest()) == late.operation
        && envelope.clock.written() == late.written
        && author_line(writer) == late.writer;
    let (true, Act::Entry(entry)) = (fits, &envelope.act) else { return Err(Quarantine::ContextMismatch) };
    let Some(Taken { kind, text }) = &late.taken else { return Ok(()) };
    let (org, doc, author) = (envelope.org, entry.doc, envelope.author);
    let context = Context { org, record, doc, kind: kind.clone(), version: entry.version, author };
    let salt = (*salt).try_into().map_err(|_| Quarantine::Malformed)?;
    let made = commitment(&context, salt, text).map_err(|_| Quarantine::Damaged)?;
    if made == entry.commitment { Ok(()) } else { Err(Quarantine::CommitmentMismatch) }
}
