//! Treatments before this one.

use crate::desk::{
    assessment::filling::Filling,
    form::{Line, List, Part, Several, Text},
};
use clinical::assessment::{Assessment, EarlierTreatment};
use leptos::prelude::*;

/// The section.
#[component]
pub(super) fn Earlier(filling: Filling) -> impl IntoView {
    let whole = filling.whole();
    let rows = List::of(filling.form, "earlier", |all| &all.earlier_treatments, |all| &mut all.earlier_treatments);
    view! {
        <Several list=rows name=whole.name("earlier_treatments") legend="Treatment before, here or elsewhere" one="treatment" add="Add treatment" first="what"
            blank=EarlierTreatment::default draw=treatment/>
    }
}

fn treatment(one: Part<Assessment, EarlierTreatment>, _number: usize) -> AnyView {
    view! {
        <div class="pair">
            <Line at=one field="what" label="What" get=|p| &p.what set=|p| &mut p.what
                hint="Outpatient, medication, residential, withdrawal management."/>
            <Line at=one field="place" label="Where" get=|p| &p.place set=|p| &mut p.place/>
            <Line at=one field="when" label="Dates and duration" get=|p| &p.when set=|p| &mut p.when/>
        </div>
        <div class="pair">
            <Text at=one field="outcome" label="Outcome" get=|p| &p.outcome set=|p| &mut p.outcome/>
            <Text at=one field="helped" label="What helped" get=|p| &p.helped set=|p| &mut p.helped
                hint="So it can be used again."/>
        </div>
    }
    .into_any()
}
