//! Pronouns that are not the client's: most often text that came from another chart.

use super::pattern::{Term, terms};
use crate::{
    Note, PatientProfile,
    fold::words,
    likeness::hash,
    thread::{
        note::Found,
        prepared::{Part, Word},
    },
};

const SHE: &[Term] = &terms(["she", "her", "hers", "herself"]);
const HE: &[Term] = &terms(["he", "him", "his", "himself"]);

/// Words for somebody else, to whom a pronoun after them may belong.
const OTHERS: &[Term] = &terms([
    "aunt",
    "baby",
    "boss",
    "boy",
    "boyfriend",
    "brother",
    "caseworker",
    "child",
    "counselor",
    "coworker",
    "cousin",
    "dad",
    "daughter",
    "doctor",
    "dr",
    "employer",
    "ex",
    "father",
    "fiance",
    "fiancee",
    "friend",
    "girl",
    "girlfriend",
    "grandfather",
    "grandmother",
    "grandson",
    "granddaughter",
    "guardian",
    "husband",
    "judge",
    "landlord",
    "lawyer",
    "manager",
    "man",
    "mom",
    "mother",
    "mr",
    "mrs",
    "ms",
    "nephew",
    "neighbor",
    "niece",
    "nurse",
    "officer",
    "parent",
    "partner",
    "peer",
    "person",
    "psychiatrist",
    "roommate",
    "sister",
    "somebody",
    "someone",
    "son",
    "sponsor",
    "stepfather",
    "stepmother",
    "supervisor",
    "teacher",
    "therapist",
    "uncle",
    "wife",
    "woman",
    "writer",
]);

/// The first pronoun in each text that is not the client's and cannot be somebody else's: nobody else was named before it.
/// `They` is said of anyone; quoted words are left alone.
pub(in crate::thread) fn other_pronouns(note: &Note, parts: &[Part], profile: &PatientProfile) -> Vec<Found> {
    let own: Vec<String> = words(&profile.pronouns).collect();
    let has = |set: &[Term]| own.iter().any(|word| set.iter().any(|term| term.text == word));
    let (she, he, they) = (has(SHE), has(HE), own.iter().any(|word| word == "they" || word == "them"));
    let known = she || he || they;
    if !known || !note.participants.is_empty() {
        return Vec::new();
    }
    // Each also with the `s` of possession, whose apostrophe is not kept.
    let names: Vec<_> = words(&profile.name.words()).flat_map(|name| [digest(&name), digest(&format!("{name}s"))]).collect();
    let foreign = |word: Word| word.among(SHE).filter(|_| !she).or_else(|| word.among(HE).filter(|_| !he));
    let mut found = Vec::new();
    for part in parts {
        let other = |word: Word| word.is(OTHERS) || is_a_name(word, &names);
        let mut said = part.words.iter().copied().filter(|word| !word.quoted).take_while(|word| !other(*word));
        let text = |pronoun| format!("“{pronoun}” is written here; the profile says {}.", profile.pronouns.trim());
        found.extend(said.find_map(foreign).map(|pronoun| (part.field.clone().into(), text(pronoun))));
    }
    found
}

fn digest(word: &str) -> u64 {
    hash(word.as_bytes())
}

/// Written with a capital inside a sentence, and not the client's own name.
fn is_a_name(word: Word, own: &[u64]) -> bool {
    word.titled && !word.first && !own.contains(&word.digest())
}
