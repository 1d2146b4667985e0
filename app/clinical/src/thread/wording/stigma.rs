//! Words that blame, each with a kinder one. Source: National Institute on Drug Abuse, "Words Matter: preferred language for
//! talking about addiction"; the list is ours to extend.

use super::{Said, clauses, covered, said, texts};
use crate::{Field, Note, thread::note::Found};
use std::{collections::BTreeMap, sync::LazyLock};

/// A word or words that blame.
struct Stigma {
    /// The pattern, see [`covered`].
    words: &'static str,
    /// What to write instead.
    kinder: &'static str,
    /// Words right before it with which it is something else.
    not_after: &'static [&'static str],
    /// Words right after it with which it is something else.
    not_before: &'static [&'static str],
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
const NOT_A_PERSON: &[&str] = &[
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
];

static LIST: &[Stigma] = &[
    stigma("addict/addicts", WITH_DISORDER),
    stigma(
        "junkie/junkies/junky/druggie/druggies/crackhead/crackheads/tweaker/tweakers/pothead/potheads/stoner/stoners",
        WHO_USES,
    ),
    Stigma { not_after: &["non", "nonalcoholic"], not_before: NOT_A_PERSON, ..stigma("alcoholic/alcoholics", WITH_ALCOHOL) },
    stigma("drunkard/drunkards/drunks/wino/winos", WITH_ALCOHOL),
    stigma("drug/substance/alcohol/opioid/opiate/heroin/cocaine/polysubstance abuser/abusers", WITH_DISORDER),
    Stigma {
        not_before: &["uncomplicated", "in", "with", "unspecified"],
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

/// The list by the words with which its patterns begin: most words of a text begin none.
static BY_FIRST: LazyLock<BTreeMap<&str, Vec<&Stigma>>> = LazyLock::new(|| {
    let mut by_first: BTreeMap<&str, Vec<&Stigma>> = BTreeMap::new();
    for stigma in LIST {
        let first = stigma.words.split(' ').next().unwrap_or_default();
        first.split('/').for_each(|word| by_first.entry(word).or_default().push(stigma));
    }
    by_first
});

/// What is clean or dirty in the other sense.
const THINGS: &[&str] = &[
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
];

/// The words of a note that blame, outside of quotation marks; each once in a text.
pub(in crate::thread) fn stigmatizing(note: &Note) -> Vec<Found> {
    let mut found = Vec::new();
    for (field, text) in texts(note) {
        found.extend(in_text(&said(text)).into_iter().map(|(words, kinder)| told(&field, &words, kinder)));
    }
    found
}

fn told(field: &Field, words: &str, kinder: &str) -> Found {
    (field.clone().into(), format!("“{words}” can sound like blame. A kinder word: {kinder}."))
}

fn in_text(words: &[Said]) -> Vec<(String, &'static str)> {
    let mut found: Vec<(String, &'static str)> = Vec::new();
    for clause in clauses(words) {
        let about_things = clause.iter().any(|word| word.is(THINGS));
        let mut at = 0;
        while let Some(rest) = clause.get(at..).filter(|rest| !rest.is_empty()) {
            let before = at.checked_sub(1).and_then(|before| clause.get(before));
            let fits = |stigma: &&&Stigma| !(stigma.of_things && about_things) && length(stigma, before, rest).is_some();
            let here = rest.first().and_then(|word| BY_FIRST.get(word.folded.as_str()));
            let Some(stigma) = here.and_then(|here| here.iter().find(fits)) else {
                at += 1;
                continue;
            };
            let length = length(stigma, before, rest).unwrap_or(1);
            let shown = rest.iter().take(length).map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ");
            if !found.iter().any(|(told, _)| *told == shown) {
                found.push((shown, stigma.kinder));
            }
            at += length;
        }
    }
    found
}

/// How many words it takes where it stands; `None` where it is something else, or somebody's own words.
fn length(stigma: &Stigma, before: Option<&Said>, rest: &[Said]) -> Option<usize> {
    let length = covered(stigma.words, rest)?;
    let own = rest.iter().take(length);
    let quoted = own.clone().any(|word| word.quoted);
    // `Alcohol Abuse`, `National Institute on Drug Abuse`: a title or a name.
    let title = length > 1 && own.clone().skip(1).all(|word| word.titled);
    let other =
        before.is_some_and(|word| word.is(stigma.not_after)) || rest.get(length).is_some_and(|word| word.is(stigma.not_before));
    (!quoted && !title && !other).then_some(length)
}
