//! What was delivered after its writer's access had ended: the way to it from the queue.

use crate::desk::{ask::use_asked, pages};
use keeper::protocol::{LateView, LoadLate};
use leptos::prelude::*;
use ui::{Banner, Tone};

/// How many wait, and the way there; nothing where none does.
#[component]
pub(super) fn DeliveredLate() -> impl IntoView {
    let asked = use_asked(|| LoadLate {});
    let count = Memo::new(move |_| asked.pick(|view: &LateView| view.rows.len() + view.doubts.len()));
    move || {
        let many = Some(count.get()).filter(|many| *many > 0)?;
        let words = format!("Signed before access ended, delivered late: {many}");
        Some(view! { <Banner tone=Tone::Owed words><a href=pages::LATE>"Review"</a></Banner> })
    }
}
