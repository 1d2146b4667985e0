//! A note's row in words: its status, when its service was.

use crate::desk::clock;
use clinical::{Kind, Note, ServiceSpan, ServiceType, offset_text};
use keeper::protocol::{DocPage, DocRow, DocSync};
use record::{Review, Status};
use ui::Mark;

/// The status of a note: a shape and a word. What has not reached the server says so before anything else.
pub(crate) fn standing(row: &DocRow) -> (Mark, String) {
    match row.sync {
        DocSync::Waiting => (Mark::Waiting, format!("{}, waiting to send", settled(row).1)),
        DocSync::Quarantined(_) => (Mark::Quarantined, "Could not be sent".to_owned()),
        DocSync::Received | DocSync::DraftOnly => settled(row),
    }
}

fn settled(row: &DocRow) -> (Mark, String) {
    let (mark, word) = match row.status {
        Status::Preliminary => (Mark::Draft, "Draft"),
        Status::EnteredInError => (Mark::Struck, "Entered in error"),
        Status::Final(review) | Status::Amended(review) => match review {
            Review::NotOwed => (Mark::Signed, "Signed"),
            Review::Owed => (Mark::Owed, "Awaiting co-signature"),
            Review::Returned if row.draft => (Mark::Returned, "Returned, in revision"),
            Review::Returned => (Mark::Returned, "Returned to author"),
            Review::Attested => (Mark::Ok, "Co-signed"),
        },
    };
    let addenda = match row.addenda {
        0 => String::new(),
        1 => ", 1 addendum".to_owned(),
        many => format!(", {many} addenda"),
    };
    if row.lost > 0 {
        return (Mark::Danger, format!("{word}{addenda}, in doubt since the server was restored"));
    }
    (mark, format!("{word}{addenda}"))
}

/// `Wed, Nov 18, 2026, 10:00 – 10:50 AM · 50 min`, at the place of the service; the day alone for what is no service.
pub(crate) fn service_time(row: &DocRow) -> String {
    let Some(ServiceSpan { start, end, offset_minutes, end_offset_minutes, twice }) = row.summary.time else {
        return match row.summary.day {
            None if row.summary.kind == Kind::Note => "no date and time yet".to_owned(),
            None => "no date yet".to_owned(),
            Some(date) => clock::day(date),
        };
    };
    let (from, to) = (clock::local(start, offset_minutes), clock::local(end, end_offset_minutes));
    let (day, end_day) = (clock::day(from.date_naive()), clock::day(to.date_naive()));
    let at = |time, minutes| {
        let clock = clock::clock(time);
        if twice { format!("{clock} ({})", offset_text(minutes)) } else { clock }
    };
    let (begun, ended) = (at(&from, offset_minutes), at(&to, end_offset_minutes));
    match end.since(start) / 60_000 {
        // A note about a missed session names a moment, see the editor's times.
        0..=1 => format!("{day}, {begun}"),
        minutes if day != end_day => format!("{day}, {begun} to {end_day}, {ended} · {minutes} min"),
        minutes if twice => format!("{day}, {begun} – {ended} · {minutes} min"),
        minutes => format!("{day}, {} · {minutes} min", clock::stretch(&from, &to)),
    }
}

/// `Wed, Nov 18`, at the place of the service.
pub(crate) fn service_day(row: &DocRow) -> Option<String> {
    row.summary.day.map(clock::short_day)
}

/// `Late entry for Wed, Nov 18, 2 days late`; nothing when it was in time.
pub(crate) fn late_entry(row: &DocRow) -> Option<String> {
    let over = clock::lateness(row.lateness)?;
    let day = service_day(row)?;
    Some(format!("Late entry for {day}, {over}"))
}

/// The same for a note that is still being written: what it would be, signed now.
pub(crate) fn late_by_now(view: &DocPage) -> Option<String> {
    late_entry(&view.row).or_else(|| match clock::owed(view.due?) {
        clock::Owed::Over(over) => Some(format!("Late entry for {}, {over}", service_day(&view.row)?)),
        clock::Owed::By(_) => None,
    })
}

/// Whether a note tells of nobody meeting, or of tries to reach the client.
pub(super) fn has_outreach(note: &Note) -> bool {
    note.service == ServiceType::NoShow || !note.attempts.is_empty()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::Summary;

    fn row(status: Status, sync: DocSync) -> DocRow {
        DocRow {
            doc: record::DocId::from_u128(1),
            summary: Summary {
                title: "Individual session".to_owned(),
                detail: "DAP".to_owned(),
                day: chrono::NaiveDate::from_ymd_opt(1970, 1, 1),
                time: Some(ServiceSpan {
                    start: record::Time(0),
                    end: record::Time(50 * 60_000),
                    offset_minutes: 60,
                    end_offset_minutes: 60,
                    twice: false,
                }),
                ..Summary::of(Kind::Note)
            },
            author: record::UserId::from_u128(2),
            author_name: "Ines Quill, CADC".to_owned(),
            signed: None,
            status,
            lateness: None,
            sync,
            draft: false,
            addenda: 0,
            lost: 0,
        }
    }

    #[test]
    fn a_signed_note_that_has_not_reached_the_server_says_so_first() {
        let (mark, word) = standing(&row(Status::Final(Review::Owed), DocSync::Waiting));
        assert!(mark == Mark::Waiting && word == "Awaiting co-signature, waiting to send");
    }

    #[test]
    fn a_note_that_was_not_taken_is_never_shown_as_signed() {
        let quarantined = DocSync::Quarantined(record::Refusal::Stale);
        assert_eq!(standing(&row(Status::Final(Review::NotOwed), quarantined)).0, Mark::Quarantined);
    }

    #[test]
    fn addenda_are_counted_beside_the_state() {
        let amended = DocRow { addenda: 2, ..row(Status::Amended(Review::Attested), DocSync::Received) };
        assert_eq!(standing(&amended).1, "Co-signed, 2 addenda");
    }

    #[test]
    fn a_document_in_doubt_says_so_wherever_it_is_listed() {
        let doubted = DocRow { lost: 1, ..row(Status::Final(Review::NotOwed), DocSync::Received) };
        let (mark, word) = standing(&doubted);
        assert!(mark == Mark::Danger && word == "Signed, in doubt since the server was restored");
        let waiting = DocRow { sync: DocSync::Waiting, ..doubted };
        assert!(standing(&waiting).1.contains("in doubt"), "also while something about it waits");
    }

    #[test]
    fn a_service_is_shown_in_the_time_of_its_place() {
        let row = row(Status::Preliminary, DocSync::DraftOnly);
        assert_eq!(service_time(&row), "Thu, Jan 1, 1970, 1:00 AM – 1:50 AM · 50 min");
    }

    #[test]
    fn a_session_past_midnight_shows_both_days_and_the_hour_that_comes_twice_its_offset() {
        let mut row = row(Status::Preliminary, DocSync::DraftOnly);
        let span = |end: i64, end_offset_minutes, twice| ServiceSpan {
            start: record::Time(0),
            end: record::Time(end * 60_000),
            offset_minutes: -360,
            end_offset_minutes,
            twice,
        };
        row.summary.time = Some(span(420, -360, false));
        assert_eq!(service_time(&row), "Wed, Dec 31, 1969, 6:00 PM to Thu, Jan 1, 1970, 1:00 AM · 420 min");
        row.summary.time = Some(span(60, -300, true));
        assert_eq!(service_time(&row), "Wed, Dec 31, 1969, 6:00 PM (UTC−6) – 8:00 PM (UTC−5) · 60 min");
    }
}
