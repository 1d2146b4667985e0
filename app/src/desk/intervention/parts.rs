//! The parts of the page: what each says, and its fields.

pub(super) mod about;
pub(super) mod consequences;
pub(super) mod follow_up;
pub(super) mod letters;
pub(super) mod model;
pub(super) mod outcome;
pub(super) mod people;
pub(super) mod safety;
pub(super) mod support;
pub(super) mod treatment;

use crate::desk::form::Part;
use clinical::intervention::Intervention;
use leptos::prelude::*;
use ui::{Choice, ChoiceLook, Glyph, Icon, Opt};

/// One of a few words, as chips.
fn chips<P: 'static>(
    at: Part<Intervention, P>,
    field: &'static str,
    legend: impl Into<String>,
    options: Vec<Opt>,
    get: fn(&P) -> String,
    set: fn(&mut P, &str),
) -> AnyView {
    let bound = at.bind(field, get, move |part, chosen: String| set(part, &chosen));
    view! { <Choice name=bound.name legend=legend.into() options value=bound.value on_change=bound.write look=ChoiceLook::Chips/> }.into_any()
}

/// A sentence that is only there where it says something.
fn sentence(words: &str) -> Option<AnyView> {
    (!record::is_blank(words)).then(|| view! { <p class="why">{words.trim().to_owned()}</p> }.into_any())
}

/// What is said where nothing is known yet.
fn nothing(words: &'static str) -> AnyView {
    view! { <p class="soft">{words}</p> }.into_any()
}

/// Yes, with its word, or not.
fn done(is: bool, yes: impl Into<String>, no: impl Into<String>) -> AnyView {
    let (glyph, word) = if is { (Glyph::Ok, yes.into()) } else { (Glyph::Ring, no.into()) };
    view! { <span class="state"><Icon glyph/>{word}</span> }.into_any()
}
