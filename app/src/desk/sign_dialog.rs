//! A dialog that ends in a signature: what will happen, what is typed, the passphrase. And the one that every signed document has.

use super::{
    ask::use_act,
    away::use_away,
    draft::{Draft, use_said},
    page::focus_field,
    touch::TouchButton,
};
use clinical::{Addendum, Retraction};
use keeper::protocol::Say;
use leptos::{ev::SubmitEvent, html, prelude::*};
use record::{DocId, RecordId};
use ui::{Button, ButtonKind, Dialog, Entry, Field, TextArea, use_notices};

const NO_PASSPHRASE: &str = "Enter your passphrase to sign.";

/// The dialog. What is typed stays when it is closed in between; the passphrase does not. What is typed is never one line: browsers'
/// password managers take a line before a passphrase for a name, and keep it unsealed.
#[component]
pub(crate) fn SignDialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// The word on the button.
    word: &'static str,
    /// It is being signed.
    busy: RwSignal<bool>,
    /// What is wrong and about no field of its own.
    wrong: Signal<Option<String>>,
    /// Runs when it is closed.
    #[prop(into)]
    on_close: Callback<()>,
    /// Signs with this passphrase.
    #[prop(into)]
    on_sign: Callback<String>,
    /// What will happen, and the fields.
    children: ChildrenFn,
) -> impl IntoView {
    let pass = RwSignal::new(String::new());
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_sign.run(pass.get_untracked());
    };
    // What is checked is checked by the keeper, the text before the passphrase: one goes on at the first field that it refused.
    Effect::new(move |before: Option<bool>| {
        let now = busy.get();
        if before == Some(true) && !now {
            request_animation_frame(move || {
                let form = form.try_get_untracked().flatten();
                let first = form.and_then(|form| form.query_selector("[aria-invalid=true]").ok().flatten());
                if let Some(first) = first {
                    focus_field(&first.id());
                }
            });
        }
        now
    });
    let wrong = Signal::derive(move || {
        wrong.get().map(|words| if pass.with(String::is_empty) { NO_PASSPHRASE.to_owned() } else { words })
    });
    let closed = Callback::new(move |()| {
        pass.set(String::new());
        on_close.run(());
    });
    let (children, away) = (StoredValue::new(children), use_away());
    view! {
        <Dialog open title on_close=closed>
            <form on:submit=submit novalidate node_ref=form>
                {children.with_value(|children| children())}
                {move || away.get().map(|words| view! { <p class="error">{words}</p> })}
                <Field name="act-passphrase" label="Passphrase to sign" kind=Entry::Password.required() value=pass
                    on_input=move |text| pass.set(text) error=wrong/>
                <TouchButton value=pass/>
                <footer>
                    <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button kind=ButtonKind::Submit busy>{word}</Button>
                </footer>
            </form>
        </Dialog>
    }
}

/// Marks a document as entered in error.
#[component]
pub(crate) fn Retract(
    record: RecordId,
    doc: DocId,
    open: RwSignal<bool>,
    /// What will happen.
    words: &'static str,
) -> impl IntoView {
    let (notices, draft) = (use_notices(), use_said::<Retraction>(record, doc));
    let act = use_act::<Say>(move |()| {
        open.set(false);
        draft.said();
        notices.say("Marked as entered in error.");
    });
    let sign = move |passphrase: String| {
        act.run(Say::about(record, doc, Retraction { reason: draft.value.get_untracked().reason }, passphrase));
    };
    view! {
        <SignDialog open title="Mark as entered in error" word="Mark as entered in error" busy=act.busy wrong=act.wrong_beside(&["reason"])
            on_close=move |()| act.forget() on_sign=sign>
            <p class="words">{words}</p>
            <TextArea name="retract-reason" label="Reason" value=draft.part(|said| said.reason.clone())
                on_input=move |text| draft.edit(|said| said.reason = text) error=act.wrong("reason")/>
        </SignDialog>
    }
}

/// Adds to a signed document. What is typed stays when the dialog is closed.
#[component]
pub(crate) fn AddAddendum(
    draft: Draft<Addendum>,
    open: RwSignal<bool>,
    /// What the document is called: `note`.
    called: &'static str,
) -> impl IntoView {
    let notices = use_notices();
    let act = use_act::<Say>(move |()| {
        open.set(false);
        draft.said();
        notices.say("The addendum was signed.");
    });
    let sign = move |passphrase: String| {
        let Draft { record, doc, .. } = draft;
        let Addendum { text, reason } = draft.value.get_untracked();
        act.run(Say::about(record, doc, Addendum { text, reason }, passphrase));
    };
    view! {
        <SignDialog open title="Add addendum" word="Sign addendum" busy=act.busy wrong=act.wrong_beside(&["text", "reason"])
            on_close=move |()| act.forget() on_sign=sign>
            <p class="words">{format!("The {called} stays as it was signed. The addendum is shown with it everywhere.")}</p>
            <TextArea name="addendum-text" label="Addendum" value=draft.part(|said| said.text.clone())
                on_input=move |text| draft.edit(|said| said.text = text) error=act.wrong("text")/>
            <TextArea name="addendum-reason" label="Reason" value=draft.part(|said| said.reason.clone())
                on_input=move |text| draft.edit(|said| said.reason = text) error=act.wrong("reason")/>
        </SignDialog>
    }
}
