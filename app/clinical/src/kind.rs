//! The one list of what can be inside a document: a row for each kind. What differs by kind is here or beside its type
//! ([`Content`]); nothing outside of this file asks a body which kind it is by `match`.
//!
//! A kind's JSON form is frozen (`tests/snapshots`) and stays readable for ever (`tests/fixtures`). A changed form is a new
//! kind; an unknown kind or field is refused, never half read, so that an older version cannot save over what it does not know.

mod author;
mod content;
mod facts;
mod plain;
mod stored;
mod strict;
mod summary;
#[cfg(test)]
mod trial;

pub use author::{Author, Authors, Trainee};
pub use content::{Around, Beginning, Content, Kinded, Remark, Searchable};
pub use stored::BodyError;
pub use summary::{Dated, ServiceSpan, Summary};
pub(crate) use {content::lines, summary::excerpt, summary::excerpt_of};

use crate::{
    Addendum, Attestation, AuthorLine, CounselingNote, Finding, LateDelivery, NoLongerApplies, Note, OwnPasskey, PatientProfile,
    Retraction, ReviewComment,
    aftercare::{CheckIn, ContinuingCare},
    assessment::Assessment,
    diagnosis::Condition,
    episode::{Discharge, EpisodeEvent},
    intervention::{AdmissionLink, Intervention, Letter},
    json,
    measure::Measure,
    plan::{Plan, PlanEvent, PlanReview, PlanSignature},
    return_to_use::{ReturnToUse, ReturnToUseCorrection},
};
use author::{EVERYONE, LICENSED, PLANNERS, SUPERVISORS, WRITERS};
use chrono::NaiveDate;
use record::{Class, ClockReading, Event, Lateness, RecordKind, Time};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use stored::Tagged;
#[cfg(test)]
use trial::Trial;

/// One row for each kind: variant and content; stored name, class of its document, kinds of record it may be in; what one and
/// many are called; for each event whose entry may hold it, who may author that and what it is called once
/// done. A row behind `@test` is compiled into tests only.
macro_rules! bodies {
    ($($(#[$doc:meta])* $(@$cfg:ident)? $name:ident($stored:ty) of $content:ty:
        $id:literal, $class:expr, [$($record:ident),+], $noun:literal, $nouns:literal,
        { $($event:pat => $authors:expr, $done:literal;)+ };)+) => {
        /// What kind of document something is, without its content.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind {
            $($(#[cfg($cfg)])? $(#[$doc])* $name,)+
        }

        /// What is inside a document. As serde writes it: `{"kind":"profile/1","body":{…}}`.
        #[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "body", try_from = "Tagged")]
        pub enum Body {
            $(
                $(#[cfg($cfg)])?
                $(#[$doc])*
                #[serde(rename = $id)]
                $name($stored),
            )+
        }

        impl Kind {
            /// Every kind that is written today.
            pub const ALL: &[Self] = &[$($(#[cfg($cfg)])? Self::$name),+];

            /// The name under which it is stored.
            pub const fn id(self) -> &'static str {
                match self {
                    $($(#[cfg($cfg)])? Self::$name => $id,)+
                }
            }

            /// The class of a document that begins with it; `None` for what is said about a document of any class.
            pub const fn own_class(self) -> Option<Class> {
                match self {
                    $($(#[cfg($cfg)])? Self::$name => $class,)+
                }
            }

            /// The kinds of record it may be in; found in another, it was misfiled.
            pub const fn records(self) -> &'static [RecordKind] {
                match self {
                    $($(#[cfg($cfg)])? Self::$name => &[$(RecordKind::$record),+],)+
                }
            }

            /// What one is called.
            pub const fn noun(self) -> &'static str {
                match self {
                    $($(#[cfg($cfg)])? Self::$name => $noun,)+
                }
            }

            /// What many are called.
            pub const fn nouns(self) -> &'static str {
                match self {
                    $($(#[cfg($cfg)])? Self::$name => $nouns,)+
                }
            }

            /// Who may author an entry of this event that holds it; `None` where no such entry may.
            pub const fn authors(self, event: Event) -> Option<Authors> {
                match self {
                    $($(#[cfg($cfg)])? Self::$name => {
                        $(if matches!(event, $event) {
                            return Some($authors);
                        })+
                        None
                    })+
                }
            }

            /// What was done by such an entry: `Note signed`. `None` where no such entry may be.
            pub const fn done(self, event: Event) -> Option<&'static str> {
                match self {
                    $($(#[cfg($cfg)])? Self::$name => {
                        $(if matches!(event, $event) {
                            return Some($done);
                        })+
                        None
                    })+
                }
            }
        }

        impl Body {
            /// Its kind.
            pub const fn kind(&self) -> Kind {
                match self {
                    $($(#[cfg($cfg)])? Self::$name(_) => Kind::$name,)+
                }
            }

            /// The content alone, for a place that names the kind beside it.
            ///
            /// Fails never for values made here; the error keeps callers from an `expect`.
            pub fn to_value(&self) -> Result<Value, BodyError> {
                json::read(&self.to_text()?).map_err(|_| BodyError::Malformed)
            }

            /// The same as text.
            ///
            /// Fails never for values made here; the error keeps callers from an `expect`.
            pub fn to_text(&self) -> Result<String, BodyError> {
                match self {
                    $($(#[cfg($cfg)])? Self::$name(content) => serde_json::to_string(content),)+
                }
                .map_err(|_| BodyError::Malformed)
            }

            /// Reads what [`Self::to_text`] wrote, in one step: for what this device wrote itself and reads by the thousand.
            ///
            /// Fails like [`Self::from_value`]; kinds of earlier versions are not among what it reads.
            pub fn from_text(kind: &str, text: &str) -> Result<Self, BodyError> {
                match kind {
                    $($(#[cfg($cfg)])? $id => json::read(text).map(Self::$name).map_err(|_| BodyError::Malformed),)+
                    _ => Err(BodyError::UnknownKind),
                }
            }

            /// Reads content of a kind, those of earlier versions included.
            ///
            /// Fails with [`BodyError::UnknownKind`] for a kind this version does not know, and with
            /// [`BodyError::Malformed`] for content that is not of that kind.
            pub fn from_value(kind: &str, value: Value) -> Result<Self, BodyError> {
                Self::read(kind, &value.to_string())
            }

            /// The same from text.
            ///
            /// Fails like [`Self::from_value`], and with [`BodyError::Malformed`] for text that has a key twice: two readers could
            /// see two different documents in it.
            pub fn read(kind: &str, text: &str) -> Result<Self, BodyError> {
                strict::value(text).ok_or(BodyError::Malformed)?;
                match Self::from_text(kind, text) {
                    Err(BodyError::UnknownKind) => Self::from_earlier(kind, text),
                    read => read,
                }
            }

            /// As a list shows it. `today` is the local date.
            pub fn summary(&self, today: NaiveDate) -> Summary {
                match self {
                    $($(#[cfg($cfg)])? Self::$name(content) => <$content as Content>::summary(content, today),)+
                }
            }

            /// See [`Content::begin`].
            pub fn begin(&mut self, with: &Beginning<'_>) {
                match self {
                    $($(#[cfg($cfg)])? Self::$name(content) => <$content as Content>::begin(content, with),)+
                }
            }

            /// See [`Content::check`].
            pub fn check(&self, around: &Around<'_>) -> Vec<Finding> {
                match self {
                    $($(#[cfg($cfg)])? Self::$name(content) => <$content as Content>::check(content, around),)+
                }
            }

            /// What a search looks at; `None` for what must not be found.
            pub fn searchable(&self, today: NaiveDate) -> Option<Searchable> {
                match self {
                    $($(#[cfg($cfg)])? Self::$name(content) => <$content as Content>::searchable(content, today),)+
                }
            }

            /// What it says about another document, where that is read beside the document.
            pub fn remark(&self) -> Remark {
                match self {
                    $($(#[cfg($cfg)])? Self::$name(content) => <$content as Content>::remark(content),)+
                }
            }

            /// Writes its signer under it.
            pub fn signed_by(&mut self, author: AuthorLine) {
                match self {
                    $($(#[cfg($cfg)])? Self::$name(content) => <$content as Content>::signed_by(content, author),)+
                }
            }

            /// See [`Content::lateness`].
            pub fn lateness(&self, signed: &ClockReading) -> Option<Lateness> {
                match self {
                    $($(#[cfg($cfg)])? Self::$name(content) => <$content as Content>::lateness(content, signed),)+
                }
            }

            /// See [`Content::sign_by`].
            pub fn sign_by(&self) -> Option<Time> {
                match self {
                    $($(#[cfg($cfg)])? Self::$name(content) => <$content as Content>::sign_by(content),)+
                }
            }
        }

        $(
            $(#[cfg($cfg)])?
            impl From<$content> for Body {
                fn from(content: $content) -> Self {
                    Self::$name(content.into())
                }
            }

            $(#[cfg($cfg)])?
            impl Kinded for $content {
                const KIND: Kind = Kind::$name;

                fn of(body: &Body) -> Option<&Self> {
                    if let Body::$name(content) = body { Some(content) } else { None }
                }
            }
        )+
    };
}

bodies! {
    /// Who the record is about.
    Profile(Box<PatientProfile>) of PatientProfile: "profile/1", Some(Class::Profile), [Patient], "Profile", "Profiles", {
        Event::Save => WRITERS, "Profile saved";
    };
    /// A note.
    Note(Box<Note>) of Note: "note/3", Some(Class::Note), [Patient], "Note", "Notes", {
        Event::Save => WRITERS, "Draft saved";
        Event::Sign(_) => WRITERS, "Note signed";
    };
    /// Something added to a signed document.
    Addendum(Addendum) of Addendum: "addendum/1", None, [Patient, Private], "Addendum", "Addenda", {
        Event::Amend => WRITERS, "Addendum";
    };
    /// A document returned to its author by a supervisor.
    Return(ReviewComment) of ReviewComment: "return/1", None, [Patient], "Comment", "Comments", {
        Event::Return => SUPERVISORS, "Returned with a comment";
    };
    /// A supervisor's signature.
    Attestation(Attestation) of Attestation: "attestation/1", None, [Patient], "Co-signature", "Co-signatures", {
        Event::Attest => SUPERVISORS, "Co-signature";
    };
    /// A document entered in error.
    Retraction(Retraction) of Retraction: "retraction/1", None, [Patient, Private], "Entered in error", "Entered in error", {
        Event::Retract => WRITERS, "Marked as entered in error";
    };
    /// An entry assessment.
    Assessment(Box<Assessment>) of Assessment: "assessment/1", Some(Class::Note), [Patient], "Assessment", "Assessments", {
        Event::Save => WRITERS, "Assessment saved";
        Event::Sign(_) => WRITERS, "Assessment signed";
    };
    /// A version of the plan.
    Plan(Box<Plan>) of Plan: "plan/1", Some(Class::Plan), [Patient], "Plan", "Plans", {
        Event::Save => PLANNERS, "Plan saved";
        Event::Sign(_) => PLANNERS, "Plan signed";
    };
    /// A signature under a version of the plan. Whoever sits with the client may record it.
    PlanSignature(Box<PlanSignature>) of PlanSignature:
        "plan-signature/1", Some(Class::Plan), [Patient], "Signature", "Signatures", {
        Event::Amend => WRITERS, "Signature under the plan";
    };
    /// A plan reviewed without a change.
    PlanReview(Box<PlanReview>) of PlanReview: "plan-review/1", Some(Class::Plan), [Patient], "Plan review", "Plan reviews", {
        Event::Amend => PLANNERS, "Plan reviewed";
    };
    /// Something that happened, reported under the version of the plan in force.
    PlanEvent(Box<PlanEvent>) of PlanEvent:
        "plan-event/1", Some(Class::Plan), [Patient], "Event", "Events", {
        Event::Amend => WRITERS, "Event under the plan";
    };
    /// A diagnosis of the client.
    Condition(Box<Condition>) of Condition: "condition/1", Some(Class::Profile), [Patient], "Diagnosis", "Diagnoses", {
        Event::Save => WRITERS, "Diagnosis saved";
    };
    /// A SUD counseling note (42 CFR 2.11), in its author's own record and in no chart.
    CounselingNote(Box<CounselingNote>) of CounselingNote:
        "counseling-note/1", Some(Class::Note), [Private], "Counseling note", "Counseling notes", {
        Event::Save => WRITERS, "Counseling note saved";
        Event::Sign(_) => WRITERS, "Counseling note signed";
    };
    /// A return to use. Filed with the plan that answers it: whoever of the team learns more may say so under it.
    ReturnToUse(Box<ReturnToUse>) of ReturnToUse:
        "return-to-use/1", Some(Class::Plan), [Patient], "Return to use", "Returns to use", {
        Event::Save => WRITERS, "Return to use saved";
        Event::Sign(_) => WRITERS, "Return to use signed";
    };
    /// What is said later about a return to use. Whoever learns of it writes it down.
    ReturnToUseCorrection(Box<ReturnToUseCorrection>) of ReturnToUseCorrection:
        "return-to-use-correction/1", Some(Class::Plan), [Patient], "Later account", "Later accounts", {
        Event::Amend => WRITERS, "Later account of a return to use";
    };
    /// A standard instrument, filled in.
    Measure(Box<Measure>) of Measure: "measure/1", Some(Class::Note), [Patient], "Measure", "Measures", {
        Event::Save => WRITERS, "Measure saved";
        Event::Sign(_) => WRITERS, "Measure signed";
    };
    /// An intervention, from the first call to the last follow-up, in a record of its own.
    Intervention(Box<Intervention>) of Intervention:
        "intervention/2", Some(Class::Profile), [Intervention], "Intervention", "Interventions", {
        Event::Save => WRITERS, "Intervention signed";
    };
    /// A participant's letter, in the private record of whoever keeps it.
    Letter(Box<Letter>) of Letter: "letter/1", Some(Class::Profile), [Private], "Letter", "Letters", {
        Event::Save => WRITERS, "Letter saved";
    };
    /// The chart of the person of an intervention, once they are admitted.
    AdmissionLink(Box<AdmissionLink>) of AdmissionLink:
        "admission-link/1", Some(Class::Profile), [Intervention], "Admission", "Admissions", {
        Event::Save => WRITERS, "Linked to a chart";
    };
    /// A readmission, or a transfer to another level of care.
    EpisodeEvent(Box<EpisodeEvent>) of EpisodeEvent:
        "episode-event/1", Some(Class::Plan), [Patient], "Readmission or transfer", "Readmissions and transfers", {
        Event::Save => PLANNERS, "Readmission or transfer saved";
        Event::Sign(_) => PLANNERS, "Readmission or transfer signed";
    };
    /// The end of an episode of care.
    Discharge(Box<Discharge>) of Discharge: "discharge/1", Some(Class::Plan), [Patient], "Discharge", "Discharges", {
        Event::Save => PLANNERS, "Discharge saved";
        Event::Sign(_) => PLANNERS, "Discharge signed";
    };
    /// What the client takes along. Whoever sits with the client may write it.
    ContinuingCare(Box<ContinuingCare>) of ContinuingCare:
        "continuing-care/1", Some(Class::Plan), [Patient], "Continuing-care plan", "Continuing-care plans", {
        Event::Save => WRITERS, "Continuing-care plan saved";
        Event::Sign(_) => WRITERS, "Continuing-care plan signed";
    };
    /// A contact after discharge, or why there was none.
    CheckIn(Box<CheckIn>) of CheckIn: "check-in/1", Some(Class::Note), [Patient], "Check-in", "Check-ins", {
        Event::Save => WRITERS, "Check-in saved";
        Event::Sign(_) => WRITERS, "Check-in signed";
    };
    /// What somebody signed before their access ended, and what was decided about it.
    LateDelivery(Box<LateDelivery>) of LateDelivery:
        "late-delivery/1", Some(Class::Note), [Patient], "Late delivery", "Late deliveries", {
        Event::Save => LICENSED, "Late delivery saved";
        Event::Sign(_) => LICENSED, "Late delivery decided";
    };
    /// A statement about a document that a restored server lost, and that no longer applies.
    NoLongerApplies(NoLongerApplies) of NoLongerApplies:
        "no-longer-applies/1", None, [Patient, Private], "Lost statement", "Lost statements", {
        Event::Amend => WRITERS, "Lost statement no longer applies";
    };
    /// A passkey of whoever the record is of, so that each of their devices knows it and can remove it.
    OwnPasskey(OwnPasskey) of OwnPasskey: "own-passkey/1", Some(Class::Profile), [Own], "Passkey", "Passkeys", {
        Event::Save => EVERYONE, "List of passkeys changed";
    };
    /// A kind that exists in this crate's own tests alone, to count what a new one costs.
    @test Trial(Trial) of Trial: "trial/1", Some(Class::Note), [Patient], "Trial", "Trials", {
        Event::Save => WRITERS, "Trial saved";
        Event::Sign(_) => WRITERS, "Trial signed";
    };
}
