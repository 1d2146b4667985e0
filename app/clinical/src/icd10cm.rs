//! ICD-10-CM: the codes this field needs, by day of service, with the releases they come from.
//!
//! Chapter F whole, and the categories beside it that a substance-use program meets. Public-domain data in `data/icd10cm.txt`;
//! `data/README.md` says which releases it holds and how they were taken out. A program adds later ones from the official order
//! file ([`order`]): what they change is an [`Update`]. No code ever leaves the list; one that was retired says so.

mod entry;
pub mod order;
mod set;
mod update;

pub use entry::{Entry, Standing};
pub use set::{all, billable, edition, excluded, load, lookup, release_on, releases, search, standing_text};
pub use update::{Row, Update};

use chrono::NaiveDate;

/// A release of the code list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// The US government's fiscal year; 2027 began on October 1, 2026.
    pub fiscal_year: u16,
    /// The first day of service it holds for.
    pub valid_from: NaiveDate,
    /// The last day of service it holds for.
    pub valid_to: NaiveDate,
}

impl Release {
    /// Its stable id, stored beside every code: the first day it holds for, `2026-10-01`.
    pub fn id(&self) -> String {
        self.valid_from.to_string()
    }

    /// As shown: `ICD-10-CM FY 2027, valid Oct 1, 2026 to Sep 30, 2027`.
    pub fn text(&self) -> String {
        format!("ICD-10-CM FY {}, valid {} to {}", self.fiscal_year, shown(self.valid_from), shown(self.valid_to))
    }

    /// Whether it holds for a service on `date`.
    pub fn covers(&self, date: NaiveDate) -> bool {
        (self.valid_from..=self.valid_to).contains(&date)
    }
}

/// Why something typed is no code to record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Not in the list, or not among the categories kept here.
    #[error("unknown code")]
    Unknown,
    /// A header: only the codes under it are recorded.
    #[error("a header is not a code")]
    Header,
    /// In the list from this day on.
    #[error("the code is not valid yet")]
    NotYet(NaiveDate),
    /// Retired on this day.
    #[error("the code is retired")]
    Retired(NaiveDate),
}

/// The categories kept here, as beginnings of a code with its dot.
const CARRIED: &str = "B18 B20 F G47 G89 O99 R41 R44 R45 T40 T42 T43 T50.9 T50.B T50.Z T51 Z55 Z56 Z59 Z60 Z62 Z63 Z64 Z65 Z71 Z72 Z79 Z81 \
    Z86 Z87 Z91";

/// Whether a code, with its dot, is in a category kept here.
fn is_carried(code: &str) -> bool {
    // The category above T50.9, T50.B and T50.Z is there as their heading.
    code == "T50" || CARRIED.split_ascii_whitespace().any(|category| code.starts_with(category))
}

fn shown(date: NaiveDate) -> String {
    date.format("%b %-d, %Y").to_string()
}
