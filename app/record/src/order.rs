//! Sorting, and collecting what is sorted, where the heavy part is compiled once for all types: a tablet fetches each copy of it.

use std::cmp::Ordering;

/// Sorts as [`slice::sort_by`] does: what compares equal stays in its order.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let swaps = swaps(items.len(), &mut |one, other| match (items.get(one), items.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        (None, _) | (_, None) => Ordering::Equal,
    });
    for (one, other) in swaps {
        items.swap(one, other);
    }
}

/// Sorts as [`slice::sort_by_key`] does: what has the same key stays in its order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Sorts as [`slice::sort`] does.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Collects one by one, without sorting first as a map's own `collect` does.
pub fn gather<C: Default + Extend<T>, T>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(items);
    all
}

/// The swaps, from first to last, that bring `len` items into order.
fn swaps(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|one, other| compare(*one, *other));
    // Where an item that began at a place is by now, and which item is at a place by now.
    let (mut place_of, mut item_at): (Vec<usize>, Vec<usize>) = ((0..len).collect(), (0..len).collect());
    let mut swaps = Vec::new();
    for (place, item) in order.into_iter().enumerate() {
        let (Some(&from), Some(&other)) = (place_of.get(item), item_at.get(place)) else { continue };
        if from == place {
            continue;
        }
        swaps.push((place, from));
        for (at, now) in [(place, item), (from, other)] {
            if let (Some(held), Some(stands)) = (item_at.get_mut(at), place_of.get_mut(now)) {
                (*held, *stands) = (now, at);
            }
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn what_is_sorted_is_sorted_as_the_standard_library_does(items in prop::collection::vec((0_u8..8, any::<u16>()), 0..60)) {
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            sort_by_key(&mut ours, |(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(&ours, &theirs);
            let gathered: BTreeMap<u8, u16> = gather(items.clone());
            prop_assert_eq!(gathered, items.into_iter().collect::<BTreeMap<_, _>>());
        }
    }
}
