//! Database urls: what is taken, and what is always added.

use crate::StoreError;

/// A url and who signs in there.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// For the database client.
    pub(crate) url: String,
    /// Name and password of a remote database's root user.
    pub(crate) login: Option<(String, String)>,
}

/// Reads `mem://`, `surrealkv://FOLDER` and `ws(s)://[NAME:PASSWORD@]HOST`.
///
/// An embedded folder always says `sync=every`: the database reads no environment variable for it,
/// and an acknowledged operation must be on the disk.
///
/// Fails with [`StoreError::Address`] for anything else.
pub(crate) fn parse(url: &str) -> Result<Address, StoreError> {
    if url == "mem://" {
        return Ok(Address { url: url.to_owned(), login: None });
    }
    if let Some(rest) = url.strip_prefix("surrealkv://") {
        let (folder, query) = rest.split_once('?').unwrap_or((rest, ""));
        if folder.is_empty() {
            return Err(StoreError::Address);
        }
        let said = query.split('&').any(|part| part.starts_with("sync="));
        let url = match (said, query.is_empty()) {
            (true, _) => url.to_owned(),
            (false, true) => format!("surrealkv://{folder}?sync=every"),
            (false, false) => format!("surrealkv://{folder}?{query}&sync=every"),
        };
        return Ok(Address { url, login: None });
    }
    for scheme in ["ws://", "wss://"] {
        let Some(rest) = url.strip_prefix(scheme) else { continue };
        let Some((login, host)) = rest.rsplit_once('@') else {
            return Ok(Address { url: url.to_owned(), login: None });
        };
        let (name, password) = login.split_once(':').ok_or(StoreError::Address)?;
        return Ok(Address { url: format!("{scheme}{host}"), login: Some((name.to_owned(), password.to_owned())) });
    }
    Err(StoreError::Address)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn an_embedded_folder_always_syncs_every_commit() {
        assert_eq!(parse("surrealkv:///data/db").unwrap().url, "surrealkv:///data/db?sync=every");
        assert_eq!(parse("surrealkv:///data/db?versioned=false").unwrap().url, "surrealkv:///data/db?versioned=false&sync=every");
        assert_eq!(parse("surrealkv:///data/db?sync=every").unwrap().url, "surrealkv:///data/db?sync=every");
    }

    #[test]
    fn a_remote_login_is_taken_out_of_the_url() {
        let address = parse("wss://house:word@db.example:8000").unwrap();
        assert_eq!(address.url, "wss://db.example:8000");
        assert_eq!(address.login, Some(("house".to_owned(), "word".to_owned())));
        assert_eq!(parse("ws://db.example:8000").unwrap().login, None);
    }

    #[test]
    fn other_urls_are_refused() {
        for url in ["", "http://db", "surrealkv://", "surrealkv://?sync=every", "ws://nameonly@db", "memory"] {
            assert!(matches!(parse(url), Err(StoreError::Address)), "{url}");
        }
    }
}
