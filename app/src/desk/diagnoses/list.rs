//! The problem list: substance-use disorders and co-occurring conditions together, what is active first.

use super::{Edition, begun, entry::Entry, last_return};
use crate::desk::{clock, pages};
use clinical::{
    Kind,
    diagnosis::{Condition, ConditionId, ConditionStatus, not_addressed},
};
use keeper::protocol::{ConditionView, ThreadView};
use leptos::prelude::*;
use std::collections::BTreeSet;
use ui::{Banner, EmptyState, Glyph, Icon};

/// The list.
#[component]
pub(super) fn Diagnoses(
    /// What runs through the chart.
    thread: ThreadView,
) -> impl IntoView {
    let (record, today) = (thread.record, thread.today);
    let href = pages::new(record, Kind::Condition);
    let add = thread.may_write.then(|| match begun(&thread) {
        None => view! { <a class="btn" data-kind="first" href=href><Icon glyph=Glyph::Add/>"Add a diagnosis"</a> }.into_any(),
        Some(begun) => {
            let words = format!("Continue the diagnosis you started {}", clock::moment(begun.saved));
            view! { <a class="btn" data-kind="first" href=href><Icon glyph=Glyph::Draft/>{words}</a> }.into_any()
        }
    });
    if thread.conditions.is_empty() {
        let words = "Substance use disorders and co-occurring conditions appear here, each with its code, course, and history.";
        return view! { <EmptyState title="No diagnoses yet" words>{add}</EmptyState><Edition today/> }.into_any();
    }
    let groups = Group::ALL.map(|group| view! { <Rows thread=thread.clone() group/> }).collect_view();
    view! {
        <div class="cluster">{add}</div>
        <Edition today/>
        <NoPlan thread/>
        {groups}
    }
    .into_any()
}

/// Where no version of the plan is in force, said once for all of them.
#[component]
fn NoPlan(
    /// What runs through the chart.
    thread: ThreadView,
) -> impl IntoView {
    let active = thread.current().any(|(_, condition)| condition.status.is_active());
    (active && thread.in_force().is_none()).then(|| {
        let href = pages::list(thread.record, Kind::Plan);
        view! {
            <Banner words="No active plan addresses these diagnoses yet.">
                <a class="go-link" href=href>"Go to the plan"</a>
            </Banner>
        }
    })
}

/// What a part of the list has in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Active,
    Remission,
    Over,
}

impl Group {
    const ALL: [Self; 3] = [Self::Active, Self::Remission, Self::Over];

    const fn of(status: ConditionStatus) -> Self {
        match status {
            ConditionStatus::Provisional | ConditionStatus::Confirmed => Self::Active,
            ConditionStatus::InRemission => Self::Remission,
            ConditionStatus::Resolved | ConditionStatus::Refuted => Self::Over,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Remission => "In remission",
            Self::Over => "Resolved or refuted",
        }
    }
}

#[component]
fn Rows(
    /// What runs through the chart.
    thread: ThreadView,
    /// Which part.
    group: Group,
) -> impl IntoView {
    let (record, today, may_write) = (thread.record, thread.today, thread.may_write);
    let open = unplanned(&thread);
    let mine = |view: &ConditionView| view.last().is_some_and(|last| Group::of(last.condition.status) == group);
    let mut views: Vec<ConditionView> = thread.conditions.iter().filter(|view| mine(view)).cloned().collect();
    record::order::sort_by_key(&mut views, |view| view.last().is_none_or(|last| last.condition.disorder().is_none()));
    (!views.is_empty()).then(|| {
        let count = views.len();
        let rows = views.into_iter().map(|view| {
            let addressed = open.as_ref().map(|open| !open.contains(&view.doc));
            let returned = last_return(&thread, &view);
            let begun = thread.begun.iter().any(|begun| begun.doc == view.doc);
            view! { <Entry record view today returned may_write addressed begun/> }
        });
        view! {
            <h2 class="over">{group.title()}" "<span class="quiet">{count}</span></h2>
            <ol class="conditions">{rows.collect_view()}</ol>
        }
    })
}

/// The conditions that no problem of the plan in force goes back to; `None` without one.
fn unplanned(thread: &ThreadView) -> Option<BTreeSet<ConditionId>> {
    let conditions: Vec<(ConditionId, &Condition)> = thread.current().collect();
    let plan = &thread.in_force()?.plan;
    Some(not_addressed(conditions, plan).into_iter().map(|(id, _)| id).collect())
}
