//! Where a document stands, in FHIR's words, and what may happen to it next.
//! The server enforces this without reading the document.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// What a document is, as coarsely as the server needs to know. The exact kind is inside the seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Class {
    /// What is known of the client: the profile, a diagnosis. Living documents, saved and never signed.
    #[n(0)]
    Profile,
    /// Something that happened, signed by its author: a note, an assessment.
    #[n(1)]
    Note,
    /// A version of the plan.
    #[n(2)]
    Plan,
}

impl Class {
    /// Every class, in the order of the permission table.
    pub const ALL: [Self; 3] = [Self::Profile, Self::Note, Self::Plan];
}

/// Whether a second signature is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Review {
    /// The author's signature is enough.
    #[n(0)]
    NotOwed,
    /// A supervisor's signature is owed: the author is in training.
    #[n(1)]
    Owed,
    /// A supervisor read it and returned it with a comment.
    #[n(2)]
    Returned,
    /// A supervisor signed it too (FHIR: an attestation).
    #[n(3)]
    Attested,
}

/// A document's status (FHIR: Composition.status).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A draft, or a living document.
    #[n(0)]
    Preliminary,
    /// Signed and locked.
    #[n(1)]
    Final(#[n(0)] Review),
    /// Signed, with at least one addendum.
    #[n(2)]
    Amended(#[n(0)] Review),
    /// Withdrawn with a reason; kept and marked.
    #[n(3)]
    EnteredInError,
}

/// What happens to a document. `Save` and `Sign` bring a new version; the others are statements about one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A draft, or a living document's next version.
    #[n(0)]
    Save,
    /// The author signs. [`Review::Owed`] when the author's certificate says "in training".
    #[n(1)]
    Sign(#[n(0)] Review),
    /// A supervisor co-signs.
    #[n(2)]
    Attest,
    /// A supervisor returns it with a comment.
    #[n(3)]
    Return,
    /// An addendum.
    #[n(4)]
    Amend,
    /// Entered in error, with a reason.
    #[n(5)]
    Retract,
}

impl Event {
    /// Every event, in the order of the permission table; `Sign` stands once.
    pub const ALL: [Self; 6] = [Self::Save, Self::Sign(Review::NotOwed), Self::Attest, Self::Return, Self::Amend, Self::Retract];

    /// Whether this brings a new version, which must follow the last one.
    pub const fn is_version(self) -> bool {
        match self {
            Self::Save | Self::Sign(_) => true,
            Self::Attest | Self::Return | Self::Amend | Self::Retract => false,
        }
    }
}

/// Why an event may not follow a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// Statements need a signed version.
    #[error("not signed yet")]
    NotSignedYet,
    /// A signed document takes addenda, not versions.
    #[error("already signed")]
    AlreadySigned,
    /// Nothing follows a retraction.
    #[error("entered in error")]
    Retracted,
    /// Nobody owes a second signature here.
    #[error("no review is owed")]
    NoReviewOwed,
    /// A profile is saved, and nothing else; a signature can owe a review or not, nothing else.
    #[error("this class has no such event")]
    NoSuchEvent,
}

impl Status {
    /// The status of a document that begins with `event`.
    ///
    /// Fails with [`Refused::NotSignedYet`] for a statement about nothing.
    pub fn begin(class: Class, event: Event) -> Result<Self, Refused> {
        Self::Preliminary.apply(class, event)
    }

    /// The status after `event`. Written without `_`: a new status or event must be thought about here.
    ///
    /// Fails with the rule that forbids it.
    pub fn apply(self, class: Class, event: Event) -> Result<Self, Refused> {
        use Review::{Attested, NotOwed, Owed, Returned};
        use Status::{Amended, EnteredInError, Final, Preliminary};
        match class {
            Class::Profile if !matches!(event, Event::Save) => return Err(Refused::NoSuchEvent),
            Class::Profile | Class::Note | Class::Plan => {}
        }
        match (self, event) {
            (EnteredInError, _) => Err(Refused::Retracted),
            (_, Event::Sign(Returned | Attested)) => Err(Refused::NoSuchEvent),

            (Preliminary, Event::Save) => Ok(Preliminary),
            (Preliminary, Event::Sign(review @ (NotOwed | Owed))) => Ok(Final(review)),
            (Preliminary, Event::Retract) => Ok(EnteredInError),
            (Preliminary, Event::Attest | Event::Return | Event::Amend) => Err(Refused::NotSignedYet),

            // A returned note is revised and signed again; the review is owed anew.
            (Final(Returned), Event::Save) => Ok(Final(Returned)),
            (Final(Returned), Event::Sign(review @ (NotOwed | Owed))) => Ok(Final(review)),
            (Amended(Returned), Event::Save) => Ok(Amended(Returned)),
            (Amended(Returned), Event::Sign(review @ (NotOwed | Owed))) => Ok(Amended(review)),
            (
                Final(NotOwed | Owed | Attested) | Amended(NotOwed | Owed | Attested),
                Event::Save | Event::Sign(NotOwed | Owed),
            ) => Err(Refused::AlreadySigned),

            (Final(Owed), Event::Attest) => Ok(Final(Attested)),
            (Amended(Owed), Event::Attest) => Ok(Amended(Attested)),
            (Final(Owed), Event::Return) => Ok(Final(Returned)),
            (Amended(Owed), Event::Return) => Ok(Amended(Returned)),
            (Final(NotOwed | Returned | Attested) | Amended(NotOwed | Returned | Attested), Event::Attest | Event::Return) => {
                Err(Refused::NoReviewOwed)
            }

            (Final(review) | Amended(review), Event::Amend) => Ok(Amended(review)),
            (Final(_) | Amended(_), Event::Retract) => Ok(EnteredInError),
        }
    }

    /// The review, of a signed document.
    pub const fn review(self) -> Option<Review> {
        match self {
            Self::Final(review) | Self::Amended(review) => Some(review),
            Self::Preliminary | Self::EnteredInError => None,
        }
    }
}
