//! Ways of care side by side, for choosing together.

use crate::desk::assessment::filling::Filling;
use clinical::{
    Edition, LevelOfCare,
    assessment::{Suggestion, WayOfCare, ways_of_care},
};
use leptos::prelude::*;

/// All of them, the suggested and the chosen one marked in words.
#[component]
pub(super) fn Ways(
    filling: Filling,
    /// What the ratings suggest.
    suggestion: Memo<Suggestion>,
) -> impl IntoView {
    let way = |way: &'static WayOfCare| {
        let suggested = Memo::new(move |_| suggestion.with(|now| is(way, now.level.as_ref())));
        let chosen = Memo::new(move |_| filling.draft.value.with(|all| is(way, all.level.chosen.as_ref())));
        let marks = move || {
            let marks = [(suggested.get(), "Suggested"), (chosen.get(), "Chosen")];
            marks
                .into_iter()
                .filter(|(is, _)| *is)
                .map(|(_, word)| view! { <span class="tagnew">{word}</span>" " })
                .collect_view()
        };
        let levels = move || levels(way, filling.draft.value.with(|all| all.edition));
        view! {
            <li class="way" data-is=move || (suggested.get() || chosen.get()).then_some("marked")>
                <h4>{way.label}" "{marks}</h4>
                <dl class="pairs">
                    <div><dt>"Amount"</dt><dd>{way.hours}</dd></div>
                    <div><dt>"Where"</dt><dd>{way.place}</dd></div>
                    <div><dt>"Requirements"</dt><dd>{way.asks}</dd></div>
                    <div><dt>"Often follows"</dt><dd>{way.steps_down_to}</dd></div>
                    <div><dt>"Levels"</dt><dd>{levels}</dd></div>
                    <div><dt>"Source"</dt><dd>{way.source}</dd></div>
                </dl>
            </li>
        }
    };
    view! {
        <div class="field">
            <p class="legend" id="ways-of-care">"Levels of care compared"</p>
            <ul class="ways" aria-labelledby="ways-of-care">{ways_of_care().iter().map(way).collect_view()}</ul>
        </div>
    }
}

/// Whether a level is of this way.
fn is(way: &WayOfCare, level: Option<&LevelOfCare>) -> bool {
    level.is_some_and(|level| way.levels(level.edition).any(|row| row.number == level.number))
}

fn levels(way: &WayOfCare, edition: Edition) -> String {
    let numbers: Vec<&str> = way.levels(edition).map(|row| row.number).collect();
    if numbers.is_empty() { "No separate level".to_owned() } else { numbers.join(", ") }
}
