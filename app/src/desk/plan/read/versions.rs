//! The versions of the plan: number, where each stands, who wrote it and when.

use super::{Shown, labels};
use crate::desk::clock;
use leptos::prelude::*;
use ui::StateMark;

/// The newest first.
#[component]
pub(super) fn Versions(
    /// The version on the page.
    shown: Shown,
) -> impl IntoView {
    let (thread, here) = (&shown.thread, shown.view.signed.doc);
    let rows = thread.plans.iter().rev().map(|view| {
        let doc = view.signed.doc;
        let (mark, word) = labels::standing(thread, view);
        let who = labels::author(view);
        let day = view.plan.head.date.map(clock::near_day).unwrap_or_default();
        let episode = view.plan.head.date.and_then(|day| thread.episodes.named_on(day)).unwrap_or_default();
        let title = labels::version(thread, doc);
        let bases = view.plan.head.bases.iter().filter(|base| thread.plan(**base).is_some());
        let mut since: Vec<_> = bases.map(|base| (labels::number(thread, *base), base)).collect();
        record::order::sort(&mut since);
        let changes = since.into_iter().map(|(number, base)| {
            let words = format!("What changed since {number}");
            view! { <a href=labels::against(thread.record, doc, *base)>{words}<span class="hidden-visually">{format!(", in {}", title.to_lowercase())}</span></a>" " }
        });
        let name = title.clone();
        view! {
            <li>
                <b>{if doc == here { view! { <span aria-current="page">{name}</span> }.into_any() } else {
                    view! { <a href=labels::href(thread.record, doc)>{name}</a> }.into_any()
                }}</b>
                <small>{[day, who, episode].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")}</small>
                <StateMark is=mark word/>
                <small>{changes.collect_view()}</small>
            </li>
        }
    });
    view! { <ol class="versions">{rows.collect_view()}</ol> }
}
