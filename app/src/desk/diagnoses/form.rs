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
    ask::Asked,
    draft::{Discard, Draft, Kept, Saved},
    page::BackLink,
    pages,
    sign::SignBar,
};
use code::CodeBox;
use filling::Filling;
use keeper::protocol::{ConditionView, ThreadView};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::DocId;
use standing::StandingFields;
use substance::SubstanceFields;
use typed::{Kind, TypedCondition};
use ui::{Banner, Choice, ChoiceLook, Opt, Tone, use_notices};

/// The form. Two direct children of `<main>`: the body and the sign bar. What is typed stays when signing fails.
#[component]
pub(super) fn DiagnosisForm(
    /// What runs through the chart, as it was when the page was opened.
    thread: ThreadView,
    /// The same, asked again when records change: other diagnoses count in what is found.
    asked: Asked<ThreadView>,
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
    let saved = begun.as_ref().map(|begun| begun.saved);
    let first = match (begun, before) {
        (Some(begun), _) => TypedCondition::resume(begun.condition),
        (None, Some(before)) => TypedCondition::again(before.condition),
        (None, None) => TypedCondition::new(&thread.my_line, today),
    };
    let draft = Draft::begin(record, doc, first, saved, || {});
    let filling = Filling::begin(draft, asked, today, move || {
        draft.end();
        notices.say("Diagnosis signed and saved.");
        navigate(&away, NavigateOptions::default());
    });
    let is_draft = Signal::derive(move || draft.kept.get() != Kept::Untouched(None));
    let here = format!("{list}/{doc}");
    let kind = move || filling.form.read_now(|typed| typed.kind);
    view! {
        <div class="body" inert=move || filling.sign.busy.get() on:focusout=move |_| draft.keep_now()>
            <header class="spread formhead">
                <h2>{title}</h2>
                <div class="cluster">
                    <Show when=move || is_draft.get()><Saved kept=draft.kept signed_before=false on_again=move |()| draft.keep_now()/></Show>
                    <Discard draft there=is_draft list=list.clone() here/>
                    <BackLink href=list words="Back to diagnoses"/>
                </div>
            </header>
            {overtaken}
            <div class="form diagnosis">
                {(!is_change).then(|| view! { <KindChoice filling/> })}
                <Show when=move || kind() == Some(Kind::Other)><CodeBox filling/></Show>
                <Show when=move || kind() == Some(Kind::SubstanceUse)><SubstanceFields filling/></Show>
                <Show when=move || filling.form.read_now(TypedCondition::is_begun)><StandingFields filling changed=is_change/></Show>
            </div>
            <Edition today/>
        </div>
        <SignBar busy=filling.sign.busy problem=filling.sign.problem found=filling.found()
            on_sign=move |passphrase| filling.sign_version(base, passphrase) word="Sign diagnosis"/>
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
