//! The review queue: whatever owes a second look, the text beside its thread, and what the reader says about it.

mod assessment;
mod comments;
pub(crate) mod decide;
mod filter;
mod late;
mod note;
mod plan;
mod queue;
mod reading;
mod since;

use crate::desk::{
    ask::use_asked,
    page::{Heading, when_ready},
};
use keeper::protocol::{LoadReviews, SecondLook};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use queue::Queue;
use reading::Reading;
use record::{DocId, RecordId};
use ui::EmptyState;

/// What is open: in which record, which document.
type Place = (RecordId, DocId);

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
    let count = move || asked.pick(|rows| rows.iter().filter(|row| row.why != SecondLook::Returned).count().to_string());
    let filter = filter::Filter::new();
    // In the order of the page, so that the next one is the next that is seen.
    let shown = Memo::new(move |_| asked.pick(|rows| queue::ordered(filter.apply(rows))));
    view! {
        <section class="queue" aria-labelledby="to-look-at">
            <header><Heading title="Review queue" id="to-look-at"/><span class="quiet">{count}</span></header>
            <late::DeliveredLate/>
            {when_ready(asked, move |rows| view! { <filter::Filters rows filter/><Queue shown open/> }.into_any())}
        </section>
        {move || match open.get() {
            Some((record, doc)) => view! { <Reading record doc shown/> }.into_any(),
            None => view! {
                <article class="desk-audit">
                    <EmptyState title="Choose something to review" words="It opens here, with its thread beside it and a place for your comments."/>
                </article>
            }
            .into_any(),
        }}
    }
}
