//! The pages of a chart.

use crate::desk::{ask::Asked, pages};
use clinical::Kind;
use keeper::protocol::ChartView;
use leptos::{html, prelude::*};
use record::RecordId;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A page of a chart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    /// What happened, newest first.
    Timeline,
    /// Assessments, and each of them.
    Assessment,
    /// Diagnoses with their history.
    Diagnoses,
    /// The plan: the version in force, its history, and each version.
    Plan,
    /// Standard measures over time, and each of them.
    Measures,
    /// Returns to use, and each of them.
    ReturnToUse,
    /// Episodes of care, discharge, continuing care, check-ins.
    Aftercare,
    /// The notes as a list, and each of them.
    Notes,
    /// Who the client is and how they can be reached.
    Profile,
    /// Who cares for them.
    Team,
}

impl Tab {
    const ALL: [Self; 10] = [
        Self::Timeline,
        Self::Assessment,
        Self::Diagnoses,
        Self::Plan,
        Self::Measures,
        Self::ReturnToUse,
        Self::Aftercare,
        Self::Notes,
        Self::Profile,
        Self::Team,
    ];

    /// As shown.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Assessment => "Assessment",
            Self::Diagnoses => "Diagnoses",
            Self::Plan => "Plan",
            Self::Measures => "Measures",
            Self::ReturnToUse => "Return to use",
            Self::Aftercare => "Aftercare",
            Self::Notes => "Notes",
            Self::Profile => "Profile",
            Self::Team => "Team",
        }
    }

    fn href(self, record: RecordId) -> String {
        match self {
            Self::Timeline => pages::chart(record),
            Self::Assessment => pages::list(record, Kind::Assessment),
            Self::Diagnoses => pages::list(record, Kind::Condition),
            Self::Plan => pages::list(record, Kind::Plan),
            Self::Measures => pages::list(record, Kind::Measure),
            Self::ReturnToUse => pages::list(record, Kind::ReturnToUse),
            Self::Aftercare => pages::aftercare(record),
            Self::Notes => pages::list(record, Kind::Note),
            Self::Profile => pages::list(record, Kind::Profile),
            Self::Team => pages::team(record),
        }
    }
}

/// The tabs, the current one marked.
#[component]
pub(crate) fn ChartTabs(
    /// Whose chart.
    record: RecordId,
    /// The chart, for its name.
    chart: Asked<ChartView>,
    /// The current one.
    tab: Tab,
) -> impl IntoView {
    let label = move || format!("Chart of {}", chart.pick(|chart| chart.profile.name.display()));
    let link = move |each: Tab| {
        let current = (each == tab).then_some("page");
        view! { <a href=each.href(record) aria-current=current>{each.word()}</a> }
    };
    let nav = NodeRef::<html::Nav>::new();
    Effect::new(move |_| {
        if let Some(nav) = nav.get() {
            show_current(&nav);
        }
    });
    view! { <nav class="tabs" aria-label=label node_ref=nav>{Tab::ALL.map(link).collect_view()}</nav> }
}

/// Scrolls the tabs, where they are wider than the screen, until the current one is in the middle.
fn show_current(nav: &HtmlElement) {
    let current = nav.query_selector("[aria-current]").ok().flatten();
    if let Some(current) = current.and_then(|current| current.dyn_into::<HtmlElement>().ok()) {
        let (middle, half) = (current.offset_left() - nav.offset_left() + current.offset_width() / 2, nav.client_width() / 2);
        nav.set_scroll_left(middle - half);
    }
}
