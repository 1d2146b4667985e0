//! The sections beside the form, each with what is still open in it.

use super::found_in;
use crate::desk::assessment::filling::{Filling, Section, go, label};
use clinical::{Finding, Wrong};
use leptos::prelude::*;
use ui::{Glyph, Icon};

/// From this width on, in pixels, there is room to leave it open. As in the sheet: 48rem.
const WIDE: f64 = 768.0;

/// The index. On a phone it folds away above the form.
#[component]
pub(super) fn Index(
    filling: Filling,
    /// Where somebody is writing.
    here: RwSignal<Option<Section>>,
) -> impl IntoView {
    let wide = window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width >= WIDE);
    let folded = RwSignal::new(!wide);
    let left = Memo::new(move |_| filling.findings.with(Vec::len));
    let word = move || match left.get() {
        0 => "complete".to_owned(),
        many => format!("{many} open"),
    };
    let lines =
        Section::ALL.iter().map(|section| view! { <Line filling section=*section here folded=(!wide).then_some(folded)/> });
    view! {
        <nav class="index noprint" aria-label="Sections of the assessment">
            <details prop:open=move || !folded.get()
                on:toggle:target=move |event| folded.set(!event.target().open())>
                <summary>"Sections "<span class="quiet">{word}</span></summary>
                <ol>{lines.collect_view()}</ol>
            </details>
        </nav>
    }
}

#[component]
fn Line(
    filling: Filling,
    section: Section,
    /// Where somebody is writing.
    here: RwSignal<Option<Section>>,
    /// Folds the index away, where it lies above the form.
    folded: Option<RwSignal<bool>>,
) -> impl IntoView {
    let found = Memo::new(move |_| found_in(filling, section));
    let leave = move || {
        if let Some(folded) = folded {
            folded.set(true);
        }
    };
    let is = move || {
        found.with(|found| {
            if found.iter().any(Finding::blocks) {
                "missing"
            } else if found.is_empty() {
                "done"
            } else {
                "open"
            }
        })
    };
    let mark = move || {
        let (glyph, words) = match found.with(|found| (found.iter().filter(|issue| issue.blocks()).count(), found.len())) {
            (0, 0) => (Glyph::Ok, "complete".to_owned()),
            (0, open) => (Glyph::Ring, format!("{open} open")),
            (missing, open) if missing == open => (Glyph::Half, format!("{missing} missing")),
            (missing, open) => (Glyph::Half, format!("{missing} missing, {} open", open - missing)),
        };
        view! { <Icon glyph/><span>{words}</span> }
    };
    let items = move || {
        let item = |issue: Finding| {
            let (name, words) = (issue.place.name(), told(&issue));
            let press = move |_| {
                leave();
                go(&name);
            };
            view! { <li><button type="button" on:click=press>{words}</button></li> }
        };
        found.get().into_iter().map(item).collect_view()
    };
    let unfolded = move || here.get() == Some(section) && !found.with(Vec::is_empty);
    view! {
        <li data-is=is>
            <button type="button" class="index-link" aria-current=move || (here.get() == Some(section)).then_some("true")
                on:click=move |_| { leave(); here.set(Some(section)); go(section.id()); }>
                <b>{section.title()}</b><small>{mark}</small>
            </button>
            <Show when=unfolded><ul>{items}</ul></Show>
        </li>
    }
}

/// What is open, in a few words: the field, and more only where more is wrong than that it is empty.
fn told(issue: &Finding) -> String {
    let label = label(&issue.place);
    let silent = matches!(issue.wrong(), Some(Wrong::Missing | Wrong::NotAsked | Wrong::NotRated | Wrong::NothingFound));
    if silent { label } else { format!("{label}: {}", issue.sentence) }
}
