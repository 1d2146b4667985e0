//! Safety: what has to be asked, and what raises the suggestion.

use super::{super::writing::Writing, happened::options, step};
use crate::desk::form::{Ask, Tick};
use clinical::return_to_use::{ReturnToUse, SuicideRisk};
use leptos::prelude::*;
use ui::{Choice, ChoiceLook};

/// The part.
#[component]
pub(super) fn Safety(writing: Writing) -> impl IntoView {
    let at = writing.whole();
    let suicide = writing.draft.part(|event| event.suicide.id().to_owned());
    let asked = move |id: String| writing.draft.edit(|event| event.suicide = SuicideRisk::from_id(&id).unwrap_or_default());
    step(
        "safety",
        "Safety",
        "asked every time",
        view! {
            <Ask at field="overdose" label="Overdose" hint="What happened, and what was done." get=|e: &ReturnToUse| &e.overdose
                set=|e, is| e.overdose = is/>
            <Ask at field="medical_emergency" label="Injury or medical emergency" hint="What happened, and who was seen for it."
                get=|e: &ReturnToUse| &e.medical_emergency set=|e, is| e.medical_emergency = is/>
            <Ask at field="violence" label="Violence" hint="By or against the client." get=|e: &ReturnToUse| &e.violence
                set=|e, is| e.violence = is/>
            <Choice name=at.name("suicide") legend="Suicide" options=options(SuicideRisk::ALL, SuicideRisk::id, SuicideRisk::label)
                value=suicide on_change=asked look=ChoiceLook::Chips/>
            <Ask at field="withdrawal" label="Withdrawal now" hint="Signs; COWS or CIWA-Ar score if done." get=|e: &ReturnToUse| &e.withdrawal
                set=|e, is| e.withdrawal = is/>
            <Tick at field="pregnant" get=|e: &ReturnToUse| e.pregnant set=|e, on| e.pregnant = on>"The client is pregnant"</Tick>
            <Tick at field="unsafe_home" get=|e: &ReturnToUse| e.unsafe_home set=|e, on| e.unsafe_home = on>"Home is not safe"</Tick>
            <Tick at field="lower_level_did_not_hold" get=|e: &ReturnToUse| e.lower_level_did_not_hold
                set=|e, on| e.lower_level_did_not_hold = on>
                "A lower level of care did not work before"
            </Tick>
        },
    )
}
