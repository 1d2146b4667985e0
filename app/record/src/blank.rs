//! When a text says nothing: one answer for names, notes and every other field, on the page, in the keeper and here.

use std::ops::RangeInclusive;

/// The code points that show nothing wherever they stand: zero width, soft hyphen, fillers, direction marks, variation
/// selectors. Source: Unicode 16, DerivedCoreProperties.txt, `Default_Ignorable_Code_Point`.
static DEFAULT_IGNORABLE: [RangeInclusive<char>; 17] = [
    '\u{AD}'..='\u{AD}',
    '\u{34F}'..='\u{34F}',
    '\u{61C}'..='\u{61C}',
    '\u{115F}'..='\u{1160}',
    '\u{17B4}'..='\u{17B5}',
    '\u{180B}'..='\u{180F}',
    '\u{200B}'..='\u{200F}',
    '\u{202A}'..='\u{202E}',
    '\u{2060}'..='\u{206F}',
    '\u{3164}'..='\u{3164}',
    '\u{FE00}'..='\u{FE0F}',
    '\u{FEFF}'..='\u{FEFF}',
    '\u{FFA0}'..='\u{FFA0}',
    '\u{FFF0}'..='\u{FFF8}',
    '\u{1BCA0}'..='\u{1BCA3}',
    '\u{1D173}'..='\u{1D17A}',
    '\u{E0000}'..='\u{E0FFF}',
];

/// Whether a text has nothing to read: only white space and code points that show nothing.
pub fn is_blank(text: &str) -> bool {
    let shows_nothing = |c: char| c.is_whitespace() || DEFAULT_IGNORABLE.iter().any(|range| range.contains(&c));
    text.chars().all(shows_nothing)
}
