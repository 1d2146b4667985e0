//! What a program sets: which version holds on a day, what cannot be set, and what is told of a change.

use crate::made::day;
use clinical::{
    APPEAL, Settings, Severity,
    measure::{Licensed, instrument_called},
    plan::{EventKind, ReviewSettings},
    thread::Rule,
};
use proptest::prelude::*;

/// The standard from a day on, with a reason.
fn from(effective: &str) -> Settings {
    Settings { effective: day(effective), reason: "Agreed in the team".into(), ..Settings::standard() }
}

/// Names of the fields that are refused on 23 November 2026.
fn refused(settings: &Settings) -> Vec<String> {
    settings.check(day("2026-11-23")).iter().filter(|issue| issue.blocks()).map(|issue| issue.place.name()).collect()
}

#[test]
fn the_version_written_last_of_those_that_have_begun_holds() {
    let all = [Settings::standard(), from("2026-12-10"), from("2026-12-01")];
    let at = |date: &str| all.iter().position(|one| std::ptr::eq(one, Settings::on(all.iter(), day(date)).unwrap())).unwrap();
    assert_eq!(at("2026-11-30"), 0);
    assert_eq!(at("2026-12-01"), 2);
    assert_eq!(at("2026-12-10"), 2, "what was written later replaces what was written before");
    assert!(Settings::on([].iter(), day("2026-12-01")).is_none());
    assert!(Settings::on(all[1..].iter(), day("2026-11-30")).is_none());
}

#[test]
fn what_cannot_be_set_is_refused_beside_its_field() {
    assert_eq!(refused(&from("2026-11-23")), [""; 0]);
    assert_eq!(refused(&from("2026-11-22")), ["settings-effective"], "what held yesterday stays as it was");
    let reason = Settings { reason: "  ".into(), ..from("2026-11-23") };
    assert_eq!(refused(&reason), ["settings-reason"]);
    type Change = fn(&mut Settings);
    let table: [(&str, Change); 12] = [
        ("rule-like-an-earlier-note-percent", |set| set.rules.rules.get_mut(&Rule::LikeAnEarlierNote).unwrap().percent = 101),
        ("rule-objective-without-note-days", |set| set.rules.rules.get_mut(&Rule::ObjectiveWithoutNote).unwrap().days = 0),
        ("rule-length-off-minutes", |set| set.rules.rules.get_mut(&Rule::LengthOff).unwrap().minutes = 241),
        ("cadence-3-days", |set| set.review.cadences[2].days = 0),
        ("cadence-1-later", |set| set.review.cadences[0].days_after_a_year = Some(367)),
        ("cadence-1-sessions", |set| set.review.cadences[0].sessions = Some(0)),
        ("trigger-return-to-use-days", |set| set.review.triggers[0].days = 91),
        ("settings-notice-days", |set| set.review.notice_days = 0),
        ("settings-first-plan-days", |set| set.review.first_plan_days = 91),
        ("settings-appeal", |set| set.appeal = " ".into()),
        ("settings-passphrase-days", |set| set.passphrase_days = 0),
        ("settings-passphrase-days", |set| set.passphrase_days = 91),
    ];
    for (place, change) in table {
        let mut settings = from("2026-11-23");
        change(&mut settings);
        assert_eq!(refused(&settings), [place]);
    }
}

#[test]
fn a_version_from_before_the_words_on_appeal_has_the_ones_everybody_begins_with() {
    let written = serde_json::to_value(from("2026-11-23")).unwrap();
    assert!(written.get("appeal").is_none(), "the form of before is written as long as it says the same");
    assert_eq!(serde_json::from_value::<Settings>(written).unwrap().appeal, APPEAL);
    let own = Settings { appeal: "Write to the board.".into(), ..from("2026-11-23") };
    let read: Settings = serde_json::from_value(serde_json::to_value(&own).unwrap()).unwrap();
    assert_eq!(read, own);
    assert_eq!(own.changes(&from("2026-11-23")), [format!("How to appeal: “Write to the board.”; was: “{APPEAL}”.")]);
}

#[test]
fn a_version_from_before_passkeys_asks_for_the_passphrase_every_two_weeks() {
    let written = serde_json::to_value(from("2026-11-23")).unwrap();
    assert!(written.get("passphrase_days").is_none(), "the form of before is written as long as it says the same");
    assert_eq!(serde_json::from_value::<Settings>(written).unwrap().passphrase_days, 14);
    let own = Settings { passphrase_days: 7, ..from("2026-11-23") };
    assert_eq!(serde_json::from_value::<Settings>(serde_json::to_value(&own).unwrap()).unwrap(), own);
    assert_eq!(own.changes(&from("2026-11-23")), ["Passphrase beside passkeys: every 7 days; was: every 14 days."]);
}

#[test]
fn what_happened_never_stops_a_signature() {
    for rule in Rule::ALL {
        let mut settings = from("2026-11-23");
        settings.rules.rules.get_mut(rule).unwrap().severity = Severity::Blocks;
        let stopped = refused(&settings) == [format!("rule-{}-severity", rule.id())];
        assert_eq!(stopped, !rule.may_block(), "{}", rule.label());
        settings.rules.rules.get_mut(rule).unwrap().on = false;
        assert!(refused(&settings).is_empty(), "a rule that is off stops nothing");
        assert!(!(rule.is_over_time() && rule.may_block()), "{} would lock every plan", rule.label());
    }
}

#[test]
fn a_change_is_told_in_words() {
    let before = Settings::standard();
    assert!(from("2026-12-01").changes(&before).is_empty(), "a day and a reason are no change");
    let mut after = before.clone();
    let set = after.rules.rules.get_mut(&Rule::NoteWithoutObjective).unwrap();
    set.severity = Severity::Blocks;
    after.rules.rules.get_mut(&Rule::PromisedNotGiven).unwrap().percent = 60;
    after.rules.rules.get_mut(&Rule::LengthOff).unwrap().on = false;
    after.review.cadences[1].days = 60;
    after.review.cadences[0].days_after_a_year = None;
    let overdose = after.review.triggers.iter_mut().find(|trigger| trigger.event == EventKind::Overdose).unwrap();
    overdose.on = false;
    after.review.first_plan_days = 7;
    insta::assert_snapshot!(after.changes(&before).join("\n"));
    assert_eq!(after.changes(&before).len(), before.changes(&after).len());
    let mut other = before.clone();
    other.review = ReviewSettings::new_hampshire();
    assert_eq!(other.changes(&before).len(), 5);
}

/// Stored for as long as the directory is: a later form must still read this one.
#[test]
fn the_stored_form_of_settings_is_frozen() {
    let text = serde_json::to_string_pretty(&from("2026-12-01")).unwrap();
    insta::assert_snapshot!(text);
    assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), from("2026-12-01"));
    let unknown = text.replacen("\"reason\"", "\"because\"", 1);
    assert!(serde_json::from_str::<Settings>(&unknown).is_err());
}

proptest! {
    #[test]
    fn settings_begin_where_they_say(days in prop::collection::vec(0u64..40, 1..6), today in 0u64..40) {
        let begin = day("2026-11-23");
        let all: Vec<Settings> = days
            .iter()
            .map(|days| Settings { effective: begin + chrono::Days::new(*days), ..Settings::standard() })
            .collect();
        let today = begin + chrono::Days::new(today);
        match Settings::on(all.iter(), today) {
            Some(held) => {
                prop_assert!(held.effective <= today);
                let later = all.iter().skip_while(|one| !std::ptr::eq(*one, held)).skip(1);
                prop_assert!(later.clone().all(|one| one.effective > today));
            }
            None => prop_assert!(all.iter().all(|one| one.effective > today)),
        }
    }
}

/// Settings with one text for an item of an instrument.
fn licensed(instrument: &str, license: &str, items: &[(&str, &str)]) -> Settings {
    let items = items.iter().map(|(number, text)| ((*number).to_owned(), (*text).to_owned())).collect();
    let mut settings = from("2026-12-01");
    settings.licensed.0.insert(instrument.to_owned(), Licensed { license: license.to_owned(), items });
    settings
}

/// Clinical reference, section 11, and `instruments.json`: a published wording is quoted exactly; where none was seen the program enters
/// the text it is licensed for.
#[test]
fn a_program_enters_only_wording_that_is_not_published_and_only_with_its_license() {
    let (long, line) = ("x".repeat(2_001), "By permission of the publisher.");
    let table = [
        (licensed("ssi-sa", line, &[("4", "Have you …?"), ("16", "Are you …?")]), vec![]),
        (licensed("ssi-sa", line, &[("4", "Have you …?"), ("5", "")]), vec![]),
        (licensed("ssi-sa", " ", &[("4", "Have you …?")]), vec!["licensed-ssi-sa-license"]),
        (licensed("ssi-sa", line, &[("4", "")]), vec!["licensed-ssi-sa-license"]),
        (licensed("ssi-sa", line, &[("4", " \u{200b}")]), vec!["item-ssi-sa-4-text"]),
        (licensed("ssi-sa", line, &[("4", &long)]), vec!["item-ssi-sa-4-text"]),
        (licensed("ssi-sa", &long, &[("4", "Have you …?")]), vec!["licensed-ssi-sa-license"]),
        (licensed("ssi-sa", line, &[("1", "Have you …?")]), vec!["item-ssi-sa-1-text"]),
        (licensed("ssi-sa", line, &[("17", "Have you …?")]), vec!["item-ssi-sa-17-text"]),
        (licensed("phq-9", line, &[("9", "Have you …?")]), vec!["item-phq-9-9-text"]),
        (licensed("sassi", line, &[("1", "Have you …?")]), vec!["item-sassi-1-text"]),
    ];
    for (settings, places) in table {
        assert_eq!(refused(&settings), places);
    }
}

#[test]
fn licensed_wording_is_used_where_none_is_published_and_told_as_a_change() {
    let settings = licensed("ssi-sa", "By permission.", &[("4", " Have you …? "), ("1", "Another wording.")]);
    let own = settings.licensed.of("ssi-sa").unwrap();
    let instrument = instrument_called("ssi-sa").unwrap();
    assert_eq!(own.text(instrument.item("4").unwrap()), Some("Have you …?"));
    assert_eq!(own.text(instrument.item("5").unwrap()), None, "by number and short label");
    assert_eq!(own.text(instrument.item("1").unwrap()), None, "what is published is never replaced");
    let settings = licensed("ssi-sa", "By permission.", &[("4", "Have you …?")]);
    let expected = ["SSI-SA, license: “By permission.”; was: “”.", "SSI-SA, wording of item 4: “Have you …?”; was: “”."];
    assert_eq!(settings.changes(&Settings::standard()), expected);
    let mut left_empty = licensed("ssi-sa", "", &[("4", ""), ("5", "")]);
    left_empty.licensed.tidy();
    assert_eq!(left_empty, from("2026-12-01"), "a field that was touched and left empty is none");
    let text = serde_json::to_string(&settings).unwrap();
    assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), settings);
}
