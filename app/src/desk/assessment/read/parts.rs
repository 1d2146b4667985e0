//! Everything an assessment says, part by part, in words. Findings stand apart: they go on in the plan.

use crate::desk::{clock, quoted::quoted};
use clinical::{
    Participant,
    assessment::{ASAM_SOURCE, Answer, Assessment, EarlierTreatment, LevelDecision, SubstanceUse, dimensions, rating_text},
};
use record::is_blank;

/// A part: rows of a label, which may be empty, and text.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its heading.
    pub(super) heading: &'static str,
    /// What it says.
    pub(super) rows: Vec<(String, String)>,
    /// Where its rules come from, if it has some.
    pub(super) source: Option<String>,
}

/// Every part that says something, in the order of the form. "Not asked" is said; what was left empty is not.
pub(super) fn parts(all: &Assessment) -> Vec<Part> {
    let part = |heading, rows: Vec<(String, String)>| Part { heading, rows: told(rows), source: None };
    let source = format!("{ASAM_SOURCE}, {}", all.edition.label());
    let all_parts = [
        part("Presenting concern and sources", coming(all)),
        part("Use", all.substances.iter().map(substance).collect()),
        part("Previous treatment", all.earlier_treatments.iter().map(treatment).collect()),
        part("Withdrawal", withdrawal(all)),
        part("Health", answers(all, &["medical", "psychiatric", "trauma"])),
        part("Home and family", home(all)),
        part("Work and legal", answers(all, &["work", "legal"])),
        part("Goals", all.goals.iter().map(|goal| (String::new(), quoted(goal))).collect()),
        part("Strengths", all.strengths.iter().map(|strength| (String::new(), strength.clone())).collect()),
        Part { source: Some(source), ..part("Dimensions", rated(all)) },
        part("Level of care", level(all)),
    ];
    all_parts.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

/// A row that changed: its label, what it said, what it says.
type Changed = (String, String, String);

/// What changed from one version to another, part by part, findings too: rows that are gone say nothing now, new ones said nothing.
pub(super) fn changed(old: &Assessment, new: &Assessment) -> Vec<(&'static str, Vec<Changed>)> {
    let found = |all: &Assessment| all.findings.iter().map(|one| (String::new(), one.text.trim().to_owned())).collect();
    let all = |of: &Assessment| {
        let mut parts: Vec<(&'static str, Vec<(String, String)>)> =
            parts(of).into_iter().map(|part| (part.heading, part.rows)).collect();
        parts.push(("Findings", found(of)));
        parts
    };
    let (before, after) = (all(old), all(new));
    let rows = |of: &[(&'static str, Vec<(String, String)>)], heading: &str| {
        of.iter().find(|(name, _)| *name == heading).map(|(_, rows)| rows.clone()).unwrap_or_default()
    };
    let mut headings: Vec<&'static str> = after.iter().map(|(heading, _)| *heading).collect();
    headings.extend(before.iter().map(|(heading, _)| *heading).filter(|heading| !headings.contains(heading)).collect::<Vec<_>>());
    let part = |heading: &'static str| (heading, changed_rows(rows(&before, heading), &rows(&after, heading)));
    headings.into_iter().map(part).filter(|(_, rows)| !rows.is_empty()).collect()
}

/// Rows that are the same are left out; of the others, rows of one label are compared in their order.
fn changed_rows(mut before: Vec<(String, String)>, after: &[(String, String)]) -> Vec<Changed> {
    let mut rest: Vec<&(String, String)> = Vec::new();
    for row in after {
        match before.iter().position(|old| old == row) {
            Some(at) => {
                before.remove(at);
            }
            None => rest.push(row),
        }
    }
    let mut rows = Vec::new();
    for (label, text) in rest {
        let old = before.iter().position(|(other, _)| other == label).map(|at| before.remove(at).1).unwrap_or_default();
        rows.push((label.clone(), old, text.clone()));
    }
    rows.extend(before.into_iter().map(|(label, old)| (label, old, String::new())));
    rows
}

fn told(rows: Vec<(String, String)>) -> Vec<(String, String)> {
    rows.into_iter().map(|(label, text)| (label, text.trim().to_owned())).filter(|(_, text)| !text.is_empty()).collect()
}

fn row(label: &str, text: impl Into<String>) -> (String, String) {
    (label.to_owned(), text.into())
}

fn joined(parts: impl IntoIterator<Item = String>, between: &str) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    parts.join(between)
}

fn answered(answer: &Answer) -> String {
    let text = answer.text().trim();
    if text.is_empty() { answer.label().to_owned() } else { text.to_owned() }
}

fn answers(all: &Assessment, names: &[&str]) -> Vec<(String, String)> {
    let asked = all.answers().into_iter().filter(|(name, ..)| names.contains(name));
    asked.map(|(_, heading, answer)| row(heading, answered(answer))).collect()
}

fn coming(all: &Assessment) -> Vec<(String, String)> {
    let who = |person: &Participant| joined([person.name.clone(), person.relation.clone()], ", ");
    vec![
        row("Presenting concern", all.reason.clone()),
        row("Referred by", all.referred_by.clone()),
        row("Collateral sources", joined(all.informants.iter().map(who), "; ")),
    ]
}

fn substance(used: &SubstanceUse) -> (String, String) {
    let label = joined([used.substance.map(|class| class.label().to_owned()).unwrap_or_default(), used.name.clone()], ": ");
    let routes = used.routes.iter().map(|route| route.label().to_owned()).collect::<Vec<_>>().join(", ");
    let days = used.days_of_30.map(|days| format!("{days} of the last 30 days")).unwrap_or_default();
    let last = used.last_use.map_or_else(|| "last use not known".to_owned(), |day| format!("last use {}", clock::day(day)));
    let first = used.first_use_age.map(|age| format!("first at the age of {age}")).unwrap_or_default();
    let line = joined([routes, used.amount.clone(), used.frequency.clone(), days, last, first], " · ");
    (label, joined([line, used.remarks.clone()], "\n"))
}

fn treatment(past: &EarlierTreatment) -> (String, String) {
    let what = if is_blank(&past.what) { "Treatment" } else { past.what.trim() };
    let line = joined([past.place.clone(), past.when.clone()], ", ");
    let outcome = labeled("Outcome", &past.outcome);
    (what.to_owned(), joined([line, outcome, labeled("What helped", &past.helped)], "\n"))
}

fn labeled(label: &str, text: &str) -> String {
    if is_blank(text) { String::new() } else { format!("{label}: {}", text.trim()) }
}

fn withdrawal(all: &Assessment) -> Vec<(String, String)> {
    let risk = &all.withdrawal;
    let day = risk.on.map(clock::day).unwrap_or_default();
    vec![
        row("What was assessed", risk.considered.clone()),
        row("Previous withdrawal", answered(&risk.history)),
        row("Assessed by", joined([risk.by.clone(), day], ", ")),
        row("Decided", risk.decision.map_or("", |decision| decision.label())),
        row("Reason and next steps", risk.reason.clone()),
    ]
}

fn home(all: &Assessment) -> Vec<(String, String)> {
    let mut rows = answers(all, &["family"]);
    rows.push(row("Lives with", all.living.with_whom.clone()));
    rows.push(row("Home", all.living.housing.clone()));
    rows.push(row("Supports", all.living.support.clone()));
    rows.extend(answers(all, &["use_in_home", "safety", "triggers"]));
    rows
}

fn rated(all: &Assessment) -> Vec<(String, String)> {
    let line = |row: &clinical::assessment::Dimension| {
        let given = all.ratings.iter().find(|rating| rating.dimension == row.number);
        let text = given
            .map(|given| joined([rating_text(all.edition, &given.rating), given.rationale.clone()], ": "))
            .unwrap_or_default();
        (format!("{} {}", row.number, row.name), text)
    };
    dimensions(all.edition).iter().map(line).collect()
}

fn level(all: &Assessment) -> Vec<(String, String)> {
    let LevelDecision { suggested, rules_version: _, rules: _, chosen, co_occurring_enhanced, reason } = &all.level;
    let enhanced = if *co_occurring_enhanced { ", co-occurring enhanced (COE)" } else { "" };
    let chosen = chosen.as_ref().map(|level| format!("{}{enhanced}", level.text())).unwrap_or_default();
    vec![
        row("Chosen", chosen),
        row("Suggested from the ratings", suggested.as_ref().map(clinical::LevelOfCare::text).unwrap_or_default()),
        row("Why it was suggested", rules(all)),
        row("Reason", reason.clone()),
    ]
}

/// The rules that fired, in sentences; where today's rules would say something else, that is said.
fn rules(all: &Assessment) -> String {
    let now = all.suggestion().rules;
    let ids: Vec<&str> = now.iter().map(|rule| rule.id()).collect();
    if ids == all.level.rules {
        joined(now.iter().map(|rule| rule.sentence()), " ")
    } else {
        "Suggested by an earlier version of the rules.".to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::{LevelOfCare, assessment::DimensionRating};

    fn rows<'a>(parts: &'a [Part], heading: &str) -> Option<&'a [(String, String)]> {
        parts.iter().find(|part| part.heading == heading).map(|part| part.rows.as_slice())
    }

    #[test]
    fn not_asking_is_said_and_what_is_empty_is_not() {
        let parts = parts(&Assessment::default());
        assert_eq!(rows(&parts, "Health").unwrap()[2], row("Trauma", "Not asked"));
        assert!(rows(&parts, "Use").is_none() && rows(&parts, "Presenting concern and sources").is_none());
    }

    #[test]
    fn a_level_is_told_with_what_was_suggested_and_the_rules_that_fired() {
        let rated = DimensionRating { dimension: 1, rating: "2.1".into(), rationale: "Sweats.".into() };
        let mut all = Assessment { ratings: vec![rated], ..Assessment::default() };
        all.level = LevelDecision {
            chosen: LevelOfCare::find(all.edition, "1.5"),
            reason: "Works nights.".into(),
            ..all.suggestion().to_decision()
        };
        let parts = parts(&all);
        assert_eq!(
            rows(&parts, "Dimensions").unwrap(),
            [row("1 Intoxication, withdrawal, medications", "2.1 Intensive outpatient: Sweats.")]
        );
        let level = rows(&parts, "Level of care").unwrap();
        assert_eq!(level[0], row("Chosen", "1.5 Outpatient therapy"));
        assert!(level[2].1.starts_with("The highest need decides: dimension 1."));
        assert_eq!(level[3], row("Reason", "Works nights."));
    }

    #[test]
    fn what_changed_is_told_and_nothing_else() {
        let old =
            Assessment { reason: "Came by himself.".into(), goals: vec!["Work".into(), "Rest".into()], ..Assessment::default() };
        let new = Assessment { reason: "Came with Ada.".into(), goals: vec!["Work".into()], ..Assessment::default() };
        let row = |label: &str, old: &str, new: &str| (label.to_owned(), old.to_owned(), new.to_owned());
        assert_eq!(
            changed(&old, &new),
            [
                ("Presenting concern and sources", vec![row("Presenting concern", "Came by himself.", "Came with Ada.")]),
                ("Goals", vec![row("", "“Rest”", "")]),
            ]
        );
        assert!(changed(&new, &new).is_empty());
    }

    #[test]
    fn rules_of_another_time_are_not_retold() {
        let mut all = Assessment::default();
        all.level.rules = vec!["older-rule".into()];
        assert_eq!(rules(&all), "Suggested by an earlier version of the rules.");
    }
}
