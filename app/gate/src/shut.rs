//! The gate cannot open here: another tab has the vault, or something is wrong with this device.

use leptos::prelude::*;
use ui::{Banner, Glyph, Tone};

use crate::sheet::{Finish, Focus, GateForm, Sheet};
use crate::{Errand, GateKeeper};

/// Another tab has the vault.
#[component]
pub(crate) fn AnotherTab(keeper: GateKeeper) -> impl IntoView {
    let sheet = Sheet::new(keeper);
    let submit = move |()| sheet.hand_over(Errand::TakeOver, |_| {});
    view! {
        <GateForm title="Throughline is open in another tab" sheet focus=Focus::Heading on_submit=submit>
            <p>
                "Only one tab can hold your keys. Go on in the other one, or take over here: the other tab locks, and drafts it \
                 has kept are not lost."
            </p>
            <Finish sheet word="Take over here" glyph=Glyph::Tablet doing="Taking over from the other tab."/>
        </GateForm>
    }
}

/// Something is wrong with this device.
#[component]
pub(crate) fn Stuck(keeper: GateKeeper, sentence: String) -> impl IntoView {
    let sheet = Sheet::new(keeper);
    let submit = move |()| sheet.hand_over(Errand::Look, |_| {});
    view! {
        <GateForm title="Throughline cannot open here" sheet focus=Focus::Heading on_submit=submit>
            <Banner tone=Tone::Owed words=sentence/>
            <Finish sheet word="Try again" glyph=Glyph::Return doing="Looking again."/>
        </GateForm>
    }
}
