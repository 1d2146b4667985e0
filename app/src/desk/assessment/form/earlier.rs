//! Treatments before this one.

use super::several::Several;
use crate::desk::assessment::filling::{At, Filling, Rows};
use clinical::assessment::EarlierTreatment;
use leptos::prelude::*;
use ui::{Field, TextArea};

/// The section.
#[component]
pub(super) fn Earlier(
    /// The assessment.
    filling: Filling,
) -> impl IntoView {
    let whole = filling.whole();
    let rows = Rows::new(filling, "earlier", |all| &all.earlier_treatments, |all| &mut all.earlier_treatments);
    view! {
        <Several rows name=whole.name("earlier_treatments") legend="What was tried before, here or elsewhere" one="treatment" first="what"
            blank=EarlierTreatment::default wrong=whole.wrong("earlier_treatments") draw=treatment/>
    }
}

fn treatment(one: At<EarlierTreatment>) -> AnyView {
    view! {
        <div class="pair">
            <Field name=one.name("what") label="What" value=one.read(|past| past.what.clone()) on_input=one.write(|past, text| past.what = text)>
                "Outpatient, medication, residential, withdrawal management."
            </Field>
            <Field name=one.name("place") label="Where" value=one.read(|past| past.place.clone())
                on_input=one.write(|past, text| past.place = text)/>
            <Field name=one.name("when") label="When, and how long" value=one.read(|past| past.when.clone())
                on_input=one.write(|past, text| past.when = text)/>
        </div>
        <div class="pair">
            <TextArea name=one.name("outcome") label="How it ended" value=one.read(|past| past.outcome.clone())
                on_input=one.write(|past, text| past.outcome = text)/>
            <TextArea name=one.name("helped") label="What helped" value=one.read(|past| past.helped.clone())
                on_input=one.write(|past, text| past.helped = text)>
                "So that it can be used again."
            </TextArea>
        </div>
    }
    .into_any()
}
