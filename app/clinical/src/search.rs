//! Finding a client by name, and a document by what stands in it. Runs over plaintext on the device and leaves it never:
//! the index lives as long as the vault is unlocked.

mod abbreviation;
mod day;
mod document;
mod index;
mod near;
mod query;
mod quick;
mod snippet;

pub use document::Document;
pub use index::{Found, Hit, Index};
pub use query::Query;
pub use snippet::Snippet;

use crate::{
    PatientProfile,
    fold::{fold, is_apostrophe, words},
    sealed::sealed,
};

/// A client's names, prepared once for many keystrokes.
#[derive(Clone, PartialEq, Eq)]
pub struct Names(Vec<String>);

sealed!(Names);

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

/// Those of a caseload that a query finds: whose names begin with what was typed, and where there are none, those whose
/// names it misspells (`mapelthorn` finds Maplethorn).
pub fn narrow<'a, T>(query: &Query, all: &'a [T], names: impl Fn(&T) -> &Names) -> Vec<&'a T> {
    let exact: Vec<&T> = all.iter().filter(|one| query.matches(names(one))).collect();
    if exact.is_empty() { all.iter().filter(|one| query.nearly_matches(names(one))).collect() } else { exact }
}

/// Whether `query`, as typed, finds this client. For a caseload, prepare [`Query`] and [`Names`] instead.
pub fn matches(query: &str, profile: &PatientProfile) -> bool {
    Query::new(query).matches(&Names::of(profile))
}
