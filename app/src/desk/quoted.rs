//! What somebody said, in quotation marks once.

/// `“I want my mornings back.”`, whether or not the marks were typed; nothing where nothing was said. Words that begin with what was
/// said and go on in the writer's own stay as they were typed.
pub(crate) fn quoted(words: &str) -> String {
    let words = words.trim();
    let (opening, closing) = (['“', '"'], ['”', '"']);
    let inner = words.strip_prefix(opening).map(|inner| inner.strip_suffix(closing).unwrap_or(inner));
    match inner {
        _ if words.is_empty() => String::new(),
        None => format!("“{words}”"),
        Some(inner) if !inner.contains(closing) => format!("“{}”", inner.trim()),
        Some(_) => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_stands_in_quotation_marks_once() {
        for typed in ["Mornings back.", " “Mornings back.” ", "\"Mornings back.\"", "“Mornings back."] {
            assert_eq!(quoted(typed), "“Mornings back.”", "{typed}");
        }
        for kept in ["", "“Not now,” she said.", "“Not now” and “not here”"] {
            assert_eq!(quoted(kept), kept);
        }
    }
}
