//! The folder that the server serves: modules, style, public files, the list of them all, and the service worker.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use xshell::{Shell, cmd};

use crate::front::{self, Kind};
use crate::precache::{Kept, Site, digest};

/// Where the site is, from the root of the repository.
pub(crate) const FOLDER: &str = "target/site";

const WORKER: &str = "sw.js";

/// The gate as the server draws it, the same for every address.
const GATE: &str = "app/gate/generated/document.html";

/// Lays the site out afresh and answers its version.
///
/// A folder beside the old one is filled first: a server that is running meets a whole site or the one before.
pub(crate) fn assemble(shell: &Shell, modules: &[PathBuf], kind: Kind) -> anyhow::Result<String> {
    let root = shell.current_dir();
    let fresh = root.join("target/site.new");
    shell.remove_path(&fresh)?;
    copy(shell, &root.join("public"), &fresh)?;
    for module in modules {
        copy(shell, module, &fresh.join("pkg"))?;
    }
    if kind == Kind::Shipped {
        for script in ["boot.js", "passkey.js", "worker.js"] {
            front::minify(shell, &fresh.join(script))?;
        }
    }
    for (sheet, name) in [("main", "throughline"), ("desk", "desk")] {
        let style = bundle(&root.join("style").join(sheet).with_extension("css"))?;
        shell.write_file(fresh.join("pkg").join(name).with_extension("css"), style)?;
    }

    let mut files = Vec::new();
    list(shell, &fresh, "", &mut files)?;
    files.retain(|file| file.url != format!("/{WORKER}"));
    // The server draws the gate; a test of its own holds it to this file.
    files.push(Kept { url: "/".to_owned(), sha256: digest(&shell.read_binary_file(root.join(GATE))?) });
    let worker = shell.read_file(fresh.join(WORKER))?;
    let site = Site::new(files, &worker);
    shell.write_file(fresh.join(WORKER), site.stamp(&worker)?)?;
    shell.write_file(fresh.join("precache.json"), serde_json::to_string_pretty(&site)?)?;
    if kind == Kind::Shipped {
        cmd!(shell, "node server/xtask/compress.mjs {fresh}").run()?;
    }

    let served = root.join(FOLDER);
    shell.remove_path(&served)?;
    std::fs::rename(&fresh, &served).context("the new site could not take its place")?;
    Ok(site.version)
}

/// One file out of a sheet and everything it imports.
fn bundle(main: &Path) -> anyhow::Result<String> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(main).map_err(|error| anyhow!("{error} ({})", main.display()))?;
    sheet.minify(MinifyOptions::default()).map_err(|error| anyhow!("{error}"))?;
    let printed =
        sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() }).map_err(|error| anyhow!("{error}"))?;
    Ok(printed.code)
}

fn copy(shell: &Shell, from: &Path, to: &Path) -> anyhow::Result<()> {
    shell.create_dir(to)?;
    for entry in shell.read_dir(from)? {
        let name = entry.file_name().context("an entry without a name")?;
        match entry.is_dir() {
            true => copy(shell, &entry, &to.join(name))?,
            false => shell.copy_file(&entry, to.join(name))?,
        }
    }
    Ok(())
}

fn list(shell: &Shell, folder: &Path, url: &str, files: &mut Vec<Kept>) -> anyhow::Result<()> {
    for entry in shell.read_dir(folder)? {
        let name = entry.file_name().context("an entry without a name")?;
        let url = format!("{url}/{}", name.to_string_lossy());
        match entry.is_dir() {
            true => list(shell, &entry, &url, files)?,
            false => files.push(Kept { url, sha256: digest(&shell.read_binary_file(&entry)?) }),
        }
    }
    Ok(())
}
