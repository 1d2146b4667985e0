//! From severity to ICD-10-CM. A fixed table, not a search: the code set is full of near misses.

use super::{Severity, Substance, TobaccoProduct};
use serde::{Deserialize, Serialize};

/// What ICD-10-CM calls the extent, from the least; the higher one is coded, never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degree {
    /// Use, unspecified: no disorder.
    Use,
    /// Abuse: a mild disorder.
    Abuse,
    /// Dependence: a moderate or severe disorder.
    Dependence,
}

impl Degree {
    /// Every degree, from the least.
    pub const ALL: [Self; 3] = [Self::Use, Self::Abuse, Self::Dependence];

    const fn digit(self) -> char {
        match self {
            Self::Abuse => '1',
            Self::Dependence => '2',
            Self::Use => '9',
        }
    }

    /// The degree a code within F10 to F19 stands for; `None` for a code outside and for a category.
    pub fn of(code: &str) -> Option<Self> {
        let (category, rest) = code.split_once('.')?;
        if !is_substance(category) {
            return None;
        }
        Self::ALL.into_iter().find(|degree| rest.starts_with(degree.digit()))
    }
}

/// Whether `code` is within F10 to F19.
pub(super) fn is_substance(code: &str) -> bool {
    code.strip_prefix("F1").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

impl From<Severity> for Degree {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Mild => Self::Abuse,
            Severity::Moderate | Severity::Severe => Self::Dependence,
        }
    }
}

/// Whether a disorder is coded as it is or as in remission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Uncomplicated.
    Present,
    /// In early or sustained remission: one code for both.
    Remission,
}

/// What withdrawal looks like, for the substances whose codes tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawalKind {
    /// Without complication.
    Uncomplicated,
    /// With delirium.
    Delirium,
    /// With disturbed perception.
    PerceptualDisturbance,
    /// Not said.
    #[default]
    Unspecified,
}

impl WithdrawalKind {
    /// Every kind, in the order of the codes.
    pub const ALL: [Self; 4] = [Self::Uncomplicated, Self::Delirium, Self::PerceptualDisturbance, Self::Unspecified];

    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Uncomplicated => "uncomplicated",
            Self::Delirium => "with delirium",
            Self::PerceptualDisturbance => "with perceptual disturbance",
            Self::Unspecified => "not specified",
        }
    }

    const fn digit(self) -> char {
        match self {
            Self::Uncomplicated => '0',
            Self::Delirium => '1',
            Self::PerceptualDisturbance => '2',
            Self::Unspecified => '9',
        }
    }
}

/// The code of a disorder, or of use without one. Tobacco has one degree, and `product` decides for
/// it alone; caffeine has no such code.
pub fn code(substance: Substance, product: TobaccoProduct, degree: Degree, phase: Phase) -> Option<String> {
    let last = match phase {
        Phase::Present => '0',
        Phase::Remission => '1',
    };
    match (substance, degree) {
        (Substance::Caffeine, _) | (Substance::Tobacco, Degree::Use) => None,
        (Substance::Tobacco, Degree::Abuse | Degree::Dependence) => Some(format!("{}{last}", product.header())),
        (
            Substance::Alcohol
            | Substance::Opioid
            | Substance::Cannabis
            | Substance::Sedative
            | Substance::Cocaine
            | Substance::Stimulant
            | Substance::Phencyclidine
            | Substance::Hallucinogen
            | Substance::Inhalant
            | Substance::Other,
            degree,
        ) => Some(format!("{}.{}{last}", substance.category(), degree.digit())),
    }
}

/// The code of withdrawal; `None` where there is none. Only alcohol, sedatives and other substances
/// tell kinds apart, the rest have one code for all.
pub fn withdrawal_code(substance: Substance, product: TobaccoProduct, degree: Degree, kind: WithdrawalKind) -> Option<String> {
    let stem = || format!("{}.{}3", substance.category(), degree.digit());
    match substance {
        Substance::Alcohol | Substance::Sedative | Substance::Other => Some(format!("{}{}", stem(), kind.digit())),
        Substance::Opioid | Substance::Cannabis | Substance::Cocaine | Substance::Stimulant => Some(stem()),
        Substance::Caffeine => matches!(degree, Degree::Use).then(stem),
        Substance::Tobacco => (!matches!(degree, Degree::Use)).then(|| format!("{}3", product.header())),
        Substance::Phencyclidine | Substance::Hallucinogen | Substance::Inhalant => None,
    }
}
