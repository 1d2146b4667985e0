//! Everything a return to use says, part by part, in words. What was left empty is not said.

use crate::desk::{clock, quoted::quoted};
use chrono::NaiveDate;
use clinical::{
    LevelOfCare,
    assessment::Answer,
    return_to_use::{Company, ReturnToUse, Stage, SubstanceUsed, SuicideRisk, Trigger},
};

/// Rows of a label, which may be empty, and text.
type Rows = Vec<(String, String)>;

/// Every part that says something: the story, what came before and what helped stand before safety.
pub(super) fn parts(event: &ReturnToUse) -> Vec<(&'static str, Rows)> {
    let all = [
        ("What happened", happened(event)),
        ("The days before", before(event)),
        ("What played a part", played(event)),
        ("What helped", helped(event)),
        ("Safety", safety(event)),
        ("Level of care", decided(event)),
    ];
    let said = |rows: Rows| rows.into_iter().filter(|(_, text)| !text.trim().is_empty()).collect::<Rows>();
    all.into_iter().map(|(heading, rows)| (heading, said(rows))).filter(|(_, rows)| !rows.is_empty()).collect()
}

fn row(label: &str, text: impl Into<String>) -> (String, String) {
    (label.to_owned(), text.into())
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(clock::day).unwrap_or_default()
}

fn joined(parts: impl IntoIterator<Item = String>, between: &str) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    parts.join(between)
}

fn happened(event: &ReturnToUse) -> Rows {
    let end = match (event.end, event.stopped) {
        (Some(end), _) => clock::day(end),
        (None, true) => "stopped, day not known".to_owned(),
        (None, false) => "goes on".to_owned(),
    };
    let company = match event.company {
        Company::NotSaid => String::new(),
        Company::Alone | Company::WithOthers => event.company.label().to_owned(),
    };
    let without = event.days_without_use_before().map(|days| format!("{days} days")).unwrap_or_default();
    vec![
        row("", quoted(&event.account)),
        row("When it was", event.period.label()),
        row("Known since", joined([day(event.found_on), event.found_by.label().to_owned(), event.found_words.clone()], ", ")),
        row("First day of use", event.start.map_or_else(|| "not known".to_owned(), clock::day)),
        row("Last day of use", end),
        row("Days of use", event.use_days.map(|days| days.to_string()).unwrap_or_default()),
        row("What was used", joined(event.substances.iter().map(substance), "\n")),
        row("Days without use before", without),
        row("Alone or with others", joined([company, event.with_whom.clone()], ": ")),
        row("Medication", event.medication.clone()),
        row("What followed", event.consequences.clone()),
    ]
}

fn substance(used: &SubstanceUsed) -> String {
    let what = joined([used.substance.label().to_owned(), used.name.clone()], ": ");
    let route = used.route.map(|route| route.label().to_owned()).unwrap_or_default();
    joined([what, used.amount.clone(), route], " · ")
}

fn before(event: &ReturnToUse) -> Rows {
    let signs = |stage: Stage| {
        let signs = event.signs.iter().filter(|sign| sign.stage() == stage).map(|sign| sign.label().to_owned());
        joined(signs, " · ")
    };
    let since = |at: Option<NaiveDate>| at.map(|at| format!("since {}", clock::day(at))).unwrap_or_default();
    vec![
        row("Feelings", joined([since(event.emotional_since), signs(Stage::Emotional)], ": ")),
        row("Thoughts", joined([since(event.mental_since), signs(Stage::Mental)], ": ")),
        row("Use", signs(Stage::Physical)),
    ]
}

fn played(event: &ReturnToUse) -> Rows {
    let factors = joined(event.factors.iter().map(|factor| factor.label().to_owned()), "\n");
    let mut rows = vec![row("Factors", factors)];
    rows.extend(event.triggers.iter().map(|trigger| {
        let Trigger { words, internal, new, coping } = trigger;
        let kind = if *internal { "Trigger from inside" } else { "Trigger from outside" };
        let label = if *new { format!("{kind}, new") } else { kind.to_owned() };
        let coping = if coping.trim().is_empty() { String::new() } else { format!("Next time: {}", coping.trim()) };
        (label, joined([words.clone(), coping], "\n"))
    }));
    rows
}

fn helped(event: &ReturnToUse) -> Rows {
    vec![
        row("To stop or to tell someone", event.helped_stop.clone()),
        row("What kept the client safer", event.protective.clone()),
        row("Had helped earlier", event.helped.clone()),
        row("Did not help, or no longer helps", event.did_not_help.clone()),
    ]
}

fn safety(event: &ReturnToUse) -> Rows {
    let asked =
        |answer: &Answer| if answer.text().trim().is_empty() { answer.label().to_owned() } else { answer.text().to_owned() };
    let yes = |is: bool| if is { "Yes".to_owned() } else { String::new() };
    let suicide = match event.suicide {
        SuicideRisk::NotAssessed => "Not assessed",
        SuicideRisk::Denied | SuicideRisk::ThoughtsWithoutPlan | SuicideRisk::PlanOrIntent => event.suicide.label(),
    };
    vec![
        row("Overdose", asked(&event.overdose)),
        row("Injury or medical emergency", asked(&event.medical_emergency)),
        row("Violence", asked(&event.violence)),
        row("Suicide", suicide),
        row("Withdrawal", asked(&event.withdrawal)),
        row("Pregnant", yes(event.pregnant)),
        row("Home is not safe", yes(event.unsafe_home)),
        row("A lower level did not work before", yes(event.lower_level_did_not_hold)),
    ]
}

fn decided(event: &ReturnToUse) -> Rows {
    let decision = &event.decision;
    let suggested = decision.suggestion.as_ref().map(|then| then.offer.setting.label().to_owned()).unwrap_or_default();
    vec![
        row("Then", event.earlier.setting.label()),
        row("The rules suggested", suggested),
        row("Decided", decision.level.as_ref().map(LevelOfCare::text).unwrap_or_default()),
        row("Why", decision.reason.clone()),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn the_story_and_what_helped_stand_before_safety_and_the_level() {
        let event = ReturnToUse { account: "I called Ada.".into(), helped: "Telling early.".into(), ..ReturnToUse::default() };
        let parts = parts(&event);
        let headings: Vec<&str> = parts.iter().map(|(heading, _)| *heading).collect();
        assert_eq!(headings, ["What happened", "What helped", "Safety", "Level of care"]);
        assert_eq!(parts[0].1[0], row("", "“I called Ada.”"), "in the client’s words");
        assert!(parts[2].1.contains(&row("Overdose", "Not asked")), "what nobody asked is said");
    }
}
