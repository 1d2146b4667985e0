//! SessionDetails the session: kind, time, place.

use super::time::Times;
use crate::desk::note::writing::Writing;
use clinical::{Modality, Note, ServiceType};
use leptos::prelude::*;
use ui::{Field, Opt, Select};

/// The header every note has; open while something in it is missing.
#[component]
pub(super) fn SessionDetails(writing: Writing) -> impl IntoView {
    let open =
        writing.note.with_untracked(|note| note.when.known().is_none() || (note.service.spec().met && note.modality.is_none()));
    let met = Memo::new(move |_| writing.note.with(|note| note.service.spec().met));
    let short = writing.part(summary);
    view! {
        <details class="about" id="about" open=open>
            <summary>"About this session"<span class="quiet">{short}</span></summary>
            <div class="form">
                <Kind writing/>
                <Times writing/>
                <Show when=move || met.get()><Place writing/></Show>
            </div>
        </details>
    }
}

#[component]
fn Kind(writing: Writing) -> impl IntoView {
    let options: Vec<Opt> = ServiceType::ALL.into_iter().map(|service| Opt::new(service.label(), service.label())).collect();
    let choose = move |label: String| {
        if let Some(service) = ServiceType::ALL.into_iter().find(|service| service.label() == label) {
            writing.edit(|note| note.switch_service(service));
        }
    };
    let value = writing.part(|note| note.service.label().to_owned());
    view! { <Select name="service" label="Kind of service" options value on_change=choose/> }
}

#[component]
fn Place(writing: Writing) -> impl IntoView {
    let mut options = vec![Opt::new("", "Choose")];
    options.extend(Modality::ALL.map(|modality| Opt::new(modality.label(), modality.label())));
    let value = writing.part(|note| note.modality.map(|modality| modality.label().to_owned()).unwrap_or_default());
    let choose = move |label: String| {
        let chosen = Modality::ALL.into_iter().find(|modality| modality.label() == label);
        writing.edit(|note| note.modality = chosen);
    };
    view! {
        <div class="pair">
            <Select name="modality" label="How you met" options value on_change=choose error=writing.wrong("modality")/>
            <Field name="location" label="Where" value=writing.part(|note| note.location.clone())
                on_input=move |text: String| writing.edit(|note| note.location = text) error=writing.wrong("location")>
                "The site or room; by video or phone, where the client was."
            </Field>
        </div>
    }
}

/// What the closed header still says.
fn summary(note: &Note) -> String {
    let place = [note.modality.map(|modality| modality.label().to_owned()), Some(note.location.trim().to_owned())];
    let parts: Vec<String> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { String::new() } else { format!(" · {}", parts.join(", ")) }
}
