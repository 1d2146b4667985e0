//! The level of care that the ratings suggest: the highest need decides, never an average.
//!
//! A suggestion and the rules that fired; a person chooses (see [`LevelDecision`]). For the 3rd edition the
//! rating does not name a level: the table below does, as our choice and to verify.

use super::{DimensionRating, LevelDecision, dimension, dimensions};
use crate::{Edition, Level, LevelOfCare, levels, sealed::sealed};

/// The version of these rules; stored with every decision.
pub const SUGGESTION_RULES: &str = "highest-need/1";

/// The least level for a 3rd-edition risk of 0 to 4, for one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiskToLevel {
    /// The dimension.
    pub dimension: u8,
    /// The level's number for each risk; `None` where nothing is asked for.
    pub levels: [Option<&'static str>; 5],
}

/// The table for the 3rd edition. Source: our choice, to verify; no admission criteria are in it.
pub static THIRD_EDITION_NEEDS: [RiskToLevel; 6] = [
    RiskToLevel { dimension: 1, levels: [None, Some("1"), Some("2.1"), Some("3.7-WM"), Some("4-WM")] },
    RiskToLevel { dimension: 2, levels: [None, Some("1"), Some("2.1"), Some("3.7"), Some("4")] },
    RiskToLevel { dimension: 3, levels: [None, Some("1"), Some("2.1"), Some("3.7"), Some("4")] },
    RiskToLevel { dimension: 4, levels: [None, Some("1"), Some("2.1"), Some("2.5"), Some("3.5")] },
    RiskToLevel { dimension: 5, levels: [None, Some("1"), Some("2.1"), Some("3.1"), Some("3.5")] },
    RiskToLevel { dimension: 6, levels: [None, Some("1"), Some("2.1"), Some("3.1"), Some("3.5")] },
];

/// A rule that had a say in a suggestion.
#[derive(Clone, PartialEq, Eq)]
pub enum FiredRule {
    /// These dimensions ask for the most.
    HighestNeed(Vec<u8>),
    /// No dimension asks for a level: the least is enough.
    NoSpecificNeed,
    /// This dimension needs a closer look before you decide the level.
    EvaluateFirst(u8),
    /// The place must be co-occurring enhanced.
    CoOccurringEnhanced,
    /// A residential need stands above a day program that is co-occurring enhanced.
    ResidentialOverDayProgram,
    /// One dimension asks for medical management, another to live there: look at a level with both.
    MedicalAndResidential,
    /// This dimension is not rated yet, or not as the edition allows.
    NotRated(u8),
}

impl FiredRule {
    /// Its stable id.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::HighestNeed(_) => "highest-need",
            Self::NoSpecificNeed => "no-specific-need",
            Self::EvaluateFirst(_) => "evaluate-first",
            Self::CoOccurringEnhanced => "co-occurring-enhanced",
            Self::ResidentialOverDayProgram => "residential-over-day-program",
            Self::MedicalAndResidential => "medical-and-residential",
            Self::NotRated(_) => "not-rated",
        }
    }

    /// As it stands on the page.
    pub fn sentence(&self) -> String {
        match self {
            Self::HighestNeed(dimensions) => {
                let named = dimensions.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
                format!("The highest need decides: dimension {named}.")
            }
            Self::NoSpecificNeed => "No dimension calls for a specific level of care. The lowest level is enough.".into(),
            Self::EvaluateFirst(dimension) => format!("Dimension {dimension} needs a closer look before you decide the level."),
            Self::CoOccurringEnhanced => "Dimension 3 calls for a co-occurring enhanced program.".into(),
            Self::ResidentialOverDayProgram => "A residential need comes before a co-occurring enhanced day program.".into(),
            Self::MedicalAndResidential => {
                "One dimension calls for medical management and another for residential care. Look for a level with both.".into()
            }
            Self::NotRated(dimension) => format!("Dimension {dimension} is not rated yet."),
        }
    }
}

/// What the ratings suggest.
#[derive(Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The level; `None` while nothing is rated.
    pub level: Option<LevelOfCare>,
    /// Whether the place must be co-occurring enhanced.
    pub co_occurring_enhanced: bool,
    /// The rules that fired, the deciding ones first.
    pub rules: Vec<FiredRule>,
}

sealed!(FiredRule, Suggestion);

/// Whether a rating asks for something: a level, or a closer look.
pub(super) fn asks_for_care(edition: Edition, rating: &DimensionRating) -> bool {
    matches!(need(edition, rating), Some(Need::Level { .. } | Need::Evaluate))
}

/// What one rating asks for.
enum Need {
    Nothing,
    Evaluate,
    Level { level: &'static Level, rank: usize, enhanced: bool },
}

fn need(edition: Edition, rating: &DimensionRating) -> Option<Need> {
    let allowed = dimension(edition, rating.dimension)?.ratings;
    let rating_text = allowed.iter().copied().find(|allowed| *allowed == rating.rating.trim())?;
    let number = match edition {
        Edition::Third => {
            let row = THIRD_EDITION_NEEDS.iter().find(|row| row.dimension == rating.dimension)?;
            match row.levels.get(rating_text.parse::<usize>().ok()?)? {
                Some(number) => number,
                None => return Some(Need::Nothing),
            }
        }
        Edition::Fourth => match rating_text {
            "0" | "ANY" => return Some(Need::Nothing),
            "EVAL" => return Some(Need::Evaluate),
            number => number,
        },
    };
    let (number, enhanced) = number.strip_suffix(" COE").map_or((number, false), |number| (number, true));
    let (rank, level) = levels(edition).iter().enumerate().find(|(_, level)| level.number == number)?;
    Some(Need::Level { level, rank, enhanced })
}

/// The level that the ratings suggest, with the rules that fired. The first rating of a dimension counts.
pub fn suggest(edition: Edition, ratings: &[DimensionRating]) -> Suggestion {
    let rated = dimensions(edition).iter().filter(|dimension| !dimension.ratings.is_empty());
    let mut needs = Vec::new();
    let (mut asked, mut evaluate, mut unrated) = (0_usize, Vec::new(), Vec::new());
    for row in rated {
        let given = ratings.iter().find(|rating| rating.dimension == row.number);
        match given.and_then(|rating| need(edition, rating)) {
            Some(Need::Nothing) => asked += 1,
            Some(Need::Evaluate) => evaluate.push(FiredRule::EvaluateFirst(row.number)),
            Some(Need::Level { level, rank, enhanced }) => needs.push((row.number, level, rank, enhanced)),
            None => unrated.push(FiredRule::NotRated(row.number)),
        }
    }
    let highest = needs.iter().max_by_key(|(_, _, rank, _)| *rank).copied();
    let enhanced = needs.iter().any(|(_, _, _, enhanced)| *enhanced);
    let mut rules = Vec::new();
    let level = match highest {
        Some((_, level, rank, _)) => {
            rules.push(FiredRule::HighestNeed(
                needs.iter().filter(|(_, _, other, _)| *other == rank).map(|(number, ..)| *number).collect(),
            ));
            Some(level)
        }
        None if asked > 0 => {
            rules.push(FiredRule::NoSpecificNeed);
            levels(edition).first()
        }
        None => None,
    };
    let lives_there = |number: &str| number.starts_with('3');
    let day_program = needs.iter().any(|(_, level, _, enhanced)| *enhanced && level.number.starts_with('2'));
    let residential = level.is_some_and(|level| lives_there(level.number));
    if residential && day_program {
        rules.push(FiredRule::ResidentialOverDayProgram);
    }
    // The enhanced day program gave way, but what dimension 3 asked of the place did not.
    if enhanced {
        rules.push(FiredRule::CoOccurringEnhanced);
    }
    let medical = needs.iter().any(|(_, level, _, _)| matches!(level.number, "1.7" | "2.7"));
    if medical && level.is_some_and(|level| matches!(level.number, "3.1" | "3.5")) {
        rules.push(FiredRule::MedicalAndResidential);
    }
    rules.append(&mut evaluate);
    rules.append(&mut unrated);
    let level = level.map(|level| LevelOfCare { edition, number: level.number.to_owned() });
    Suggestion { level, co_occurring_enhanced: enhanced, rules }
}

impl Suggestion {
    /// A decision to fill in: the suggestion is kept beside whatever is chosen.
    pub fn to_decision(&self) -> LevelDecision {
        LevelDecision {
            suggested: self.level.clone(),
            rules_version: SUGGESTION_RULES.to_owned(),
            rules: self.rule_ids().map(str::to_owned).collect(),
            co_occurring_enhanced: self.co_occurring_enhanced,
            ..LevelDecision::default()
        }
    }

    fn rule_ids(&self) -> impl Iterator<Item = &'static str> {
        self.rules.iter().map(FiredRule::id)
    }
}

impl LevelDecision {
    /// Whether a person chose another level than the one suggested.
    pub fn differs(&self) -> bool {
        self.chosen.is_some() && self.chosen != self.suggested
    }

    /// Whether a person chose beside another suggestion than `now`: another level, or other rules fired. That a place must be
    /// co-occurring enhanced is told by its rule; [`Self::co_occurring_enhanced`] is what the person made of it.
    pub fn is_stale(&self, now: &Suggestion) -> bool {
        self.chosen.is_some() && (self.suggested != now.level || !self.rules.iter().map(String::as_str).eq(now.rule_ids()))
    }
}
