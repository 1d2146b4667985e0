//! The wording of items that a program is licensed for, where no text was published that can be quoted here.

use crate::desk::form::{Form, Part, Text};
use clinical::{
    Settings,
    measure::{Instrument, Item, Licensed, instruments},
};
use leptos::prelude::*;

/// A part for each instrument with items whose text is not here.
#[component]
pub(super) fn LicensedWording(form: Form<Settings>) -> impl IntoView {
    let all = instruments().iter().filter(|one| one.unpublished().next().is_some());
    let rows = all.map(|instrument| view! { <OfInstrument form instrument/> }).collect_view();
    view! {
        <fieldset>
            <legend class="over">"Licensed wording"</legend>
            <p class="hint">"Where an item’s text is not published here, it is asked by number and short label. Enter the wording that your program has a license for, word for word, with the license line. Published wordings can’t be changed."</p>
            <div class="schedules">{rows}</div>
        </fieldset>
    }
}

#[component]
fn OfInstrument(form: Form<Settings>, instrument: &'static Instrument) -> impl IntoView {
    let at = Part::which(form, "licensed", &instrument.id, find, find_mut);
    let (entered, open) =
        (at.read(|own: &Licensed| own.items.values().filter(|text| !text.is_empty()).count()), instrument.unpublished().count());
    let said = move || match entered.get() {
        0 => format!("{open} items by short label"),
        entered => format!("{entered} of {open} items with your wording"),
    };
    let items = instrument.unpublished().map(|item| view! { <OfItem form instrument item/> }).collect_view();
    view! {
        <details class="schedule">
            <summary><b>{instrument.short.clone()}</b>" "<span class="soft">{said}</span></summary>
            <Text at field="license" label="License line" get=|own| &own.license set=|own| &mut own.license
                hint="Who permits this wording, and on which terms. Printed under the form."/>
            {items}
        </details>
    }
}

#[component]
fn OfItem(form: Form<Settings>, instrument: &'static Instrument, item: &'static Item) -> impl IntoView {
    let at = Part::which(form, "item", format!("{}-{}", instrument.id, item.id), text, text_mut);
    view! { <Text at field="text" label=format!("{}. {}", item.id, item.label) get=|text: &String| text set=|text| text/> }
}

fn find<'a>(all: &'a Settings, id: &str) -> Option<&'a Licensed> {
    all.licensed.of(id)
}

fn find_mut<'a>(all: &'a mut Settings, id: &str) -> Option<&'a mut Licensed> {
    Some(all.licensed.0.entry(id.to_owned()).or_default())
}

/// `ssi-sa-4`: the instrument and the number of the item.
fn text<'a>(all: &'a Settings, which: &str) -> Option<&'a String> {
    let (id, number) = which.rsplit_once('-')?;
    all.licensed.of(id)?.items.get(number)
}

fn text_mut<'a>(all: &'a mut Settings, which: &str) -> Option<&'a mut String> {
    let (id, number) = which.rsplit_once('-')?;
    Some(all.licensed.0.entry(id.to_owned()).or_default().items.entry(number.to_owned()).or_default())
}
