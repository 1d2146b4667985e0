//! When each instrument is asked: for a program in its settings, for one client in the profile.

use super::form::{Form, Number, Part, Tick};
use clinical::measure::{MeasureSchedule, instruments};
use leptos::prelude::*;

/// A schedule by the id of its instrument, in the whole that is filled in.
type Get<T> = for<'a> fn(&'a T, &str) -> Option<&'a MeasureSchedule>;
type GetMut<T> = for<'a> fn(&'a mut T, &str) -> Option<&'a mut MeasureSchedule>;

/// A row for each instrument.
#[component]
pub(crate) fn Schedules<T: Clone + Send + Sync + 'static>(form: Form<T>, get: Get<T>, get_mut: GetMut<T>) -> impl IntoView {
    let row = |(id, short): (&'static str, &'static str)| {
        let at = Part::which(form, "schedule", id, get, get_mut);
        view! { <Row at short/> }
    };
    let all = instruments().iter().map(|one| (one.id.as_str(), one.short.as_str()));
    view! { <div class="schedules">{all.map(row).collect_view()}</div> }
}

#[component]
fn Row<T: Clone + Send + Sync + 'static>(at: Part<T, MeasureSchedule>, short: &'static str) -> impl IntoView {
    let words = at.read(|schedule| schedule.words());
    view! {
        <details class="schedule">
            <summary><b>{short}</b>" "<span class="soft">{words}</span></summary>
            <div class="pair">
                <Tick at field="admission" get=|one| one.at_admission set=|one, on| one.at_admission = on>"At admission"</Tick>
                <Tick at field="discharge" get=|one| one.at_discharge set=|one, on| one.at_discharge = on>"At discharge"</Tick>
                <Number at field="weeks" label="Every few weeks" get=|one| one.every_weeks set=|one, count| one.every_weeks = count/>
                <Number at field="sessions" label="Every few sessions" get=|one| one.every_sessions
                    set=|one, count| one.every_sessions = count/>
                <Tick at field="before" get=|one| one.before_session set=|one, on| one.before_session = on>"Before that session, not after it"</Tick>
            </div>
        </details>
    }
}
