//! What is to do: by danger, then by how late it is.

use crate::desk::{
    clock::{self, Owed},
    pages, row_labels,
};
use clinical::Kind;
use keeper::protocol::{DueRow, OwedRow, TodayView};
use record::Time;
use ui::{Glyph, Mark};

/// One day, in milliseconds.
const DAY: i64 = 86_400_000;

/// How urgent something is, in the order of the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Urgency {
    /// Somebody may be in danger.
    Safety,
    /// Its time is over.
    Overdue,
    /// It is due within a week, or nobody said by when.
    Week,
    /// Later.
    Later,
}

impl Urgency {
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Safety => "Safety",
            Self::Overdue => "Overdue",
            Self::Week => "Due this week",
            Self::Later => "Later",
        }
    }

    /// Its shape in a sentence.
    pub(super) const fn mark(self) -> Mark {
        match self {
            Self::Safety => Mark::Danger,
            Self::Overdue | Self::Week | Self::Later => Mark::Owed,
        }
    }
}

/// One thing to do.
#[derive(Clone, PartialEq)]
pub(super) struct Todo {
    pub(super) urgency: Urgency,
    pub(super) glyph: Glyph,
    /// `Sign note`.
    pub(super) what: String,
    /// The client, and what of them.
    pub(super) client: String,
    pub(super) about: String,
    /// By when, how late, or how long it has waited.
    pub(super) age: Option<Owed>,
    pub(super) href: String,
    /// By when, or since when, for sorting; what has no day comes after what has one.
    by: Option<i64>,
}

/// Everything to do, most urgent first.
pub(super) fn todos(today: &TodayView) -> Vec<Todo> {
    let drafts = today.drafts.iter().map(|row| {
        let mut todo = of_row(row, "Sign", Glyph::Draft);
        todo.href = pages::row(row.record, &row.note);
        todo
    });
    let returned = today.returned.iter().map(|row| of_row(row, "Revise returned", Glyph::Return));
    let to_sign = today.to_attest.iter().map(|row| {
        let mut todo = of_row(row, "Co-sign", Glyph::Signed);
        todo.about = format!("{}, {}", todo.about, row.note.author_name);
        // Nothing says by when: what has waited longest comes first.
        todo.by = row.note.signed.map(|Time(at)| at);
        todo.age = row.note.signed.map(|at| Owed::By(clock::waiting(clock::here(at).date_naive())));
        todo.href = pages::review_row(row.record, &row.note);
        todo
    });
    let plans = today.plans_due.iter().map(of_plan);
    let mut all: Vec<Todo> = drafts.chain(returned).chain(to_sign).chain(plans).collect();
    record::order::sort_by_key(&mut all, |todo| (todo.urgency, todo.by.is_none(), todo.by));
    all
}

fn of_row(row: &OwedRow, verb: &str, glyph: Glyph) -> Todo {
    let due = row.due.map(clock::owed);
    let urgency = match (row.danger, &due) {
        (true, _) => Urgency::Safety,
        (false, Some(Owed::Over(_))) => Urgency::Overdue,
        (false, Some(Owed::By(_)) | None) => urgency_by(row.due.map(|due| due.since(clock::now()))),
    };
    let day = row_labels::service_day(&row.note).unwrap_or_else(|| "no date yet".to_owned());
    Todo {
        urgency,
        glyph: if row.danger { Glyph::Danger } else { glyph },
        what: format!("{verb} {}", row.note.summary.kind.noun().to_lowercase()),
        client: row.client.clone(),
        about: format!("{}, {day}", row.note.summary.title),
        age: due,
        href: pages::row(row.record, &row.note),
        by: row.due.map(|Time(due)| due),
    }
}

fn urgency_by(left: Option<i64>) -> Urgency {
    match left {
        Some(left) if left > 7 * DAY => Urgency::Later,
        Some(_) | None => Urgency::Week,
    }
}

fn of_plan(row: &DueRow) -> Todo {
    let left = (row.on - clock::today()).num_days();
    let (urgency, age) = match (row.overdue, left) {
        (true, _) => (
            if row.danger { Urgency::Safety } else { Urgency::Overdue },
            Owed::Over(if left < 0 { format!("{} late", clock::length(-left * DAY)) } else { "today".to_owned() }),
        ),
        (false, left) => {
            let by = if row.signature { clock::waiting(row.on) } else { clock::near_day(row.on) };
            (urgency_by(Some(left * DAY)), Owed::By(by))
        }
    };
    let what = if row.danger {
        "Ask about suicide"
    } else if row.kind == Kind::Intervention {
        "Intervention"
    } else if row.kind == Kind::Measure {
        "Measure"
    } else if row.kind == Kind::ReturnToUse {
        "Revise plan"
    } else if row.kind == Kind::CheckIn {
        "Check in"
    } else if row.kind == Kind::Discharge {
        "Sign discharge"
    } else if row.signature {
        "Sign plan"
    } else if row.doc.is_some() {
        "Review plan"
    } else {
        "Write plan"
    };
    Todo {
        urgency,
        glyph: if row.danger { Glyph::Danger } else { Glyph::Keep },
        what: what.to_owned(),
        client: row.client.clone(),
        about: row.sentence.clone(),
        age: Some(age),
        href: row.doc.map_or_else(|| pages::list(row.record, row.kind), |doc| pages::one(row.record, row.kind, doc)),
        by: row.on.and_hms_opt(0, 0, 0).map(|at| at.and_utc().timestamp_millis()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danger_comes_before_what_is_late_and_that_before_what_is_due() {
        assert!(Urgency::Safety < Urgency::Overdue && Urgency::Overdue < Urgency::Week && Urgency::Week < Urgency::Later);
        assert!(urgency_by(Some(8 * DAY)) == Urgency::Later && urgency_by(Some(DAY)) == Urgency::Week);
        assert!(urgency_by(None) == Urgency::Week, "what has no day is not put off");
    }
}
