//! Writing a version, in place as the tree one reads: the outline beside it, one line open at a time, the reasons for changes, and
//! the bar in which it is signed.

mod about;
mod findings;
mod goal;
mod intervention;
mod line;
mod objective;
mod opening;
mod options;
mod outline;
mod problem;
mod reasons;
mod rest;
mod revision;
mod side_panel;
mod superseded;
mod unit;
mod writing;

use super::{
    labels,
    read::{Said, place_name},
};
use crate::desk::{
    ask::Asked,
    draft::{Discard, Draft, Saved},
    sign::{Named, SignBar},
};
use about::About;
use clinical::{
    Finding, RuleId, Severity,
    plan::{Plan, Verdict},
};
use findings::Findings;
use keeper::protocol::{LineKind, ThreadView};
use leptos::prelude::*;
use outline::Outline;
use problem::{Problems, new_problem};
use record::{DocId, Status};
use rest::Rest;
use revision::RevisionAnswers;
use side_panel::SidePanel;
use superseded::Superseded;
use writing::Writing;

/// The editor. Two direct children of `<main>`: the body and the sign bar.
#[component]
pub(super) fn Editor(
    /// As it was when the page was opened.
    thread: ThreadView,
    doc: DocId,
    /// The same, asked again after each save.
    asked: Asked<ThreadView>,
) -> impl IntoView {
    let Some(writing) = Writing::begin(&thread, doc, asked) else { return ().into_any() };
    let follows = writing.plan.with_untracked(|plan| thread.base(plan).is_some());
    let invalid = writing.form.invalid();
    let found = Memo::new(move |_| {
        let found = writing.findings.get().into_iter().filter(|finding| finding.severity != Severity::Notes);
        let all = writing.plan.with(|plan| found.map(|finding| named(plan, &finding)).collect::<Vec<_>>());
        all.into_iter().chain(invalid.get().into_iter().map(Named::invalid)).collect::<Vec<_>>()
    });
    let tally = Signal::derive(move || {
        let count = |is: fn(Verdict) -> bool| writing.changes.with(|all| all.iter().filter(|line| is(line.verdict)).count());
        let (new, gone) = (count(|is| is == Verdict::Added), count(|is| is == Verdict::Dropped));
        let changed = count(|is| matches!(is, Verdict::Changed | Verdict::Moved));
        follows.then(|| format!("{changed} changed, {new} new, {gone} removed, {} not changed.", writing.kept.get()))
    });
    view! {
        <div class="body planpage planedit" inert=move || writing.sign.busy.get() on:focusout=move |_| writing.draft.keep_now()>
            <Head writing/>
            <Superseded writing/>
            <Returned writing/>
            <About writing/>
            <div class="plan-board" on:keydown=opening::keys(writing)>
                <Outline writing on_add=move |()| new_problem(writing)/>
                <div class="plan-lines">
                    <RevisionAnswers writing/>
                    <Findings writing/>
                    <Problems writing/>
                    <Rest writing/>
                </div>
                <SidePanel writing follows/>
            </div>
        </div>
        <SignBar busy=writing.sign.busy problem=writing.sign.problem found more=tally
            on_go=move |place: String| writing.go(&place) on_sign=move |passphrase| writing.sign_now(passphrase)/>
    }
    .into_any()
}

/// What was found, by the line it is about; a suggestion by what it is about.
fn named(plan: &Plan, finding: &Finding) -> Named {
    let place = finding.place.name();
    let words = match finding.rule {
        RuleId::Thread(rule) if !finding.blocks() => rule.label().to_owned(),
        RuleId::Thread(_) | RuleId::Form(_) => place_name(plan, &place),
    };
    Named::new(place, words, finding.blocks())
}

#[component]
fn Head(writing: Writing) -> impl IntoView {
    let Draft { record, doc, .. } = writing.draft;
    let title = move || writing.asked.pick(|thread| format!("Treatment plan, {}", labels::version(thread, doc).to_lowercase()));
    let status = Memo::new(move |_| {
        writing.asked.pick(|thread| thread.plan(doc).map(|view| (view.signed.status, view.signed.is_draft())))
    });
    let signed_before = Memo::new(move |_| status.get().is_some_and(|(status, _)| status != Status::Preliminary));
    let is_draft = Memo::new(move |_| status.get().is_some_and(|(_, draft)| draft));
    // What changed is read on a page of its own, where it is one version that is revised.
    let before = untrack(|| {
        writing.plan.with(|plan| match plan.head.bases.as_slice() {
            [base] => Some(labels::against(record, doc, *base)),
            _ => None,
        })
    });
    view! {
        <header class="spread planhead">
            <h2>{title}</h2>
            <div class="cluster">
                {before.map(|href| view! { <a class="go-link" href=href>"What changed"</a> })}
                <Saved kept=writing.draft.kept signed_before on_again=move |()| writing.draft.keep_now()/>
                <Discard draft=writing.draft there=is_draft list=labels::list(record) here=labels::href(record, doc)/>
            </div>
        </header>
    }
}

/// The comment with which it was returned, while it is being revised.
#[component]
fn Returned(writing: Writing) -> impl IntoView {
    let doc = writing.draft.doc;
    let comment = Memo::new(move |_| {
        writing.asked.pick(|thread| {
            let lines = &thread.plan(doc)?.signed.lines;
            lines.iter().rfind(|line| matches!(line.kind, LineKind::Returned)).cloned()
        })
    });
    let at = move || {
        let rows = writing.comments.get().into_iter().map(|(_, comment)| {
            let (place, name) = (comment.place.clone(), writing.plan.with(|plan| place_name(plan, &comment.place)));
            view! { <li><button type="button" class="go-link" on:click=move |_| writing.go(&place)>{name}</button>": "{comment.text}</li> }
        });
        rows.collect_view()
    };
    view! { {move || comment.get().map(|line| view! { <Said line/> })}<ul class="comments">{at}</ul> }
}
