//! Kits until they are printed. What is shown once may be lost to a reload, a crash or a paper jam: until somebody says that it is
//! printed, it is kept here, sealed to the person whose device made it.

use crate::{
    Keeper, Transport, Zone,
    protocol::{Problem, SecretKeyKit, UnconfirmedKits},
    unlocked::Unlocked,
};
use crypto::Keyring;
use record::Bytes;
use vault::{Clock, Durability, Store, Table, VaultError, Write};

/// Where the vault keeps them.
const KITS: &[u8] = b"kits";

/// The write that keeps kits, sealed to whom they belong to.
pub(crate) fn kits_row(keyring: &Keyring, kits: &UnconfirmedKits) -> Result<Write, Problem> {
    let text = serde_json::to_vec(kits).map_err(|_| Problem::Damaged)?;
    let sealed = keyring.seal_own(&text).map_err(|_| Problem::Damaged)?;
    Ok(Write::Put(Table::Account, KITS.to_vec(), sealed.0))
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn unconfirmed_kits(&self) -> Result<Option<UnconfirmedKits>, Problem> {
        let me = self.me()?;
        let Some(sealed) = self.vault.store().get(Table::Account, KITS).await.map_err(VaultError::from)? else {
            return Ok(None);
        };
        let text = me.keyring.open_own(&Bytes(sealed)).map_err(|_| Problem::Damaged)?;
        serde_json::from_slice(&text).map(Some).map_err(|_| Problem::Damaged)
    }

    /// Asks for no unlocked keys: who enrolls confirms before an administrator has let them in.
    pub(crate) async fn confirm_kits(&self) -> Result<(), Problem> {
        let forget = vec![Write::Delete(Table::Account, KITS.to_vec())];
        Ok(self.vault.store().commit(forget, Durability::Strict).await.map_err(VaultError::from)?)
    }

    pub(crate) fn show_secret_key(&self, passphrase: &str) -> Result<SecretKeyKit, Problem> {
        let me = self.me()?;
        self.ask_again(&me, passphrase)?;
        own_kit(&me).ok_or(Problem::NotFound)
    }
}

fn own_kit(me: &Unlocked) -> Option<SecretKeyKit> {
    let (program, login) = (me.account.program.clone(), me.account.bundle.login.clone());
    Some(SecretKeyKit { program, name: me.me()?.name, login, secret_key: me.secret_key.to_text() })
}
