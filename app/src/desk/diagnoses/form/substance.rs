//! A substance-use disorder: which substance, what was met and when, what is particular to it.

use super::{criteria::Criteria, detail::Details, filling::Filling, live::Live};
use crate::desk::form::Line;
use clinical::diagnosis::{ConditionField as Place, Disorder, Substance};
use leptos::prelude::*;
use ui::{Opt, Select};

/// Everything about the disorder.
#[component]
pub(super) fn SubstanceFields(filling: Filling) -> impl IntoView {
    let mut options = vec![Opt::new("", "Choose")];
    options.extend(Substance::ALL.iter().map(|substance| Opt::new(substance.id(), substance.label())));
    let chosen = filling.of(|disorder| disorder.substance.id().to_owned());
    let begun = Memo::new(move |_| filling.form.read_now(|typed| typed.disorder.is_some()));
    view! {
        <div class="pair">
            <Select name="condition-substance" label="Substance" options value=chosen
                on_change=move |id: String| choose(filling, &id) error=filling.wrong(Place::Substance)/>
            <Show when=move || begun.get()>
                <Line at=filling.disorder() field="named" label="Specific substance" get=|disorder| &disorder.named set=|disorder| &mut disorder.named
                    hint="Such as fentanyl; required for other substances."/>
            </Show>
        </div>
        <Show when=move || begun.get()>
            <Criteria filling/>
            <Live filling/>
            <Details filling/>
        </Show>
    }
}

/// Another substance keeps what was ticked: what does not exist for it is said beside it.
fn choose(filling: Filling, id: &str) {
    let Some(substance) = Substance::from_id(id) else { return };
    filling.form.edit(|typed| match &mut typed.disorder {
        Some(disorder) => disorder.substance = substance,
        None => typed.disorder = Some(Disorder::new(substance)),
    });
}
