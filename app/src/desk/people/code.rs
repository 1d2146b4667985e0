//! A one-time code, shown once.

use crate::desk::clock;
use js_sys::{Function, Reflect};
use keeper::protocol::InvitationCode;
use leptos::prelude::*;
use ui::{Button, ButtonKind, PrintButton, use_notices};
use wasm_bindgen::JsCast;

/// The code, with ways to take it along.
#[component]
pub(super) fn CodeShown(
    code: InvitationCode,
    /// Closes the dialog.
    open: RwSignal<bool>,
) -> impl IntoView {
    let notices = use_notices();
    let InvitationCode { code, name, expires } = code;
    let copied = code.clone();
    let on_copy = move |()| {
        if copy(&copied).is_some() {
            notices.say("Copied. Delete it from wherever you paste it.");
        } else {
            notices.warn("This browser does not allow copying. Select the code and copy it yourself.");
        }
    };
    let words = format!(
        "For {name}, one use, until {}. Give it in person or by phone, never by email. It is shown only once.",
        clock::full_moment(expires)
    );
    view! {
        <article class="kit">
            <p class="words">{words}</p>
            <p class="code" id="invitation-code">{code}</p>
        </article>
        <footer>
            <PrintButton label="Print"/>
            <Button on_press=on_copy>"Copy"</Button>
            <Button kind=ButtonKind::First on_press=move |()| open.set(false)>"I have given it to them"</Button>
        </footer>
    }
}

/// Hands text to the clipboard; `None` where the browser has none.
fn copy(text: &str) -> Option<()> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    let write = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into::<Function>().ok()?;
    write.call1(&clipboard, &text.into()).ok().map(|_promise| ())
}
