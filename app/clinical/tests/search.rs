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

fn narrowed<'a>(typed: &str, clients: &[&'a str]) -> Vec<&'a str> {
    let prepared: Vec<(&str, search::Names)> =
        clients.iter().map(|family| (*family, search::Names::of(&named("", family, "")))).collect();
    let found = search::narrow(&search::Query::new(typed), &prepared, |(_, names)| names);
    found.into_iter().map(|(family, _)| *family).collect()
}

#[test]
fn a_misspelled_name_finds_its_client_where_nobody_is_called_as_typed() {
    let clients = ["Maplethorn", "Pemberwick", "Marsh", "Ng", "Müller-Brandt", "O’Connor"];
    for (typed, found) in [
        ("mapelthorn", "Maplethorn"), // two letters changed places
        ("maplthorn", "Maplethorn"),  // one is missing
        ("mapplethorn", "Maplethorn"),
        ("maplethirn", "Maplethorn"),
        ("mapelth", "Maplethorn"),    // still being typed
        ("mpalethron", "Maplethorn"), // two slips in a long word
        ("pemberwyck", "Pemberwick"),
        ("muler", "Müller-Brandt"),
        ("brant", "Müller-Brandt"),
        ("oconor", "O’Connor"),
    ] {
        assert_eq!(narrowed(typed, &clients), [found], "{typed}");
    }
    for typed in ["mgp", "nx", "sleep", "mxxxethorn", "xmpelhtorn", "cannor pemberwick"] {
        assert_eq!(narrowed(typed, &clients), [] as [&str; 0], "{typed}");
    }
    assert_eq!(narrowed("mars", &clients), ["Marsh"]);
    assert_eq!(narrowed("marsh", &["Marsh", "March"]), ["Marsh"], "who is called so is meant, and nobody else");
    assert_eq!(narrowed("", &clients).len(), clients.len());
}

proptest! {
    #[test]
    fn one_slip_in_a_long_name_is_forgiven_wherever_it_is(name in "[a-z]{8,14}", at in 0usize..8, letter in "[a-z]", slip in 0u8..4) {
        let mut typed: Vec<char> = name.chars().collect();
        let letter = letter.chars().next().unwrap();
        match slip {
            0 => typed[at] = letter,
            1 => typed.insert(at, letter),
            2 => drop(typed.remove(at)),
            _ => typed.swap(at, (at + 1) % name.len()),
        }
        let typed: String = typed.into_iter().collect();
        prop_assume!(typed.len() >= 8); // of fewer letters, fewer may be wrong
        // the last and the first letter changing places is two slips, and two are forgiven
        prop_assert_eq!(narrowed(&typed, &[&name]), [name.as_str()]);
    }
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
