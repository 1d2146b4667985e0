//! The note under review, with what was said about it before.

use super::decide::Decide;
use crate::desk::{
    ask::use_asked,
    clock,
    note::{self, Lines, words},
    page::when_ready,
};
use keeper::protocol::{LoadNote, NoteFinding, NoteView};
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Banner, Glyph, Icon, StateMark, Tone};

/// One note, to read and to decide on.
#[component]
pub(super) fn Reading(
    /// In which record.
    record: RecordId,
    /// Which note.
    doc: DocId,
) -> impl IntoView {
    let asked = use_asked(move || LoadNote { record, doc });
    let comment = RwSignal::new(String::new());
    view! {
        <article class="desk-audit">
            {when_ready(asked, |view| view! { <Paper view/> }.into_any())}
            <Decide asked comment/>
        </article>
    }
}

#[component]
fn Paper(
    /// The note.
    view: NoteView,
) -> impl IntoView {
    let (mark, word) = words::standing(&view.row);
    let what = format!("{} of {} · {}", view.row.service, words::service_time(&view.row), view.row.author_name);
    let href = words::href(view.record, view.row.doc);
    let late = words::late_entry(&view.row).map(|words| view! { <Banner tone=Tone::Owed words/> });
    let parts = note::parts(&view.note).into_iter().map(|(name, text)| {
        view! { <div class="para"><h3>{name}</h3><p>{text}</p></div> }
    });
    view! {
        <header>
            <div class="spread">
                <div><h2>{view.client.clone()}</h2><p class="soft">{what}</p></div>
                <div class="cluster"><StateMark is=mark word/><a class="btn" data-kind="plain" href=href>"Whole note"</a></div>
            </div>
        </header>
        {late}
        <div class="sides">
            <section class="side" aria-labelledby="the-note">
                <h2 id="the-note">{format!("The note, {}", view.row.format)}</h2>
                {parts.collect_view()}
            </section>
            <section class="side" aria-labelledby="said">
                <h2 id="said">"Signed and said"</h2>
                <Checks view=view.clone()/>
                <Lines lines=view.lines own=view.row.author_name/>
            </section>
        </div>
    }
}

/// What the checks say about it.
#[component]
fn Checks(
    /// The note.
    view: NoteView,
) -> impl IntoView {
    let in_time = match clock::lateness(view.row.lateness) {
        None => (None, Glyph::Ok, "Signed in time".to_owned()),
        Some(over) => (Some("owed"), Glyph::Owed, format!("Signed late: {over}")),
    };
    let found = view.findings.into_iter().map(|NoteFinding { sentence, blocks, .. }| {
        (blocks.then_some("owed"), if blocks { Glyph::Owed } else { Glyph::Ring }, sentence)
    });
    let rows = std::iter::once(in_time).chain(found).map(|(is, glyph, words)| {
        view! { <li data-is=is><Icon glyph/><div>{words}</div></li> }
    });
    view! { <ul class="checks">{rows.collect_view()}</ul> }
}
