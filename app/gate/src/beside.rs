//! The left side of the gate: the promise, the thread, and where one is.

use leptos::prelude::*;
use ui::{Glyph, Icon};

use crate::Shut;
use record::gate::GateState;

/// The promise and the program's name.
#[component]
pub(crate) fn Beside(state: Signal<Option<Result<GateState, Shut>>>) -> impl IntoView {
    let program = move || state.with(|state| state.as_ref().and_then(program).unwrap_or_default());
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
            <small>{program}</small>
        </div>
    }
}

fn program(state: &Result<GateState, Shut>) -> Option<String> {
    match state {
        Ok(GateState::NobodyHere { program, .. } | GateState::Locked { program, .. }) => program.clone(),
        Ok(GateState::NotFounded | GateState::Unlocked(_)) | Err(_) => None,
    }
}
