//! Passkeys, as the browser gives them. `passkey.js` asks it: only a page may.

use crate::link::Link;
use js_sys::{Function, Promise, Reflect};
use keeper::protocol::{AskPasskeys, PasskeyRef, Problem};
use leptos::prelude::window;
use record::Bytes;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[derive(Serialize)]
struct Making<'a> {
    name: &'a str,
    known: Vec<&'a Bytes>,
}

/// Whether this browser has passkeys that open something, at this address.
pub(crate) async fn is_offered() -> bool {
    call("offered", "null").await.is_ok_and(|answer| answer == "true")
}

/// Makes a passkey; an authenticator that has one of the `known` is refused. The answer is the keeper's to read.
///
/// Fails with a sentence about `passkey`.
pub(crate) async fn make(name: &str, known: &[PasskeyRef]) -> Result<String, Problem> {
    let making = Making { name, known: known.iter().map(|passkey| &passkey.credential).collect() };
    call("create", &serde_json::to_string(&making).map_err(|_| Problem::Damaged)?).await
}

/// Asks for a touch of one of this device's passkeys. The answer is the keeper's to read.
///
/// Fails with a sentence about `passkey`.
pub(crate) async fn touch(link: Link) -> Result<String, Problem> {
    call("touch", &link.ask(AskPasskeys {}).await?).await
}

async fn call(what: &str, ask: &str) -> Result<String, Problem> {
    let answered = async {
        let function: Function = Reflect::get(&window(), &"throughlinePasskey".into())?.dyn_into()?;
        let promise: Promise = function.call2(&JsValue::NULL, &what.into(), &ask.into())?.dyn_into()?;
        JsFuture::from(promise).await
    };
    let answer = answered.await.map_err(|error| Problem::field("passkey", why(&name_of(&error))))?;
    answer.as_string().ok_or(Problem::Damaged)
}

fn name_of(error: &JsValue) -> String {
    Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}

/// What the browser's refusals mean (WebAuthn, sections 5.1.3 and 5.1.4).
fn why(name: &str) -> &'static str {
    match name {
        "InvalidStateError" => "This authenticator already has a passkey for this device.",
        "NotSupportedError" | "ConstraintError" => {
            "This authenticator cannot open Throughline. It must verify you, by a PIN, a fingerprint or your face, and support the \
             PRF extension."
        }
        "SecurityError" => "Passkeys do not work at this address. They need one with a name and TLS.",
        _ => "No passkey answered. Try again, or use your passphrase.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_that_may_be_a_change_of_mind_says_how_to_go_on() {
        assert!(why("NotAllowedError").contains("Try again"));
        assert!(why("AbortError").contains("your passphrase"));
        assert_ne!(why("InvalidStateError"), why("NotSupportedError"));
    }
}
