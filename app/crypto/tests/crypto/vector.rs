//! Frozen vectors in `tests/vectors`. `UPDATE_VECTORS=1` writes those that are missing; it never rewrites one.

use serde::{Serialize, de::DeserializeOwned};
use std::{fs, path::PathBuf};

/// The vector `name` as it was frozen.
pub(crate) fn frozen<T: Serialize + DeserializeOwned>(name: &str, make: impl FnOnce() -> T) -> T {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name).with_extension("json");
    if !path.exists() && std::env::var_os("UPDATE_VECTORS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, serde_json::to_string_pretty(&make()).unwrap() + "\n").unwrap();
    }
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("no vector {name}: UPDATE_VECTORS=1 writes it"));
    serde_json::from_str(&text).unwrap()
}

/// How many vectors there are in the folder `name`.
pub(crate) fn count(name: &str) -> usize {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name);
    fs::read_dir(path).unwrap().count()
}
