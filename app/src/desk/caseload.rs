//! Everyone I care for, found by name as typed, narrowed by what is owed, program and level of care.

mod chips;
mod filter;
mod keys;
mod person;
mod table;

use crate::desk::{
    ask::use_asked,
    me::role,
    page::{Heading, focus_field, when_ready},
    pages,
};
use chips::Chips;
use filter::Ask;
use keeper::protocol::{CaseRow, LoadCaseload};
use leptos::prelude::*;
use std::collections::BTreeSet;
use table::CaseTable;
use ui::{EmptyState, SearchBox};

/// The id of the search box, which `/` focuses.
const SEARCH: &str = "caseload-search";

/// The caseload.
#[component]
pub(crate) fn CaseloadPage() -> impl IntoView {
    let asked = use_asked(|| LoadCaseload {});
    let (typed, narrowed) = (RwSignal::new(String::new()), RwSignal::new(BTreeSet::<Ask>::new()));
    let clear = Callback::new(move |()| {
        typed.set(String::new());
        narrowed.set(BTreeSet::new());
        focus_field(SEARCH);
    });
    keys::listen(SEARCH);
    let count = move || asked.pick(|rows| people(rows));
    let body = when_ready(asked, move |rows| {
        if rows.is_empty() {
            view! { <Nobody/> }.into_any()
        } else {
            view! { <CaseTable rows typed narrowed on_clear=clear/> }.into_any()
        }
    });
    let new =
        record::may_open(role()).then(|| view! { <a class="btn" data-kind="first" href=pages::NEW_CLIENT>"New client"</a> });
    view! {
        <header class="pagehead">
            <div><Heading title="Caseload"/><p class="soft">{count}</p></div>
            <div class="cluster">{new}</div>
        </header>
        <div class="filters" role="search">
            <SearchBox name=SEARCH label="Search by name" value=typed on_input=move |text| typed.set(text)/>
            <p class="quiet">"Press / to search, arrow keys to move, Enter to open."</p>
            <Chips rows=asked asked=narrowed/>
        </div>
        {body}
    }
}

#[component]
fn Nobody() -> impl IntoView {
    view! {
        <EmptyState title="No clients yet" words="Clients appear here when you open one or a colleague adds you to a care team."/>
    }
}

/// `22 clients · 8 with a draft`.
fn people(rows: &[CaseRow]) -> String {
    let drafts = rows.iter().filter(|row| row.drafts > 0).count();
    let all = match rows.len() {
        0 => return String::new(),
        1 => "1 client".to_owned(),
        many => format!("{many} clients"),
    };
    if drafts == 0 { all } else { format!("{all} · {drafts} with your drafts") }
}
