//! The official order file: what fits its format, what a release changes, and which code is valid after it was loaded.

use crate::made::day;
use clinical::{
    Finding, Wrong,
    icd10cm::{
        self, CodeError, Row, Update,
        order::{self, OrderError, Unfit},
    },
};

/// A line of an order file, by the columns that the release describes.
fn line(number: usize, code: &str, billable: bool, title: &str) -> String {
    let plain = code.replace('.', "");
    let short: String = title.chars().take(60).collect();
    format!("{number:05} {plain:<7} {} {:<60} {title}", u8::from(billable), short.trim())
}

/// The rows in the list on 1 October 2026.
fn rows() -> Vec<Row> {
    let on = day("2026-10-01");
    let listed = icd10cm::all().iter().filter(|entry| entry.is_listed(on));
    listed.map(|entry| Row { code: entry.code().into(), title: entry.title().into(), billable: entry.billable(on) }).collect()
}

/// A made-up order file of these rows, in their order.
fn file(rows: &[Row]) -> String {
    let lines = rows.iter().enumerate().map(|(at, row)| line(at + 1, &row.code, row.billable, &row.title));
    lines.map(|line| line + "\r\n").collect()
}

fn row(code: &str, billable: bool, title: &str) -> Row {
    Row { code: code.into(), title: title.into(), billable }
}

/// The list as a release of April 2027 might have it: a new code, a code that became a heading, one retired, one renamed.
fn april() -> Vec<Row> {
    let mut rows = rows();
    let set = |rows: &mut Vec<Row>, row: Row| match rows.binary_search_by(|other| other.code.cmp(&row.code)) {
        Ok(at) => rows[at] = row,
        Err(at) => rows.insert(at, row),
    };
    set(&mut rows, row("F12.24", true, "Cannabis dependence with a made-up disorder"));
    set(&mut rows, row("F63.0", false, "Pathological gambling"));
    set(&mut rows, row("F63.00", true, "Pathological gambling, unspecified"));
    set(&mut rows, row("F41.1", true, "Generalised worry disorder"));
    rows.retain(|row| row.code != "F68.A");
    rows
}

fn update(rows: &[Row], from: &str, before: &[Update]) -> Update {
    Update::of(&order::read(&file(rows)).unwrap(), day(from), before)
}

fn wrong(update: &Update, before: &[Update], today: &str) -> Vec<(String, Wrong)> {
    let found = update.check(before, day(today));
    found.into_iter().filter(Finding::blocks).map(|one| (one.place.name(), one.wrong().unwrap())).collect()
}

#[test]
fn a_file_in_the_format_is_read_with_its_counts() {
    let text = [
        "00001 A00     0 Cholera                                                      Cholera",
        "00002 A000    1 Cholera due to Vibrio cholerae 01, biovar cholerae           Cholera due to Vibrio cholerae 01, biovar cholerae",
        "00003 F64     0 Gender identity disorders                                    Gender identity disorders",
        "00004 F64A    1 Gender identity disorder, in remission                       Gender identity disorder, in remission",
    ];
    let read = order::read(&text.join("\n")).unwrap();
    assert_eq!((read.rows, read.billable), (4, 2));
    assert_eq!(
        read.carried,
        [row("F64", false, "Gender identity disorders"), row("F64.A", true, "Gender identity disorder, in remission")]
    );
    assert_eq!(order::read(&(text.join("\r\n") + "\r\n")).unwrap(), read, "with the line ends that the release has");
}

#[test]
fn whatever_is_outside_of_the_format_is_refused_with_its_line() {
    let good = [("A00", false), ("A00.0", true), ("A00.1", true), ("A01", false), ("A01.0", false), ("A01.00", true)];
    let lines: Vec<String> =
        good.iter().enumerate().map(|(at, (code, billable))| line(at + 1, code, *billable, "Some title")).collect();
    assert!(order::read(&lines.join("\n")).is_ok());
    let with = |at: usize, text: String| {
        let mut lines = lines.clone();
        lines[at] = text;
        order::read(&lines.join("\n")).unwrap_err()
    };
    let at = |line: u32, wrong: Unfit| OrderError { line, wrong };
    assert_eq!(order::read("").unwrap_err(), at(0, Unfit::Size));
    assert_eq!(with(0, String::new()), at(1, Unfit::Columns));
    assert_eq!(with(1, line(3, "A00.0", true, "Some title")), at(2, Unfit::Number), "a number is left out");
    assert_eq!(with(1, line(2, "A00.0", true, "Some title").replace(" 1 ", " 2 ")), at(2, Unfit::Columns));
    assert_eq!(with(1, line(2, "A00.0", true, "Some title").replacen(' ', "\t", 1)), at(2, Unfit::Columns));
    assert_eq!(with(1, line(2, "A00.0", true, " ")), at(2, Unfit::Columns));
    assert_eq!(with(1, line(2, "A00.0", true, "Some\u{7} title")), at(2, Unfit::Columns));
    assert_eq!(with(1, line(2, "A00.0", true, &"long ".repeat(100))), at(2, Unfit::Columns));
    assert_eq!(with(1, "00002 A000    1 Cut off".into()), at(2, Unfit::Columns));
    assert_eq!(with(1, line(2, "a00.0", true, "Some title")), at(2, Unfit::Code));
    assert_eq!(with(1, line(2, "A0", true, "Some title")), at(2, Unfit::Code));
    assert_eq!(with(1, line(2, "AA0.0", true, "Some title")), at(2, Unfit::Code));
    assert_eq!(with(2, line(3, "A00.0", true, "Some title")), at(3, Unfit::Order), "twice");
    assert_eq!(with(5, line(6, "A00", true, "Some title")), at(6, Unfit::Order), "a category that was closed");
    assert_eq!(with(3, line(4, "A01.9", true, "Some title")), at(4, Unfit::Category));
    assert_eq!(with(1, line(2, "A00.0", false, "Some title")), at(2, Unfit::Header), "a heading without codes");
    assert_eq!(with(3, line(4, "A01", true, "Some title")), at(4, Unfit::Header), "a code with codes under it");
    assert_eq!(with(5, line(6, "A01.00", false, "Some title")), at(6, Unfit::Header), "a heading at the end");
    assert_eq!(
        with(1, line(3, "A00.0", true, "Some title")).to_string(),
        "Line 2: The order number is not the next one. A line may be missing."
    );
}

#[test]
fn the_order_of_categories_is_the_lists_own() {
    let codes = [("D36", false), ("D36.9", true), ("D3A", false), ("D3A.0", true), ("D37", false), ("D37.0", true)];
    let lines: Vec<String> =
        codes.iter().enumerate().map(|(at, (code, billable))| line(at + 1, code, *billable, "Some title")).collect();
    assert!(order::read(&lines.join("\n")).is_ok(), "letters come between numbers there");
}

#[test]
fn a_release_that_changes_nothing_extends_the_list() {
    let same = update(&rows(), "2027-04-01", &[]);
    assert!(same.rows.is_empty() && same.retired.is_empty());
    assert_eq!(wrong(&same, &[], "2027-03-20"), []);
    assert_eq!(same.release().text(), "ICD-10-CM FY 2027, valid Apr 1, 2027 to Sep 30, 2027");
    assert_eq!(update(&rows(), "2027-10-01", &[]).release().text(), "ICD-10-CM FY 2028, valid Oct 1, 2027 to Sep 30, 2028");
}

#[test]
fn only_the_difference_is_kept_and_told_in_words() {
    let april = update(&april(), "2027-04-01", &[]);
    assert_eq!(wrong(&april, &[], "2027-03-20"), []);
    assert_eq!(april.lines, 3180);
    assert_eq!(
        april.changes(&[]),
        [
            "New code from Apr 1, 2027: F12.24 Cannabis dependence with a made-up disorder.",
            "F41.1: now “Generalised worry disorder”; was “Generalized anxiety disorder”.",
            "F63.0 Pathological gambling: a heading from Apr 1, 2027; choose a code under it.",
            "New code from Apr 1, 2027: F63.00 Pathological gambling, unspecified.",
            "F68.A Factitious disorder imposed on another: retired on Apr 1, 2027.",
        ]
    );
    assert_eq!((april.rows.len(), april.retired.len()), (4, 1));
    let text = serde_json::to_string(&april).unwrap();
    assert!(text.len() < 1_000 && serde_json::from_str::<Update>(&text).unwrap() == april);
}

#[test]
fn a_code_stands_as_the_loaded_releases_say_and_never_vanishes() {
    let april = update(&april(), "2027-04-01", &[]);
    let own = rows(); // as the list is before anything is loaded
    icd10cm::load(std::slice::from_ref(&april));
    let at = |code: &str, on: &str| icd10cm::billable(code, day(on)).map(|entry| entry.title().to_owned());
    assert_eq!(at("F68.A", "2027-03-31"), Ok("Factitious disorder imposed on another".into()));
    assert_eq!(at("F68.A", "2027-04-01"), Err(CodeError::Retired(day("2027-04-01"))));
    assert_eq!(icd10cm::standing_text("F68.A", day("2027-05-01")).as_deref(), Some("retired on Apr 1, 2027"));
    assert_eq!(at("F12.24", "2027-03-31"), Err(CodeError::NotYet(day("2027-04-01"))));
    assert!(at("F12.24", "2027-04-01").is_ok());
    assert_eq!(at("F63.0", "2027-04-01"), Err(CodeError::Header));
    assert!(at("F63.0", "2027-03-31").is_ok());
    assert_eq!(icd10cm::release_on(day("2027-05-01")).unwrap().id(), "2027-04-01");
    assert_eq!(icd10cm::release_on(day("2027-03-31")).unwrap().id(), "2026-10-01");

    // A corrected file for the same day takes its place.
    let corrected = update(&own, "2027-04-01", std::slice::from_ref(&april));
    assert!(corrected.rows.is_empty() && corrected.retired.is_empty(), "held against what was before that day");
    icd10cm::load(&[april, corrected]);
    assert!(at("F68.A", "2027-04-01").is_ok() && at("F12.24", "2027-04-01") == Err(CodeError::Unknown));
    icd10cm::load(&[]);
    assert_eq!(icd10cm::all().len(), 3179);
}

#[test]
fn what_cannot_be_a_release_is_not_signed() {
    let whole = update(&april(), "2027-04-01", &[]);
    let file = |wrong: Wrong| vec![("codes-file".to_owned(), wrong)];
    let from = |wrong: Wrong| vec![("codes-valid-from".to_owned(), wrong)];
    assert_eq!(wrong(&update(&april(), "2027-04-02", &[]), &[], "2027-03-20"), from(Wrong::NotAFirst));
    assert_eq!(wrong(&update(&april(), "2026-04-01", &[]), &[], "2027-03-20"), from(Wrong::OlderRelease));
    assert_eq!(wrong(&update(&april(), "2029-04-01", &[]), &[], "2027-03-20"), from(Wrong::FarAhead));
    let part: Vec<Row> = april().into_iter().filter(|row| !row.code.starts_with("Z91")).collect();
    assert_eq!(wrong(&update(&part, "2027-04-01", &[]), &[], "2027-03-20"), file(Wrong::NotWhole));
    let changed = |change: fn(&mut Update)| {
        let mut update = whole.clone();
        change(&mut update);
        wrong(&update, &[], "2027-03-20")
    };
    assert_eq!(changed(|update| update.rows.reverse()), file(Wrong::NotAnUpdate));
    assert_eq!(changed(|update| update.rows[0].code = "A00.0".into()), file(Wrong::NotAnUpdate), "a category that is not kept");
    assert_eq!(changed(|update| update.rows[0].billable = false), file(Wrong::NotAnUpdate), "a heading without codes");
    assert_eq!(changed(|update| update.retired.push("F12.24".into())), file(Wrong::NotAnUpdate), "new and retired at once");
    assert_eq!(changed(|update| update.valid_to = day("2030-01-01")), file(Wrong::NotAnUpdate));
    assert_eq!(changed(|update| update.rows[0].title = "x".repeat(401)), file(Wrong::NotAnUpdate));
}
