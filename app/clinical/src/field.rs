//! The fields of a profile, a note and what is said about a note.

use crate::{Place, RiskItem};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A place on a form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Profile: given name.
    GivenName,
    /// Profile: family name.
    FamilyName,
    /// Profile: the name the client goes by.
    PreferredName,
    /// Profile: pronouns.
    Pronouns,
    /// Profile: birth date.
    BirthDate,
    /// Profile: telephone.
    Phone,
    /// Profile: e-mail.
    Email,
    /// Profile: postal address.
    Address,
    /// Profile: which ways of contact are safe.
    SafeContact,
    /// Profile: words to use when calling.
    WordsToUse,
    /// Profile: whom not to speak to.
    NotToSpeakTo,
    /// Profile: program.
    Program,
    /// Profile: level of care.
    LevelOfCare,
    /// Profile: when care began.
    Opened,
    /// Profile: the emergency contact's name and relation.
    EmergencyContact,
    /// Profile: the emergency contact's telephone.
    EmergencyPhone,
    /// Profile: allergies.
    Allergies,
    /// Note: the day of service.
    Date,
    /// Note: when it started.
    Start,
    /// Note: when it ended.
    End,
    /// Note: in person, by video or by telephone.
    Modality,
    /// Note: where.
    Location,
    /// Note: who took part.
    Participants,
    /// Note: an item of the risk screen.
    Risk(RiskItem),
    /// Note: toxicology.
    Toxicology,
    /// Note: the next session.
    NextSession,
    /// Note: the objectives it worked on.
    Links,
    /// Note: one objective it worked on, by its id.
    Link(String),
    /// Note: how it came that nobody met.
    Absence,
    /// Note: a try to reach the client, by its number from 1.
    Attempt(u16),
    /// Note: a section, by its id.
    Section(String),
    /// Note: text set aside, by the id of the section it came from.
    SetAside(String),
    /// Note: why it is late.
    LateReason,
    /// Note: the whole of it.
    Note,
    /// Counseling note: the day of the conversation.
    CounselingDate,
    /// Addendum, counseling note: the text.
    Text,
    /// Addendum, retraction: the reason.
    Reason,
    /// Return: the comment.
    Comment,
}

impl Field {
    /// A stable name, usable as an HTML id: `birth-date`, `section-plan`, `risk-suicide`.
    pub fn name(&self) -> Cow<'static, str> {
        let (of, which) = self.parts();
        which.map_or(Cow::Borrowed(of), |which| Cow::Owned(format!("{of}-{which}")))
    }

    /// The kind of field, and which one where there are several.
    fn parts(&self) -> (&'static str, Option<Cow<'_, str>>) {
        let of = match self {
            Self::GivenName => "given-name",
            Self::FamilyName => "family-name",
            Self::PreferredName => "preferred-name",
            Self::Pronouns => "pronouns",
            Self::BirthDate => "birth-date",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Address => "address",
            Self::SafeContact => "safe-contact",
            Self::WordsToUse => "words-to-use",
            Self::NotToSpeakTo => "not-to-speak-to",
            Self::Program => "program",
            Self::LevelOfCare => "level-of-care",
            Self::Opened => "opened",
            Self::EmergencyContact => "emergency-contact",
            Self::EmergencyPhone => "emergency-phone",
            Self::Allergies => "allergies",
            Self::Date => "date",
            Self::Start => "start",
            Self::End => "end",
            Self::Modality => "modality",
            Self::Location => "location",
            Self::Participants => "participants",
            Self::Risk(item) => return ("risk", Some(Cow::Borrowed(item.id()))),
            Self::Toxicology => "toxicology",
            Self::NextSession => "next-session",
            Self::Links => "links",
            Self::Link(id) => return ("link", Some(Cow::Borrowed(id))),
            Self::Absence => "absence",
            Self::Attempt(number) => return ("attempt", Some(Cow::Owned(number.to_string()))),
            Self::Section(id) => return ("section", Some(Cow::Borrowed(id))),
            Self::SetAside(id) => return ("aside", Some(Cow::Borrowed(id))),
            Self::LateReason => "late-reason",
            Self::Note => "note",
            Self::CounselingDate => "counseling-date",
            Self::Text => "text",
            Self::Reason => "reason",
            Self::Comment => "comment",
        };
        (of, None)
    }
}

impl From<Field> for Place {
    fn from(field: Field) -> Self {
        let (of, which) = field.parts();
        Self { of: Cow::Borrowed(of), which: which.map(Cow::into_owned), field: Cow::Borrowed("") }
    }
}
