//! Signing a note: what is missing, and by when.

use crate::desk::{
    clock::{self, Owed},
    note::writing::Writing,
    row_labels,
    sign::SignBar,
};
use leptos::prelude::*;

/// The bar of the editor.
#[component]
pub(super) fn SignNoteBar(writing: Writing) -> impl IntoView {
    let missing = Memo::new(move |_| writing.findings().iter().filter(|lint| lint.blocks()).count());
    let due = move || {
        writing.asked.pick(|view| {
            row_labels::late_entry(&view.row).or_else(|| {
                view.due.map(|due| match clock::owed(due) {
                    Owed::By(by) => format!("Sign {by}."),
                    Owed::Over(over) => format!("{over}."),
                })
            })
        })
    };
    view! {
        <SignBar busy=writing.sign.busy problem=writing.sign.problem missing more=Signal::derive(due)
            on_sign=move |passphrase| writing.sign_now(passphrase)/>
    }
}
