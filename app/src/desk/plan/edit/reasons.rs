//! What changed since the version before, line by line, and why.

use super::writing::Writing;
use crate::desk::plan::compare::glyph;
use clinical::plan::{LineChange, LineId, Verdict, read};
use leptos::prelude::*;
use ui::{Field, Icon};

/// The changed lines, each with a field for its reason.
#[component]
pub(super) fn Reasons(writing: Writing) -> impl IntoView {
    let changed = Memo::new(move |_| {
        writing.thread(|thread| {
            writing.plan.with(|plan| {
                let reading = thread.base(plan).and_then(|base| read(base, plan).ok());
                let lines = reading.map(|reading| reading.lines).unwrap_or_default();
                lines.into_iter().filter(|line| line.verdict != Verdict::Kept).collect::<Vec<_>>()
            })
        })
    });
    let ids = Memo::new(move |_| changed.with(|lines| lines.iter().map(|line| line.line.clone()).collect::<Vec<_>>()));
    view! {
        <section class="edit" data-line="reasons" aria-labelledby="what-changed">
            <h4 id="what-changed">"What changed, and why"</h4>
            <Show when=move || ids.with(Vec::is_empty)>
                <p class="soft">"Nothing differs from the version before yet. If nothing has to change, use “Reviewed, no change” there."</p>
            </Show>
            <For each=move || ids.get() key=Clone::clone let(id)><Why writing changed id/></For>
        </section>
    }
}

#[component]
fn Why(
    writing: Writing,
    /// All changed lines.
    changed: Memo<Vec<LineChange>>,
    id: LineId,
) -> impl IntoView {
    let own = StoredValue::new(id.clone());
    let line = move || changed.with(|lines| own.with_value(|id| lines.iter().find(|line| line.line == *id).cloned()));
    let told = move || {
        line().map(|line| {
            let whole = matches!(line.verdict, Verdict::Added | Verdict::Dropped);
            let sentences = line.sentences.into_iter().filter(|_| !whole).map(|words| view! { <li>{words}</li> }).collect_view();
            view! { <p class="changed-line"><Icon glyph=glyph(line.verdict)/><b>{line.verdict.label()}</b>" "{line.title}</p><ul class="soft">{sentences}</ul> }
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
    let label = move || line().map(|line| format!("Why: {}", line.title)).unwrap_or_default();
    view! {
        <div class="row">
            {told}
            <Field name=field.clone() label=Signal::derive(label) value on_input=typed error=writing.form.wrong(field)/>
        </div>
    }
}
