//! What the rules say to an event, in words: the class, the rules that fired, and what is due.

use crate::desk::clock;
use clinical::return_to_use::{Deadline, Fired, Suggestion};
use leptos::prelude::*;
use ui::{Glyph, Icon};

/// By when.
fn by(deadline: Deadline) -> String {
    match deadline {
        Deadline::Now => "now".to_owned(),
        Deadline::Hours(hours) => format!("within {hours} hours"),
        Deadline::Day(day) => format!("by {}", clock::short_day(day)),
    }
}

/// What is due, the most urgent first.
pub(super) fn due(suggestion: &Suggestion) -> AnyView {
    let row = |(task, deadline): &(clinical::return_to_use::Task, Deadline)| {
        let urgent = (*deadline == Deadline::Now).then_some("owed");
        view! { <li data-is=urgent><Icon glyph=Glyph::Owed/><div><b>{task.label()}</b>" "{by(*deadline)}</div></li> }
    };
    view! { <ul class="event-due">{suggestion.tasks.iter().map(row).collect_view()}</ul> }.into_any()
}

/// The class and the rules that fired.
pub(super) fn class(suggestion: &Suggestion) -> AnyView {
    let raised = suggestion.offer.by_class != suggestion.offer.setting;
    let row = |rule: &Fired| {
        let (glyph, effect) = match rule {
            Fired::Raised(_) => (Glyph::Up, if raised { "one level up, applied once" } else { "already the highest" }),
            Fired::Danger => (Glyph::Danger, "safety first"),
            Fired::FewDaysAndStopped | Fired::BetweenSlipAndProlonged | Fired::MoreThanTwoWeeks | Fired::FullCriteriaAgain => {
                (Glyph::Keep, suggestion.offer.by_class.label())
            }
        };
        view! { <li><Icon glyph/><span>{rule.sentence()}</span><b>{effect}</b></li> }
    };
    let rows = suggestion.fired.iter().map(row).collect_view();
    view! {
        <p class="lead">{suggestion.class.label()}</p>
        <ul class="event-rules" aria-label="Rules that fired">{rows}</ul>
        <p class="label">"The rules suggest; you decide."</p>
    }
    .into_any()
}
