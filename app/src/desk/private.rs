//! SUD counseling notes (42 CFR 2.11): what a counselor writes down for themself, kept apart from the chart.

mod editor;

use crate::desk::{
    ask::{Asked, use_act, use_asked},
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, by_record_and_doc, use_chart},
    clock,
    page::{BackLink, once_ready, when_ready},
    pages,
};
use clinical::{CounselingNote, Kind};
use editor::Editor;
use keeper::protocol::{BeginPrivate, LoadPrivate, PrivateNote, PrivateView};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId};
use ui::{Banner, Button, ButtonKind, EmptyState, Glyph, Mark, PrintButton, StateMark, Tone};

/// `/clients/:record/private`
#[component]
pub(crate) fn PrivateRoute() -> impl IntoView {
    by_record(|record| view! { <ListPage record/> }.into_any())
}

/// `/clients/:record/private/:doc`
#[component]
pub(crate) fn PrivateNoteRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| view! { <NotePage record doc/> }.into_any())
}

fn href(patient: RecordId, doc: DocId) -> String {
    pages::one(patient, Kind::CounselingNote, doc)
}

#[component]
fn ListPage(
    /// The chart of the client.
    record: RecordId,
) -> impl IntoView {
    let (chart, asked) = (use_chart(record), use_asked(move || LoadPrivate { patient: record }));
    view! {
        <ChartHead chart tab=Tab::Notes/>
        <ChartTabs record chart tab=Tab::Notes/>
        <div class="body stack">
            <header class="spread">
                <div>
                    <h2>"My counseling notes"</h2>
                    <p class="soft">"Nobody else on the team can open them. They are not included in search, exports, or audits. The custodian’s key can open them."</p>
                </div>
                <div class="cluster"><BackLink href=pages::list(record, Kind::Note) words="Notes"/></div>
            </header>
            <Banner tone=Tone::Plain words=CounselingNote::NOT_HERE/>
            {when_ready(asked, move |view| view! { <List patient=record view/> }.into_any())}
        </div>
    }
}

#[component]
fn List(
    /// The chart of the client.
    patient: RecordId,
    /// What I wrote.
    view: PrivateView,
) -> impl IntoView {
    let navigate = use_navigate();
    let begin = use_act::<BeginPrivate>(move |doc| navigate(&href(patient, doc), NavigateOptions::default()));
    let wrong = begin.wrong_beside(&[]);
    let press = move |()| begin.run(BeginPrivate { patient });
    let new = move || view! { <Button kind=ButtonKind::First glyph=Glyph::Add busy=begin.busy on_press=press>"New counseling note"</Button> };
    let may = view.may_write;
    let refused = move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> });
    if view.notes.is_empty() {
        return view! {
            <EmptyState title="No counseling notes" words="Notes you write for yourself about this client appear here.">{may.then(new)}</EmptyState>
            {refused}
        }
        .into_any();
    }
    let rows = view.notes.into_iter().map(|note| view! { <Row patient note/> }).collect_view();
    view! { <div class="cluster">{may.then(new)}</div>{refused}<ul class="list">{rows}</ul> }.into_any()
}

#[component]
fn Row(
    /// The chart of the client.
    patient: RecordId,
    note: PrivateNote,
) -> impl IntoView {
    let day = note.note.date.map_or_else(|| "No date yet".to_owned(), clock::day);
    let first = note.note.text.lines().next().unwrap_or_default().chars().take(90).collect::<String>();
    let (mark, word) =
        if note.signed.is_some() && note.draft_saved.is_none() { (Mark::Signed, "Signed") } else { (Mark::Draft, "Draft") };
    view! { <li><a href=href(patient, note.doc)><b>{day}</b><small>{first}</small><StateMark is=mark word/></a></li> }
}

#[component]
fn NotePage(
    /// The chart of the client.
    record: RecordId,
    doc: DocId,
) -> impl IntoView {
    let (chart, asked) = (use_chart(record), use_asked(move || LoadPrivate { patient: record }));
    view! {
        <ChartHead chart tab=Tab::Notes/>
        <ChartTabs record chart tab=Tab::Notes/>
        {move || signed(asked, doc).map(|note| view! { <Read patient=record note/> })}
        <Show when=move || signed(asked, doc).is_none()>
            {once_ready(asked, move |view| match view.notes.into_iter().find(|note| note.doc == doc) {
                Some(note) => view! { <Editor patient=record note asked/> }.into_any(),
                None => view! { <div class="body"><EmptyState title="This note is not on this device" words="It may have been discarded, or be on another of your devices."/></div> }.into_any(),
            })}
        </Show>
    }
}

fn signed(asked: Asked<PrivateView>, doc: DocId) -> Option<PrivateNote> {
    asked.pick(|view| {
        view.notes.iter().find(|note| note.doc == doc && note.signed.is_some() && note.draft_saved.is_none()).cloned()
    })
}

#[component]
fn Read(
    /// The chart of the client.
    patient: RecordId,
    note: PrivateNote,
) -> impl IntoView {
    let day = note.note.date.map_or_else(|| "No date".to_owned(), clock::day);
    let who = note.note.author.as_ref().map(clinical::AuthorLine::text).unwrap_or_default();
    let at = note.signed.map(clock::moment).unwrap_or_default();
    view! {
        <div class="body notepage">
            <header class="notehead">
                <div><h2>"Counseling note"</h2><p class="soft">{format!("{day} · {who}, signed {at} · nobody else on the team can open it")}</p></div>
                <div class="cluster noprint">
                    <PrintButton label="Print"/>
                    <BackLink href=pages::list(patient, Kind::CounselingNote) words="My counseling notes"/>
                </div>
            </header>
            <div class="noteboard" data-beside="none">
                <article class="paper" aria-label="Counseling note">
                    <section class="part"><div class="write"><div class="prose read"><p>{note.note.text}</p></div></div></section>
                </article>
            </div>
        </div>
    }
}
