//! The risk screen. "Not asked" is an answer of its own.

use crate::desk::note::writing::Writing;
use clinical::{RiskItem, Screen, Wrong};
use leptos::prelude::*;
use ui::{Choice, ChoiceLook, Opt, TextArea};

/// The screen, as a part of the sheet.
#[component]
pub(super) fn Risk(writing: Writing) -> impl IntoView {
    let items = RiskItem::ALL.map(|item| view! { <Item writing item/> }).collect_view();
    let asked = Memo::new(move |_| writing.findings().iter().filter(|lint| lint.wrong() == Some(Wrong::RiskNotAsked)).count());
    let remark = move || match asked.get() {
        0 => None,
        1 => Some("One risk was not asked about. Ask, or leave it and sign.".to_owned()),
        many => Some(format!("{many} risks were not asked about. Ask, or leave it and sign.")),
    };
    view! {
        <section class="part">
            <div class="write risk stack"><h3>"Risk"</h3>{items}</div>
            <div class="margin">{move || remark().map(|words| view! { <div class="lint">{words}</div> })}</div>
        </section>
    }
}

#[component]
fn Item(
    writing: Writing,
    /// What is asked about.
    item: RiskItem,
) -> impl IntoView {
    // What was described stays at hand while another answer is tried.
    let described = StoredValue::new(String::new());
    let choose = move |answer: String| {
        writing.edit(|note| {
            if let Screen::Present(text) = note.risk.get(item) {
                described.set_value(text.clone());
            }
            let answer = match answer.as_str() {
                "denied" => Screen::Denied,
                "present" => Screen::Present(described.get_value()),
                _ => Screen::NotAsked,
            };
            note.risk.set(item, answer);
        });
    };
    let value = writing.part(move |note| id(note.risk.get(item)).to_owned());
    let present = Memo::new(move |_| writing.note.with(|note| matches!(note.risk.get(item), Screen::Present(_))));
    let (group, field) = names(item);
    let words = writing.part(move |note| match note.risk.get(item) {
        Screen::Present(text) => text.clone(),
        Screen::NotAsked | Screen::Denied => String::new(),
    });
    let options = vec![Opt::new("not-asked", "Not asked"), Opt::new("denied", "Asked, denied"), Opt::new("present", "Present")];
    view! {
        <Choice name=group legend=item.label() options value on_change=choose look=ChoiceLook::Chips/>
        <Show when=move || present.get()>
            <TextArea name=field label="What was said, and what was done" value=words
                on_input=move |text: String| writing.edit(|note| note.risk.set(item, Screen::Present(text))) error=writing.wrong(field)/>
        </Show>
    }
}

const fn id(screen: &Screen) -> &'static str {
    match screen {
        Screen::NotAsked => "not-asked",
        Screen::Denied => "denied",
        Screen::Present(_) => "present",
    }
}

/// Names of the group of answers and of the field that describes.
const fn names(item: RiskItem) -> (&'static str, &'static str) {
    match item {
        RiskItem::Suicide => ("ask-suicide", "risk-suicide"),
        RiskItem::Homicide => ("ask-homicide", "risk-homicide"),
        RiskItem::Overdose => ("ask-overdose", "risk-overdose"),
        RiskItem::Withdrawal => ("ask-withdrawal", "risk-withdrawal"),
    }
}
