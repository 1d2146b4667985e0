//! Takes what only split functions reach out of a module, into files beside it that are fetched when first called: one file for
//! each part, named by `#[wasm_split(part, …)]`.
//!
//! The splitter makes a file of its own for everything that any set of parts shares, which would be hundreds. What is shared
//! comes with the desk here: it is there before any page is.

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
    let mut parts: Parts = needed.keys().map(|part| (part.clone(), Vec::new())).collect();
    for (part, files) in gathered(&needed) {
        let bytes = files.iter().map(|file| take(shell, &folder.join(file).with_extension("wasm")));
        let file = format!("split_{part}");
        let joined = match bytes.collect::<anyhow::Result<Vec<_>>>()?.as_slice() {
            [one] => one.clone(),
            many => join(many).with_context(|| format!("the part {part} of {name} cannot be joined"))?,
        };
        shell.write_file(folder.join(&file).with_extension("wasm"), joined)?;
        parts.entry(part).or_default().push(file);
    }
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

/// Which files become the one file of which part: what one part alone needs is its own, what several share is the desk's.
fn gathered(needed: &Parts) -> BTreeMap<String, BTreeSet<String>> {
    let mut users: BTreeMap<&String, Vec<&String>> = BTreeMap::new();
    for (part, files) in needed {
        for file in files {
            users.entry(file).or_default().push(part);
        }
    }
    let mut gathered: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, users) in users {
        let part = match users.as_slice() {
            [one] => (*one).clone(),
            _ => DESK.to_owned(),
        };
        gathered.entry(part).or_default().insert(file.clone());
    }
    gathered
}

/// The splitter's script with one fetch for each part in place of those of its many files.
fn fetching(script: &str, parts: &Parts) -> anyhow::Result<String> {
    let begins = ["\n/* ", "\nexport const "].into_iter().filter_map(|begin| script.find(begin)).min();
    let (head, _) = begins.and_then(|begins| script.split_at_checked(begins)).context("the splitter's script fetches nothing")?;
    let mut script = head.to_owned();
    script.push_str(FETCH);
    for (part, files) in parts {
        let file = files.first().map(|file| format!("\"./{file}.wasm\"")).unwrap_or_default();
        writeln!(script, "export const __wasm_split_load_{part} = wrapAsyncCb(makeLoad(from({file}), []));")?;
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
    fn what_parts_share_comes_with_the_desk() {
        let needed: Parts = [
            ("desk".to_owned(), files(&["chunk_1", "split_desk"])),
            ("note".to_owned(), files(&["chunk_1", "chunk_2", "split_note"])),
            ("plan".to_owned(), files(&["chunk_2", "split_plan"])),
        ]
        .into();
        let told: Vec<(String, Vec<String>)> =
            gathered(&needed).into_iter().map(|(part, files)| (part, files.into_iter().collect())).collect();
        assert_eq!(
            told,
            [
                ("desk".to_owned(), files(&["chunk_1", "chunk_2", "split_desk"])),
                ("note".to_owned(), files(&["split_note"])),
                ("plan".to_owned(), files(&["split_plan"])),
            ]
        );
    }

    #[test]
    fn the_script_fetches_one_file_for_each_part() {
        let made = "import { initSync } from \"./app.js\";\nfunction makeLoad() {}\n/* a, b */\nconst __chunk_1 = 0;\nexport const __wasm_split_load_a = 1;\n";
        let parts: Parts = [("a".to_owned(), files(&["split_a"])), ("b".to_owned(), Vec::new())].into();
        let script = fetching(made, &parts).unwrap();
        assert!(script.starts_with("import { initSync } from \"./app.js\";\nfunction makeLoad() {}"), "{script}");
        assert!(!script.contains("__chunk_1"), "{script}");
        assert!(script.contains("export const __wasm_split_load_a = wrapAsyncCb(makeLoad(from(\"./split_a.wasm\"), []));"));
        assert!(script.contains("export const __wasm_split_load_b = wrapAsyncCb(makeLoad(from(), []));"));
        assert!(fetching("nothing", &parts).is_err());
    }
}
