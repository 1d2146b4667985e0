//! Recording a diagnosis, or changing one that is there.

mod code;
mod criteria;
mod detail;
mod live;
mod standing;
mod substance;
mod typed;

use super::Edition;
use crate::desk::{
    ask::{Act, use_act},
    page::{BackLink, focus_field},
};
use code::CodeBox;
use keeper::protocol::{ConditionView, Problem, SaveCondition, ThreadView};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use standing::StandingFields;
use substance::SubstanceFields;
use typed::{Form, Kind};
use ui::{Button, ButtonKind, Choice, ChoiceLook, Opt, use_notices};

/// The form. What is typed stays when saving fails.
#[component]
pub(super) fn DiagnosisForm(
    /// What runs through the chart, as it was when the page was opened.
    thread: ThreadView,
    /// What is changed; nothing for a new one.
    #[prop(optional)]
    changed: Option<ConditionView>,
) -> impl IntoView {
    let (record, today, notices) = (thread.record, thread.today, use_notices());
    let list = format!("/clients/{record}/diagnoses");
    let (navigate, away) = (use_navigate(), list.clone());
    let save: Act<SaveCondition> = use_act(move |_: ThreadView| {
        notices.say("The diagnosis is saved.");
        navigate(&away, NavigateOptions::default());
    });
    let (doc, before) = match changed {
        Some(view) => (Some(view.doc), view.versions.last().cloned()),
        None => (None, None),
    };
    let base = before.as_ref().map_or(0, |before| before.version);
    let title = if before.is_some() { "Change a diagnosis" } else { "Add a diagnosis" };
    let form = match before {
        Some(before) => Form::again(before.condition, today, save.problem),
        None => Form::new(&thread.my_line, today, save.problem),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match form.condition() {
            Ok(condition) => save.run(SaveCondition { record, doc, base, condition }),
            Err(problem) => save.problem.set(Some(problem)),
        }
    };
    go_to_first_wrong(save.problem);
    view! {
        <header class="spread formhead"><h2>{title}</h2><BackLink href=list words="Back to the diagnoses"/></header>
        <form class="form diagnosis" on:submit=submit autocomplete="off" novalidate aria-label=title>
            {doc.is_none().then(|| view! { <KindChoice form/> })}
            <Show when=move || form.kind.get() == Some(Kind::Other)><CodeBox form/></Show>
            <Show when=move || form.kind.get() == Some(Kind::SubstanceUse)><SubstanceFields form/></Show>
            <Show when=move || form.is_begun()>
                <StandingFields form changed=doc.is_some()/>
                {move || form.beside().map(|words| view! { <p class="error" role="alert">{words}</p> })}
                <div class="actions"><Button kind=ButtonKind::Submit busy=save.busy>"Save the diagnosis"</Button></div>
            </Show>
        </form>
        <Edition today/>
    }
}

/// A substance-use disorder is counted; everything else is chosen by its code.
#[component]
fn KindChoice(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    let options = vec![
        Opt::new("substance-use", "Substance use").hint("Severity, course and code are counted from the criteria."),
        Opt::new("other", "Other condition").hint("Chosen from the ICD-10-CM list."),
    ];
    let value = Signal::derive(move || form.kind.get().map_or("", Kind::id).to_owned());
    let choose = move |chosen: String| form.kind.set(Kind::from_id(&chosen));
    view! { <Choice name="condition-kind" legend="What is diagnosed" options value on_change=choose look=ChoiceLook::List/> }
}

/// Moves the focus to the first field that is not right, in the order of the form.
fn go_to_first_wrong(problem: RwSignal<Option<Problem>>) {
    Effect::new(move |_| {
        let first = problem.with(|problem| match problem {
            Some(Problem::Invalid(wrong)) => wrong.first().map(|wrong| wrong.field.clone()),
            Some(_) | None => None,
        });
        if let Some(field) = first {
            request_animation_frame(move || focus_field(&field));
        }
    });
}
