//! Kinds of intervention (source articles: R3, R4, R5, F7, F8), and how often one is promised.

use crate::{named::named, sealed::sealed};
use serde::{Deserialize, Serialize};

named! {
    /// What kind of intervention: its modality.
    Category {
        Individual = "individual", "Individual counseling";
        Group = "group", "Group counseling";
        Family = "family", "Family counseling";
        Medication = "medication", "Medication (MAT)";
        Monitoring = "monitoring", "Toxicology and monitoring";
        Education = "education", "Education";
        CaseManagement = "case-management", "Case management";
        PeerSupport = "peer-support", "Peer support";
        MutualHelp = "mutual-help", "Mutual help";
        HarmReduction = "harm-reduction", "Harm reduction";
        Vocational = "vocational", "Vocational skills";
        Communication = "communication", "Communication skills";
        Budgeting = "budgeting", "Budgeting";
        Yoga = "yoga", "Yoga";
        Meditation = "meditation", "Meditation";
        ArtTherapy = "art-therapy", "Art therapy";
        Acupuncture = "acupuncture", "Acupuncture";
        Exercise = "exercise", "Exercise";
        Nutrition = "nutrition", "Nutrition";
        Sleep = "sleep", "Sleep";
        Breathing = "breathing", "Breathing";
        Mindfulness = "mindfulness", "Mindfulness";
        Hobbies = "hobbies", "Hobbies";
        SeekingSupport = "seeking-support", "Seeking support";
        SelfCare = "self-care", "Self-care";
        Other = "other", "Other";
    }
}

named! {
    /// How kinds of intervention are grouped on the page.
    CategoryGroup {
        Counseling = "counseling", "Counseling";
        Medical = "medical", "Medication and monitoring";
        Support = "support", "Education and support";
        LifeSkills = "life-skills", "Life skills";
        Holistic = "holistic", "Holistic";
        Coping = "coping", "Coping skills";
        Other = "other", "Other";
    }
}

impl Category {
    /// The group it stands in.
    pub const fn group(self) -> CategoryGroup {
        match self {
            Self::Individual | Self::Group | Self::Family => CategoryGroup::Counseling,
            Self::Medication | Self::Monitoring => CategoryGroup::Medical,
            Self::Education | Self::CaseManagement | Self::PeerSupport | Self::MutualHelp | Self::HarmReduction => {
                CategoryGroup::Support
            }
            Self::Vocational | Self::Communication | Self::Budgeting => CategoryGroup::LifeSkills,
            Self::Yoga
            | Self::Meditation
            | Self::ArtTherapy
            | Self::Acupuncture
            | Self::Exercise
            | Self::Nutrition
            | Self::Sleep => CategoryGroup::Holistic,
            Self::Breathing | Self::Mindfulness | Self::Hobbies | Self::SeekingSupport | Self::SelfCare => CategoryGroup::Coping,
            Self::Other => CategoryGroup::Other,
        }
    }
}

named! {
    /// In which time a number of sessions is promised.
    Period {
        Day = "day", "a day";
        Week = "week", "a week";
        TwoWeeks = "two-weeks", "every two weeks";
        Month = "month", "a month";
        Once = "once", "in all";
    }
}

impl Period {
    /// Its length in days; a month counts as 30 (our choice). `None` for the whole course.
    pub const fn days(self) -> Option<u16> {
        match self {
            Self::Day => Some(1),
            Self::Week => Some(7),
            Self::TwoWeeks => Some(14),
            Self::Month => Some(30),
            Self::Once => None,
        }
    }
}

/// How often something is promised.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frequency {
    /// So many times, 1 to 100.
    pub times: u16,
    /// In this time.
    pub per: Period,
}

sealed!(Frequency);

impl Frequency {
    /// The most times.
    pub const MOST: u16 = 100;

    /// As shown: `daily`, `twice a week`, `4 times a month`, `once`.
    pub fn text(self) -> String {
        match (self.times, self.per) {
            (1, Period::Day) => "daily".into(),
            (1, Period::TwoWeeks) => self.per.label().into(),
            (1, Period::Once) => "once".into(),
            (2, Period::Once) => "twice".into(),
            (1, per) => format!("once {}", per.label()),
            (2, per) => format!("twice {}", per.label()),
            (times, per) => format!("{times} times {}", per.label()),
        }
    }

    /// How many times it is due within `days` days, whole times only. What is promised once is due from the first day.
    pub fn due_in(self, days: u32) -> u32 {
        match self.per.days() {
            Some(period) => u32::from(self.times).saturating_mul(days) / u32::from(period),
            None if days > 0 => u32::from(self.times),
            None => 0,
        }
    }
}
