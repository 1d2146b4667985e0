//! Between types and JSON values, always by way of text: `serde` writes a reader and a writer for each type and each form it is read
//! from, and one of each is enough of them for what a tablet has to fetch.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Error, Value, from_str, to_string};

/// What a type is as JSON.
pub(crate) fn value_of<T: Serialize>(of: &T) -> Result<Value, Error> {
    from_str(&to_string(of)?)
}

/// The type that a JSON value is of.
pub(crate) fn typed<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    from_str(&value.to_string())
}
