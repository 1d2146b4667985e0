//! A condition of a client (FHIR Condition): a living document, each version whole.

use super::{Disorder, MaintenanceAgent};
use crate::{
    icd10cm::{self, CodeError},
    plan::Plan,
    sealed::sealed,
};
use chrono::NaiveDate;
use record::DocId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Names a condition: the document it stands in, all its versions.
pub type ConditionId = DocId;

/// Whether a condition holds. FHIR says it in two words, clinical and verification status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionStatus {
    /// Held to be so, not yet sure.
    #[default]
    Provisional,
    /// Sure.
    Confirmed,
    /// In remission.
    InRemission,
    /// Over.
    Resolved,
    /// Found not to be so.
    Refuted,
}

impl ConditionStatus {
    /// Every status, in the order offered.
    pub const ALL: [Self; 5] = [Self::Provisional, Self::Confirmed, Self::InRemission, Self::Resolved, Self::Refuted];

    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Provisional => "Provisional",
            Self::Confirmed => "Confirmed",
            Self::InRemission => "In remission",
            Self::Resolved => "Resolved",
            Self::Refuted => "Refuted",
        }
    }

    /// Whether the plan has to answer to it.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Provisional | Self::Confirmed)
    }

    /// Whether its code stands among the client's codes today.
    pub const fn is_current(self) -> bool {
        matches!(self, Self::Provisional | Self::Confirmed | Self::InRemission)
    }
}

/// A code with the release it was chosen from.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coded {
    /// The ICD-10-CM code, with its dot.
    pub code: String,
    /// The release, as [`icd10cm::Release::id`].
    pub edition: String,
}

impl Coded {
    /// A code that may be recorded on this day, as typed.
    ///
    /// Fails as [`icd10cm::billable`] does.
    pub fn new(typed: &str, on: NaiveDate) -> Result<Self, CodeError> {
        let entry = icd10cm::billable(typed, on)?;
        Ok(Self { code: entry.code().to_owned(), edition: icd10cm::edition(on) })
    }
}

/// What was diagnosed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Diagnosis {
    /// A code, chosen by a person.
    Coded(Coded),
    /// A substance-use disorder; its code is counted from its criteria.
    SubstanceUse(Disorder),
}

/// Who diagnosed, and when.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diagnosed {
    /// Name.
    pub by: String,
    /// Credential, such as "LCSW"; may be empty.
    pub credential: String,
    /// The day; needed for saving.
    pub on: Option<NaiveDate>,
}

/// A diagnosis of a client, with its standing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// What.
    pub diagnosis: Diagnosis,
    /// Whether it holds; a person's word, whatever the criteria count to.
    pub status: ConditionStatus,
    /// When it began, as far as is known.
    pub onset: Option<NaiveDate>,
    /// By whom and when.
    pub diagnosed: Diagnosed,
    /// What it rests on.
    pub evidence: String,
    /// Specifiers beside those that a substance-use disorder counts or keeps by itself.
    pub specifiers: Vec<String>,
    /// Why this version differs from the one before; empty in the first.
    pub reason: String,
}

sealed!(Coded, Diagnosis, Diagnosed, Condition);

impl Condition {
    /// A provisional condition with nothing else filled in.
    pub fn new(diagnosis: Diagnosis) -> Self {
        Self {
            diagnosis,
            status: ConditionStatus::default(),
            onset: None,
            diagnosed: Diagnosed::default(),
            evidence: String::new(),
            specifiers: Vec::new(),
            reason: String::new(),
        }
    }

    /// The disorder, where it is one of substance use.
    pub const fn disorder(&self) -> Option<&Disorder> {
        match &self.diagnosis {
            Diagnosis::SubstanceUse(disorder) => Some(disorder),
            Diagnosis::Coded(_) => None,
        }
    }

    /// Its code on `today`; `None` for use that makes no disorder.
    pub fn code(&self, today: NaiveDate) -> Option<String> {
        match &self.diagnosis {
            Diagnosis::Coded(coded) => Some(coded.code.clone()),
            Diagnosis::SubstanceUse(disorder) => disorder.code(today),
        }
    }

    /// Its name on `today`, with its specifiers and without the code. One whose code was retired says since when; a code that was
    /// never in the list has none.
    pub fn name(&self, today: NaiveDate) -> String {
        let (name, standing) = match &self.diagnosis {
            Diagnosis::Coded(coded) => {
                let title = icd10cm::lookup(&coded.code).map(|entry| entry.title().to_owned()).unwrap_or_default();
                (title, icd10cm::standing_text(&coded.code, today))
            }
            Diagnosis::SubstanceUse(disorder) => (disorder.name(today), None),
        };
        let specifiers = self.specifiers.iter().map(|specifier| specifier.trim().to_owned());
        std::iter::once(name).chain(specifiers).chain(standing).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// As shown in a list: `F41.1 Generalized anxiety disorder`.
    pub fn text(&self, today: NaiveDate) -> String {
        let text = format!("{} {}", self.code(today).unwrap_or_default(), self.name(today));
        text.trim().to_owned()
    }

    /// Whether it is an opioid use disorder on methadone or buprenorphine: "long term use of opiate
    /// analgesic" (Z79.891) is not offered then.
    pub fn on_opioid_agonist(&self) -> bool {
        let agent = self.disorder().and_then(|disorder| disorder.maintenance);
        self.status.is_current() && agent.is_some_and(MaintenanceAgent::is_agonist)
    }
}

/// The active conditions that no problem of the plan goes back to, in the order given.
pub fn not_addressed<'a>(
    conditions: impl IntoIterator<Item = (ConditionId, &'a Condition)>,
    plan: &Plan,
) -> Vec<(ConditionId, &'a Condition)> {
    let addressed: BTreeSet<ConditionId> =
        record::order::gather(plan.problems.iter().flat_map(|problem| problem.conditions.iter().copied()));
    conditions.into_iter().filter(|(id, condition)| condition.status.is_active() && !addressed.contains(id)).collect()
}
