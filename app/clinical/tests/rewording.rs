//! Words that changed between two versions of a text.

use clinical::rewording::{Piece, reworded};
use proptest::prelude::*;

/// `[-gone-]`, `{+new+}`, as `git diff --word-diff` writes it.
fn marked(old: &str, new: &str) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Same(text) => text.clone(),
        Piece::Old(text) => format!("[-{}-]", text.trim()),
        Piece::New(text) => format!("{{+{}+}}{}", text.trim(), if text.ends_with(' ') { " " } else { "" }),
    };
    reworded(old, new).iter().map(piece).collect()
}

#[test]
fn only_the_words_that_changed_are_marked() {
    assert_eq!(
        marked("Phone one of three people before leaving the place.", "Phone one of five people before leaving the house."),
        "Phone one of [-three-]{+five+} people before leaving the [-place.-]{+house.+}"
    );
    assert_eq!(marked("Walk with Ada", "Walk with Ada three mornings a week"), "Walk with Ada {+three mornings a week+}");
    assert_eq!(marked("Sleep six hours or more", "Sleep six hours"), "Sleep six hours [-or more-]");
    assert_eq!(marked("Same.", "Same."), "Same.");
    assert_eq!(marked("", "Something new"), "{+Something new+}");
}

#[test]
fn another_text_is_not_marked_word_by_word() {
    assert_eq!(
        marked("Attend the group on Mondays", "Call the clinic before noon when craving is at three"),
        "[-Attend the group on Mondays-]{+Call the clinic before noon when craving is at three+}"
    );
}

#[test]
fn long_texts_are_compared_in_bounded_space() {
    let text = |of: &str| (0..20_000).map(|number| format!("{of}{number} ")).collect::<String>();
    assert_eq!(reworded(&text("a"), &text("b")).len(), 2);
    let (one, mut other) = (text("a"), text("a"));
    other.push_str("more");
    assert_eq!(reworded(&one, &other).len(), 2, "all of it, and what came after it");
}

proptest! {
    #[test]
    fn each_version_is_read_from_the_pieces(
        old in prop::collection::vec("[abc]{1,2}", 0..30),
        new in prop::collection::vec("[abc]{1,2}", 0..30),
    ) {
        let (old, new) = (old.join(" "), new.join("  "));
        let pieces = reworded(&old, &new);
        let read = |is_new: bool| {
            let text = pieces.iter().filter_map(|piece| match piece {
                Piece::Same(text) => Some(text),
                Piece::Old(text) => (!is_new).then_some(text),
                Piece::New(text) => is_new.then_some(text),
            });
            text.map(|text| format!("{text} ")).collect::<String>().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        prop_assert_eq!(read(false), old.split_whitespace().collect::<Vec<_>>());
        prop_assert_eq!(read(true), new.split_whitespace().collect::<Vec<_>>());
    }
}
