//! Beside the sheet: the plan's objectives, and the note before.

mod carry;
mod measures;
mod objectives;
mod progress;

use super::writing::Writing;
use crate::desk::{note_text, pages, row_labels};
use carry::CarryForward;
use clinical::Note;
use keeper::protocol::{DocRow, PlanBeside};
use leptos::prelude::*;
use measures::Measures;
use objectives::Objectives;
use record::RecordId;

/// The version of the plan whose lines the note's links name: the one it says, or the one in force.
pub(super) fn plan_of(writing: Writing) -> Memo<Option<PlanBeside>> {
    Memo::new(move |_| {
        let named = writing.note.with(|note| note.plan);
        writing.beside(|view| {
            let both = [view.linked.as_ref(), view.in_force.as_ref()];
            let said = both.into_iter().flatten().find(|plan| Some(plan.doc) == named);
            said.or(view.in_force.as_ref()).cloned()
        })
    })
}

/// The aside of the editor.
#[component]
pub(super) fn SidePanel(writing: Writing) -> impl IntoView {
    let record = writing.draft.record;
    let previous = Memo::new(move |_| writing.beside(|view| Some((view.previous.clone()?, view.last.clone()))));
    let met = writing.memo(|note| note.service.spec().met);
    view! {
        <aside class="beside" aria-label="Objectives and last note">
            <Show when=move || met.get()><Objectives writing/></Show>
            <Measures writing/>
            <div class="refs">
                {move || match previous.get() {
                    Some((row, note)) => view! { <Last record row note/> }.into_any(),
                    None => view! { <p class="last soft">"No earlier note in this chart."</p> }.into_any(),
                }}
                <CarryForward writing/>
            </div>
        </aside>
    }
}

#[component]
fn Last(
    record: RecordId,
    /// The note before.
    row: DocRow,
    /// The same, whole.
    note: Option<Box<Note>>,
) -> impl IntoView {
    let day = row_labels::service_day(&row).unwrap_or_else(|| "no date".to_owned());
    let said = format!("{day}, {}", row.summary.title);
    let part = |(name, text): (&'static str, String)| view! { <h4 class="label">{name}</h4><p class="last prewrap">{text}</p> };
    let read = view! { <a href=pages::row(record, &row)>"Read"<span class="hidden-visually">" the last note"</span></a> };
    match note {
        Some(note) => {
            let parts = note_text::parts(&note).into_iter().map(part).collect_view();
            view! { <details><summary><b>"Last note"</b>" "{said}</summary>{parts}<p class="last">{read}</p></details> }
                .into_any()
        }
        None => view! { <p class="last"><b>"Last note"</b>" "{said}" "{read}</p> }.into_any(),
    }
}
