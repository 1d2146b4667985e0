//! Kinds of service, and what each asks of its note, as data.
//!
//! Source: domain reference, section 1 (field sets) and section 19 (limits).

use crate::Section;
use record::Limit;
use serde::{Deserialize, Serialize};

/// What kind of service a note is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceType {
    /// One client, one counselor.
    #[default]
    Individual,
    /// A group session.
    Group,
    /// With the client's family.
    Family,
    /// Arranging what the client needs.
    CaseManagement,
    /// A medical visit for medication.
    Medication,
    /// A crisis.
    Crisis,
    /// An intervention session.
    Intervention,
    /// Contact with somebody else about the client.
    Collateral,
    /// The client did not come, or cancelled.
    NoShow,
}

/// What a kind of service asks of its note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceSpec {
    /// As shown.
    pub label: &'static str,
    /// Whether the note has a [`crate::Format`] besides its own fields.
    pub formatted: bool,
    /// Whether place and risk are asked: not where nobody came.
    pub met: bool,
    /// Fields of its own, in order.
    pub fields: &'static [Section],
    /// Ids of those without which it cannot be signed.
    pub required: &'static [&'static str],
}

const fn f(id: &'static str, label: &'static str, hint: &'static str) -> Section {
    Section { id, label, hint }
}

const NEXT_STEP: Section = f("next_step", "Next step", "What happens now, who does it, by when.");

static INDIVIDUAL: ServiceSpec = ServiceSpec { label: "Individual session", ..PLAIN };
static GROUP: ServiceSpec = ServiceSpec {
    label: "Group session",
    fields: &[
        f("topic", "Topic", "What the group worked on; name no one."),
        f("participation", "Participation", "How this client took part."),
    ],
    required: &["topic"],
    ..PLAIN
};
static FAMILY: ServiceSpec = ServiceSpec {
    label: "Family session",
    fields: &[
        f("family_present", "Family present", "Who came, and their relationship to the client."),
        f("family_aim", "Joint session or family education", "Which of the two it was, and what each person brought to it."),
    ],
    required: &["family_present"],
    ..PLAIN
};
static CASE_MANAGEMENT: ServiceSpec = ServiceSpec {
    label: "Case management",
    formatted: false,
    fields: &[
        f("need", "Need", "What the client needs: housing, work, papers, benefits, transport."),
        f("action", "Action", "What was done, with which agency."),
        f("result", "Result", "What happened as a result."),
        NEXT_STEP,
    ],
    required: &["action"],
    ..PLAIN
};
static MEDICATION: ServiceSpec = ServiceSpec { label: "Medication visit", ..PLAIN };
static CRISIS: ServiceSpec = ServiceSpec {
    label: "Crisis",
    formatted: false,
    fields: &[
        f("presenting_risk", "Presenting risk", "What the danger was, and how you learned of it."),
        f("actions", "Actions", "What was done, in order, with times."),
        f("notifications", "Notifications", "Who was notified, when, and on what basis."),
        f("disposition", "Disposition", "Where the client went and with whom."),
        f("safety_plan", "Safety plan", "What was agreed for the next hours and days."),
    ],
    required: &["presenting_risk", "actions", "disposition"],
    ..PLAIN
};
static INTERVENTION: ServiceSpec = ServiceSpec { label: "Intervention session", ..PLAIN };
static COLLATERAL: ServiceSpec = ServiceSpec {
    label: "Collateral contact",
    formatted: false,
    fields: &[
        f("contact", "Contact", "Who it was, and their relationship to the client."),
        f("authority", "Consent", "Which consent or other basis allowed it."),
        f("content", "What was said", "What was asked and answered; only what the consent covers."),
        NEXT_STEP,
    ],
    required: &["contact", "authority", "content"],
    ..PLAIN
};
static NO_SHOW: ServiceSpec = ServiceSpec {
    label: "No-show or cancelled",
    formatted: false,
    met: false,
    fields: &[f("absence", "Reason", "Why, if known. Leave empty if not."), NEXT_STEP],
    required: &[],
};

/// What most kinds ask.
const PLAIN: ServiceSpec = ServiceSpec { label: "", formatted: true, met: true, fields: &[], required: &[] };

impl ServiceType {
    /// Every kind, in the order offered.
    pub const ALL: [Self; 9] = [
        Self::Individual,
        Self::Group,
        Self::Family,
        Self::CaseManagement,
        Self::Medication,
        Self::Crisis,
        Self::Intervention,
        Self::Collateral,
        Self::NoShow,
    ];

    /// What it asks of its note.
    pub fn spec(self) -> &'static ServiceSpec {
        match self {
            Self::Individual => &INDIVIDUAL,
            Self::Group => &GROUP,
            Self::Family => &FAMILY,
            Self::CaseManagement => &CASE_MANAGEMENT,
            Self::Medication => &MEDICATION,
            Self::Crisis => &CRISIS,
            Self::Intervention => &INTERVENTION,
            Self::Collateral => &COLLATERAL,
            Self::NoShow => &NO_SHOW,
        }
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        self.spec().label
    }

    /// Whether it counts as a session, where a cadence counts sessions: the client is there to be treated.
    pub const fn is_session(self) -> bool {
        match self {
            Self::Individual | Self::Group | Self::Family | Self::Medication | Self::Crisis | Self::Intervention => true,
            Self::CaseManagement | Self::Collateral | Self::NoShow => false,
        }
    }

    /// Whether its note owes an objective of the plan. A crisis does not wait for one, and contact with others or none has none.
    pub const fn serves_plan(self) -> bool {
        match self {
            Self::Individual | Self::Group | Self::Family | Self::CaseManagement | Self::Medication => true,
            Self::Crisis | Self::Intervention | Self::Collateral | Self::NoShow => false,
        }
    }

    /// How long a person has to write about it by default; a program may set another.
    pub const fn limit(self) -> Limit {
        match self {
            Self::Crisis => Limit::CRISIS,
            Self::Individual
            | Self::Group
            | Self::Family
            | Self::CaseManagement
            | Self::Medication
            | Self::Intervention
            | Self::Collateral
            | Self::NoShow => Limit::ROUTINE,
        }
    }
}
