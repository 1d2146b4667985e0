//! Notes as earlier programs stored them. They stay readable for ever and become a [`Note`] on the way in.

use super::{AuthorLine, Modality, Note, Participant};
use crate::{Format, RiskScreen, ServiceType, When, Zoned, json, plan::LineId};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// `note/1`: objectives by id alone, without the version of the plan, and outreach in words only.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteV1 {
    service: ServiceType,
    format: Format,
    when: When,
    modality: Option<Modality>,
    location: String,
    participants: Vec<Participant>,
    author: Option<AuthorLine>,
    risk: RiskScreen,
    toxicology: String,
    next_session: Option<Zoned>,
    objectives: Vec<String>,
    sections: BTreeMap<String, String>,
    set_aside: BTreeMap<String, String>,
    late_reason: String,
}

/// `note/2`: a note of today without its episode of care.
pub(crate) struct NoteV2(Note);

impl TryFrom<Value> for NoteV2 {
    type Error = serde_json::Error;
    fn try_from(value: Value) -> Result<Self, Self::Error> {
        let mut value = value;
        if let Value::Object(fields) = &mut value
            && fields.insert("episode".to_owned(), Value::Null).is_some()
        {
            return Err(serde::de::Error::custom("a field of a later form"));
        }
        json::typed(&value).map(Self)
    }
}

impl From<NoteV2> for Note {
    fn from(old: NoteV2) -> Self {
        old.0
    }
}

impl From<NoteV1> for Note {
    fn from(old: NoteV1) -> Self {
        let mut note = Self {
            service: old.service,
            format: old.format,
            when: old.when,
            modality: old.modality,
            location: old.location,
            participants: old.participants,
            author: old.author,
            episode: None,
            risk: old.risk,
            toxicology: old.toxicology,
            next_session: old.next_session,
            plan: None,
            links: Vec::new(),
            absence: None,
            attempts: Vec::new(),
            sections: old.sections,
            set_aside: old.set_aside,
            carried: BTreeSet::new(),
            late_reason: old.late_reason,
        };
        let mut unknown = Vec::new();
        for objective in old.objectives {
            match LineId::new(objective.as_str()) {
                Ok(id) => note.link(id),
                Err(_) => unknown.push(objective),
            }
        }
        // What no line can be called is kept as text that someone has to place: nothing typed is lost.
        if !unknown.is_empty() {
            note.set_aside.insert("objectives".into(), unknown.join("\n"));
        }
        note
    }
}
