//! Why lines changed since the version before: beside their fields, and all of them beside the tree.

use super::{unit::Unit, writing::Writing};
use crate::desk::plan::compare::{Told, glyph};
use clinical::plan::{LineChange, LineId, Verdict};
use leptos::prelude::*;
use ui::{Field, Icon};

/// What changed in an open unit, each line with a field for its reason.
#[component]
pub(super) fn Reasons(writing: Writing, unit: Unit) -> impl IntoView {
    let here = Memo::new(move |_| {
        let lines = writing.plan.with(|plan| unit.explains(plan));
        writing.changes.with(|all| {
            let changed = all.iter().filter(|line| line.asks_reason && lines.contains(&line.line));
            changed.map(|line| line.line.clone()).collect::<Vec<_>>()
        })
    });
    view! { <For each=move || here.get() key=Clone::clone let(id)><Why writing id/></For> }
}

/// Everything that changed and asks for a reason; what was removed is explained here, the rest where it is edited.
#[component]
pub(super) fn AllReasons(writing: Writing) -> impl IntoView {
    let changed = Memo::new(move |_| {
        let asks = |line: &&LineChange| line.asks_reason;
        writing.changes.with(|all| all.iter().filter(asks).map(|line| (line.line.clone(), line.verdict)).collect::<Vec<_>>())
    });
    let kept = Memo::new(move |_| writing.kept.get());
    view! {
        <section aria-labelledby="what-changed">
            <h3 class="over" id="what-changed">"Reasons for changes"</h3>
            <Show when=move || changed.with(Vec::is_empty)>
                <p class="soft">"Nothing has changed since the last version. If nothing needs to change, use “Reviewed, no change” there."</p>
            </Show>
            <ul class="reasons">
                <For each=move || changed.get() key=Clone::clone let((id, verdict))>
                    {if verdict == Verdict::Dropped { view! { <li><Why writing id/></li> }.into_any() } else { view! { <Given writing id/> }.into_any() }}
                </For>
            </ul>
            {move || (kept.get() > 0).then(|| view! { <p class="label">{match kept.get() {
                1 => "1 line was not changed.".to_owned(),
                many => format!("{many} lines were not changed."),
            }}</p> })}
        </section>
    }
}

/// A reason as it is given, leading to its field.
#[component]
fn Given(writing: Writing, id: LineId) -> impl IntoView {
    let line = writing.change_of(id.clone());
    let place = format!("line-{id}-reason");
    let shown = move || {
        line.get().map(|line| {
            let reason = match line.reason.is_empty() {
                true => view! { <span class="broken">"No reason yet"</span> }.into_any(),
                false => view! { <span>{line.reason}</span> }.into_any(),
            };
            view! { <b>{short(&line.title)}</b><Icon glyph=glyph(line.verdict)/><span class="hidden-visually">{line.verdict.label()}</span>{reason} }
        })
    };
    view! { <li><button type="button" on:click=move |_| writing.go(&place)>{shown}</button></li> }
}

/// What changed in a line, and the field for its reason.
#[component]
fn Why(writing: Writing, id: LineId) -> impl IntoView {
    let (line, own) = (writing.change_of(id.clone()), StoredValue::new(id.clone()));
    let told = move || {
        line.get().map(|line| {
            let whole = line.verdict == Verdict::Added;
            // What a field said before is read beside it.
            let sentences = line.sentences.into_iter().filter(|sentence| !whole && sentence.was.is_none());
            let sentences: Vec<_> = sentences.map(|sentence| view! { <li><Told sentence/></li> }).collect();
            (!sentences.is_empty()).then(|| view! { <ul class="soft changed-line">{sentences}</ul> })
        })
    };
    let field = format!("line-{id}-reason");
    let value = Signal::derive(move || {
        writing.plan.with(|plan| own.with_value(|id| plan.head.reasons.get(id).cloned().unwrap_or_default()))
    });
    let typed = move |text: String| {
        let id = own.get_value();
        writing.edit(|plan| {
            if text.is_empty() {
                plan.head.reasons.remove(&id);
            } else {
                plan.head.reasons.insert(id, text);
            }
        });
    };
    let label = move || line.get().map(|line| format!("Reason for change: {}", short(&line.title))).unwrap_or_default();
    view! {
        <div class="line-reason">
            {told}
            <Field name=field.clone() label=Signal::derive(label) value on_input=typed error=writing.form.wrong(field)/>
        </div>
    }
}

/// The name of a line without what it says: `Objective 1.2`.
fn short(title: &str) -> String {
    title.split_once(" “").map_or(title, |(name, _)| name).to_owned()
}
