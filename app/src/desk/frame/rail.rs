//! Where one can go, by role, and the charts that are open.

use crate::desk::{me::use_mine, open_charts::use_open_charts, pages};
use leptos::prelude::*;
use leptos_router::components::A;
use record::Role;
use ui::{Glyph, Icon};

/// A place in the rail.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Today,
    Caseload,
    Interventions,
    Search,
    Review,
    Outcomes,
    People,
    Settings,
    Audit,
}

impl Stop {
    const fn of(role: Role) -> &'static [Self] {
        match role {
            Role::Administrator => &[Self::People, Self::Settings, Self::Audit],
            Role::Supervisor => &[Self::Today, Self::Caseload, Self::Interventions, Self::Search, Self::Review, Self::Outcomes],
            Role::Counselor | Role::Prescriber | Role::Nurse => &[Self::Today, Self::Caseload, Self::Interventions, Self::Search],
            Role::Auditor => &[Self::Caseload, Self::Interventions, Self::Search, Self::Audit],
        }
    }

    const fn href(self) -> &'static str {
        match self {
            Self::Today => "/",
            Self::Caseload => "/caseload",
            Self::Interventions => pages::INTERVENTIONS,
            Self::Search => "/search",
            Self::Review => "/review",
            Self::Outcomes => "/outcomes",
            Self::People => "/people",
            Self::Settings => "/settings",
            Self::Audit => "/audit",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Caseload => "Caseload",
            Self::Interventions => "Interventions",
            Self::Search => "Search",
            Self::Review => "Review",
            Self::Outcomes => "Outcomes",
            Self::People => "People",
            Self::Settings => "Settings",
            Self::Audit => "Audit log",
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Today => Glyph::Today,
            Self::Caseload => Glyph::Caseload,
            Self::Interventions => Glyph::Groups,
            Self::Search => Glyph::Search,
            Self::Review => Glyph::Signed,
            Self::Outcomes => Glyph::Up,
            Self::People => Glyph::Program,
            Self::Settings => Glyph::Settings,
            Self::Audit => Glyph::Audit,
        }
    }

    fn count(self) -> Option<u64> {
        let mine = use_mine()?;
        match self {
            Self::Today | Self::Interventions | Self::Search | Self::Outcomes | Self::People | Self::Settings | Self::Audit => {
                None
            }
            Self::Caseload => mine.pick(|today| Some(today.clients)),
            Self::Review => mine.pick(|today| u64::try_from(today.to_attest.len()).ok()),
        }
        .filter(|count| *count > 0)
    }
}

/// The rail.
#[component]
pub(super) fn Rail(role: Role) -> impl IntoView {
    let stops = Stop::of(role).iter().map(|stop| view! { <li><Place stop=*stop/></li> }).collect_view();
    view! {
        <nav class="rail" aria-label="Main">
            <div>
                <ul>{stops}</ul>
                <OpenList/>
            </div>
        </nav>
    }
}

#[component]
fn Place(stop: Stop) -> impl IntoView {
    let count = move || stop.count().map(|count| view! { <span class="count">{count}</span> });
    view! {
        <A href=stop.href() exact=stop == Stop::Today>
            <Icon glyph=stop.glyph()/>
            {stop.word()}
            {count}
        </A>
    }
}

#[component]
fn OpenList() -> impl IntoView {
    let charts = use_open_charts();
    let row = |(record, name)| view! { <li><A href=pages::chart(record)>{name}</A></li> };
    move || {
        let open = charts.get();
        (!open.is_empty()).then(|| {
            view! {
                <h2 id="open-charts">"Open charts"</h2>
                <ul class="second" aria-labelledby="open-charts">{open.into_iter().map(row).collect_view()}</ul>
            }
        })
    }
}
