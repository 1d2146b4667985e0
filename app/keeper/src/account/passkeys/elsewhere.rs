//! Passkeys on all devices of one person: each says what it has in a record of the person's own, and what was removed on any of
//! them. Everybody may have such a record, administrators and auditors too. The server sees that a sealed entry was saved there. It
//! can forge none, since each is signed by the person, and what it holds back looks like a slow network.

use crate::{Keeper, Transport, Zone, protocol::Problem, unlocked::Unlocked};
use clinical::OwnPasskey;
use record::{Bytes, Digest, DocId, Event, RecordKind};
use std::rc::Rc;
use vault::{Clock, Store};

/// Of each passkey there are two documents: the device that has it names it, and whichever removes it says so. No two devices
/// write over each other.
fn place(said: &OwnPasskey) -> DocId {
    let of = [&[u8::from(said.removed)], said.credential.0.as_slice()].concat();
    let digest = Digest::of("throughline/own-passkey/v1", &of);
    DocId::from_random(*digest.0.first_chunk().unwrap_or(&[0; 16]))
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// What the person's devices said, as far as this one has heard.
    pub(super) async fn said_of_passkeys(&self, me: &Rc<Unlocked>) -> Result<Vec<OwnPasskey>, Problem> {
        if me.is_over() {
            return Ok(Vec::new());
        }
        let mut said = Vec::new();
        // The other records stay closed: this is asked before the gate opens.
        for view in self.vault.records(&me.check).await? {
            if view.head.kind == RecordKind::Own {
                let own = self.open_record(me, view.record).await?;
                said.extend(own.docs.values().filter_map(|doc| Some(doc.latest::<OwnPasskey>()?.0.clone())));
            }
        }
        Ok(said)
    }

    /// Says it to the person's other devices, signed and sealed, with the next sync.
    pub(super) async fn say_passkey(&self, me: &Rc<Unlocked>, said: OwnPasskey) -> Result<(), Problem> {
        let own = self.first_of(me, RecordKind::Own).await?;
        self.write_entry(me, &own, place(&said), Event::Save, &said.into(), None).await.map(drop)
    }

    /// Forgets what was removed on another device. Answers everything that was ever removed.
    pub(crate) async fn forget_removed(&self, me: &Rc<Unlocked>) -> Result<Vec<Bytes>, Problem> {
        let said = self.said_of_passkeys(me).await?;
        let removed: Vec<Bytes> = said.into_iter().filter(|one| one.removed).map(|one| one.credential).collect();
        let mut kept = self.kept_passkeys().await?;
        let before = kept.keys.len();
        kept.keys.retain(|one| !removed.contains(&one.passkey.credential));
        if kept.keys.len() < before {
            self.keep_passkeys(&kept, None).await?;
        }
        Ok(removed)
    }
}
