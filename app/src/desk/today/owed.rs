//! What is owed, by reason. A reason without anything is not shown.

use super::row::{Reason, Row};
use crate::desk::{clock, pages};
use clinical::Kind;
use keeper::protocol::{DueRow, OwedRow, TodayView};
use leptos::prelude::*;
use ui::EmptyState;

/// Everything owed.
#[component]
pub(super) fn OwedList(
    /// As the keeper says.
    today: TodayView,
) -> impl IntoView {
    let nothing =
        today.drafts.is_empty() && today.returned.is_empty() && today.to_attest.is_empty() && today.plans_due.is_empty();
    let all_done = nothing
        .then(|| view! { <EmptyState title="Nothing is owed" words="Drafts, returned notes, co-signatures and plans due will be here."/> });
    view! {
        <section class="owed" aria-labelledby="owed">
            <h2 id="owed" class="over">"Owed "<span class="quiet">"by reason"</span></h2>
            {all_done}
            <Part title="To sign" reason=Reason::Draft rows=today.drafts/>
            <Part title="Returned to you" reason=Reason::Returned rows=today.returned/>
            <Part title="To co-sign" reason=Reason::ToAttest rows=today.to_attest/>
            <Plans rows=today.plans_due/>
            <Part title="Waiting for others" reason=Reason::Others rows=today.awaiting_others/>
        </section>
    }
}

#[component]
fn Part(
    /// The reason, in words.
    title: &'static str,
    reason: Reason,
    rows: Vec<OwedRow>,
) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let count = rows.len();
        let rows = rows.into_iter().map(|row| view! { <Row row reason/> }).collect_view();
        view! {
            <section>
                <h3>{title}" "<span class="count">{count}</span></h3>
                <ul>{rows}</ul>
            </section>
        }
    })
}

#[component]
fn Plans(
    /// Plans that are owed or due for review.
    rows: Vec<DueRow>,
) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let count = rows.len();
        let row = |row: DueRow| {
            let age = if row.overdue {
                view! { <span class="broken">{format!("since {}", clock::near_day(row.on))}</span> }.into_any()
            } else {
                clock::short_day(row.on).into_any()
            };
            let plan = Kind::Plan;
            let href = row.plan.map_or_else(|| pages::list(row.record, plan), |doc| pages::one(row.record, plan, doc));
            view! {
                <li>
                    <a href=href><b>{row.client}</b>" "<span>{row.sentence}</span></a>
                    <span class="age">{age}</span>
                </li>
            }
        };
        view! {
            <section>
                <h3>"Plans due "<span class="count">{count}</span></h3>
                <ul>{rows.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}
