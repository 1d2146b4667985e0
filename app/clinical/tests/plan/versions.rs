//! Where versions stand: the life cycle over the tree of versions.

use super::made::doc;
use clinical::plan::*;
use proptest::prelude::*;
use record::DocId;

fn version(id: u128, bases: &[u128], signing: Signing) -> Version {
    Version { id: doc(id), bases: bases.iter().copied().map(doc).collect(), signing, ending: None }
}

fn statuses(versions: &[Version]) -> Vec<Status> {
    let standing = standing(versions);
    versions.iter().map(|version| standing.status(version.id).unwrap()).collect()
}

use Signing::{Author, Retracted, Supervisor, Unsigned};
use Status::{Active, Draft, EnteredInError, Superseded};

#[test]
fn a_signed_successor_supersedes() {
    let mut versions = vec![version(1, &[], Unsigned)];
    assert_eq!(statuses(&versions), [Draft]);
    versions[0].signing = Author;
    versions.push(version(2, &[1], Unsigned));
    assert_eq!(statuses(&versions), [Active, Draft]);
    versions[1].signing = Author;
    assert_eq!(statuses(&versions), [Superseded, Active]);
    assert_eq!(standing(&versions).active(), Some(doc(2)));
    assert_eq!(standing(&versions).number(doc(2)), Some(2));
    versions[1].signing = Retracted;
    assert_eq!(statuses(&versions), [Active, EnteredInError]);
}

#[test]
fn two_successors_are_both_kept_until_a_supervisor_joins_them() {
    let mut versions = vec![version(1, &[], Author), version(2, &[1], Author), version(3, &[1], Author)];
    assert_eq!(statuses(&versions), [Superseded, Active, Active]);
    let fork = standing(&versions);
    assert!(fork.is_fork());
    assert_eq!((fork.active(), fork.heads()), (None, [doc(2), doc(3)].as_slice()));
    assert_eq!(fork.common_base(doc(2), doc(3)), Some(doc(1)));
    versions.push(version(4, &[2, 3], Author));
    assert_eq!(statuses(&versions), [Superseded, Active, Active, Draft], "joined by no supervisor");
    versions.push(version(5, &[4], Author));
    assert_eq!(statuses(&versions), [Superseded, Active, Active, Draft, Active], "building on it does not help");
    versions.pop();
    versions[3].signing = Supervisor;
    assert_eq!(statuses(&versions), [Superseded, Superseded, Superseded, Active]);
    assert_eq!(standing(&versions).active(), Some(doc(4)));
    assert_eq!(standing(&versions).number(doc(4)), Some(3));
}

#[test]
fn two_first_plans_are_a_fork_too() {
    let versions = [version(1, &[], Author), version(2, &[], Author)];
    assert!(standing(&versions).is_fork());
}

#[test]
fn an_ended_plan_stays_ended() {
    for (ending, status) in [(Ending::Completed, Status::Completed), (Ending::Revoked, Status::Revoked)] {
        let mut versions = vec![version(1, &[], Author), version(2, &[1], Author)];
        versions[1].ending = Some(ending);
        assert_eq!(statuses(&versions), [Superseded, status]);
        assert_eq!(standing(&versions).active(), None);
        versions.push(version(3, &[2], Author));
        assert_eq!(statuses(&versions), [Superseded, status, Active], "a new plan after it");
        assert_eq!(standing(&versions).active(), Some(doc(3)));
    }
}

#[test]
fn what_was_built_on_an_error_still_supersedes_what_was_before() {
    let versions = [version(1, &[], Author), version(2, &[1], Retracted), version(3, &[2], Author)];
    assert_eq!(statuses(&versions), [Superseded, EnteredInError, Active]);
}

#[test]
fn documents_that_name_each_other_do_not_make_every_plan_vanish() {
    let versions = [version(1, &[2], Author), version(2, &[1], Author), version(3, &[3, 9], Author)];
    assert_eq!(statuses(&versions)[..2], [Superseded, Active]);
    assert_eq!(standing(&versions).number(doc(1)), Some(1));
    assert_eq!(standing(&versions).status(doc(9)), None);
}

fn any_signing() -> impl Strategy<Value = Signing> {
    prop::sample::select(vec![Unsigned, Author, Supervisor, Retracted])
}

fn any_versions() -> impl Strategy<Value = Vec<Version>> {
    let ending = prop_oneof![4 => Just(None), 1 => prop::sample::select(Ending::ALL.to_vec()).prop_map(Some)];
    let one = (prop::collection::vec(0u128..8, 0..3), any_signing(), ending);
    prop::collection::vec(one, 1..8).prop_map(|all| {
        let make = |(id, (bases, signing, ending)): (usize, (Vec<u128>, Signing, Option<Ending>))| Version {
            ending,
            ..version(id as u128, &bases, signing)
        };
        all.into_iter().enumerate().map(make).collect()
    })
}

/// What one more act can do to a version's signing.
fn next(signing: Signing) -> Vec<Signing> {
    match signing {
        Unsigned => vec![Author, Supervisor, Retracted],
        Author => vec![Supervisor, Retracted],
        Supervisor => vec![Retracted],
        Retracted => vec![],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_version_stands_somewhere_and_every_act_moves_by_the_table(versions in any_versions(), more in any_versions()) {
        let before = standing(&versions);
        for version in &versions {
            prop_assert!(before.status(version.id).is_some());
            prop_assert!(before.number(version.id).unwrap() >= 1);
        }
        let allowed = |after: &Standing| {
            versions.iter().all(|version| before.status(version.id).unwrap().may_become(after.status(version.id).unwrap()))
        };
        // One more version.
        let mut longer = versions.clone();
        longer.push(Version { id: doc(99), ..more[0].clone() });
        prop_assert!(allowed(&standing(&longer)));
        // One more signature, or a retraction.
        for at in 0..versions.len() {
            for signing in next(versions[at].signing) {
                let mut signed = versions.clone();
                signed[at].signing = signing;
                prop_assert!(allowed(&standing(&signed)), "{:?} to {:?}", versions[at].signing, signing);
            }
        }
    }

    #[test]
    fn while_anything_counts_there_is_a_head(versions in any_versions()) {
        let standing = standing(&versions);
        let joins = |version: &Version| version.bases.iter().collect::<std::collections::BTreeSet<_>>().len() > 1;
        let counts = versions.iter().any(|one| one.signing == Supervisor || (one.signing == Author && !joins(one)));
        prop_assert_eq!(standing.heads().is_empty(), !counts);
        let active: Vec<DocId> =
            versions.iter().map(|one| one.id).filter(|id| standing.status(*id) == Some(Active)).collect();
        prop_assert!(active.iter().all(|id| standing.heads().contains(id)));
        prop_assert!(standing.active().is_none_or(|id| active == [id]));
    }
}
