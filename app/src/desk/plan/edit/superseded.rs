//! Said above a draft whose base was superseded while it was written: by whom and when, what changed there, and the way on.

use super::writing::Writing;
use crate::desk::{
    draft::Draft,
    pages,
    plan::{carry_over::signed, labels},
};
use leptos::prelude::*;
use ui::{Banner, Tone};

/// Nothing while the draft follows the newest version. What is typed is saved before either link leads away.
#[component]
pub(super) fn Superseded(writing: Writing) -> impl IntoView {
    let Draft { record, doc, .. } = writing.draft;
    let found = Memo::new(move |_| {
        writing.asked.pick(|thread| {
            let found = writing.plan.with(|plan| thread.superseded_base(doc, plan))?;
            let [by, base] = [found.by, found.base].map(|doc| labels::version(thread, doc).to_lowercase());
            let words = format!(
                "{}. This draft was started from {base}, so it cannot be signed as it is. What you typed is saved.",
                signed(thread, found.by)
            );
            Some((words, by, labels::against(record, found.by, found.base)))
        })
    });
    let save = move |_| writing.draft.keep_now();
    move || {
        found.get().map(|(words, by, changes)| {
            view! {
                <div id="plan-bases" class="superseded" tabindex="-1">
                    <Banner tone=Tone::Danger words>
                        <a class="go-link" href=changes on:click=save>{format!("What changed in {by}")}</a>
                        <a class="go-link" href=pages::carry_over(record, doc) on:click=save>{format!("Bring this draft to {by}")}</a>
                    </Banner>
                </div>
            }
        })
    }
}
