//! The words in which problems, goals and objectives stand. Those of goals are FHIR's (Goal.lifecycleStatus,
//! Goal.achievementStatus).

use crate::named::named;

named! {
    /// Where a problem stands.
    ProblemStatus {
        Active = "active", "Active";
        Deferred = "deferred", "Deferred";
        Referred = "referred", "Referred";
        Resolved = "resolved", "Resolved";
    }
}

impl ProblemStatus {
    /// Whether it wants a reason: why it waits, or to whom it went.
    pub const fn wants_reason(self) -> bool {
        match self {
            Self::Deferred | Self::Referred => true,
            Self::Active | Self::Resolved => false,
        }
    }
}

named! {
    /// How soon a problem is taken up.
    Priority {
        High = "high", "High";
        Medium = "medium", "Medium";
        Low = "low", "Low";
    }
}

named! {
    /// Where a goal stands.
    GoalStatus {
        Proposed = "proposed", "Proposed";
        Planned = "planned", "Planned";
        Accepted = "accepted", "Accepted";
        Active = "active", "Active";
        OnHold = "on-hold", "On hold";
        Completed = "completed", "Completed";
        Cancelled = "cancelled", "Cancelled";
        Rejected = "rejected", "Rejected";
    }
}

impl GoalStatus {
    /// Whether someone works toward it now, or will.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Proposed | Self::Planned | Self::Accepted | Self::Active => true,
            Self::OnHold | Self::Completed | Self::Cancelled | Self::Rejected => false,
        }
    }
}

named! {
    /// Where an objective stands.
    ObjectiveStatus {
        NotStarted = "not-started", "Not started";
        InProgress = "in-progress", "In progress";
        Improving = "improving", "Improving";
        NoChange = "no-change", "No change";
        Worsening = "worsening", "Worsening";
        Achieved = "achieved", "Achieved";
        NotAchieved = "not-achieved", "Not achieved";
        Revised = "revised", "Revised";
        Discontinued = "discontinued", "Discontinued";
    }
}

impl ObjectiveStatus {
    /// Whether someone works on it now, or will.
    pub const fn is_open(self) -> bool {
        match self {
            Self::NotStarted | Self::InProgress | Self::Improving | Self::NoChange | Self::Worsening => true,
            Self::Achieved | Self::NotAchieved | Self::Revised | Self::Discontinued => false,
        }
    }

    /// Whether it wants a reason.
    pub const fn wants_reason(self) -> bool {
        match self {
            Self::NotAchieved | Self::Revised | Self::Discontinued => true,
            Self::NotStarted | Self::InProgress | Self::Improving | Self::NoChange | Self::Worsening | Self::Achieved => false,
        }
    }
}

named! {
    /// Which part of a life gets better: progress is more than abstinence (source articles: F4).
    Domain {
        Use = "use", "Use";
        Health = "health", "Health and well-being";
        Function = "function", "Everyday abilities";
        Relationships = "relationships", "Relationships";
        Coping = "coping", "Coping and resilience";
    }
}
