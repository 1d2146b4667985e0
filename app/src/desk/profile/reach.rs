//! How they can be reached, and what must not be said there.

use super::form::Form;
use clinical::NO_SUD_WORDS;
use leptos::prelude::*;
use ui::{Check, Entry, Field, TextArea};

/// Where they can be reached.
#[component]
pub(super) fn Reach(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    view! {
        <h2 class="over">"Reaching them"</h2>
        <div class="pair">
            <Field name="phone" label="Telephone" kind=Entry::Phone value=form.part(|p| p.contact.phone.clone())
                on_input=form.on(|p, text| p.contact.phone = text) error=form.wrong("phone")/>
            <Field name="email" label="E-mail" value=form.part(|p| p.contact.email.clone())
                on_input=form.on(|p, text| p.contact.email = text) error=form.wrong("email")/>
        </div>
        <TextArea name="address" label="Postal address" value=form.part(|p| p.contact.address.clone())
            on_input=form.on(|p, text| p.contact.address = text) error=form.wrong("address")/>
        <Safe form/>
    }
}

/// What the client agreed to.
#[component]
fn Safe(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    let wrong = form.wrong("safe-contact");
    view! {
        <fieldset class="field" aria-describedby="safe-contact-hint">
            <legend class="legend">"The client agrees to"</legend>
            <p class="hint" id="safe-contact-hint">{NO_SUD_WORDS}</p>
            <Check name="safe-call" checked=form.part(|p| p.safe_contact.call) on_change=form.on(|p, on| p.safe_contact.call = on)>"Calls"</Check>
            <Check name="safe-voicemail" checked=form.part(|p| p.safe_contact.voicemail) on_change=form.on(|p, on| p.safe_contact.voicemail = on)>"Voicemail"</Check>
            <Check name="safe-text" checked=form.part(|p| p.safe_contact.text) on_change=form.on(|p, on| p.safe_contact.text = on)>"Text messages"</Check>
            <Check name="safe-email" checked=form.part(|p| p.safe_contact.email) on_change=form.on(|p, on| p.safe_contact.email = on)>"E-mail"</Check>
            {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
        </fieldset>
        <div class="pair">
            <TextArea name="words-to-use" label="Words to use" value=form.part(|p| p.safe_contact.words_to_use.clone())
                on_input=form.on(|p, text| p.safe_contact.words_to_use = text) error=form.wrong("words-to-use")>
                "Whom to ask for, and how to name yourself."
            </TextArea>
            <TextArea name="not-to-speak-to" label="Do not speak to" value=form.part(|p| p.safe_contact.not_to_speak_to.clone())
                on_input=form.on(|p, text| p.safe_contact.not_to_speak_to = text) error=form.wrong("not-to-speak-to")/>
        </div>
    }
}
