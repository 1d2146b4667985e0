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
        let day = view.plan.head.date.map(clock::near_day).unwrap_or_default();
        let episode = view.plan.head.date.and_then(|day| thread.episodes.named_on(day)).unwrap_or_default();
        let number = labels::number(thread, doc);
        let title = format!("Version {number}");
        // Two versions with one number are told apart by who wrote them, in the name of the link.
        let who = Some(labels::author(view)).filter(|who| !title.ends_with(who.as_str())).unwrap_or_default();
        let bases = view.plan.head.bases.iter().filter(|base| thread.plan(**base).is_some());
        let mut since: Vec<_> = bases.map(|base| (labels::number(thread, *base), base)).collect();
        record::order::sort(&mut since);
        let changes = since.into_iter().map(|(earlier, base)| {
            let words = format!("What changed since {earlier}");
            view! { <a href=labels::against(thread.record, doc, *base)>{words}<span class="hidden-visually">{format!(", in version {number}")}</span></a>" " }
        });
        view! {
            <li>
                <b>{if doc == here { view! { <span aria-current="page">{title}</span> }.into_any() } else {
                    view! { <a href=labels::href(thread.record, doc)>{title}</a> }.into_any()
                }}</b>
                <small>{[day, who, episode].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")}</small>
                <StateMark is=mark word/>
                <small>{changes.collect_view()}</small>
            </li>
        }
    });
    view! { <ol class="versions">{rows.collect_view()}</ol> }
}
