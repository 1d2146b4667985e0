//! Every version: from when, by whom, why, and what changed.

use crate::desk::clock;
use keeper::protocol::{SettingsVersion, SettingsView};
use leptos::prelude::*;
use ui::{Mark, StateMark};

/// The versions, newest first.
#[component]
pub(super) fn History(view: SettingsView) -> impl IntoView {
    let SettingsView { versions, in_force, today, .. } = view;
    let none = versions.is_empty().then(|| view! { <p class="soft">"No version yet. These are the default settings."</p> });
    let items = versions.into_iter().enumerate().rev().map(|(place, version)| {
        let begun = version.settings.as_ref().is_some_and(|settings| settings.effective <= today);
        let (mark, word) = match (in_force == Some(place), begun) {
            (true, _) => (Mark::Ok, "Active"),
            (false, true) => (Mark::Struck, "Earlier"),
            (false, false) => (Mark::Waiting, "Starts later"),
        };
        view! { <Version number=place + 1 version mark word/> }
    });
    view! {
        <section class="body past" aria-labelledby="versions-of-settings">
            <h2 class="over" id="versions-of-settings">"Versions"</h2>
            {none}
            <ol>{items.collect_view()}</ol>
        </section>
    }
}

#[component]
fn Version(
    /// Its number, from 1.
    number: usize,
    version: SettingsVersion,
    /// How it stands.
    mark: Mark,
    /// The same in words.
    word: &'static str,
) -> impl IntoView {
    let SettingsVersion { settings, who, at, changes } = version;
    let Some(settings) = settings else {
        let words = "Written by a newer version of Throughline. Reload the page to update.";
        return view! { <li><b>{format!("Version {number}")}</b><p>{words}</p></li> }.into_any();
    };
    let head = format!("Version {number}, from {}", clock::short_day(settings.effective));
    let changes = changes.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! {
        <li>
            <b>{head}</b>" "<StateMark is=mark word/>
            <p>{settings.reason}</p>
            <ul>{changes}</ul>
            <p class="soft">{format!("Signed by {who}, {}", clock::full_moment(at))}</p>
        </li>
    }
    .into_any()
}
