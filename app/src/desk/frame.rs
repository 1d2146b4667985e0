//! What stands around every page: the strip, the rail, the heartbeat that sends and fetches.

mod heartbeat;
mod home;
mod loss;
mod rail;
mod status_bar;
mod told;
mod update;

pub(crate) use home::Home;

use crate::desk::{ask, draft, last_format, me, open_charts, page, search};
use keeper::protocol::{LoadSettings, Me};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use loss::Loss;
use rail::Rail;
use status_bar::StatusBar;
use told::Told;
use ui::{NoticeList, provide_notices, provide_spelling};

/// The frame of the desk. Children are the pages.
#[component]
pub(crate) fn Frame(me: Me, children: Children) -> impl IntoView {
    provide_notices();
    page::provide_arrivals();
    open_charts::provide_open_charts();
    last_format::provide_last_format();
    draft::provide_discards();
    let open = draft::provide_open_drafts();
    search::provide_search();
    me::provide_mine(me.clone());
    let settings = ask::use_asked(|| LoadSettings {});
    provide_spelling(Signal::derive(move || settings.pick(|view| view.current().browser_spelling)));
    heartbeat::beat();
    update::watch(open);
    let path = use_location().pathname;
    let reviewing = move || path.with(|path| path.starts_with("/review"));
    let open = move || (reviewing() && path.with(|path| path.len() > "/review/".len())).then_some("");
    view! {
        <a class="skip" href="#main">"Skip to the page"</a>
        <Loss me=me.clone()/>
        <Told role=me.role/>
        <div class="desk">
            <StatusBar me=me.clone()/>
            <Rail role=me.role/>
            <main class="main" class:auditing=reviewing data-open=open id="main" tabindex="-1">
                {children()}
            </main>
        </div>
        <NoticeList/>
    }
}
