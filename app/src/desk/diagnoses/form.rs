//! Recording a diagnosis, or changing one that is there.

mod code;
mod criteria;
mod detail;
mod filling;
mod live;
mod standing;
mod substance;
mod typed;
mod typed_code;

use super::Edition;
use crate::desk::{
    ask::{Act, use_act},
    draft::{Discard, Draft, Kept, Saved},
    page::{BackLink, focus_field},
    pages,
    pass_input::PassInput,
};
use code::CodeBox;
use filling::Filling;
use keeper::protocol::{ConditionView, Problem, Save, ThreadView};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::DocId;
use standing::StandingFields;
use std::collections::BTreeSet;
use substance::SubstanceFields;
use typed::{Kind, TypedCondition, beside};
use ui::{Banner, Button, ButtonKind, Choice, ChoiceLook, Glyph, Opt, Tone, use_notices};

/// The form. What is typed stays when saving fails.
#[component]
pub(super) fn DiagnosisForm(
    /// What runs through the chart, as it was when the page was opened.
    thread: ThreadView,
    doc: DocId,
    /// What is changed; nothing for a new one.
    #[prop(optional)]
    changed: Option<ConditionView>,
) -> impl IntoView {
    let (record, today, notices) = (thread.record, thread.today, use_notices());
    let list = pages::list(record, clinical::Kind::Condition);
    let (navigate, away) = (use_navigate(), list.clone());
    let before = changed.and_then(|view| view.versions.last().cloned());
    let base = before.as_ref().map_or(0, |before| before.version);
    let is_change = before.is_some();
    let title = if is_change { "Edit diagnosis" } else { "Add a diagnosis" };
    let begun = thread.begun.iter().find(|begun| begun.doc == doc).cloned();
    let overtaken = begun.as_ref().is_some_and(|begun| begun.overtaken).then(|| {
        let words = "Somebody changed this diagnosis after you began. What you typed is kept here: look at the history in the list, \
                     then save or discard.";
        view! { <Banner tone=Tone::Owed words/> }
    });
    let (problem, pass) = (RwSignal::new(None), RwSignal::new(String::new()));
    let saved = begun.as_ref().map(|begun| begun.saved);
    let first = match (begun, before) {
        (Some(begun), _) => TypedCondition::resume(begun.condition),
        (None, Some(before)) => TypedCondition::again(before.condition),
        (None, None) => TypedCondition::new(&thread.my_line, today),
    };
    let draft = Draft::begin(record, doc, first, saved, || {});
    let filling = Filling::begin(draft, today, problem);
    let corrected = filling.corrected;
    let save: Act<Save> = use_act(move |_| {
        draft.end();
        notices.say("Diagnosis signed and saved.");
        navigate(&away, NavigateOptions::default());
    });
    Effect::new(move |_| {
        corrected.update(BTreeSet::clear);
        problem.set(save.problem.get());
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        // What waits to be saved goes before the signature, and not after it.
        draft.keep_now();
        corrected.update(BTreeSet::clear);
        match (filling.form.refusal(), filling.form.peek(TypedCondition::condition)) {
            (None, Ok(_)) if pass.with_untracked(String::is_empty) => focus_field("sign-passphrase"),
            (None, Ok(condition)) => {
                save.run(Save::signed(record, Some(doc), base, condition, pass.get_untracked()));
            }
            (Some(refusal), _) => problem.set(Some(refusal)),
            (None, Err(missing)) => problem.set(Some(missing)),
        }
    };
    go_to_first_wrong(problem);
    let is_draft = Signal::derive(move || draft.kept.get() != Kept::Untouched(None));
    let here = format!("{list}/{doc}");
    let kind = move || filling.form.read_now(|typed| typed.kind);
    view! {
        <header class="spread formhead">
            <h2>{title}</h2>
            <div class="cluster">
                <Show when=move || is_draft.get()><Saved kept=draft.kept signed_before=false on_again=move |()| draft.keep_now()/></Show>
                <Discard draft there=is_draft list=list.clone() here/>
                <BackLink href=list words="Back to diagnoses"/>
            </div>
        </header>
        {overtaken}
        <form class="form diagnosis" on:submit=submit on:input=move |event| filling.correct(&event) on:change=move |event| filling.correct(&event)
            autocomplete="off" novalidate aria-label=title>
            {(!is_change).then(|| view! { <KindChoice filling/> })}
            <Show when=move || kind() == Some(Kind::Other)><CodeBox filling/></Show>
            <Show when=move || kind() == Some(Kind::SubstanceUse)><SubstanceFields filling/></Show>
            <Show when=move || filling.form.read_now(TypedCondition::is_begun)>
                <StandingFields filling changed=is_change/>
                {move || problem.with(|problem| corrected.with(|corrected| beside(problem.as_ref(), corrected))).map(|words| view! { <p class="error" role="alert">{words}</p> })}
                <div class="actions">
                    <PassInput value=pass/>
                    <Button kind=ButtonKind::Submit glyph=Glyph::Signed busy=save.busy>"Sign diagnosis"</Button>
                </div>
            </Show>
        </form>
        <Edition today/>
    }
}

/// A substance-use disorder is counted; everything else is chosen by its code.
#[component]
fn KindChoice(filling: Filling) -> impl IntoView {
    let options = vec![
        Opt::new("substance-use", "Substance use").hint("Severity, course, and code come from the criteria."),
        Opt::new("other", "Other condition").hint("Choose a code from the ICD-10-CM list."),
    ];
    let value = filling.form.read(|typed| typed.kind.map_or("", Kind::id).to_owned());
    let choose = move |chosen: String| filling.choose_kind(Kind::from_id(&chosen));
    view! { <Choice name="condition-kind" legend="Kind of diagnosis" options value on_change=choose look=ChoiceLook::List/> }
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
