//! Words that blame, each with a kinder one. Source: National Institute on Drug Abuse, "Words Matter: preferred language for
//! talking about addiction"; the list is ours to extend.

use super::{
    clauses,
    pattern::{Pattern, Patterns, Term, terms},
};
use crate::thread::{
    note::Found,
    prepared::{Part, Word},
};
use std::sync::LazyLock;

/// A word or words that blame.
struct Stigma {
    /// The pattern, see [`Pattern::new`].
    words: &'static str,
    /// What to write instead.
    kinder: &'static str,
    /// Words right before it with which it is something else.
    not_after: &'static [Term],
    /// Words right after it with which it is something else.
    not_before: &'static [Term],
    /// Whether things are spoken of as well: then a clause about a home, clothes or looks tells nothing.
    of_things: bool,
}

const fn stigma(words: &'static str, kinder: &'static str) -> Stigma {
    Stigma { words, kinder, not_after: &[], not_before: &[], of_things: false }
}

const fn of_things(words: &'static str, kinder: &'static str) -> Stigma {
    Stigma { of_things: true, ..stigma(words, kinder) }
}

const WITH_DISORDER: &str = "person with a substance use disorder";
const WHO_USES: &str = "person who uses drugs";
const WITH_ALCOHOL: &str = "person with an alcohol use disorder";
const NEGATIVE: &str = "negative";

/// After these, `alcoholic` is about a drink or an illness.
const NOT_A_PERSON: &[Term] = &terms([
    "anonymous",
    "beverage",
    "beverages",
    "cardiomyopathy",
    "cirrhosis",
    "drink",
    "drinks",
    "encephalopathy",
    "fatty",
    "gastritis",
    "hallucinosis",
    "hepatitis",
    "ketoacidosis",
    "liver",
    "neuropathy",
    "pancreatitis",
]);

static LIST: &[Stigma] = &[
    stigma("addict/addicts", WITH_DISORDER),
    stigma(
        "junkie/junkies/junky/druggie/druggies/crackhead/crackheads/tweaker/tweakers/pothead/potheads/stoner/stoners",
        WHO_USES,
    ),
    Stigma {
        not_after: &terms(["non", "nonalcoholic"]),
        not_before: NOT_A_PERSON,
        ..stigma("alcoholic/alcoholics", WITH_ALCOHOL)
    },
    stigma("drunkard/drunkards/drunks/wino/winos", WITH_ALCOHOL),
    stigma("drug/substance/alcohol/opioid/opiate/heroin/cocaine/polysubstance abuser/abusers", WITH_DISORDER),
    Stigma {
        not_before: &terms(["uncomplicated", "in", "with", "unspecified"]),
        ..stigma("drug/substance/alcohol/opioid/opiate/heroin/cocaine/polysubstance abuse", "use, or use disorder")
    },
    stigma("drug/heroin/meth/crack/iv user/users", WHO_USES),
    stigma("drug/heroin/cocaine habit/habits", "substance use disorder"),
    stigma("crack/addicted baby/babies/newborn", "newborn exposed to substances"),
    of_things("dirty", "positive, of a test; returned to use, of a person"),
    of_things("clean urine/uds/screen/screens/sample/samples/drop/drops/test/tests", NEGATIVE),
    of_things("urine/uds/screen/screens/sample/test/tests/tested/drop/dropped clean", NEGATIVE),
    of_things("clean time", "time in recovery"),
    of_things("clean and sober", "in recovery, or not using"),
    of_things(
        "got/get/gets/getting/stay/stays/stayed/staying/been/being/is/was/are/were/now/remain/remains/remained clean",
        "in recovery, or not using",
    ),
    stigma("frequent flyer/flyers/flier/fliers", "person who comes often"),
    stigma("drug/med/meds/medication/pill seeking/seeker/seekers", "what was asked for and why"),
    stigma("noncompliant/noncompliance", "what was not done, and why"),
    stigma("non compliant/compliance", "what was not done, and why"),
    stigma("failed/fails/failing treatment/rehab/detox", "returned to use after treatment"),
    stigma("opioid/opiate/methadone substitution/replacement", "medication for opioid use disorder"),
];

static PATTERNS: LazyLock<Patterns<&Stigma>> = LazyLock::new(|| Patterns::new(LIST.iter().map(|stigma| (stigma.words, stigma))));

/// What is clean or dirty in the other sense.
const THINGS: &[Term] = &terms([
    "apartment",
    "bathroom",
    "car",
    "clothes",
    "clothing",
    "dishes",
    "dressed",
    "floor",
    "groomed",
    "hair",
    "hands",
    "home",
    "house",
    "hygiene",
    "kitchen",
    "laundry",
    "room",
    "shaven",
    "shirt",
    "slate",
    "wound",
]);

/// The words of a note that blame, outside of quotation marks; each once in a text.
pub(in crate::thread) fn stigmatizing(parts: &[Part]) -> Vec<Found> {
    let mut found = Vec::new();
    for part in parts {
        let text = |words: &str, kinder: &str| format!("“{words}” can sound like blame. A kinder word: {kinder}.");
        let told = in_text(&part.words);
        found.extend(told.into_iter().map(|(words, kinder)| (part.field.clone().into(), text(&words, kinder))));
    }
    found
}

fn in_text(words: &[Word]) -> Vec<(String, &'static str)> {
    let mut found: Vec<(String, &'static str)> = Vec::new();
    for clause in clauses(words) {
        let about_things = || clause.iter().any(|word| word.is(THINGS));
        let mut at = 0;
        while let Some(rest) = clause.get(at..).filter(|rest| !rest.is_empty()) {
            let before = at.checked_sub(1).and_then(|before| clause.get(before));
            let blames =
                |pattern: &&Pattern<&Stigma>| blames(pattern, before, rest) && !(pattern.means.of_things && about_things());
            let Some(pattern) = PATTERNS.at(rest).find(blames) else {
                at += 1;
                continue;
            };
            let shown = pattern.shown(rest);
            if !found.iter().any(|(told, _)| *told == shown) {
                found.push((shown, pattern.means.kinder));
            }
            at += pattern.len();
        }
    }
    found
}

/// Whether it blames where it stands, and is nothing else, nor somebody's own words.
fn blames(pattern: &Pattern<&Stigma>, before: Option<&Word>, rest: &[Word]) -> bool {
    let own = rest.iter().take(pattern.len());
    let quoted = own.clone().any(|word| word.quoted);
    // `Alcohol Abuse`, `National Institute on Drug Abuse`: a title or a name.
    let title = pattern.len() > 1 && own.clone().skip(1).all(|word| word.titled);
    let after = rest.get(pattern.len());
    let other = before.is_some_and(|word| word.is(pattern.means.not_after))
        || after.is_some_and(|word| word.is(pattern.means.not_before));
    !quoted && !title && !other
}
