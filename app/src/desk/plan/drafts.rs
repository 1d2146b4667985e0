//! Drafts of mine that wait to be written on.

use super::labels;
use crate::desk::ask::Asked;
use keeper::protocol::ThreadView;
use leptos::prelude::*;
use record::DocId;
use ui::{Banner, Tone};

/// Drafts of mine that wait to be written on.
#[component]
pub(super) fn Drafts(
    asked: Asked<ThreadView>,
    /// The version that is on the page itself.
    but: Option<DocId>,
) -> impl IntoView {
    let drafts = Memo::new(move |_| {
        asked.pick(|thread| {
            let mine = thread.plans.iter().filter(|view| view.signed.is_draft() && Some(view.signed.doc) != but);
            let told = mine.map(|view| {
                let words = format!(
                    "You have a draft of {}. {}.",
                    lower(&labels::version(thread, view.signed.doc)),
                    labels::standing(thread, view).1
                );
                (labels::href(thread.record, view.signed.doc), words)
            });
            told.collect::<Vec<_>>()
        })
    });
    move || {
        let banner = |(href, words): (String, String)| {
            view! { <Banner tone=Tone::Owed words><a class="go-link" href=href>"Continue writing"</a></Banner> }
        };
        drafts.get().into_iter().map(banner).collect_view()
    }
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}
