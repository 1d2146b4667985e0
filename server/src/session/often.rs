//! How often someone may try to sign in. Who tries more often is refused, and the audit log says so.

use crate::{AppState, error::ApiError, throttle::Try};
use ::record::is_login;
use std::net::IpAddr;
use store::{AuditAction, Note};

/// Counts a try.
///
/// Fails with [`::record::wire::ErrorCode::TooMany`]. A row about it is written at most once a minute for each name, and for
/// each address: the log must not be filled by whoever is refused.
pub(crate) async fn check(state: &AppState, address: IpAddr, what: Try, login: &str) -> Result<(), ApiError> {
    let (news, refused) = match state.throttle.address(address) {
        Err(refused) => (state.throttle.is_news_of_address(address) && state.throttle.is_news_of_account(login), refused),
        Ok(()) => match state.throttle.account(what, login, address) {
            Err(refused) => (state.throttle.is_news_of_account(login), refused),
            Ok(()) => return Ok(()),
        },
    };
    if news && state.store.registry().await?.is_founded() {
        let account = if is_login(login) { state.store.account(login).await? } else { None };
        let note = Note::new(AuditAction::SignInThrottled);
        let note = account.iter().fold(note, |note, account| note.about(account.user));
        state.store.note(note, state.now()).await?;
    }
    Err(refused)
}
