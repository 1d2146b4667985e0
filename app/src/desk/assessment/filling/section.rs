//! The sections of the form, and which of them a place belongs to.

use clinical::Place;

macro_rules! sections {
    ($($name:ident = $id:literal, $title:literal;)*) => {
        /// A section of the form.
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub(in crate::desk::assessment) enum Section { $(#[doc = $title] $name,)* }

        impl Section {
            /// Every section, in the order of the form.
            pub(in crate::desk::assessment) const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The id of its heading.
            pub(in crate::desk::assessment) const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// Its heading.
            pub(in crate::desk::assessment) const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

sections! {
    Coming = "section-coming", "Presenting concern and sources";
    Use = "section-use", "Use";
    Earlier = "section-earlier", "Previous treatment";
    Withdrawal = "section-withdrawal", "Withdrawal";
    Health = "section-health", "Health";
    Home = "section-home", "Home and family";
    Work = "section-work", "Work and legal";
    Strengths = "section-strengths", "Goals and strengths";
    Dimensions = "section-dimensions", "Dimensions";
    Level = "section-level", "Level of care";
    Findings = "section-findings", "Findings";
}

impl Section {
    /// Where a place stands.
    pub(in crate::desk::assessment) fn of(place: &Place) -> Self {
        match (&*place.of, &*place.field) {
            ("substance", _) | ("assessment", "substances") => Self::Use,
            ("assessment", "earlier_treatments") => Self::Earlier,
            ("withdrawal", _) => Self::Withdrawal,
            ("assessment", "medical" | "psychiatric" | "trauma") => Self::Health,
            ("assessment", "family" | "with_whom" | "housing" | "support" | "use_in_home" | "safety" | "triggers") => Self::Home,
            ("assessment", "work" | "legal") => Self::Work,
            ("assessment", "goals" | "strengths") => Self::Strengths,
            ("dimension", _) => Self::Dimensions,
            ("level", _) => Self::Level,
            ("finding" | "deferral", _) | ("assessment", "findings") => Self::Findings,
            (_, _) => Self::Coming,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::assessment::{Assessment, SubstanceUse};

    #[test]
    fn whatever_a_check_finds_stands_under_its_own_heading() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
        let assessment = Assessment { substances: vec![SubstanceUse::default()], ..Assessment::default() };
        let found = assessment.check(today);
        let coming: Vec<_> =
            found.iter().filter(|issue| Section::of(&issue.place) == Section::Coming).map(|issue| &*issue.place.field).collect();
        assert_eq!(coming, ["date", "reason"]);
        for section in Section::ALL.iter().filter(|section| **section != Section::Earlier) {
            assert!(found.iter().any(|issue| Section::of(&issue.place) == *section), "{} has something open", section.title());
        }
    }
}
