//! What paper says before the page: the program, when it was printed and by whom. The sheet's foot is in `style/print.css`: page of
//! pages, and the notice that accompanies a disclosure (42 CFR 2.32(a)(2), as of 2024).

use crate::desk::{clock, me::name_line};
use keeper::protocol::Me;
use leptos::prelude::*;

/// Only on paper.
#[component]
pub(super) fn PrintHead(me: Me) -> impl IntoView {
    let at = RwSignal::new(clock::now());
    // The time is that of printing, not that of opening the page.
    let printing = window_event_listener_untyped("beforeprint", move |_| at.set(clock::now()));
    on_cleanup(move || printing.remove());
    let who = name_line(&me.name, &me.credential);
    view! {
        <div class="onlyprint printhead" aria-hidden="true">
            <b>{me.program}</b>
            <span>{move || format!("Printed {} by {who}", clock::full_moment(at.get()))}</span>
        </div>
    }
}
