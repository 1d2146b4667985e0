//! The classes of the style sheets: each has a name, is drawn by something, and means one thing.

use super::{ends_with_one_of, texts};
use std::collections::{BTreeMap, BTreeSet};

fn sheets() -> impl Iterator<Item = (String, String)> {
    texts().into_iter().filter(|(name, _)| name.starts_with("style/") && name.ends_with(".css"))
}

#[test]
fn every_style_class_has_a_name_and_is_used() {
    let used: BTreeSet<String> = texts()
        .iter()
        .filter(|(name, _)| ends_with_one_of(name, &[".rs"]) && !name.contains("/tests/"))
        .flat_map(|(_, text)| text.split(|letter: char| !is_of_a_class(letter)).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let mut wrong = BTreeSet::new();
    for (name, text) in sheets() {
        for class in classes(&text).into_iter().filter(|class| class.len() < 3 || !used.contains(class)) {
            wrong.insert(format!("{name}: .{class}"));
        }
    }
    assert_eq!(wrong, BTreeSet::new(), "too short to say what it is, or drawn by nothing");
}

/// Two sheets that each say what a class looks like by itself mean two things by it, and each page has both. The layout says where
/// a part stands, and the print what of it is printed.
#[test]
fn a_class_by_itself_is_drawn_in_one_sheet() {
    let mut drawn: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, text) in sheets().filter(|(name, _)| !ends_with_one_of(name, &["print.css", "layout/desk.css"])) {
        // In parentheses a class stands beside others, and the commas are theirs.
        for selector in selectors(&text).into_iter().filter(|selector| !selector.contains('(')) {
            for class in selector.split(',').filter_map(alone) {
                drawn.entry(class.to_owned()).or_default().insert(name.clone());
            }
        }
    }
    let wrong: Vec<_> = drawn.into_iter().filter(|(_, sheets)| sheets.len() > 1).collect();
    assert_eq!(wrong, Vec::new());
}

/// The class of a selector that is nothing but one class.
fn alone(selector: &str) -> Option<&str> {
    selector.trim().strip_prefix('.').filter(|class| !class.is_empty() && class.chars().all(is_of_a_class))
}

#[test]
fn classes_are_read_from_selectors_alone() {
    let sheet = "/* .no .one */ .field > .hint:is(.a-b, .c)::before { content: \".x\"; inset: .5rem; } @media (width < .9rem) { .d { color: red; } }";
    assert_eq!(classes(sheet).into_iter().collect::<Vec<_>>(), ["a-b", "c", "d", "field", "hint"]);
    assert_eq!([".ask", " .ask ", ".ask .lead", "p.ask"].map(alone), [Some("ask"), Some("ask"), None, None]);
}

const fn is_of_a_class(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'
}

/// What stands before a brace, after the end of what was before: a selector, or the condition of a block.
fn selectors(sheet: &str) -> Vec<String> {
    let mut rest = String::new();
    for (at, part) in sheet.split("/*").enumerate() {
        rest.push_str(if at == 0 { part } else { part.split_once("*/").map_or("", |(_, after)| after) });
    }
    rest.split('{').filter_map(|part| part.rsplit(['}', ';']).next()).map(str::to_owned).collect()
}

/// The classes that a sheet selects.
fn classes(sheet: &str) -> BTreeSet<String> {
    let of = |selector: String| {
        let named = selector.split('.').skip(1);
        named.map(|after| after.split(|letter| !is_of_a_class(letter)).next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let named = selectors(sheet).into_iter().flat_map(of);
    named.filter(|class| class.starts_with(|letter: char| letter.is_ascii_alphabetic())).collect()
}
