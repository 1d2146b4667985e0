//! What it is, and whether it is kept.

use crate::desk::{
    assessment::{filling::Filling, list_of},
    draft::{Discard, Draft, Kept, Saved},
};
use keeper::protocol::Signed;
use leptos::prelude::*;
use record::Status;

/// The head of the form.
#[component]
pub(super) fn Head(
    filling: Filling,
    /// How it stood when the page was opened.
    before: Signed,
) -> impl IntoView {
    let (Draft { record, doc, .. }, kept) = (filling.draft, filling.draft.kept);
    let list = list_of(record);
    let here = format!("{list}/{doc}");
    let signed_before = before.status != Status::Preliminary;
    let drafted = before.is_draft();
    let is_draft = Signal::derive(move || drafted || kept.with(|kept| matches!(kept, Kept::Saved(_))));
    view! {
        <header class="notehead">
            <div><h2>{filling.draft.part(|all| all.title())}</h2><p class="soft">"You can leave and continue later."</p></div>
            <div class="cluster">
                <Saved kept signed_before on_again=move |()| filling.draft.keep_now()/>
                <Discard draft=filling.draft there=is_draft list here/>
            </div>
        </header>
    }
}
