//! What is around every page of a chart: whose it is, the tabs, the address.

mod doubts;
mod header;
mod place;
mod tabs;

pub(crate) use doubts::DoubtBanners;
pub(crate) use header::ChartHead;
pub(crate) use place::{by_record, by_record_and_doc};
pub(crate) use tabs::{ChartTabs, Tab};

use super::{
    ask::{Asked, use_asked_then},
    open_charts::use_open_charts,
};
use keeper::protocol::{ChartView, LoadChart};
use record::RecordId;

/// Asks for a chart, and remembers that it is open.
pub(crate) fn use_chart(record: RecordId) -> Asked<ChartView> {
    let open = use_open_charts();
    use_asked_then(move || LoadChart { record }, move |chart: &ChartView| open.opened(record, &chart.profile.name.display()))
}
