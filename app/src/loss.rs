//! What this device was, remembered beside what it keeps: when the browser has removed that, the gate says so. Holds names
//! of the account and the program and a count, nothing about a client.

use keeper::protocol::{GateState, Me, Strip};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{Banner, Button, Tone};
use web_sys::Storage;

const PLACE: &str = "throughline-device";
const WARNED: &str = "throughline-warned";

/// This device as it was last seen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Trace {
    name: String,
    program: String,
    /// How many signed entries were on this device alone.
    unsent: u64,
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Remembers who is here and what the server does not have.
pub(crate) fn remember(me: &Me, strip: &Strip) {
    let trace = Trace { name: me.name.clone(), program: me.program.clone(), unsent: strip.waiting + strip.quarantined };
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&trace)) {
        // Where the browser allows no such memory, only the loss under an open page is told.
        let _ = storage.set_item(PLACE, &text);
    }
}

/// Whether the person here has not been told yet that the browser may clear this device; from now on they have.
pub(crate) fn warn_once(me: &Me) -> bool {
    let Some(storage) = storage() else { return false };
    let here = me.device.to_string();
    let told = storage.get_item(WARNED).ok().flatten() == Some(here.clone());
    !told && storage.set_item(WARNED, &here).is_ok()
}

fn read() -> Option<Trace> {
    serde_json::from_str(&storage()?.get_item(PLACE).ok().flatten()?).ok()
}

fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(PLACE); // it is said once more then
    }
}

fn sentence(trace: &Trace) -> String {
    let Trace { name, program, unsent } = trace;
    let lost = match unsent {
        0 => "All signed entries had reached the server; drafts that were here are gone.".to_owned(),
        1 => "1 signed entry had not reached the server, and is gone with the drafts that were here.".to_owned(),
        more => format!("{more} signed entries had not reached the server, and are gone with the drafts that were here."),
    };
    format!(
        "This device was set up for {name} at {program}. Everything it kept was removed: the browser’s site data was cleared, \
         or the browser made room. {lost} Sign in with your Secret Key to go on. If you saved a sealed file, open it from the outbox."
    )
}

/// Says at the gate that this device was somebody's and has lost what it kept.
#[component]
pub(crate) fn Gone(
    /// What the gate shows.
    door: Signal<Option<Result<GateState, gate::Shut>>>,
) -> impl IntoView {
    let seen = RwSignal::new(false);
    let trace = move || {
        let nobody = door.with(|door| matches!(door, Some(Ok(GateState::NobodyHere { .. } | GateState::NotFounded))));
        (nobody && !seen.get()).then(read).flatten()
    };
    let close = move |()| {
        forget();
        seen.set(true);
    };
    move || {
        trace().map(|trace| {
            view! {
                <Banner tone=Tone::Danger words=sentence(&trace)>
                    <Button on_press=close>"Close"</Button>
                </Banner>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_lost_is_counted_and_nothing_is_called_lost_that_was_sent() {
        let trace = |unsent| Trace { name: "Ines Quill".to_owned(), program: "Riverbend".to_owned(), unsent };
        assert!(sentence(&trace(0)).contains("All signed entries had reached the server"));
        assert!(sentence(&trace(1)).contains("1 signed entry had not reached the server"));
        assert!(sentence(&trace(3)).contains("3 signed entries had not reached the server"));
        assert!(sentence(&trace(3)).contains("set up for Ines Quill at Riverbend"));
    }
}
