//! A new intervention: who it is about, and who asked. What is typed is sealed to whoever types it until the record is made.

use crate::desk::{
    ask::use_act,
    clock,
    draft::{PageDraft, PageName, with_page},
    form::Form,
    page::{BackLink, Heading, focus_first_wrong},
    pages,
};
use clinical::{Kind, intervention::Intervention};
use keeper::protocol::{Open, SavedForm};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::RecordId;
use ui::{Button, ButtonKind};

/// `/interventions/new`
#[component]
pub(crate) fn NewPage() -> impl IntoView {
    let form = with_page(PageName::NewIntervention, |loaded| view! { <NewForm loaded/> });
    view! {
        <header class="pagehead">
            <div>
                <Heading title="New intervention"/>
                <p class="soft">"Creates a record of its own that only its team can open. It is not a client chart."</p>
            </div>
            <div class="cluster"><BackLink href=pages::INTERVENTIONS words="Back to interventions"/></div>
        </header>
        <div class="body">{form}</div>
    }
}

#[component]
fn NewForm(
    /// What was typed before, if anything.
    loaded: Option<SavedForm>,
) -> impl IntoView {
    let navigate = use_navigate();
    let blank = || Intervention { requested_on: Some(clock::today()), ..Intervention::default() };
    let draft = PageDraft::begin(PageName::NewIntervention, loaded, blank());
    let open = use_act::<Open>(move |record: RecordId| {
        draft.close();
        navigate(&pages::list(record, Kind::Intervention), NavigateOptions::default());
    });
    let form = Form::refused_by(draft.autosave(), open.problem);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if form.is_valid() {
            open.run(Open { body: form.peek(Intervention::clone).into() });
        }
    };
    focus_first_wrong(open.problem);
    let wrong = open.wrong_beside(&["person-given"]);
    view! {
        <form class="form" on:submit=submit on:focusout=move |_| draft.keep_now() autocomplete="off" novalidate aria-label="New intervention">
            {draft.state(blank)}
            {super::parts::about::fields(form)}
            {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <div class="actions"><Button kind=ButtonKind::Submit busy=open.busy>"Create record"</Button></div>
        </form>
    }
}
