//! Text against the risk screen: the text says that a risk is there, the screen that it was denied; or the other way round.

use super::{Said, clauses, covered, said, texts};
use crate::{Note, RiskItem, Screen, thread::note::Found};

/// What says that a risk is there. [`covered`] tells how a pattern is read; words that stand in capitals in a chart (`SI`) are
/// matched in capitals alone.
const fn says(item: RiskItem) -> (&'static [&'static str], &'static [&'static str]) {
    match item {
        RiskItem::Suicide => (
            &[
                "suicidal",
                "suicide attempt/plan/note",
                "attempted/considering/contemplating/planning/plans suicide",
                "thoughts of suicide",
                "kill himself/herself/themselves/themself/myself",
                "killing himself/herself/themselves/themself/myself",
                "end/ending/take/taking his/her/their/my life",
                "end/ending/take/taking his/her/their/my own life",
                "want/wants/wanted/wish/wishes/wished to die",
                "better off dead",
            ],
            &["SI"],
        ),
        RiskItem::Homicide => (
            &[
                "homicidal",
                "want/wants/wanted/plans/planned/threatened/threatens to kill/hurt/harm/stab/shoot him/her/them/others/someone/somebody/people/his",
            ],
            &["HI"],
        ),
        RiskItem::Overdose => (&["overdosed", "had/survived an overdose", "recent/another overdose"], &[]),
        RiskItem::Withdrawal => (
            &[
                "in/into withdrawal",
                "in/into opioid/alcohol/opiate/benzodiazepine/acute withdrawal",
                "is/was/been/are withdrawing",
                "withdrawal symptoms/sickness",
                "dope sick",
                "dopesick",
            ],
            &[],
        ),
    }
}

/// Before it in a clause, these say that it is not so, or only asked about.
const NOT_SO: &[&str] = &[
    "asked",
    "assessed",
    "assess",
    "deny",
    "denied",
    "denies",
    "denying",
    "discussed",
    "doesnt",
    "didnt",
    "free",
    "hasnt",
    "if",
    "isnt",
    "negative",
    "neither",
    "never",
    "no",
    "none",
    "nor",
    "not",
    "reviewed",
    "screened",
    "without",
    "wasnt",
];
/// The same soon after it.
const NOT_SO_AFTER: &[&str] = &[
    "absent",
    "asked",
    "assessed",
    "denied",
    "discussed",
    "hotline",
    "negative",
    "prevention",
    "reviewed",
    "risk",
    "screen",
    "screening",
];
/// What `not` is said of soon after it.
const SAID: &[&str] = &["endorsed", "expressed", "noted", "observed", "present", "reported", "voiced"];
/// Anywhere in a clause, these say that it is not so now.
const NOT_NOW: &[&str] =
    &["ago", "earlier", "former", "history", "hx", "lifetime", "past", "previous", "previously", "prior", "year", "years"];
/// So many words are soon.
const SOON: usize = 4;
/// With one of these, the client said that it is not so.
const DENIES: &[&str] = &["deny", "denied", "denies", "denying"];
/// Words for the client, or for whoever speaks.
const CLIENT: &[&str] = &["client", "he", "i", "patient", "pt", "she", "they"];
/// Words for somebody else.
const OTHERS: &[&str] = &[
    "aunt",
    "boyfriend",
    "brother",
    "cousin",
    "coworker",
    "daughter",
    "father",
    "friend",
    "girlfriend",
    "grandfather",
    "grandmother",
    "husband",
    "mother",
    "neighbor",
    "partner",
    "roommate",
    "sister",
    "son",
    "uncle",
    "wife",
];

/// Where the texts of a note say something else than its risk screen, a place each.
pub(in crate::thread) fn against_risk(note: &Note) -> Vec<Found> {
    let mut found = Vec::new();
    if !note.service.spec().met {
        return found;
    }
    let texts: Vec<_> = texts(note).into_iter().map(|(field, text)| (field, said(text))).collect();
    for item in RiskItem::ALL {
        let label = item.label().to_lowercase();
        let affirmed = texts.iter().find(|(_, words)| clauses(words).any(|clause| affirms(item, clause)));
        let denied = texts.iter().find(|(_, words)| clauses(words).any(|clause| denies(item, clause)));
        let told = match (note.risk.get(item), affirmed, denied) {
            (Screen::Denied, Some((field, _)), _) => (field, format!("This mentions {label}, but the risk screen says denied.")),
            (Screen::NotAsked, Some((field, _)), _) => {
                (field, format!("This mentions {label}, but the risk screen says not assessed."))
            }
            (Screen::Present(_), None, Some((field, _))) => {
                (field, format!("This says that the client denied {label}, but the risk screen says reported."))
            }
            (Screen::Denied | Screen::NotAsked | Screen::Present(_), _, _) => continue,
        };
        found.push((told.0.clone().into(), told.1));
    }
    found
}

/// Where in a clause it is spoken of.
fn spoken_of(item: RiskItem, clause: &[Said]) -> Option<usize> {
    let (patterns, short) = says(item);
    (0..clause.len()).find(|at| {
        let rest = clause.get(*at..).unwrap_or_default();
        patterns.iter().any(|pattern| covered(pattern, rest).is_some())
            || rest.first().is_some_and(|word| word.capitals && short.iter().any(|short| short.to_lowercase() == word.folded))
    })
}

fn affirms(item: RiskItem, clause: &[Said]) -> bool {
    let Some(at) = spoken_of(item, clause) else { return false };
    let (before, after) = clause.split_at(at);
    let soon = after.get(..SOON.min(after.len())).unwrap_or_default();
    let year = |word: &Said| word.folded.len() == 4 && (word.folded.starts_with("19") || word.folded.starts_with("20"));
    let not_said = soon.iter().any(|word| word.folded == "not") && soon.iter().any(|word| word.is(SAID));
    let not_so = before.iter().any(|word| word.is(NOT_SO)) || soon.iter().any(|word| word.is(NOT_SO_AFTER)) || not_said;
    if not_so || clause.iter().any(|word| word.is(NOT_NOW) || year(word)) {
        return false;
    }
    let nearest = before.iter().rev().find(|word| word.is(CLIENT) || word.is(OTHERS));
    nearest.is_none_or(|word| word.is(CLIENT))
}

fn denies(item: RiskItem, clause: &[Said]) -> bool {
    spoken_of(item, clause).is_some() && clause.iter().any(|word| word.is(DENIES))
}
