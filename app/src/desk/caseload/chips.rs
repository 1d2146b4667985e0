//! The chips above the caseload: what it is narrowed by.

use super::filter::{Ask, Kind, offered};
use crate::desk::{ask::Asked, clock};
use keeper::protocol::CaseRow;
use leptos::prelude::*;
use std::collections::BTreeSet;
use ui::{Check, CheckLook};

/// Groups of chips, as far as they tell clients apart.
#[component]
pub(super) fn Chips(
    rows: Asked<Vec<CaseRow>>,
    /// What is asked.
    asked: RwSignal<BTreeSet<Ask>>,
) -> impl IntoView {
    let all = Memo::new(move |_| rows.pick(|rows| asked.with(|asked| offered(rows, asked, clock::today()))));
    Kind::ALL.map(|kind| view! { <Group kind all asked/> }).collect_view()
}

#[component]
fn Group(
    /// Which kind.
    kind: Kind,
    /// Everything that is offered.
    all: Memo<Vec<Ask>>,
    /// What is asked.
    asked: RwSignal<BTreeSet<Ask>>,
) -> impl IntoView {
    let own = Memo::new(move |_| all.with(|all| all.iter().filter(|ask| ask.kind() == kind).cloned().collect::<Vec<_>>()));
    view! {
        <Show when=move || !own.with(Vec::is_empty)>
            <div class="chips" role="group" aria-label=kind.label()>
                <For each=move || own.get() key=Clone::clone let(ask)><Chip ask asked/></For>
            </div>
        </Show>
    }
}

#[component]
fn Chip(
    /// What it asks for.
    ask: Ask,
    /// What is asked.
    asked: RwSignal<BTreeSet<Ask>>,
) -> impl IntoView {
    let (own, label) = (StoredValue::new(ask.clone()), ask.label());
    let checked = Signal::derive(move || own.with_value(|own| asked.with(|asked| asked.contains(own))));
    let change = move |on: bool| {
        asked.update(|asked| {
            if on {
                asked.insert(own.get_value())
            } else {
                asked.remove(&own.get_value())
            };
        });
    };
    let name = format!("caseload-{:?}-{label}", ask.kind()).to_lowercase().replace(|c: char| !c.is_alphanumeric(), "-");
    view! { <Check name checked on_change=change look=CheckLook::Chip>{label}</Check> }
}
