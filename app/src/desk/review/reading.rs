//! The note under review, with what was said about it before.

use super::decide::{Comment, DecideBar, Decision};
use crate::desk::{ask::use_asked, clock, lines::Lines, note_text, page::when_ready, pages, row_labels};
use keeper::protocol::{LoadNote, NoteView};
use leptos::{html, prelude::*};
use record::{DocId, RecordId};
use ui::{Banner, Glyph, Icon, StateMark, Tone};

/// One note, to read and to decide on.
#[component]
pub(super) fn Reading(record: RecordId, doc: DocId) -> impl IntoView {
    let asked = use_asked(move || LoadNote { record, doc });
    let decision = Decision::open(record, doc);
    let mine = Memo::new(move |_| asked.pick(|view| view.rights.review));
    view! {
        <article class="desk-audit">
            {when_ready(asked, move |view| view! { <Paper view decision/> }.into_any())}
            <Show when=move || mine.get()><DecideBar decision/></Show>
        </article>
    }
}

#[component]
fn Paper(
    view: NoteView,
    /// What is typed about it.
    decision: Decision,
) -> impl IntoView {
    let (mark, word) = row_labels::standing(&view.row);
    let name = NodeRef::<html::H2>::new();
    focus_on_arrival(name);
    let what = format!("{} of {} · {}", view.row.summary.title, row_labels::service_time(&view.row), view.row.author_name);
    let title =
        if view.row.summary.detail.is_empty() { "The note".to_owned() } else { format!("The note, {}", view.row.summary.detail) };
    let href = pages::row(view.record, &view.row);
    let late = row_labels::late_entry(&view.row).map(|words| view! { <Banner tone=Tone::Owed words/> });
    let comment = view.rights.review.then(|| view! { <Comment decision called="note"/> });
    let worked_on = [("What this worked on", note_text::worked_on(&view))];
    let all = note_text::parts(&view.note).into_iter().chain(worked_on).filter(|(_, text)| !text.is_empty());
    let parts = all.map(|(name, text)| {
        view! { <div class="para"><h3>{name}</h3><p>{text}</p></div> }
    });
    view! {
        <header>
            <div class="spread">
                <div><h2 tabindex="-1" node_ref=name>{view.client.clone()}</h2><p class="soft">{what}</p></div>
                <div class="cluster"><StateMark is=mark word/><a class="btn" data-kind="plain" href=href>"Whole note"</a></div>
            </div>
        </header>
        {late}
        <div class="sides">
            <section class="side" aria-labelledby="the-note">
                <h2 id="the-note">{title}</h2>
                {parts.collect_view()}
            </section>
            <section class="side" aria-labelledby="said">
                <h2 id="said">"Signed and said"</h2>
                <Checks view=view.clone()/>
                <Lines lines=view.lines own=view.row.author_name/>
                {comment}
            </section>
        </div>
    }
}

/// Moves the focus to the note that was chosen, unless it is in the note already.
fn focus_on_arrival(name: NodeRef<html::H2>) {
    Effect::new(move |_| {
        let Some(name) = name.get() else { return };
        let inside = document().query_selector(".desk-audit :focus").ok().flatten().is_some();
        if !inside {
            request_animation_frame(move || {
                let _refused = name.focus();
            });
        }
    });
}

/// What the checks say about it.
#[component]
fn Checks(view: NoteView) -> impl IntoView {
    let in_time = match clock::lateness(view.row.lateness) {
        None => (None, Glyph::Ok, None, "Signed in time".to_owned()),
        Some(over) => (Some("owed"), Glyph::Owed, None, format!("Signed late: {over}")),
    };
    // What its author could do about it is not for who reads it: where it is, and what was found.
    let found = view.findings.into_iter().map(|lint| {
        let (is, glyph) = if lint.blocks() { (Some("owed"), Glyph::Owed) } else { (None, Glyph::Ring) };
        (is, glyph, Some(note_text::label(&lint.place.name())), lint.sentence.into_owned())
    });
    let rows = std::iter::once(in_time).chain(found).map(|(is, glyph, name, words)| {
        let name = name.map(|name| view! { <b>{name}</b>" " });
        view! { <li data-is=is><Icon glyph/><div>{name}{words}</div></li> }
    });
    view! { <ul class="checks">{rows.collect_view()}</ul> }
}
