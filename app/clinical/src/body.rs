//! Everything that can be inside a document, each with the kind under which it is stored.
//!
//! A kind's JSON form is frozen (`tests/snapshots`) and stays readable for ever (`tests/fixtures`).
//! A changed form is a new kind; an unknown kind or field is refused, never half read, so that an
//! older program cannot save over what it does not know.

use crate::{
    Addendum, Attestation, CounselingNote, Note, PatientProfile, Retraction, ReviewComment,
    assessment::Assessment,
    diagnosis::Condition,
    note::{NoteV1, NoteV2},
    plan::{Plan, PlanEvent, PlanReview, PlanSignature},
    sealed::sealed,
};
use record::{Class, Event};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// One row for each kind: variant and content, kind, class of its document, events whose entry may hold it.
macro_rules! bodies {
    ($($(#[$doc:meta])* $name:ident($stored:ty) of $content:ty: $kind:literal, $class:ident, [$events:pat];)+) => {
        /// What is inside a document. As serde writes it: `{"kind":"profile/1","body":{…}}`.
        #[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "body", try_from = "Stored")]
        pub enum Body {
            $(
                $(#[$doc])*
                #[serde(rename = $kind)]
                $name($stored),
            )+
        }

        impl Body {
            /// Every kind that is written today.
            pub const KINDS: &[&str] = &[$($kind),+];

            /// The kind under which it is stored.
            pub const fn kind(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => $kind,)+
                }
            }

            /// How coarsely the server knows the document it stands in.
            pub const fn class(&self) -> Class {
                match self {
                    $(Self::$name(_) => Class::$class,)+
                }
            }

            /// Whether an entry of this event may hold it; a reader refuses what does not fit.
            pub const fn fits(&self, event: Event) -> bool {
                match self {
                    $(Self::$name(_) => matches!(event, $events),)+
                }
            }

            /// The content alone, for a place that names the kind beside it.
            ///
            /// Fails never for values made here; the error keeps callers from an `expect`.
            pub fn to_value(&self) -> Result<Value, BodyError> {
                match self {
                    $(Self::$name(content) => serde_json::to_value(content),)+
                }
                .map_err(|_| BodyError::Malformed)
            }

            /// Reads content of a kind, those of earlier programs included.
            ///
            /// Fails with [`BodyError::UnknownKind`] for a kind this program does not know, and with
            /// [`BodyError::Malformed`] for content that is not of that kind.
            pub fn from_value(kind: &str, value: Value) -> Result<Self, BodyError> {
                match kind {
                    $($kind => read(value).map(Self::$name),)+
                    "note/1" => read::<NoteV1>(value).map(|old| Note::from(old).into()),
                    "note/2" => NoteV2::try_from(value).map(|old| Note::from(old).into()).map_err(|_| BodyError::Malformed),
                    _ => Err(BodyError::UnknownKind),
                }
            }
        }

        $(
            impl From<$content> for Body {
                fn from(content: $content) -> Self {
                    Self::$name(content.into())
                }
            }
        )+
    };
}

bodies! {
    /// Who the record is about.
    Profile(Box<PatientProfile>) of PatientProfile: "profile/1", Profile, [Event::Save];
    /// A note.
    Note(Box<Note>) of Note: "note/3", Note, [Event::Save | Event::Sign(_)];
    /// Something added to a signed note.
    Addendum(Addendum) of Addendum: "addendum/1", Note, [Event::Amend];
    /// A note returned by a supervisor.
    Return(ReviewComment) of ReviewComment: "return/1", Note, [Event::Return];
    /// A supervisor's signature.
    Attestation(Attestation) of Attestation: "attestation/1", Note, [Event::Attest];
    /// A note entered in error.
    Retraction(Retraction) of Retraction: "retraction/1", Note, [Event::Retract];
    /// An entry assessment.
    Assessment(Box<Assessment>) of Assessment: "assessment/1", Note, [Event::Save | Event::Sign(_)];
    /// A version of the plan.
    Plan(Box<Plan>) of Plan: "plan/1", Plan, [Event::Save | Event::Sign(_)];
    /// A signature under a version of the plan.
    PlanSignature(Box<PlanSignature>) of PlanSignature: "plan-signature/1", Plan, [Event::Amend];
    /// A plan reviewed without a change.
    PlanReview(Box<PlanReview>) of PlanReview: "plan-review/1", Plan, [Event::Amend];
    /// Something that happened, told under the version of the plan in force.
    PlanEvent(Box<PlanEvent>) of PlanEvent: "plan-event/1", Plan, [Event::Amend];
    /// A diagnosis of the client.
    Condition(Box<Condition>) of Condition: "condition/1", Profile, [Event::Save];
    /// A SUD counseling note, in its author's own record.
    CounselingNote(Box<CounselingNote>) of CounselingNote: "counseling-note/1", Note, [Event::Save | Event::Sign(_)];
}

impl Body {
    /// Whether it belongs to the chart. A SUD counseling note never does: it is not searched, exported, linted or
    /// audited (42 CFR 2.11, 2.31(b)), and one found in a chart was misfiled.
    pub const fn in_chart(&self) -> bool {
        !matches!(self, Self::CounselingNote(_))
    }

    /// Whether it is said about a document that stands; the others are documents themselves.
    pub const fn is_statement(&self) -> bool {
        !self.fits(Event::Save)
    }
}

sealed!(Body);

/// A body as it stands in a document, its kind not yet looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    kind: String,
    body: Value,
}

impl TryFrom<Stored> for Body {
    type Error = BodyError;
    fn try_from(stored: Stored) -> Result<Self, BodyError> {
        Self::from_value(&stored.kind, stored.body)
    }
}

/// Why stored text is no body. Says nothing of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Written by a newer program.
    #[error("unknown kind of document")]
    UnknownKind,
    /// Not what its kind promises.
    #[error("malformed document")]
    Malformed,
}

fn read<T: DeserializeOwned>(value: Value) -> Result<T, BodyError> {
    serde_json::from_value(value).map_err(|_| BodyError::Malformed) // serde's words repeat what they read
}
