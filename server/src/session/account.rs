//! What an account may look like.

use crate::error::ApiError;
use ::record::wire::NewAccount;

/// The longest name to sign in with, in characters.
const MAX_LOGIN: usize = 64;
/// The largest keyring; a real one has under 1 kB.
const MAX_KEYRING: usize = 64 * 1024;

/// Checks name and size.
pub(crate) fn check(account: &NewAccount) -> Result<(), ApiError> {
    if !is_login(&account.login) {
        return Err(ApiError::field("login"));
    }
    if account.keyring.is_empty() || account.keyring.len() > MAX_KEYRING {
        return Err(ApiError::field("keyring"));
    }
    Ok(())
}

/// Whether this can be a name to sign in with: lower case, without blanks, neither empty nor long.
pub(crate) fn is_login(login: &str) -> bool {
    let fits = (1..=MAX_LOGIN).contains(&login.chars().count());
    fits && login.to_lowercase() == login && !login.chars().any(|c| c.is_whitespace() || c.is_control())
}
