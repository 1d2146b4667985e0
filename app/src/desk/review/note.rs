//! A note under review: its sections with the comments on them, what changed since it was returned, and the thread beside it.

use super::{
    comments::CommentAt,
    decide::{Comment, DecideBar, Decision, LookedAtBar},
    reading::focus_on_arrival,
    since::Since,
};
use crate::desk::{
    ask::use_asked,
    clock,
    lines::Lines,
    me::my_id,
    note_text,
    page::{Unknown, when_ready},
    pages,
    reworded::Pieces,
    row_labels,
};
use clinical::{Kinded, Note, rewording::reworded};
use keeper::protocol::{DocPage, Load, NoteBeside};
use leptos::{html, prelude::*};
use record::{DocId, RecordId};
use ui::{Banner, Glyph, Icon, StateMark, Tone};

/// The note.
#[component]
pub(super) fn OfNote(record: RecordId, doc: DocId, decision: Decision) -> impl IntoView {
    let asked = use_asked(move || Load { record, doc });
    let mine = Memo::new(move |_| asked.pick(|view| view.doc.signed.rights.review));
    // A late note that owes no co-signature: whoever looks at it says so, and it leaves the queue.
    let late = Memo::new(move |_| {
        asked.pick(|view| {
            let rights = view.doc.signed.rights;
            !rights.review && rights.amend && view.row.lateness.is_some() && my_id() != Some(view.row.author)
        })
    });
    let draw = move |view: DocPage| match view.content::<Note>().cloned() {
        Some(note) => view! { <Paper view note decision/> }.into_any(),
        None => view! { <Unknown/> }.into_any(),
    };
    view! {
        {when_ready(asked, draw)}
        <Show when=move || mine.get()><DecideBar decision goes_on=true/></Show>
        <Show when=move || late.get()><LookedAtBar decision/></Show>
    }
}

#[component]
fn Paper(
    /// Its page.
    view: DocPage,
    note: Note,
    /// What is typed about it.
    decision: Decision,
) -> impl IntoView {
    let (mark, word) = row_labels::standing(&view.row);
    let name = NodeRef::<html::H2>::new();
    focus_on_arrival(name);
    let what = format!("{} · {} · {}", view.row.summary.title, row_labels::service_time(&view.row), view.row.author_name);
    let href = pages::row(view.record, &view.row);
    let late = row_labels::late_entry(&view.row).map(|words| view! { <Banner tone=Tone::Owed words/> });
    let since = RwSignal::new(view.returned.is_some());
    let toggle = view.returned.is_some().then(|| view! { <Since since whole="Whole note"/> });
    let decides = view.doc.signed.rights.review.then_some(decision);
    let shown = StoredValue::new((view.clone(), note.clone()));
    let text = move || shown.with_value(|(view, note)| sections(view, note, since.get(), decides));
    view! {
        <header>
            <div class="spread">
                <div><h2 tabindex="-1" node_ref=name><bdi>{view.client.clone()}</bdi></h2><p class="soft">{what}</p></div>
                <div class="cluster">{toggle}<StateMark is=mark word/><a class="btn" data-kind="plain" href=href>"Open note"</a></div>
            </div>
        </header>
        {late}
        <div class="sides">
            <section class="side" aria-labelledby="the-note">
                <h2 id="the-note">{match view.row.summary.detail.as_str() { "" => "Note".to_owned(), format => format!("Note, {format}") }}</h2>
                {text}
            </section>
            <section class="side" aria-label="Thread and findings">
                {view.beside.as_ref().map(|beside| served(&note, beside))}
                <h2>"Findings"<span class="quiet">" The author saw these before signing"</span></h2>
                <Checks view=view.clone()/>
                <h2 id="said">"Signatures and comments"</h2>
                <Lines lines=view.doc.signed.lines/>
                {decides.map(|decision| view! { <Comment decision called="note"/> })}
            </section>
        </div>
    }
}

/// The sections, then the header's facts, each with the comments on it.
fn sections(view: &DocPage, note: &Note, since: bool, decision: Option<Decision>) -> Vec<AnyView> {
    let before: Option<&Note> = view.returned.as_ref().and_then(Note::of).filter(|_| since);
    let one = |(place, label, text, old): (Option<String>, &'static str, String, Option<String>)| {
        let body = match old.filter(|old| *old != text) {
            Some(old) => view! { <Pieces pieces=reworded(&old, &text)/> }.into_any(),
            None => text.into_any(),
        };
        let lines = view.doc.signed.lines.clone();
        let comments = place.map(|place| view! { <CommentAt place label=label.to_owned() lines decision/> });
        view! { <div class="para"><h3>{label}</h3><p>{body}</p>{comments}</div> }.into_any()
    };
    let layout = note.layout();
    let written = layout.iter().map(|section| {
        let old = before.map(|before| before.text_of(section.id).trim().to_owned());
        (Some(format!("section-{}", section.id)), section.label, note.text_of(section.id).trim().to_owned(), old)
    });
    let labels: Vec<&str> = layout.iter().map(|section| section.label).collect();
    let facts = note_text::parts(note).into_iter().filter(|(label, _)| !labels.contains(label));
    let facts = facts.map(|(label, text)| (None, label, text, None));
    written
        .chain(facts)
        .filter(|(_, _, text, old)| !text.is_empty() || old.as_ref().is_some_and(|old| !old.is_empty()))
        .map(one)
        .collect()
}

/// The objectives that the note is linked to, as they stand after it.
fn served(note: &Note, beside: &NoteBeside) -> AnyView {
    let plan = beside.plan();
    let title =
        plan.map_or_else(|| "Objectives addressed".to_owned(), |plan| format!("Objectives addressed, plan {}", plan.number));
    let rows = note.links.iter().filter_map(|link| {
        let (problem, _, objective) = plan?.plan.objective(&link.objective)?;
        let status = link.progress.map_or("progress not rated", |status| status.label());
        let value = link.value.map(|value| format!(", {value} {}", objective.unit.trim())).unwrap_or_default();
        let remark = link.remark.trim();
        let remark = if remark.is_empty() { String::new() } else { format!(" · {remark}") };
        let words = format!("{}{}{remark}", status.to_lowercase(), value.trim_end());
        let number = format!("{}.{}", problem.number, objective.number);
        Some(view! { <li><span class="line-number">{number}</span><div><b>{objective.statement.trim().to_owned()}</b><span class="soft">{words}</span></div></li> })
    });
    let rows: Vec<_> = rows.collect();
    let none = rows.is_empty();
    view! {
        <h2>{title}</h2>
        {none.then(|| view! { <p class="soft">"This note is not linked to an objective."</p> })}
        <ol class="served">{rows}</ol>
    }
    .into_any()
}

/// What the checks say about it.
#[component]
fn Checks(view: DocPage) -> impl IntoView {
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
