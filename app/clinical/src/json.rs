//! Between types and JSON, always by way of text: `serde` writes a reader and a writer for each type and each form it is read from,
//! and one of each is enough of them for what a tablet has to fetch.

mod lean;

use lean::Lean;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Deserializer, Error, Value, to_string};

/// Reads JSON. A struct is read from an object alone, never from a list of its fields.
///
/// Fails where the text is no JSON, or not of this type.
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Error> {
    let mut reader = Deserializer::from_str(text);
    let read = T::deserialize(Lean(&mut reader))?;
    reader.end()?;
    Ok(read)
}

/// What a type is as JSON.
pub(crate) fn value_of<T: Serialize>(of: &T) -> Result<Value, Error> {
    read(&to_string(of)?)
}

/// The type that a JSON value is of.
pub(crate) fn typed<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    read(&value.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        one: u8,
        #[serde(default)]
        two: Option<String>,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Each {
        Nothing,
        One(Inner),
        Many { inner: Inner, pair: (Inner, i64) },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Outer {
        list: Vec<Each>,
        by_name: BTreeMap<String, Inner>,
        value: Value,
        answer: Result<Option<Inner>, String>,
    }

    #[test]
    fn what_serde_writes_is_read_wherever_it_stands() {
        let inner = |one| Inner { one, two: (one > 1).then(|| "zwei \u{1f642}".to_owned()) };
        let outer = Outer {
            list: vec![Each::Nothing, Each::One(inner(1)), Each::Many { inner: inner(2), pair: (inner(3), -4) }],
            by_name: BTreeMap::from([("five".to_owned(), inner(5))]),
            value: value_of(&inner(6)).unwrap(),
            answer: Ok(Some(inner(7))),
        };
        let text = to_string(&outer).unwrap();
        assert_eq!(read::<Outer>(&text).unwrap(), outer);
        assert_eq!(typed::<Outer>(&serde_json::from_str(&text).unwrap()).unwrap(), outer);
    }

    #[test]
    fn what_is_not_of_the_type_is_refused() {
        for text in
            ["[1, null]", r#"{"one": 1, "three": 3}"#, r#"{"one": 1, "one": 1}"#, r#"{"one": 1} 2"#, r#"{"two": "x"}"#, "{"]
        {
            assert!(read::<Inner>(text).is_err(), "{text}");
        }
    }
}
