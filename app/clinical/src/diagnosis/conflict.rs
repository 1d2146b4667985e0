//! Which codes may not stand together: one substance has one code, the higher degree going first.

use super::{Degree, code::is_substance};
use crate::icd10cm::excluded;

/// Why two codes cannot both stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Conflict {
    /// The same code.
    Same,
    /// Two codes for one substance. Dependence goes before abuse, abuse before use.
    OneSubstance,
    /// An Excludes1 note of the tabular list.
    Excludes1,
}

/// What keeps two codes apart; `None` when both may stand. Two complications of one degree (dependence
/// with withdrawal, dependence with mood disorder) may, unless an Excludes1 note says otherwise.
pub fn conflict(first: &str, second: &str) -> Option<Conflict> {
    if first == second {
        return Some(Conflict::Same);
    }
    let category = |code: &str| code.split('.').next().filter(|_| is_substance(code)).map(str::to_owned);
    let one_substance = category(first).is_some() && category(first) == category(second);
    if one_substance && (Degree::of(first) != Degree::of(second) || is_plain(first) || is_plain(second)) {
        return Some(Conflict::OneSubstance);
    }
    excluded(first, second).then_some(Conflict::Excludes1)
}

/// Whether a code within F10 to F19 is that of the disorder itself: uncomplicated, or in remission.
fn is_plain(code: &str) -> bool {
    let length = if code.starts_with("F17") { 7 } else { 6 };
    code.len() == length && code.ends_with(['0', '1'])
}
