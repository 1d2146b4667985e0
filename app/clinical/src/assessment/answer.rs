//! What came of asking. "Not asked" is an answer of its own, and so is "would rather not say".

use crate::sealed::sealed;
use serde::{Deserialize, Serialize};

/// The answer to one question of an assessment.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// Asked; the client would rather not say.
    Declined,
    /// Asked; there is nothing to tell.
    Nothing,
    /// What was told or found.
    Told(String),
}

sealed!(Answer);

impl Answer {
    /// What was told; empty for the other answers.
    pub fn text(&self) -> &str {
        match self {
            Self::Told(text) => text,
            Self::NotAsked | Self::Declined | Self::Nothing => "",
        }
    }

    /// As shown where nothing was told.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::NotAsked => "Not asked",
            Self::Declined => "Declined to answer",
            Self::Nothing => "Denied",
            Self::Told(_) => "Reported",
        }
    }
}
