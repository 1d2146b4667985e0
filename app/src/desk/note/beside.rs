//! What lies beside the sheet: the note before, and what to look at before signing.

mod carry;
mod objectives;

use super::{read::parts, words, writing::Writing};
use crate::desk::{page::focus_field, pages};
use carry::CarryForward;
use clinical::{Note, Severity, thread::Lint};
use keeper::protocol::DocRow;
use leptos::prelude::*;
use objectives::Objectives;
use record::RecordId;
use ui::{Glyph, Icon};

/// The aside of the editor.
#[component]
pub(super) fn Beside(
    /// The note.
    writing: Writing,
) -> impl IntoView {
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
    /// In which record.
    record: RecordId,
    /// The note before.
    row: DocRow,
    /// The same, whole.
    note: Option<Box<Note>>,
) -> impl IntoView {
    let day = words::service_day(&row).unwrap_or_else(|| "Not dated".to_owned());
    let told = format!("{}, {day}", row.summary.title);
    let part = |(name, text): (&'static str, String)| view! { <h4 class="label">{name}</h4><p class="last prewrap">{text}</p> };
    let whole = match note {
        Some(note) => {
            let parts = parts(&note).into_iter().map(part).collect_view();
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
    found: Lint,
) -> impl IntoView {
    let (is, soft, glyph) = match found.severity {
        Severity::Blocks => ("owed", None, Glyph::Owed),
        Severity::Warns => ("ok", None, Glyph::Ring),
        Severity::Notes => ("ok", Some("soft"), Glyph::Ring),
    };
    let (name, told) = (label(&found.place), words::told(&found));
    let go = move |_| focus_field(&found.place);
    view! {
        <li data-is=is class=soft>
            <Icon glyph/>
            <div><button type="button" class="go" on:click=go><b>{name}</b></button>" "{told}</div>
        </li>
    }
}

/// What a field is called on the page.
pub(crate) fn label(field: &str) -> String {
    let section = field.strip_prefix("section-").or_else(|| field.strip_prefix("aside-"));
    if let Some(section) = section.and_then(clinical::section) {
        return section.label.to_owned();
    }
    if field.starts_with("link-") {
        return "An objective".to_owned();
    }
    if let Some(number) = field.strip_prefix("attempt-") {
        return format!("Try number {number}");
    }
    match field {
        "date" => "Day of service",
        "start" => "Start",
        "end" => "End",
        "modality" => "How you met",
        "location" => "Where",
        "participants" => "Others who took part",
        "toxicology" => "Toxicology",
        "next-session" => "Next session",
        "absence" => "What happened",
        "late-reason" => "Why it is late",
        "links" => "What this worked on",
        "risk-suicide" => "Suicidal thoughts",
        "risk-homicide" => "Thoughts of harming others",
        "risk-overdose" => "Overdose",
        "risk-withdrawal" => "Withdrawal",
        _ => "This note",
    }
    .to_owned()
}
