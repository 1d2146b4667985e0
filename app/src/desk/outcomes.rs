//! Outcomes over the charts that one may open: how many clients were measured, improved and worsened, by program and level of care.
//! Counted on this device; nothing leaves it.

use crate::desk::{
    ask::use_asked,
    page::{Heading, when_ready},
};
use clinical::measure::{Tally, instruments};
use keeper::protocol::{LoadOutcomes, OutcomeRow};
use leptos::prelude::*;
use ui::{EmptyState, PrintButton};

/// `/outcomes`
#[component]
pub(crate) fn OutcomesPage() -> impl IntoView {
    let asked = use_asked(|| LoadOutcomes {});
    view! {
        <header class="pagehead">
            <div>
                <Heading title="Outcomes"/>
                <p class="soft">"Clients whose charts you may open, counted on this device. Improved and worsened: from the first result to the last, by the published reliable change where there is one."</p>
            </div>
            <PrintButton label="Print"/>
        </header>
        {when_ready(asked, |rows| view! { <Groups rows/> }.into_any())}
    }
}

#[component]
fn Groups(rows: Vec<OutcomeRow>) -> impl IntoView {
    if rows.iter().all(|row| row.population.by_instrument.is_empty()) {
        return view! { <EmptyState title="No results yet" words="Counts appear here when measures are signed in charts that you may open."/> }.into_any();
    }
    rows.into_iter().map(|row| view! { <Group row/> }).collect_view().into_any()
}

#[component]
fn Group(row: OutcomeRow) -> impl IntoView {
    let OutcomeRow { program, level, population } = row;
    let parts = [program, level].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let title = if parts.is_empty() { "No program named".to_owned() } else { parts.join(", ") };
    let count = if population.clients == 1 { "1 client".to_owned() } else { format!("{} clients", population.clients) };
    let row = |one: &'static clinical::measure::Instrument| {
        let Tally { clients, measured, compared, improved, worsened } = *population.by_instrument.get(&one.id)?;
        Some(view! {
            <tr>
                <th scope="row">{one.short.clone()}</th>
                <td class="num">{format!("{measured} of {clients}")}</td>
                <td class="num">{compared}</td>
                <td class="num">{improved}</td>
                <td class="num">{worsened}</td>
            </tr>
        })
    };
    let rows = instruments().iter().filter_map(row).collect_view();
    view! {
        <section class="outcomes">
            <h2 class="over">{title.clone()}" "<span class="quiet">{count}</span></h2>
            <div class="table-frame">
                <table class="table">
                    <caption class="hidden-visually">{title}</caption>
                    <thead><tr>
                        <th scope="col">"Measure"</th><th scope="col" class="num">"Measured"</th><th scope="col" class="num">"Twice or more"</th>
                        <th scope="col" class="num">"Improved"</th><th scope="col" class="num">"Worsened"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
