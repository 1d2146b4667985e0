//! Writing a note: its head, the sheet, what lies beside it, and the bar in which it is signed.

mod head;
mod more_details;
mod note_body;
mod note_side;
mod outreach;
mod participants;
mod risk;
mod session_details;
mod sign;
mod time;

use super::{side_panel::SidePanel, writing::Writing};
use crate::desk::ask::Asked;
use crate::desk::{lines::Returned, row_labels};
use head::Head;
use keeper::protocol::NoteView;
use leptos::prelude::*;
use note_body::NoteBody;
use note_side::NoteSide;
use session_details::SessionDetails;
use sign::SignNoteBar;
use ui::Field;

/// The editor. Two direct children of `<main>`: the body and the sign bar.
#[component]
pub(super) fn Editor(
    /// As it was when the page was opened.
    view: NoteView,
    /// The same, asked again after each save.
    asked: Asked<NoteView>,
) -> impl IntoView {
    let writing = Writing::begin(&view, asked);
    view! {
        <div class="body notepage" inert=move || writing.sign.busy.get() on:focusout=move |_| writing.draft.keep_now()>
            <Head writing/>
            <Returned asked/>
            <Late writing/>
            <SessionDetails writing/>
            <div class="noteboard">
                <SidePanel writing/>
                <article class="paper" aria-label=move || writing.note.with(|note| format!("Note, {}", note.title()))>
                    <NoteSide writing/>
                    <NoteBody writing/>
                </article>
            </div>
        </div>
        <SignNoteBar writing/>
    }
}

/// A late entry, named as such, and its reason.
#[component]
fn Late(writing: Writing) -> impl IntoView {
    let late = Memo::new(move |_| writing.asked.pick(row_labels::late_by_now));
    view! {
        <Show when=move || late.with(Option::is_some)>
            <div class="banner" data-is="owed">
                <div class="stack">
                    <p><b>{move || late.get()}</b></p>
                    <Field name="late-reason" label="Why it is late" value=writing.part(|note| note.late_reason.clone())
                        on_input=move |text: String| writing.edit(|note| note.late_reason = text) error=writing.wrong("late-reason")/>
                </div>
            </div>
        </Show>
    }
}
