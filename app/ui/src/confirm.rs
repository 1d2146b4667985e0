//! A question with two answers.

use leptos::prelude::*;

use crate::button::{Button, ButtonKind};
use crate::dialog::Dialog;

/// Asks before something that cannot be taken back. Children say what will happen.
#[component]
pub fn Confirm(
    /// Open or not.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// The word on the button that says yes: a verb, never "OK".
    #[prop(into)]
    word: String,
    /// How that button looks; first when left out.
    #[prop(default = ButtonKind::First)]
    kind: ButtonKind,
    /// Runs once, after yes. The dialog is closed by then.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// What will happen.
    children: ChildrenFn,
) -> impl IntoView {
    let yes = Callback::new(move |()| {
        open.set(false);
        on_confirm.run(());
    });
    let no = Callback::new(move |()| open.set(false));
    let children = StoredValue::new(children);
    let word = StoredValue::new(word);
    view! {
        <Dialog open title>
            <div class="words">{children.with_value(|children| children())}</div>
            <footer>
                <Button kind=ButtonKind::Quiet on_press=no>"Cancel"</Button>
                <Button kind=kind on_press=yes>{word.get_value()}</Button>
            </footer>
        </Dialog>
    }
}
