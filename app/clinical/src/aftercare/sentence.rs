//! The fixed sentences of the client's copy. A program may write its own, in English and in Spanish. Nothing is translated here:
//! what the program did not write in Spanish stays English.

use crate::{contact::SHORT, finding::Findings, measure::Language, named::named};
use record::is_blank;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

named! {
    /// A fixed sentence or heading of the client's copy, in English.
    CopySentence {
        ComeBack = "come-back",
            "Call or walk in. You don’t need a referral or a reason. If you used last night, come anyway. We keep your chart, so you won’t have to start your story over.";
        Title = "title", "My plan for staying well";
        Why = "why", "Why I’m doing this";
        EarlySigns = "early-signs", "Early signs";
        StrongSigns = "strong-signs", "Stronger signs";
        Coping = "coping", "What I do when I notice one";
        IfUse = "if-use", "If I use";
        People = "people", "My people";
        Groups = "groups", "My groups";
        Living = "living", "My home, work and daily life";
        Strengths = "strengths", "What I can build on";
        Danger = "danger", "In danger, or thinking about suicide";
        DangerWords = "danger-words", "Call or text 988, any hour, free. For an overdose or an emergency, call 911.";
        Appointments = "appointments", "My appointments";
        When = "when", "When";
        With = "with", "With";
        Where = "where", "Where";
        Medications = "medications", "My medication";
        Next = "next", "Next";
        Prescriber = "prescriber", "From";
        Naloxone = "naloxone", "Naloxone";
        NaloxoneCall = "naloxone-call", "Call 911.";
        NaloxoneSpray = "naloxone-spray", "Spray in one nostril.";
        NaloxoneBreathe = "naloxone-breathe", "Breathe for them.";
        NaloxoneAgain = "naloxone-again", "No change in 2–3 minutes: second spray, other nostril. Stay.";
        CheckIns = "check-ins", "Check-ins";
        CheckInWords = "check-in-words", "We ask how you are. We never leave a message about treatment.";
        Return = "return", "How to come back";
    }
}

impl CopySentence {
    /// What it is called where a program writes its own: its beginning.
    pub fn heading(self) -> &'static str {
        self.label().split_inclusive(['.', ':']).next().unwrap_or_default().trim_end_matches('.')
    }
}

/// A sentence in the program's own words. Empty means: as it is here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnSentence {
    /// In English.
    #[serde(default)]
    pub english: String,
    /// In Spanish.
    #[serde(default)]
    pub spanish: String,
}

/// The program's own sentences, by the sentence they take the place of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnSentences(pub BTreeMap<CopySentence, OwnSentence>);

impl OwnSentences {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the program wrote anything in Spanish.
    pub fn has_spanish(&self) -> bool {
        self.0.values().any(|own| !is_blank(&own.spanish))
    }

    /// A sentence as the copy has it, and the language it is in: Spanish only where the program wrote it.
    pub fn text(&self, sentence: CopySentence, language: Language) -> (&str, Language) {
        let own = self.0.get(&sentence);
        let spanish = own.map(|own| own.spanish.trim()).filter(|text| language == Language::Es && !is_blank(text));
        let english = own.map(|own| own.english.trim()).filter(|text| !is_blank(text));
        match spanish {
            Some(spanish) => (spanish, Language::Es),
            None => (english.unwrap_or(sentence.label()), Language::En),
        }
    }

    /// Writes one; one that says nothing is none.
    pub fn set(&mut self, sentence: CopySentence, own: OwnSentence) {
        if is_blank(&own.english) && is_blank(&own.spanish) {
            self.0.remove(&sentence);
        } else {
            self.0.insert(sentence, own);
        }
    }

    /// What keeps them from being saved.
    pub(crate) fn check(&self, findings: &mut Findings) {
        for (sentence, own) in &self.0 {
            let place = |field| crate::Place::one("sentence", sentence.id(), field);
            findings.length(place("english"), &own.english, SHORT);
            findings.length(place("spanish"), &own.spanish, SHORT);
        }
    }
}
