//! How an ask travels: its name and its fields in JSON, and the answer in JSON.

use super::Problem;
use clinical::json;
use serde::{Serialize, de::DeserializeOwned};

/// Something that may be asked, with the type of its answer.
pub trait Ask: Serialize + DeserializeOwned {
    /// Under which name it travels.
    const NAME: &'static str;
    /// What comes back when it worked.
    type Reply: Serialize + DeserializeOwned;

    /// As it travels: its name, a space, its fields in JSON.
    ///
    /// Fails with [`Problem::Damaged`] when a field cannot be written down.
    fn call(&self) -> Result<String, Problem> {
        let fields = serde_json::to_string(self).map_err(|_| Problem::Damaged)?;
        Ok(format!("{} {fields}", Self::NAME))
    }
}

/// An answer as it travels: JSON of the reply or of the problem.
pub fn answer<R: Serialize>(reply: &Result<R, Problem>) -> String {
    // What cannot be written down is told as damage; a unit variant is its name.
    serde_json::to_string(reply).unwrap_or_else(|_| r#"{"Err":"Damaged"}"#.to_owned())
}

/// Reads an answer. What is none is [`Problem::Damaged`].
pub fn read_answer<R: DeserializeOwned>(text: &str) -> Result<R, Problem> {
    json::read::<Result<R, Problem>>(text).unwrap_or(Err(Problem::Damaged))
}

macro_rules! asks {
    ($(#[$group_doc:meta])* $group:ident: $(@$shared:ident => $its_reply:ty;)* $($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $type:ty),* $(,)? } => $reply:ty;)*) => {
        $(
            $(#[$doc])*
            #[allow(missing_docs, reason = "a field whose name and type say it all has no comment")]
            #[derive(Clone, PartialEq, serde::Serialize, serde::Deserialize)]
            pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }

            impl std::fmt::Debug for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(concat!(stringify!($name), " [sealed]"))
                }
            }

            impl Ask for $name {
                const NAME: &'static str = stringify!($name);
                type Reply = $reply;
            }
        )*

        $(
            impl Ask for $shared {
                const NAME: &'static str = stringify!($shared);
                type Reply = $its_reply;
            }
        )*

        $(#[$group_doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::large_enum_variant)] // a call is read once and taken apart at once; nothing keeps many
        pub enum $group {
            $(#[doc = concat!("See [`", stringify!($shared), "`].")] $shared($shared),)*
            $($(#[$doc])* $name($name),)*
        }

        impl $group {
            /// Reads a call; `None` when its name is not among these.
            ///
            /// Fails with [`Problem::Damaged`] when the fields are not those of its name.
            pub fn read(call: &str) -> Option<Result<Self, Problem>> {
                let (name, fields) = call.split_once(' ')?;
                match name {
                    $(stringify!($shared) => Some(clinical::json::read(fields).map(Self::$shared).map_err(|_| Problem::Damaged)),)*
                    $(stringify!($name) => Some(clinical::json::read(fields).map(Self::$name).map_err(|_| Problem::Damaged)),)*
                    _unknown => None,
                }
            }
        }
    };
}

pub(super) use asks;
