//! The outline: every problem and objective, what changed and what needs to be fixed, each leading to its line.

use super::{unit::Unit, writing::Writing};
use crate::desk::plan::compare::glyph;
use clinical::plan::{Plan, Verdict};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph, Icon};

/// A row.
#[derive(Clone, PartialEq)]
struct Row {
    unit: Unit,
    is: &'static str,
    number: String,
    text: String,
}

/// The outline, and the way to one more problem.
#[component]
pub(super) fn Outline(
    writing: Writing,
    /// Adds a problem.
    #[prop(into)]
    on_add: Callback<()>,
) -> impl IntoView {
    let rows = Memo::new(move |_| writing.plan.with(rows));
    view! {
        <nav class="planout" aria-label="Plan outline">
            <h3 class="over">"Outline "<span class="quiet" aria-hidden="true">"Alt ↑ ↓"</span></h3>
            <ol class="outline">{move || rows.get().into_iter().map(|row| view! { <Leading writing row/> }).collect_view()}</ol>
            <Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=on_add>"Add problem"</Button>
        </nav>
    }
}

fn rows(plan: &Plan) -> Vec<Row> {
    let row = |unit: Unit, is: &'static str, number: String, text: &str| {
        let text = if record::is_blank(text) { "Not written yet".to_owned() } else { text.trim().to_owned() };
        Row { unit, is, number, text }
    };
    let mut rows = Vec::new();
    for problem in &plan.problems {
        rows.push(row(Unit::Problem(problem.id.clone()), "problem", problem.number.to_string(), &problem.statement));
        for one in problem.objectives() {
            let number = format!("{}.{}", problem.number, one.number);
            rows.push(row(Unit::Objective(one.id.clone()), "objective", number, &one.statement));
        }
    }
    for unit in [Unit::Level, Unit::Strengths, Unit::Safety, Unit::Next] {
        let name = unit.name(plan);
        rows.push(row(unit, "part", String::new(), &name));
    }
    rows
}

#[component]
fn Leading(writing: Writing, row: Row) -> impl IntoView {
    let Row { unit, is, number, text } = row;
    let (open, own, marked) = (unit.clone(), unit.clone(), unit);
    let current = move || writing.opened.with(|opened| opened.as_ref() == Some(&own)).then_some("true");
    let mark = Memo::new(move |_| mark(writing, &marked));
    let mark = move || {
        mark.get().map(|(is, glyph, word)| {
            view! { <span class="outline-mark" data-is=is><Icon glyph/><span class="hidden-visually">{word}</span></span> }
        })
    };
    view! {
        <li data-line=is>
            <button type="button" aria-current=current on:click=move |_| writing.open(open.clone())>
                <span class="line-number">{number}</span><span class="outline-text">{text}</span>{mark}
            </button>
        </li>
    }
}

/// What is marked at a unit: something to fix, before that it is new or changed.
fn mark(writing: Writing, unit: &Unit) -> Option<(Option<&'static str>, Glyph, &'static str)> {
    let blocked = writing.plan.with(|plan| {
        let here = |place: &str| Unit::of(plan, place).as_ref() == Some(unit);
        writing.findings.with(|found| found.iter().any(|finding| finding.blocks() && here(&finding.place.name())))
    });
    if blocked {
        return Some((Some("fix"), Glyph::Owed, "needs to be fixed"));
    }
    let lines = writing.plan.with(|plan| unit.explains(plan));
    writing.changes.with(|changes| {
        let changed: Vec<_> = changes.iter().filter(|line| lines.contains(&line.line)).collect();
        let own = changed.iter().any(|line| line.verdict == Verdict::Added && lines.first() == Some(&line.line));
        match (own, changed.is_empty()) {
            (true, _) => Some((None, glyph(Verdict::Added), "new")),
            (false, false) => Some((None, glyph(Verdict::Changed), "changed")),
            (false, true) => None,
        }
    })
}
