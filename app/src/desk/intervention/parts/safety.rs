//! The safety screen.

use super::super::{
    labels::options,
    page::part,
    writing::{Opened, Writing},
};
use super::chips;
use crate::desk::{
    clock,
    form::{Day, Part, Text},
};
use clinical::intervention::{Intervention, ScreenAnswer, ScreenItem, Screened, Step};
use leptos::prelude::*;
use ui::{Glyph, Icon};

/// The part.
#[component]
pub(crate) fn Safety(writing: Writing) -> impl IntoView {
    let small = writing.read(|all| match (all.screened_on, all.screened_again_on) {
        (Some(first), Some(again)) => format!("{}, repeated {}", clock::short_day(first), clock::short_day(again)),
        (Some(first), None) => clock::short_day(first),
        (None, _) => "asked before the session, and again that day".to_owned(),
    });
    let screen = writing.read(|all| {
        ScreenItem::ALL.iter().map(|item| (*item, all.screened(*item).cloned().unwrap_or_default())).collect::<Vec<_>>()
    });
    let read = move || {
        let row = |(item, found): (ScreenItem, Screened)| {
            let (is, glyph) = match found.answer {
                ScreenAnswer::NotAsked => (None, Glyph::Ring),
                ScreenAnswer::Clear => (None, Glyph::Ok),
                ScreenAnswer::Concern => (Some("owed"), Glyph::Owed),
            };
            let words = found.words.trim().to_owned();
            let more = (!words.is_empty()).then(|| format!(". {words}"));
            view! { <li data-is=is><Icon glyph/><span>{item.label()}</span><span><b>{found.answer.label()}</b>{more}</span></li> }
        };
        view! { <ul class="screen">{move || screen.get().into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    part(writing, Opened::At(Step::Safety), "Safety screen", small.into(), read, move || fields(writing))
}

fn fields(writing: Writing) -> AnyView {
    let at = writing.whole();
    let items = ScreenItem::ALL.iter().map(|item| one(writing, *item)).collect_view();
    view! {
        {items}
        <div class="pair">
            <Day at field="screened_on" label="Asked on" get=|e: &Intervention| e.screened_on set=|e, day| e.screened_on = day/>
            <Day at field="screened_again_on" label="Asked again on" get=|e: &Intervention| e.screened_again_on
                set=|e, day| e.screened_again_on = day/>
        </div>
    }
    .into_any()
}

fn one(writing: Writing, item: ScreenItem) -> AnyView {
    let at = Part::which(
        writing.form,
        "screen",
        item.id(),
        |all: &Intervention, id| all.screen.get(&ScreenItem::from_id(id)?),
        |all, id| Some(all.screen.entry(ScreenItem::from_id(id)?).or_default()),
    );
    let remark = writing.form.remark(at.id());
    let asked = Memo::new(move |_| at.read_now(|found| found.answer != ScreenAnswer::NotAsked));
    let label = format!("{}: what was said, and what is done", item.label());
    view! {
        <div class="entry-row">
            {chips(at, "answer", item.label(), options(ScreenAnswer::ALL, ScreenAnswer::id, ScreenAnswer::label),
                |found| found.answer.id().to_owned(), |found, id| found.answer = ScreenAnswer::from_id(id).unwrap_or_default())}
            <Show when=move || asked.get()>
                <Text at field="words" label=label.clone() get=|found: &Screened| &found.words set=|found| &mut found.words hint=item.hint()/>
            </Show>
            {move || remark.get().map(|words| view! { <p class="lint">{words}</p> })}
        </div>
    }
    .into_any()
}
