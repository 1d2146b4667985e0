//! The code set as data, and finding a code as typed.

use crate::made::day;
use chrono::NaiveDate;
use clinical::icd10cm::{self, CodeError, Entry, Standing, lookup};

/// In the middle of FY 2027.
const TODAY: &str = "2026-11-18";

fn search(typed: &str, most: usize) -> Vec<&'static Entry> {
    icd10cm::search(typed, day(TODAY), most)
}

fn billable(typed: &str) -> Result<&'static Entry, CodeError> {
    icd10cm::billable(typed, day(TODAY))
}

fn codes(typed: &str, most: usize) -> Vec<&'static str> {
    search(typed, most).into_iter().map(Entry::code).collect()
}

#[test]
fn the_releases_say_when_they_hold() {
    let on = |date: &str| icd10cm::release_on(day(date)).map(|release| release.text());
    let april = Some("ICD-10-CM FY 2026, valid Apr 1, 2026 to Sep 30, 2026".to_owned());
    let october = Some("ICD-10-CM FY 2027, valid Oct 1, 2026 to Sep 30, 2027".to_owned());
    assert_eq!((on("2026-03-31"), on("2026-04-01"), on("2026-09-30")), (None, april.clone(), april));
    assert_eq!((on("2026-10-01"), on("2027-09-30"), on("2027-10-01")), (october.clone(), october, None));
    let edition = |date: &str| icd10cm::edition(day(date));
    assert_eq!(
        (edition("2026-09-30"), edition("2026-10-01"), edition("2030-01-01")),
        ("2026-04-01".into(), "2026-10-01".into(), "2026-10-01".into())
    );
}

/// Rows, codes and headers on a day, and rows of chapter F, Z86 and Z87: the counts of `icd10cm-fy2027.md`.
fn counts(on: &str) -> [usize; 6] {
    let listed: Vec<&Entry> = icd10cm::all().iter().filter(|entry| entry.is_listed(day(on))).collect();
    let codes = listed.iter().filter(|entry| entry.billable(day(on))).count();
    let of = |chapter: &str| listed.iter().filter(|entry| entry.code().starts_with(chapter)).count();
    [listed.len(), codes, listed.len() - codes, of("F"), of("Z86"), of("Z87")]
}

#[test]
fn the_list_has_the_counts_of_each_release() {
    assert_eq!(counts("2026-09-30"), [3171, 2362, 809, 1112, 50, 69]);
    assert_eq!(counts("2026-10-01"), [3179, 2369, 810, 1113, 51, 75]);
}

#[test]
fn a_code_is_valid_by_day_of_service() {
    let at = |code: &str, on: &str| icd10cm::billable(code, day(on)).map(Entry::title);
    assert_eq!(at("F64.A", "2026-09-30"), Err(CodeError::NotYet(day("2026-10-01"))));
    assert_eq!(at("F64.A", "2026-10-01"), Ok("Gender identity disorder, in remission"));
    assert_eq!(at("Z86.17", "2026-10-01"), Ok("Personal history of Clostridioides difficile infection"));
    assert_eq!(at("Z87.893", "2026-10-01"), Ok("Personal history of gender detransition"));
    let under = ["social", "medical", "surgical"].map(|kind| format!("Personal history of {kind} gender transition"));
    for (code, title) in ["Z87.8901", "Z87.8902", "Z87.8903"].into_iter().zip(&under) {
        assert_eq!(at(code, "2026-10-01"), Ok(title.as_str()));
    }
    assert_eq!(at("Z87.8904", "2026-10-01"), Ok("Personal history of intersex surgery"));
    assert_eq!(at("Z87.8909", "2026-10-01"), Ok("Personal history of unspecified gender transition"));
    assert_eq!(at("Z87.890", "2026-09-30"), Ok("Personal history of sex reassignment"));
    assert_eq!(at("Z87.890", "2026-10-01"), Err(CodeError::Header));
    assert_eq!(lookup("Z87.890").unwrap().standing(day("2026-10-01")), Standing::Header(Some(day("2026-10-01"))));
    assert_eq!(icd10cm::standing_text("Z87.890", day(TODAY)).as_deref(), Some("a heading since Oct 1, 2026"));
    assert_eq!(icd10cm::standing_text("F64.A", day("2026-09-30")).as_deref(), Some("valid from Oct 1, 2026"));
    assert_eq!(icd10cm::standing_text("F10.20", day(TODAY)), None);
    let found = |typed: &str, on: &str| icd10cm::search(typed, day(on), 9).into_iter().map(Entry::code).collect::<Vec<_>>();
    assert_eq!((found("F64.A", "2026-09-30"), found("F64.A", "2026-10-01")), (vec![], vec!["F64.A"]));
}

#[test]
fn the_set_is_sorted_whole_and_each_header_has_codes_under_it() {
    let all = icd10cm::all();
    assert_eq!(all.len(), 3179);
    assert!(all.windows(2).all(|pair| pair[0].code() < pair[1].code()));
    for on in ["2026-04-01", "2026-10-01"].map(day) {
        let listed: Vec<&Entry> = all.iter().filter(|entry| entry.is_listed(on)).collect();
        for (at, entry) in listed.iter().enumerate() {
            assert!(entry.title().len() > 3 && entry.title().trim() == entry.title());
            assert_eq!(lookup(entry.code()), Some(*entry));
            let under = listed.get(at + 1).is_some_and(|next| next.code().starts_with(entry.code()));
            assert_eq!(entry.billable(on), !under, "{}", entry.code());
        }
    }
    assert_eq!(
        lookup("F10.20").unwrap().standing(NaiveDate::MIN),
        Standing::Code,
        "what is not known to be new was always there"
    );
}

#[test]
fn the_codes_named_for_this_field_are_there() {
    let named = "F32.0 F32.5 F32.A F32.9 F33.0 F33.3 F33.40 F33.42 F33.8 F33.9 F34.1 F31.9 F41.0 F41.1 F41.9 F40.10 F42.9 F43.0 \
        F43.10 F43.11 F43.12 F43.20 F43.25 F43.81 F60.2 F60.3 F90.0 F90.1 F90.2 F90.9 F20.9 F25.0 F50.2 F63.0 G47.00 G89.29 B18.2 \
        B20 R45.851 T40.1X1A T40.411A T43.621A Z59.00 Z59.01 Z63.0 Z65.3 Z71.51 Z71.41 Z79.891 Z91.141 Z91.148 Z91.190 O99.320 O99.325 \
        Z72.0 Z87.891 T51.0X1A";
    for code in named.split_whitespace() {
        let found = lookup(code).unwrap_or_else(|| panic!("{code} is missing"));
        assert!(found.billable(day(TODAY)) || code == "F50.2", "{code}");
    }
}

#[test]
fn a_header_is_refused_and_says_why() {
    for header in ["F10", "F10.2", "F17.20", "F10.23", "T40.1X1", "Z59.0"] {
        assert_eq!(billable(header).unwrap_err(), CodeError::Header, "{header}");
    }
    for unknown in ["", "F10.30", "F10.3", "X99", "F1O.20", "F10.2000", "F10.20 F11.20"] {
        assert_eq!(billable(unknown).unwrap_err(), CodeError::Unknown, "{unknown}");
    }
    for misplaced in ["F1.120", "F1.020", "F102.0", "F10..20", "F10.2.0", "F1020.", "F10.20."] {
        assert_eq!(billable(misplaced).unwrap_err(), CodeError::Unknown, "{misplaced}");
        assert!(codes(misplaced, 5).is_empty(), "{misplaced}");
    }
    for typed in ["F10.20", "f10.20", "f1020", " F1020 "] {
        assert_eq!(billable(typed).unwrap().code(), "F10.20");
    }
    assert_eq!(billable("t401x1a").unwrap().title(), "Poisoning by heroin, accidental (unintentional), initial encounter");
}

#[test]
fn a_code_is_found_by_its_beginning_with_and_without_the_dot() {
    assert_eq!(codes("F10.2", 3), ["F10.2", "F10.20", "F10.21"]);
    assert_eq!(codes("f102", 3), ["F10.2", "F10.20", "F10.21"]);
    assert_eq!(codes("f1020", 5), ["F10.20"]);
    assert_eq!(codes("F10.20", 5), ["F10.20"]);
    assert_eq!(codes("b20", 2), ["B20"]);
    assert_eq!(codes("F11 remission", 9), ["F11.11", "F11.21", "F11.91"]);
}

#[test]
fn a_title_is_found_by_the_beginnings_of_its_words_in_any_order() {
    assert_eq!(codes("generalized anx", 1), ["F41.1"]);
    assert_eq!(codes("anx gener", 1), ["F41.1"]);
    assert_eq!(codes("post-traumatic stress", 3)[0], "F43.10");
    assert_eq!(codes("insomnia", 1), ["G47.00"], "few words before many");
    assert_eq!(codes("dépression", 1), ["F32.A"]);
    assert_eq!(codes("homeless", 2).len(), 2);
    assert_eq!(codes("opioid dep unc", 1), ["F11.20"]);
    assert!(codes("xiety", 5).is_empty(), "the middle of a word is no beginning");
    assert!(codes("anxiety zebra", 5).is_empty());
    assert!(codes("  ", 5).is_empty() && codes("-", 5).is_empty());
}

#[test]
fn a_title_that_begins_as_typed_comes_before_one_that_holds_the_words() {
    let found = codes("alcohol dependence", 4);
    assert_eq!(found[0], "F10.20", "a code before the header that has just this title");
    assert!(found.iter().all(|code| code.starts_with("F10.2")));
    assert_eq!(codes("opioid use disorder, severe", 1), ["F11.20"], "by the DSM-5 name");
    assert_eq!(codes("tobacco use", 1), ["Z72.0"]);
    let found = codes("depress", 200);
    let at = |code: &str| found.iter().position(|found| *found == code).unwrap();
    assert!(at("F32.A") < at("F32") && at("F32") < at("F33.1"), "begins as typed, then the header, then the word anywhere");
}

#[test]
fn every_code_is_the_first_found_by_itself() {
    for entry in icd10cm::all().iter().filter(|entry| entry.is_listed(day(TODAY))).step_by(17) {
        assert_eq!(codes(entry.code(), 1), [entry.code()]);
        assert_eq!(codes(&entry.code().replace('.', "").to_lowercase(), 1), [entry.code()]);
    }
}
