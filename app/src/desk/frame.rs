//! What stands around every page: the strip, the rail, the heartbeat that sends and fetches.

mod heartbeat;
mod home;
mod loss;
mod print_head;
mod rail;
mod refocus;
mod status_bar;
mod told;
mod update;

pub(crate) use home::Home;
#[cfg(test)]
pub(crate) use status_bar::NOW;

use crate::desk::{
    ask, draft, last_format, me, measures, open_charts, page, search,
    surroundings::{self, Around},
    touch,
};
use draft::OpenDrafts;
use keeper::protocol::{LoadSettings, Me};
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::hooks::use_location;
use loss::Loss;
use print_head::PrintHead;
use rail::Rail;
use status_bar::StatusBar;
use told::Told;
use ui::{NoticeList, provide_notices, provide_spelling};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The frame of the desk. Children are the pages.
#[component]
pub(crate) fn Frame(me: Me, children: Children) -> impl IntoView {
    provide_notices();
    page::provide_arrivals();
    open_charts::provide_open_charts();
    last_format::provide_last_format();
    draft::provide_discards();
    measures::provide_hand_over();
    let open = draft::provide_open_drafts();
    open.ask_before_unload();
    refocus::go_on();
    search::provide_search();
    me::provide_mine(me.clone());
    touch::provide_passkeys();
    let settings = ask::use_asked_then(|| LoadSettings {}, |view| clinical::icd10cm::load(&view.updates()));
    provide_spelling(Signal::derive(move || settings.pick(|view| view.current().browser_spelling)));
    heartbeat::beat();
    update::watch(open);
    let drafts = open;
    let path = use_location().pathname;
    let reviewing = move || path.with(|path| path.starts_with("/review"));
    let reading = move || (reviewing() && path.with(|path| path.len() > "/review/".len())).then_some("");
    let (role, around) = (me.role, surroundings::provide_surroundings());
    let (shut, whole) = (move || around.get() == Around::Nothing, move || around.get() == Around::Frame);
    let (printed, barred) = (StoredValue::new(me.clone()), StoredValue::new(me.clone()));
    view! {
        <Show when=whole><a class="skip" href="#main">"Skip to the page"</a></Show>
        <Loss me=me.clone()/>
        <Show when=move || !shut()><Told role/></Show>
        <div class="desk" on:click=move |event| stay(&event, drafts)>
            <Show when=move || !shut()><PrintHead me=printed.get_value()/><StatusBar me=barred.get_value()/></Show>
            <Show when=whole><Rail role/></Show>
            <main class="main" class:auditing=reviewing data-open=reading id="main" tabindex="-1">
                {children()}
            </main>
        </div>
        <Show when=move || !shut()><NoticeList/></Show>
    }
}

/// A link is not followed where somebody stays with what could not be saved. Comes before the router, which listens at the window.
fn stay(event: &MouseEvent, open: OpenDrafts) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
    if link.is_some() && !open.may_leave() {
        event.prevent_default();
    }
}
