//! How they can be reached, and what must not be said there.

use crate::desk::form::{Form, Line, Text, Tick};
use clinical::{NO_SUD_WORDS, PatientProfile};
use leptos::prelude::*;
use ui::Entry;

/// Where they can be reached.
#[component]
pub(super) fn Reach(form: Form<PatientProfile>) -> impl IntoView {
    let at = form.whole("");
    view! {
        <h2 class="over">"Contact"</h2>
        <div class="pair">
            <Line at field="phone" label="Telephone" kind=Entry::Phone get=|p| &p.contact.phone set=|p| &mut p.contact.phone/>
            <Line at field="email" label="Email" get=|p| &p.contact.email set=|p| &mut p.contact.email/>
        </div>
        <Text at field="address" label="Postal address" get=|p| &p.contact.address set=|p| &mut p.contact.address/>
        <Safe form/>
    }
}

/// What the client agreed to.
#[component]
fn Safe(form: Form<PatientProfile>) -> impl IntoView {
    let (at, wrong) = (form.whole(""), form.wrong("safe-contact".to_owned()));
    view! {
        <fieldset class="field" aria-describedby="safe-contact-hint">
            <legend class="legend">"The client agrees to"</legend>
            <p class="hint" id="safe-contact-hint">{NO_SUD_WORDS}</p>
            <Tick at field="safe_call" get=|p| p.safe_contact.call set=|p, on| p.safe_contact.call = on>"Calls"</Tick>
            <Tick at field="safe_voicemail" get=|p| p.safe_contact.voicemail set=|p, on| p.safe_contact.voicemail = on>"Voicemail"</Tick>
            <Tick at field="safe_text" get=|p| p.safe_contact.text set=|p, on| p.safe_contact.text = on>"Text messages"</Tick>
            <Tick at field="safe_email" get=|p| p.safe_contact.email set=|p, on| p.safe_contact.email = on>"Email"</Tick>
            {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
        </fieldset>
        <div class="pair">
            <Text at field="words_to_use" label="Words to use" get=|p| &p.safe_contact.words_to_use set=|p| &mut p.safe_contact.words_to_use
                hint="Who to ask for and how to identify yourself."/>
            <Text at field="not_to_speak_to" label="Do not contact" get=|p| &p.safe_contact.not_to_speak_to set=|p| &mut p.safe_contact.not_to_speak_to/>
        </div>
    }
}
