//! The returns to use of a chart as a list.

use super::{BeginReturn, EventView};
use crate::desk::{clock, pages};
use clinical::{Kind, chart::OwedRevision};
use keeper::protocol::ThreadView;
use leptos::prelude::*;
use record::Status;
use ui::{Banner, ButtonKind, EmptyState, Glyph, Icon, Mark, StateMark, Tone};

/// The list, the newest first; drafts of mine first of all.
#[component]
pub(super) fn EventList(
    /// What runs through the chart.
    thread: ThreadView,
) -> impl IntoView {
    let record = thread.record;
    let line = view! { <a class="btn" href=pages::recovery(record)><Icon glyph=Glyph::Up/>"Recovery line"</a> };
    let begin = thread.may_write.then(|| view! { <BeginReturn record kind=ButtonKind::First/> });
    if thread.returns.is_empty() {
        let words = "If the client returns to use, record here what happened, what came before it, and what helped. It leads to a revised plan.";
        return view! { <EmptyState title="Nothing recorded" words>{begin}{line}</EmptyState> }.into_any();
    }
    let owed = thread.owed_revisions().into_iter().map(|owed| view! { <Owed thread=thread.clone() owed/> }).collect_view();
    let rows = thread.returns.iter().rev().map(|one| row(&thread, one)).collect_view();
    view! {
        <div class="cluster">{begin}{line}</div>
        {owed}
        <h2 class="over">"Returns to use "<span class="quiet">{thread.returns.len()}</span></h2>
        <ul class="list">{rows}</ul>
    }
    .into_any()
}

#[component]
fn Owed(thread: ThreadView, owed: OwedRevision) -> impl IntoView {
    let href = pages::one(thread.record, Kind::ReturnToUse, owed.event);
    let tone = if owed.overdue { Tone::Danger } else { Tone::Owed };
    view! { <Banner tone words=owed.sentence><a class="go-link" href=href>"Open the event"</a></Banner> }
}

fn row(thread: &ThreadView, one: &EventView) -> impl IntoView + use<> {
    let (doc, event) = (one.signed.doc, one.as_known());
    let href = pages::one(thread.record, Kind::ReturnToUse, doc);
    let day = event.start.or(event.found_on).map_or_else(|| "Day not known".to_owned(), clock::day);
    let class = event.suggestion(thread.today).map(|now| now.class.label());
    let episode = event.start.or(event.found_on).and_then(|day| thread.episodes.named_on(day));
    let what = [class, Some(event.period.label()), episode.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (mark, word) = match (one.signed.draft_saved, one.signed.status) {
        (Some(at), _) => (Mark::Draft, format!("Draft, saved {}", clock::moment(at))),
        (None, Status::EnteredInError) => (Mark::Struck, "Entered in error".to_owned()),
        (None, Status::Preliminary | Status::Final(_) | Status::Amended(_)) => match thread.revision_for(doc) {
            Some(_) => (Mark::Ok, "Plan revised".to_owned()),
            None if event.revise_by().is_some() => (Mark::Owed, "Plan not revised yet".to_owned()),
            None => (Mark::Signed, "Signed".to_owned()),
        },
    };
    view! { <li><a href=href><b>{day}</b><small>{what}</small><StateMark is=mark word/></a></li> }
}
