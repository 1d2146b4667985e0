//! Pronouns that are not the client's: most often text that came from another chart.

use super::{Said, said, texts};
use crate::{Note, PatientProfile, fold::words, thread::note::Found};

const SHE: &[&str] = &["she", "her", "hers", "herself"];
const HE: &[&str] = &["he", "him", "his", "himself"];

/// Words for somebody else, to whom a pronoun after them may belong.
const OTHERS: &[&str] = &[
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
];

/// The first pronoun in each text that is not the client's and cannot be somebody else's: nobody else was named before it.
/// `They` is said of anyone; quoted words are left alone.
pub(in crate::thread) fn other_pronouns(note: &Note, profile: &PatientProfile) -> Vec<Found> {
    let own: Vec<String> = words(&profile.pronouns).collect();
    let has = |set: &[&str]| own.iter().any(|word| set.contains(&word.as_str()));
    let (she, he, they) = (has(SHE), has(HE), own.iter().any(|word| word == "they" || word == "them"));
    let known = she || he || they;
    if !known || !note.participants.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = words(&profile.name.words()).collect();
    let foreign = |word: &Said| (!she && word.is(SHE)) || (!he && word.is(HE));
    let mut found = Vec::new();
    for (field, text) in texts(note) {
        let all = said(text);
        let other = |word: &Said| word.is(OTHERS) || is_a_name(word, &names);
        let first = all.iter().filter(|word| !word.quoted).take_while(|word| !other(word)).find(|word| foreign(word));
        let text = |word: &Said| format!("“{}” is written here; the profile says {}.", word.folded, profile.pronouns.trim());
        found.extend(first.map(|word| (field.into(), text(word))));
    }
    found
}

/// Written with a capital inside a sentence, and not the client's own name.
fn is_a_name(word: &Said, own: &[String]) -> bool {
    let named = own.iter().any(|name| word.folded == *name || word.folded.strip_suffix('s') == Some(name));
    word.titled && !word.first && !named
}
