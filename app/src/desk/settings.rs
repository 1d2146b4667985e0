//! What the program sets for itself: the rules of the thread, and how often plans are reviewed. Everybody may read it;
//! administrators change it, in versions.

mod form;
mod held;
mod history;
mod reviews;
mod rules;

use crate::desk::{
    ask::{Asked, use_asked},
    clock,
    page::{Heading, when_ready},
};
use form::ChangeSettings;
use held::Held;
use history::History;
use keeper::protocol::{LoadSettings, SettingsView};
use leptos::prelude::*;
use ui::{Button, ButtonKind};

/// `/settings`
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let asked = use_asked(|| LoadSettings {});
    let changing = RwSignal::new(false);
    let body = when_ready(asked, move |view| view! { <Board view changing/> }.into_any());
    let begin = move || {
        let may = asked.pick(|view| view.may_change) && !changing.get();
        may.then(|| view! { <Button kind=ButtonKind::First on_press=move |()| changing.set(true)>"Change the settings"</Button> })
    };
    view! {
        <header class="pagehead">
            <div>
                <Heading title="Settings"/>
                <p class="soft">{move || stands(asked)}</p>
            </div>
            <div class="cluster">{begin}</div>
        </header>
        {body}
    }
}

/// `Version 2 holds since Mon 23 Nov.`
fn stands(asked: Asked<SettingsView>) -> String {
    asked.pick(|view| match view.in_force {
        None => "The program uses what it began with; nothing has been changed.".to_owned(),
        Some(place) => format!("Version {} holds since {}.", place + 1, clock::short_day(view.current().effective)),
    })
}

#[component]
fn Board(view: SettingsView, changing: RwSignal<bool>) -> impl IntoView {
    let (last, held) = (view.last(), view.current());
    let today = view.today;
    move || {
        if changing.get() {
            view! { <ChangeSettings last=last.clone() today changing/> }.into_any()
        } else {
            view! {
                <Held settings=held.clone()/>
                <History view=view.clone()/>
            }
            .into_any()
        }
    }
}
