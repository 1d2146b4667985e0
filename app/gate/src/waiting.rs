//! Keys were made; an administrator's device has not confirmed them yet.

use std::time::Duration;

use leptos::prelude::*;
use ui::{Glyph, Mark, StateMark};

use crate::form_state::{Finish, Focus, FormState, GateForm};
use crate::typed::{Typed, TypedField, take};
use crate::{GateAnswer, GateKeeper, GateRequest, field};
use record::gate::{self, FieldProblem};

/// How often it is looked whether the gate has opened.
const LOOK: Duration = Duration::from_secs(5);

/// Looks again by itself, and unlocks by hand.
#[component]
pub(crate) fn Waiting(keeper: GateKeeper) -> impl IntoView {
    let form_state = FormState::new(keeper);
    let passphrase = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    Effect::new(move |_| {
        let look = move || {
            if !form_state.busy() {
                keeper.carry.run((GateRequest::Look, Box::new(|_| {})));
            }
        };
        if let Ok(clock) = set_interval_with_handle(look, LOOK) {
            on_cleanup(move || clock.clear());
        }
    });
    let submit = move |()| {
        if passphrase.with_untracked(String::is_empty) {
            return form_state.refuse(vec![FieldProblem::at(field::PASSPHRASE, "Enter your passphrase.")]);
        }
        let request = GateRequest::Unlock(gate::Unlock { passphrase: take(passphrase) });
        form_state.hand_over(request, move |answer| {
            let _left = tried.try_set(answer == GateAnswer::Waiting);
        });
    };
    let word = Signal::derive(move || {
        if tried.get() { "Not confirmed yet. Try again in a moment." } else { "Waiting for your administrator" }.to_owned()
    });
    view! {
        <GateForm title="Almost there" form_state focus=Focus::Heading on_submit=submit>
            <p>
                "Your keys are made. Now your administrator has to confirm them: ask them to open People and press “Confirm” beside \
                 your name. You can close this page meanwhile; nothing is lost."
            </p>
            <p role="status"><StateMark is=Mark::Waiting word/></p>
            <TypedField name="passphrase" label="Passphrase" kind=Typed::Passphrase value=passphrase error=form_state.error(field::PASSPHRASE)>
                "The desk opens by itself once you are confirmed. If you have closed this page meanwhile, your passphrase opens it."
            </TypedField>
            <Finish form_state word="Unlock" glyph=Glyph::Lock doing="Checking whether you are confirmed."/>
        </GateForm>
    }
}
