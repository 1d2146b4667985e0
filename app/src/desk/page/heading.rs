//! The page's heading: names the browser's tab, and takes the focus when somebody arrives.

use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Where the focus was last moved, so that a heading drawn anew in place does not take it again.
#[derive(Clone, Copy)]
struct Arrivals(StoredValue<String>);

/// Puts the memory of arrivals in context. Call once, in the frame.
pub(crate) fn provide_arrivals() {
    provide_context(Arrivals(StoredValue::new(String::new())));
}

thread_local! {
    /// How many headings were drawn.
    static DRAWN: Cell<u32> = const { Cell::new(0) };
    /// The headings that are on the page, each with its words, the last drawn last: the next page's is drawn before the page that is
    /// left is gone, and one that is thrown away again leaves the name to the one before it.
    static NAMING: RefCell<Vec<(u32, String)>> = const { RefCell::new(Vec::new()) };
}

/// Takes down what a heading says, or that it is gone, and names the tab.
fn name_tab(heading: u32, word: Option<String>) {
    let named = NAMING.with_borrow_mut(|all| {
        match (all.iter_mut().find(|(one, _)| *one == heading), word) {
            (Some((_, known)), Some(word)) => *known = word,
            (Some(_), None) => all.retain(|(one, _)| *one != heading),
            (None, word) => all.extend(word.map(|word| (heading, word))),
        }
        all.last().map(|(_, word)| format!("{word} · Throughline"))
    });
    document().set_title(named.as_deref().unwrap_or("Throughline"));
}

/// Moves the focus to the page's heading, where what had it is gone.
pub(crate) fn focus_heading() {
    let heading = document().query_selector("main h1").ok().flatten();
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        let _refused = heading.focus();
    }
}

/// The `<h1>` of a page. Children stand in it.
#[component]
pub(crate) fn Heading(
    #[prop(into)] title: Signal<String>,
    /// What the browser's tab says in their place: browsers write titles into their history, so no client is named there.
    #[prop(optional)]
    tab: Option<&'static str>,
    /// Its id, where something is labeled by it.
    #[prop(optional)]
    id: Option<&'static str>,
) -> impl IntoView {
    let node = NodeRef::<html::H1>::new();
    let (arrivals, here) = (use_context::<Arrivals>(), use_location().pathname);
    let me = DRAWN.get().wrapping_add(1);
    DRAWN.set(me);
    let word = move || tab.map_or_else(|| title.get(), str::to_owned);
    // While the page is drawn: a heading that is drawn later names the tab.
    name_tab(me, Some(untrack(word)));
    Effect::new(move |_| name_tab(me, Some(word())));
    on_cleanup(move || name_tab(me, None));
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
    view! { <h1 id=id tabindex="-1" node_ref=node><bdi>{title}</bdi></h1> }
}
