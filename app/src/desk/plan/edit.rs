//! Writing a version: the tree in place, the plan's own fields, why each line changed, and the bar in which it is signed.

mod about;
mod findings;
mod goal;
mod intervention;
mod line;
mod objective;
mod options;
mod problem;
mod reasons;
mod rest;
mod revision;
mod side_panel;
mod writing;

use super::{labels, read::Said};
use crate::desk::{
    ask::Asked,
    draft::{Discard, Draft, Saved},
    sign::SignBar,
};
use about::About;
use findings::Findings;
use keeper::protocol::{LineKind, ThreadView};
use leptos::prelude::*;
use problem::Problems;
use reasons::Reasons;
use record::{DocId, Status};
use rest::Rest;
use revision::RevisionAnswers;
use side_panel::SidePanel;
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
    let missing = Memo::new(move |_| {
        writing.findings.with(|found| found.iter().filter(|lint| lint.blocks()).count()) + writing.form.invalid_count()
    });
    view! {
        <div class="body planpage planedit" inert=move || writing.sign.busy.get() on:focusout=move |_| writing.draft.keep_now()>
            <Head writing/>
            <Returned writing/>
            <div class="split">
                <div class="sheet">
                    <About writing/>
                    <RevisionAnswers writing/>
                    <Findings writing/>
                    <Problems writing/>
                    <Rest writing/>
                    {follows.then(|| view! { <Reasons writing/> })}
                </div>
                <SidePanel writing/>
            </div>
        </div>
        <SignBar busy=writing.sign.busy problem=writing.sign.problem missing on_sign=move |passphrase| writing.sign_now(passphrase)/>
    }
    .into_any()
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
    view! {
        <header class="spread planhead">
            <h2>{title}</h2>
            <div class="cluster">
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
    move || comment.get().map(|line| view! { <Said line/> })
}
