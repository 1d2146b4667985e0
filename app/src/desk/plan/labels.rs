//! The plan in words: addresses, where a version stands, how an objective goes.

use crate::desk::{clock, pages};
use chrono::NaiveDate;
use clinical::{
    AuthorLine, Kind,
    plan::{Intervention, ObjectiveStatus, Plan, Status},
};
use keeper::protocol::{DocSync, PlanView, ThreadView};
use record::{DocId, RecordId, Review, Status as Kept};
use ui::{Glyph, Mark};

/// Where the plan of a chart is read.
pub(super) fn list(record: RecordId) -> String {
    pages::list(record, Kind::Plan)
}

/// Where a version is read, or written on.
pub(super) fn href(record: RecordId, doc: DocId) -> String {
    pages::one(record, Kind::Plan, doc)
}

/// Where a version is compared with an earlier one.
pub(super) fn against(record: RecordId, doc: DocId, earlier: DocId) -> String {
    pages::compare_plans(record, doc, earlier)
}

/// Where two versions are joined.
pub(super) fn join(record: RecordId) -> String {
    pages::merge_plans(record)
}

/// `Version 4`
pub(crate) fn version(thread: &ThreadView, doc: DocId) -> String {
    format!("Version {}", thread.standing().number(doc).unwrap_or(1))
}

/// `4`, or `3 by Odile Marsh, MD` where two versions stand side by side under one number.
pub(super) fn number(thread: &ThreadView, doc: DocId) -> String {
    let standing = thread.standing();
    let number = standing.number(doc).unwrap_or(1);
    let twins = thread.plans.iter().filter(|view| standing.number(view.signed.doc) == Some(number)).count();
    match thread.plan(doc).filter(|_| twins > 1) {
        Some(view) => format!("{number} by {}", author(view)),
        None => number.to_string(),
    }
}

/// The version before one, with its number; `None` for the first, and for one that merges two.
pub(crate) fn previous(thread: &ThreadView, view: &PlanView) -> Option<(u32, Plan)> {
    let [base] = view.plan.head.bases.as_slice() else { return None };
    Some((thread.standing().number(*base)?, thread.plan(*base)?.plan.clone()))
}

/// Who wrote a version.
pub(super) fn author(view: &PlanView) -> String {
    view.plan.head.author.as_ref().map_or_else(|| view.signed.author_name.clone(), AuthorLine::text)
}

/// Where a version stands: a shape and a word. What has not reached the server says so.
pub(crate) fn standing(thread: &ThreadView, view: &PlanView) -> (Mark, String) {
    let (mark, word) = settled(thread, view);
    match view.signed.sync {
        DocSync::Waiting => (Mark::Waiting, format!("{word}, waiting to send")),
        DocSync::Quarantined(_) => (Mark::Quarantined, "Could not be sent".to_owned()),
        DocSync::Received | DocSync::DraftOnly => (mark, word),
    }
}

fn settled(thread: &ThreadView, view: &PlanView) -> (Mark, String) {
    let told = |mark: Mark, word: &str| (mark, word.to_owned());
    if let Some(at) = view.signed.draft_saved {
        return (Mark::Draft, format!("Draft saved {}", clock::moment(at)));
    }
    match view.signed.status {
        Kept::Final(Review::Returned) | Kept::Amended(Review::Returned) => {
            return told(Mark::Returned, "Returned to author");
        }
        Kept::Preliminary | Kept::Final(_) | Kept::Amended(_) | Kept::EnteredInError => {}
    }
    match thread.standing().status(view.signed.doc) {
        Some(Status::Draft) | None => told(Mark::Owed, "Awaiting supervisor’s signature"),
        Some(Status::Active) if owes_review(view) => told(Mark::Owed, "Active, awaiting co-signature"),
        Some(Status::Active) => match ended_with(thread, view) {
            Some(ended) => (Mark::Ok, ended),
            None => told(Mark::Signed, "Active"),
        },
        Some(Status::Superseded) => told(Mark::Ok, "Replaced by a later version"),
        Some(Status::Completed) => told(Mark::Ok, "Completed"),
        Some(Status::Revoked) => told(Mark::Hold, "Ended before it was completed"),
        Some(Status::EnteredInError) => told(Mark::Struck, "Entered in error"),
    }
}

/// `Ended with episode 1`, of an active plan whose episode of care is over.
fn ended_with(thread: &ThreadView, view: &PlanView) -> Option<String> {
    let episode = || view.plan.head.date.and_then(|date| thread.episodes.named_on(date));
    let over = !thread.is_of_this_episode(view);
    over.then(|| format!("Ended with {}", episode().map_or_else(|| "the discharge".to_owned(), |name| name.to_lowercase())))
}

/// That an active plan is of an earlier episode, and what is asked for in this one.
pub(super) fn of_earlier_episode(thread: &ThreadView, view: &PlanView) -> Option<String> {
    let now = thread.episodes.last().filter(|last| last.is_open())?.name().to_lowercase();
    let active = thread.standing().status(view.signed.doc) == Some(Status::Active);
    let earlier = thread.episodes.named_on(view.plan.head.date.filter(|_| active && !thread.is_of_this_episode(view))?)?;
    let due = thread.owed().filter(|owed| owed.plan.is_none()).map(|owed| format!(" {}", owed.sentence)).unwrap_or_default();
    Some(format!("This plan is from {}. Revise it for {now}.{due}", earlier.to_lowercase()))
}

const fn owes_review(view: &PlanView) -> bool {
    matches!(view.signed.status, Kept::Final(Review::Owed) | Kept::Amended(Review::Owed))
}

/// The shape of where an objective stands; the word is always beside it.
pub(super) const fn glyph(status: ObjectiveStatus) -> Glyph {
    match status {
        ObjectiveStatus::NotStarted => Glyph::Ring,
        ObjectiveStatus::InProgress => Glyph::Half,
        ObjectiveStatus::Improving => Glyph::Up,
        ObjectiveStatus::NoChange => Glyph::Keep,
        ObjectiveStatus::Worsening => Glyph::Change,
        ObjectiveStatus::Achieved => Glyph::Ok,
        ObjectiveStatus::NotAchieved | ObjectiveStatus::Discontinued => Glyph::Drop,
        ObjectiveStatus::Revised => Glyph::Return,
    }
}

/// `twice a week, 50 min, from Nov 1, 2026, until Dec 16, 2026`.
pub(super) fn often(intervention: &Intervention) -> String {
    let day = |word: &str, day: Option<NaiveDate>| day.map(|day| format!("{word} {}", clock::date(day)));
    let parts = [
        intervention.frequency.map(clinical::plan::Frequency::text),
        intervention.minutes.map(|minutes| format!("{minutes} min")),
        day("from", intervention.start),
        day("until", intervention.end),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Who does it, and in which role: `Dr Marsh, prescriber`.
pub(super) fn by_whom(intervention: &Intervention) -> String {
    let parts = [intervention.provider.trim(), intervention.role.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `1 hour a week`.
pub(super) fn weekly(hours: u8) -> String {
    if hours == 1 { "1 hour a week".to_owned() } else { format!("{hours} hours a week") }
}

/// The version in force; where there is none, the newest that was signed and stands.
pub(super) fn shown_first(thread: &ThreadView) -> Option<DocId> {
    let signed = |status: record::Status| match status {
        record::Status::Preliminary | record::Status::EnteredInError => false,
        record::Status::Final(_) | record::Status::Amended(_) => true,
    };
    let newest = || thread.plans.iter().rfind(|view| signed(view.signed.status)).map(|view| view.signed.doc);
    thread.standing().active().or_else(|| thread.standing().heads().last().copied()).or_else(newest)
}

/// The size of the field in which a signature is drawn; its strokes are whole numbers in it.
pub(super) const DRAWN: &str = "0 0 600 200";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::plan::{Category, Frequency, LineId, Period};

    #[test]
    fn how_often_says_only_what_was_agreed_on() {
        let mut line = Intervention::new(LineId::new("i1").unwrap(), Category::Individual, "Look at the diary");
        assert_eq!(often(&line), "");
        line.frequency = Some(Frequency { times: 2, per: Period::Week });
        line.minutes = Some(50);
        line.end = NaiveDate::from_ymd_opt(2026, 12, 16);
        assert_eq!(often(&line), "twice a week, 50 min, until Dec 16, 2026");
    }

    #[test]
    fn hours_a_week_are_counted() {
        assert_eq!([weekly(1), weekly(9)], ["1 hour a week", "9 hours a week"]);
    }
}
