//! Levels of care to choose from.

use clinical::{Edition, LevelOfCare, levels};
use ui::Opt;

/// Levels of the edition in use, or else of the standard one.
pub(super) fn options(edition: Edition) -> Vec<Opt> {
    let all = levels(edition).iter().filter_map(|row| LevelOfCare::find(edition, row.number));
    std::iter::once(Opt::new("", "Not decided yet")).chain(all.map(|level| Opt::new(id(&level), level.text()))).collect()
}

/// A level as an option's value.
pub(super) fn id(level: &LevelOfCare) -> String {
    let edition = match level.edition {
        Edition::Third => 3,
        Edition::Fourth => 4,
    };
    format!("{edition}/{}", level.number)
}

/// The level of an option's value.
pub(super) fn of(chosen: &str) -> Option<LevelOfCare> {
    let (edition, number) = chosen.split_once('/')?;
    LevelOfCare::find(if edition == "3" { Edition::Third } else { Edition::Fourth }, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_comes_back_from_its_option() {
        for edition in [Edition::Third, Edition::Fourth] {
            for row in levels(edition) {
                let level = LevelOfCare::find(edition, row.number);
                assert_eq!(of(&level.as_ref().map(id).unwrap_or_default()), level);
            }
        }
        assert_eq!(of(""), None);
    }
}
