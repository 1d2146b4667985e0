//! The codes by which two people see that the server shows both of them the same.

mod qr;

use crate::desk::{
    ask::use_asked,
    page::{BackLink, Heading, when_ready},
    pages,
};
use clinical::Kind;
use keeper::protocol::{ChainCode, CodesView, LoadCodes, RecordCode};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use qr::Qr;
use record::RecordId;

/// `/codes/:record?`
#[component]
pub(crate) fn CodesPage() -> impl IntoView {
    let params = use_params_map();
    let record = Memo::new(move |_| params.with(|params| params.get_str("record").and_then(|id| id.parse::<RecordId>().ok())));
    let asked = use_asked(move || LoadCodes { record: record.get() });
    let back = move || {
        let chart = asked.pick(|codes| codes.record.as_ref().map(|code| code.chart));
        let (record, chart) = (record.get()?, chart?);
        let (href, words) = match chart {
            true => (pages::chart(record), "Back to the chart"),
            false => (pages::list(record, Kind::Intervention), "Back to the record"),
        };
        Some(view! { <BackLink href words/> })
    };
    view! {
        <header class="pagehead">
            <div>
                <Heading title="Compare codes"/>
                <p class="soft">"Two people with the same code have the same entries from the server."</p>
            </div>
            <div class="cluster">{back}</div>
        </header>
        <div class="body">
            <ol class="howto">
                <li>"Let both devices sync. Open this page on both."</li>
                <li>"Compare in person or by phone: read the code aloud, or scan the square with a phone’s camera."</li>
                <li>
                    "The same number of entries must have the same code. If it does not, the server shows you different things: stop, and \
                     find out, with an administrator, who controls the server."
                </li>
            </ol>
            {when_ready(asked, |codes| view! { <Codes codes/> }.into_any())}
        </div>
    }
}

#[component]
fn Codes(codes: CodesView) -> impl IntoView {
    let CodesView { directory, record } = codes;
    let record = record.map(|RecordCode { name, chart, chain }| {
        let label = if chart { "CHART" } else { "RECORD" };
        view! { <Code title=name label chain/> }
    });
    view! {
        {record}
        <Code title="The program’s directory: people, roles, settings".to_owned() label="DIRECTORY" chain=directory/>
    }
}

/// One chain's code.
#[component]
fn Code(
    /// Of what.
    title: String,
    /// The same for the square, which says nothing about a client.
    label: &'static str,
    chain: ChainCode,
) -> impl IntoView {
    let ChainCode { entries, code } = chain;
    let count = if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") };
    let text = format!("{label} {entries}: {code}");
    view! {
        <section class="chaincode">
            <h2>{title}</h2>
            <Qr text/>
            <p class="soft" data-entries=entries>{count}</p>
            <p class="code" data-code=label.to_lowercase()>{code}</p>
        </section>
    }
}
