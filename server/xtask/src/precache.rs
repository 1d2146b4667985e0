//! What a device keeps of the site, and the version that follows from it.

use anyhow::ensure;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The line of `sw.js` that the build replaces begins like this.
const MARKER: &str = "const SITE = ";

/// One file of the site.
#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kept {
    /// Where it is fetched, from the root.
    pub(crate) url: String,
    /// SHA-256 of its bytes, hexadecimal. The browser checks it while installing.
    pub(crate) sha256: String,
}

/// The list that is published beside the site and written into its service worker.
///
/// Invariant: `files` is sorted, and `version` follows from its lines and from the worker's own source, so that two
/// workers that differ never share a cache. The gate's document is among them, as `/`.
#[derive(Serialize)]
pub(crate) struct Site {
    pub(crate) version: String,
    files: Vec<Kept>,
}

impl Site {
    /// The site with these files, kept by this service worker.
    pub(crate) fn new(mut files: Vec<Kept>, worker: &str) -> Self {
        files.sort();
        let lines: String = files
            .iter()
            .map(|file| format!("{}  {}\n", file.sha256, file.url))
            .chain(std::iter::once(digest(worker.as_bytes())))
            .collect();
        let version = digest(lines.as_bytes()).chars().take(16).collect();
        Self { version, files }
    }

    /// The service worker with this list in it.
    ///
    /// Fails when the worker has no line for it, or more than one.
    pub(crate) fn stamp(&self, worker: &str) -> anyhow::Result<String> {
        let places = worker.lines().filter(|line| line.starts_with(MARKER));
        ensure!(places.count() == 1, "sw.js must have one line that begins with `{MARKER}`");
        let list = serde_json::to_string(self)?;
        Ok(worker
            .lines()
            .map(|line| match line.starts_with(MARKER) {
                true => format!("{MARKER}{list};\n"),
                false => format!("{line}\n"),
            })
            .collect())
    }
}

/// SHA-256, hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    fn kept(url: &str, bytes: &[u8]) -> Kept {
        Kept { url: url.to_owned(), sha256: digest(bytes) }
    }

    #[test]
    fn the_version_follows_the_bytes_and_not_the_order_of_files() {
        let one = Site::new(vec![kept("/a.js", b"1"), kept("/b.js", b"2")], "");
        let other = Site::new(vec![kept("/b.js", b"2"), kept("/a.js", b"1")], "");
        let changed = Site::new(vec![kept("/a.js", b"1"), kept("/b.js", b"3")], "");
        assert_eq!(one.version, other.version);
        assert_ne!(one.version, changed.version);
    }

    #[test]
    fn two_workers_that_differ_never_share_a_version() {
        let one = Site::new(vec![kept("/a.js", b"1")], "old();");
        let other = Site::new(vec![kept("/a.js", b"1")], "new();");
        assert_ne!(one.version, other.version);
    }

    #[test]
    fn the_list_replaces_the_marked_line_of_the_worker_and_nothing_else() {
        let source = "// kept\nconst SITE = { version: 'none' };\nrest();\n";
        let site = Site::new(vec![kept("/a.js", b"1")], source);
        let worker = site.stamp(source).unwrap();
        let lines: Vec<_> = worker.lines().collect();
        assert_eq!(lines[0], "// kept");
        assert!(lines[1].starts_with("const SITE = {\"version\":\""));
        assert!(lines[1].contains("\"url\":\"/a.js\""));
        assert_eq!(lines[2], "rest();");
    }

    #[test]
    fn a_worker_without_the_marked_line_is_refused() {
        let site = Site::new(Vec::new(), "");
        assert!(site.stamp("self.skipWaiting();\n").is_err());
        assert!(site.stamp("const SITE = 1;\nconst SITE = 2;\n").is_err());
    }
}
