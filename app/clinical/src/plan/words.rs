//! A comparison of two versions as it is read and printed: line by line, in sentences, with the author's reasons.

use super::{
    Category, Change, Diff, Domain, Frequency, GoalStatus, LineId, LineKind, Misfit, ObjectiveStatus, Plan, Priority,
    ProblemStatus,
    comparison::{Earlier, LineChange, Reading, Sentence, Verdict},
    diff::changes,
    flat::{Fields, Flat},
};
use crate::{
    LevelOfCare, Place,
    assessment::{Area, DimensionRef},
    json,
    rewording::{Piece, reworded},
};
use chrono::NaiveDate;
use record::is_blank;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// Compares two versions in words.
///
/// Fails with [`Misfit::SameIdTwice`] when a plan has an id twice; stored plans never have.
pub fn read(a: &Plan, b: &Plan) -> Result<Reading, Misfit> {
    let (old, new) = (Flat::of(a)?, Flat::of(b)?);
    let diff = Diff { head: b.head.clone(), changes: changes(&old, &new) };
    let mut by_line: BTreeMap<&LineId, Vec<&Change>> = BTreeMap::new();
    for change in &diff.changes {
        by_line.entry(change.line()).or_default().push(change);
    }
    let (none, explain) = (Vec::new(), diff.to_explain());
    let mut lines = Vec::new();
    for id in both_in_order(&old, &new) {
        let changes = by_line.get(&id).unwrap_or(&none);
        let Some(node) = new.nodes.get(&id).or_else(|| old.nodes.get(&id)) else { continue };
        if node.kind == LineKind::Section && changes.is_empty() {
            continue;
        }
        let reason = diff.head.reasons.get(&id).map(|reason| reason.trim().to_owned()).unwrap_or_default();
        let title = title(if new.nodes.contains_key(&id) { &new } else { &old }, &id);
        let sentences = changes.iter().map(|change| sentence(change, &old, &new)).collect();
        let asks_reason = explain.contains(&id);
        lines.push(LineChange { verdict: verdict(changes), kind: node.kind, title, sentences, reason, asks_reason, line: id });
    }
    Ok(Reading { lines })
}

/// The new order, with every dropped line after the line it followed, or first where it was first.
fn both_in_order(old: &Flat, new: &Flat) -> Vec<LineId> {
    let mut order = new.reading_order();
    let mut before: Option<LineId> = None;
    for id in old.reading_order() {
        if !new.nodes.contains_key(&id) {
            let at = before.as_ref().and_then(|before| order.iter().position(|other| other == before));
            order.insert(at.map_or(0, |at| at + 1), id.clone());
        }
        before = Some(id);
    }
    order
}

fn verdict(changes: &[&Change]) -> Verdict {
    let has = |is: fn(&Change) -> bool| changes.iter().any(|change| is(change));
    let (added, removed) =
        (has(|change| matches!(change, Change::Added { .. })), has(|change| matches!(change, Change::Removed { .. })));
    if added && removed || has(|change| matches!(change, Change::Changed { .. })) {
        Verdict::Changed
    } else if added {
        Verdict::Added
    } else if removed {
        Verdict::Dropped
    } else if has(|change| matches!(change, Change::Moved { .. })) {
        Verdict::Moved
    } else {
        Verdict::Kept
    }
}

fn sentence(change: &Change, old: &Flat, new: &Flat) -> Sentence {
    Sentence::plain(match change {
        Change::Added { line, kind: _, place, .. } => match &place.parent {
            Some(parent) => format!("Added to {}: {}.", lower_first(&title(new, parent)), lower_first(&title(new, line))),
            None => format!("Added: {}.", lower_first(&title(new, line))),
        },
        Change::Removed { line, .. } => format!("Removed: {}.", lower_first(&title(old, line))),
        Change::Moved { line, from, to, .. } => {
            let what = title(new, line);
            match (&to.parent, &to.after) {
                (Some(parent), _) if from.parent != to.parent => format!("{what} moved to {}.", lower_first(&title(new, parent))),
                (_, Some(after)) => format!("{what} moved after {}.", lower_first(&title(new, after))),
                (_, None) => format!("{what} moved to the top."),
            }
        }
        Change::Changed { line, kind, field, old: was, new: is } => {
            let (label, form) = form(field);
            let about = match kind {
                LineKind::Section => label.to_owned(),
                LineKind::Problem | LineKind::Goal | LineKind::Objective | LineKind::Intervention => {
                    format!("{}, {}", short_title(new, line), lower_first(label))
                }
            };
            return Sentence { was: earlier(*kind, line, field, form, was), ..difference(&about, form, was, is) };
        }
    })
}

fn difference(about: &str, form: Form, was: &Value, is: &Value) -> Sentence {
    if let (Value::Array(was), Value::Array(is)) = (was, is) {
        let only = |these: &[Value], others: &[Value]| -> Vec<String> {
            these.iter().filter(|one| !others.contains(one)).map(|one| words(form, one)).collect()
        };
        let (gone, come) = (only(was, is), only(is, was));
        return Sentence::plain(match (come.is_empty(), gone.is_empty()) {
            (true, true) => format!("{about}: order changed."),
            (false, true) => format!("{about}: added {}.", come.join("; ")),
            (true, false) => format!("{about}: removed {}.", gone.join("; ")),
            (false, false) => format!("{about}: added {}; removed {}.", come.join("; "), gone.join("; ")),
        });
    }
    match (words(form, was), words(form, is)) {
        (was, is) if was == is => Sentence::plain(format!("{about}: changed.")),
        (was, is) if was.is_empty() => Sentence::plain(format!("{about}: now {is}.")),
        (was, is) if is.is_empty() => Sentence::plain(format!("{about}: {was} removed.")),
        (was, is) => {
            let pieces = match form {
                Form::Text => reworded(&was, &is),
                Form::Number
                | Form::Date
                | Form::YesNo
                | Form::Level
                | Form::Dimension
                | Form::Often
                | Form::Word(_)
                | Form::Parts(_)
                | Form::Document => vec![Piece::Old(was.clone()), Piece::New(is.clone())],
            };
            Sentence { text: format!("{about}: from {was} to {is}."), about: about.to_owned(), pieces, was: None }
        }
    }
}

/// The most characters of an earlier value that is read beside its field.
const SHORT: usize = 60;

fn earlier(kind: LineKind, line: &LineId, field: &str, form: Form, was: &Value) -> Option<Earlier> {
    let place = match kind {
        LineKind::Section => Place { of: "plan".into(), which: None, field: field.to_owned().into() },
        LineKind::Problem | LineKind::Goal | LineKind::Objective | LineKind::Intervention => {
            Place { of: kind.id().into(), which: Some(line.to_string()), field: field.to_owned().into() }
        }
    };
    let said = match form {
        Form::Text | Form::Number | Form::Date | Form::Level | Form::Dimension | Form::Often | Form::Word(_) => words(form, was),
        Form::YesNo | Form::Parts(_) | Form::Document => return None,
    };
    let words = if said.is_empty() { "empty".to_owned() } else { said };
    (!was.is_array() && words.chars().count() <= SHORT).then(|| Earlier { place: place.name(), words })
}

/// How a field's value is said.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Number,
    Date,
    YesNo,
    Level,
    Dimension,
    Often,
    /// A word of a closed vocabulary.
    Word(fn(&str) -> Option<&'static str>),
    /// The named parts of each entry, in brackets after the first.
    Parts(&'static [&'static str]),
    /// Another document: named, never spelled out.
    Document,
}

type Row = (&'static str, &'static str, Form);

static FORMS: &[Row] = &[
    ("aftercare", "Aftercare", Form::Text),
    ("area", "Area", Form::Word(|id| Area::from_id(id).map(Area::label))),
    ("barriers", "Barriers", Form::Text),
    ("baseline", "Baseline", Form::Number),
    ("category", "Kind", Form::Word(|id| Category::from_id(id).map(Category::label))),
    ("conditions", "Diagnoses", Form::Document),
    ("criterion", "Measurable by", Form::Text),
    ("deferrals", "Deferred findings", Form::Parts(&["reason", "until"])),
    ("description", "Intervention", Form::Text),
    ("dimension", "Dimension", Form::Dimension),
    ("discharge_criteria", "Discharge criteria", Form::Text),
    ("domain", "Area of progress", Form::Word(|id| Domain::from_id(id).map(Domain::label))),
    ("end", "End date", Form::Date),
    ("evidence", "As evidenced by", Form::Text),
    ("findings", "Findings", Form::Document),
    ("frequency", "Frequency", Form::Often),
    ("harm_reduction", "Harm reduction", Form::Text),
    ("instrument", "Instrument", Form::Text),
    ("level", "Level of care", Form::Level),
    ("level_reason", "Reason for this level", Form::Text),
    ("measures", "Measures", Form::Text),
    ("medication", "Medication is part of the plan", Form::YesNo),
    ("medication_plan", "Medication plan", Form::Document),
    ("minutes", "Duration in minutes", Form::Number),
    ("number", "Number", Form::Number),
    ("outcome", "Long-term outcome", Form::Text),
    ("participants", "Participants", Form::Parts(&["name", "relation"])),
    ("preferences", "Preferences", Form::Text),
    ("priority", "Priority", Form::Word(|id| Priority::from_id(id).map(Priority::label))),
    ("provider", "Provider", Form::Text),
    ("review_date", "Next review", Form::Date),
    ("risk", "Risk and safety", Form::Text),
    ("role", "Role", Form::Text),
    ("start", "Start date", Form::Date),
    ("statement", "Statement", Form::Text),
    ("status", "Status", Form::Word(any_status)),
    ("status_reason", "Reason for the status", Form::Text),
    ("strengths", "Strengths", Form::Text),
    ("supports", "Supports", Form::Parts(&["name", "relation", "part"])),
    ("target", "Target", Form::Number),
    ("target_date", "Target date", Form::Date),
    ("triggers", "Triggers and coping skills", Form::Parts(&["trigger", "coping"])),
    ("unit", "Unit", Form::Text),
    ("weekly_hours", "Hours per week", Form::Number),
    ("words", "Client’s words", Form::Text),
];

/// Statuses of different lines never share an id with different labels (`tests/plan/diffs.rs`).
fn any_status(id: &str) -> Option<&'static str> {
    let problem = ProblemStatus::from_id(id).map(ProblemStatus::label);
    let goal = || GoalStatus::from_id(id).map(GoalStatus::label);
    problem.or_else(goal).or_else(|| ObjectiveStatus::from_id(id).map(ObjectiveStatus::label))
}

fn form(field: &str) -> (&'static str, Form) {
    FORMS.iter().find(|(name, ..)| *name == field).map_or(("Something", Form::Text), |(_, label, form)| (*label, *form))
}

fn words(form: Form, value: &Value) -> String {
    let text = || value.as_str().unwrap_or_default();
    match form {
        _ if value.is_null() => String::new(),
        Form::Text => quoted(text()),
        Form::Number => value.as_i64().map(|number| number.to_string()).unwrap_or_default(),
        Form::Date => date(text()),
        Form::YesNo => if value.as_bool().unwrap_or(false) { "yes" } else { "no" }.to_owned(),
        Form::Level => typed::<LevelOfCare>(value).map(|level| level.text()).unwrap_or_default(),
        Form::Dimension => typed::<DimensionRef>(value).map(|dimension| lower_first(&dimension.text())).unwrap_or_default(),
        Form::Often => typed::<Frequency>(value).map(Frequency::text).unwrap_or_default(),
        Form::Word(label) => label(text()).map(lower_first).unwrap_or_default(),
        Form::Parts(names) => {
            let part = |name: &&str| value.get(*name).and_then(Value::as_str).filter(|part| !is_blank(part));
            let parts: Vec<&str> = names.iter().filter_map(part).collect();
            match parts.split_first() {
                Some((first, [])) => quoted(first),
                Some((first, rest)) => format!("{} ({})", quoted(first), rest.join("; ")),
                None => "an empty entry".into(),
            }
        }
        Form::Document => "a linked document".into(),
    }
}

fn typed<T: DeserializeOwned>(value: &Value) -> Option<T> {
    json::typed(value).ok()
}

fn quoted(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { String::new() } else { format!("“{text}”") }
}

fn date(text: &str) -> String {
    text.parse::<NaiveDate>().map(|date| date.format("%B %-d, %Y").to_string()).unwrap_or_default()
}

/// How a line is called, with what it says.
fn title(flat: &Flat, id: &LineId) -> String {
    let Some(node) = flat.nodes.get(id) else { return String::new() };
    let says = match node.kind {
        LineKind::Section => "",
        LineKind::Problem | LineKind::Objective => "statement",
        LineKind::Goal => "words",
        LineKind::Intervention => "description",
    };
    let says = quoted(node.fields.get(says).and_then(Value::as_str).unwrap_or_default());
    format!("{} {says}", short_title(flat, id)).trim_end().to_owned()
}

/// How a line is called: `Problem 2`, `Goal of problem 2`, `Objective 2.3`, `Individual counseling for 2.3`.
fn short_title(flat: &Flat, id: &LineId) -> String {
    let Some(node) = flat.nodes.get(id) else { return String::new() };
    let number = |fields: &Fields| fields.get("number").and_then(Value::as_u64).unwrap_or_default();
    let above = flat.above(id);
    let of = |up: usize| above.get(up).and_then(|id| flat.nodes.get(id)).map(|node| number(&node.fields)).unwrap_or_default();
    match node.kind {
        LineKind::Section => section_title(id).to_owned(),
        LineKind::Problem => format!("Problem {}", number(&node.fields)),
        LineKind::Goal => format!("Goal of problem {}", of(0)),
        LineKind::Objective => format!("Objective {}.{}", of(1), number(&node.fields)),
        LineKind::Intervention => {
            let category = node.fields.get("category").and_then(Value::as_str).and_then(Category::from_id).unwrap_or_default();
            format!("{} for {}.{}", category.label(), of(2), of(0))
        }
    }
}

fn section_title(id: &LineId) -> &'static str {
    match id.as_str() {
        "plan.level" => "Level of care",
        "plan.deferrals" => "Deferred findings",
        "plan.strengths" => "Strengths",
        "plan.barriers" => "Barriers",
        "plan.preferences" => "Preferences",
        "plan.supports" => "Supports",
        "plan.triggers" => "Triggers and coping skills",
        "plan.safety" => "Safety",
        "plan.medication" => "Medication",
        "plan.measures" => "Measures",
        "plan.discharge" => "Discharge criteria",
        "plan.aftercare" => "Aftercare",
        "plan.participants" => "Participants",
        "plan.review" => "Next review",
        _ => "The plan",
    }
}

/// The first letter small, unless the word is an abbreviation.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}
