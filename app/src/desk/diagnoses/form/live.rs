//! What the criteria come to, counted while one ticks.

use super::filling::Filling;
use crate::desk::diagnoses::clocks::Clocks;
use leptos::prelude::*;

/// Name, code, severity and the two clocks as they would stand today.
#[component]
pub(super) fn Live(filling: Filling) -> impl IntoView {
    let today = filling.today;
    let name = Memo::new(move |_| filling.counted().map(|disorder| (disorder.code(today), disorder.name(today))));
    let told = move || match name.get() {
        Some((Some(code), name)) => format!("{code} {name}"),
        Some((None, name)) => format!("{name}: no code"),
        None => String::new(),
    };
    view! {
        <section class="live" aria-label="From the criteria">
            <p class="label">"As of today"</p>
            <p role="status"><b>{told}</b></p>
            {move || filling.counted().map(|disorder| view! { <Clocks disorder returned=None today/> })}
        </section>
    }
}
