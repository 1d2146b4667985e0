//! Searching the caseload. What is typed stays in the page's memory: never in an address, and gone on lock.

mod hit;
mod keys;

use crate::desk::{
    ask::use_asked,
    open_charts::use_open_charts,
    page::{Heading, Stretch, when_ready},
    pages,
};
use clinical::Kind;
use hit::HitRow;
use keeper::protocol::{Search, SearchView};
use keys::BOX;
use leptos::prelude::*;
use record::{RecordId, is_blank};
use ui::{Check, CheckLook, SearchBox};

/// How many finds are drawn at first, and how many more in each frame: a screenful, so that the next key is not waited for.
const STRETCH: usize = 10;

/// What is sought. Kept by the frame, so that the way back from a hit leads to the same list.
#[derive(Clone, Copy)]
struct Sought {
    typed: RwSignal<String>,
    kinds: RwSignal<Vec<Kind>>,
    /// The one chart that is searched, with its name: others may have been opened since.
    only: RwSignal<Option<(RecordId, String)>>,
}

/// Puts what is sought in context, and listens for `/`. Call once, in the frame.
pub(crate) fn provide_search() {
    provide_context(Sought::new());
    keys::listen();
}

impl Sought {
    fn new() -> Self {
        Self { typed: RwSignal::new(String::new()), kinds: RwSignal::new(Vec::new()), only: RwSignal::new(None) }
    }

    fn ask(self) -> Search {
        let kinds = self.kinds.get().into_iter().map(|kind| format!(" kind:{}", hit::kind_word(kind))).collect::<String>();
        let words = self.typed.get();
        // A kind alone finds everything of it; nothing typed finds nothing.
        let words = if is_blank(&words) { String::new() } else { format!("{words}{kinds}") };
        Search { words, from: self.only.with(|only| only.as_ref().map(|(record, _)| *record)) }
    }
}

/// `/search`
#[component]
pub(crate) fn SearchPage() -> impl IntoView {
    let sought = use_context().unwrap_or_else(Sought::new);
    let asked = use_asked(move || sought.ask());
    keys::arrive();
    let empty = Memo::new(move |_| sought.typed.with(|typed| is_blank(typed)));
    let told = move || if empty.get() { String::new() } else { asked.pick(total) };
    let body = when_ready(asked, |view: SearchView| {
        if view.hits.is_empty() {
            return ().into_any();
        }
        let stretch = Stretch::by(STRETCH);
        stretch.go_on(view.hits.len());
        let hits: Vec<_> = view.hits.into_iter().enumerate().collect();
        view! {
            <ol class="hits" aria-label="What was found">
                <For each=move || stretch.of(&hits, 0) key=|(place, _)| *place let((_, hit))><HitRow hit/></For>
            </ol>
        }
        .into_any()
    });
    view! {
        <header class="pagehead"><div>
            <Heading title="Search"/>
            <p class="soft">"Searches everything you can open, on this device. What you type stays on it."</p>
        </div></header>
        <div class="seek" role="search">
            <SearchBox name=BOX label="Words, code, or date" value=sought.typed on_input=move |text| sought.typed.set(text)/>
            <Filters sought/>
            <p class="label">
                "Finds words that start with what you type. Use quotes for an exact phrase: "<kbd>"\"call card\""</kbd>". Or a code "
                <kbd>"F11"</kbd>", a day "<kbd>"Nov 18, 2026"</kbd>", a month "<kbd>"Nov 2026"</kbd>", "<kbd>"kind:plan"</kbd>
                ". All words must match. Press / on any page to search."
            </p>
        </div>
        <p class="tail quiet" role="status">{told}</p>
        {move || empty.get().then(|| view! { <Before/> })}
        {body}
    }
}

/// Before anything is typed.
#[component]
fn Before() -> impl IntoView {
    view! {
        <p class="soft">"Notes, assessments, diagnoses, plans, profiles, and your own drafts are searched. SUD counseling notes are not."</p>
    }
}

/// Which kinds, and whether only one chart: the one that is searched, else the one opened last.
#[component]
fn Filters(
    /// What is sought.
    sought: Sought,
) -> impl IntoView {
    let charts = use_open_charts();
    let kind = move |kind: Kind| {
        let checked = Signal::derive(move || sought.kinds.with(|kinds| kinds.contains(&kind)));
        let change = move |on: bool| {
            sought.kinds.update(|kinds| {
                kinds.retain(|other| *other != kind);
                if on {
                    kinds.push(kind);
                }
            });
        };
        let name = format!("kind-{}", hit::kind_word(kind));
        view! { <Check name checked on_change=change look=CheckLook::Chip>{kind.nouns()}</Check> }
    };
    let chart = Memo::new(move |_| sought.only.get().or_else(|| charts.get().into_iter().next()));
    let checked = Signal::derive(move || sought.only.with(Option::is_some));
    let change = move |on: bool| sought.only.set(chart.get_untracked().filter(|_| on));
    let name = move || chart.get().map(|(_, name)| name).unwrap_or_default();
    view! {
        <fieldset class="chips">
            <legend class="hidden-visually">"Only these"</legend>
            {pages::searched().map(kind).collect_view()}
            <Show when=move || chart.with(Option::is_some)>
                <Check name="only" checked on_change=change look=CheckLook::Chip>"Only "{name}</Check>
            </Show>
        </fieldset>
    }
}

/// `12 found`; how many of them are shown, where that is not all.
fn total(view: &SearchView) -> String {
    let shown = view.hits.len() as u64;
    match view.total {
        0 => "Nothing found. Try fewer words, or the beginning of one.".to_owned(),
        total if total > shown => format!("{total} found, showing the best {shown}. Add a word to narrow your search."),
        total => format!("{total} found"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_shown_is_counted_all_the_same() {
        assert_eq!(
            total(&SearchView { total: 70, hits: Vec::new() }),
            "70 found, showing the best 0. Add a word to narrow your search."
        );
        assert!(total(&SearchView::default()).starts_with("Nothing found"));
    }
}
