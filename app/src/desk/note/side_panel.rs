//! What lies beside the sheet: the note before, and what to look at before signing.

mod carry;
mod objectives;

use super::writing::Writing;
use crate::desk::{note_text, page::focus_field, pages, row_labels};
use carry::CarryForward;
use clinical::{Finding, Note, Severity};
use keeper::protocol::DocRow;
use leptos::prelude::*;
use objectives::Objectives;
use record::RecordId;
use ui::{Glyph, Icon};

/// The aside of the editor.
#[component]
pub(super) fn SidePanel(writing: Writing) -> impl IntoView {
    let record = writing.draft.record;
    let previous = Memo::new(move |_| writing.asked.pick(|view| Some((view.previous.clone()?, view.last.clone()))));
    let findings = Memo::new(move |_| writing.findings());
    view! {
        <aside class="beside" aria-label="Plan, last note and what to look at">
            <Objectives writing/>
            <h3 class="over">"Last note"</h3>
            {move || match previous.get() {
                Some((row, note)) => view! { <Last record row note/> }.into_any(),
                None => view! { <p class="last soft">"None in this chart yet."</p> }.into_any(),
            }}
            <CarryForward writing/>
            <h3 class="over">"Before signing"</h3>
            {move || {
                let found = findings.get();
                if found.is_empty() {
                    view! { <p class="last soft">"Nothing to look at."</p> }.into_any()
                } else {
                    view! { <ul class="checks">{found.into_iter().map(|found| view! { <Found found/> }).collect_view()}</ul> }.into_any()
                }
            }}
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
    let day = row_labels::service_day(&row).unwrap_or_else(|| "Not dated".to_owned());
    let told = format!("{}, {day}", row.summary.title);
    let part = |(name, text): (&'static str, String)| view! { <h4 class="label">{name}</h4><p class="last prewrap">{text}</p> };
    let whole = match note {
        Some(note) => {
            let parts = note_text::parts(&note).into_iter().map(part).collect_view();
            view! { <details><summary>{told}</summary>{parts}</details> }.into_any()
        }
        None => view! { <p class="last soft">{format!("{told}. {}", row.summary.excerpt)}</p> }.into_any(),
    };
    view! {
        {whole}
        <p class="last soft">
            <a href=pages::row(record, &row)>"Open"<span class="hidden-visually">" the last note"</span></a>
        </p>
    }
}

#[component]
fn Found(
    /// What the keeper found.
    found: Finding,
) -> impl IntoView {
    let (is, soft, glyph) = match found.severity {
        Severity::Blocks => ("owed", None, Glyph::Owed),
        Severity::Warns => ("ok", None, Glyph::Ring),
        Severity::Notes => ("ok", Some("soft"), Glyph::Ring),
    };
    let place = found.place.name();
    let (name, told) = (note_text::label(&place), found.text());
    let go = move |_| focus_field(&place);
    view! {
        <li data-is=is class=soft>
            <Icon glyph/>
            <div><button type="button" class="go-link" on:click=go><b>{name}</b></button>" "{told}</div>
        </li>
    }
}
