//! The risk screen. "Not assessed" is an answer of its own.

use super::note_body::Margin;
use crate::desk::note::writing::Writing;
use clinical::{RiskItem, Screen, Wrong};
use leptos::prelude::*;
use ui::{Button, Choice, ChoiceLook, Glyph, Opt, TextArea};

/// The screen, as a part of the sheet.
#[component]
pub(super) fn Risk(writing: Writing) -> impl IntoView {
    let items = RiskItem::ALL.map(|item| view! { <Item writing item/> }).collect_view();
    let missing =
        Memo::new(move |_| writing.findings.get().iter().filter(|found| found.wrong() == Some(Wrong::RiskNotAsked)).count());
    let others = writing.suggestions(|found| found.place.of == "risk" && found.wrong() != Some(Wrong::RiskNotAsked));
    let remarks = Memo::new(move |_| {
        let mut all = others.get();
        match missing.get() {
            0 => {}
            1 => all.insert(0, "One risk was not assessed. Ask, or sign without it.".to_owned()),
            many => all.insert(0, format!("{many} risks were not assessed. Ask, or sign without them.")),
        }
        all
    });
    let open = writing.memo(|note| RiskItem::ALL.iter().any(|item| *note.risk.get(*item) == Screen::NotAsked));
    let deny = move |()| {
        writing.edit(|note| {
            // What was reported stays: one press never takes back an answer.
            for item in RiskItem::ALL {
                if *note.risk.get(item) == Screen::NotAsked {
                    note.risk.set(item, Screen::Denied);
                }
            }
        });
    };
    let words = move || {
        let reported = writing.note.with(|note| note.risk.present().next().is_some());
        if reported { "All other risks asked and denied" } else { "All risks asked and denied" }
    };
    view! {
        <section class="part" id="risk" tabindex="-1">
            <div class="write">
                <div class="parthead">
                    <h3>"Risk"</h3>
                    <Button glyph=Glyph::Ok disabled=Signal::derive(move || !open.get()) on_press=deny>{words}</Button>
                </div>
                <div class="risks">{items}</div>
            </div>
            <Margin remarks/>
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
    let present = writing.memo(move |note| matches!(note.risk.get(item), Screen::Present(_)));
    let (group, field) = names(item);
    let words = writing.part(move |note| match note.risk.get(item) {
        Screen::Present(text) => text.clone(),
        Screen::NotAsked | Screen::Denied => String::new(),
    });
    let options = vec![Opt::new("denied", "Denied"), Opt::new("present", "Reported"), Opt::new("not-asked", "Not assessed")];
    view! {
        <div class="riskitem">
            <span aria-hidden="true">{item.label()}</span>
            <Choice name=group legend=item.label() options value on_change=choose look=ChoiceLook::Segments/>
        </div>
        <Show when=move || present.get()>
            <TextArea name=field label="What the client said and what you did" value=words
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
