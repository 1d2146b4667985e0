#![doc = include_str!("../README.md")]

mod body;
mod contact;
mod field;
mod fold;
mod format;
mod level;
pub mod likeness;
mod note;
mod profile;
mod risk;
mod sealed;
pub mod search;
mod service;
mod service_time;
mod span;
mod statement;
mod when;
mod zoned;

pub use body::{Body, BodyError};
pub use contact::{Contact, EmergencyContact, NO_SUD_WORDS, SafeContact};
pub use field::{Field, FieldError, Finding, Problem, Severity};
pub use format::{Format, Section, section};
pub use level::{Edition, Level, LevelOfCare, Setting, WeeklyHours, levels};
pub use note::{AuthorLine, Modality, Note, Participant, lint};
pub use profile::{PRONOUNS, PatientName, PatientProfile, parse_date};
pub use risk::{RiskItem, RiskScreen, Screen};
pub use service::{ServiceSpec, ServiceType};
pub use service_time::ServiceTime;
pub use span::{Span, SpanError, overlaps};
pub use statement::{Addendum, Attestation, Retraction, ReviewComment, SignatureMeaning};
pub use when::{TypedTime, When};
pub use zoned::{Zoned, ZonedError};
