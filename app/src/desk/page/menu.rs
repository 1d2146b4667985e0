//! A menu: what can be done besides the first action, behind one button.

use leptos::{ev, html, prelude::*};
use ui::{Glyph, Icon};

/// A button with a list of buttons under it. It closes when one is pressed, when the focus leaves it, and on Escape.
#[component]
pub(crate) fn Menu(
    /// What the button says.
    label: &'static str,
    /// Buttons and links.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(menu) = node.get_untracked() {
            menu.set_open(false);
        }
    };
    let left = move |event: ev::FocusEvent| {
        let to = event.related_target().and_then(|to| wasm_bindgen::JsCast::dyn_into::<web_sys::Node>(to).ok());
        let inside = node.get_untracked().is_some_and(|menu| to.is_some_and(|to| menu.contains(Some(&to))));
        if !inside {
            close();
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close();
            if let Some(summary) = node.get_untracked().and_then(|menu| menu.query_selector("summary").ok().flatten()) {
                let _refused = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(summary).focus();
            }
        }
    };
    view! {
        <details class="menu" node_ref=node on:focusout=left on:keydown=key>
            <summary class="btn">{label}<Icon glyph=Glyph::More/></summary>
            <div on:click=move |_| close()>{children()}</div>
        </details>
    }
}
