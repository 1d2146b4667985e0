//! A signed statement about a note: text where it has one, a reason, the passphrase.

use crate::desk::ask::Act;
use keeper::protocol::Ask;
use leptos::{ev::SubmitEvent, prelude::*};
use ui::{Button, ButtonKind, Dialog, Entry, Field, TextArea};

/// What is typed. Stays until it was signed, also when the dialog is closed in between; the passphrase does not.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    text: RwSignal<String>,
    reason: RwSignal<String>,
    passphrase: RwSignal<String>,
}

impl Typed {
    /// Nothing yet.
    pub(crate) fn blank() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            passphrase: RwSignal::new(String::new()),
        }
    }

    /// Text, reason, passphrase.
    pub(crate) fn all(self) -> (String, String, String) {
        (self.text.get_untracked(), self.reason.get_untracked(), self.passphrase.get_untracked())
    }

    /// Forgets it.
    pub(crate) fn clear(self) {
        self.text.set(String::new());
        self.reason.set(String::new());
        self.passphrase.set(String::new());
    }
}

/// The dialog. Children say what will happen.
#[component]
pub(crate) fn Statement<A: Ask + Send + Sync + 'static>(
    /// Open or not.
    open: RwSignal<bool>,
    /// The heading.
    title: &'static str,
    /// The word on the button.
    word: &'static str,
    /// The label of the text, where there is one.
    #[prop(optional)]
    with_text: Option<&'static str>,
    /// What is typed.
    typed: Typed,
    /// What signs it.
    act: Act<A>,
    /// Signs it.
    #[prop(into)]
    on_send: Callback<()>,
    /// What will happen.
    children: ChildrenFn,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_send.run(());
    };
    let wrong = act.wrong_beside(&["text", "reason"]);
    let closed = Callback::new(move |()| {
        typed.passphrase.set(String::new());
        act.forget();
    });
    let children = StoredValue::new(children);
    view! {
        <Dialog open title=title on_close=closed>
            <form on:submit=submit>
                <p class="words">{children.with_value(|children| children())}</p>
                {with_text.map(|label| view! {
                    <TextArea name="statement-text" label=label value=typed.text on_input=move |text| typed.text.set(text) error=act.wrong("text")/>
                })}
                // Not one line: browsers' password managers take a line before a passphrase for a name, and keep it unsealed.
                <TextArea name="statement-reason" label="Reason" value=typed.reason
                    on_input=move |text| typed.reason.set(text) error=act.wrong("reason")/>
                <Field name="statement-passphrase" label="Passphrase to sign" kind=Entry::Password.required() value=typed.passphrase
                    on_input=move |text| typed.passphrase.set(text) error=wrong/>
                <footer>
                    <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button kind=ButtonKind::Submit busy=act.busy>{word}</Button>
                </footer>
            </form>
        </Dialog>
    }
}
