//! The intervention session: family and friends, prepared and led by an interventionist, ask somebody to accept help.
//!
//! The person of concern may not be a client. The record is about the participants, is kept apart from every chart, and what
//! participants say is nobody's consent (clinical reference, section 14). Nobody is forced: "not now" is an answer with a next
//! contact, not a failure. LetterStage are documents of their own ([`Letter`]), in the interventionist's private record. Once the
//! person is admitted, an [`AdmissionLink`] says which chart is theirs.

mod admission;
mod check;
mod content;
mod course;
mod letter;
mod people;
mod record;
mod words;

pub use admission::{AdmissionLink, PRIVACY_AFTER, PRIVACY_BEFORE, arranged_plan, profile_of};
pub use course::{Course, Due, DueKind, Step, StepState};
pub use letter::Letter;
pub use people::{Consequence, FamilySupport, LetterState, Meeting, Participant, ParticipantId};
pub use record::{ArrangedTreatment, EarlierSession, FollowUp, Intervention, Session};
pub use words::{Attendance, DetoxNeed, LetterStage, Model, Offer, Outcome, ScreenAnswer, ScreenItem, Screened};
