//! What an instrument is made of.

use super::{
    Response,
    rules::{AlertRule, CheckRule, Cluster, Fill, LeadsTo, ScoreRule},
};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};

const DATA: &str = include_str!("../../data/instruments.json");

/// An instrument in one version of one edition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its id: `phq-9`.
    pub id: String,
    /// The version of this description; a change of wording, answers or scoring is a new one.
    pub version: u32,
    /// Its full name.
    pub name: String,
    /// Its short name, as clinicians say it.
    pub short: String,
    /// The edition whose words these are.
    pub edition: String,
    /// The time it asks about.
    pub recall: String,
    /// Who fills it in.
    pub by: AdministeredBy,
    /// Where it was published.
    #[serde(default)]
    pub citation: Option<String>,
    /// On which terms it may be used.
    pub permission: Permission,
    /// What is read to, or by, the client first.
    #[serde(default)]
    pub instructions: Words,
    /// The sets of answers, by name.
    pub answers: BTreeMap<String, AnswerSet>,
    /// The items, in order.
    pub items: Vec<Item>,
    /// What is computed from them; empty where no score is validated.
    pub scores: Vec<ScoreRule>,
    /// Answers that ask for a person at once.
    #[serde(default)]
    pub alerts: Vec<AlertRule>,
    /// Answers that give others.
    #[serde(default)]
    pub fills: Vec<Fill>,
    /// Answers that cannot both be right.
    #[serde(default)]
    pub checks: Vec<CheckRule>,
    /// A longer instrument that follows from a score.
    #[serde(default)]
    pub leads_to: Option<LeadsTo>,
    /// Symptom clusters of a provisional diagnosis.
    #[serde(default)]
    pub clusters: Vec<Cluster>,
    /// Its bands hold only for a client who can answer questions (CIWA-Ar).
    #[serde(default)]
    pub needs_communication: bool,
}

/// The languages in which instruments are published here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Language {
    /// Every language, English first.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// BCP 47 tag, for the `lang` attribute.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// Its own name for itself.
    pub const fn label(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
        }
    }
}

/// A text in the languages in which its owner published it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    #[serde(default)]
    en: Option<String>,
    #[serde(default)]
    es: Option<String>,
}

impl Words {
    /// The published text in `language`; never a translation of ours.
    pub fn exact(&self, language: Language) -> Option<&str> {
        match language {
            Language::En => self.en.as_deref(),
            Language::Es => self.es.as_deref(),
        }
    }

    /// The text in `language`, in English where it was not published in that one, with the language it is in.
    pub fn best(&self, language: Language) -> Option<(&str, Language)> {
        self.exact(language).map(|text| (text, language)).or_else(|| self.en.as_deref().map(|text| (text, Language::En)))
    }
}

/// Who fills an instrument in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdministeredBy {
    /// The client, alone or with help.
    #[serde(rename = "self")]
    Client,
    /// The clinician, by observation and questions.
    Clinician,
    /// Either.
    Either,
}

/// The terms of use.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permission {
    /// How certain they are.
    pub status: PermissionStatus,
    /// The line to print under the form; `None` where no line was seen.
    #[serde(default)]
    pub line: Option<String>,
    /// Who holds the rights.
    pub holder: String,
}

/// How certain the terms of use are, the most certain first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PermissionStatus {
    /// Printed on the form.
    OnForm,
    /// Said by the agency that publishes it.
    PublisherText,
    /// Said by the owner, as others quote it.
    RightsHolderQuoted,
    /// Said by others.
    ThirdParty,
    /// A line that circulates without a source.
    Unverified,
    /// No line was seen.
    NoneSeen,
}

/// What may be answered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum AnswerSet {
    /// One of these.
    Choices(Vec<Choice>),
    /// A number of days.
    Days {
        /// At most so many.
        days: u8,
    },
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What it counts; `None` where it carries no points.
    #[serde(default)]
    pub points: Option<u8>,
    /// Its words; none where the form prints the number alone.
    #[serde(default)]
    pub text: Words,
}

/// A question or a thing to observe.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its number on the form.
    pub id: String,
    /// A short label of ours, for tables and pictures.
    pub label: String,
    /// The wording; none where it was not seen in full: the program enters the text it is licensed for.
    #[serde(default)]
    pub text: Words,
    /// What is said before several questions.
    #[serde(default)]
    pub stem: Words,
    /// Asked in its own words alone: the form's instructions are not about it.
    #[serde(default)]
    pub alone: bool,
    /// A note for whoever observes.
    #[serde(default)]
    pub hint: Words,
    /// The name of its answers.
    pub answers: String,
}

impl Instrument {
    /// An item by its number.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// What may be answered to an item.
    pub fn answers_of(&self, id: &str) -> Option<&AnswerSet> {
        self.answers.get(&self.item(id)?.answers)
    }

    /// A score's rule by its id.
    pub fn score_rule(&self, id: &str) -> Option<&ScoreRule> {
        self.scores.iter().find(|rule| rule.id == id)
    }

    /// Whether every item that counts has its published wording. Where not, the program enters the text it is licensed for.
    pub fn is_complete(&self) -> bool {
        self.items.iter().all(|item| item.text.exact(Language::En).is_some())
    }

    /// The languages in which every item is published.
    pub fn languages(&self) -> Vec<Language> {
        let whole = |language: &Language| self.scored_items().all(|item| item.text.exact(*language).is_some());
        Language::ALL.into_iter().filter(whole).collect()
    }

    /// What is asked before an item's own words, and in which language it is: what is said before several questions, or else the
    /// form's instructions.
    pub fn lead<'a>(&'a self, item: &'a Item, language: Language) -> Option<(&'a str, Language)> {
        item.stem.best(language).or_else(|| self.instructions.best(language).filter(|_| !item.alone))
    }

    /// Whether an item belongs to a score. Where no score is validated every item counts.
    pub fn counts(&self, item: &Item) -> bool {
        self.scores.is_empty() || self.scores.iter().any(|rule| rule.items.contains(&item.id))
    }

    /// The items to ask after the answers so far: those that an answer gives, and those about what an answer says is none, are not
    /// asked.
    pub fn asked(&self, response: &Response) -> Vec<&Item> {
        let given: Vec<&String> =
            self.fills.iter().filter(|fill| fill.holds(response)).flat_map(|fill| fill.then.keys()).collect();
        let none: Vec<&String> = self.checks.iter().flat_map(|rule| rule.settled(self, response)).collect();
        let open =
            |item: &&Item| response.answers.contains_key(&item.id) || !(given.contains(&&item.id) || none.contains(&&item.id));
        self.items.iter().filter(open).collect()
    }

    /// Whether a cut point depends on the sex recorded at birth.
    pub fn asks_sex(&self) -> bool {
        self.scores.iter().flat_map(|rule| &rule.cuts).any(|cut| cut.sex.is_some())
    }

    fn scored_items(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| self.counts(item))
    }
}

/// Every instrument of this program, in the order in which they are offered.
pub fn instruments() -> &'static [Instrument] {
    static READ: OnceLock<Vec<Instrument>> = OnceLock::new();
    // A test reads the data; at run time it is the same bytes.
    READ.get_or_init(|| crate::json::read(DATA).unwrap_or_default())
}

/// An instrument by its id and version; `None` for one that this program does not know (yet).
pub fn instrument(id: &str, version: u32) -> Option<&'static Instrument> {
    instruments().iter().find(|one| one.id == id && one.version == version)
}

/// An instrument by its id in its newest version.
pub fn instrument_called(id: &str) -> Option<&'static Instrument> {
    instruments().iter().filter(|one| one.id == id).max_by_key(|one| one.version)
}
