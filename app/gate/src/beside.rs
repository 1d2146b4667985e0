//! The left side of the gate: the promise, the thread, and where one is.

use leptos::prelude::*;
use ui::{Glyph, Icon};

use crate::GateState;

/// The promise and the programme's name.
#[component]
pub(crate) fn Beside(state: Signal<Option<GateState>>) -> impl IntoView {
    let programme = move || state.with(|state| state.as_ref().and_then(programme).unwrap_or_default());
    view! {
        <div class="gate-left">
            <span class="wordmark">
                <Icon glyph=Glyph::Mark/>
                "Throughline"
            </span>
            <p>"What you write here, only the people who care for your client can read."</p>
            <svg class="run" viewBox="0 0 760 140" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">
                <path d="M-20 96C90 96 110 44 200 44s120 64 220 64 110-46 190-46 90 22 170 22"></path>
                <circle cx="200" cy="44" r="7"></circle>
                <path class="diamond" d="M420 100 428 108 420 116 412 108Z"></path>
                <circle class="full" cx="610" cy="62" r="7"></circle>
            </svg>
            <small>{programme}</small>
        </div>
    }
}

fn programme(state: &GateState) -> Option<String> {
    match state {
        GateState::NobodyHere { programme, .. } | GateState::Locked { programme, .. } => programme.clone(),
        GateState::NotFounded | GateState::AnotherTab | GateState::Stuck(_) | GateState::Open => None,
    }
}
