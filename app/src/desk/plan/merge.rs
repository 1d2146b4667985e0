//! Two signed successors of one version, merged line by line; what both changed is chosen.

mod choose;

pub(super) use choose::{Choices, Choose, Two};

use super::labels;
use crate::desk::{
    ask::use_act,
    clock,
    draft::{PageDraft, PageName, with_page},
};
use clinical::plan::{Head, MergeError, Plan, merge};
use keeper::protocol::{Begin, PlanView, ThreadView};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::DocId;
use std::sync::Arc;
use ui::EmptyState;

/// The page.
#[component]
pub(super) fn MergeVersions(thread: ThreadView) -> impl IntoView {
    let (record, may, today) = (thread.record, thread.may_plan(), thread.today);
    let Some((docs, two)) = two(&thread) else {
        return view! {
            <EmptyState title="Nothing to merge" words="One version of the plan is active. There are two to merge only when each was signed before the other had synced.">
                <a class="btn" href=labels::list(record)>"Read the plan"</a>
            </EmptyState>
        }
        .into_any();
    };
    let [left, right] = docs;
    let [by_left, by_right] = &two.called;
    let sides = format!("By {by_left} and by {by_right}. The merged version becomes active when a supervisor signs it.");
    let page = PageName::Merge(record, left, right);
    let navigate = use_navigate();
    let choose = with_page(page, move |loaded| {
        let draft = PageDraft::begin(page, loaded, Choices::default());
        let navigate = navigate.clone();
        let act = use_act::<Begin>(move |doc| {
            draft.close();
            navigate(&labels::href(record, doc), NavigateOptions::default());
        });
        let of = two.clone();
        let make = Callback::new(move |(choices,): (Choices,)| merged(&of, docs, today, &choices));
        let word = may.then(|| "Start the merged version".to_owned());
        let begin = move |plan: Plan| act.run(Begin { record, body: plan.into() });
        view! { <Choose two=two.clone() draft make on_plan=begin wrong=act.wrong_beside(&[]) busy=act.busy word/> }
    });
    view! {
        <header class="spread planhead"><div><h2>"Merge two versions"</h2><p class="soft">{sides}</p></div></header>
        {choose}
    }
    .into_any()
}

/// The first two versions that stand side by side.
fn two(thread: &ThreadView) -> Option<([DocId; 2], Arc<Two>)> {
    let standing = thread.standing();
    let (left, right) = match standing.heads() {
        [left, right, ..] => (thread.plan(*left)?, thread.plan(*right)?),
        _ => return None,
    };
    let docs = [left.signed.doc, right.signed.doc];
    // Two first versions, each written where the other was not known, follow nothing.
    let base = standing.common_base(left.signed.doc, right.signed.doc).and_then(|base| thread.plan(base));
    let base = base.map(|base| base.plan.clone()).unwrap_or_default();
    let merge = merge(&base, &left.plan, &right.plan).ok()?;
    let called = [called(left), called(right)];
    let (left, right) = (left.plan.clone(), right.plan.clone());
    Some((docs, Arc::new(Two { base, left, right, called, merge, asks_why: true })))
}

/// Who wrote a version, and of which day it is.
pub(super) fn called(view: &PlanView) -> String {
    let day = view.plan.head.date.map(|day| format!(", {}", clock::date(day))).unwrap_or_default();
    format!("{}{day}", view.signed.author_name)
}

/// The joined plan as a draft that follows both, with the reason of each line that was taken, and of each choice.
fn merged(two: &Two, bases: [DocId; 2], today: chrono::NaiveDate, Choices { sides, why }: &Choices) -> Result<Plan, MergeError> {
    let head = Head {
        bases: bases.to_vec(),
        date: Some(today),
        occasion: "Merged from two versions".to_owned(),
        reasons: two.merge.reasons(sides, why, [&two.left.head, &two.right.head]),
        ..Head::default()
    };
    two.merge.choose(sides, &head)
}
