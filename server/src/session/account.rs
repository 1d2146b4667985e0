//! What an account may look like.

use crate::error::ApiError;
use ::record::{is_login, wire::NewAccount};

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
