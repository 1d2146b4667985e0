//! Where each kind of document has its pages: one row a kind. Every address of the desk that names a client is built here.

use clinical::Kind;
use keeper::protocol::DocRow;
use record::{DocId, RecordId};

/// The pages of a kind. What one and many are called is a fact of the kind itself.
struct Pages {
    kind: Kind,
    /// What its addresses say after the record; nothing for the one document that a record is about.
    segment: &'static str,
    /// Whether each document has a page of its own; the others share the one of the list.
    each: bool,
    /// Whether a supervisor reads it on the review desk and decides there; the others are decided about on their own page.
    reviewed_apart: bool,
}

/// In the order in which a search offers them; the last is never found.
const PAGES: [Pages; 16] = [
    Pages { kind: Kind::Note, segment: "notes", each: true, reviewed_apart: true },
    Pages { kind: Kind::Assessment, segment: "assessments", each: true, reviewed_apart: true },
    Pages { kind: Kind::Condition, segment: "diagnoses", each: true, reviewed_apart: false },
    Pages { kind: Kind::Plan, segment: "plan", each: true, reviewed_apart: true },
    Pages { kind: Kind::ReturnToUse, segment: "return-to-use", each: true, reviewed_apart: false },
    Pages { kind: Kind::Measure, segment: "measures", each: true, reviewed_apart: false },
    Pages { kind: Kind::ContinuingCare, segment: "continuing-care", each: true, reviewed_apart: false },
    Pages { kind: Kind::Discharge, segment: "discharge", each: true, reviewed_apart: false },
    Pages { kind: Kind::CheckIn, segment: "check-ins", each: true, reviewed_apart: false },
    Pages { kind: Kind::LateDelivery, segment: "late", each: true, reviewed_apart: false },
    Pages { kind: Kind::EpisodeEvent, segment: "episodes", each: true, reviewed_apart: false },
    Pages { kind: Kind::Profile, segment: "profile", each: false, reviewed_apart: false },
    Pages { kind: Kind::Intervention, segment: "", each: false, reviewed_apart: false },
    Pages { kind: Kind::AdmissionLink, segment: "", each: false, reviewed_apart: false },
    Pages { kind: Kind::Letter, segment: "letters", each: true, reviewed_apart: false },
    Pages { kind: Kind::CounselingNote, segment: "private", each: true, reviewed_apart: false },
];

impl Pages {
    /// Under what the addresses of its record stand.
    fn above(&self) -> &'static str {
        if matches!(self.kind, Kind::Intervention | Kind::AdmissionLink | Kind::Letter) { "/interventions" } else { "/clients" }
    }

    /// The page of all of its kind in a record.
    fn list(&self, record: &str) -> String {
        let (above, segment) = (self.above(), self.segment);
        if segment.is_empty() { format!("{above}/{record}") } else { format!("{above}/{record}/{segment}") }
    }
}

fn of(kind: Kind) -> Option<&'static Pages> {
    PAGES.iter().find(|pages| pages.kind == kind)
}

/// The kinds that a search may find, in the order in which they are offered.
pub(crate) fn searched() -> impl Iterator<Item = Kind> {
    PAGES.iter().map(|pages| pages.kind).filter(|kind| kind.is_searched() && *kind != Kind::AdmissionLink)
}

/// A client's chart.
pub(crate) fn chart(record: RecordId) -> String {
    format!("/clients/{record}")
}

/// Who cares for a client.
pub(crate) fn team(record: RecordId) -> String {
    format!("/clients/{record}/team")
}

/// The codes that two people compare: of the directory, and of a record.
pub(crate) fn codes(record: Option<RecordId>) -> String {
    record.map_or_else(|| "/codes".to_owned(), |record| format!("/codes/{record}"))
}

/// A client's chart over time.
pub(crate) fn recovery(record: RecordId) -> String {
    format!("/clients/{record}/recovery")
}

/// Every intervention.
pub(crate) const INTERVENTIONS: &str = "/interventions";

/// A new intervention.
pub(crate) const NEW_INTERVENTION: &str = "/interventions/new";

/// Where the person of an intervention is admitted.
pub(crate) fn admit(record: RecordId) -> String {
    format!("{INTERVENTIONS}/{record}/admit")
}

/// Who may open an intervention.
pub(crate) fn intervention_team(record: RecordId) -> String {
    format!("{INTERVENTIONS}/{record}/team")
}

/// A client's episodes of care, and what follows after a discharge.
pub(crate) fn aftercare(record: RecordId) -> String {
    format!("/clients/{record}/aftercare")
}

/// The client's copy of a continuing-care plan.
pub(crate) fn copy(record: RecordId, doc: DocId) -> String {
    one(record, Kind::ContinuingCare, doc) + "/copy"
}

/// A new client.
pub(crate) const NEW_CLIENT: &str = "/clients/new";

/// All of a client's documents of a kind; the chart, for a kind without pages.
pub(crate) fn list(record: RecordId, kind: Kind) -> String {
    of(kind).map_or_else(|| chart(record), |pages| pages.list(&record.to_string()))
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

/// What was delivered late and waits for a decision.
pub(crate) const LATE: &str = "/late";

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

/// A draft of the plan that is to be brought to the version that superseded its base.
pub(crate) fn carry_over(record: RecordId, doc: DocId) -> String {
    one(record, Kind::Plan, doc) + "/bring-over"
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUTES: &str = include_str!("../desk.rs");

    #[test]
    fn every_kind_that_is_a_document_has_its_row_and_every_row_its_route() {
        // A passkey is a person's own: it is on their page of passkeys, and in no record that has an address.
        for kind in Kind::ALL.iter().filter(|kind| !kind.is_statement() && **kind != Kind::OwnPasskey) {
            assert!(of(*kind).is_some(), "{kind:?} has no pages");
        }
        for pages in &PAGES {
            let list = format!("path!(\"{}\")", pages.list(":record"));
            let each = format!("path!(\"{}/:doc\")", pages.list(":record"));
            assert!(ROUTES.contains(&list) || pages.kind == Kind::Letter, "{list}");
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
