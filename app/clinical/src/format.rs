//! Note formats and their sections, as data. The ids are stored; labels and hints may be reworded.
//!
//! Source: domain reference, section 1. Where two formats share an id they mean the same section.

use serde::{Deserialize, Serialize};

/// How a note is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Subjective, Objective, Assessment, Plan.
    Soap,
    /// Data, Assessment, Plan.
    #[default]
    Dap,
    /// Behavior, Intervention, Response, Plan.
    Birp,
    /// Goal, Intervention, Response, Plan.
    Girp,
    /// Problem, Intervention, Response, Plan.
    Pirp,
}

/// One section of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its stored id.
    pub id: &'static str,
    /// Its heading.
    pub label: &'static str,
    /// What belongs in it.
    pub hint: &'static str,
}

const fn s(id: &'static str, label: &'static str, hint: &'static str) -> Section {
    Section { id, label, hint }
}

const SUBJECTIVE: Section = s("subjective", "Subjective", "What the client said and felt, in their words where you can.");
const OBJECTIVE: Section =
    s("objective", "Objective", "What you saw and measured: actual behavior, attendance, test results, missed doses.");
const DATA: Section = s("data", "Data", "What was said, seen and done; describe the behavior behind every impression.");
const ASSESSMENT: Section =
    s("assessment", "Assessment", "What you make of it: progress toward the goals, risk, response to treatment.");
const BEHAVIOR: Section = s("behavior", "Behavior", "What the client said and did, as observed.");
const GOAL: Section = s("goal", "Goal", "Which goal or objective of the plan this session worked on.");
const PROBLEM: Section = s("problem", "Problem", "Which problem of the plan this session worked on, and how it showed.");
const INTERVENTION: Section = s("intervention", "Intervention", "What you did; name the method.");
const RESPONSE: Section = s("response", "Response", "How the client responded, and what changed.");
const PLAN: Section = s("plan", "Plan", "What happens next, who does it, by when; referrals and homework.");

impl Format {
    /// Every format, in the order offered.
    pub const ALL: [Self; 5] = [Self::Soap, Self::Dap, Self::Birp, Self::Girp, Self::Pirp];

    /// As shown: `SOAP`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Soap => "SOAP",
            Self::Dap => "DAP",
            Self::Birp => "BIRP",
            Self::Girp => "GIRP",
            Self::Pirp => "PIRP",
        }
    }

    /// Its stored id, as serde writes it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Soap => "soap",
            Self::Dap => "dap",
            Self::Birp => "birp",
            Self::Girp => "girp",
            Self::Pirp => "pirp",
        }
    }

    /// The format of an id; `None` for any other text.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// Its sections, in order.
    pub const fn sections(self) -> &'static [Section] {
        match self {
            Self::Soap => &[SUBJECTIVE, OBJECTIVE, ASSESSMENT, PLAN],
            Self::Dap => &[DATA, ASSESSMENT, PLAN],
            Self::Birp => &[BEHAVIOR, INTERVENTION, RESPONSE, PLAN],
            Self::Girp => &[GOAL, INTERVENTION, RESPONSE, PLAN],
            Self::Pirp => &[PROBLEM, INTERVENTION, RESPONSE, PLAN],
        }
    }
}

/// The section of an id, of any format or service; `None` when there is none.
pub fn section(id: &str) -> Option<&'static Section> {
    let formats = Format::ALL.into_iter().flat_map(Format::sections);
    let services = crate::ServiceType::ALL.into_iter().flat_map(|service| service.spec().fields);
    formats.chain(services).find(|section| section.id == id)
}
