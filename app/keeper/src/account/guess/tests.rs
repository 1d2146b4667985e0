#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
use super::*;
use proptest::prelude::*;
use zxcvbn::zxcvbn;

const ENOUGH: f64 = 1e8;

fn tries(typed: &str) -> f64 {
    judge(typed, &["Ines Quill", "Harbor Row"]).tries
}

/// What zxcvbn thinks of the same passphrase, as a power of ten.
fn there(typed: &str) -> f64 {
    zxcvbn(typed, &["ines quill", "ines", "quill", "harbor row", "harbor", "row"]).guesses_log10()
}

#[test]
fn each_pattern_costs_what_the_paper_says() {
    // Rank, times two for a capital at an end, a word backward, or signs that look like letters.
    assert_eq!(tries("password"), 1.0);
    assert_eq!(tries("Password"), 2.0);
    assert_eq!(tries("drowssap"), 2.0);
    assert_eq!(tries("p4ssw0rd"), 2.0);
    assert_eq!(tries("quill"), 3.0, "the third name that is known");
    // The smaller piece, times how often it stands there.
    assert_eq!(tries("aaaaaaaaaaaaaaaaaa"), 18.0 * LEAST_ONE);
    // Where it begins, how long it is, and twice that downward.
    assert_eq!(tries("bcdefghijklmno"), 26.0 * 14.0);
    assert_eq!(tries("edcb"), 26.0 * 4.0 * 2.0);
    // 47 keys, 4.5 beside each; one way, two to twelve keys.
    assert_eq!(tries("`1234567890-"), 11.0 * 47.0 * 4.5);
    assert_eq!(tries("1987"), 20.0);
    assert_eq!(tries("13-4-87"), 7300.0);
    assert_eq!(tries("xq"), LEAST_MORE.max(100.0), "ten for each letter of no word");
}

#[test]
fn pieces_are_multiplied_and_so_are_their_orders() {
    // A word and a year: two orders, and what a second piece costs at least.
    let word = tries("lantern").max(LEAST_PATTERN_MORE);
    assert_eq!(tries("lantern1987"), 2.0 * word * LEAST_PATTERN_MORE + LEAST_OF_MANY);
}

#[test]
fn a_run_that_could_be_one_word_is_no_more_than_a_word() {
    for word in ["incontrovertib", "uncomfortably", "anglicanism", "zymurgical"] {
        assert!(tries(word) < 1e7, "{word}");
    }
    assert!(tries("kindergartendisobedience") < ENOUGH, "two long words");
    assert!(tries("correcthorsebatterystaple") > ENOUGH);
    assert!(tries("password123456789.") < ENOUGH, "one entry of zxcvbn's list, and a period");
}

#[test]
fn what_is_very_long_is_judged_by_its_beginning_and_soon() {
    let begun = std::time::Instant::now();
    assert!(tries(&"violet harbor lantern stone ".repeat(400)) > ENOUGH);
    assert!(tries(&"ab".repeat(10_000)) < ENOUGH);
    assert!(begun.elapsed().as_secs() < 20);
}

/// Pieces that people make passphrases of; the words of the last line are in zxcvbn's lists and not in ours.
const PIECES: [&str; 54] = [
    "password",
    "monkey",
    "dragon",
    "the",
    "summer",
    "winter",
    "love",
    "Jennifer",
    "smith",
    "Ines",
    "quill",
    "Harbor Row",
    "p4ssw0rd",
    "l3tm31n",
    "drowssaP",
    "1234",
    "123456789",
    "2019",
    "1987",
    "0101",
    "13/4/1987",
    "qwerty",
    "asdfgh",
    "zxcvbn",
    "1qaz2wsx",
    "aaaa",
    "abcabc",
    "xyz",
    "9876",
    "!",
    " ",
    "-",
    ".",
    "_",
    "7",
    "42",
    "Q",
    "x7",
    "ß",
    "é",
    "broadband",
    "kindergarten",
    "leagues",
    "labourer",
    "nepalese",
    "stadiums",
    "caliphate",
    "intersect",
    "disobedience",
    "subprime",
    "churchyard",
    "attrition",
    "galerie",
    "evaporator",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Anything that is enough here is enough for zxcvbn, with all of its words.
    #[test]
    fn what_is_taken_here_is_taken_there(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..6)) {
        let typed = pieces.concat();
        prop_assert!(tries(&typed) < ENOUGH || there(&typed) >= 7.99, "{typed}: {} and {}", tries(&typed).log10(), there(&typed));
    }

    #[test]
    fn any_text_is_judged(typed in "\\PC{0,40}") {
        let all = tries(&typed);
        prop_assert!(all >= 1.0 && all.is_finite());
    }
}
