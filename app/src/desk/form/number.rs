//! Whole numbers as they are typed. Nothing is rounded, cut off or moved to a bound: what does not fit is refused beside the field.

/// What is said of something else.
const NOT_WHOLE: &str = "Enter a whole number, such as 3. Not saved until you fix this.";
const TOO_SMALL: &str = "This number is too small. Not saved until you fix this.";
const TOO_LARGE: &str = "This number is too large. Not saved until you fix this.";

/// A number that a field may hold.
pub(crate) trait Figure: Copy + PartialEq + Send + Sync + 'static {
    fn wide(self) -> i64;
    /// The same number; why not, where it does not fit.
    fn narrow(number: i64) -> Result<Self, &'static str>;
}

macro_rules! figures {
    ($($number:ty),*) => {$(
        impl Figure for $number {
            fn wide(self) -> i64 {
                i64::from(self)
            }

            fn narrow(number: i64) -> Result<Self, &'static str> {
                Self::try_from(number).map_err(|_| if number < 0 { TOO_SMALL } else { TOO_LARGE })
            }
        }
    )*};
}
figures!(u8, u16, i32);

/// The number that was typed; `None` for an empty field.
///
/// Fails with what to say where it is no whole number, or does not fit.
pub(crate) fn parse<N: Figure>(text: &str) -> Result<Option<N>, &'static str> {
    parse_int(text)?.map(N::narrow).transpose()
}

/// The whole number that was typed; `None` for an empty field.
///
/// Fails with what to say where it is none.
fn parse_int(text: &str) -> Result<Option<i64>, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(number) = text.parse() {
        return Ok(Some(number));
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    Err(match digits.chars().all(|digit| digit.is_ascii_digit()) && !digits.is_empty() {
        true if digits.len() < text.len() => TOO_SMALL,
        true => TOO_LARGE,
        false => NOT_WHOLE,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_is_clamped_or_cut_off() {
        assert_eq!(parse::<u8>(" 12 "), Ok(Some(12)));
        assert_eq!(parse::<u8>("  "), Ok(None));
        assert_eq!(parse::<u8>("-5"), Err(TOO_SMALL), "not 0");
        assert_eq!(parse::<u8>("3.5"), Err(NOT_WHOLE), "not 3");
        assert_eq!(parse::<u8>("300"), Err(TOO_LARGE), "not 255");
        assert_eq!(parse::<u16>("65536"), Err(TOO_LARGE));
        assert_eq!(parse::<i32>("-3"), Ok(Some(-3)));
        assert_eq!(parse::<i32>("99999999999"), Err(TOO_LARGE));
        assert_eq!(parse::<i32>("-99999999999999999999"), Err(TOO_SMALL));
        assert_eq!(parse::<i32>("99999999999999999999"), Err(TOO_LARGE));
    }

    #[test]
    fn what_is_no_whole_number_is_refused_and_never_taken_for_none() {
        for odd in ["2.5", "2,5", "five", "3 days", "1e3", "-", "--3"] {
            assert_eq!(parse::<i32>(odd), Err(NOT_WHOLE), "{odd}");
        }
    }
}
