//! What exists on this device alone, as a file that its owner can keep elsewhere.

use crate::{
    Keeper, Transport, Zone,
    protocol::{Problem, SaveDraft, SealedFile},
};
use clinical::Body;
use record::{Bytes, DeviceId, DocId, OpId, OrgId, RecordId, Time, UserId};
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
}
