//! Text against the risk screen: the text says that a risk is there, the screen that it was denied; or the other way round.

use super::{
    clauses,
    pattern::{Patterns, Term, terms},
};
use crate::{
    Field, Note, RiskItem, Screen,
    thread::{
        note::Found,
        prepared::{Part, Word},
    },
};
use std::sync::LazyLock;

/// What says that a risk is there: patterns, and words that are matched in capitals alone, as they stand in a chart.
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
            &["si"],
        ),
        RiskItem::Homicide => (
            &[
                "homicidal",
                "want/wants/wanted/plans/planned/threatened/threatens to kill/hurt/harm/stab/shoot him/her/them/others/someone/somebody/people/his",
            ],
            &["hi"],
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

/// What a pattern speaks of.
struct Speaks {
    item: RiskItem,
    in_capitals: bool,
}

static PATTERNS: LazyLock<Patterns<Speaks>> = LazyLock::new(|| {
    let speaks = |item, words: &'static [&'static str], in_capitals| {
        words.iter().map(move |pattern| (*pattern, Speaks { item, in_capitals }))
    };
    Patterns::new(RiskItem::ALL.into_iter().flat_map(|item| {
        let (patterns, short) = says(item);
        speaks(item, patterns, false).chain(speaks(item, short, true))
    }))
});

/// Before it in a clause, these say that it is not so, or only asked about.
const NOT_SO: &[Term] = &terms([
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
]);
/// The same soon after it.
const NOT_SO_AFTER: &[Term] = &terms([
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
]);
/// With this soon after it, the next are not so.
const NOT: &[Term] = &terms(["not"]);
/// What `not` is said of soon after it.
const SAID: &[Term] = &terms(["endorsed", "expressed", "noted", "observed", "present", "reported", "voiced"]);
/// Anywhere in a clause, these say that it is not so now.
const NOT_NOW: &[Term] =
    &terms(["ago", "earlier", "former", "history", "hx", "lifetime", "past", "previous", "previously", "prior", "year", "years"]);
/// So many words are soon.
const SOON: usize = 4;
/// With one of these, the client said that it is not so.
const DENIES: &[Term] = &terms(["deny", "denied", "denies", "denying"]);
/// Words for the client, or for whoever speaks.
const CLIENT: &[Term] = &terms(["client", "he", "i", "patient", "pt", "she", "they"]);
/// Words for somebody else.
const OTHERS: &[Term] = &terms([
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
]);

/// Where the texts of a note say something else than its risk screen, a place each.
pub(in crate::thread) fn against_risk(note: &Note, parts: &[Part]) -> Vec<Found> {
    let mut found = Vec::new();
    if !note.service.spec().met {
        return found;
    }
    let spoken = spoken(parts);
    for item in RiskItem::ALL {
        let label = item.label().to_lowercase();
        let of_item = || spoken.iter().filter(|spoken| spoken.item == item);
        let (affirmed, denied) = (of_item().find(|spoken| spoken.affirms()), of_item().find(|spoken| spoken.denies()));
        let (place, text) = match (note.risk.get(item), affirmed, denied) {
            (Screen::Denied, Some(place), _) => (place, format!("This mentions {label}, but the risk screen says denied.")),
            (Screen::NotAsked, Some(place), _) => {
                (place, format!("This mentions {label}, but the risk screen says not assessed."))
            }
            (Screen::Present(_), None, Some(place)) => {
                (place, format!("This says that the client denied {label}, but the risk screen says reported."))
            }
            (Screen::Denied | Screen::NotAsked | Screen::Present(_), _, _) => continue,
        };
        found.push((place.field.clone().into(), text));
    }
    found
}

/// A clause that speaks of a risk.
struct Spoken<'a> {
    field: &'a Field,
    item: RiskItem,
    clause: &'a [Word],
    /// Where in the clause, the first time.
    at: usize,
}

/// Every clause that speaks of a risk, once for each risk.
fn spoken(parts: &[Part]) -> Vec<Spoken<'_>> {
    let mut all = Vec::<Spoken<'_>>::new();
    for part in parts {
        for clause in clauses(&part.words) {
            let earlier = all.len();
            for (at, word) in clause.iter().enumerate() {
                let rest = clause.get(at..).unwrap_or_default();
                for pattern in PATTERNS.at(rest) {
                    let Speaks { item, in_capitals } = pattern.means;
                    let told = all.iter().skip(earlier).any(|spoken| spoken.item == item);
                    if !told && (word.capitals || !in_capitals) {
                        all.push(Spoken { field: &part.field, item, clause, at });
                    }
                }
            }
        }
    }
    all
}

impl Spoken<'_> {
    fn affirms(&self) -> bool {
        let (before, after) = self.clause.split_at(self.at);
        let soon = after.get(..SOON.min(after.len())).unwrap_or_default();
        let not_said = soon.iter().any(|word| word.is(NOT)) && soon.iter().any(|word| word.is(SAID));
        let not_so = before.iter().any(|word| word.is(NOT_SO)) || soon.iter().any(|word| word.is(NOT_SO_AFTER)) || not_said;
        if not_so || self.clause.iter().any(|word| word.is(NOT_NOW) || word.year) {
            return false;
        }
        let nearest = before.iter().rev().find(|word| word.is(CLIENT) || word.is(OTHERS));
        nearest.is_none_or(|word| word.is(CLIENT))
    }

    fn denies(&self) -> bool {
        self.clause.iter().any(|word| word.is(DENIES))
    }
}
