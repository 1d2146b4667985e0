//! The gate cannot open here: another tab has the vault, or something is wrong with this device.

use leptos::prelude::*;
use ui::{Banner, Glyph, Tone};

use crate::form_state::{Finish, Focus, FormState, GateForm};
use crate::{GateKeeper, GateRequest};

/// Another tab has the vault.
#[component]
pub(crate) fn AnotherTab(keeper: GateKeeper) -> impl IntoView {
    let form_state = FormState::new(keeper);
    let submit = move |()| form_state.hand_over(GateRequest::TakeOver, |_| {});
    view! {
        <GateForm title="Throughline is open in another tab" form_state focus=Focus::Heading on_submit=submit>
            <p>
                "Only one tab can be unlocked. Continue in the other one, or take over here: the other tab locks, and its saved drafts are not lost."
            </p>
            <Finish form_state word="Take over here" glyph=Glyph::Tablet doing="Taking over from the other tab."/>
        </GateForm>
    }
}

/// Something is wrong with this device.
#[component]
pub(crate) fn Stuck(keeper: GateKeeper, sentence: String) -> impl IntoView {
    let form_state = FormState::new(keeper);
    let submit = move |()| form_state.hand_over(GateRequest::Look, |_| {});
    view! {
        <GateForm title="Throughline cannot open here" form_state focus=Focus::Heading on_submit=submit>
            <Banner tone=Tone::Owed words=sentence/>
            <Finish form_state word="Try again" glyph=Glyph::Return doing="Trying again."/>
        </GateForm>
    }
}
