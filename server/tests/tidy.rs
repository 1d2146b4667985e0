//! The rules of the house that no compiler knows: who may depend on whom, under which licenses, and what may lie where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "tidy/kinds.rs"]
mod kinds;
#[path = "tidy/styles.rs"]
mod styles;
#[path = "tidy/words.rs"]
mod words;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which crates of the house each crate may name. The drawing in the README, as a table.
const EDGES: [(&str, &[&str]); 13] = [
    ("record", &[]),
    ("ui", &[]),
    ("xtask", &[]),
    ("clinical", &["record"]),
    ("crypto", &["record"]),
    ("vault", &["record"]),
    ("store", &["record"]),
    ("gate", &["record", "ui"]),
    ("server", &["gate", "record", "store", "ui"]),
    ("keeper", &["clinical", "crypto", "record", "vault"]),
    ("keeper-worker", &["keeper", "record", "vault"]),
    ("app", &["clinical", "gate", "keeper", "record", "ui"]),
    ("proof", &["clinical", "crypto", "gate", "keeper", "record", "server", "store", "ui", "vault"]),
];

/// What a server must not be able to open, seal or understand, not even through another crate.
const BEYOND_THE_SERVER: [&str; 6] = ["clinical", "crypto", "vault", "keeper", "keeper-worker", "age"];

const TOP_LEVEL: [&str; 10] =
    ["Cargo.lock", "Cargo.toml", "LICENSE", "NOTICE", "README.md", "app", "end2end", "public", "server", "style"];

const LICENSES: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates that carry their license only as a file, and what a person read in it.
const READ_BY_HAND: [(&str, &str); 1] = [("tokio-tungstenite-wasm", "MIT")];

/// The database's own crates: Business Source License 1.1, as NOTICE says.
fn is_of_the_database(name: &str) -> bool {
    name == "surrealdb" || name.starts_with("surrealdb-")
}

/// Files that a program wrote, or that hold data rather than sentences.
const NOT_WRITTEN_BY_HAND: [&str; 4] = ["vectors", "snapshots", "data", "generated"];

const MOST_LINES: usize = 400;

struct Package {
    name: String,
    license: Option<String>,
    license_file: Option<String>,
    uses: Vec<String>,
}

/// Every package that a build for a device or for a server would compile, by id, and the ids of the house's own.
fn packages() -> (BTreeMap<String, Package>, BTreeSet<String>) {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .args(["--filter-platform", "wasm32-unknown-unknown"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let about: BTreeMap<_, _> =
        metadata["packages"].as_array().unwrap().iter().map(|package| (text(&package["id"]).unwrap(), package)).collect();
    let packages = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| {
            let id = text(&node["id"]).unwrap();
            let package = about[&id];
            let uses = node["deps"].as_array().unwrap().iter();
            let uses = uses.filter(|edge| {
                // Absent: a normal dependency. What only tests need does not ship.
                let kinds = edge["dep_kinds"].as_array().unwrap();
                kinds.iter().any(|kind| kind["kind"] != "dev")
            });
            let package = Package {
                name: text(&package["name"]).unwrap(),
                license: text(&package["license"]),
                license_file: text(&package["license_file"]),
                uses: uses.map(|edge| text(&edge["pkg"]).unwrap()).collect(),
            };
            (id, package)
        })
        .collect();
    let house = metadata["workspace_members"].as_array().unwrap();
    (packages, house.iter().map(|id| text(id).unwrap()).collect())
}

fn root() -> PathBuf {
    let server = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    Path::new(&server).parent().unwrap().to_owned()
}

/// The files that git keeps or would keep, from the root.
fn files() -> Vec<String> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "git could not list the files");
    let names = String::from_utf8(output.stdout).unwrap();
    let names = names.split_terminator('\0').map(str::to_owned);
    let files: Vec<_> = names.filter(|name| root().join(name).is_file()).collect();
    assert!(files.len() > 20, "git lists too few files to be believed");
    files
}

/// The text files with their text; pictures and fonts are left out.
fn texts() -> Vec<(String, String)> {
    let read = |name: String| {
        let text = std::fs::read_to_string(root().join(&name)).ok()?;
        Some((name, text))
    };
    files().into_iter().filter_map(read).collect()
}

fn ends_with_one_of(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| name.ends_with(ending))
}

fn by_hand(name: &str) -> bool {
    !name.split('/').any(|part| NOT_WRITTEN_BY_HAND.contains(&part))
}

/// `file:line` of every line of those files in which `fault` finds something.
fn lines_with(endings: &[&str], fault: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in texts() {
        if ends_with_one_of(&name, endings) {
            let lines = text.lines().enumerate().filter(|(_, line)| fault(line));
            found.extend(lines.map(|(number, _)| format!("{name}:{}", number + 1)));
        }
    }
    found
}

#[test]
fn no_crate_names_a_crate_that_the_house_plan_forbids() {
    let (packages, house) = packages();
    let allowed: BTreeMap<_, _> = EDGES.into_iter().collect();
    let mut forbidden = Vec::new();
    for id in &house {
        let package = &packages[id];
        let Some(allowed) = allowed.get(package.name.as_str()) else {
            forbidden.push(format!("{} is not in the plan", package.name));
            continue;
        };
        for used in package.uses.iter().filter(|used| house.contains(*used)) {
            let used = packages[used].name.as_str();
            if !allowed.contains(&used) {
                forbidden.push(format!("{} -> {used}", package.name));
            }
        }
    }
    assert_eq!(forbidden, Vec::<String>::new());
    assert_eq!(house.len(), EDGES.len(), "the plan names a crate that is gone");
}

#[test]
fn the_server_cannot_reach_what_opens_or_understands_a_record_even_through_another_crate() {
    let (packages, house) = packages();
    let mut reached = Vec::new();
    for start in house {
        if !["server", "store"].contains(&packages[&start].name.as_str()) {
            continue;
        }
        let mut seen = BTreeSet::new();
        let mut ahead = vec![start.clone()];
        while let Some(id) = ahead.pop() {
            if seen.insert(id.clone()) {
                ahead.extend(packages[&id].uses.iter().cloned());
            }
        }
        let names = seen.iter().map(|id| packages[id].name.as_str());
        let beyond = names.filter(|name| BEYOND_THE_SERVER.contains(name));
        reached.extend(beyond.map(|name| format!("{} -> … -> {name}", packages[&start].name)));
        assert!(seen.len() > 20, "the graph is too small to be believed");
    }
    assert_eq!(reached, Vec::<String>::new());
}

#[test]
fn every_dependency_has_a_license_that_we_accept() {
    let (packages, _) = packages();
    let mut refused = Vec::new();
    for package in packages.values() {
        let by_hand = READ_BY_HAND
            .into_iter()
            .find(|(name, _)| *name == package.name && package.license_file.is_some())
            .map(|(_, license)| license);
        let license = package.license.as_deref().or(by_hand);
        let accepted = license.is_some_and(accepts);
        // The database's crates carry their license as a file, or by its SPDX name.
        let excepted = is_of_the_database(&package.name) && (license == Some("BUSL-1.1") || package.license_file.is_some());
        if !accepted && !excepted {
            refused.push(format!("{}: {license:?}", package.name));
        }
    }
    assert_eq!(refused, Vec::<String>::new());
}

#[test]
fn a_license_is_accepted_when_some_choice_of_it_is_on_the_list() {
    assert!(accepts("MIT/Apache-2.0"));
    assert!(accepts("GPL-2.0-only OR Apache-2.0 WITH LLVM-exception"));
    assert!(accepts("(MIT OR GPL-3.0) AND Unicode-3.0"));
    assert!(!accepts("GPL-3.0-only"));
    assert!(!accepts("MIT AND GPL-3.0-only"));
    assert!(!accepts("(GPL-3.0 OR AGPL-3.0) AND MIT"));
}

/// Whether an SPDX expression, or the older form with a slash, leaves a choice that is on the list.
fn accepts(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<_> = spaced.split_whitespace().collect();
    any_of(&mut words.iter().copied().peekable())
}

type Words<'a> = std::iter::Peekable<std::iter::Copied<std::slice::Iter<'a, &'a str>>>;

fn any_of(words: &mut Words<'_>) -> bool {
    let mut accepted = all_of(words);
    while words.next_if_eq(&"OR").is_some() {
        accepted |= all_of(words);
    }
    accepted
}

fn all_of(words: &mut Words<'_>) -> bool {
    let mut accepted = one(words);
    while words.next_if_eq(&"AND").is_some() {
        accepted &= one(words);
    }
    accepted
}

fn one(words: &mut Words<'_>) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let accepted = any_of(words);
        words.next_if_eq(&")");
        return accepted;
    }
    let accepted = words.next().is_some_and(|name| LICENSES.contains(&name));
    if words.next_if_eq(&"WITH").is_some() {
        words.next(); // exceptions only ever permit more
    }
    accepted
}

#[test]
fn nothing_lies_at_the_top_that_is_not_in_the_house_plan() {
    let tops: BTreeSet<_> = files()
        .iter()
        .filter_map(|name| name.split('/').next().map(str::to_owned))
        .filter(|top| !top.starts_with('.'))
        .filter(|top| !TOP_LEVEL.contains(&top.as_str()))
        .collect();
    assert_eq!(tops, BTreeSet::new());
}

#[test]
fn no_file_is_too_long_to_be_read_at_once() {
    let long: Vec<_> = texts()
        .into_iter()
        .filter(|(name, _)| ends_with_one_of(name, &[".rs", ".css", ".js", ".mjs"]) && by_hand(name))
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .collect();
    assert_eq!(long, Vec::new());
}

#[test]
fn the_service_worker_stays_small_enough_to_trust() {
    let worker = std::fs::read_to_string(root().join("public/sw.js")).unwrap();
    assert!(worker.lines().count() < 150);
}

#[test]
fn a_module_is_named_after_what_it_holds() {
    let nameless: Vec<_> = files().into_iter().filter(|name| name.ends_with("/mod.rs")).collect();
    assert_eq!(nameless, Vec::<String>::new());
}

#[test]
fn no_test_is_switched_off_and_no_work_is_left_for_later() {
    // Split, so that this file does not find itself.
    let marks = [concat!("#[ig", "nore"), concat!("TO", "DO"), concat!("FIX", "ME")];
    let found = lines_with(&[".rs", ".css", ".js", ".mjs", ".md", ".toml", ".surql"], |line| {
        marks.iter().any(|mark| line.contains(mark))
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn only_the_gate_and_the_proofs_of_the_worker_are_compiled_in_two_ways() {
    let mark = concat!("cfg(fea", "ture");
    let mut found = lines_with(&[".rs"], |line| line.contains(mark));
    found.retain(|place| !place.starts_with("app/gate/") && !place.starts_with("app/keeper/worker/"));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_file_names_a_machine_or_a_registry() {
    let folders = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    let hosts = [
        concat!("crates", ".io"),
        concat!("npmjs", ".org"),
        concat!("npmjs", ".com"),
        concat!("pypi", ".org"),
        concat!("pythonhosted", ".org"),
        concat!("deb.debian", ".org"),
    ];
    let mut found = Vec::new();
    for (name, text) in texts() {
        if name == "Cargo.lock" {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let host = hosts.iter().any(|host| line.contains(host));
            if host || folders.iter().any(|folder| begins_a_path(line, folder)) {
                found.push(format!("{name}:{}", number + 1));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// Whether `folder` stands in the line as the beginning of a path, not in the middle of one.
fn begins_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || ".-_}".contains(c))
    })
}
