//! A note: what happened in one service, with the header every note has. Checks are in `note/ready.rs`.

mod arrange;
mod carry;
mod content;
mod earlier;
mod link;
mod outline;
mod outreach;
mod ready;

pub(crate) use content::people;
pub(crate) use earlier::{NoteV1, NoteV2};
pub use link::Link;
pub use outline::NoteOutline;
pub use outreach::{Absence, Attempt, OutreachMethod};

use crate::{
    Field, Format, LevelOfCare, PatientProfile, RiskItem, RiskScreen, Screen, Section, ServiceType, When, Zoned, sealed::sealed,
};
use chrono::NaiveDate;
use record::{DocId, is_blank};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How people met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// In one room.
    InPerson,
    /// By video.
    Video,
    /// By telephone.
    Phone,
}

impl Modality {
    /// Every modality, in the order offered.
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Video, Self::Phone];

    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::InPerson => "In person",
            Self::Video => "Video",
            Self::Phone => "Phone",
        }
    }
}

/// Somebody who took part besides client and author.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Name.
    pub name: String,
    /// What they are to the client, or their part in it.
    pub relation: String,
}

/// The author as it stood under the note when it was signed, whatever the directory says later.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorLine {
    /// Name.
    pub name: String,
    /// Credential, such as "LCSW"; may be empty.
    pub credential: String,
}

/// The episode of care a note belongs to (FHIR EpisodeOfCare), as the profile had it when the note was signed, whatever it says
/// later.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Episode {
    /// The program.
    pub program: String,
    /// Level of care, once decided.
    pub level_of_care: Option<LevelOfCare>,
    /// When care began.
    pub opened: Option<NaiveDate>,
}

/// A note about one service.
///
/// Sections are kept by id. Text whose section the chosen format does not have is in `set_aside`,
/// never thrown away; see [`Note::switch_format`].
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What kind of service.
    pub service: ServiceType,
    /// How it is laid out.
    pub format: Format,
    /// When it took place.
    pub when: When,
    /// How people met; `None` until said.
    pub modality: Option<Modality>,
    /// Where: the site or room; by video or phone, where the client was.
    pub location: String,
    /// Who else took part.
    pub participants: Vec<Participant>,
    /// Who wrote it, filled in at signing.
    pub author: Option<AuthorLine>,
    /// In which episode of care, filled in at signing; `None` in notes of earlier programs.
    pub episode: Option<Box<Episode>>,
    /// The risk screen.
    pub risk: RiskScreen,
    /// Toxicology: results or samples that were spoken of; may be empty.
    pub toxicology: String,
    /// When the next session is.
    pub next_session: Option<Zoned>,
    /// The version of the plan in force: its document. `None` while there is no plan.
    pub plan: Option<DocId>,
    /// What of the plan it worked on, see [`Note::link`].
    pub links: Vec<Link>,
    /// How it came that nobody met; asked only where the client did not come.
    pub absence: Option<Absence>,
    /// Tries to reach the client.
    pub attempts: Vec<Attempt>,
    /// Section id to text.
    pub sections: BTreeMap<String, String>,
    /// Text of sections the format does not have: section id to text.
    pub set_aside: BTreeMap<String, String>,
    /// Ids of sections whose text was carried from an earlier note and not edited since, see [`Note::carry`].
    pub carried: BTreeSet<String>,
    /// Why it was written late; empty when it was not.
    pub late_reason: String,
}

sealed!(Participant, AuthorLine, Episode, Note);

impl AuthorLine {
    /// As shown: `Ines Quill, CADC`.
    pub fn text(&self) -> String {
        let (name, credential) = (crate::profile::in_a_sentence(self.name.trim()), self.credential.trim());
        if credential.is_empty() { name } else { format!("{name}, {credential}") }
    }
}

impl Episode {
    /// As shown: `Harbor Row, 2.1 Intensive outpatient, in care since Oct 4, 2026`.
    pub fn text(&self) -> String {
        let since = self.opened.map(|day| format!("in care since {}", day.format("%b %-d, %Y")));
        let level = self.level_of_care.as_ref().map(LevelOfCare::text);
        let program = Some(self.program.trim().to_owned()).filter(|program| !program.is_empty());
        [program, level, since].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl From<&PatientProfile> for Episode {
    fn from(profile: &PatientProfile) -> Self {
        Self { program: profile.program.trim().to_owned(), level_of_care: profile.level_of_care.clone(), opened: profile.opened }
    }
}

impl Note {
    /// The most characters of one section.
    pub const SECTION_MAX: u32 = 20_000;
    /// The most bytes of all text together, so that the sealed document stays within the protocol's limit.
    pub const TEXT_MAX: u32 = 200_000;

    /// An empty note.
    pub fn new(service: ServiceType, format: Format) -> Self {
        Self { service, format, ..Self::default() }
    }

    /// The sections this note has, in order: the service's own fields, then the format's.
    pub fn layout(&self) -> Vec<Section> {
        let spec = self.service.spec();
        let format: &[Section] = if spec.formatted { self.format.sections() } else { &[] };
        spec.fields.iter().chain(format).copied().collect()
    }

    /// The text of a section; empty when there is none.
    pub fn text_of(&self, id: &str) -> &str {
        self.sections.get(id).map_or("", String::as_str)
    }

    /// Sets the text of a section; an empty text takes it out. It counts as carried no longer.
    pub fn set_text(&mut self, id: &str, text: impl Into<String>) {
        self.carried.remove(id);
        let text = text.into();
        if text.is_empty() {
            self.sections.remove(id);
        } else {
            self.sections.insert(id.to_owned(), text);
        }
    }

    /// Whether nothing was written yet in any section, nor set aside.
    pub fn is_blank(&self) -> bool {
        self.sections.values().chain(self.set_aside.values()).all(|text| is_blank(text))
    }

    /// All section text, in the note's order, with blank lines between; for search and comparison.
    pub fn plain_text(&self) -> String {
        let texts: Vec<&str> =
            self.layout().iter().map(|section| self.text_of(section.id).trim()).filter(|text| !text.is_empty()).collect();
        texts.join("\n\n")
    }

    /// What was written outside of sections, with its place; for search and for what must not stand there.
    pub(crate) fn text_beside(&self) -> Vec<(Field, &str)> {
        let mut all = vec![(Field::Toxicology, self.toxicology.as_str()), (Field::LateReason, self.late_reason.as_str())];
        all.extend(RiskItem::ALL.into_iter().filter_map(|item| match self.risk.get(item) {
            Screen::Present(text) => Some((Field::Risk(item), text.as_str())),
            Screen::NotAsked | Screen::Denied => None,
        }));
        all.extend(self.links.iter().map(|link| (Field::Link(link.objective.to_string()), link.remark.as_str())));
        all.extend((1..).zip(&self.attempts).map(|(number, attempt)| (Field::Attempt(number), attempt.result.as_str())));
        all.retain(|(_, text)| !text.is_empty());
        all
    }

    /// As listed: `Individual session, DAP`.
    pub fn title(&self) -> String {
        let spec = self.service.spec();
        if spec.formatted { format!("{}, {}", spec.label, self.format.label()) } else { spec.label.to_owned() }
    }
}
