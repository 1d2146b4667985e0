//! Whole numbers, as they are typed. What the browser itself takes for none, such as a half-typed `2e`, the kit tells of.

/// What stands beside a field that holds something else.
pub(crate) const NOT_WHOLE: &str = "Write a whole number that fits here, such as 3. Until then none is kept.";

/// The number that was typed; none for an empty field.
///
/// Fails where something else stands there, or more than a field of the plan could hold.
pub(crate) fn whole(text: &str) -> Result<Option<i64>, NotWhole> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number: i64 = text.parse().map_err(|_| NotWhole)?;
    if i32::try_from(number).is_ok() { Ok(Some(number)) } else { Err(NotWhole) }
}

/// Not a whole number.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotWhole;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_whole_number_is_told_and_never_taken_for_none() {
        assert_eq!(whole(" 12 "), Ok(Some(12)));
        assert_eq!(whole("-3"), Ok(Some(-3)));
        assert_eq!(whole("  "), Ok(None));
        for odd in ["2.5", "2,5", "five", "3 days", "1e3", "99999999999"] {
            assert_eq!(whole(odd), Err(NotWhole), "{odd}");
        }
    }
}
