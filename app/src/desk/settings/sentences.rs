//! The program's own sentences on the client's copy of a continuing-care plan.

use crate::desk::form::{Form, Part, Text};
use clinical::{
    Settings,
    aftercare::{CopySentence, OwnSentence},
};
use leptos::prelude::*;

/// A row for each sentence, English beside Spanish.
#[component]
pub(super) fn CopySentences(form: Form<Settings>) -> impl IntoView {
    let row = |sentence: CopySentence| {
        let at = Part::which(form, "sentence", sentence.id(), find, find_mut);
        view! { <Row at sentence/> }
    };
    let rows = CopySentence::ALL.iter().map(|sentence| row(*sentence)).collect_view();
    view! {
        <fieldset>
            <legend class="over">"The client’s copy"</legend>
            <p class="hint">"Headings and sentences on the client’s printed copy. Empty means as shown. Spanish appears only where you write it; nothing is translated for you."</p>
            <div class="schedules">{rows}</div>
        </fieldset>
    }
}

fn find<'a>(all: &'a Settings, id: &str) -> Option<&'a OwnSentence> {
    all.copy.0.get(&CopySentence::from_id(id)?)
}

fn find_mut<'a>(all: &'a mut Settings, id: &str) -> Option<&'a mut OwnSentence> {
    Some(all.copy.0.entry(CopySentence::from_id(id)?).or_default())
}

#[component]
fn Row(at: Part<Settings, OwnSentence>, sentence: CopySentence) -> impl IntoView {
    let said = at.read(|own: &OwnSentence| {
        let spanish = (!record::is_blank(&own.spanish)).then_some("Spanish");
        let english = (!record::is_blank(&own.english)).then_some("English");
        [english, spanish].into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let own = move || Some(said.get()).filter(|said| !said.is_empty()).map(|said| format!("own words: {said}"));
    view! {
        <details class="schedule">
            <summary><b>{sentence.heading()}</b>" "<span class="soft">{own}</span></summary>
            <p class="soft">{sentence.label()}</p>
            <div class="pair">
                <Text at field="english" label="In English" get=|own| &own.english set=|own| &mut own.english/>
                <Text at field="spanish" label="In Spanish" get=|own| &own.spanish set=|own| &mut own.spanish/>
            </div>
        </details>
    }
}
