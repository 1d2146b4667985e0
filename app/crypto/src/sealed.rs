//! How secrets and content print: not at all.

/// Gives types a `Debug` that says nothing.
macro_rules! sealed {
    ($($name:ty),+ $(,)?) => {
        $(impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("[sealed]")
            }
        })+
    };
}

pub(crate) use sealed;
