//! Which model, and why.

use super::super::{
    labels::{day_or, options},
    page::part,
    writing::{Opened, Writing},
};
use super::{nothing, sentence};
use crate::desk::{
    clock,
    form::{Day, Text},
};
use clinical::intervention::{Intervention, Model, Step};
use leptos::prelude::*;
use ui::{Choice, ChoiceLook};

/// The part.
#[component]
pub(crate) fn ModelPart(writing: Writing) -> impl IntoView {
    let small = writing.read(|all| match all.model_on {
        Some(day) => format!("chosen {}", clock::short_day(day)),
        None => "what fits this person".to_owned(),
    });
    let chosen = writing.read(|all| all.model);
    let why = writing.read(|all| all.model_why.clone());
    let invited = writing.read(|all| all.model.filter(|model| model.invites()).map(|_| all.invited_on));
    let read = move || {
        let said = move || match chosen.get() {
            None => nothing("No model is chosen yet."),
            Some(model) => view! { <p><b>{model.label()}</b></p><p class="label">{model.about()}</p> }.into_any(),
        };
        let invite =
            move || invited.get().map(|day| view! { <p class="label">{format!("Invited: {}", day_or(day, "not yet"))}</p> });
        view! { {said}{move || why.with(|why| sentence(why))}{invite} }.into_any()
    };
    part(writing, Opened::At(Step::Model), "Model", small.into(), read, move || fields(writing))
}

fn fields(writing: Writing) -> AnyView {
    let at = writing.whole();
    let choose = move |id: String| {
        writing.draft.edit(|all| {
            all.model = Model::from_id(&id);
            all.model_on = all.model_on.or_else(|| Some(clock::today()));
        });
    };
    let value = Signal::derive(move || writing.draft.value.with(|all| all.model.map_or("", Model::id).to_owned()));
    view! {
        <Choice name=at.name("model") legend="Model" options=options(Model::ALL, Model::id, Model::label) value on_change=choose
            look=ChoiceLook::Chips/>
        <Text at field="model_why" label="Why this model" get=|e: &Intervention| &e.model_why set=|e| &mut e.model_why
            hint="What was tried, whom the person listens to, what is safe."/>
        <div class="pair">
            <Day at field="model_on" label="Chosen on" get=|e: &Intervention| e.model_on set=|e, day| e.model_on = day/>
            <Day at field="invited_on" label="Person invited on" get=|e: &Intervention| e.invited_on set=|e, day| e.invited_on = day
                hint="Invitational models invite from the start."/>
        </div>
    }
    .into_any()
}
