//! A draft whose base was superseded while it was written: it is not signed like that, and is brought to the newer version.

use super::made::*;
use crate::{
    chart::{COUNSELOR, Cabinet, SIGNED, plan_of},
    made::day,
};
use clinical::{AuthorLine, plan::*};
use proptest::prelude::*;
use record::{DocId, Review, Status as Kept};
use std::collections::BTreeMap;

const NONE: BTreeMap<LineId, Side> = BTreeMap::new();

fn superseded() -> SupersededBase {
    SupersededBase { base: doc(1), by: doc(2), bases: vec![doc(2)] }
}

/// A draft of `base`, and what it becomes on the newer version.
fn carried(base: &Plan, newer: &Plan, draft: &Plan) -> CarryOver {
    CarryOver::of(superseded(), [base, newer, draft], None).unwrap()
}

fn all(carry: &CarryOver, side: Side) -> BTreeMap<LineId, Side> {
    carry.merge.open().iter().map(|line| (line.clone(), side)).collect()
}

fn version(id: u128, bases: Vec<DocId>, signing: Signing) -> Version {
    Version { id: doc(id), bases, signing, ending: None }
}

/// Versions that count, each a revision of one before it, or the first.
fn any_signed() -> impl Strategy<Value = Vec<Version>> {
    prop::collection::vec((prop::option::of(0usize..8), prop::bool::ANY), 1..8).prop_map(|all| {
        let mut versions: Vec<Version> = Vec::new();
        for (at, (base, supervisor)) in all.into_iter().enumerate() {
            let base = base.and_then(|base| versions.get(base % at.max(1)));
            let bases = base.map(|base| base.id).into_iter().collect();
            versions.push(version(at as u128, bases, if supervisor { Signing::Supervisor } else { Signing::Author }));
        }
        versions
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// The rule and its remedy: what may be signed makes no fork, and what may not be makes none once it was brought over.
    #[test]
    fn a_revision_that_may_be_signed_makes_no_fork(versions in any_signed(), bases in prop::collection::btree_set(0usize..8, 1..3)) {
        let bases: Vec<DocId> = bases.into_iter().map(|base| versions[base % versions.len()].id).collect();
        let before = standing(&versions);
        let signed = |bases: &[DocId]| {
            let mut all = versions.clone();
            all.push(version(99, bases.to_vec(), Signing::Supervisor));
            standing(&all).heads().len()
        };
        let mut follows = bases;
        while let Some(found) = before.superseded_base(doc(99), &follows) {
            prop_assert_eq!(before.status(found.base), Some(Status::Superseded));
            prop_assert!(before.heads().contains(&found.by) && !follows.contains(&found.by));
            prop_assert!(found.bases.contains(&found.by) && !found.bases.contains(&found.base));
            prop_assert!(signed(&follows) > signed(&found.bases) || before.superseded_base(doc(99), &found.bases).is_some());
            follows = found.bases;
        }
        prop_assert!(signed(&follows) <= before.heads().len());
    }

    #[test]
    fn nothing_that_was_typed_is_lost_unless_the_other_text_is_chosen(base in any_plan(), a in any_edits(), b in any_edits()) {
        let (newer, draft) = (edited(&base, &a, "newer"), edited(&base, &b, "draft"));
        let carry = carried(&base, &newer, &draft);
        let plan = carry.choose(&all(&carry, Side::Right)).unwrap();
        let typed = diff(&carry.base, &carry.draft).unwrap();
        let typed: Vec<&LineId> =
            typed.changes.iter().filter(|one| matches!(one, Change::Added { .. } | Change::Changed { .. })).map(Change::line).collect();
        for change in diff(&carry.draft, &plan).unwrap().changes.iter().filter(|change| typed.contains(&change.line())) {
            // A number that the newer version gave to another line is not kept, and a line may stand beside new ones.
            let allowed = match change {
                Change::Changed { field, .. } => field == "number",
                Change::Moved { .. } => true,
                Change::Added { .. } | Change::Removed { .. } => false,
            };
            prop_assert!(allowed, "{} was typed", change.line());
        }
        prop_assert_eq!(plan.head.bases, [doc(2)]);
    }

    #[test]
    fn where_only_one_of_both_changed_something_there_is_nothing_to_choose(base in any_plan(), other in any_plan()) {
        let other = Plan { review_date: other.review_date.or(base.review_date).or(Some(day("2026-12-01"))), ..other };
        let (theirs, mine) = (carried(&base, &other, &base), carried(&base, &base, &other));
        for (carry, text) in [(theirs, Plan { review_date: base.review_date.and(other.review_date), ..other.clone() }), (mine, other.clone())] {
            prop_assert!(carry.merge.open().is_empty());
            let plan = carry.choose(&NONE).unwrap();
            let same = plan == Plan { head: plan.head.clone(), ..text };
            prop_assert!(same);
        }
    }
}

#[test]
fn a_version_that_follows_the_draft_itself_supersedes_nothing_of_it() {
    let mut versions = vec![version(1, vec![], Signing::Author), version(2, vec![doc(1)], Signing::Author)];
    versions.push(version(3, vec![doc(2)], Signing::Author));
    assert_eq!(standing(&versions).superseded_base(doc(2), &[doc(1)]), None, "returned to its author and signed again");
    assert_eq!(standing(&versions).superseded_base(doc(9), &[]), None, "a first version follows nothing");
    assert_eq!(standing(&versions).superseded_base(doc(9), &[doc(1)]).unwrap().by, doc(3), "the last of them");
    versions[2].signing = Signing::Retracted;
    assert_eq!(standing(&versions).superseded_base(doc(9), &[doc(2)]), None, "what was entered in error supersedes nothing");
}

#[test]
fn a_draft_that_joins_two_versions_is_brought_to_the_one_that_followed_either() {
    let versions = [
        version(1, vec![], Signing::Author),
        version(2, vec![doc(1)], Signing::Author),
        version(3, vec![doc(1)], Signing::Author),
        version(4, vec![doc(2)], Signing::Author),
    ];
    let found = standing(&versions).superseded_base(doc(9), &[doc(2), doc(3)]).unwrap();
    assert_eq!((found.base, found.by, found.bases), (doc(2), doc(4), vec![doc(3), doc(4)]));
}

/// A chart with version 1, version 2 of a colleague, and a draft of version 1.
fn chart(change: impl Fn(&mut Plan), draft: impl Fn(&mut Plan)) -> Cabinet {
    let first = plan_of("2026-11-02");
    let mut second =
        Plan { head: Head { bases: vec![doc(12)], date: Some(day("2026-11-16")), ..Head::default() }, ..first.clone() };
    second.head.author = Some(AuthorLine { name: "Ruth Alder".into(), credential: "LCSW".into() });
    change(&mut second);
    let mut mine =
        Plan { head: Head { bases: vec![doc(12)], date: Some(day("2026-11-10")), ..Head::default() }, ..first.clone() };
    draft(&mut mine);
    let mut cabinet = Cabinet::default().put(doc(12), SIGNED, vec![(COUNSELOR, "2026-11-02", first.into())]).put(
        doc(13),
        SIGNED,
        vec![(COUNSELOR, "2026-11-16", second.into())],
    );
    cabinet.draft = Some((doc(14), mine.into()));
    cabinet
}

#[test]
fn a_revision_of_a_superseded_version_is_not_signed_and_the_finding_says_who_signed_which_version_when() {
    let cabinet = chart(|_| {}, |plan| plan.weekly_hours = Some(14));
    let found = |chart: &clinical::chart::Chart<_, _>, plan: &Plan| {
        let all = chart.check_plan(doc(14), plan).into_iter();
        all.filter(|one| one.place.name() == "plan-bases").map(|one| (one.blocks(), one.text())).collect::<Vec<_>>()
    };
    let chart = cabinet.chart("2026-11-18");
    let draft = &chart.plan(doc(14)).unwrap().plan;
    let words = "Ruth Alder signed version 2, dated November 16, 2026, and this draft still follows version 1. \
                 Bring it to version 2, then sign it.";
    assert_eq!(found(&chart, draft), [(true, words.to_owned())]);
    let carried = chart.carry_over(doc(14)).unwrap().choose(&NONE).unwrap();
    assert_eq!((&carried.head.bases, carried.head.date), (&vec![doc(13)], Some(day("2026-11-16"))), "not dated before its base");
    assert_eq!(found(&chart, &carried), []);
    // Returned to its author, the other version counts for nothing until it is signed again.
    let mut returned = cabinet;
    returned.docs_mut()[1].1 = Kept::Final(Review::Returned);
    assert_eq!(found(&returned.chart("2026-11-18"), draft), []);
}

#[test]
fn what_both_changed_is_chosen_and_reasons_go_with_what_they_are_about() {
    let reason = |line: &str| id(line);
    let cabinet = chart(
        |plan| {
            plan.weekly_hours = Some(20);
            plan.strengths = vec!["Bakes on Sundays".into()];
        },
        |plan| {
            plan.weekly_hours = Some(14);
            plan.risk = "Asked, denied.".into();
            for line in ["plan.level", "plan.safety", "o-phone"] {
                plan.head.reasons.insert(reason(line), format!("About {line}"));
            }
        },
    );
    let carry = cabinet.chart("2026-11-18").carry_over(doc(14)).unwrap();
    assert_eq!(carry.merge.open().iter().collect::<Vec<_>>(), [&id("plan.level")]);
    assert!(matches!(carry.choose(&NONE), Err(MergeError::Open(_))));
    for (side, hours, reasons) in
        [(Side::Left, 20, &["o-phone", "plan.safety"][..]), (Side::Right, 14, &["o-phone", "plan.level", "plan.safety"][..])]
    {
        let plan = carry.choose(&all(&carry, side)).unwrap();
        assert_eq!((plan.weekly_hours, plan.strengths.as_slice()), (Some(hours), &["Bakes on Sundays".to_owned()][..]));
        assert_eq!(plan.risk, "Asked, denied.");
        assert_eq!(plan.head.reasons.keys().map(LineId::as_str).collect::<Vec<_>>(), reasons);
    }
}

#[test]
fn what_the_draft_began_with_by_itself_is_no_change_of_its_author() {
    let told = |plan: &mut Plan| {
        plan.problems[0].goals[0].objectives[1].status = ObjectiveStatus::Improving;
        plan.problems[0].goals[0].objectives[1].status_reason.clear();
    };
    let review = |plan: &mut Plan, on: Option<&str>| plan.review_date = on.map(day);
    let cabinet = chart(
        |plan| {
            told(plan);
            plan.problems[0].goals[0].objectives[1].statement = "Phone one of two people".into();
            review(plan, Some("2026-12-14"));
        },
        |plan| {
            told(plan);
            review(plan, None);
        },
    );
    let carry = |today: &str| cabinet.chart(today).carry_over(doc(14)).unwrap();
    assert!(carry("2026-11-18").merge.open().is_empty(), "a status that notes gave, and a review date that had passed");
    let plan = carry("2026-11-18").choose(&NONE).unwrap();
    assert_eq!(plan.problems[0].goals[0].objectives[1].statement, "Phone one of two people");
    assert_eq!(plan.review_date, Some(day("2026-12-14")), "the day that holds now");
    assert_eq!(carry("2026-12-14").choose(&NONE).unwrap().review_date, None, "while it is still to come");
}
