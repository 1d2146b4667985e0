//! That a statement which a restored server lost no longer applies.

use crate::made::day;
use clinical::{Around, Body, Content, Kind, NoLongerApplies, Wrong};
use record::{Digest, DocId, Event, OpId, Time};

/// A retraction that its author takes back for good.
pub fn full_no_longer_applies() -> NoLongerApplies {
    NoLongerApplies {
        statement: OpId(Digest([7; 32])),
        what: "Marked as entered in error".into(),
        who: "Ruth Quill, LCSW".into(),
        written: Time(1_750_000_000_000),
        reason: "The note was right after all.".into(),
    }
}

fn wrong(said: &NoLongerApplies) -> Vec<Wrong> {
    let around = Around { doc: DocId::from_u128(1), today: day("2026-11-30"), birth_date: None, before: None, others: &[] };
    said.check(&around).iter().filter_map(clinical::Finding::wrong).collect()
}

#[test]
fn it_asks_for_a_reason_as_marking_a_document_does() {
    assert_eq!(wrong(&full_no_longer_applies()), []);
    let blank = NoLongerApplies { reason: " ".into(), ..full_no_longer_applies() };
    assert_eq!(wrong(&blank), [Wrong::Missing]);
    let long = NoLongerApplies { reason: "é".repeat(2_001), ..full_no_longer_applies() };
    assert_eq!(wrong(&long), [Wrong::TooLong { max: 2_000 }]);
}

#[test]
fn under_the_document_it_says_what_was_lost_whose_it_was_and_why_it_no_longer_applies() {
    let said = full_no_longer_applies();
    let remark = said.remark();
    assert_eq!(
        remark.text,
        "Lost when the server was restored, and no longer applies: “Marked as entered in error” by Ruth Quill, LCSW, Jun 15, 2025."
    );
    assert_eq!(remark.reason, said.reason);
    let kind = Body::from(said).kind();
    assert!(kind.is_statement() && kind.stated_by() == Some(Event::Amend) && kind == Kind::NoLongerApplies);
}
