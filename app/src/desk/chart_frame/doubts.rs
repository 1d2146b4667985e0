//! What in a record could not be believed or opened.

use crate::desk::pages;
use leptos::prelude::*;
use record::RecordId;
use ui::{Banner, Tone};

/// Each doubt, and the way to what two people compare.
#[component]
pub(crate) fn DoubtBanners(
    /// In which record, and why.
    #[prop(into)]
    doubts: Signal<Option<(RecordId, Vec<String>)>>,
) -> impl IntoView {
    move || {
        let (record, doubts) = doubts.get().filter(|(_, doubts)| !doubts.is_empty())?;
        let each = doubts.into_iter().map(|words| view! { <Banner tone=Tone::Danger words/> }).collect_view();
        Some(view! { {each}<p><a class="go-link" href=pages::codes(Some(record))>"Compare codes with a colleague"</a></p> })
    }
}
