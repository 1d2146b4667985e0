//! A touch of a passkey in the place of the passphrase, wherever one signs.

use crate::{passkey, use_link};
use keeper::protocol::{LoadPasskeys, PasskeysView, TouchPasskey};
use leptos::{html, prelude::*, task::spawn_local};
use ui::{Button, ButtonKind, Glyph};
use wasm_bindgen::JsCast;
use web_sys::HtmlFormElement;

/// Whether this device has passkeys, for every page. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Passkeys(RwSignal<bool>);

impl Passkeys {
    /// They are these from now on.
    pub(crate) fn are(self, view: &PasskeysView) {
        let _gone = self.0.try_set(!view.passkeys.is_empty());
    }
}

/// Asks for them once, and puts them in context.
pub(crate) fn provide_passkeys() {
    let (passkeys, link) = (Passkeys(RwSignal::new(false)), use_link());
    provide_context(passkeys);
    spawn_local(async move {
        if let Ok(view) = link.ask(LoadPasskeys {}).await {
            passkeys.are(&view);
        }
    });
}

/// The passkeys from context.
pub(crate) fn use_passkeys() -> Option<Passkeys> {
    use_context()
}

/// Signs with a touch; not there on a device without a passkey.
#[component]
pub(crate) fn TouchButton(
    /// The passphrase's field: the word of the touch takes its place.
    value: RwSignal<String>,
    /// Only fills the field, where more than one thing can be done with it. Otherwise the form is sent.
    #[prop(optional)]
    fills: bool,
) -> impl IntoView {
    let (passkeys, link) = (use_passkeys(), use_link());
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let node = NodeRef::<html::Span>::new();
    let touch = move |()| {
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            let touched = async {
                let answer = passkey::touch(link).await?;
                link.ask(TouchPasskey { answer }).await
            };
            let touched = touched.await;
            if busy.try_set(false).is_some() {
                return; // the page is gone
            }
            match touched {
                Ok(word) => {
                    value.set(word);
                    if !fills {
                        send_form(node);
                    }
                }
                Err(problem) => wrong.set(Some(crate::sentence(&problem))),
            }
        });
    };
    let there = move || passkeys.is_some_and(|passkeys| passkeys.0.get());
    view! {
        <Show when=there>
            <span class="touch" node_ref=node>
                <Button kind=ButtonKind::Quiet glyph=Glyph::Key busy on_press=touch>"Use passkey"</Button>
                {move || wrong.get().map(|words| view! { <span class="error" role="alert">{words}</span> })}
            </span>
        </Show>
    }
}

/// Sends the form that this is in, as its own button would.
fn send_form(node: NodeRef<html::Span>) {
    let form = node.get_untracked().and_then(|node| node.closest("form").ok().flatten());
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        let _refused = form.request_submit();
    }
}
