//! The official order file of a release (NCHS, `icd10cm-order-….txt`): a line for each code and header, in columns.
//!
//! Columns, counted from 1: 1–5 order number, from 00001; 7–13 code without its dot; 15 `0` for a header and `1` for a code;
//! 17–76 short description; from 78 on the long one. Columns 6, 14, 16 and 77 are blank. Source: the release's own
//! `icd10OrderFiles.pdf`.

use super::{Row, is_carried};
use std::{collections::BTreeSet, fmt};

/// A file larger than this is no order file: 98 000 lines are 14 million bytes.
pub const MOST_BYTES: u32 = 64 * 1024 * 1024;
/// The longest title that is believed; the longest official one has 228 characters.
pub(super) const LONGEST_TITLE: usize = 400;

/// What an order file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFile {
    /// How many lines: codes and headers.
    pub rows: u32,
    /// How many of them are codes.
    pub billable: u32,
    /// The rows of the categories kept here, in their order.
    pub carried: Vec<Row>,
}

/// Why a file is no order file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderError {
    /// In which line, from 1; 0 for the file as a whole.
    pub line: u32,
    /// What is wrong there.
    pub wrong: Unfit,
}

/// What is wrong with a line, or with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// No line at all, or too many.
    Size,
    /// Something is not in its column, or outside of the format.
    Columns,
    /// The order number is not the next one.
    Number,
    /// No code has this form.
    Code,
    /// It does not come after the one before, or its category was closed already.
    Order,
    /// A category does not begin with its own row.
    Category,
    /// A header has nothing under it, or a code has.
    Header,
}

impl Unfit {
    const fn sentence(self) -> &'static str {
        match self {
            Self::Size => "The file is empty, or too large for an order file.",
            Self::Columns => "The columns are not those of an order file.",
            Self::Number => "The order number is not the next one. A line may be missing.",
            Self::Code => "This is not a code of ICD-10-CM.",
            Self::Order => "The code does not come after the one before it.",
            Self::Category => "The category does not begin with its own heading.",
            Self::Header => "The mark for headings does not fit: a heading has codes under it, a code has none.",
        }
    }
}

/// As shown: `Line 12: The order number is not the next one. A line may be missing.`
impl fmt::Display for OrderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "Line {}: ", self.line)?;
        }
        f.write_str(self.wrong.sentence())
    }
}

impl std::error::Error for OrderError {}

/// A line in its columns.
struct Line<'a> {
    number: u32,
    code: &'a str,
    billable: bool,
    title: &'a str,
}

impl<'a> Line<'a> {
    fn read(line: &'a str) -> Result<Self, Unfit> {
        if line.chars().any(|c| c.is_control() || c == char::REPLACEMENT_CHARACTER) {
            return Err(Unfit::Columns);
        }
        let (number, rest) = cut(line, 5)?;
        let (code, rest) = blank(rest).and_then(|rest| cut(rest, 7))?;
        let (flag, rest) = blank(rest).and_then(|rest| cut(rest, 1))?;
        let (short, rest) = blank(rest).and_then(|rest| cut(rest, 60))?;
        let title = blank(rest)?.trim_end();
        let whole = |text: &str| !text.is_empty() && !text.starts_with(' ');
        if !number.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(flag, "0" | "1") {
            return Err(Unfit::Columns);
        }
        if !whole(short.trim_end()) || !whole(title) || title.chars().count() > LONGEST_TITLE {
            return Err(Unfit::Columns);
        }
        let code = code.trim_end();
        if !is_plain_code(code) {
            return Err(Unfit::Code);
        }
        Ok(Self { number: number.parse().map_err(|_| Unfit::Columns)?, code, billable: flag == "1", title })
    }
}

/// So many characters, and the rest.
fn cut(text: &str, count: usize) -> Result<(&str, &str), Unfit> {
    let at = text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(count).ok_or(Unfit::Columns)?;
    text.split_at_checked(at).ok_or(Unfit::Columns)
}

/// The rest after a blank column.
fn blank(text: &str) -> Result<&str, Unfit> {
    text.strip_prefix(' ').ok_or(Unfit::Columns)
}

/// Letter, digit, then one to five letters or digits: `F1020`, `C4A`, `T401X1A`.
fn is_plain_code(code: &str) -> bool {
    let upper = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    match code.as_bytes() {
        [letter, digit, rest @ ..] => {
            letter.is_ascii_uppercase() && digit.is_ascii_digit() && (1..=5).contains(&rest.len()) && rest.iter().all(upper)
        }
        _ => false,
    }
}

/// With its dot: `F10.20`.
fn dotted(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((category, rest)) if !rest.is_empty() => format!("{category}.{rest}"),
        Some(_) | None => code.to_owned(),
    }
}

/// Reads an order file whole.
///
/// Fails with the first line that does not fit.
pub fn read(text: &str) -> Result<OrderFile, OrderError> {
    let whole = |wrong| OrderError { line: 0, wrong };
    if text.is_empty() || text.len() > MOST_BYTES as usize {
        return Err(whole(Unfit::Size));
    }
    let text = text.strip_suffix('\n').unwrap_or(text);
    let mut file = OrderFile { rows: 0, billable: 0, carried: Vec::new() };
    let mut closed: BTreeSet<&str> = BTreeSet::new();
    let mut before: Option<Line<'_>> = None;
    for (number, line) in (1..).zip(text.split('\n')) {
        let at = |wrong| OrderError { line: number, wrong };
        let line = Line::read(line.strip_suffix('\r').unwrap_or(line)).map_err(at)?;
        if line.number != number {
            return Err(at(Unfit::Number));
        }
        let category = line.code.get(..3).unwrap_or_default();
        let same = before.as_ref().is_some_and(|before| before.code.starts_with(category));
        if !same {
            if line.code != category {
                return Err(at(Unfit::Category));
            }
            if !closed.insert(category) {
                return Err(at(Unfit::Order));
            }
        }
        if let Some(before) = &before {
            if same && line.code <= before.code {
                return Err(at(Unfit::Order));
            }
            // It is the line before that does not fit.
            let heads = line.code.starts_with(before.code);
            if before.billable == heads {
                return Err(OrderError { line: number - 1, wrong: Unfit::Header });
            }
        }
        file.rows = number;
        file.billable += u32::from(line.billable);
        let code = dotted(line.code);
        if is_carried(&code) {
            file.carried.push(Row { code, title: line.title.to_owned(), billable: line.billable });
        }
        before = Some(line);
    }
    if before.is_some_and(|last| !last.billable) {
        return Err(OrderError { line: file.rows, wrong: Unfit::Header });
    }
    Ok(file)
}
