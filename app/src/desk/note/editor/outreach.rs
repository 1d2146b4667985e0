//! When nobody met: what happened, and the attempts to reach the client.

use super::note_body::Margin;
use crate::desk::{
    form::{Line, List, Moment, Part, Pick, Remarks, Several},
    note::writing::Writing,
};
use clinical::{Absence, Attempt, Note, OutreachMethod, ServiceType};
use leptos::prelude::*;
use ui::Opt;

/// The first part of the sheet where the client did not come.
#[component]
pub(super) fn Outreach(writing: Writing) -> impl IntoView {
    let absent = writing.memo(|note| note.service == ServiceType::NoShow);
    let remarks = writing.suggestions(|found| matches!(&*found.place.of, "attempt" | "attempts"));
    view! {
        <section class="part">
            <div class="write form">
                <Show when=move || absent.get()><Pick at=writing.whole() field="absence" label="What happened" options=absences()
                        get=|note| note.absence.map(|absence| absence.id().to_owned()).unwrap_or_default()
                        set=|note, id| note.absence = Absence::from_id(id)/></Show>
                <Attempts writing/>
            </div>
            <Margin remarks/>
        </section>
    }
}

fn absences() -> Vec<Opt> {
    let mut options = vec![Opt::new("", "Choose")];
    options.extend(Absence::ALL.iter().map(|absence| Opt::new(absence.id(), absence.label())));
    options
}

/// A row for each attempt, and a button for one more.
#[component]
fn Attempts(writing: Writing) -> impl IntoView {
    let list = List::of(writing.form, "attempt", |note: &Note| &note.attempts, |note| &mut note.attempts);
    view! {
        <Several list name="attempts".to_owned() legend="Outreach attempts" one="attempt" add="Add attempt" first="how"
            blank=Attempt::default draw=attempt/>
    }
}

fn attempt(at: Part<Note, Attempt>, _number: usize) -> AnyView {
    let methods: Vec<Opt> = OutreachMethod::ALL.iter().map(|one| Opt::new(one.id(), one.label())).collect();
    // The rules name an attempt as a whole.
    let wrong = at.form.wrong(at.id());
    view! {
        <div class="pair" id=at.id() tabindex="-1">
            <Pick at field="how" label="How" options=methods get=|attempt| attempt.method.id().to_owned()
                set=|attempt, id| attempt.method = OutreachMethod::from_id(id).unwrap_or_default()/>
            <Moment at field="at" label="When" get=|attempt| attempt.at.clone() set=|attempt, at| attempt.at = at/>
            <Line at field="result" label="Result" get=|attempt| &attempt.result set=|attempt| &mut attempt.result/>
            <Remarks wrong remark=Signal::stored(None)/>
        </div>
    }
    .into_any()
}
