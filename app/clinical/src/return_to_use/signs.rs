//! Signs of the three stages that lead to a return to use, and the factors behind it. The signs are in our own words.
//!
//! Source of the stages: Melemis, Yale J Biol Med 2015;88:325–332 (PMC4553654); of the factors: clinical reference, section 12.

use crate::named::named;

named! {
    /// The stages before and at a return to use, in their order in time.
    Stage {
        Emotional = "emotional", "Emotional";
        Mental = "mental", "Mental";
        Physical = "physical", "Physical";
    }
}

named! {
    /// A sign that was there before, or at, the return to use.
    StageSign {
        SleepOrEating = "sleep-or-eating", "Slept or ate poorly";
        Isolating = "isolating", "Kept away from people";
        MissedGroups = "missed-groups", "Missed groups, or came and did not share";
        HeldFeelings = "held-feelings", "Kept feelings inside";
        SelfCare = "self-care", "Took less care of themselves";
        Craving = "craving", "Cravings";
        PeoplePlaces = "people-places", "Thought about people and places from the time of use";
        OnlyTheGood = "only-the-good", "Remembered only the good side of use";
        Bargaining = "bargaining", "Bargained: only once, only on vacation";
        Hiding = "hiding", "Hid things or lied";
        Planning = "planning", "Planned it, or looked for a chance";
        Used = "used", "Used";
        KeptUsing = "kept-using", "Kept using after the first time";
    }
}

impl StageSign {
    /// Its stage.
    pub const fn stage(self) -> Stage {
        match self {
            Self::SleepOrEating | Self::Isolating | Self::MissedGroups | Self::HeldFeelings | Self::SelfCare => Stage::Emotional,
            Self::Craving | Self::PeoplePlaces | Self::OnlyTheGood | Self::Bargaining | Self::Hiding | Self::Planning => {
                Stage::Mental
            }
            Self::Used | Self::KeptUsing => Stage::Physical,
        }
    }
}

named! {
    /// What played a part.
    Factor {
        ExternalTrigger = "external-trigger", "External trigger: a person, place, thing or date";
        InternalTrigger = "internal-trigger", "Internal trigger: mood, pain, stress, boredom, celebration";
        LackOfSupport = "lack-of-support", "Lack of support";
        MentalHealth = "mental-health", "Mental health";
        Trauma = "trauma", "Unresolved trauma";
        CopingSkills = "coping-skills", "Coping skills not there yet";
        Environment = "environment", "Home or surroundings";
        StoppedMedication = "stopped-medication", "Stopped a medication";
        StoppedAftercare = "stopped-aftercare", "Stopped aftercare or groups";
    }
}
