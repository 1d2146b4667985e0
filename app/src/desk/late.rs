//! What somebody signed before their access ended and delivered after: read, and added to the chart or declined.

mod read;
mod waiting;

use crate::desk::{
    ask::use_asked,
    chart_frame::{ChartHead, ChartTabs, Tab, by_record_and_doc, use_chart},
    lost::LostStatements,
    page::when_ready,
};
use clinical::LateDelivery;
use keeper::protocol::{DocPage, Load};
use leptos::prelude::*;
use read::Read;
pub(crate) use waiting::LatePage;

/// `/clients/:record/late/:doc`
#[component]
pub(crate) fn LateRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| {
        let (chart, asked) = (use_chart(record), use_asked(move || Load { record, doc }));
        view! {
            <ChartHead chart tab=Tab::Timeline/>
            <ChartTabs record chart tab=Tab::Timeline/>
            <LostStatements record doc/>
            {when_ready(asked, move |page: DocPage| match page.content::<LateDelivery>().cloned() {
                Some(late) => view! { <Read record doc page late/> }.into_any(),
                None => crate::desk::page::not_found(asked),
            })}
        }
        .into_any()
    })
}
