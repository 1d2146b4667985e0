//! Whom to call in an emergency.

use crate::desk::form::{Form, Line, Part, Tick};
use clinical::{EmergencyContact, PatientProfile};
use leptos::prelude::*;
use ui::Entry;

/// The emergency contact. It comes into being when something is typed.
#[component]
pub(super) fn Emergency(form: Form<PatientProfile>) -> impl IntoView {
    let at: Part<PatientProfile, EmergencyContact> = Part::the(
        form,
        "emergency",
        |profile, _| profile.emergency.as_ref(),
        |profile, _| Some(profile.emergency.get_or_insert_default()),
    );
    view! {
        <h2 class="over" id="in-an-emergency">"Emergency contact"</h2>
        <div class="pair" role="group" aria-labelledby="in-an-emergency">
            <Line at field="contact" label="Name" get=|one| &one.name set=|one| &mut one.name/>
            <Line at field="relation" label="Relationship to client" get=|one| &one.relation set=|one| &mut one.relation/>
            <Line at field="phone" label="Phone" kind=Entry::Phone get=|one| &one.phone set=|one| &mut one.phone/>
        </div>
        <Tick at field="knows" get=|one| one.knows set=|one, on| one.knows = on>"They know that the client is in treatment"</Tick>
    }
}
