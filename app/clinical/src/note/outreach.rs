//! When nobody met: how it came, and what was tried to reach the client.

use super::Note;
use crate::{SafeContact, Zoned, named::named, sealed::sealed};
use serde::{Deserialize, Serialize};

named! {
    /// How it came that nobody met. Source: domain reference, sections 1 and 15.
    Absence {
        NoShow = "no-show", "Did not come";
        Cancelled = "cancelled", "Cancelled by the client";
        CancelledByProgram = "cancelled-by-program", "Cancelled by the program";
    }
}

named! {
    /// How the client was tried to be reached.
    OutreachMethod {
        Call = "call", "Telephone call";
        Voicemail = "voicemail", "Voicemail";
        Text = "text", "Text message";
        Email = "email", "Email";
        Letter = "letter", "Letter";
        Visit = "visit", "Visit";
        EmergencyContact = "emergency-contact", "Emergency contact";
        Other = "other", "Another way";
    }
}

impl OutreachMethod {
    /// Whether the client agreed to it. Ways that [`SafeContact`] does not ask about are left to the writer.
    pub const fn is_agreed(self, safe: &SafeContact) -> bool {
        match self {
            Self::Call => safe.call,
            Self::Voicemail => safe.voicemail,
            Self::Text => safe.text,
            Self::Email => safe.email,
            Self::Letter | Self::Visit | Self::EmergencyContact | Self::Other => true,
        }
    }
}

/// One try to reach the client.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// How.
    pub method: OutreachMethod,
    /// When; needed for signing.
    pub at: Option<Zoned>,
    /// Result; needed for signing.
    pub result: String,
}

sealed!(Attempt);

impl Attempt {
    /// As shown: `Telephone call, Wed, Nov 18, 2026, 10:20: no answer`.
    pub fn text(&self) -> String {
        let at = self.at.as_ref().map(|at| format!(", {}, {}", at.date_text(), at.time_text())).unwrap_or_default();
        let result = self.result.trim();
        let head = format!("{}{at}", self.method.label());
        if result.is_empty() { head } else { format!("{head}: {result}") }
    }
}

impl Note {
    /// Whether a required section may stay empty because a list already tells what it asks for.
    pub(super) fn is_told_elsewhere(&self, id: &str) -> bool {
        match id {
            "family_present" | "contact" => !self.participants.is_empty(),
            _ => false,
        }
    }
}
