//! What exists on this device alone, as a file that its owner can keep elsewhere.

use crate::{
    Keeper, Transport, Zone,
    documents::drafts::place,
    protocol::{BroughtIn, Notice, Problem, SaveDraft, SealedFile},
};
use clinical::Body;
use record::{Bytes, DeviceId, DocId, OpId, Operation, OrgId, RecordId, Time, UserId, verify_operation};
use serde::{Deserialize, Serialize};
use vault::{Clock, Store};

/// The form of such a file, inside its seal.
const FORMAT: &str = "throughline/unsent/1";

/// What is inside.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    format: String,
    org: OrgId,
    user: UserId,
    device: DeviceId,
    made: Time,
    /// Signed operations in their final bytes, in the device's order.
    operations: Vec<Bytes>,
    drafts: Vec<SavedDraft>,
    /// Texts that were on the screen.
    open: Vec<OpenText>,
}

/// A draft as it lay on the device, sealed with its record's key.
#[derive(Serialize, Deserialize)]
struct SavedDraft {
    record: RecordId,
    doc: DocId,
    base: Option<OpId>,
    updated: Time,
    sealed: Bytes,
}

#[derive(Serialize, Deserialize)]
struct OpenText {
    record: RecordId,
    doc: DocId,
    body: Body,
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn save_unsent(&self, open: Vec<SaveDraft>) -> Result<SealedFile, Problem> {
        let me = self.me()?;
        let unsent = self.vault.unsent().await?;
        let made = self.vault.clock().now();
        let open: Vec<OpenText> =
            open.into_iter().map(|SaveDraft { record, doc, body }| OpenText { record, doc, body }).collect();
        // What is open on the page is the newer text of the same document.
        let on_page = |draft: &vault::Draft| open.iter().any(|text| text.record == draft.record && text.doc == draft.doc);
        let drafts: Vec<SavedDraft> = unsent
            .drafts
            .into_iter()
            .filter(|draft| !on_page(draft))
            .map(|vault::Draft { record, doc, base, updated, sealed }| SavedDraft { record, doc, base, updated, sealed })
            .collect();
        let (entries, count) = (unsent.operations.len() as u64, (drafts.len() + open.len()) as u64);
        let saved = Saved {
            format: FORMAT.to_owned(),
            org: me.keyring.org(),
            user: me.user(),
            device: me.device,
            made,
            operations: unsent.operations.into_iter().map(|kept| kept.operation).collect(),
            drafts,
            open,
        };
        let text = serde_json::to_vec(&saved).map_err(|_| Problem::Damaged)?;
        let bytes = me.keyring.seal_own(&text).map_err(|_| Problem::Damaged)?;
        let name = format!("throughline-unsent-{}.age", made.to_utc().format("%Y-%m-%d-%H%M"));
        Ok(SealedFile { name, bytes, entries, drafts: count })
    }

    /// What the same person saved on another device. Whose it is, the signatures say: anyone could have sealed such a file.
    pub(crate) async fn bring_in(&self, file: &Bytes) -> Result<BroughtIn, Problem> {
        let me = self.me()?;
        let other =
            || Problem::field("file", "This is not a sealed file of yours. Choose the one that you saved on your other device.");
        let text = me.keyring.open_own(file).map_err(|_| other())?;
        let saved: Saved = serde_json::from_slice(&text).map_err(|_| other())?;
        if saved.format != FORMAT || saved.org != me.keyring.org() || saved.user != me.user() {
            return Err(other());
        }
        let all = (saved.operations.len() + saved.drafts.len() + saved.open.len()) as u64;
        let genuine = |bytes: &Bytes| {
            let operation = Operation::from_bytes(bytes).ok()?;
            let author = me
                .check
                .directory(|directory| verify_operation(directory, &operation).map(|verified| verified.envelope.author).ok());
            (author.flatten() == Some(me.user())).then_some(operation)
        };
        let operations: Vec<Operation> = saved.operations.iter().filter_map(genuine).collect();
        let draft = |SavedDraft { record, doc, base, updated, sealed }| vault::Draft { record, doc, base, updated, sealed };
        let drafts: Vec<vault::Draft> = saved.drafts.into_iter().map(draft).collect();
        let (entries, mut texts) = self.vault.bring_in(&operations, &drafts).await?;
        me.caches.forget_all();
        for OpenText { record, doc, body } in saved.open {
            let Ok(opened) = self.open_record(&me, record).await else { continue };
            if opened.draft(place(doc, &body)).is_none() && self.save_draft(record, doc, body).await.is_ok() {
                texts += 1;
            }
        }
        me.caches.forget_all();
        self.unsent.set(entries > 0);
        (self.notify)(Notice::Changed);
        (self.notify)(Notice::Strip(self.strip().await?));
        let (entries, drafts) = (entries as u64, texts as u64);
        Ok(BroughtIn { entries, drafts, left_out: all.saturating_sub(entries + drafts) })
    }
}
