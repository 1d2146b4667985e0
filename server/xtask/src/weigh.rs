//! What the site weighs: bytes a device fetches for the desk and for each page, and of which crates the code is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context;
use wasmparser::{KnownCustom, Name, Parser, Payload};
use xshell::Shell;

use crate::front;
use crate::site;
use crate::split::{DESK, Parts};

/// The files a page needs beside those that are there already, and their bytes as they cross the wire.
pub(crate) struct Weight {
    /// The page's name, as its split is called.
    pub(crate) page: String,
    pub(crate) bytes: u64,
}

/// What the desk opens with, then what each page adds, in the order of their names; what several of them share is told once, last.
pub(crate) fn pages(shell: &Shell) -> anyhow::Result<Vec<Weight>> {
    let root = shell.current_dir();
    let packages = root.join(site::FOLDER).join("pkg");
    by_page(&front::parts(shell)?, |file| Ok(std::fs::metadata(packages.join(format!("{file}.wasm.br")))?.len()))
}

fn by_page(parts: &Parts, size: impl Fn(&str) -> anyhow::Result<u64>) -> anyhow::Result<Vec<Weight>> {
    let opened: BTreeSet<&String> = parts.get(DESK).context("no part of the page is called desk")?.iter().collect();
    let pages = || parts.iter().filter(|(page, _)| *page != DESK);
    let mut users: BTreeMap<&String, usize> = BTreeMap::new();
    for file in pages().flat_map(|(_, files)| files).filter(|file| !opened.contains(file)) {
        *users.entry(file).or_default() += 1;
    }
    let shared = |file: &&String| users.get(file).is_some_and(|users| *users > 1);
    let own = |file: &&String| users.get(file) == Some(&1);
    let weigh = |page: &str, files: &mut dyn Iterator<Item = &String>| {
        files.map(|file| size(file)).sum::<anyhow::Result<u64>>().map(|bytes| Weight { page: page.to_owned(), bytes })
    };
    let mut weights = vec![weigh(DESK, &mut opened.iter().copied())?];
    for (page, files) in pages() {
        weights.push(weigh(page, &mut files.iter().filter(own))?);
    }
    weights.push(weigh("what pages share", &mut users.keys().copied().filter(shared))?);
    Ok(weights)
}

/// Everything that a device keeps, as it crosses the wire: each file in its smallest form.
pub(crate) fn whole(folder: &Path) -> anyhow::Result<u64> {
    let mut all = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if path.is_dir() {
            all += whole(&path)?;
        } else if !path.extension().is_some_and(|ending| ending == "br" || ending == "gz") {
            let smaller = std::fs::metadata(format!("{}.br", path.display())).map(|file| file.len());
            all += smaller.unwrap_or(entry.metadata()?.len());
        }
    }
    Ok(all)
}

/// The crates of a module as cargo wrote it, each with the bytes of its functions; the largest first. Generic code counts for the
/// crate that it is written in, not for the one that uses it.
pub(crate) fn crates(module: &[u8]) -> anyhow::Result<Vec<(String, u64)>> {
    let (mut sizes, mut imported, mut names) = (Vec::new(), 0_u32, BTreeMap::new());
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::ImportSection(imports) = payload {
            for import in imports.into_imports() {
                imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
            }
        } else if let Payload::CodeSectionEntry(body) = payload {
            sizes.push(u64::try_from(body.range().len())?);
        } else if let Payload::CustomSection(section) = payload
            && let KnownCustom::Name(all) = section.as_known()
        {
            for name in all {
                let Name::Function(functions) = name? else { continue };
                for function in functions {
                    let function = function?;
                    names.insert(function.index, crate_of(function.name));
                }
            }
        }
    }
    let mut crates: BTreeMap<String, u64> = BTreeMap::new();
    for (index, size) in (imported..).zip(sizes) {
        *crates.entry(names.get(&index).cloned().unwrap_or_default()).or_default() += size;
    }
    let mut crates: Vec<(String, u64)> = crates.into_iter().collect();
    crates.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    Ok(crates)
}

/// The crate that a function is written in: the first name in its path, behind whatever its type is wrapped in.
fn crate_of(symbol: &str) -> String {
    let path = format!("{:#}", rustc_demangle::demangle(symbol));
    let begins = path.trim_start_matches(|c: char| !c.is_ascii_alphabetic() && c != '_').trim_start_matches("mut ");
    let name: String = begins.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if path.contains("::") && plain && !name.is_empty() { name } else { "other".to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn a_page_weighs_what_is_not_there_when_the_desk_is() {
        let files = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let parts: Parts = [
            ("desk".to_owned(), files(&["chunk_1", "split_desk"])),
            ("note".to_owned(), files(&["chunk_2", "split_note"])),
            ("plan".to_owned(), files(&["chunk_1", "chunk_2", "split_plan"])),
        ]
        .into();
        let sizes = BTreeMap::from([
            ("chunk_1", 10),
            ("chunk_2", 200),
            ("split_desk", 3000),
            ("split_note", 20_000),
            ("split_plan", 40_000),
        ]);
        let weights = by_page(&parts, |file| Ok(sizes[file])).unwrap();
        let told: Vec<(&str, u64)> = weights.iter().map(|weight| (weight.page.as_str(), weight.bytes)).collect();
        assert_eq!(told, [("desk", 3010), ("note", 20_000), ("plan", 40_000), ("what pages share", 200)]);
        assert!(by_page(&Parts::new(), |_| Ok(0)).is_err());
    }

    #[test]
    fn a_function_counts_for_the_crate_it_is_written_in() {
        for (symbol, of) in [
            ("_ZN3app4desk4plan4read17h0123456789abcdefE", "app"),
            (
                "_ZN98_$LT$$RF$mut$u20$serde_json..de..Deserializer$LT$R$GT$$u20$as$u20$serde_core..de..Deserializer$GT$18deserialize_struct17h227a3fa770404193E",
                "serde_json",
            ),
            ("_ZN14reactive_graph5graph10subscriber24untrack_with_diagnostics17h0c592543316e7445E", "reactive_graph"),
            ("memcpy", "other"),
        ] {
            assert_eq!(crate_of(symbol), of, "{symbol}");
        }
    }
}
