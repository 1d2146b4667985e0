//! The passphrase, asked again for every signature.

use super::touch::TouchButton;
use leptos::{html, prelude::*};

/// The field in a sign bar; in a dialog use a plain field.
#[component]
pub(crate) fn PassInput(
    value: RwSignal<String>,
    /// The field, so that a key can move the focus there.
    #[prop(optional)]
    node: NodeRef<html::Input>,
    /// A touch of a passkey only fills it, see [`TouchButton`].
    #[prop(optional)]
    fills: bool,
) -> impl IntoView {
    view! {
        <label class="pass" for="sign-passphrase">
            <span class="hidden-visually">"Passphrase to sign"</span>
            <input
                class="input"
                id="sign-passphrase"
                type="password"
                placeholder="Passphrase"
                autocomplete="off"
                node_ref=node
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
        </label>
        <TouchButton value fills/>
    }
}
