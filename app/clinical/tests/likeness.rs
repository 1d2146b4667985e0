//! Copied text.

use clinical::likeness::{CLONE_PERCENT, Shingles, percent_like};
use proptest::prelude::*;

const NOTE: &str = "Wren came on time and chose to begin with last Tuesday. After a call with her mother she left work late, \
    walked past the shop and bought five cans of beer. She stopped there and told her sister the same night.";

#[test]
fn the_same_text_in_another_dress_is_the_same() {
    assert_eq!(percent_like(NOTE, &NOTE.to_uppercase().replace(['.', ','], " \n")), 100);
}

#[test]
fn a_changed_date_or_name_does_not_hide_a_copy() {
    assert!(percent_like(NOTE, &NOTE.replace("Tuesday", "Friday").replace("mother", "father")) > CLONE_PERCENT);
}

#[test]
fn another_session_is_not_a_copy() {
    let other = "Wren was ten minutes late and tired. We went through the call card, and she named three people whom she could \
        ring before she leaves the place. She practiced one call aloud and laughed about it.";
    assert!(percent_like(NOTE, other) < 30);
}

#[test]
fn a_few_words_are_like_nothing() {
    assert_eq!(percent_like("No change since last week.", "No change since last week."), 0);
    assert_eq!(percent_like("", ""), 0);
}

/// Two texts of so many word pairs each, of which so many are shared.
fn pair(pairs: [usize; 2], shared: usize) -> [Shingles; 2] {
    let text = |count: usize, own: char| {
        (0..=count).map(|at| if at <= shared { format!("same{at} ") } else { format!("{own}{at} ") }).collect::<String>()
    };
    [Shingles::of(&text(pairs[0], 'a')), Shingles::of(&text(pairs[1], 'b'))]
}

#[test]
fn whatever_is_more_than_eighty_percent_alike_is_a_copy() {
    for (pairs, shared, shown, copied) in [
        ([50, 50], 40, 80, None),         // 80 % to the pair
        ([47, 42], 36, 81, Some(81)),     // 80.9 %
        ([41, 41], 33, 81, Some(81)),     // 80.5 %
        ([1000, 999], 800, 81, Some(81)), // 80.04 %
        ([1000, 1001], 800, 80, None),    // 79.96 %
        ([100, 100], 81, 81, Some(81)),
    ] {
        let [first, second] = pair(pairs, shared);
        assert_eq!(first.percent_like(&second), shown, "{shared} of {pairs:?}");
        for (one, other) in [(&first, &second), (&second, &first)] {
            assert_eq!(one.more_alike_than(other, CLONE_PERCENT), copied, "{shared} of {pairs:?}");
        }
    }
    let [first, second] = pair([50, 50], 0);
    assert_eq!((first.percent_like(&second), first.more_alike_than(&first.clone(), 100)), (0, None));
}

proptest! {
    #[test]
    fn likeness_is_the_same_both_ways_and_whole_with_itself(a in "([a-d]{1,3} ){0,40}", b in "([a-d]{1,3} ){0,40}") {
        let (first, second) = (Shingles::of(&a), Shingles::of(&b));
        prop_assert_eq!(first.percent_like(&second), second.percent_like(&first));
        prop_assert!(first.percent_like(&second) <= 100);
        let itself = if a.split_whitespace().count() >= clinical::likeness::FEWEST_WORDS { 100 } else { 0 };
        prop_assert_eq!(first.percent_like(&first.clone()), itself);
    }
}
