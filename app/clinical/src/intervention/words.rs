//! The closed vocabularies of an intervention. Source: clinical reference, section 14.

use crate::{named::named, sealed::sealed};
use serde::{Deserialize, Serialize};

named! {
    /// The model an intervention follows.
    Model {
        Invitational = "invitational", "Invitational";
        Johnson = "johnson", "Johnson";
        SystemicFamily = "systemic-family", "Systemic family";
        Craft = "craft", "CRAFT";
        Field = "field", "Field model";
        Other = "other", "Other";
    }
}

impl Model {
    /// What it is, in a sentence. Source: section 14; row I3 of the source articles.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Invitational => {
                "The person is invited from the start. The family meets step by step, with no surprise (ARISE)."
            }
            Self::Johnson => {
                "The family prepares letters and meets the person once, unannounced, and says what follows if they refuse."
            }
            Self::SystemicFamily => "The whole family takes part and changes with the person.",
            Self::Craft => "The family learns to support change at home. There may be no meeting at all.",
            Self::Field => "The interventionist chooses on site, as the situation asks.",
            Self::Other => "Say which in the reason.",
        }
    }

    /// Whether the person is told beforehand and invited.
    pub const fn invites(self) -> bool {
        matches!(self, Self::Invitational)
    }

    /// Whether consequences are announced if the person refuses.
    pub const fn announces_consequences(self) -> bool {
        matches!(self, Self::Johnson)
    }
}

named! {
    /// What is asked before a session: reasons to wait, to prepare differently, or not to hold it.
    ScreenItem {
        Violence = "violence", "Violence";
        Weapons = "weapons", "Weapons";
        Suicide = "suicide", "Suicide risk";
        Psychosis = "psychosis", "Acute psychosis";
        Intoxication = "intoxication", "Plan for intoxication";
        Withdrawal = "withdrawal", "Withdrawal";
    }
}

impl ScreenItem {
    /// What to think of while asking.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Violence => "By or against the person, ever. Who was there, and what made it stop.",
            Self::Weapons => "At the place of the session, in the car, within reach.",
            Self::Suicide => "Thoughts, plans, attempts, now and earlier. What was done; 988 shared.",
            Self::Psychosis => "Hearing or seeing things, delusions, not sleeping for days.",
            Self::Intoxication => "The time of day the person is most likely sober, and what happens if they are not.",
            Self::Withdrawal => {
                "Daily alcohol, sedatives, or opioids. Stopping suddenly can be dangerous: arrange medical care first."
            }
        }
    }

    /// Whether a concern there can be a reason not to hold the session.
    pub const fn may_stop(self) -> bool {
        match self {
            Self::Violence | Self::Weapons | Self::Suicide | Self::Psychosis => true,
            Self::Intoxication | Self::Withdrawal => false,
        }
    }
}

named! {
    /// What came of asking.
    ScreenAnswer {
        NotAsked = "not-asked", "Not asked";
        Clear = "clear", "No concern";
        Concern = "concern", "Concern";
    }
}

/// One item, and what was found.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screened {
    /// The answer.
    pub answer: ScreenAnswer,
    /// What was said, and what is done about it; asked for where there is a concern.
    pub words: String,
}

sealed!(Screened);

named! {
    /// How far a participant's letter is. Its text is a document of its own.
    LetterStage {
        Without = "none", "No letter";
        Draft = "draft", "Draft";
        Reviewed = "reviewed", "Reviewed";
    }
}

named! {
    /// Whether a participant was there.
    Attendance {
        NotSaid = "not-said", "Not said";
        There = "yes", "Yes";
        ByPhone = "by-phone", "By phone";
        Absent = "no", "No";
    }
}

impl Attendance {
    /// Whether they took part, in the room or by phone.
    pub const fn took_part(self) -> bool {
        matches!(self, Self::There | Self::ByPhone)
    }
}

named! {
    /// Whether withdrawal needs medical care before or with treatment.
    DetoxNeed {
        NotAsked = "not-asked", "Not asked";
        NotNeeded = "not-needed", "Not needed";
        Needed = "needed", "Needed";
    }
}

named! {
    /// What the person answered. None of these is a failure of anybody.
    Outcome {
        AcceptedNow = "accepted-now", "Accepted now";
        AcceptedLater = "accepted-later", "Accepted later";
        AcceptedInPart = "accepted-in-part", "Accepted in part";
        AskedForTime = "asked-for-time", "Asked for time";
        RefusedForNow = "refused-for-now", "Refused for now";
        Left = "left", "Left";
        Postponed = "postponed", "Postponed";
    }
}

impl Outcome {
    /// Whether treatment was accepted, now or later.
    pub const fn is_accepted(self) -> bool {
        matches!(self, Self::AcceptedNow | Self::AcceptedLater)
    }

    /// Whether it asks for a next contact: everything but a full yes, which asks for the admission.
    pub const fn asks_for_contact(self) -> bool {
        !self.is_accepted()
    }
}

named! {
    /// What came of offering support to a participant.
    Offer {
        Offered = "offered", "Offered";
        Accepted = "accepted", "Accepted";
        Declined = "declined", "Declined";
    }
}
