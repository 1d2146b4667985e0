//! `POST /api/v1/account/again`: an account that a restored backup does not have, from its owner's device. No session: there is
//! nothing to sign in with. The signature is that of the certificate, which an administrator signed.

use crate::{AppState, address::Address, body::Json, error::ApiError, session::often, throttle::Try};
use ::record::{
    Signed, is_login,
    wire::{AccountAgain, ErrorCode, NewAccount},
};
use axum::{extract::State, http::StatusCode};
use store::Signer as _;

pub(crate) async fn again(
    State(state): State<AppState>,
    Address(address): Address,
    Json(signed): Json<Signed<AccountAgain>>,
) -> Result<StatusCode, ApiError> {
    let refused = || ApiError::new(ErrorCode::NotAllowed);
    let claimed = signed.peek().map_err(|_| refused())?;
    often::check(&state, address, Try::SignIn, &claimed.login).await?;
    let registry = state.store.current_registry().await?;
    let directory = registry.directory()?;
    let certificate = directory.certificate(claimed.user).ok_or_else(refused)?;
    let AccountAgain { org, server, user, login, login_key, secret_key_id, keyring } =
        signed.verify(&certificate.signing).map_err(|_| refused())?;
    if org != directory.org() || server != state.key.public() || !is_login(&login) {
        return Err(refused());
    }
    let account = NewAccount { user, login, login_key, secret_key_id, keyring };
    state.store.account_again(&account, state.now()).await?;
    Ok(StatusCode::CREATED)
}
