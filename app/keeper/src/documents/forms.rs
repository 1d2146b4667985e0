//! Pages that are no document yet: a client not opened, an invitation, settings, what a client is saying. No record key fits them, so
//! they are sealed to whoever types, on this device alone.

use crate::{
    Keeper, Transport, Zone,
    protocol::{DraftSaved, Problem, SavedForm},
};
use record::{Digest, Time, UserId};
use serde::{Deserialize, Serialize};
use vault::{Clock, Store};

/// What is sealed. The page's name is inside, so that one page cannot be put in the place of another.
#[derive(Serialize, Deserialize)]
struct Stored {
    form: String,
    saved: Time,
    json: String,
}

fn key(user: UserId, form: &str) -> Digest {
    Digest::of("throughline/form/v1", format!("{user}/{form}").as_bytes())
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Keeps a page, sealed to me, before it says so.
    pub(crate) async fn save_form(&self, form: &str, json: String) -> Result<DraftSaved, Problem> {
        let _lock_waits = self.saving.begin();
        let me = self.me()?;
        let saved = self.now().await?;
        let stored = Stored { form: form.to_owned(), saved, json };
        let text = serde_json::to_vec(&stored).map_err(|_| Problem::Damaged)?;
        let sealed = me.keyring.seal_own(&text)?;
        self.vault.save_form(&key(me.user(), form), &sealed).await?;
        Ok(DraftSaved { at: saved })
    }

    /// A page as I left it. One that does not open, or is another page, is none: there is nothing to go on with.
    pub(crate) async fn load_form(&self, form: &str) -> Result<Option<SavedForm>, Problem> {
        let me = self.me()?;
        let Some(sealed) = self.vault.form(&key(me.user(), form)).await? else { return Ok(None) };
        let opened = me.keyring.open_own(&sealed).ok();
        let stored = opened.and_then(|text| serde_json::from_slice::<Stored>(&text).ok());
        Ok(stored.filter(|stored| stored.form == form).map(|Stored { json, saved, .. }| SavedForm { json, saved }))
    }

    /// Throws a page away.
    pub(crate) async fn drop_form(&self, form: &str) -> Result<(), Problem> {
        // What was being saved when it was dropped must not come back after it.
        self.saving.settled().await;
        let me = self.me()?;
        Ok(self.vault.drop_form(&key(me.user(), form)).await?)
    }
}
