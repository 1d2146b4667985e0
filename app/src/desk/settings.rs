//! What the program sets for itself: the rules of the thread, and how often plans are reviewed. Everybody may read it;
//! administrators change it, in versions.

mod codes;
mod form;
mod held;
mod history;
mod licensed;
mod reviews;
mod rules;
mod sentences;

use crate::desk::{
    ask::{Asked, use_asked},
    clock,
    page::{Heading, when_ready},
};
use codes::CodeList;
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
    // The view that a change began with: what arrives meanwhile draws no form anew over what is being typed or signed.
    let changing = RwSignal::new(None::<SettingsView>);
    let held = when_ready(asked, move |view| view! { <Board view/> }.into_any());
    let form = move || changing.get().map(|view| view! { <ChangeSettings last=view.last() today=view.today changing/> });
    let begin = move || {
        let may = asked.pick(|view| view.may_change) && changing.with(Option::is_none);
        let press = move |()| changing.set(asked.known());
        may.then(|| view! { <Button kind=ButtonKind::First on_press=press>"Change settings"</Button> })
    };
    view! {
        <header class="pagehead">
            <div>
                <Heading title="Settings"/>
                <p class="soft">{move || stands(asked)}</p>
            </div>
            <div class="cluster">{begin}</div>
        </header>
        {form}
        <div hidden=move || changing.with(Option::is_some)>{held}</div>
    }
}

/// `Version 2 holds since Mon 23 Nov.`
fn stands(asked: Asked<SettingsView>) -> String {
    asked.pick(|view| match view.in_force {
        None => "Your program uses the default settings.".to_owned(),
        Some(place) => format!("Version {}, in effect since {}.", place + 1, clock::short_day(view.current().effective)),
    })
}

#[component]
fn Board(view: SettingsView) -> impl IntoView {
    view! {
        <Held settings=view.current()/>
        <CodeList view=view.clone()/>
        <History view/>
    }
}
