//! SUD counseling notes (42 CFR 2.11): what a counselor writes down for themself, kept apart from the chart.

mod editor;

use crate::desk::{
    ask::{use_act, use_asked},
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, by_record_and_doc, use_chart},
    clock,
    lost::LostStatements,
    me::role,
    page::{BackLink, when_ready, written_or_read},
    pages, row_labels,
};
use clinical::{CounselingNote, Kind};
use editor::Editor;
use keeper::protocol::{Begin, DocPage, DocRow, DocView, Load, LoadRows};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId};
use ui::{Banner, Button, ButtonKind, EmptyState, Glyph, PrintButton, StateMark, Tone};

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
    let (chart, asked) = (use_chart(record), use_asked(move || LoadRows { record, kind: Kind::CounselingNote }));
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
            {when_ready(asked, move |rows| view! { <List patient=record rows/> }.into_any())}
        </div>
    }
}

#[component]
fn List(
    /// The chart of the client.
    patient: RecordId,
    /// What I wrote.
    rows: Vec<DocRow>,
) -> impl IntoView {
    let navigate = use_navigate();
    let begin = use_act::<Begin>(move |doc| navigate(&href(patient, doc), NavigateOptions::default()));
    let wrong = begin.wrong_beside(&[]);
    let press = move |()| begin.run(Begin { record: patient, body: CounselingNote::new(patient).into() });
    let new = move || view! { <Button kind=ButtonKind::First glyph=Glyph::Add busy=begin.busy on_press=press>"New counseling note"</Button> };
    let may = role().writes();
    let refused = move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> });
    if rows.is_empty() {
        return view! {
            <EmptyState title="No counseling notes" words="Notes you write for yourself about this client appear here.">{may.then(new)}</EmptyState>
            {refused}
        }
        .into_any();
    }
    let rows = rows.into_iter().map(|row| view! { <Row patient row/> }).collect_view();
    view! { <div class="cluster">{may.then(new)}</div>{refused}<ul class="list">{rows}</ul> }.into_any()
}

#[component]
fn Row(
    /// The chart of the client.
    patient: RecordId,
    row: DocRow,
) -> impl IntoView {
    let day = row.summary.day.map_or_else(|| "No date yet".to_owned(), clock::day);
    let (mark, word) = row_labels::standing(&row);
    view! { <li><a href=href(patient, row.doc)><b>{day}</b><small>{row.summary.excerpt}</small><StateMark is=mark word/></a></li> }
}

#[component]
fn NotePage(
    /// The chart of the client.
    record: RecordId,
    doc: DocId,
) -> impl IntoView {
    let (chart, asked) = (use_chart(record), use_asked(move || Load { record, doc }));
    let missing = || {
        let words = "It may have been discarded, or be on another of your devices.";
        view! { <div class="body"><EmptyState title="This note is not on this device" words/></div> }.into_any()
    };
    let write = move || {
        let page = untrack(|| asked.pick(|page| Some((page.record, page.view()?))));
        page.map(|(own, one)| view! { <Editor patient=record own one/> }).into_any()
    };
    let read = move || {
        let one = Memo::new(move |_| asked.pick(DocPage::view));
        (move || one.get().map(|one| view! { <Read patient=record one/> })).into_any()
    };
    view! {
        <ChartHead chart tab=Tab::Notes/>
        <ChartTabs record chart tab=Tab::Notes/>
        <LostStatements record doc/>
        {written_or_read(asked, DocPage::may_write::<CounselingNote>, missing, write, read)}
    }
}

#[component]
fn Read(
    /// The chart of the client.
    patient: RecordId,
    one: DocView<CounselingNote>,
) -> impl IntoView {
    let DocView { signed, content: note } = one;
    let day = note.date.map_or_else(|| "No date".to_owned(), clock::day);
    let who = note.author.as_ref().map(clinical::AuthorLine::text).unwrap_or_default();
    let at = signed.signed_at().map(clock::moment).unwrap_or_default();
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
                    <section class="part"><div class="write"><div class="prose read"><p>{note.text}</p></div></div></section>
                </article>
            </div>
        </div>
    }
}
