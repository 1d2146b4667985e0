//! The recovery line: one picture over time, the same as a table, and on paper for the client.

mod picture;

use crate::desk::{
    ask::use_asked,
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, use_chart},
    clock,
    page::when_ready,
    pages,
};
use clinical::{
    Kind, LevelOfCare,
    chart::{Recovery, UseSpan},
};
use keeper::protocol::{LoadThread, ThreadView};
use leptos::prelude::*;
use picture::Picture;
use record::RecordId;
use std::collections::BTreeSet;
use ui::{EmptyState, PrintButton};

/// `/clients/:record/recovery`
#[component]
pub(crate) fn RecoveryRoute() -> impl IntoView {
    by_record(|record| view! { <RecoveryPage record/> }.into_any())
}

#[component]
fn RecoveryPage(record: RecordId) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadThread { record });
    let draw = |thread: ThreadView| match thread.recovery() {
        Some(line) => view! { <Shown line record=thread.record/> }.into_any(),
        None => {
            let words = "Once care has begun, days, plans, and levels of care appear here over time.";
            view! { <EmptyState title="No data yet" words/> }.into_any()
        }
    };
    view! {
        <ChartHead chart tab=Tab::ReturnToUse/>
        <ChartTabs record chart tab=Tab::ReturnToUse/>
        <div class="body">{when_ready(asked, draw)}</div>
    }
}

#[component]
fn Shown(line: Recovery, record: RecordId) -> impl IntoView {
    let told = line.uses.iter().filter_map(UseSpan::days_until_known).map(after).collect::<Vec<_>>().join(", ");
    let facts = [
        ("Days without use", format!("{} of {}", line.days_without_use(), line.days())),
        ("Longest stretch", days(line.longest_stretch())),
        ("Time until we knew", told),
        ("Days with supportive people", people(&line)),
    ];
    let fact =
        |(label, text): (&'static str, String)| (!text.is_empty()).then(|| view! { <div><dt>{label}</dt><dd>{text}</dd></div> });
    let span = format!("{} to {}", clock::date(line.from), clock::date(line.to));
    view! {
        <header class="spread planhead">
            <div>
                <h2>"Recovery line"</h2>
                <p class="soft">{format!("{span}. Recovery is not a straight line; what helped each time is in the plan.")}</p>
            </div>
            <div class="cluster noprint">
                <PrintButton label="Print"/>
                <a class="btn" data-kind="quiet" href=pages::list(record, Kind::ReturnToUse)>"Returns to use"</a>
            </div>
        </header>
        <dl class="recovery-facts">{facts.into_iter().filter_map(fact).collect_view()}</dl>
        <Picture line=line.clone()/>
        <Table line record/>
    }
}

fn days(count: u64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// How long it took until somebody knew.
fn after(count: u64) -> String {
    if count == 0 { "same day".to_owned() } else { days(count) }
}

/// How many days with supportive people there were first, and are now.
fn people(line: &Recovery) -> String {
    let of = line.measured.iter().find(|one| one.unit.starts_with("days of")).filter(|one| one.points.len() > 1);
    let ends = of.and_then(|one| Some((one.points.first()?.1, one.points.last()?.1, &one.unit)));
    ends.map(|(first, last, unit)| format!("{first}, now {last} ({unit})")).unwrap_or_default()
}

/// One thing that happened, for a row.
type Row = (chrono::NaiveDate, String, Option<String>);

fn rows(line: &Recovery, record: RecordId) -> Vec<Row> {
    let mut rows: Vec<Row> = vec![(line.from, "Care began".to_owned(), None)];
    rows.extend(line.levels.iter().skip(1).map(|(day, level)| (*day, format!("Level of care: {}", level.text()), None)));
    rows.extend(line.plans.iter().map(|(day, number)| (*day, format!("Plan, version {number}"), None)));
    rows.extend(line.uses.iter().map(|span| {
        let known = span.days_until_known().map(|count| {
            format!(". Known {}", if count == 0 { "the same day".to_owned() } else { format!("after {}", days(count)) })
        });
        let answered = span.answered_by.map(|number| format!(". Answered by plan version {number}"));
        let words = format!("Return to use, {}{}{}", days(span.days), known.unwrap_or_default(), answered.unwrap_or_default());
        (span.first, words, Some(pages::one(record, Kind::ReturnToUse, span.event)))
    }));
    rows.extend(line.stays.iter().map(|(day, doc, back)| {
        let (words, kind) = if *back { ("Readmission", Kind::EpisodeEvent) } else { ("Discharge", Kind::Discharge) };
        (*day, words.to_owned(), Some(pages::one(record, kind, *doc)))
    }));
    rows.extend(line.events.iter().map(|(day, kind)| (*day, kind.label().to_owned(), None)));
    let measured: BTreeSet<chrono::NaiveDate> = line.measured.iter().flat_map(|one| &one.points).map(|(day, _)| *day).collect();
    let measured = measured.into_iter().filter(|day| !rows.iter().any(|(other, ..)| other == day)).collect::<Vec<_>>();
    rows.extend(measured.into_iter().map(|day| (day, "Measures".to_owned(), None)));
    record::order::sort_by_key(&mut rows, |(day, ..)| *day);
    rows
}

#[component]
fn Table(line: Recovery, record: RecordId) -> impl IntoView {
    let row = |(day, words, href): Row| {
        let level = line.level_on(day).map(LevelOfCare::text).unwrap_or_default();
        let plan = line.plan_on(day).map(|number| number.to_string()).unwrap_or_default();
        let measured = line.measured_on(day).join(" · ");
        let what = match href {
            Some(href) => view! { <a href=href>{words}</a> }.into_any(),
            None => words.into_any(),
        };
        view! { <tr><th scope="row">{clock::day(day)}</th><td>{what}</td><td>{level}</td><td>{plan}</td><td>{measured}</td></tr> }
    };
    let body = rows(&line, record).into_iter().map(row).collect_view();
    view! {
        <h3 class="over">"Data as a table"</h3>
        <div class="table-frame" tabindex="0" role="region" aria-label="Recovery line as a table">
            <table class="table">
                <thead><tr><th scope="col">"Date"</th><th scope="col">"What happened"</th><th scope="col">"Level of care"</th><th scope="col">"Plan"</th><th scope="col">"Measures"</th></tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::{chart::MeasureLine, plan::EventKind};
    use record::DocId;

    #[test]
    fn what_happened_is_told_in_order_and_without_blame() {
        let day = |text: &str| text.parse().unwrap();
        let span = UseSpan {
            event: DocId::from_u128(1),
            first: day("2026-11-16"),
            last: day("2026-11-17"),
            days: 2,
            known: Some(day("2026-11-17")),
            answered_by: Some(2),
        };
        let line = Recovery {
            from: day("2026-10-05"),
            to: day("2026-11-30"),
            levels: Vec::new(),
            uses: vec![span],
            plans: vec![(day("2026-11-20"), 2), (day("2026-10-08"), 1)],
            stays: vec![(day("2026-11-25"), DocId::from_u128(2), false)],
            events: vec![(day("2026-11-02"), EventKind::LossOfJob)],
            measured: vec![MeasureLine {
                name: "GAD-7".into(),
                unit: "0 to 21".into(),
                most: 21,
                points: vec![(day("2026-10-08"), 16), (day("2026-11-10"), 9)],
                target: None,
            }],
        };
        let told: Vec<String> = rows(&line, RecordId::from_u128(7)).into_iter().map(|(_, words, _)| words).collect();
        let used = "Return to use, 2 days. Known after 1 day. Answered by plan version 2";
        let job = "Job loss";
        assert_eq!(told, ["Care began", "Plan, version 1", job, "Measures", used, "Plan, version 2", "Discharge"]);
        assert_eq!(line.measured_on(day("2026-10-08")), ["GAD-7 16"], "beside the plan of the same day");
    }
}
