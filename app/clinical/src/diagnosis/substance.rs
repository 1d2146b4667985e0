//! The classes of substances, and what is particular to each.

use crate::named::named;
use serde::{Deserialize, Serialize};

named! {
    /// A class of substances, as DSM-5 divides them, in the order of their codes.
    Substance {
        Alcohol = "alcohol", "Alcohol";
        Opioid = "opioid", "Opioid";
        Cannabis = "cannabis", "Cannabis";
        Sedative = "sedative", "Sedative, hypnotic or anxiolytic";
        Cocaine = "cocaine", "Cocaine";
        Stimulant = "stimulant", "Amphetamine-type or other stimulant";
        Caffeine = "caffeine", "Caffeine";
        Phencyclidine = "phencyclidine", "Phencyclidine";
        Hallucinogen = "hallucinogen", "Other hallucinogen";
        Tobacco = "tobacco", "Tobacco";
        Inhalant = "inhalant", "Inhalant";
        Other = "other", "Other or unknown substance";
    }
}

impl Substance {
    /// The category of its codes.
    pub const fn category(self) -> &'static str {
        match self {
            Self::Alcohol => "F10",
            Self::Opioid => "F11",
            Self::Cannabis => "F12",
            Self::Sedative => "F13",
            Self::Cocaine => "F14",
            Self::Stimulant | Self::Caffeine => "F15",
            Self::Phencyclidine | Self::Hallucinogen => "F16",
            Self::Tobacco => "F17",
            Self::Inhalant => "F18",
            Self::Other => "F19",
        }
    }

    /// Whether stopping suddenly can be dangerous, or ends tolerance that protects from overdose.
    /// Source: domain reference, section 19, withdrawal risk (our choice).
    pub const fn withdrawal_can_harm(self) -> bool {
        matches!(self, Self::Alcohol | Self::Opioid | Self::Sedative)
    }

    /// Whether there is a use disorder for it; caffeine knows intoxication and withdrawal only.
    pub const fn has_use_disorder(self) -> bool {
        !matches!(self, Self::Caffeine)
    }

    /// Whether withdrawal is one of its criteria; without it there are ten.
    pub const fn has_withdrawal_criterion(self) -> bool {
        !matches!(self, Self::Phencyclidine | Self::Hallucinogen | Self::Inhalant)
    }

    /// Whether it holds medicines whose tolerance and withdrawal, taken as prescribed, never count.
    /// For the others the diagnosing person has to say so.
    pub const fn is_prescribed(self) -> bool {
        matches!(self, Self::Opioid | Self::Sedative | Self::Stimulant)
    }
}

/// The tobacco product, which decides the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TobaccoProduct {
    /// Not said: F17.20.
    #[default]
    Unspecified,
    /// Cigarettes: F17.21.
    Cigarettes,
    /// Chewing tobacco: F17.22.
    Chewing,
    /// Any other, such as a vaporiser: F17.29.
    Other,
}

impl TobaccoProduct {
    /// Every product, in the order of the codes.
    pub const ALL: [Self; 4] = [Self::Unspecified, Self::Cigarettes, Self::Chewing, Self::Other];

    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unspecified => "not specified",
            Self::Cigarettes => "cigarettes",
            Self::Chewing => "chewing tobacco",
            Self::Other => "other tobacco product",
        }
    }

    /// The header its codes stand under.
    pub const fn header(self) -> &'static str {
        match self {
            Self::Unspecified => "F17.20",
            Self::Cigarettes => "F17.21",
            Self::Chewing => "F17.22",
            Self::Other => "F17.29",
        }
    }
}

/// A medicine of maintenance therapy. DSM-5 has the specifier for opioids and tobacco only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaintenanceAgent {
    /// Methadone.
    Methadone,
    /// Buprenorphine.
    Buprenorphine,
    /// Naltrexone by mouth.
    NaltrexoneOral,
    /// Naltrexone as an injection.
    NaltrexoneInjection,
    /// Nicotine replacement.
    NicotineReplacement,
    /// Varenicline.
    Varenicline,
    /// Bupropion.
    Bupropion,
}

impl MaintenanceAgent {
    /// Every agent, in the order offered.
    pub const ALL: [Self; 7] = [
        Self::Methadone,
        Self::Buprenorphine,
        Self::NaltrexoneOral,
        Self::NaltrexoneInjection,
        Self::NicotineReplacement,
        Self::Varenicline,
        Self::Bupropion,
    ];

    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Methadone => "methadone",
            Self::Buprenorphine => "buprenorphine",
            Self::NaltrexoneOral => "naltrexone by mouth",
            Self::NaltrexoneInjection => "naltrexone injection",
            Self::NicotineReplacement => "nicotine replacement",
            Self::Varenicline => "varenicline",
            Self::Bupropion => "bupropion",
        }
    }

    /// The substance whose disorder it maintains.
    pub const fn substance(self) -> Substance {
        match self {
            Self::Methadone | Self::Buprenorphine | Self::NaltrexoneOral | Self::NaltrexoneInjection => Substance::Opioid,
            Self::NicotineReplacement | Self::Varenicline | Self::Bupropion => Substance::Tobacco,
        }
    }

    /// Whether it is an opioid agonist, for which "long term use of opiate analgesic" is not coded.
    pub const fn is_agonist(self) -> bool {
        matches!(self, Self::Methadone | Self::Buprenorphine)
    }
}
