//! Passkeys of this device. Each has a wrap of the account's keys in this vault that only its authenticator's output opens; the
//! server is told nothing of it. The passphrase opens the device always, and alone once it was not typed for too long.

mod elsewhere;

use crate::{
    Keeper, Transport, Zone,
    account::gate::{PASSPHRASE_DUE, PassphraseDue},
    protocol::{AddPasskey, Me, PasskeyElsewhere, PasskeyRow, PasskeysView, Problem, TouchPasskey, UnlockByPasskey},
    unlocked::Unlocked,
};
use clinical::OwnPasskey;
use crypto::{Passkey, Passphrase, UnlockError, UnlockKeys};
use record::{
    Bytes, Time,
    gate::{PasskeyRef, PasskeyWay},
    is_blank,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{cell::RefCell, rc::Rc};
use vault::{Clock, Durability, Store, Table, VaultError, Write};
use zeroize::{Zeroize, Zeroizing};

/// Where the vault keeps them.
const PASSKEYS: &[u8] = b"passkeys";

/// How long a touch stands for the passphrase, in milliseconds.
const TOUCH: i64 = 60_000;

/// How the word of a touch begins. No passphrase does: control characters are refused in one.
const WORD: &str = "\u{1}touch ";

/// More on one device are refused: whoever needs more has lost some.
const MOST: usize = 16;

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// What the vault keeps. In the clear, but for what is wrapped.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    keys: Vec<KeptPasskey>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptPasskey {
    passkey: PasskeyRef,
    wrap: Bytes,
    name: String,
    added: Time,
}

/// What the page answers when a passkey was touched.
#[derive(Deserialize)]
struct Touched {
    credential: Bytes,
    output: Bytes,
}

/// What it answers when one was made.
#[derive(Deserialize)]
struct Made {
    passkey: PasskeyRef,
    output: Bytes,
}

/// Reads an answer, and wipes it.
fn read<A: DeserializeOwned>(mut answer: String) -> Result<A, Problem> {
    let read = serde_json::from_str(&answer).map_err(|_| Problem::Damaged);
    answer.zeroize();
    read
}

impl Kept {
    /// The account's keys, as the passkey opens them, and which it was.
    fn open(&self, answer: String) -> Result<(UnlockKeys, Bytes), Problem> {
        let Touched { credential, output } = read(answer)?;
        let passkey = passkey_of(output)?;
        let known = self.keys.iter().find(|kept| kept.passkey.credential == credential).ok_or_else(not_known)?;
        let keys = passkey.unwrap(&known.wrap).map_err(|error| match error {
            UnlockError::WrongPassphrase => not_known(),
            UnlockError::Damaged | UnlockError::UnknownVersion => Problem::Damaged,
        })?;
        Ok((keys, credential))
    }
}

/// From what an authenticator computed, which is wiped.
fn passkey_of(mut output: Bytes) -> Result<Passkey, Problem> {
    let bytes: Option<[u8; 32]> = output.0.as_slice().try_into().ok();
    output.0.zeroize();
    let bytes = Zeroizing::new(bytes.ok_or(Problem::Damaged)?);
    Ok(Passkey::from_output(&bytes))
}

fn not_known() -> Problem {
    Problem::field("passkey", "This passkey does not open Throughline on this device. Use another one, or your passphrase.")
}

/// A touch that was not used yet.
#[derive(Default)]
pub(crate) struct Touch(RefCell<Option<(Zeroizing<String>, i64)>>);

impl Touch {
    /// Whether `text` is the word of a touch; it stands for the passphrase once.
    ///
    /// Fails where the touch was used, or was too long ago.
    pub(crate) fn take(&self, text: &str, steady: i64) -> Option<Result<(), Problem>> {
        if !text.starts_with(WORD) {
            return None;
        }
        let taken = self.0.take().filter(|(word, until)| word.as_str() == text && steady < *until);
        Some(taken.map(drop).ok_or_else(|| Problem::field("passphrase", "That touch is used up. Use your passkey again.")))
    }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    async fn kept_passkeys(&self) -> Result<Kept, Problem> {
        let kept = self.vault.store().get(Table::Account, PASSKEYS).await.map_err(VaultError::from)?;
        kept.map_or_else(|| Ok(Kept::default()), |bytes| serde_json::from_slice(&bytes).map_err(|_| Problem::Damaged))
    }

    /// Keeps them, and when the passphrase is asked for, where that changes.
    async fn keep_passkeys(&self, kept: &Kept, due: Option<PassphraseDue>) -> Result<(), Problem> {
        let bytes = serde_json::to_vec(kept).map_err(|_| Problem::Damaged)?;
        let mut writes = vec![Write::Put(Table::Account, PASSKEYS.to_vec(), bytes)];
        if kept.keys.is_empty() {
            writes.push(Write::Delete(Table::Account, PASSPHRASE_DUE.to_vec()));
        } else {
            writes.extend(due.map(PassphraseDue::row));
        }
        Ok(self.vault.store().commit(writes, Durability::Strict).await.map_err(VaultError::from)?)
    }

    /// With what the page asks the browser, see `passkey.js`.
    pub(crate) async fn ask_passkeys(&self) -> Result<String, Problem> {
        #[derive(Serialize)]
        struct Keys {
            keys: Vec<PasskeyRef>,
        }
        let keys = self.kept_passkeys().await?.keys.into_iter().map(|kept| kept.passkey).collect();
        serde_json::to_string(&Keys { keys }).map_err(|_| Problem::Damaged)
    }

    /// Unlocks by a passkey.
    pub(crate) async fn unlock_by_passkey(&self, ask: UnlockByPasskey) -> Result<Me, Problem> {
        if self.passkey_way().await? == PasskeyWay::PassphraseDue {
            return Err(Problem::field("passphrase", "Type your passphrase this time, so that you do not forget it."));
        }
        let here = self.enrolled_here().await?;
        let (keys, credential) = self.kept_passkeys().await?.open(ask.answer)?;
        let keyring = keys.open(&here.account.bundle.keyring).map_err(|error| match error {
            // Made for other keys than this account has now.
            UnlockError::WrongPassphrase => not_known(),
            UnlockError::Damaged | UnlockError::UnknownVersion => Problem::Damaged,
        })?;
        let me = self.hold_here(here, keyring, keys.into_login()).await?;
        if self.forget_removed(&me).await?.contains(&credential) {
            return Err(not_known());
        }
        let _first = me.opened_by.set(credential);
        self.admit_me(me).await
    }

    pub(crate) async fn passkeys(&self) -> Result<PasskeysView, Problem> {
        let me = self.me()?;
        self.view(&me, self.kept_passkeys().await?).await
    }

    /// Keeps for the gate what the program has set.
    pub(crate) async fn keep_passphrase_days(&self, me: &Unlocked) -> Result<(), Problem> {
        let (Some(due), after) = (self.passphrase_due().await?, self.passphrase_days(me).await?) else { return Ok(()) };
        if due.after == after {
            return Ok(());
        }
        let row = PassphraseDue { at: due.at.plus(after - due.after), after }.row();
        Ok(self.vault.store().commit(vec![row], Durability::Relaxed).await.map_err(VaultError::from)?)
    }

    /// How long after the passphrase was typed it is asked for, in milliseconds.
    async fn passphrase_days(&self, me: &Unlocked) -> Result<i64, Problem> {
        Ok(i64::from(me.settings(self.today_here().await?).passphrase_days) * DAY)
    }

    async fn view(&self, me: &Rc<Unlocked>, kept: Kept) -> Result<PasskeysView, Problem> {
        let passphrase_days = me.settings(self.today_here().await?).passphrase_days;
        let passphrase_due = self.passphrase_due().await?.map(|due| due.at);
        let said = self.said_of_passkeys(me).await?;
        let here = |credential: &Bytes| kept.keys.iter().any(|one| one.passkey.credential == *credential);
        let gone = |credential: &Bytes| said.iter().any(|one| one.removed && one.credential == *credential);
        let elsewhere = said.iter().filter(|one| !here(&one.credential) && !gone(&one.credential));
        let other = |OwnPasskey { credential, name, at, .. }| PasskeyElsewhere { credential, name, added: at };
        let elsewhere = elsewhere.cloned().map(other).collect();
        let row = |KeptPasskey { passkey, name, added, .. }| PasskeyRow { passkey, name, added };
        let passkeys = kept.keys.into_iter().map(row).collect();
        Ok(PasskeysView { passkeys, elsewhere, passphrase_days, passphrase_due })
    }

    pub(crate) async fn add_passkey(&self, ask: AddPasskey) -> Result<PasskeysView, Problem> {
        let me = self.me()?;
        let AddPasskey { made, name, passphrase } = ask;
        let Made { passkey, output } = read(made)?;
        let made = passkey_of(output)?;
        let name = named(&name)?;
        if is_blank(&passphrase) {
            return Err(Problem::field("passphrase", "Type your passphrase."));
        }
        let master = self.master_of(&me, &Passphrase::read(&passphrase)?)?;
        let mut kept = self.kept_passkeys().await?;
        if kept.keys.len() >= MOST {
            return Err(Problem::field("name", "This device has too many passkeys. Remove one first."));
        }
        if self.forget_removed(&me).await?.contains(&passkey.credential) {
            return Err(Problem::field("name", "This passkey was removed. Add a new one."));
        }
        let (wrap, added) = (made.wrap(&master)?, self.now().await?);
        kept.keys.retain(|known| known.passkey.credential != passkey.credential);
        let said = OwnPasskey { credential: passkey.credential.clone(), name: name.clone(), at: added, removed: false };
        self.say_passkey(&me, said).await?;
        kept.keys.push(KeptPasskey { passkey, wrap, name, added });
        let due = PassphraseDue::typed(self.now().await?, self.passphrase_days(&me).await?);
        self.keep_passkeys(&kept, Some(due)).await?;
        self.view(&me, kept).await
    }

    pub(crate) async fn rename_passkey(&self, credential: &Bytes, name: &str) -> Result<PasskeysView, Problem> {
        let me = self.me()?;
        let name = named(name)?;
        let mut kept = self.kept_passkeys().await?;
        let known = kept.keys.iter_mut().find(|known| known.passkey.credential == *credential);
        let known = known.ok_or(Problem::NotFound)?;
        known.name = name.clone();
        let said = OwnPasskey { credential: credential.clone(), name, at: known.added, removed: false };
        self.keep_passkeys(&kept, None).await?;
        self.say_passkey(&me, said).await?;
        self.view(&me, kept).await
    }

    /// Only takes a way in away: nothing is asked for it. One of another device opens that device until it has heard of it.
    pub(crate) async fn remove_passkey(&self, credential: &Bytes) -> Result<PasskeysView, Problem> {
        let me = self.me()?;
        let mut kept = self.kept_passkeys().await?;
        kept.keys.retain(|known| known.passkey.credential != *credential);
        self.keep_passkeys(&kept, None).await?;
        let said = self.said_of_passkeys(&me).await?;
        let of: Vec<OwnPasskey> = said.into_iter().filter(|one| one.credential == *credential).collect();
        if let Some(one) = of.first().filter(|_| of.iter().all(|one| !one.removed)) {
            self.say_passkey(&me, OwnPasskey { at: self.now().await?, removed: true, ..one.clone() }).await?;
        }
        self.view(&me, kept).await
    }

    /// A deliberate touch: the word that stands for the passphrase in the one ask that follows.
    pub(crate) async fn touch_passkey(&self, ask: TouchPasskey) -> Result<String, Problem> {
        let me = self.me()?;
        let (keys, _) = self.kept_passkeys().await?.open(ask.answer)?;
        if keys.into_login().public() != me.login.public() {
            return Err(not_known());
        }
        let word = format!("{WORD}{}", record::Digest(crypto::rng::random_bytes()));
        let until = self.vault.clock().steady().saturating_add(TOUCH);
        *me.touch.0.borrow_mut() = Some((Zeroizing::new(word.clone()), until));
        Ok(word)
    }
}

fn named(name: &str) -> Result<String, Problem> {
    let name = name.trim();
    if is_blank(name) {
        return Err(Problem::field("name", "Give it a name, such as “Blue key” or “This tablet”."));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Problem::field("name", "This name is too long."));
    }
    Ok(name.to_owned())
}
