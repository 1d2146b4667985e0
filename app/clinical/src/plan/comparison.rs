//! What a comparison of two versions says: its lines, their sentences, the author's reasons.

use super::{LineId, LineKind};
use crate::{rewording::Piece, sealed::sealed};

/// What happened to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing.
    Kept,
    /// It says something else.
    Changed,
    /// It stands elsewhere, and says the same.
    Moved,
    /// It is new.
    Added,
    /// It is gone.
    Dropped,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 5] = [Self::Kept, Self::Changed, Self::Moved, Self::Added, Self::Dropped];

    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Kept => "Kept",
            Self::Changed => "Changed",
            Self::Moved => "Moved",
            Self::Added => "Added",
            Self::Dropped => "Removed",
        }
    }
}

/// One line of a comparison.
#[derive(Clone, PartialEq, Eq)]
pub struct LineChange {
    /// Which line; a section has an id of its own, such as `plan.level`.
    pub line: LineId,
    /// What it is.
    pub kind: LineKind,
    /// What happened.
    pub verdict: Verdict,
    /// How it is called: `Objective 1.2 “Phone one of three people”`.
    pub title: String,
    /// What changed, each in a sentence.
    pub sentences: Vec<Sentence>,
    /// The author's reason; empty when none was given.
    pub reason: String,
    /// Whether the author is asked for a reason, see [`super::Diff::to_explain`].
    pub asks_reason: bool,
}

/// One change, in a sentence.
#[derive(Clone, PartialEq, Eq)]
pub struct Sentence {
    /// As it is read aloud: `Objective 1.1, target date: from December 18, 2026 to January 8, 2027.`
    pub text: String,
    /// What changed, before the colon: `Objective 1.1, target date`. Empty where the sentence has no parts.
    pub about: String,
    /// What it said and says, with the words that changed. Empty where the sentence has no parts.
    pub pieces: Vec<Piece>,
    /// The earlier value, where it is short enough to be read beside its field.
    pub was: Option<Earlier>,
}

/// What a field said before.
#[derive(Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The field's place, as checks name it: `objective-o1-target-date`.
    pub place: String,
    /// In words: `December 18, 2026`; `empty` where it said nothing.
    pub words: String,
}

impl Sentence {
    pub(super) fn plain(mut text: String) -> Self {
        // A quotation that ends with a full stop of its own ends the sentence.
        if [".”.", "?”.", "!”."].iter().any(|end| text.ends_with(end)) {
            text.pop();
        }
        Self { text, about: String::new(), pieces: Vec::new(), was: None }
    }
}

/// A comparison in reading order; what was dropped stands where it stood.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    /// The lines. Sections that did not change are left out.
    pub lines: Vec<LineChange>,
}

sealed!(Earlier, Sentence, LineChange, Reading);

impl LineChange {
    /// The line's place, as checks name it: `objective-o1`, `line-plan.level`.
    pub fn place(&self) -> String {
        match self.kind {
            LineKind::Section => format!("line-{}", self.line),
            LineKind::Problem | LineKind::Goal | LineKind::Objective | LineKind::Intervention => {
                format!("{}-{}", self.kind.id(), self.line)
            }
        }
    }
}

impl Reading {
    /// How many lines came out so.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.lines.iter().filter(|line| line.verdict == verdict).count()
    }

    /// For print: every changed line with its sentences and its reason, one below the other.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for line in self.lines.iter().filter(|line| line.verdict != Verdict::Kept) {
            for sentence in &line.sentences {
                text.push_str(&sentence.text);
                text.push('\n');
            }
            if !line.reason.is_empty() {
                text.push_str("Why: ");
                text.push_str(&line.reason);
                text.push('\n');
            }
        }
        text
    }
}
