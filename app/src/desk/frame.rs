//! What stands around every page: the strip, the rail, the heartbeat that sends and fetches.

mod heartbeat;
mod home;
mod loss;
mod mine;
mod open_charts;
mod rail;
mod strip;
mod update;

pub(crate) use home::Home;
pub(crate) use mine::{my_id, role, use_mine};
pub(crate) use open_charts::use_open_charts;
pub(crate) use strip::{initials, name_line};

use crate::desk::{draft, note, page, search};
use keeper::protocol::Me;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use loss::Loss;
use rail::Rail;
use strip::StateStrip;
use ui::{NoticeList, provide_notices};

/// The frame of the desk. Children are the pages.
#[component]
pub(crate) fn Frame(
    /// Who is here.
    me: Me,
    /// The pages.
    children: Children,
) -> impl IntoView {
    provide_notices();
    page::provide_arrivals();
    open_charts::provide_open_charts();
    note::provide_last_format();
    draft::provide_discards();
    let open = draft::provide_open_drafts();
    search::provide_search();
    mine::provide_mine(me.clone());
    heartbeat::beat();
    update::watch(open);
    let path = use_location().pathname;
    let reviewing = move || path.with(|path| path.starts_with("/review"));
    let open = move || (reviewing() && path.with(|path| path.len() > "/review/".len())).then_some("");
    view! {
        <a class="skip" href="#main">"Skip to the page"</a>
        <Loss me=me.clone()/>
        <div class="desk">
            <StateStrip me=me.clone()/>
            <Rail role=me.role/>
            <main class="main" class:auditing=reviewing data-open=open id="main" tabindex="-1">
                {children()}
            </main>
        </div>
        <NoticeList/>
    }
}
