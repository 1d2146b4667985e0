//! Two clocks that are never one: what the criteria say, and when somebody last used.

use super::labels;
use chrono::NaiveDate;
use clinical::diagnosis::Disorder;
use leptos::prelude::*;

/// The clocks of a substance-use disorder, with what they are counted from.
#[component]
pub(super) fn Clocks(
    disorder: Disorder,
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
            <div data-clock=""><dt>"Program sobriety date"</dt><dd>{labels::sobriety(disorder.sobriety_date(), today)}</dd></div>
        </dl>
    }
}
