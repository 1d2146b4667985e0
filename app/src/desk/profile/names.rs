//! Who they are.

use crate::desk::form::{Day, Form, Line};
use clinical::{PRONOUNS, PatientProfile};
use leptos::prelude::*;
use ui::Entry;

/// Names, pronouns, birth date.
#[component]
pub(super) fn Names(form: Form<PatientProfile>) -> impl IntoView {
    let (at, examples) = (form.whole(""), format!("As the client uses them, for example {}.", PRONOUNS.join(", ")));
    view! {
        <h2 class="over">"Name and birth date"</h2>
        <div class="pair">
            <Line at field="given_name" label="Given name" kind=Entry::Text.required() get=|p| &p.name.given set=|p| &mut p.name.given/>
            <Line at field="family_name" label="Family name" kind=Entry::Text.required() get=|p| &p.name.family set=|p| &mut p.name.family/>
        </div>
        <div class="pair">
            <Line at field="preferred_name" label="Goes by" get=|p| &p.name.preferred set=|p| &mut p.name.preferred
                hint="If different from the given name."/>
            <Line at field="pronouns" label="Pronouns" get=|p| &p.pronouns set=|p| &mut p.pronouns hint=examples/>
        </div>
        <div class="pair">
            <Day at field="birth_date" label="Birth date" required=true get=|p| p.birth_date set=|p, day| p.birth_date = day/>
        </div>
    }
}
