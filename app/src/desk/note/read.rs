//! A note as it was signed, with everything said about it since; and the ways to add to it.

use super::acts::Acts;
use crate::desk::ask::Asked;
use crate::desk::{lines::Lines, note_text, row_labels};
use clinical::Note;
use keeper::protocol::{DocPage, DocRow, DocSync};
use leptos::prelude::*;
use record::{DocId, RecordId, Status};
use ui::{Banner, StateMark, Tone};

/// The note to read.
#[component]
pub(super) fn NoteRead(
    record: RecordId,
    doc: DocId,
    /// As the keeper says.
    asked: Asked<DocPage>,
) -> impl IntoView {
    let view = Memo::new(move |_| asked.known());
    view! {
        <div class="body notepage">
            <header class="notehead">
                {move || view.get().map(|view| view! { <Head row=view.row/> })}
                <Acts record doc asked/>
            </header>
            {move || view.get().map(|view| view! { <State row=view.row/> })}
            {move || view.get().and_then(|view| view.content().cloned().map(|note| view! { <Sheet view note/> }))}
        </div>
    }
}

#[component]
fn Head(
    /// The note's row.
    row: DocRow,
) -> impl IntoView {
    let (mark, word) = row_labels::standing(&row);
    let what = [row_labels::service_time(&row), row.summary.detail.clone(), row.author_name.clone()];
    let what = what.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let late = row_labels::late_entry(&row).map(|words| view! { <p class="broken">{words}</p> });
    view! {
        <div><h2>{row.summary.title.clone()}</h2><p class="soft">{what}</p>{late}<StateMark is=mark word/></div>
    }
}

/// What somebody must know before reading: not sent, refused, entered in error.
#[component]
fn State(
    /// The note's row.
    row: DocRow,
) -> impl IntoView {
    let not_there = match row.sync {
        DocSync::Received | DocSync::DraftOnly => None,
        DocSync::Waiting => Some((
            Tone::Plain,
            "Signed on this device, waiting to send. It is sent as soon as the server can be reached.".to_owned(),
        )),
        DocSync::Quarantined(why) => {
            let words = format!(
                "This could not be sent. {} It stays on this device until you decide what to do with it in the outbox.",
                crate::refused(why)
            );
            Some((Tone::Danger, words))
        }
    };
    let withdrawn = matches!(row.status, Status::EnteredInError)
        .then(|| (Tone::Danger, "Entered in error. It stays in the chart and does not count.".to_owned()));
    let banner = |(tone, words): (Tone, String)| view! { <Banner tone words/> };
    view! { {not_there.map(banner)}{withdrawn.map(banner)} }
}

#[component]
fn Sheet(
    /// Its page.
    view: DocPage,
    note: Note,
) -> impl IntoView {
    let retracted = matches!(view.row.status, Status::EnteredInError).then_some("retracted");
    let label = format!("Note, {}", note.title());
    let worked_on =
        [("Objectives addressed", view.beside.as_ref().map(|beside| note_text::worked_on(&note, beside)).unwrap_or_default())];
    let all = note_text::parts(&note).into_iter().chain(worked_on).filter(|(_, text)| !text.is_empty());
    let parts = all.map(|(name, text)| {
        view! { <section class="part"><div class="write"><h3>{name}</h3><div class="prose read"><p>{text}</p></div></div></section> }
    });
    view! {
        <div class="noteboard" data-beside="none">
            <article class="paper" aria-label=label data-is=retracted>{parts.collect_view()}</article>
            <Lines lines=view.doc.signed.lines/>
        </div>
    }
}
