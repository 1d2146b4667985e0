//! Writing a note: its session in one line, the objectives, the sheet, and the bar in which it is signed.

mod more_details;
mod note_body;
mod note_side;
mod offers;
mod outreach;
mod participants;
mod risk;
mod serves;
mod session_details;
mod sign;
mod time;

use super::{
    side_panel::SidePanel,
    thread_lines::ThreadLines,
    writing::{Writing, section_field},
};
use crate::desk::ask::Asked;
use crate::desk::{form::Line, lines::Returned, page::go_soon, row_labels};
use clinical::{Note, Wrong};
use keeper::protocol::{DocPage, DocView};
use leptos::prelude::*;
use note_body::NoteBody;
use note_side::NoteSide;
use record::{RecordId, is_blank};
use session_details::SessionDetails;
use sign::SignNoteBar;

/// The editor. Two direct children of `<main>`: the body and the sign bar.
#[component]
pub(super) fn Editor(
    record: RecordId,
    /// As it was when the page was opened.
    one: DocView<Note>,
    /// The same, asked again after each save.
    asked: Asked<DocPage>,
) -> impl IntoView {
    begin_in_first_empty(&one.content);
    let writing = Writing::begin(record, one, asked);
    view! {
        <div class="body notepage" inert=move || writing.sign.busy.get() on:focusout=move |_| writing.draft.keep_now()>
            <SessionDetails writing/>
            <Returned asked/>
            <Late writing/>
            <div class="noteboard">
                <SidePanel writing/>
                <article class="paper" aria-label=move || writing.note.with(|note| format!("Note, {}", note.title()))>
                    <NoteSide writing/>
                    <NoteBody writing/>
                </article>
                <ThreadLines writing/>
            </div>
        </div>
        <SignNoteBar writing/>
    }
}

/// Writing goes on in the first section that is empty. After the heading took the focus, as on every page one arrives at.
fn begin_in_first_empty(note: &Note) {
    let empty = note.layout().into_iter().find(|section| is_blank(note.text_of(section.id)));
    if let Some(section) = empty {
        request_animation_frame(move || go_soon(section_field(section.id).to_owned()));
    }
}

/// A late entry, named as such, and its reason. It is asked for exactly where the keeper asks for it, whatever this device's clock
/// says; where that clock is the cause, it is named.
#[component]
fn Late(writing: Writing) -> impl IntoView {
    let owed = Memo::new(move |_| {
        writing.asked.pick(|view| view.findings.iter().any(|one| one.wrong() == Some(Wrong::LateWithoutReason)))
    });
    let given = writing.memo(|note| !is_blank(&note.late_reason));
    let label = Memo::new(move |_| writing.asked.pick(row_labels::late_by_now));
    let clock = Memo::new(move |_| writing.asked.pick(|view| view.clock_uncertain));
    let words = move || label.get().unwrap_or_else(|| "Late entry".to_owned());
    let shown = move || owed.get() || given.get() || label.with(Option::is_some);
    view! {
        <Show when=shown>
            <div class="banner" data-is="owed">
                <div class="stack">
                    <p><b>{words}</b></p>
                    <Show when=move || clock.get()>
                        <p>"This device’s clock differs from the server’s. That may be why this counts as late. Check date and time in the
                            device’s settings. You can sign; the note is marked “clock uncertain”."</p>
                    </Show>
                    <Line at=writing.whole() field="late_reason" label="Reason for late entry" get=|note| &note.late_reason
                        set=|note| &mut note.late_reason/>
                </div>
            </div>
        </Show>
    }
}
