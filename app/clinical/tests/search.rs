//! Finding a client by name.

use crate::made::full_profile;
use clinical::{PatientName, PatientProfile, search};
use proptest::prelude::*;

fn named(given: &str, family: &str, preferred: &str) -> PatientProfile {
    PatientProfile {
        name: PatientName { given: given.into(), family: family.into(), preferred: preferred.into() },
        ..PatientProfile::default()
    }
}

#[test]
fn words_typed_begin_words_of_the_name_in_any_order() {
    let wren = full_profile(); // Renée O’Maple-Thorn, called Wren
    for typed in [
        "",
        " ",
        "w",
        "WREN",
        "rene",
        "Renée",
        "renee",
        "omaple",
        "o'maple",
        "O’Map",
        "maple",
        "thorn",
        "maple-th",
        "thorn, wren",
        "w t",
    ] {
        assert!(search::matches(typed, &wren), "{typed}");
    }
    for typed in ["ren x", "aple", "wrenn", "thornw"] {
        assert!(!search::matches(typed, &wren), "{typed}");
    }
}

#[test]
fn letters_are_found_without_the_marks_over_them() {
    for (name, typed) in [
        ("Øyvind", "oyvind"),
        ("Łukasz", "lukasz"),
        ("Æsa", "aesa"),
        ("Strauß", "strauss"),
        ("Đặng", "dang"),
        ("Nuñez", "nunez"),
        ("İpek", "ipek"),
        ("Zoe\u{308}", "zoë"),
        ("Ионна", "ионна"),
        ("ΝΊΚΟΣ", "νίκος"),
        ("美咲", "美"),
    ] {
        assert!(search::matches(typed, &named(name, "", "")), "{name}");
        assert!(search::matches(name, &named(name, "", "")), "{name}");
    }
}

#[test]
fn a_prepared_caseload_is_searched_like_a_single_name() {
    let clients: Vec<_> = (0..1_000).map(|n| named(&format!("Given{n}"), &format!("Family{}", n % 10), "")).collect();
    let prepared: Vec<_> = clients.iter().map(search::Names::of).collect();
    let query = search::Query::new("family3 given1");
    let found = prepared.iter().filter(|names| query.matches(names)).count();
    assert_eq!(found, clients.iter().filter(|client| search::matches("family3 given1", client)).count());
    assert_eq!(found, 11);
}

proptest! {
    #[test]
    fn every_beginning_of_a_name_finds_it(given in "\\PC{1,12}", family in "[\\p{L}' -]{1,12}") {
        let client = named(&given, &family, "");
        for typed in [&given, &family] {
            for (end, _) in typed.char_indices() {
                prop_assert!(search::matches(&typed[..end], &client), "{}", &typed[..end]);
            }
            prop_assert!(search::matches(typed, &client));
            prop_assert!(search::matches(&typed.to_lowercase(), &client));
        }
    }
}
