//! A question in front of the page, in the browser's own `<dialog>`.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlDialogElement, HtmlElement};

/// What the focus goes to when a dialog opens: the first of these that it has.
const FIRST: [&str; 3] = ["[autofocus]", "input, textarea, select", "footer button, a[href], button"];

/// Opens `dialog` and moves the focus inside. By itself the browser may focus the dialog, because it can scroll.
fn show(dialog: &HtmlDialogElement) {
    if dialog.show_modal().is_err() {
        return;
    }
    let first = FIRST.iter().find_map(|kind| dialog.query_selector(kind).ok().flatten());
    if let Some(first) = first.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _refused = first.focus();
    }
}

/// A modal dialog. The browser keeps the focus inside, closes it on Escape and gives the focus back.
///
/// What is inside lives only while it is open.
#[component]
pub fn Dialog(
    /// Open or not; set to false when it closes by itself.
    open: RwSignal<bool>,
    /// The heading, and its name for screen readers.
    #[prop(into)]
    title: Signal<String>,
    /// Runs each time it closes, however that happened.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// What is inside; buttons go in a `<footer>`.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (Some(dialog), wanted) = (node.get(), open.get()) else { return };
        if wanted && !dialog.open() {
            // The next frame: what is inside must be there before the browser picks what to focus.
            request_animation_frame(move || {
                if open.get_untracked() && dialog.is_connected() && !dialog.open() {
                    show(&dialog);
                }
            });
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let closed = move |_| {
        open.set(false);
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    let children = StoredValue::new(children);
    view! {
        <dialog class="dialog" node_ref=node aria-label=title on:close=closed>
            <Show when=move || open.get()>
                <h2>{title}</h2>
                {children.with_value(|children| children())}
            </Show>
        </dialog>
    }
}
