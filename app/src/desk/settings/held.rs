//! What holds today, in words.

use clinical::{
    Settings, Severity,
    plan::EventKind,
    thread::{Rule, RuleSetting},
};
use leptos::prelude::*;
use ui::{Mark, StateMark, Table};

/// Rules and reviews as they stand.
#[component]
pub(super) fn Held(
    /// What holds.
    settings: Settings,
) -> impl IntoView {
    let rule = |rule: &Rule| {
        let setting = settings.rules.setting(*rule);
        view! {
            <tr>
                <th scope="row">{rule.label()}</th>
                <td>{if rule.is_of_note() { "Note" } else { "Plan" }}</td>
                <td><StateMark is=mark(&setting) word=rule.words(&setting)/></td>
                <td class="soft">{rule.source()}</td>
            </tr>
        }
    };
    let rules = Rule::ALL.iter().map(rule).collect_view();
    let cadences = settings.review.cadences.iter().map(|cadence| {
        let source = if cadence.to_verify { format!("{}, to verify", cadence.source) } else { cadence.source.clone() };
        view! { <tr><th scope="row">{cadence.place()}</th><td>{cadence.words()}</td><td class="soft">{source}</td></tr> }
    });
    let cadences = cadences.collect_view();
    let triggers = EventKind::ALL.iter().map(|event| {
        let trigger = settings.review.trigger(*event);
        let words = trigger.map_or_else(|| "no review".to_owned(), |one| format!("a review within {} days", one.days));
        let source = trigger.map(|one| one.source.clone()).unwrap_or_default();
        view! { <tr><th scope="row">{event.label()}</th><td>{words}</td><td class="soft">{source}</td></tr> }
    });
    let triggers = triggers.collect_view();
    let (notice, first) = (settings.review.notice_days, settings.review.first_plan_days);
    view! {
        <div class="body">
            <h2 class="over">"Rules of the thread"</h2>
            <p class="soft">"What is looked at while somebody writes. Nothing of it ever stops saving."</p>
            <Table caption="Rules of the thread" head=vec!["Rule", "Looks at", "What it does", "Source"]>{rules}</Table>
            <h2 class="over">"Reviews of a plan"</h2>
            <p class="soft">{format!("Announced {notice} days before. The first plan is due {first} days after admission.")}</p>
            <Table caption="Reviews by level of care" head=vec!["Level of care", "How often", "Source"]>{cadences}</Table>
            <Table caption="Reviews after something happened" head=vec!["What happened", "Asks for", "Source"]>{triggers}</Table>
        </div>
    }
}

const fn mark(setting: &RuleSetting) -> Mark {
    match (setting.on, setting.severity) {
        (false, _) => Mark::Struck,
        (true, Severity::Blocks) => Mark::Hold,
        (true, Severity::Warns) => Mark::Owed,
        (true, Severity::Notes) => Mark::Ok,
    }
}
