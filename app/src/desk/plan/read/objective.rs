//! A step of the plan: what is done for it, where it stands, and the notes that served it.

use super::{Shown, labels};
use crate::desk::{clock, pages};
use chrono::NaiveDate;
use clinical::{
    Kind,
    plan::{
        Intervention, Objective,
        progress::{History, SourceKind, current},
    },
};
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Icon, ThreadBreak, ThreadNode, ThreadShape};

/// So many notes are named; earlier ones are counted.
const NAMED: usize = 4;

/// An open objective.
#[component]
pub(super) fn Line(
    shown: Shown,
    objective: Objective,
    /// Its problem's number.
    problem: u16,
    /// Nothing of the problem comes after it.
    last: bool,
) -> impl IntoView {
    let new = shown.is_new(&objective.id).then(|| view! { " "<span class="tagnew">{format!("new in {}", shown.number)}</span> });
    let criterion = objective.criterion.trim().to_owned();
    let instrument = objective.instrument.trim().to_owned();
    let told = [criterion, instrument].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let done = objective.interventions.iter().cloned().map(|line| view! { <Done shown=shown.clone() line/> }).collect_view();
    let here = format!("objective-{}", objective.id);
    let history = shown.histories.get(&objective.id).cloned().unwrap_or_default();
    let (last_said, more) = (history.sentences().pop(), history.entries.len() > 1);
    let record = shown.thread.record;
    view! {
        <li class="objective" id=here tabindex="-1" data-last=last.then_some("")>
            <span class="branch" aria-hidden="true"></span><ThreadNode shape=ThreadShape::Disc/>
            <div class="objective-head">
                <div>
                    <h4><span class="line-number">{format!("{problem}.{} ", objective.number)}</span>{objective.statement.clone()}{new}</h4>
                    {(!told.is_empty()).then(|| view! { <p class="soft objective-said">{told}</p> })}
                    <ul class="interventions">{done}</ul>
                </div>
                <Figures shown=shown.clone() objective=objective.clone()/>
            </div>
            {last_said.map(|words| view! { <p class="soft objective-said" class:noprint=more>{words}</p> })}
            {more.then(|| view! { <Course history record/> })}
            <Notes shown objective/>
        </li>
    }
}

/// Everything that was said about how it goes, the newest first, each leading to the note or the measure that said it. What is folded is not printed
/// by every browser: on paper it is a list of its own.
#[component]
fn Course(
    /// What was said.
    history: History,
    /// In which chart.
    record: RecordId,
) -> impl IntoView {
    let summary = format!("Progress: {} entries", history.entries.len());
    let printed = history.entries.iter().rev().map(|entry| view! { <li>{entry.sentence()}</li> }).collect_view();
    let entries = history.entries.into_iter().rev().map(|entry| {
        let (words, href) = (entry.sentence(), pages::one(record, entry.from.kind(), entry.source));
        view! { <li>{words}" "<a href=href>{format!("Read the {}", entry.from.label().to_lowercase())}</a></li> }
    });
    view! {
        <details class="course noprint">
            <summary>{summary}</summary>
            <ul class="reviews">{entries.collect_view()}</ul>
        </details>
        <div class="onlyprint">
            <p class="label">"How it went"</p>
            <ul class="reviews">{printed}</ul>
        </div>
    }
}

#[component]
fn Done(
    shown: Shown,
    /// What is done.
    line: Intervention,
) -> impl IntoView {
    let (often, by) = (labels::often(&line), labels::by_whom(&line));
    let what =
        [line.description.trim().to_owned(), often].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let broken = shown.broken(&format!("intervention-{}", line.id)).into_iter().map(|lint| {
        view! { <span class="broken noprint">{lint.sentence.into_owned()}</span> }
    });
    view! {
        <li id=format!("intervention-{}", line.id) tabindex="-1">
            <span>{what}</span><span class="quiet">{line.category.label()}{(!by.is_empty()).then(|| format!(", {by}"))}</span>
            {broken.collect_view()}
        </li>
    }
}

/// Baseline, current value, target, target date; and its status.
#[component]
fn Figures(shown: Shown, objective: Objective) -> impl IntoView {
    let status = current(shown.view.signed.doc, &shown.view.plan, &shown.histories, &objective.id).unwrap_or(objective.status);
    let now = shown.histories.get(&objective.id).and_then(|history| history.value()).or(objective.baseline);
    let unit = objective.unit.trim().to_owned();
    let number = |value: Option<i32>| value.map(|value| format!("{value} {unit}").trim_end().to_owned());
    let counted = objective.target.is_some();
    let figure = |(word, value): (&'static str, Option<String>)| {
        view! { <div><dt>{word}</dt><dd>{value.unwrap_or_else(|| "Not set".to_owned())}</dd></div> }
    };
    let state = view! { <span class="state"><Icon glyph=labels::glyph(status)/>{status.label()}</span> };
    // What is counted has its numbers, each in its column; what is not has its status in their place.
    let (first, below) = if counted {
        let all = [("Baseline", number(objective.baseline)), ("Current", number(now)), ("Target", number(objective.target))];
        (all.map(figure).collect_view().into_any(), Some(state))
    } else {
        (view! { <div class="uncounted"><dt>"Status"</dt><dd>{state}</dd></div> }.into_any(), None)
    };
    view! {
        <div class="objective-figures">
            <dl class="span">{first}{figure(("Target date", objective.target_date.map(clock::near_day)))}</dl>
            {below}
        </div>
    }
}

/// Notes that served it, in order; the end of the thread where there should be one and is none.
#[component]
fn Notes(shown: Shown, objective: Objective) -> impl IntoView {
    let entries = shown.histories.get(&objective.id).map(|history| history.entries.clone()).unwrap_or_default();
    let record = shown.thread.record;
    let of_notes = entries.iter().filter(|entry| entry.from == SourceKind::Note);
    let mut notes: Vec<(NaiveDate, DocId)> = of_notes.map(|entry| (entry.date, entry.source)).collect();
    notes.dedup();
    let earlier = notes.len().saturating_sub(NAMED);
    let named = notes.split_off(earlier).into_iter().map(|(day, doc)| {
        view! { <li><a href=pages::one(record, Kind::Note, doc)>{clock::near_day(day)}</a></li> }
    });
    let broken = shown.broken(&format!("objective-{}", objective.id)).into_iter().map(|lint| {
        view! { <li class="end"><ThreadBreak/><span class="broken">{lint.sentence.into_owned()}</span></li> }
    });
    let (named, broken) = (named.collect::<Vec<_>>(), broken.collect::<Vec<_>>());
    if named.is_empty() && broken.is_empty() {
        return view! { <div class="objective-notes" data-notes="none"><p class="quiet">"No note has addressed it yet."</p></div> }.into_any();
    }
    let more = (earlier > 0).then(|| view! { <li>{format!("{earlier} earlier")}</li> });
    view! { <div class="objective-notes"><ol class="noteline" aria-label="Notes that served it">{more}{named}{broken}</ol></div> }
        .into_any()
}
