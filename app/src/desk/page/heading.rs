//! The page's heading: names the tab, and takes the focus when somebody arrives.

use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;

/// Where the focus was last moved, so that a heading drawn anew in place does not take it again.
#[derive(Clone, Copy)]
struct Arrivals(StoredValue<String>);

/// Puts the memory of arrivals in context. Call once, in the frame.
pub(crate) fn provide_arrivals() {
    provide_context(Arrivals(StoredValue::new(String::new())));
}

/// The `<h1>` of a page. Children stand in it.
#[component]
pub(crate) fn Heading(
    /// What the browser's tab says before the house's name.
    #[prop(into)]
    title: Signal<String>,
    /// Its id, where something is labelled by it.
    #[prop(optional)]
    id: Option<&'static str>,
) -> impl IntoView {
    let node = NodeRef::<html::H1>::new();
    let (arrivals, here) = (use_context::<Arrivals>(), use_location().pathname);
    Effect::new(move |_| document().set_title(&format!("{} · Throughline", title.get())));
    Effect::new(move |_| {
        let Some(heading) = node.get() else { return };
        let here = here.get_untracked();
        let Some(Arrivals(last)) = arrivals else { return };
        if last.with_value(|last| *last == here) {
            return;
        }
        last.set_value(here);
        request_animation_frame(move || {
            let _refused = heading.focus();
        });
    });
    view! { <h1 id=id tabindex="-1" node_ref=node>{title}</h1> }
}
