//! What the criteria say, and when somebody last used: a use that meets no criterion leaves remission as it is.

use super::labels;
use chrono::NaiveDate;
use clinical::diagnosis::Disorder;
use leptos::prelude::*;

/// The course of a substance-use disorder, with what it is counted from.
#[component]
pub(super) fn Clocks(
    disorder: Disorder,
    /// The last use of the substance in a return to use.
    returned: Option<NaiveDate>,
    /// The local date.
    today: NaiveDate,
) -> impl IntoView {
    let assessed = disorder.assess(today);
    let severity = match (assessed.severity, assessed.worst) {
        (None, _) => "no disorder: fewer than two criteria".to_owned(),
        (Some(now), Some(worst)) if worst > now => format!("{}, at worst {}", now.label(), worst.label()),
        (Some(now), _) => now.label().to_owned(),
    };
    view! {
        <dl class="counted">
            <div><dt>"Severity"</dt><dd>{severity}</dd></div>
            <div><dt>"Counted"</dt><dd>{labels::count(assessed, disorder.substance)}</dd></div>
            <div data-clock=""><dt>"DSM-5 remission"</dt><dd>{labels::remission(assessed.course)}</dd></div>
            <div data-clock=""><dt>"Last use"</dt><dd>{labels::last_use(disorder.last_use.max(returned))}</dd></div>
        </dl>
    }
}
