//! Finding a client by name, as typed. Runs over plaintext on the device and keeps nothing.

use crate::{
    PatientProfile,
    fold::{fold, is_apostrophe, words},
    sealed::sealed,
};

/// What was typed, prepared once for a whole caseload.
#[derive(Clone, PartialEq, Eq)]
pub struct Query(Vec<String>);

/// A client's names, prepared once for many keystrokes.
#[derive(Clone, PartialEq, Eq)]
pub struct Names(Vec<String>);

sealed!(Query, Names);

impl Query {
    /// Prepares what was typed.
    pub fn new(typed: &str) -> Self {
        Self(words(typed).collect())
    }

    /// Whether nothing was typed; such a query finds everyone.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every word typed begins one of the names. Case, accents and apostrophes do not count.
    pub fn matches(&self, names: &Names) -> bool {
        self.0.iter().all(|typed| names.0.iter().any(|name| name.starts_with(typed.as_str())))
    }
}

impl Names {
    /// Prepares a client's names: given, family, preferred.
    pub fn of(profile: &PatientProfile) -> Self {
        let name = &profile.name;
        let mut all = Vec::new();
        for part in [&name.given, &name.family, &name.preferred] {
            all.extend(words(part));
            if part.contains(is_apostrophe) {
                all.extend(part.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| !word.is_empty()));
            }
        }
        Self(all)
    }
}

/// Whether `query`, as typed, finds this client. For a caseload, prepare [`Query`] and [`Names`] instead.
pub fn matches(query: &str, profile: &PatientProfile) -> bool {
    Query::new(query).matches(&Names::of(profile))
}
