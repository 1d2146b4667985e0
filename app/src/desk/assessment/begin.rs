//! Beginning an assessment: the day and the edition are filled in, nothing else.

use super::list_of;
use crate::desk::ask::{Asked, use_act};
use clinical::assessment::{Assessment, edition_for};
use keeper::protocol::{Begin, ThreadView};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId};
use ui::{Button, ButtonKind, Glyph};

/// The button; goes to the page where it is written.
#[component]
pub(super) fn BeginAssessment(
    /// What runs through the chart: the day, and the client's age.
    asked: Asked<ThreadView>,
    record: RecordId,
    /// The word on it.
    word: &'static str,
) -> impl IntoView {
    let navigate = use_navigate();
    let act = use_act::<Begin>(move |doc: DocId| {
        navigate(&format!("{}/{doc}", list_of(record)), NavigateOptions::default());
    });
    let begin = move |()| {
        if let Some(blank) = untrack(|| asked.pick(|view| Some(blank(view)))) {
            act.run(Begin { record, body: blank.into() });
        }
    };
    let unknown = Signal::derive(move || asked.pick(|_| Some(())).is_none());
    let wrong = act.wrong_beside(&[]);
    view! {
        <Button kind=ButtonKind::First glyph=Glyph::Add busy=act.busy disabled=unknown on_press=begin>{word}</Button>
        {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
    }
}

/// An assessment of today, in the edition for the client's age where that is known.
fn blank(view: &ThreadView) -> Assessment {
    let age = view.birth_date.and_then(|born| view.today.years_since(born));
    Assessment { date: Some(view.today), edition: age.map(edition_for).unwrap_or_default(), ..Assessment::default() }
}
