//! What the caseload is narrowed by. It lives on the page alone: neither the address nor the device keeps a word of it.

use chrono::NaiveDate;
use keeper::protocol::CaseRow;
use std::collections::BTreeSet;

/// One thing that a row can be asked for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Ask {
    /// I wrote something there.
    Mine,
    /// The plan is due for review.
    ReviewDue,
    /// A draft of mine waits to be signed.
    Draft,
    /// Something waits for my co-signature.
    CoSign,
    /// No plan is in force.
    NoPlan,
    /// In this program.
    Program(String),
    /// At this level of care.
    Level(String),
}

/// Asks of one kind widen each other, kinds narrow each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Kind {
    /// Whose.
    Whose,
    /// What is owed.
    Owed,
    /// In which program.
    Program,
    /// At which level of care.
    Level,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Whose, Self::Owed, Self::Program, Self::Level];

    /// What its group of chips is called.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Whose => "Whose",
            Self::Owed => "To do",
            Self::Program => "Program",
            Self::Level => "Level of care",
        }
    }
}

impl Ask {
    pub(super) const fn kind(&self) -> Kind {
        match self {
            Self::Mine => Kind::Whose,
            Self::ReviewDue | Self::Draft | Self::CoSign | Self::NoPlan => Kind::Owed,
            Self::Program(_) => Kind::Program,
            Self::Level(_) => Kind::Level,
        }
    }

    /// The words on its chip.
    pub(super) fn label(&self) -> String {
        match self {
            Self::Mine => "Written by me".to_owned(),
            Self::ReviewDue => "Review due".to_owned(),
            Self::Draft => "My drafts".to_owned(),
            Self::CoSign => "To co-sign".to_owned(),
            Self::NoPlan => "No plan yet".to_owned(),
            Self::Program(name) | Self::Level(name) => name.clone(),
        }
    }

    /// Whether a row is one of these; `today` is the local date.
    pub(super) fn fits(&self, row: &CaseRow, today: NaiveDate) -> bool {
        match self {
            Self::Mine => row.mine,
            Self::ReviewDue => row.next_review.is_some_and(|day| day <= today),
            Self::Draft => row.drafts > 0,
            Self::CoSign => row.to_attest,
            Self::NoPlan => !row.planned && row.trouble.is_none(),
            Self::Program(name) => row.program == *name,
            Self::Level(name) => row.level == *name,
        }
    }
}

/// Whether a row fits everything that is asked.
pub(super) fn fits(asked: &BTreeSet<Ask>, row: &CaseRow, today: NaiveDate) -> bool {
    Kind::ALL.into_iter().all(|kind| {
        let mut of_kind = asked.iter().filter(|ask| ask.kind() == kind).peekable();
        of_kind.peek().is_none() || of_kind.any(|ask| ask.fits(row, today))
    })
}

/// What can be asked of these rows: what tells some of them from the others, and what is asked already.
pub(super) fn offered(rows: &[CaseRow], asked: &BTreeSet<Ask>, today: NaiveDate) -> Vec<Ask> {
    let named =
        |get: fn(&CaseRow) -> &String| rows.iter().map(get).filter(|name| !name.is_empty()).cloned().collect::<BTreeSet<_>>();
    let mut all = vec![Ask::Mine, Ask::ReviewDue, Ask::Draft, Ask::CoSign, Ask::NoPlan];
    all.extend(named(|row| &row.program).into_iter().map(Ask::Program));
    all.extend(named(|row| &row.level).into_iter().map(Ask::Level));
    let tells = |ask: &Ask| {
        let fit = rows.iter().filter(|row| ask.fits(row, today)).count();
        fit > 0 && fit < rows.len()
    };
    all.extend(asked.iter().filter(|ask| !all.contains(ask)).cloned().collect::<Vec<_>>());
    all.retain(|ask| tells(ask) || asked.contains(ask));
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use keeper::protocol::DocSync;
    use record::RecordId;

    fn row(level: &str, drafts: u64, review: Option<NaiveDate>) -> CaseRow {
        CaseRow {
            record: RecordId::from_u128(1),
            name: "Wren Maplethorn".to_owned(),
            search: "Wren Maplethorn".to_owned(),
            pronouns: String::new(),
            age: None,
            program: "Harbor".to_owned(),
            level: level.to_owned(),
            episode: 1,
            discharged: None,
            mine: drafts > 0,
            to_attest: false,
            last_contact: None,
            next_review: review,
            planned: review.is_some(),
            notes: 0,
            drafts,
            sync: DocSync::Received,
            trouble: None,
        }
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn asks_of_one_kind_widen_and_kinds_narrow() {
        let rows = [row("2.1", 1, None), row("1.5", 0, Some(day(18))), row("2.1", 0, Some(day(19)))];
        let found = |asks: &[Ask]| {
            let asked = asks.iter().cloned().collect();
            let fit = |at: &usize| fits(&asked, &rows[*at], day(18));
            (0..rows.len()).filter(fit).collect::<Vec<_>>()
        };
        let level = |name: &str| Ask::Level(name.to_owned());
        assert_eq!(found(&[]), [0, 1, 2], "nothing asked, everybody");
        assert_eq!(found(&[Ask::Draft, Ask::ReviewDue]), [0, 1], "either is owed; tomorrow is not yet due");
        assert_eq!(found(&[level("2.1"), level("1.5")]), [0, 1, 2]);
        assert_eq!(found(&[Ask::ReviewDue, level("2.1")]), [] as [usize; 0]);
        assert_eq!(found(&[Ask::NoPlan, Ask::Mine]), [0]);
    }

    #[test]
    fn only_what_tells_rows_apart_is_offered_and_what_is_asked_stays() {
        let rows = [row("2.1", 1, None), row("1.5", 0, Some(day(18)))];
        let labels = |asked: &BTreeSet<Ask>| offered(&rows, asked, day(18)).iter().map(Ask::label).collect::<Vec<_>>();
        let plain = ["Written by me", "Review due", "My drafts", "No plan yet", "1.5", "2.1"];
        assert_eq!(labels(&BTreeSet::new()), plain, "one program tells nothing, nor does a co-signature that nobody owes");
        let asked = BTreeSet::from([Ask::CoSign, Ask::Level("3.1".to_owned())]);
        assert!(
            ["To co-sign", "3.1"].iter().all(|word| labels(&asked).iter().any(|label| label == word)),
            "or it could not be taken back"
        );
    }
}
