//! What the words of a note say: against the risk screen, in words that blame, with other pronouns.

use crate::{
    made::{clean_note, full_profile},
    plan::made::doc,
};
use clinical::{thread::*, *};
use record::RecordId;
use std::collections::BTreeMap;

/// The sentences of a rule about a note with this text as its assessment, for a client with these pronouns.
fn told(rule: Rule, text: &str, change: impl Fn(&mut Note, &mut PatientProfile)) -> Vec<String> {
    let (mut note, mut profile) = (clean_note(), full_profile());
    note.participants.clear();
    note.set_text("data", "Came on time.");
    note.links.clear();
    note.set_text("assessment", text);
    change(&mut note, &mut profile);
    let side = NoteSide {
        record: RecordId::from_u128(1),
        doc: doc(30),
        note: &note,
        prepared: &Prepared::of(&note),
        of_client: &BTreeMap::new(),
        of_author: &[],
        unsigned: &[],
        plan: None,
        names: &CaseloadNames::new([]),
        profile: Some(&profile),
        scheduled_minutes: None,
        discharged: None,
    };
    let found = side.check(&ThreadRules::standard()).into_iter().filter(|found| found.rule.id() == rule.id());
    found.map(|found| found.sentence.into_owned()).collect()
}

fn risk(text: &str, item: RiskItem, answer: &Screen) -> usize {
    told(Rule::TextAgainstRisk, text, |note, _| note.risk.set(item, answer.clone())).len()
}

#[test]
fn a_text_that_says_what_the_screen_denies_is_told() {
    let present = [
        (RiskItem::Suicide, "He is suicidal."),
        (RiskItem::Suicide, "Reports suicidal ideation since Monday."),
        (RiskItem::Suicide, "Client endorses SI."),
        (RiskItem::Suicide, "“I want to kill myself.”"),
        (RiskItem::Suicide, "She wants to die. Safety plan made."),
        (RiskItem::Suicide, "Denies a plan but she is suicidal."),
        (RiskItem::Suicide, "He is suicidal and denies intent."),
        (RiskItem::Suicide, "She told her mother she is suicidal."),
        (RiskItem::Suicide, "Suicide attempt last night."),
        (RiskItem::Homicide, "Client is homicidal toward a neighbor."),
        (RiskItem::Homicide, "He threatened to hurt someone at work."),
        (RiskItem::Overdose, "He overdosed on Saturday; naloxone given."),
        (RiskItem::Withdrawal, "Came in withdrawal, sweating."),
        (RiskItem::Withdrawal, "Has withdrawal symptoms this morning."),
    ];
    for (item, text) in present {
        assert_eq!(risk(text, item, &Screen::Denied), 1, "{text}");
        assert_eq!(risk(text, item, &Screen::NotAsked), 1, "{text}");
        assert_eq!(risk(text, item, &Screen::Present("Told.".into())), 0, "{text}");
    }
}

#[test]
fn a_text_that_denies_asks_looks_back_or_speaks_of_others_is_no_contradiction() {
    let absent = [
        (RiskItem::Suicide, "Denies SI, HI and plan."),
        (RiskItem::Suicide, "SI denied."),
        (RiskItem::Suicide, "No suicidal thoughts."),
        (RiskItem::Suicide, "She isn’t suicidal."),
        (RiskItem::Suicide, "Suicidal ideation not endorsed."),
        (RiskItem::Suicide, "Asked about suicidal thoughts."),
        (RiskItem::Suicide, "Suicidal thoughts in the past, none for years."),
        (RiskItem::Suicide, "Suicide attempt in 2019."),
        (RiskItem::Suicide, "Her brother was suicidal."),
        (RiskItem::Suicide, "Suicide prevention card given. Si, she said in Spanish."),
        (RiskItem::Homicide, "Hi from her sister."),
        (RiskItem::Overdose, "Overdose education and naloxone."),
        (RiskItem::Overdose, "A friend overdosed on Saturday."),
        (RiskItem::Withdrawal, "No withdrawal symptoms. Social withdrawal at school."),
    ];
    for (item, text) in absent {
        assert_eq!(risk(text, item, &Screen::Denied), 0, "{text}");
    }
    assert_eq!(
        told(Rule::TextAgainstRisk, "Denies SI.", |note, _| note.risk.set(RiskItem::Suicide, Screen::Present("Told.".into()))),
        ["This says that the client denied suicidal thoughts, but the risk screen says reported."]
    );
}

#[test]
fn words_that_blame_are_told_with_a_kinder_one() {
    let words = |text: &str| told(Rule::StigmatizingWord, text, |_, _| {});
    let cases = [
        ("An addict for years.", "addict", "person with a substance use disorder"),
        ("Her urine was dirty.", "dirty", "positive, of a test; returned to use, of a person"),
        ("He has been clean since May.", "been clean", "in recovery, or not using"),
        ("Clean urine today.", "clean urine", "negative"),
        ("Says he is an alcoholic.", "alcoholic", "person with an alcohol use disorder"),
        ("A history of substance abuse.", "substance abuse", "use, or use disorder"),
        ("Known drug abuser.", "drug abuser", "person with a substance use disorder"),
        ("IV user.", "iv user", "person who uses drugs"),
        ("He is a junkie, a junkie.", "junkie", "person who uses drugs"),
        ("Looks drug-seeking.", "drug seeking", "what was asked for and why"),
    ];
    for (text, word, kinder) in cases {
        assert_eq!(words(text), [format!("“{word}” can sound like blame. A kinder word: {kinder}.")], "{text}");
    }
    let silent = [
        "“I am an addict,” she said.",
        "She said \"I got clean, I was dirty for years\".",
        "Goes to Alcoholics Anonymous; alcoholic hepatitis was ruled out.",
        "The apartment was clean and she wore no dirty clothes.",
        "Diagnosis: Alcohol Abuse, uncomplicated. Read about it at the National Institute on Drug Abuse.",
        "Physical abuse by her father; cleaned the kitchen.",
        "Was clean-shaven and groomed.",
        "User of the library.",
    ];
    for text in silent {
        assert_eq!(words(text), [""; 0], "{text}");
    }
    assert_eq!(words("“An addict\nAn addict is what she calls herself.").len(), 1, "a quotation ends with its line");
}

#[test]
fn pronouns_that_are_not_the_clients_are_told_where_nobody_else_is_spoken_of() {
    let with = |pronouns: &str, text: &str| {
        told(Rule::OtherPronouns, text, |_, profile| profile.pronouns = pronouns.into()).into_iter().next().unwrap_or_default()
    };
    assert_eq!(with("she/her", "Craving follows conflict; he left early."), "“he” is written here; the profile says she/her.");
    assert_eq!(with("he/him", "Wren said that her week was hard."), "“her” is written here; the profile says he/him.");
    assert_eq!(with("they/them", "She came."), "“she” is written here; the profile says they/them.");
    for (pronouns, text) in [
        ("she/her", "She came. They talked about her week."),
        ("she/her", "Her father says he will come."),
        ("she/her", "Sat with Marcus; he was kind."),
        ("she/her", "“He is right,” she said."),
        ("she/they", "They came, she said."),
        ("he/she/they", "She came. He left."),
        ("", "He came."),
        ("xe/xem", "He came."),
    ] {
        assert_eq!(with(pronouns, text), "", "{pronouns}: {text}");
    }
    let present = |note: &mut Note, _: &mut PatientProfile| {
        note.participants = vec![Participant { name: "Ada".into(), relation: "sister".into() }];
    };
    assert!(told(Rule::OtherPronouns, "He came.", present).is_empty());
}
