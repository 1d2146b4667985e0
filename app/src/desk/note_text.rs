//! What a note says, in words: its parts, the objectives it addressed, what its fields are called.

use crate::desk::clock;
use clinical::{Absence, Attempt, Episode, LevelOfCare, Link, Note, RiskItem, Screen, ServiceType};
use keeper::protocol::NoteBeside;

/// Everything a note says, part by part: its sections, then its header.
pub(crate) fn parts(note: &Note) -> Vec<(&'static str, String)> {
    let layout = note.layout();
    let sections = layout.iter().map(|section| (section.label, note.text_of(section.id).trim().to_owned()));
    let named =
        |parts: [&str; 2]| parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let people: Vec<String> =
        note.participants.iter().map(|person| named([&person.name, &person.relation])).filter(|who| !who.is_empty()).collect();
    let place = [note.modality.map(|modality| modality.label().to_owned()), Some(note.location.trim().to_owned())];
    let place: Vec<String> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let risk = if note.service.spec().met { risk(note) } else { String::new() };
    let next = note.next_session.as_ref().map(|at| format!("{}, {}", clock::day(at.date()), clock::clock(&at.local())));
    // What is asked of one kind of service only stays in the note when another is chosen, and says nothing then.
    let absence = note.absence.filter(|_| note.service == ServiceType::NoShow).map_or("", Absence::label);
    let tries: Vec<String> = note.attempts.iter().map(attempt).collect();
    let header = [
        ("What happened", absence.to_owned()),
        ("Outreach attempts", tries.join("\n")),
        ("Risk", risk),
        ("Modality and location", place.join(", ")),
        ("Episode of care", note.episode.as_deref().map(episode).unwrap_or_default()),
        ("Others present", people.join("; ")),
        ("Toxicology", note.toxicology.trim().to_owned()),
        ("Next session", next.unwrap_or_default()),
        ("Reason for late entry", note.late_reason.trim().to_owned()),
    ];
    sections.chain(header).filter(|(_, text)| !text.is_empty()).collect()
}

/// `Telephone call, Wed, Nov 18, 2026, 10:20 AM: no answer`.
fn attempt(attempt: &Attempt) -> String {
    let at =
        attempt.at.as_ref().map(|at| format!(", {}, {}", clock::day(at.date()), clock::clock(&at.local()))).unwrap_or_default();
    let (head, result) = (format!("{}{at}", attempt.method.label()), attempt.result.trim());
    if result.is_empty() { head } else { format!("{head}: {result}") }
}

/// `Harbor Row, 2.1 Intensive outpatient, in care since Sun, Oct 4, 2026`.
fn episode(episode: &Episode) -> String {
    let program = Some(episode.program.trim().to_owned()).filter(|program| !program.is_empty());
    let since = episode.opened.map(|day| format!("in care since {}", clock::day(day)));
    [program, episode.level_of_care.as_ref().map(LevelOfCare::text), since].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn risk(note: &Note) -> String {
    let line = |item: RiskItem| match note.risk.get(item) {
        Screen::NotAsked => format!("{}: not assessed.", item.label()),
        Screen::Denied => format!("{}: denied.", item.label()),
        Screen::Present(text) => format!("{}: reported. {text}", item.label()),
    };
    RiskItem::ALL.map(line).join("\n")
}

/// What a note says about objectives, one line each; empty where it is linked to none.
pub(crate) fn worked_on(note: &Note, beside: &NoteBeside) -> String {
    let Some(beside) = beside.plan() else { return String::new() };
    let line = |link: &Link| {
        let statement =
            beside.plan.objective(&link.objective).map_or(String::new(), |(_, _, objective)| objective.statement.clone());
        let remark = link.remark.trim();
        let done: Vec<&str> = beside
            .plan
            .objective(&link.objective)
            .map(|(_, _, objective)| {
                objective
                    .interventions
                    .iter()
                    .filter(|one| link.interventions.contains(&one.id))
                    .map(|one| one.description.trim())
                    .collect()
            })
            .unwrap_or_default();
        let parts = [link.text(&beside.plan), statement, done.join(", "), remark.to_owned()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    note.links.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What a field is called on the page.
pub(crate) fn label(field: &str) -> String {
    let section = field.strip_prefix("section-").or_else(|| field.strip_prefix("aside-"));
    if let Some(section) = section.and_then(clinical::section) {
        return section.label.to_owned();
    }
    if field.starts_with("link-") {
        return "Progress".to_owned();
    }
    if let Some(number) = field.strip_prefix("attempt-") {
        return format!("Outreach attempt {number}");
    }
    match field {
        "date" => "Date of service",
        "start" => "Start",
        "end" => "End",
        "modality" => "Modality",
        "location" => "Location",
        "participants" => "Others present",
        "toxicology" => "Toxicology",
        "attempts" => "Outreach attempts",
        "next-session" => "Next session",
        "absence" => "What happened",
        "late-reason" => "Reason for late entry",
        "links" => "Objectives addressed",
        "risk-suicide" => "Suicidal thoughts",
        "risk-homicide" => "Thoughts of harming others",
        "risk-overdose" => "Overdose",
        "risk-withdrawal" => "Withdrawal",
        _ => "This note",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::OutreachMethod;

    #[test]
    fn what_was_not_said_has_no_part_and_not_asking_is_said() {
        let mut note = Note::new(ServiceType::Individual, clinical::Format::Dap);
        note.set_text("data", "Came on time.");
        let parts = parts(&note);
        assert_eq!(parts[0], ("Data", "Came on time.".to_owned()));
        assert_eq!(parts[1].0, "Risk");
        assert!(parts[1].1.starts_with("Suicidal thoughts: not assessed."));
        assert_eq!(parts.len(), 2);
    }

    #[test]
    fn a_no_show_tells_what_happened_and_every_try() {
        let mut note = Note::new(ServiceType::NoShow, clinical::Format::Dap);
        note.absence = Some(Absence::Cancelled);
        let text = Attempt { method: OutreachMethod::Text, at: None, result: "Answered at noon.".into() };
        note.attempts = vec![Attempt { method: OutreachMethod::Call, at: None, result: "No answer.".into() }, text];
        let told = [
            ("What happened", "Cancelled by the client".to_owned()),
            ("Outreach attempts", "Telephone call: No answer.\nText message: Answered at noon.".to_owned()),
        ];
        assert_eq!(parts(&note), told);
        note.switch_service(ServiceType::Individual);
        assert!(!parts(&note).iter().any(|(name, _)| *name == "What happened"), "somebody came");
    }
}
