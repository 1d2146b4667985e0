//! What says nothing: white space and the code points that show nothing. Ranges and their number: Unicode 16,
//! DerivedCoreProperties.txt, `Default_Ignorable_Code_Point` (total code points: 4174).

use record::is_blank;

#[test]
fn white_space_and_what_shows_nothing_is_blank() {
    for blank in [
        "",
        " \t\r\n",
        "\u{a0}\u{2003}\u{3000}",
        "\u{200b}",
        "\u{ad}\u{feff}\u{2060}",
        "\u{115f}\u{1160}\u{3164}\u{ffa0}",
        "\u{fe0f}\u{e0100}",
        "\u{202e} \u{2066}\u{200f}",
        "\u{e0041}\u{180e}\u{34f}",
    ] {
        assert!(is_blank(blank), "{}", blank.escape_unicode());
    }
    for text in ["x", ".", "\u{200b}x\u{200b}", "❤\u{fe0f}", "क\u{200d}", "\u{301}", "\u{2800}", "\0"] {
        assert!(!is_blank(text), "{}", text.escape_unicode());
    }
}

#[test]
fn as_many_code_points_are_ignorable_as_unicode_counts() {
    let all = ('\0'..=char::MAX).filter(|c| !c.is_whitespace() && is_blank(&c.to_string())).count();
    assert_eq!(all, 4174);
}
