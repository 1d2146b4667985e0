//! When nobody met: how it came, and what was tried to reach the client.

use crate::desk::{
    form::{Line, List, Moment, Part, Pick, Remarks, Several},
    note::writing::Writing,
};
use clinical::{Absence, Attempt, Note, OutreachMethod, ServiceType};
use leptos::prelude::*;
use ui::{Opt, Select};

/// The first part of the sheet where the client did not come.
#[component]
pub(super) fn Outreach(writing: Writing) -> impl IntoView {
    let absent = Memo::new(move |_| writing.note.with(|note| note.service == ServiceType::NoShow));
    view! {
        <section class="part">
            <div class="write form">
                <Show when=move || absent.get()><WhatHappened writing/></Show>
                <Attempts writing/>
            </div>
            <div class="margin"><Suggestions writing/></div>
        </section>
    }
}

#[component]
fn WhatHappened(writing: Writing) -> impl IntoView {
    let mut options = vec![Opt::new("", "Choose")];
    options.extend(Absence::ALL.iter().map(|absence| Opt::new(absence.id(), absence.label())));
    let value = writing.part(|note| note.absence.map(|absence| absence.id().to_owned()).unwrap_or_default());
    let choose = move |id: String| writing.edit(|note| note.absence = Absence::from_id(&id));
    view! { <Select name="absence" label="What happened" options value on_change=choose error=writing.wrong("absence")/> }
}

/// A row for each try, and a button for one more.
#[component]
fn Attempts(writing: Writing) -> impl IntoView {
    let list = List::of(writing.form, "attempt", |note: &Note| &note.attempts, |note| &mut note.attempts);
    view! {
        <Several list name="attempts".to_owned() legend="Tries to reach the client" one="try" add="Add a try" first="how"
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
            <Line at field="result" label="What came of it" get=|attempt| &attempt.result set=|attempt| &mut attempt.result/>
            <Remarks wrong remark=Signal::stored(None)/>
        </div>
    }
    .into_any()
}

/// What should be looked at here, and stops nothing.
#[component]
fn Suggestions(writing: Writing) -> impl IntoView {
    let remarks = Memo::new(move |_| {
        let about = writing.findings().into_iter().filter(|lint| !lint.blocks() && lint.place.of == "attempt");
        about.map(|lint| lint.text()).collect::<Vec<_>>()
    });
    move || remarks.get().into_iter().map(|words| view! { <div class="lint">{words}</div> }).collect_view()
}
