//! What is wrong, where, and in which words it is told beside the field.
//!
//! Nothing here carries content: a problem never repeats what was typed.

use crate::RiskItem;
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
        Cow::Borrowed(match self {
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
            Self::Risk(item) => return Cow::Owned(format!("risk-{}", item.id())),
            Self::Toxicology => "toxicology",
            Self::NextSession => "next-session",
            Self::Links => "links",
            Self::Link(id) => return Cow::Owned(format!("link-{id}")),
            Self::Absence => "absence",
            Self::Attempt(number) => return Cow::Owned(format!("attempt-{number}")),
            Self::Section(id) => return Cow::Owned(format!("section-{id}")),
            Self::SetAside(id) => return Cow::Owned(format!("aside-{id}")),
            Self::LateReason => "late-reason",
            Self::Note => "note",
            Self::CounselingDate => "counseling-date",
            Self::Text => "text",
            Self::Reason => "reason",
            Self::Comment => "comment",
        })
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Nothing is there and something must be.
    Missing,
    /// More characters than are kept here.
    TooLong {
        /// The most characters.
        max: u32,
    },
    /// A number outside of what is possible.
    OutOfRange {
        /// The least.
        from: i32,
        /// The most.
        to: i32,
    },
    /// Not a day of the calendar.
    NotADate,
    /// Not a time of day.
    NotATime,
    /// The zone or its offset cannot be.
    NotALocalTime,
    /// A day that has not come.
    InFuture,
    /// A day before 1900.
    TooEarly,
    /// Care began before the client was born.
    BeforeBirth,
    /// Not a telephone number.
    NotAPhone,
    /// Not an e-mail address.
    NotAnEmail,
    /// A way of contact is allowed, and there is no number for it.
    NoPhoneForContact,
    /// E-mail is allowed, and there is no address.
    NoEmailForContact,
    /// Voicemail is allowed, calling is not.
    VoicemailWithoutCall,
    /// The level of care is not in the tables.
    UnknownLevel,
    /// It ends before it starts.
    EndsBeforeStart,
    /// Longer than twelve hours.
    SessionTooLong,
    /// The service has not begun yet.
    NotBegun,
    /// The service has not ended yet.
    NotEnded,
    /// No section has any text.
    NoText,
    /// Text of another format is still set aside.
    TextSetAside,
    /// Written after the time allowed, and no reason given.
    LateWithoutReason,
    /// Nobody asked about this risk.
    RiskNotAsked,
    /// A risk is present and not described.
    RiskNotDescribed,
    /// The next session is before this one.
    NextBeforeThis,
    /// An objective ended or changed, and no reason given.
    ProgressWithoutReason,
    /// A try to reach the client without its time.
    AttemptWithoutTime,
    /// A try to reach the client without what came of it.
    AttemptWithoutResult,
}

impl Problem {
    /// The rule's stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong { .. } => "too-long",
            Self::OutOfRange { .. } => "out-of-range",
            Self::NotADate => "not-a-date",
            Self::NotATime => "not-a-time",
            Self::NotALocalTime => "not-a-local-time",
            Self::InFuture => "in-future",
            Self::TooEarly => "too-early",
            Self::BeforeBirth => "before-birth",
            Self::NotAPhone => "not-a-phone",
            Self::NotAnEmail => "not-an-email",
            Self::NoPhoneForContact => "no-phone-for-contact",
            Self::NoEmailForContact => "no-email-for-contact",
            Self::VoicemailWithoutCall => "voicemail-without-call",
            Self::UnknownLevel => "unknown-level",
            Self::EndsBeforeStart => "ends-before-start",
            Self::SessionTooLong => "session-too-long",
            Self::NotBegun => "not-begun",
            Self::NotEnded => "not-ended",
            Self::NoText => "no-text",
            Self::TextSetAside => "text-set-aside",
            Self::LateWithoutReason => "late-without-reason",
            Self::RiskNotAsked => "risk-not-asked",
            Self::RiskNotDescribed => "risk-not-described",
            Self::NextBeforeThis => "next-before-this",
            Self::ProgressWithoutReason => "progress-without-reason",
            Self::AttemptWithoutTime => "attempt-without-time",
            Self::AttemptWithoutResult => "attempt-without-result",
        }
    }

    /// What happened and what to do, as it stands on the page.
    pub fn sentence(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Missing => "Please fill this in.",
            Self::TooLong { max } => return Cow::Owned(format!("This is too long. Keep it under {max} characters.")),
            Self::OutOfRange { from, to } => return Cow::Owned(format!("This cannot be. Write a number from {from} to {to}.")),
            Self::NotADate => "There is no such date. Write it as year, month, day.",
            Self::NotATime => "There is no such time. Write it as hours and minutes.",
            Self::NotALocalTime => "The time zone cannot be right. Check this device's time zone.",
            Self::InFuture => "This date has not come yet. Check the year.",
            Self::TooEarly => "This date is before 1900. Check the year.",
            Self::BeforeBirth => "This is before the birth date. Check both dates.",
            Self::NotAPhone => "This is not a telephone number. Write digits, with the area code.",
            Self::NotAnEmail => "This is not an e-mail address. Write it as name@place.",
            Self::NoPhoneForContact => {
                "Calls, voicemail or texts are allowed, but there is no number. Add one, or take the permission back."
            }
            Self::NoEmailForContact => "E-mail is allowed, but there is no address. Add one, or take the permission back.",
            Self::VoicemailWithoutCall => "Voicemail is allowed, but calling is not. Allow calls too, or take voicemail back.",
            Self::UnknownLevel => "This level of care is not in the list. Choose one from the list.",
            Self::EndsBeforeStart => "The end is not after the start. Check both times, and the day it ended.",
            Self::SessionTooLong => "This session is longer than twelve hours. Check both times.",
            Self::NotBegun => "This session has not begun yet. Sign when it is over.",
            Self::NotEnded => "This session has not ended yet. Check the end before you sign.",
            Self::NoText => "No section has any text yet. Write at least one.",
            Self::TextSetAside => "Text from another format is set aside. Put it into a section, or drop it.",
            Self::LateWithoutReason => "This is a late entry. Say why it is late.",
            Self::RiskNotAsked => "Nobody asked about this. Ask, or leave it and sign.",
            Self::RiskNotDescribed => "A risk is present. Say what was said and what was done.",
            Self::NextBeforeThis => "The next session is before this one. Check its date.",
            Self::ProgressWithoutReason => "This says that an objective ended or changed. Say why, in a few words.",
            Self::AttemptWithoutTime => "Say when this was tried.",
            Self::AttemptWithoutResult => "Say what came of it, also when nobody answered.",
        })
    }
}

/// A field with what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FieldError {
    /// Where.
    pub field: Field,
    /// What.
    pub problem: Problem,
}

impl FieldError {
    /// What is told beside the field.
    pub fn sentence(&self) -> Cow<'static, str> {
        self.problem.sentence()
    }
}

/// Whether a finding stops a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Cannot be signed like this.
    Blocks,
    /// Worth a look; may be signed.
    Warns,
    /// Good to know.
    Notes,
}

/// What a check found before a signature.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// Where.
    pub field: Field,
    /// What.
    pub problem: Problem,
    /// Whether it stops the signature.
    pub severity: Severity,
}

impl Finding {
    /// Stops the signature.
    pub const fn blocking(field: Field, problem: Problem) -> Self {
        Self { field, problem, severity: Severity::Blocks }
    }

    /// Is told, and stops nothing.
    pub const fn warning(field: Field, problem: Problem) -> Self {
        Self { field, problem, severity: Severity::Warns }
    }

    /// Whether it stops the signature.
    pub const fn blocks(&self) -> bool {
        matches!(self.severity, Severity::Blocks)
    }

    /// What is told beside the field.
    pub fn sentence(&self) -> Cow<'static, str> {
        self.problem.sentence()
    }
}
