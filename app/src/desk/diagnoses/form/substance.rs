//! A substance-use disorder: which substance, what was met and when, what is particular to it.

use super::{criteria::Criteria, detail::Details, live::Live, typed::Form};
use clinical::diagnosis::{ConditionField as Place, ConditionProblem, Disorder, Substance};
use leptos::prelude::*;
use ui::{Field, Opt, Select};

/// Everything about the disorder.
#[component]
pub(super) fn SubstanceFields(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    let mut options = vec![Opt::new("", "Choose")];
    options.extend(Substance::ALL.iter().map(|substance| Opt::new(substance.id(), substance.label())));
    let chosen = form.of(|disorder| disorder.substance.id().to_owned());
    // Told when it is chosen, not only when it is saved: there is nothing to count for it.
    let without =
        move || form.disorder.with(|disorder| disorder.as_ref().is_some_and(|disorder| !disorder.substance.has_use_disorder()));
    let asked = form.wrong(Place::Substance);
    let wrong = Signal::derive(move || {
        asked.get().or_else(|| without().then(|| ConditionProblem::NoUseDisorder.sentence().into_owned()))
    });
    let begun = Memo::new(move |_| form.disorder.with(Option::is_some));
    view! {
        <div class="pair">
            <Select name="condition-substance" label="Substance" options value=chosen
                on_change=move |id: String| choose(form, &id) error=wrong/>
            <Show when=move || begun.get()>
                <Field name="condition-named" label="What exactly" value=form.of(|disorder| disorder.named.clone())
                    on_input=move |text| form.edit(|disorder| disorder.named = text) error=form.wrong(Place::Named)>
                    "Such as fentanyl; needed for other substances."
                </Field>
            </Show>
        </div>
        <Show when=move || begun.get()>
            <Criteria form/>
            <Live form/>
            <Details form/>
        </Show>
    }
}

/// Another substance keeps what was ticked: what does not exist for it is said beside it.
fn choose(form: Form, id: &str) {
    let Some(substance) = Substance::from_id(id) else { return };
    form.disorder.update(|disorder| match disorder {
        Some(disorder) => disorder.substance = substance,
        None => *disorder = Some(Disorder::new(substance)),
    });
}
