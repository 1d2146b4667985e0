//! Closed vocabularies: each word with the id under which it is stored and the label that is shown.

/// Not an id: empty, too long, or with other characters than letters, digits, `-`, `_` and `.`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct IdError;

/// Makes an enum with `ALL`, `id()`, `from_id()` and `label()`. The first word is the default.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $first:ident = $first_id:literal, $first_label:literal; $($word:ident = $id:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            #[doc = $first_label]
            #[default]
            #[serde(rename = $first_id)]
            $first,
            $(
                #[doc = $label]
                #[serde(rename = $id)]
                $word,
            )*
        }

        impl $name {
            /// Every word, in the order offered.
            pub const ALL: &'static [Self] = &[Self::$first, $(Self::$word),*];

            /// Its stored id.
            pub const fn id(self) -> &'static str {
                match self {
                    Self::$first => $first_id,
                    $(Self::$word => $id,)*
                }
            }

            /// As shown.
            pub const fn label(self) -> &'static str {
                match self {
                    Self::$first => $first_label,
                    $(Self::$word => $label,)*
                }
            }

            /// The word of a stored id.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.id() == id)
            }
        }
    };
}

/// Makes a newtype for ids that the caller supplies.
///
/// Invariant: 1 to 64 characters of `A–Z a–z 0–9 - _ .`, so that it can stand inside an HTML id.
macro_rules! stable_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// Invariant: 1 to 64 characters of `A–Z a–z 0–9 - _ .`; it can stand inside an HTML id.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// An id as the caller made it.
            ///
            /// Fails when it is empty, longer than 64 characters, or has others than letters, digits, `-`, `_`, `.`.
            pub fn new(id: impl Into<String>) -> Result<Self, $crate::IdError> {
                let id = id.into();
                let fine = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
                if (1..=64).contains(&id.len()) && id.bytes().all(fine) {
                    Ok(Self(id))
                } else {
                    Err($crate::IdError)
                }
            }

            /// The id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::IdError;
            fn try_from(id: String) -> Result<Self, Self::Error> {
                Self::new(id)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

pub(crate) use {named, stable_id};
