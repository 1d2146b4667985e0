//! The page on which a draft is brought to the version that superseded its base.

use super::{
    labels,
    merge::{Choices, Choose, Two, called},
};
use crate::{
    desk::{
        ask::use_act,
        clock,
        draft::{PageDraft, PageName, with_page},
    },
    use_link,
};
use clinical::plan::Plan;
use keeper::protocol::{Begin, DropDraft, SaveDraft, ThreadView};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, Status};
use std::sync::Arc;
use ui::EmptyState;

/// Who signed a version, and when: `Ruth Alder, LCSW, signed version 2 on Wed, Nov 18, 2026, 11:32 AM`.
pub(super) fn signed(thread: &ThreadView, doc: DocId) -> String {
    let Some(view) = thread.plan(doc) else { return String::new() };
    let who = match &view.plan.head.author {
        Some(author) if !author.credential.is_empty() => format!("{}, {},", author.name, author.credential),
        Some(_) | None => view.signed.author_name.clone(),
    };
    let when = view.signed.signed_at().map(|at| format!(" on {}", clock::full_moment(at))).unwrap_or_default();
    format!("{who} signed {}{when}", labels::version(thread, doc).to_lowercase())
}

/// The page on which a draft is brought to the newer version.
#[component]
pub(super) fn BringOver(thread: ThreadView, doc: DocId) -> impl IntoView {
    let record = thread.record;
    let carry = thread.carry_over(doc);
    let draft = thread.plan(doc).filter(|view| view.signed.rights.write);
    let (Some(carry), Some(view)) = (carry, draft) else {
        return view! {
            <EmptyState title="Nothing to bring over" words="This draft follows the newest version, or is no draft of yours.">
                <a class="btn" href=labels::href(record, doc)>"Open the version"</a>
            </EmptyState>
        }
        .into_any();
    };
    let by = carry.superseded.by;
    let name = labels::version(&thread, by);
    let theirs = thread.plan(by).map(called).unwrap_or_default();
    let lower = name.to_lowercase();
    let title = format!("Bring your draft to {lower}");
    // A version that was returned keeps its place in the record: what follows the newer one is another draft.
    let returned = view.signed.status != Status::Preliminary;
    let more = returned.then_some(" The version that was returned stays in the record, and your text goes on in a new draft.");
    let words = format!(
        "{}. Lines that only you changed keep your text; lines that only that version changed are taken from it. Where both \
         changed a line, choose one.",
        signed(&thread, by)
    );
    let page = PageName::Merge(record, by, doc);
    let two = Arc::new(Two {
        base: carry.base.clone(),
        left: carry.newer.clone(),
        right: carry.draft.clone(),
        called: [format!("{name}, {theirs}"), "Your draft".to_owned()],
        merge: carry.merge.clone(),
        asks_why: false,
    });
    let (carry, navigate, link) = (Arc::new(carry), use_navigate(), use_link());
    let choose = with_page(page, move |loaded| {
        let draft = PageDraft::begin(page, loaded, Choices::default());
        let go = {
            let navigate = navigate.clone();
            move |to: DocId| {
                draft.close();
                navigate(&labels::href(record, to), NavigateOptions::default());
            }
        };
        let on = go.clone();
        let keep = use_act::<SaveDraft>(move |_| on(doc));
        let begin = use_act::<Begin>(move |new| {
            spawn_local(async move {
                // Where it cannot be dropped it stays a draft, and can be discarded on its page.
                let _dropped = link.ask(DropDraft { record, doc }).await;
            });
            go(new);
        });
        let carry = carry.clone();
        let make = Callback::new(move |(choices,): (Choices,)| carry.choose(&choices.sides));
        let on_plan = move |plan: Plan| match returned {
            true => begin.run(Begin { record, body: plan.into() }),
            false => keep.run(SaveDraft { record, doc, body: plan.into() }),
        };
        let (kept, begun) = (keep.wrong_beside(&[]), begin.wrong_beside(&[]));
        let wrong = Signal::derive(move || kept.get().or_else(|| begun.get()));
        let busy = Signal::derive(move || keep.busy.get() || begin.busy.get());
        view! { <Choose two=two.clone() draft make on_plan wrong busy word=Some(format!("Continue from {lower}"))/> }
    });
    view! {
        <header class="spread planhead"><div><h2>{title}</h2><p class="soft">{words}{more}</p></div></header>
        {choose}
    }
    .into_any()
}
