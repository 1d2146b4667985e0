//! One diagnosis in the list: its name and code as of today, its standing, what it rests on.

use super::{clocks::Clocks, history::History, labels, labels::StatusMark};
use crate::desk::pages;
use chrono::NaiveDate;
use clinical::{
    Kind,
    diagnosis::{Condition, Diagnosis},
    icd10cm,
};
use keeper::protocol::ConditionView;
use leptos::prelude::*;
use record::RecordId;
use ui::{Mark, StateMark};

/// A row of the list.
#[component]
pub(super) fn Entry(
    record: RecordId,
    /// The condition with its history.
    view: ConditionView,
    /// The local date.
    today: NaiveDate,
    /// The last use of the substance in a return to use.
    returned: Option<NaiveDate>,
    /// May it be changed?
    may_write: bool,
    /// Whether the plan in force answers to it; `None` where it need not.
    addressed: Option<bool>,
    /// Whether I have typed a change of it that is not saved.
    #[prop(optional)]
    begun: bool,
) -> impl IntoView {
    let Some(last) = view.last() else { return ().into_any() };
    let (condition, href) = (last.condition.clone(), pages::one(record, Kind::Condition, view.doc));
    let (name, code) = (shown_name(&condition, today), condition.code(today));
    let change = may_write.then(|| {
        let spoken = format!(" {name}");
        let words = if begun { "Continue editing" } else { "Change" };
        view! { <a class="go-link" href=href>{words}<span class="hidden-visually">{spoken}</span></a> }
    });
    let clocks = condition.disorder().cloned().map(|disorder| view! { <Clocks disorder returned today/> });
    let evidence = condition.evidence.trim().to_owned();
    let (status, standing) = (condition.status, data_status(&condition));
    let open = (addressed == Some(false)).then(|| view! { <Unplanned record/> });
    view! {
        <li class="condition" data-status=standing>
            <header>
                <h3>{code.map(|code| view! { <span class="figures code-of">{code}</span>" " })}{name}</h3>
                <div class="cluster"><StatusMark is=status/>{change}</div>
            </header>
            {open}
            {clocks}
            <Facts condition today/>
            {(!evidence.is_empty()).then(|| view! { <p class="evidence">{evidence}</p> })}
            <History view/>
        </li>
    }
    .into_any()
}

/// No problem of the plan goes back to it.
#[component]
fn Unplanned(record: RecordId) -> impl IntoView {
    view! {
        <p class="cluster unplanned">
            <StateMark is=Mark::Owed word="Not addressed in plan"/>
            <a class="go-link" href=pages::list(record, Kind::Plan)>"Go to the plan"</a>
        </p>
    }
}

/// When it began, who diagnosed it and when, specifiers that the name does not say, an older code list.
#[component]
fn Facts(
    condition: Condition,
    /// The local date.
    today: NaiveDate,
) -> impl IntoView {
    let by = [condition.diagnosed.by.trim(), condition.diagnosed.credential.trim()];
    let by = by.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let on = condition.diagnosed.on.map(labels::day).unwrap_or_default();
    let diagnosed = [by, on].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let mut facts =
        vec![("Onset", condition.onset.map_or_else(|| "not known".to_owned(), labels::day)), ("Diagnosed", diagnosed)];
    match &condition.diagnosis {
        Diagnosis::Coded(coded) if coded.edition != icd10cm::edition(today) => {
            facts.push(("Code list", edition(&coded.edition)));
        }
        Diagnosis::Coded(_) => {}
        Diagnosis::SubstanceUse(disorder) => {
            facts.extend(disorder.maintenance.map(|agent| ("Maintenance therapy", agent.label().to_owned())));
            facts.extend(disorder.controlled_environment.then(|| ("Environment", "controlled".to_owned())));
        }
    }
    let rows =
        facts.into_iter().map(|(name, value)| view! { <div data-keep=""><dt>{name}</dt><dd>{value}</dd></div> }).collect_view();
    view! { <dl class="facts">{rows}</dl> }
}

/// The list that a code was chosen from, where it is an earlier one: `ICD-10-CM of Oct 1, 2025`.
fn edition(first_day: &str) -> String {
    let day = first_day.parse::<NaiveDate>().map_or_else(|_| first_day.to_owned(), labels::day);
    format!("ICD-10-CM of {day}")
}

/// A code that left the list has no name; then that is said.
fn shown_name(condition: &Condition, today: NaiveDate) -> String {
    let name = condition.name(today);
    if name.is_empty() { "A code that is no longer on the list".to_owned() } else { name }
}

fn data_status(condition: &Condition) -> &'static str {
    if condition.status.is_current() { "current" } else { "over" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_code_list_is_named_by_its_day_as_pages_show_days() {
        assert_eq!(edition("2025-10-01"), "ICD-10-CM of Oct 1, 2025");
    }
}
