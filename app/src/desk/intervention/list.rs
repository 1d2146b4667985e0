//! The interventions whose team I am in.

use crate::desk::{
    ask::use_asked,
    clock,
    me::role,
    page::{Heading, when_ready},
    pages,
};
use clinical::Kind;
use keeper::protocol::{DocSync, InterventionRow, LoadInterventions};
use leptos::prelude::*;
use ui::{EmptyState, Mark, StateMark};

/// `/interventions`
#[component]
pub(crate) fn ListPage() -> impl IntoView {
    let asked = use_asked(|| LoadInterventions {});
    let new = || {
        record::may_open(role())
            .then(|| view! { <a class="btn" data-kind="first" href=pages::NEW_INTERVENTION>"New intervention"</a> })
    };
    let body = when_ready(asked, move |rows: Vec<InterventionRow>| {
        if rows.is_empty() {
            let words =
                "Interventions you lead or were added to appear here, each in a record of its own, apart from client charts.";
            return view! { <EmptyState title="No interventions yet" words>{new()}</EmptyState> }.into_any();
        }
        let rows = rows.into_iter().map(|row| view! { <Row row/> }).collect_view();
        view! { <ul class="list">{rows}</ul> }.into_any()
    });
    let some = move || asked.pick(|rows| !rows.is_empty());
    view! {
        <header class="pagehead">
            <div>
                <Heading title="Interventions"/>
                <p class="soft">"Families and friends asking someone to accept help. The person may not be a client."</p>
            </div>
            <div class="cluster">{move || some().then(new)}</div>
        </header>
        <div class="body">{body}</div>
    }
}

#[component]
fn Row(row: InterventionRow) -> impl IntoView {
    let InterventionRow { record, person, standing, next, session, admitted_on, draft, sync } = row;
    let day = match (admitted_on, session) {
        (Some(day), _) => Some(format!("admitted {}", clock::short_day(day))),
        (None, Some(day)) => Some(format!("session {}", clock::short_day(day))),
        (None, None) => None,
    };
    let about = [Some(standing), day, next.as_ref().map(|due| due.sentence.clone())];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let overdue = next.is_some_and(|due| due.overdue);
    let (mark, word) = match sync {
        _ if overdue => (Mark::Owed, "Overdue"),
        DocSync::Quarantined(_) => (Mark::Quarantined, "Could not be sent"),
        _ if draft => (Mark::Draft, "Changes not signed"),
        DocSync::Waiting => (Mark::Waiting, "Waiting to send"),
        DocSync::Received | DocSync::DraftOnly => (Mark::Signed, "Signed"),
    };
    view! {
        <li><a href=pages::list(record, Kind::Intervention)><b><bdi>{person}</bdi></b><small>{about}</small><StateMark is=mark word/></a></li>
    }
}
