//! A profile for those who may only read it.

use crate::desk::clock;
use clinical::{NO_SUD_WORDS, PatientProfile};
use leptos::prelude::*;
use record::is_blank;

/// What is known, without fields.
#[component]
pub(super) fn ProfileRead(profile: PatientProfile) -> impl IntoView {
    let rows =
        facts(&profile).into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view();
    view! {
        <h2 class="over">"Profile"</h2>
        <dl class="pairs">{rows}</dl>
        <p class="label">{NO_SUD_WORDS}</p>
    }
}

fn facts(profile: &PatientProfile) -> Vec<(&'static str, String)> {
    let safe = &profile.safe_contact;
    let ways = [(safe.call, "calls"), (safe.voicemail, "voicemail"), (safe.text, "text messages"), (safe.email, "email")];
    let agreed = ways.into_iter().filter_map(|(on, word)| on.then_some(word)).collect::<Vec<_>>().join(", ");
    let emergency = profile.emergency.as_ref().map(|who| {
        let knows = if who.knows { "knows about the treatment" } else { "must not be told about treatment" };
        format!("{}, {}, {} ({knows})", who.name, who.relation, who.phone)
    });
    let all = [
        ("Name", profile.name.legal()),
        ("Goes by", profile.name.preferred.clone()),
        ("Pronouns", profile.pronouns.clone()),
        ("Birth date", profile.birth_date.map(clock::day).unwrap_or_default()),
        ("Program", profile.program.clone()),
        ("Level of care", profile.level_of_care.as_ref().map(clinical::LevelOfCare::text).unwrap_or_default()),
        ("Care began", profile.opened.map(clock::day).unwrap_or_default()),
        ("Telephone", profile.contact.phone.clone()),
        ("Email", profile.contact.email.clone()),
        ("Postal address", profile.contact.address.clone()),
        ("Agrees to", if agreed.is_empty() { "not recorded".to_owned() } else { agreed }),
        ("Words to use", safe.words_to_use.clone()),
        ("Do not contact", safe.not_to_speak_to.clone()),
        ("Emergency contact", emergency.unwrap_or_default()),
        ("Allergies", profile.allergies.clone().unwrap_or_else(|| "not asked".to_owned())),
    ];
    all.into_iter().filter(|(_, value)| !is_blank(value)).collect()
}
