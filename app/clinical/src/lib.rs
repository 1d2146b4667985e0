#![doc = include_str!("../README.md")]

pub mod assessment;
pub mod chart;
mod contact;
mod counseling;
pub mod diagnosis;
mod field;
mod finding;
mod fold;
mod format;
pub mod icd10cm;
pub mod json;
mod kind;
mod level;
pub mod likeness;
mod local_zone;
pub mod measure;
mod named;
mod note;
pub mod plan;
mod profile;
pub mod return_to_use;
pub mod rewording;
mod risk;
mod sealed;
pub mod search;
mod service;
mod service_time;
mod settings;
mod span;
mod statement;
pub mod thread;
mod when;
mod wrong;
mod zoned;

pub use contact::{Contact, EmergencyContact, NO_SUD_WORDS, SafeContact};
pub use counseling::CounselingNote;
pub use field::Field;
pub use finding::{Finding, Place, RuleId, Severity};
pub use format::{Format, Section, section};
pub use kind::{
    Around, Author, Authors, Body, BodyError, Content, Kind, Kinded, Remark, Searchable, ServiceSpan, Summary, Trainee,
};
pub use level::{Edition, Level, LevelOfCare, Setting, WeeklyHours, levels};
pub use local_zone::{LocalZone, ZoneOffset, offset_text};
pub use named::IdError;
pub use note::{Absence, Attempt, AuthorLine, Episode, Link, Modality, Note, OutreachMethod, Participant};
pub use profile::{PRONOUNS, PatientName, PatientProfile, parse_date};
pub use risk::{RiskItem, RiskScreen, Screen};
pub use service::{ServiceSpec, ServiceType};
pub use service_time::ServiceTime;
pub use settings::{APPEAL, Settings};
pub use span::{Span, SpanError, overlaps};
pub use statement::{Addendum, Attestation, PlaceComment, Retraction, ReviewComment, SignatureMeaning};
pub use when::{TypedTime, When};
pub use wrong::Wrong;
pub use zoned::{Zoned, ZonedError};
