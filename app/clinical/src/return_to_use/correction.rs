//! What is said later about a return to use that was signed: told again with more detail, told differently by somebody else,
//! learned late, or written down wrongly. The event itself is never overwritten.

use super::ReturnToUse;
use crate::{assessment::Answer, named::named, sealed::sealed};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

named! {
    /// Why something is said again.
    CorrectionKind {
        MoreDetail = "more-detail", "More detail than before";
        OtherAccount = "other-account", "Someone else gives a different account";
        LearnedLater = "learned-later", "Learned later";
        WrittenWrongly = "written-wrongly", "Recorded incorrectly";
    }
}

impl CorrectionKind {
    /// Whether it takes the place of what the event says. Another person's account stands beside it.
    pub const fn replaces(self) -> bool {
        match self {
            Self::MoreDetail | Self::LearnedLater | Self::WrittenWrongly => true,
            Self::OtherAccount => false,
        }
    }
}

/// A statement under a return to use. Days that are not given stay as they are.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnToUseCorrection {
    /// Why.
    pub kind: CorrectionKind,
    /// Who tells it; may be empty.
    pub told_by: String,
    /// The first day of use, where it is another.
    pub start: Option<NaiveDate>,
    /// The last day of use, where it is another.
    pub end: Option<NaiveDate>,
    /// On how many days there was use, from 1, where it is another number.
    pub use_days: Option<u16>,
    /// An overdose not known before before.
    pub overdose: Answer,
    /// What is known now, and from where.
    pub text: String,
}

sealed!(ReturnToUseCorrection);

impl ReturnToUse {
    /// The event as it is known with what was said about it later, the oldest first. Another person's account changes nothing of it.
    pub fn as_known<'a>(&self, corrections: impl IntoIterator<Item = &'a ReturnToUseCorrection>) -> Self {
        let mut known = self.clone();
        for later in corrections.into_iter().filter(|later| later.kind.replaces()) {
            known.start = later.start.or(known.start);
            known.end = later.end.or(known.end);
            known.stopped |= later.end.is_some();
            known.use_days = later.use_days.or(known.use_days);
            if let Answer::Told(_) = &later.overdose {
                known.overdose = later.overdose.clone();
            }
        }
        known
    }
}
