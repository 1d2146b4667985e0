//! What was said about a document and a restored server lost: on its page until it comes back or somebody decides.

use super::{
    ask::{use_act, use_asked},
    draft::use_said,
    sign_dialog::SignDialog,
};
use clinical::{Body, NoLongerApplies};
use keeper::protocol::{LoadLost, LostStatement, Say};
use leptos::prelude::*;
use record::{DocId, OpId, RecordId};
use ui::{Banner, Button, ButtonKind, TextArea, Tone, use_notices};

/// Each lost statement with its words, and the ways to decide; nothing where nothing is in doubt.
#[component]
pub(crate) fn LostStatements(
    /// The chart.
    record: RecordId,
    doc: DocId,
) -> impl IntoView {
    let asked = use_asked(move || LoadLost { record, doc });
    let all = Memo::new(move |_| asked.known().unwrap_or_default());
    move || {
        let all = Some(all.get()).filter(|all| !all.is_empty())?;
        let each = all.into_iter().map(|lost| view! { <Lost doc lost/> }).collect_view();
        Some(view! { <section class="body stack" aria-label="Lost when the server was restored">{each}</section> })
    }
}

#[component]
fn Lost(doc: DocId, lost: LostStatement) -> impl IntoView {
    let LostStatement { record, statement, sentence, words, again, may_drop } = lost;
    let (repeating, dropping) = (RwSignal::new(false), RwSignal::new(false));
    let said = StoredValue::new(words);
    let words = move || said.get_value().into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
    let (may_repeat, again) = (again.is_some(), again.map(|body| view! { <Repeat record doc body words=said open=repeating/> }));
    view! {
        <article class="stack">
            <Banner tone=Tone::Danger words=sentence/>
            {words()}
            <div class="cluster noprint">
                {may_repeat.then(|| view! { <Button on_press=move |()| repeating.set(true)>"Sign it again"</Button> })}
                {may_drop.then(|| view! {
                    <Button kind=ButtonKind::Quiet on_press=move |()| dropping.set(true)>"It no longer applies"</Button>
                })}
            </div>
            {again}
            {may_drop.then(|| view! { <NoLonger record doc statement open=dropping/> })}
        </article>
    }
}

/// The same words, with my signature.
#[component]
fn Repeat(
    record: RecordId,
    doc: DocId,
    /// What was lost.
    body: Body,
    /// Its words.
    words: StoredValue<Vec<String>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let notices = use_notices();
    let act = use_act::<Say>(move |()| {
        open.set(false);
        notices.say("Signed again.");
    });
    let sign = move |passphrase: String| act.run(Say::about(record, doc, body.clone(), passphrase));
    view! {
        <SignDialog open title="Sign it again" word="Sign it again" busy=act.busy wrong=act.wrong_beside(&[])
            on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"This signs the same words, as yours and with today’s date."</p>
            {words.get_value().into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
        </SignDialog>
    }
}

/// That the document is right without it.
#[component]
fn NoLonger(
    record: RecordId,
    doc: DocId,
    /// Which statement.
    statement: OpId,
    open: RwSignal<bool>,
) -> impl IntoView {
    let (notices, draft) = (use_notices(), use_said::<NoLongerApplies>(record, doc));
    let act = use_act::<Say>(move |()| {
        open.set(false);
        draft.said();
        notices.say("Signed: it no longer applies.");
    });
    let sign = move |passphrase: String| {
        let said = NoLongerApplies::about(statement, draft.value.get_untracked().reason);
        act.run(Say::about(record, doc, said, passphrase));
    };
    view! {
        <SignDialog open title="It no longer applies" word="Sign" busy=act.busy wrong=act.wrong_beside(&["reason"])
            on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"What was lost is listed under the document with your reason. If it is sent again, it counts."</p>
            <TextArea name="lost-reason" label="Reason" value=draft.part(|said| said.reason.clone())
                on_input=move |text| draft.edit(|said| said.reason = text) error=act.wrong("reason")/>
        </SignDialog>
    }
}
