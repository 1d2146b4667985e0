//! A client's chart: its header and tabs on every page of it, the timeline, the list of notes, the team.

mod list;
mod team;
mod timeline;

use crate::desk::{
    ask::{Asked, use_asked},
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, use_chart},
    page::{BackLink, Heading, Stretch, when_ready},
    pages,
};
use clinical::Kind;
use keeper::protocol::{ChartView, LoadTeam, TeamView};
use leptos::prelude::*;
use list::NoteList;
use record::RecordId;
use team::Team;
use timeline::Timeline;

/// How many notes are drawn at first, and how many more in each frame.
const STRETCH: usize = 100;

/// `/clients/:record`
#[component]
pub(crate) fn TimelineRoute() -> impl IntoView {
    by_record(|record| {
        let stretch = Stretch::by(STRETCH);
        view! { <ChartPage record tab=Tab::Timeline draw=move |chart, _| view! { <Timeline chart stretch/> }.into_any()/> }
            .into_any()
    })
}

/// `/clients/:record/notes`
#[component]
pub(crate) fn NotesRoute() -> impl IntoView {
    by_record(|record| {
        let stretch = Stretch::by(STRETCH);
        view! { <ChartPage record tab=Tab::Notes draw=move |chart, _| view! { <NoteList chart stretch/> }.into_any()/> }
            .into_any()
    })
}

/// `/clients/:record/team`
#[component]
pub(crate) fn TeamRoute() -> impl IntoView {
    by_record(|record| {
        let doings = team::Doings::new(record);
        view! {
            <ChartPage record tab=Tab::Team draw=move |chart, _| view! { <Team view=team_in(chart) doings/> }.into_any()/>
            <team::LetGo doings/>
        }
        .into_any()
    })
}

fn team_in(chart: ChartView) -> TeamView {
    let ChartView { profile, team, others, may_manage, epoch, .. } = chart;
    TeamView { name: profile.name.display(), team, others, may_manage, epoch }
}

/// `/interventions/:record/team`: the team of a record that is no chart.
#[component]
pub(crate) fn RecordTeamRoute() -> impl IntoView {
    by_record(|record| {
        let (doings, asked) = (team::Doings::new(record), use_asked(move || LoadTeam { record }));
        let name = Signal::derive(move || asked.pick(|view: &TeamView| view.name.clone()));
        let back = pages::list(record, Kind::Intervention);
        view! {
            <header class="pagehead">
                <div><Heading title=name tab="Team"/><p class="soft">"Who can open this record. Letters are never among it."</p></div>
                <div class="cluster"><BackLink href=back words="Back to the intervention"/></div>
            </header>
            <div class="body">{when_ready(asked, move |view| view! { <Team view doings/> }.into_any())}</div>
            <team::LetGo doings/>
        }
        .into_any()
    })
}

/// A page of a chart whose body is drawn from the chart alone.
#[component]
fn ChartPage<F>(
    record: RecordId,
    /// Which tab it is.
    tab: Tab,
    /// Draws the body.
    draw: F,
) -> impl IntoView
where
    F: Fn(ChartView, Asked<ChartView>) -> AnyView + Send + 'static,
{
    let chart = use_chart(record);
    view! {
        <ChartHead chart tab/>
        <ChartTabs record chart tab/>
        <div class="body">{when_ready(chart, move |view| draw(view, chart))}</div>
    }
}
