//! What holds today, in words.

use clinical::{Settings, Severity, plan::EventKind, thread::Rule};
use leptos::prelude::*;
use ui::{Mark, StateMark, Table};

/// Rules and reviews as they stand.
#[component]
pub(super) fn Held(
    /// What holds.
    settings: Settings,
) -> impl IntoView {
    let rules = |of_note: bool| {
        let rule = |rule: &Rule| {
            let setting = settings.rules.setting(*rule);
            let words = rule.words(&setting);
            let words = match (setting.on, setting.severity) {
                (true, Severity::Blocks) => view! { <StateMark is=Mark::Hold word=words/> }.into_any(),
                (true, Severity::Warns | Severity::Notes) | (false, _) => words.into_any(),
            };
            view! { <tr><th scope="row">{rule.label()}</th><td>{words}</td><td class="soft">{rule.source()}</td></tr> }
        };
        Rule::ALL.iter().filter(|rule| rule.is_of_note() == of_note).map(rule).collect_view()
    };
    let (of_plan, of_note) = (rules(false), rules(true));
    let cadences = settings.review.cadences.iter().map(|cadence| {
        let source = cadence.source.clone();
        view! { <tr><th scope="row">{cadence.place()}</th><td>{cadence.words()}</td><td class="soft">{source}</td></tr> }
    });
    let cadences = cadences.collect_view();
    let triggers = EventKind::ALL.iter().map(|event| {
        let source = settings.review.trigger(*event).map(|trigger| trigger.source.clone()).unwrap_or_default();
        view! { <tr><th scope="row">{event.label()}</th><td>{settings.review.asks(*event)}</td><td class="soft">{source}</td></tr> }
    });
    let triggers = triggers.collect_view();
    let (notice, first) = (settings.review.notice_days, settings.review.first_plan_days);
    view! {
        <div class="body held">
            <h2 class="over">"Golden thread rules"</h2>
            <p class="soft">"Checks that run while someone writes. None of them stops saving."</p>
            <Table caption="Plan rules" head=vec!["The plan", "Effect", "Source"]>{of_plan}</Table>
            <Table caption="Note rules" head=vec!["Notes", "Effect", "Source"]>{of_note}</Table>
            <h2 class="over">"Plan reviews"</h2>
            <p class="soft">{format!("Reminder {notice} days before. The first plan is due {first} days after admission.")}</p>
            <Table caption="Reviews by level of care" head=vec!["Level of care", "How often", "Source"]>{cadences}</Table>
            <Table caption="Reviews after an event" head=vec!["Event", "Requires", "Source"]>{triggers}</Table>
            <h2 class="over">"When a client disagrees"</h2>
            <p class="soft">"What clients are told about appealing when they sign a plan."</p>
            <p class="prewrap">{settings.appeal.clone()}</p>
        </div>
    }
}
