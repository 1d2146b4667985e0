//! A small program to drill on: two charts, a colleague who came and went, so that one chart has two epochs, and what a
//! counselor wrote apart from them.

use super::owner_only;
use crate::{
    Device, DeviceClock, HttpTransport, ZONE,
    house::{House, HouseError, alone},
    offset_minutes,
    simulation::{PASSPHRASE, enroll, found, profile},
};
use chrono::{Duration, Utc};
use clinical::{Addendum, CounselingNote, Format, Modality, Note, ServiceTime, ServiceType, When, Zoned};
use keeper::protocol::{
    AddPasskey, AdmitMember, Begin, Load, LoadChart, Open, PasskeyRef, Problem, RemoveMember, Say, Sign, SyncNow,
};
use record::{Bytes, DocId, PublicKey, RecordId, Role, Time};
use std::{
    io,
    path::{Path, PathBuf},
};

/// Why there is nothing to drill on.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// No server.
    #[error(transparent)]
    House(#[from] HouseError),
    /// A device could not do something.
    #[error("a device could not go on: {0}")]
    Device(#[from] Problem),
    /// A file or a runtime cannot be had.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// What was made.
pub struct Seeded {
    /// The export's file.
    pub export: PathBuf,
    /// The file with the custodian's identity.
    pub identity: PathBuf,
    /// The server's folder; nobody serves from it any more.
    pub data: PathBuf,
    /// The root key, as the kit prints it.
    pub root: PublicKey,
    /// The chart with two epochs.
    pub rotated: RecordId,
    /// The other chart.
    pub plain: RecordId,
    /// How many documents there are in charts.
    pub documents: usize,
    /// The record apart from them.
    pub private: RecordId,
    /// How many counseling notes are in it.
    pub counseling_notes: usize,
    /// How many passkeys are named in it.
    pub passkeys: usize,
}

/// What the devices made, before it is exported.
struct Written {
    custodian: String,
    root: PublicKey,
    rotated: RecordId,
    plain: RecordId,
    private: RecordId,
}

/// A sentence in the first note of the chart with two epochs.
pub const KNOWN: &str = "The lantern by the ferry was lit again on Tuesday.";

/// A sentence in each counseling note.
pub const APART: &str = "I wondered whether the lantern was a memory or a wish.";

/// Serves from `folder`, which is made where it is missing, lets devices write, exports.
///
/// Fails with [`SeedError`].
pub fn seed(folder: &Path) -> Result<Seeded, SeedError> {
    owner_only::folder(folder)?;
    let data = folder.join("data");
    let house = House::start(&data)?;
    let Written { custodian, root, rotated, plain, private } = alone(write(&house.base()))??;
    let (export, identity) = (folder.join("export.surql"), folder.join("custodian.key"));
    house.export(&export)?;
    owner_only::write(&identity, format!("{custodian}\n").as_bytes())?;
    // Two profiles, four notes, one addendum; a counseling note about each client; a passkey of whoever wrote them.
    Ok(Seeded { export, identity, data, root, rotated, plain, documents: 7, private, counseling_notes: 2, passkeys: 1 })
}

fn device(base: &str) -> Result<Device<HttpTransport>, Problem> {
    let transport = HttpTransport::new(base).map_err(|_| Problem::Offline)?;
    Ok(Device::new(transport, DeviceClock::system()))
}

async fn write(base: &str) -> Result<Written, Problem> {
    let (admin, one, other) = (device(base)?, device(base)?, device(base)?);
    let kits = found(&admin).await?;
    let root = PublicKey::from_hex(&kits.root).ok_or(Problem::Damaged)?;
    let custodian = kits.custodian_identity;
    enroll(&admin, &one, "one", Role::Counselor, false).await?;
    enroll(&admin, &other, "other", Role::Supervisor, false).await?;
    one.ask(SyncNow {}).await?;
    let rotated = one.ask(Open { body: profile("Maplethorn").into() }).await?;
    let first = note(&one, rotated, KNOWN).await?;
    let member = one.ask(LoadChart { record: rotated }).await?.others.first().ok_or(Problem::NotFound)?.user;
    one.ask(AdmitMember { record: rotated, member, passphrase: PASSPHRASE.to_owned() }).await?;
    one.ask(SyncNow {}).await?;
    other.ask(SyncNow {}).await?;
    note(&other, rotated, "Supervision of the case, with the counselor.").await?;
    other.ask(SyncNow {}).await?;
    one.ask(SyncNow {}).await?;
    one.ask(RemoveMember { record: rotated, member, passphrase: PASSPHRASE.to_owned() }).await?;
    // A device seals under a new epoch once the server has accepted it.
    one.ask(SyncNow {}).await?;
    note(&one, rotated, "Written after the colleague had left, under a new key.").await?;
    let (text, reason) = ("It was the lantern by the mill.".to_owned(), "Correction".to_owned());
    one.ask(Say::about(rotated, first, Addendum { text, reason }, PASSPHRASE.to_owned())).await?;
    let plain = one.ask(Open { body: profile("Pemberwick").into() }).await?;
    note(&one, plain, "First visit; many questions, all of them good.").await?;
    keep_apart(&one, rotated).await?;
    let private = keep_apart(&one, plain).await?;
    let passkey = PasskeyRef { credential: Bytes(vec![7; 20]), salt: Bytes(vec![1; 32]) };
    let made = serde_json::json!({ "passkey": passkey, "output": Bytes(vec![7; 32]) }).to_string();
    one.ask(AddPasskey { made, name: "Blue key".to_owned(), passphrase: PASSPHRASE.to_owned() }).await?;
    let strip = one.ask(SyncNow {}).await?;
    let sent = strip.waiting == 0 && strip.quarantined == 0;
    if sent { Ok(Written { custodian, root, rotated, plain, private }) } else { Err(Problem::Offline) }
}

/// Signs a counseling note about a client; answers the record it stands in.
async fn keep_apart(device: &Device<HttpTransport>, patient: RecordId) -> Result<RecordId, Problem> {
    let doc = device.ask(Begin { record: patient, body: CounselingNote::new(patient).into() }).await?;
    let today = Some(Utc::now().with_timezone(&ZONE).date_naive()); // in the evening the day of UTC has not come there yet
    let note = CounselingNote { date: today, text: APART.to_owned(), ..CounselingNote::new(patient) };
    let record = device.ask(Load { record: patient, doc }).await?.record;
    device.ask(Sign { record, doc, body: note.into(), passphrase: PASSPHRASE.to_owned() }).await?;
    Ok(record)
}

/// Signs a note about the hour that has just ended.
async fn note(device: &Device<HttpTransport>, record: RecordId, text: &str) -> Result<DocId, Problem> {
    let end = Utc::now();
    let minutes = offset_minutes(Time::from(end));
    let zoned = |at| Zoned::new(at, ZONE.name(), minutes).map_err(|_| Problem::Damaged);
    let mut note = Note::new(ServiceType::Individual, Format::Dap);
    let doc = device.ask(Begin { record, body: note.clone().into() }).await?;
    let time = ServiceTime::new(zoned(end - Duration::minutes(50))?, zoned(end)?).map_err(|_| Problem::Damaged)?;
    note.when = When::Known(time);
    note.modality = Some(Modality::InPerson);
    note.location = "Room 2".to_owned();
    for section in Format::Dap.sections() {
        note.set_text(section.id, text);
    }
    device.ask(Sign { record, doc, body: note.into(), passphrase: PASSPHRASE.to_owned() }).await?;
    Ok(doc)
}
