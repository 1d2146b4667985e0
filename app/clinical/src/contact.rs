//! How a client can be reached, and what must not be said there.

use crate::{Field, Wrong, finding::Findings, sealed::sealed};
use record::is_blank;
use serde::{Deserialize, Serialize};

/// What is told beside every contact. Source: domain reference, section 13; 42 CFR Part 2.
pub const NO_SUD_WORDS: &str =
    "Say nothing about substance use or treatment in a voicemail, text, or email, and do not confirm that anyone is a client.";

/// Where a client can be reached. Empty means none is known.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Telephone, as given.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Postal address, with line breaks.
    pub address: String,
}

/// What the client agreed to. Nothing is allowed until it was asked.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafeContact {
    /// May be called.
    pub call: bool,
    /// A voicemail may be left.
    pub voicemail: bool,
    /// May be sent a text.
    pub text: bool,
    /// May be sent an e-mail.
    pub email: bool,
    /// What to say: whom to ask for, how to name oneself.
    pub words_to_use: String,
    /// Who must not be spoken to.
    pub not_to_speak_to: String,
}

/// Whom to call in an emergency.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyContact {
    /// Name.
    pub name: String,
    /// What they are to the client.
    pub relation: String,
    /// Telephone.
    pub phone: String,
    /// Whether they know that the client is in treatment; otherwise they must not learn it from a call.
    pub knows: bool,
}

sealed!(Contact, SafeContact, EmergencyContact);

impl SafeContact {
    /// Nothing is allowed, or nobody has asked yet.
    pub const fn allows_nothing(&self) -> bool {
        !(self.call || self.voicemail || self.text || self.email)
    }
}

/// The most characters of an address, of words to use and of other short texts.
pub(crate) const SHORT: u32 = 2_000;
/// The most characters of a name, a number, a label.
pub(crate) const LINE: u32 = 200;

pub(crate) fn check(contact: &Contact, safe: &SafeContact, errors: &mut Findings) {
    let has_phone = !is_blank(&contact.phone);
    let has_email = !is_blank(&contact.email);
    errors.block(has_phone && !is_phone(&contact.phone), Field::Phone, Wrong::NotAPhone);
    errors.block(has_email && !is_email(&contact.email), Field::Email, Wrong::NotAnEmail);
    errors.block((safe.call || safe.voicemail || safe.text) && !has_phone, Field::Phone, Wrong::NoPhoneForContact);
    errors.block(safe.email && !has_email, Field::Email, Wrong::NoEmailForContact);
    errors.block(safe.voicemail && !safe.call, Field::SafeContact, Wrong::VoicemailWithoutCall);
    errors.length(Field::Phone, &contact.phone, LINE);
    errors.length(Field::Email, &contact.email, LINE);
    errors.length(Field::Address, &contact.address, SHORT);
    errors.length(Field::WordsToUse, &safe.words_to_use, SHORT);
    errors.length(Field::NotToSpeakTo, &safe.not_to_speak_to, SHORT);
}

pub(crate) fn check_emergency(emergency: &EmergencyContact, errors: &mut Findings) {
    let EmergencyContact { name, relation, phone, knows: _ } = emergency;
    let no_phone = is_blank(phone);
    errors.block(is_blank(name), Field::EmergencyContact, Wrong::Missing);
    errors.block(no_phone, Field::EmergencyPhone, Wrong::Missing);
    errors.block(!no_phone && !is_phone(phone), Field::EmergencyPhone, Wrong::NotAPhone);
    errors.length(Field::EmergencyContact, name, LINE);
    errors.length(Field::EmergencyContact, relation, LINE);
    errors.length(Field::EmergencyPhone, phone, LINE);
}

/// At least seven digits, and an extension or a remark after them if need be.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let starts = text.trim().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '('));
    starts && (7..=25).contains(&digits)
}

/// One `@` between two parts without spaces, the second with a dot inside. Whether it arrives, only sending tells.
fn is_email(text: &str) -> bool {
    let text = text.trim();
    let Some((local, domain)) = text.split_once('@') else { return false };
    let inside = domain.trim_matches('.') == domain && domain.contains('.');
    !local.is_empty() && inside && !domain.contains('@') && !text.contains(char::is_whitespace)
}
