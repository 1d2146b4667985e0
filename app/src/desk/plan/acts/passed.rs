//! A dialog that ends in a signature: what will happen, what is typed, the passphrase.

use leptos::{ev::SubmitEvent, prelude::*};
use ui::{Button, ButtonKind, Dialog, Entry, Field};

/// The dialog. What is typed stays when it is closed in between; the passphrase does not.
#[component]
pub(super) fn Passed(
    /// Open or not.
    open: RwSignal<bool>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
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
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_sign.run(pass.get_untracked());
    };
    let closed = Callback::new(move |()| {
        pass.set(String::new());
        on_close.run(());
    });
    let children = StoredValue::new(children);
    view! {
        <Dialog open title on_close=closed>
            <form on:submit=submit>
                {children.with_value(|children| children())}
                <Field name="act-passphrase" label="Passphrase to sign" kind=Entry::Password.required() value=pass
                    on_input=move |text| pass.set(text) error=wrong/>
                <footer>
                    <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button kind=ButtonKind::Submit busy>{word}</Button>
                </footer>
            </form>
        </Dialog>
    }
}
