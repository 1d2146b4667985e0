//! A version as it is read: the tree, what stands beside it, who signed.

mod aside;
mod objective;
mod rest;
mod signs;
mod tree;
mod versions;

pub(super) use aside::{Broken, place_name};
pub(super) use rest::Rest;

use super::{acts::Acts, add_to_plan::Taking, drafts::Drafts, labels};
use crate::desk::{ask::Asked, clock};
use aside::Aside;
use clinical::{
    Finding,
    plan::{
        LineId, MissingSignature, Plan, Signing, Status as Stands,
        progress::{History, histories},
    },
};
use keeper::protocol::{DocSync, LineKind, NoteLine, PlanView, ThreadView};
use leptos::prelude::*;
use record::{DocId, Review, Status};
use signs::Signs;
use std::{collections::BTreeMap, sync::Arc};
use tree::Tree;
use ui::{Banner, Tone};

/// A version with all that is read out of the through-line for it. Cheap to clone.
pub(super) type Shown = Arc<Read>;

/// See [`Shown`].
pub(super) struct Read {
    pub(super) thread: ThreadView,
    pub(super) view: PlanView,
    pub(super) number: u32,
    pub(super) histories: BTreeMap<LineId, History>,
    /// It is the plan of the care that goes on: it is checked, and its reviews fall due.
    pub(super) counts: bool,
    pub(super) lints: Vec<Finding>,
    pub(super) missing: Vec<MissingSignature>,
    /// The version before it, with its number.
    pub(super) before: Option<(DocId, u32, Plan)>,
}

impl Read {
    /// What there is to show about a version; `None` where the chart has no such version.
    pub(super) fn of(thread: ThreadView, doc: DocId) -> Option<Shown> {
        let view = thread.plan(doc)?.clone();
        let standing = thread.standing();
        let before = view
            .plan
            .head
            .bases
            .first()
            .and_then(|base| Some((*base, standing.number(*base)?, thread.plan(*base)?.plan.clone())));
        let counts = standing.status(doc) == Some(Stands::Active) && thread.is_of_this_episode(&view);
        Some(Arc::new(Self {
            number: standing.number(doc).unwrap_or(1),
            histories: histories(&view.plan, &thread.progress),
            counts,
            lints: if counts { thread.check_thread(&view, &view.plan) } else { Vec::new() },
            missing: thread.missing(&view),
            before,
            view,
            thread,
        }))
    }

    /// What is broken at a place.
    pub(super) fn broken(&self, place: &str) -> Vec<Finding> {
        self.lints.iter().filter(|lint| lint.place.name() == place).cloned().collect()
    }

    /// Whether a line came with this version.
    pub(super) fn is_new(&self, line: &LineId) -> bool {
        self.before.as_ref().is_some_and(|(_, _, before)| before.objective(line).is_none())
    }
}

/// A version, to read. What can be done with it stays when it is drawn anew, with whatever is typed there.
#[component]
pub(super) fn Reading(doc: DocId, asked: Asked<ThreadView>) -> impl IntoView {
    let shown = move || asked.known().and_then(|thread| Read::of(thread, doc));
    let record = untrack(|| asked.pick(|thread| Some(thread.record)));
    // Only a version in force is revised, and a revision has the level of that.
    let taking = record.map(|record| Taking::new(record, asked, Signal::stored(None)));
    let title = move || asked.pick(|thread| format!("Treatment plan, {}", labels::version(thread, doc).to_lowercase()));
    view! {
        <header class="spread planhead"><h2>{title}</h2>{record.map(|record| view! { <Acts record doc asked/> })}</header>
        <Drafts asked but=Some(doc)/>
        {move || shown().map(|shown| view! { <Around shown=shown.clone()/><Sheet shown taking/> })}
    }
}

/// What somebody must know before reading.
#[component]
fn Around(shown: Shown) -> impl IntoView {
    let signed = &shown.view.signed;
    let not_there = match signed.sync {
        DocSync::Received | DocSync::DraftOnly => None,
        DocSync::Waiting => Some((
            Tone::Plain,
            "Signed on this device, waiting to send. It is sent as soon as the server can be reached.".to_owned(),
        )),
        DocSync::Quarantined(why) => Some((
            Tone::Danger,
            format!(
                "This could not be sent. {} It stays on this device until you decide what to do with it in the outbox.",
                crate::refused(why)
            ),
        )),
    };
    let withdrawn = (signed.status == Status::EnteredInError)
        .then(|| (Tone::Danger, "Entered in error. It stays in the record but does not count.".to_owned()));
    let banner = |(tone, words): (Tone, String)| view! { <Banner tone words/> };
    let earlier = labels::of_earlier_episode(&shown.thread, &shown.view).map(|words| (Tone::Owed, words));
    let fork = shown.thread.standing().is_fork().then(|| side_by_side(&shown.thread, signed.doc));
    let returned = matches!(signed.status, Status::Final(Review::Returned) | Status::Amended(Review::Returned));
    let said = signed.lines.iter().filter(|line| matches!(line.kind, LineKind::Returned | LineKind::Retracted)).cloned();
    // A comment that was answered by another text stays to be read, and asks for nothing.
    let settled = move |line: &NoteLine| (matches!(line.kind, LineKind::Returned) && !returned).then_some("settled");
    view! {
        {not_there.map(banner)}
        {withdrawn.map(banner)}
        {earlier.map(banner)}
        {fork}
        {said.map(|line| view! { <Said is=settled(&line).unwrap_or_default() line/> }).collect_view()}
    }
}

/// What to do about versions that stand side by side: join them, or have the joined one signed.
fn side_by_side(thread: &ThreadView, here: DocId) -> AnyView {
    match joined(thread) {
        None => {
            let words =
                "Two versions are active: both were signed as revisions of the same one. Merge them so that one plan is active.";
            let join = labels::join(thread.record);
            view! { <Banner tone=Tone::Owed words=words><a class="go-link" href=join>"Merge them"</a></Banner> }.into_any()
        }
        Some(doc) if doc == here => {
            let words = "This version merges two others. It becomes active when a supervisor signs it.";
            view! { <Banner tone=Tone::Owed words=words/> }.into_any()
        }
        Some(doc) => {
            let name = labels::version(thread, doc);
            let words = format!("Two versions are active. {name} merges them and becomes active when a supervisor signs it.");
            let href = labels::href(thread.record, doc);
            view! { <Banner tone=Tone::Owed words=words><a class="go-link" href=href>{format!("Read {}", name.to_lowercase())}</a></Banner> }
                .into_any()
        }
    }
}

/// The newest signed version that joins all that stand side by side, and waits for a supervisor.
fn joined(thread: &ThreadView) -> Option<DocId> {
    let standing = thread.standing();
    let joins = |view: &&PlanView| {
        let follows = |head: &DocId| view.plan.head.bases.contains(head);
        !view.signed.is_draft() && view.signing == Signing::Author && standing.heads().iter().all(follows)
    };
    thread.plans.iter().rfind(joins).map(|view| view.signed.doc)
}

/// A comment with which it was returned, or why it was withdrawn.
#[component]
pub(super) fn Said(
    /// `settled`, or nothing.
    #[prop(optional)]
    is: &'static str,
    /// What was said.
    line: NoteLine,
) -> impl IntoView {
    let (what, text) = match line.kind {
        LineKind::Returned => ("returned this", line.text),
        LineKind::Retracted => ("marked this as entered in error", line.reason),
        LineKind::Signed | LineKind::Attested | LineKind::Addendum => ("wrote", line.text),
    };
    view! {
        <div class="comment" role="note" data-is=(!is.is_empty()).then_some(is)><b>{format!("{} {what} on {}: ", line.who, clock::full_moment(line.written))}</b>{text}</div>
    }
}

#[component]
fn Sheet(
    shown: Shown,
    /// Takes findings up.
    taking: Option<Taking>,
) -> impl IntoView {
    let struck = (shown.view.signed.status == Status::EnteredInError).then_some("retracted");
    view! {
        <div class="split" data-is=struck>
            <div class="problems" id="plan" tabindex="-1">
                <Tree shown=shown.clone() taking/>
                <Rest plan=shown.view.plan.clone() findings=shown.thread.findings() next_review=shown.thread.next_review(&shown.view)/>
                <Signs shown=shown.clone()/>
            </div>
            <Aside shown/>
        </div>
    }
}
