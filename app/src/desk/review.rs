//! The review desk: notes that owe a co-signature, the note beside them, and what the reader says about it.

pub(crate) mod decide;
mod queue;
mod reading;

use crate::desk::{
    ask::use_asked,
    page::{Heading, when_ready},
};
use keeper::protocol::LoadReviews;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use queue::Queue;
use reading::Reading;
use record::{DocId, RecordId};
use ui::EmptyState;

/// `/review` and `/review/:record/:doc`
#[component]
pub(crate) fn ReviewPage() -> impl IntoView {
    let asked = use_asked(|| LoadReviews {});
    let params = use_params_map();
    let open = Memo::new(move |_| {
        params.with(|params| {
            let record = params.get_str("record")?.parse::<RecordId>().ok()?;
            Some((record, params.get_str("doc")?.parse::<DocId>().ok()?))
        })
    });
    let count = move || asked.pick(|rows| rows.iter().filter(|row| queue::owed(row)).count().to_string());
    view! {
        <section class="queue" aria-labelledby="to-look-at">
            <header><Heading title="To look at" id="to-look-at"/><span class="quiet">{count}</span></header>
            {when_ready(asked, move |rows| view! { <Queue rows open/> }.into_any())}
        </section>
        {move || match open.get() {
            Some((record, doc)) => view! { <Reading record doc/> }.into_any(),
            None => view! {
                <article class="desk-audit">
                    <EmptyState title="Choose a note" words="The note you choose will be here, with a place for your comment."/>
                </article>
            }
            .into_any(),
        }}
    }
}
