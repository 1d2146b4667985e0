//! Accounts: what a person needs to sign in and to open their own keyring.

use crate::{Store, StoreError, key, query::Vars, row};
use record::{Bytes, Digest, PublicKey, UserId, wire::NewAccount};
use surrealdb::types::{Bytes as Blob, RecordId as Key, SurrealValue};

/// What the server keeps of an account.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub user: UserId,
    /// The name to sign in with.
    pub login: String,
    /// With what sign-in proofs are checked.
    pub login_key: PublicKey,
    /// Which Secret Key opens it.
    pub secret_key_id: Digest,
    /// The keyring as an age file.
    pub keyring: Bytes,
}

#[derive(Clone, SurrealValue)]
pub(crate) struct AccountRow {
    pub(crate) id: Key,
    pub(crate) user: String,
    pub(crate) login_key: Blob,
    pub(crate) secret_key_id: Blob,
    pub(crate) keyring: Blob,
}

#[derive(SurrealValue)]
struct PersonRow {
    login: String,
}

/// Makes account and person rows from `$account`, `$person`, `$login`; fails when either is taken.
pub(crate) const CREATE: &str = "INSERT INTO account $account RETURN NONE;
CREATE $person SET login = $login RETURN NONE;
";

/// The parameters of [`CREATE`].
pub(crate) fn vars(vars: Vars, account: &NewAccount) -> Vars {
    let row = AccountRow {
        id: key::account(&account.login),
        user: account.user.to_string(),
        login_key: row::bytes(account.login_key.as_bytes()),
        secret_key_id: row::bytes(account.secret_key_id.as_bytes()),
        keyring: row::bytes(&account.keyring),
    };
    vars.set("account", row).set("person", key::person(account.user)).set("login", account.login.as_str())
}

/// What the server keeps of it.
pub(crate) fn of(new: NewAccount) -> Account {
    let NewAccount { user, login, login_key, secret_key_id, keyring } = new;
    Account { user, login, login_key, secret_key_id, keyring }
}

impl Store {
    /// The account of a name, if its owner has not left.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn account(&self, login: &str) -> Result<Option<Account>, StoreError> {
        let Some(account) = self.account_ever(login).await? else { return Ok(None) };
        Ok((!self.registry().await?.has_left(account.user)).then_some(account))
    }

    /// The account of a name; also of someone who has left.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn account_ever(&self, login: &str) -> Result<Option<Account>, StoreError> {
        let vars = Vars::new().set("id", key::account(login));
        let found: Option<AccountRow> = self.read_row("SELECT * FROM $id", vars).await?;
        let Some(found) = found else { return Ok(None) };
        let user = row::user(&found.user)?;
        Ok(Some(Account {
            user,
            login: login.to_owned(),
            login_key: PublicKey::from_slice(&found.login_key).ok_or(StoreError::Damaged)?,
            secret_key_id: row::digest(&found.secret_key_id)?,
            keyring: Bytes(found.keyring.to_vec()),
        }))
    }

    /// Whether an account has this id.
    pub(crate) async fn is_person(&self, user: UserId) -> Result<bool, StoreError> {
        let vars = Vars::new().set("id", key::person(user));
        let found: Option<PersonRow> = self.read_row("SELECT * FROM $id", vars).await?;
        Ok(found.is_some_and(|person| !person.login.is_empty()))
    }
}
