//! A document in a list.

use super::Kind;
use crate::{AuthorLine, ServiceTime, sealed::sealed};
use chrono::{FixedOffset, NaiveDate, Offset, Utc};
use record::Time;
use serde::{Deserialize, Serialize};

/// The most characters of a text that a list shows.
const EXCERPT: usize = 120;

/// A document as rows, search hits, the outbox, the timeline and the review desk show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What it is; leads to its page.
    pub kind: Kind,
    /// What it is called: `Individual session`.
    pub title: String,
    /// What makes it one of several of that title, such as the format `DAP`; may be empty.
    pub detail: String,
    /// The day it is about; `None` in a draft that does not say yet.
    pub day: Option<NaiveDate>,
    /// The service it is about; `None` in a draft that does not say yet, and for what is no service.
    pub time: Option<ServiceSpan>,
    /// The beginning of its text.
    pub excerpt: String,
    /// Who signed, as the text names them.
    pub author: Option<AuthorLine>,
}

/// The day and the service that a document is about, as its summary has them: all that lists are sorted by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The day; `None` in a draft that does not say yet.
    pub day: Option<NaiveDate>,
    /// The service; `None` in a draft that does not say yet, and for what is no service.
    pub time: Option<ServiceSpan>,
}

/// When a service was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceSpan {
    /// When it began.
    pub start: Time,
    /// When it ended.
    pub end: Time,
    /// The offset from UTC in minutes at its place when it began.
    pub offset_minutes: i32,
    /// The same when it ended.
    pub end_offset_minutes: i32,
    /// Whether clocks showed the start or the end twice: then offsets have to be said.
    pub twice: bool,
}

sealed!(Summary, Dated);

impl Summary {
    /// One that says no more than what it is.
    pub fn of(kind: Kind) -> Self {
        Self {
            kind,
            title: kind.noun().to_owned(),
            detail: String::new(),
            day: None,
            time: None,
            excerpt: String::new(),
            author: None,
        }
    }

    /// Title and detail: `Individual session, DAP`.
    pub fn full_title(&self) -> String {
        if self.detail.is_empty() { self.title.clone() } else { format!("{}, {}", self.title, self.detail) }
    }

    /// The day and the service.
    pub const fn dated(&self) -> Dated {
        Dated { day: self.day, time: self.time }
    }
}

impl Dated {
    /// Newest first, what has no day yet before everything. Within a day what has no time of day counts by when it was `signed`;
    /// before that it is the newest.
    pub fn newest_first(&self, signed: Option<Time>) -> impl Ord + use<> {
        let at = self.time.map(|time| time.start).or(signed);
        std::cmp::Reverse((self.day.is_none(), self.day, at.is_none(), at))
    }
}

impl ServiceSpan {
    /// The day of service: the local date of its start.
    pub fn date(&self) -> NaiveDate {
        let offset = FixedOffset::east_opt(self.offset_minutes.saturating_mul(60)).unwrap_or_else(|| Utc.fix());
        self.start.to_utc().with_timezone(&offset).date_naive()
    }
}

impl From<&ServiceTime> for ServiceSpan {
    fn from(time: &ServiceTime) -> Self {
        Self {
            start: Time::from(time.start().utc()),
            end: Time::from(time.end().utc()),
            offset_minutes: time.start().offset_minutes(),
            end_offset_minutes: time.end().offset_minutes(),
            twice: time.start().is_twice() || time.end().is_twice(),
        }
    }
}

/// The beginning of a text, on one line.
pub(crate) fn excerpt(text: &str) -> String {
    excerpt_of([text])
}

/// The beginning of texts that follow each other, on one line. No more is read than is shown: lists do this by the thousand.
pub(crate) fn excerpt_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let (mut line, mut length) = (String::new(), 0);
    for word in texts.into_iter().flat_map(str::split_whitespace) {
        length += word.chars().count() + usize::from(!line.is_empty());
        line.extend((!line.is_empty()).then_some(" ").into_iter().chain([word]));
        if length > EXCERPT {
            break;
        }
    }
    match line.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_of_what_is_said_first_however_it_is_laid_out() {
        assert_eq!(excerpt(" One\ttwo\n\nthree "), "One two three");
        assert_eq!(excerpt_of(["", " One", "two ", "three"]), "One two three");
        let long = "word ".repeat(EXCERPT);
        assert_eq!(excerpt(&long), format!("{}…", "word ".repeat(EXCERPT / 5).trim_end()));
        let exactly = "é".repeat(EXCERPT);
        assert_eq!(excerpt(&exactly), exactly);
        assert_eq!(excerpt_of([exactly.as_str(), "more"]), format!("{exactly}…"));
    }

    #[test]
    fn of_one_day_what_has_no_time_of_day_stands_where_it_was_signed_and_a_draft_first() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 30);
        let (noon, two, three) = (Time(12 * 3_600_000), Time(14 * 3_600_000), Time(15 * 3_600_000));
        let span = ServiceSpan { start: two, end: three, offset_minutes: 0, end_offset_minutes: 0, twice: false };
        let row = |kind, day, time, signed| (Summary { day, time, ..Summary::of(kind) }, signed);
        let mut rows = [
            row(Kind::Assessment, day, None, Some(noon)),
            row(Kind::Plan, day.and_then(|day| day.pred_opt()), None, Some(three)),
            row(Kind::Note, day, Some(span), Some(three)),
            row(Kind::Measure, None, None, None),
            row(Kind::Plan, day, None, Some(three)),
            row(Kind::ReturnToUse, day, None, None),
        ];
        record::order::sort_by_key(&mut rows, |(summary, signed)| summary.dated().newest_first(*signed));
        let kinds: Vec<Kind> = rows.iter().map(|(summary, _)| summary.kind).collect();
        let [none, draft, at_three, at_two, at_noon, before] =
            [Kind::Measure, Kind::ReturnToUse, Kind::Plan, Kind::Note, Kind::Assessment, Kind::Plan];
        assert!(kinds == [none, draft, at_three, at_two, at_noon, before]);
    }
}
