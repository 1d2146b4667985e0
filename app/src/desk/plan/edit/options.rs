//! Words of a closed list, to choose from.

use ui::Opt;

/// Words of a closed list as options.
pub(super) fn options<T: Copy>(all: &[T], id: impl Fn(T) -> &'static str, label: impl Fn(T) -> &'static str) -> Vec<Opt> {
    all.iter().map(|word| Opt::new(id(*word), label(*word))).collect()
}
