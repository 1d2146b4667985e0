//! A code as it is typed.

use chrono::NaiveDate;
use clinical::{
    Wrong,
    diagnosis::Coded,
    icd10cm::{self, Entry},
};

/// A code as it stands in the line.
pub(super) fn text_of(coded: &Coded) -> String {
    icd10cm::lookup(&coded.code).map_or_else(|| coded.code.clone(), Entry::text)
}

/// What was typed, as a code that may be recorded on a day: the code alone, or with its title as the list writes it.
///
/// Fails with why it is none.
pub(super) fn read(typed: &str, on: NaiveDate) -> Result<Coded, Wrong> {
    let code = typed.split_whitespace().next().ok_or(Wrong::Missing)?;
    match Coded::new(code, on) {
        Ok(coded) if typed.trim() == code || typed.trim() == text_of(&coded) => Ok(coded),
        Ok(_) => Err(Wrong::UnknownCode),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn a_code_is_read_as_typed_and_a_heading_is_refused_in_words() {
        let read = |typed: &str| read(typed, NaiveDate::from_ymd_opt(2026, 11, 18).unwrap());
        assert_eq!(read("f411").unwrap().code, "F41.1");
        let whole = text_of(&read("F41.1").unwrap());
        assert_eq!(read(&whole).unwrap().code, "F41.1");
        assert!(read("F41").is_err_and(|problem| problem == Wrong::Header));
        assert!(read("panic").is_err_and(|problem| problem == Wrong::UnknownCode));
        assert!(read(" ").is_err_and(|problem| problem == Wrong::Missing));
    }
}
