//! What I signed lately, and what of mine waits for somebody else.

use crate::desk::{
    me::use_mine,
    page::{BackLink, Heading, when_ready},
    pages, row_labels,
};
use keeper::protocol::{OwedRow, TodayView};
use leptos::prelude::*;
use ui::{EmptyState, StateMark};

/// `/signed`
#[component]
pub(crate) fn RecentlySignedPage() -> impl IntoView {
    page("Recently signed", "Notes you sign appear here for a while.", |today| today.recent)
}

/// `/waiting`
#[component]
pub(crate) fn WaitingPage() -> impl IntoView {
    page("Waiting for others", "Notes you signed that need a co-signature appear here.", |today| today.awaiting_others)
}

fn page(title: &'static str, empty: &'static str, rows: fn(TodayView) -> Vec<OwedRow>) -> impl IntoView {
    let list = use_mine().map(|asked| {
        asked.renew();
        when_ready(asked, move |today| {
            let rows = rows(today);
            if rows.is_empty() {
                return view! { <EmptyState title="None" words=empty/> }.into_any();
            }
            view! { <ul class="list">{rows.into_iter().map(row).collect_view()}</ul> }.into_any()
        })
    });
    view! {
        <header class="pagehead"><div><BackLink href="/" words="Today"/><Heading title/></div></header>
        {list}
    }
}

fn row(row: OwedRow) -> impl IntoView {
    let (mark, word) = row_labels::standing(&row.note);
    let late = row_labels::late_entry(&row.note);
    let what = [Some(row_labels::service_time(&row.note)), Some(row.note.summary.title.clone()), late];
    let what = what.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li><a href=pages::row(row.record, &row.note)><b><bdi>{row.client}</bdi></b><small>{what}</small><StateMark is=mark word/></a></li>
    }
}
