//! Takes what only split functions reach out of a module, into files beside it that are fetched when first called: one file for
//! each part, named by `#[wasm_split(part, …)]`.
//!
//! The splitter makes a file of its own for everything that any set of parts shares, which would be hundreds. Here it is two: what
//! the desk needs to show its first page comes with the desk, and what other pages share is one file that comes with the first of
//! them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, anyhow};
use xshell::Shell;

use crate::join::join;

/// The files that each part of a module needs, by the part's name.
pub(crate) type Parts = BTreeMap<String, Vec<String>>;

/// The part that is there before any page is.
pub(crate) const DESK: &str = "desk";

/// The part of the first page after unlocking.
const FIRST_PAGE: &str = "today";

/// What pages share, and neither the desk nor its first page needs.
const SHARED: &str = "shared";

/// Splits `input` into `main` and the parts, which are written into `folder` with the script that fetches them.
pub(crate) fn split(shell: &Shell, input: &Path, main: &Path, folder: &Path, name: &str) -> anyhow::Result<Parts> {
    let module = shell.read_binary_file(input)?;
    let (link, glue) = (format!("./{name}_split.js"), format!("./{name}.js"));
    let mut options = wasm_split_cli_support::Options::new(&module);
    options.output_dir = folder;
    options.main_out_path = main;
    options.link_name = &link;
    options.main_module = &glue;
    let made =
        wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{} cannot be split: {error}", input.display()))?;
    let needed: Parts = made.prefetch_map.into_iter().collect();
    let gathered = gathered(&needed);
    for (part, files) in &gathered {
        let bytes = files.iter().map(|file| take(shell, &folder.join(file).with_extension("wasm")));
        let joined = match bytes.collect::<anyhow::Result<Vec<_>>>()?.as_slice() {
            [one] => one.clone(),
            many => join(many).with_context(|| format!("the part {part} of {name} cannot be joined"))?,
        };
        shell.write_file(folder.join(file_of(part)).with_extension("wasm"), joined)?;
    }
    let parts = fetched(&needed, &gathered);
    let script = folder.join(format!("{name}_split.js"));
    shell.write_file(&script, fetching(&shell.read_file(&script)?, &parts)?)?;
    shell.write_file(folder.with_extension("parts.json"), serde_json::to_string_pretty(&parts)?)?;
    Ok(parts)
}

/// The bytes of a file, which is then gone.
fn take(shell: &Shell, file: &Path) -> anyhow::Result<Vec<u8>> {
    let bytes = shell.read_binary_file(file)?;
    shell.remove_path(file)?;
    Ok(bytes)
}

/// What the file of a part is called, without its ending.
fn file_of(part: &str) -> String {
    format!("split_{part}")
}

/// Which files become the one file of which part: what one part alone needs is its own. What several need is the desk's if it or
/// its first page is among them, and shared otherwise.
fn gathered(needed: &Parts) -> BTreeMap<String, BTreeSet<String>> {
    let mut users: BTreeMap<&String, Vec<&str>> = BTreeMap::new();
    for (part, files) in needed {
        for file in files {
            users.entry(file).or_default().push(part);
        }
    }
    let mut gathered: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, users) in users {
        let part = match users.as_slice() {
            [one] => one,
            several if several.iter().any(|part| [DESK, FIRST_PAGE].contains(part)) => DESK,
            _ => SHARED,
        };
        gathered.entry(part.to_owned()).or_default().insert(file.clone());
    }
    gathered
}

/// The files that each part fetches, its own one last. The desk is there already.
fn fetched(needed: &Parts, gathered: &BTreeMap<String, BTreeSet<String>>) -> Parts {
    let holds = |part: &str, file: &String| gathered.get(part).is_some_and(|files| files.contains(file));
    let of = |part: &String, files: &[String]| {
        let shares = files.iter().any(|file| holds(SHARED, file)).then(|| file_of(SHARED));
        let own = gathered.contains_key(part).then(|| file_of(part));
        shares.into_iter().chain(own).collect()
    };
    needed.iter().map(|(part, files)| (part.clone(), of(part, files))).collect()
}

/// The splitter's script with one fetch for each file in place of those of its many.
fn fetching(script: &str, parts: &Parts) -> anyhow::Result<String> {
    let begins = ["\n/* ", "\nexport const "].into_iter().filter_map(|begin| script.find(begin)).min();
    let (head, _) = begins.and_then(|begins| script.split_at_checked(begins)).context("the splitter's script fetches nothing")?;
    let mut script = head.to_owned();
    script.push_str(FETCH);
    let shared = file_of(SHARED);
    writeln!(script, "const __shared = makeLoad(from(\"./{shared}.wasm\"), []);")?;
    for (part, files) in parts {
        let before = if files.contains(&shared) { "__shared" } else { "" };
        let own = files.last().filter(|file| **file != shared).map(|file| format!("\"./{file}.wasm\"")).unwrap_or_default();
        writeln!(script, "export const __wasm_split_load_{part} = wrapAsyncCb(makeLoad(from({own}), [{before}]));")?;
    }
    Ok(script)
}

/// Fetches a file; a part without one has nothing of its own.
const FETCH: &str = r#"
const from = (file) => () => {
  if (!file) return async () => {};
  const source = fetch(new URL(file, import.meta.url));
  source.catch(() => {}); // whoever instantiates it hears of it
  return (imports) => WebAssembly.instantiateStreaming(source, imports);
};
"#;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    fn files(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_parts_share_comes_with_the_desk_only_where_its_first_page_needs_it() {
        let needed: Parts = [
            ("desk".to_owned(), files(&["chunk_1", "split_desk"])),
            ("note".to_owned(), files(&["chunk_1", "chunk_2", "chunk_3", "split_note"])),
            ("office".to_owned(), files(&["chunk_1", "chunk_2"])),
            ("plan".to_owned(), files(&["chunk_3", "split_plan"])),
            ("today".to_owned(), files(&["chunk_2", "split_today"])),
        ]
        .into();
        let gathered = gathered(&needed);
        let told: Vec<(&str, Vec<&str>)> =
            gathered.iter().map(|(part, files)| (part.as_str(), files.iter().map(String::as_str).collect())).collect();
        assert_eq!(
            told,
            [
                ("desk", vec!["chunk_1", "chunk_2", "split_desk"]),
                ("note", vec!["split_note"]),
                ("plan", vec!["split_plan"]),
                ("shared", vec!["chunk_3"]),
                ("today", vec!["split_today"]),
            ]
        );
        let fetched = fetched(&needed, &gathered);
        assert_eq!(fetched["desk"], files(&["split_desk"]));
        assert_eq!(fetched["note"], files(&["split_shared", "split_note"]));
        assert_eq!(fetched["office"], files(&[]));
        assert_eq!(fetched["plan"], files(&["split_shared", "split_plan"]));
        assert_eq!(fetched["today"], files(&["split_today"]));
    }

    #[test]
    fn the_script_fetches_a_file_for_each_part_and_what_they_share_once() {
        let made = "import { initSync } from \"./app.js\";\nfunction makeLoad() {}\n/* a, b */\nconst __chunk_1 = 0;\nexport const __wasm_split_load_a = 1;\n";
        let parts: Parts = [
            ("a".to_owned(), files(&["split_a"])),
            ("b".to_owned(), Vec::new()),
            ("c".to_owned(), files(&["split_shared", "split_c"])),
            ("d".to_owned(), files(&["split_shared"])),
        ]
        .into();
        let script = fetching(made, &parts).unwrap();
        assert!(script.starts_with("import { initSync } from \"./app.js\";\nfunction makeLoad() {}"), "{script}");
        assert!(!script.contains("__chunk_1"), "{script}");
        assert!(script.contains("export const __wasm_split_load_a = wrapAsyncCb(makeLoad(from(\"./split_a.wasm\"), []));"));
        assert!(script.contains("export const __wasm_split_load_b = wrapAsyncCb(makeLoad(from(), []));"));
        assert_eq!(script.matches("from(\"./split_shared.wasm\")").count(), 1, "{script}");
        assert!(
            script.contains("export const __wasm_split_load_c = wrapAsyncCb(makeLoad(from(\"./split_c.wasm\"), [__shared]));")
        );
        assert!(script.contains("export const __wasm_split_load_d = wrapAsyncCb(makeLoad(from(), [__shared]));"));
        assert!(fetching("nothing", &parts).is_err());
    }
}
