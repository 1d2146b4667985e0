//! Where each kind of document has its pages: one row a kind. Every address of the desk that names a client is built here.

use clinical::Kind;
use keeper::protocol::DocRow;
use record::{DocId, RecordId};

/// The pages of a kind. What one and many are called is a fact of the kind itself.
struct Pages {
    kind: Kind,
    /// What its addresses say after the client.
    segment: &'static str,
    /// Whether each document has a page of its own; the others share the one of the list.
    each: bool,
    /// Whether a supervisor reads it on the review desk and decides there; the others are decided about on their own page.
    reviewed_apart: bool,
}

/// In the order in which a search offers them; the last is never found.
const PAGES: [Pages; 8] = [
    Pages { kind: Kind::Note, segment: "notes", each: true, reviewed_apart: true },
    Pages { kind: Kind::Assessment, segment: "assessments", each: true, reviewed_apart: true },
    Pages { kind: Kind::Condition, segment: "diagnoses", each: true, reviewed_apart: false },
    Pages { kind: Kind::Plan, segment: "plan", each: true, reviewed_apart: true },
    Pages { kind: Kind::ReturnToUse, segment: "return-to-use", each: true, reviewed_apart: false },
    Pages { kind: Kind::Measure, segment: "measures", each: true, reviewed_apart: false },
    Pages { kind: Kind::Profile, segment: "profile", each: false, reviewed_apart: false },
    Pages { kind: Kind::CounselingNote, segment: "private", each: true, reviewed_apart: false },
];

fn of(kind: Kind) -> Option<&'static Pages> {
    PAGES.iter().find(|pages| pages.kind == kind)
}

/// The kinds that a search may find, in the order in which they are offered.
pub(crate) fn searched() -> impl Iterator<Item = Kind> {
    PAGES.iter().map(|pages| pages.kind).filter(|kind| kind.in_chart())
}

/// A client's chart.
pub(crate) fn chart(record: RecordId) -> String {
    format!("/clients/{record}")
}

/// Who cares for a client.
pub(crate) fn team(record: RecordId) -> String {
    format!("/clients/{record}/team")
}

/// A client's chart over time.
pub(crate) fn recovery(record: RecordId) -> String {
    format!("/clients/{record}/recovery")
}

/// A new client.
pub(crate) const NEW_CLIENT: &str = "/clients/new";

/// All of a client's documents of a kind; the chart, for a kind without pages.
pub(crate) fn list(record: RecordId, kind: Kind) -> String {
    of(kind).map_or_else(|| chart(record), |pages| format!("/clients/{record}/{}", pages.segment))
}

/// Where a new one is begun, for a kind that has a page for it.
pub(crate) fn new(record: RecordId, kind: Kind) -> String {
    list(record, kind) + "/new"
}

/// One document, read or written on.
pub(crate) fn one(record: RecordId, kind: Kind, doc: DocId) -> String {
    let list = list(record, kind);
    if of(kind).is_some_and(|pages| pages.each) { format!("{list}/{doc}") } else { list }
}

/// The page of whatever a row is about.
pub(crate) fn row(record: RecordId, row: &DocRow) -> String {
    one(record, row.summary.kind, row.doc)
}

/// Where a supervisor reads what a row is about, and decides.
pub(crate) fn review_row(record: RecordId, of_row: &DocRow) -> String {
    if of(of_row.summary.kind).is_some_and(|pages| pages.reviewed_apart) {
        review(record, of_row.doc)
    } else {
        row(record, of_row)
    }
}

/// The review queue with nothing open.
pub(crate) const REVIEW: &str = "/review";

/// A document in the review queue.
pub(crate) fn review(record: RecordId, doc: DocId) -> String {
    format!("/review/{record}/{doc}")
}

/// A version of the plan compared with an earlier one.
pub(crate) fn compare_plans(record: RecordId, doc: DocId, earlier: DocId) -> String {
    format!("{}/compare/{earlier}", one(record, Kind::Plan, doc))
}

/// Two versions of the plan that are to become one.
pub(crate) fn merge_plans(record: RecordId) -> String {
    list(record, Kind::Plan) + "/merge"
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUTES: &str = include_str!("../desk.rs");

    #[test]
    fn every_kind_that_is_a_document_has_its_row_and_every_row_its_route() {
        for kind in Kind::ALL.iter().filter(|kind| !kind.is_statement()) {
            assert!(of(*kind).is_some(), "{kind:?} has no pages");
        }
        for pages in &PAGES {
            let list = format!("path!(\"/clients/:record/{}\")", pages.segment);
            let each = format!("path!(\"/clients/:record/{}/:doc\")", pages.segment);
            assert!(ROUTES.contains(&list), "{list}");
            assert_eq!(ROUTES.contains(&each), pages.each, "{each}");
        }
    }

    #[test]
    fn an_address_names_the_client_the_kind_and_the_document() {
        let (record, doc) = (RecordId::from_u128(7), DocId::from_u128(9));
        assert_eq!(one(record, Kind::Condition, doc), format!("/clients/{record}/diagnoses/{doc}"));
        assert_eq!(one(record, Kind::Profile, doc), format!("/clients/{record}/profile"));
        assert_eq!(list(record, Kind::Addendum), format!("/clients/{record}"), "what has no page is found in the chart");
    }
}
