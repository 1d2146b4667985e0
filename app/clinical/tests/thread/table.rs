//! Every rule of a note: what makes it fire.

use super::{Damage, Said, at, line};
use crate::{
    made::{clean_note, day, session},
    plan::made::doc,
};
use clinical::{
    plan::{Category, GoalStatus, ObjectiveStatus},
    thread::*,
    *,
};

/// Rule, what is done to the desk, where it is told, in which words.
pub(super) const TABLE: &[(Rule, Damage, &str, &str)] = &[
    (Rule::EmptySection, |desk| desk.note.set_text("assessment", " \n"), "section-assessment", "“Assessment” is empty."),
    (Rule::NoteWithoutObjective, |desk| desk.note.links.clear(), "links", "This note is not linked to an objective."),
    (Rule::ProgressNotSaid, |desk| desk.note.links[0].progress = None, "link-o-phone", "Progress on objective 1.2 is not rated."),
    (
        Rule::ClosedLine,
        |desk| desk.objective().status = ObjectiveStatus::Achieved,
        "link-o-phone",
        "Objective 1.2 is closed: achieved.",
    ),
    (
        Rule::ClosedLine,
        |desk| desk.plan.as_mut().unwrap().1.problems[0].goals[0].status = GoalStatus::Completed,
        "link-o-phone",
        "Objective 1.2 is under a closed problem or goal.",
    ),
    (Rule::ClosedLine, |desk| desk.note.link_said("gone"), "link-gone", "A linked objective is no longer in the plan."),
    (
        Rule::ClosedLine,
        |desk| {
            desk.note.set_text("plan", "Back to objectives 1.1 and 1.2 next week.");
            desk.note.links[0].objective = line("o-days");
            desk.objective().status = ObjectiveStatus::Discontinued;
        },
        "section-plan",
        "Objective 1.2 is closed: discontinued.",
    ),
    (
        Rule::ClosedLine,
        |desk| desk.note.set_text("plan", "We looked at problem 3 again."),
        "section-plan",
        "Problem 3 is deferred.",
    ),
    (
        Rule::EarlierPlan,
        |desk| desk.note.follow(doc(3)),
        "links",
        "The links point to a plan version that was not active that day.",
    ),
    (
        Rule::TextCarried,
        |desk| desk.note.carried.extend(["plan".into()]),
        "section-plan",
        "“Plan” was carried from an earlier note.",
    ),
    (
        Rule::LikeAnEarlierNote,
        |desk| {
            let mut other = desk.note.clone();
            other.when = at("2026-11-11T16:00:00Z", "2026-11-11T16:50:00Z").into();
            desk.others.insert(doc(29), Prepared::of(&other));
        },
        "note",
        "100 % of this is the same as the note of Nov 11, 2026.",
    ),
    (
        Rule::OtherClientNamed,
        |desk| desk.note.set_text("plan", "She will call Sol’s sister."),
        "section-plan",
        "“Sol” is the name of another client.",
    ),
    (
        Rule::OtherClientNamed,
        |desk| desk.note.toxicology = "Swapped with PEMBERWICK?".into(),
        "toxicology",
        "“Pemberwick” is the name of another client.",
    ),
    (
        Rule::OtherClientNamed,
        |desk| desk.note.set_text("plan", "Will Price drives her home."),
        "section-plan",
        "“Will Price” is the name of another client.",
    ),
    (
        Rule::OtherClientNamed,
        |desk| desk.note.set_text("plan", "Bo O'Hara, who sits beside her."),
        "section-plan",
        "“Bo O’Hara” is the name of another client.",
    ),
    (
        Rule::OtherClientNamed,
        |desk| desk.note.set_text("plan", "Not to be mixed up with Wren Dalton."),
        "section-plan",
        "“Wren Dalton” is the name of another client.",
    ),
    (
        Rule::Overlap,
        |desk| {
            let mut other = clean_note();
            other.when = at("2026-11-18T16:49:00Z", "2026-11-18T17:30:00Z").into();
            desk.others.insert(doc(29), Prepared::of(&other));
        },
        "start",
        "The client has another session at the same time.",
    ),
    (
        Rule::Overlap,
        |desk| desk.unsigned.push(Session { span: session().span(), service: ServiceType::Family }),
        "start",
        "The client has another session at the same time.",
    ),
    (
        Rule::Overlap,
        |desk| desk.sessions.push(Session { span: session().span(), service: ServiceType::Individual }),
        "start",
        "The author has a session with someone else at the same time.",
    ),
    (Rule::LengthOff, |desk| desk.scheduled = Some(66), "end", "This took 50 minutes; 66 were planned."),
    (
        Rule::LengthOff,
        |desk| {
            desk.scheduled = None;
            desk.objective().interventions[0].minutes = Some(25);
        },
        "end",
        "This took 50 minutes; 25 were planned.",
    ),
    (
        // An exercise is a part of the session; it cannot have taken longer than the session.
        Rule::LengthOff,
        |desk| {
            desk.scheduled = None;
            desk.objective().interventions[0].category = Category::Breathing;
            desk.objective().interventions[0].minutes = Some(75);
        },
        "end",
        "This took 50 minutes; 75 were planned.",
    ),
    (
        Rule::AfterDischarge,
        |desk| desk.discharged = Some(day("2026-11-17")),
        "date",
        "This is dated Nov 18, 2026; care ended on Nov 17, 2026.",
    ),
    (
        Rule::OutreachNotAgreed,
        |desk| {
            desk.note.attempts = vec![Attempt { method: OutreachMethod::Voicemail, ..Attempt::default() }];
        },
        "attempt-1",
        "The client has not agreed to this way of contact: voicemail.",
    ),
    (
        Rule::OtherClientNamed,
        |desk| desk.note.set_text("plan", "She sat with Mr. Price today."),
        "section-plan",
        "“Price” is the name of another client.",
    ),
    (
        Rule::OtherClientNamed,
        |desk| desk.note.set_text("plan", "After group she met Will outside."),
        "section-plan",
        "“Will” is the name of another client.",
    ),
    (
        Rule::BeforeCare,
        |desk| desk.profile.opened = Some(day("2026-11-19")),
        "date",
        "This is dated Nov 18, 2026; care began on Nov 19, 2026.",
    ),
    (
        Rule::BeforeCare,
        |desk| {
            desk.profile.opened = Some(day("2026-11-20"));
            desk.profile.birth_date = Some(day("2026-11-19"));
        },
        "date",
        "This is dated Nov 18, 2026; the client was born on Nov 19, 2026.",
    ),
    (
        Rule::TextAgainstRisk,
        |desk| desk.note.set_text("assessment", "She is suicidal."),
        "section-assessment",
        "This mentions suicidal thoughts, but the risk screen says denied.",
    ),
    (
        Rule::StigmatizingWord,
        |desk| desk.note.set_text("assessment", "Says that an addict cannot change."),
        "section-assessment",
        "“addict” can sound like blame. A kinder word: person with a substance use disorder.",
    ),
    (
        Rule::OtherPronouns,
        |desk| {
            desk.note.participants.clear();
            desk.note.set_text("plan", "He will call on Friday.");
        },
        "section-plan",
        "“he” is written here; the profile says she/her.",
    ),
];
