//! Why the client comes, and who told something.

use crate::desk::{
    assessment::filling::Filling,
    form::{Day, Line, List, Part, Several, Text},
};
use clinical::{Participant, assessment::Assessment};
use leptos::prelude::*;

/// The section.
#[component]
pub(super) fn Coming(filling: Filling) -> impl IntoView {
    let whole = filling.whole();
    let informants = List::of(filling.form, "informant", |all| &all.informants, |all| &mut all.informants);
    view! {
        <div class="pair">
            <Day at=whole field="date" label="Assessment date" required=true get=|a| a.date set=|a, day| a.date = day/>
            <Line at=whole field="referred_by" label="Referred by" get=|a| &a.referred_by set=|a| &mut a.referred_by
                hint="Optional."/>
        </div>
        <Text at=whole field="reason" label="Presenting concern" get=|a| &a.reason set=|a| &mut a.reason
                hint="In the client’s own words where possible."/>
        <Several list=informants name=whole.name("informants") legend="Collateral sources" one="person" add="Add person" first="name"
            blank=Participant::default draw=informant/>
    }
}

fn informant(one: Part<Assessment, Participant>, _number: usize) -> AnyView {
    view! {
        <div class="pair">
            <Line at=one field="name" label="Name" get=|p| &p.name set=|p| &mut p.name/>
            <Line at=one field="relation" label="Relationship to client" get=|p| &p.relation set=|p| &mut p.relation/>
        </div>
    }
    .into_any()
}
