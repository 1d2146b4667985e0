//! The guided page of one intervention: what is known is read, and one part at a time is opened to be written on.

use super::{
    head::{Head, Steps},
    parts,
    side::Side,
    writing::{Opened, Writing, heading_of},
};
use crate::desk::{
    ask::{Asked, use_asked},
    chart_frame::by_record,
    draft::Kept,
    page::{Heading, once_ready},
    sign::{Named, SignBar},
};
use keeper::protocol::{InterventionView, LoadIntervention, Problem};
use leptos::prelude::*;
use record::RecordId;
use ui::{Button, ButtonKind};

/// `/interventions/:record`
#[component]
pub(crate) fn InterventionRoute() -> impl IntoView {
    by_record(|record| view! { <Page record/> }.into_any())
}

/// Asks for an intervention.
pub(super) fn use_intervention(record: RecordId) -> Asked<InterventionView> {
    use_asked(move || LoadIntervention { record })
}

#[component]
fn Page(record: RecordId) -> impl IntoView {
    let asked = use_intervention(record);
    let trouble = Memo::new(move |_| match asked.get() {
        Some(Err(problem)) => Some(problem),
        Some(Ok(_)) | None => None,
    });
    let failed = move || trouble.get().filter(|problem| *problem == Problem::NotFound);
    view! {
        {move || failed().map(|_| view! { <Heading title="Intervention not opened"/> })}
        {once_ready(asked, move |view| view! { <Guided view asked/> }.into_any())}
    }
}

/// Two direct children of `<main>`: the body and the sign bar.
#[component]
fn Guided(
    /// As it was when the page was opened.
    view: InterventionView,
    asked: Asked<InterventionView>,
) -> impl IntoView {
    let writing = Writing::begin(view, asked);
    let invalid = writing.form.invalid();
    let found = Memo::new(move |_| {
        let invalid = invalid.get().into_iter().map(Named::invalid);
        writing.named().into_iter().chain(invalid).collect::<Vec<_>>()
    });
    let is_draft = Memo::new(move |_| writing.may_write && writing.draft.kept.get() != Kept::Untouched(None));
    view! {
        <div class="body intervention" inert=move || writing.sign.busy.get() on:focusout=move |_| writing.draft.keep_now()>
            <Head writing/>
            <Steps writing/>
            <div class="split">
                <div class="guided">
                    <parts::about::About writing/>
                    <parts::model::ModelPart writing/>
                    <parts::safety::Safety writing/>
                    <parts::people::People writing/>
                    <parts::letters::LetterList writing/>
                    <parts::treatment::Treatment writing/>
                    <parts::consequences::Consequences writing/>
                    <parts::outcome::OutcomePart writing/>
                    <parts::follow_up::FollowUps writing/>
                    <parts::support::Support writing/>
                </div>
                <Side writing/>
            </div>
        </div>
        <Show when=move || is_draft.get()>
            <SignBar busy=writing.sign.busy problem=writing.sign.problem found
                on_go=move |place| writing.go(place) on_sign=move |passphrase| writing.sign_now(passphrase) word="Sign record"/>
        </Show>
    }
}

/// A part of the page: its heading with what is beside it, what is known, and its fields while it is open.
pub(super) fn part(
    writing: Writing,
    part: Opened,
    title: &'static str,
    small: Signal<String>,
    read: impl Fn() -> AnyView + Send + Sync + 'static,
    edit: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let id = heading_of(part);
    let open = Memo::new(move |_| writing.open.get() == Some(part));
    let edit = StoredValue::new(Box::new(edit) as Box<dyn Fn() -> AnyView + Send + Sync>);
    let button = move || {
        if open.get() {
            let close = move |()| {
                writing.draft.keep_now();
                writing.open.set(None);
            };
            view! { <Button on_press=close>"Done"<span class="hidden-visually">" with "{title}</span></Button> }.into_any()
        } else {
            view! { <Button kind=ButtonKind::Quiet on_press=move |()| writing.open_part(part)>"Edit"<span class="hidden-visually">" "{title}</span></Button> }.into_any()
        }
    };
    view! {
        <section class="step" aria-labelledby=id>
            <h2 id=id tabindex="-1">{title}<small>{small}</small></h2>
            <div>
                <div class="known" data-open=move || open.get().then_some("")>{read()}</div>
                <Show when=move || open.get()>
                    <div class="form noprint">{edit.with_value(|edit| edit())}</div>
                </Show>
                {writing.may_write.then(|| view! { <div class="part-act noprint">{button}</div> })}
            </div>
        </section>
    }
    .into_any()
}
