//! Rows of the outbox.

use super::acts::Doings;
use crate::desk::{clock, pages};
use keeper::protocol::{DoubtRow, OutboxRow};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Mark, StateMark};

/// Operations of this device with one status. Draws nothing without any.
#[component]
pub(super) fn Ops(
    /// Their status.
    title: &'static str,
    /// What it means.
    words: &'static str,
    /// The operations, oldest first.
    rows: Vec<OutboxRow>,
    /// How each is, where nothing was refused.
    #[prop(default = (Mark::Waiting, "Waiting to send"))]
    state: (Mark, &'static str),
    /// What can be done with what was not taken.
    doings: Doings,
) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let count = rows.len();
        let rows = rows.into_iter().map(|row| view! { <Op row state doings/> }).collect_view();
        view! {
            <h2 class="over">{title}" "<span class="quiet">{count}</span></h2>
            <p class="soft">{words}</p>
            <ul class="list waiting">{rows}</ul>
        }
    })
}

#[component]
fn Op(
    /// The operation.
    row: OutboxRow,
    /// How it is, where it was not refused.
    state: (Mark, &'static str),
    /// What can be done where it was not taken.
    doings: Doings,
) -> impl IntoView {
    let acts = row.refusal.is_some().then(|| view! { <Decide row=row.clone() doings/> });
    let client = if row.client.is_empty() { "A chart that cannot be opened here".to_owned() } else { row.client };
    let (mark, word) = match row.refusal {
        None => state,
        Some(_) => (Mark::Quarantined, "Could not be sent"),
    };
    let why = row.refusal.map(|refusal| view! { <small>{crate::refused(refusal)}</small> });
    view! {
        <li>
            <div>
                <b><a href=pages::chart(row.record)>{client}</a></b>
                <small>{format!("{}, {}", row.what, clock::full_moment(row.written))}</small>
                {why}
                <StateMark is=mark word/>
                {acts}
            </div>
        </li>
    }
}

#[component]
fn Decide(
    /// What was not taken.
    row: OutboxRow,
    /// What can be done with it.
    doings: Doings,
) -> impl IntoView {
    let which = format!(" {}, {}", row.what, row.client);
    let back = row.may_take_back.then(|| {
        let (row, which) = (row.clone(), which.clone());
        view! {
            <Button busy=doings.take_back.busy on_press=move |()| doings.ask_back(row.clone())>
                "Move to drafts"<span class="hidden-visually">{which.clone()}</span>
            </Button>
        }
    });
    view! {
        <div class="cluster">
            {back}
            <Button kind=ButtonKind::Quiet busy=doings.dismiss.busy on_press=move |()| doings.ask_gone(row.clone())>
                "Remove"<span class="hidden-visually">{which.clone()}</span>
            </Button>
        </div>
    }
}

/// Entries that a restored server lost, and what came from the server and was not believed. Draws nothing without any.
#[component]
pub(super) fn Doubts(
    /// The records.
    rows: Vec<DoubtRow>,
) -> impl IntoView {
    let (lost, failed): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.written.is_some());
    let list = |title: &'static str, words: &'static str, rows: Vec<DoubtRow>| {
        (!rows.is_empty()).then(|| {
            let count = rows.len();
            let rows = rows.into_iter().map(|row| view! { <Doubt row/> }).collect_view();
            view! {
                <h2 class="over">{title}" "<span class="quiet">{count}</span></h2>
                <p class="soft">{words}</p>
                <ul class="list waiting">{rows}</ul>
            }
        })
    };
    view! {
        {list("Lost when the server was restored", "This device has these entries and the server does not, so they do not count for now.", lost)}
        {list("In doubt", "These came from the server and failed a check on this device, so they are not shown in the chart. An administrator should investigate.", failed)}
    }
}

#[component]
fn Doubt(
    /// The record.
    row: DoubtRow,
) -> impl IntoView {
    let client = if row.client.is_empty() { "A chart that cannot be opened here".to_owned() } else { row.client };
    view! {
        <li>
            <div>
                <b><a href=pages::chart(row.record)>{client}</a></b>
                <small>{row.reason}</small>
                {row.written.map(|at| view! { <small>{format!("Written {}", clock::full_moment(at))}</small> })}
                <StateMark is=Mark::Quarantined word="In doubt"/>
            </div>
        </li>
    }
}
