//! Keeps content out of logs and panics.

/// Implements `Debug` for content types: it prints `[sealed]` and nothing of what is inside.
macro_rules! sealed {
    ($($name:ty),+ $(,)?) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("[sealed]")
            }
        }
    )+};
}

pub(crate) use sealed;
