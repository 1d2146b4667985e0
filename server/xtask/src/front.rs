//! The browser's half: two WASM modules, the desk with its gate (`throughline`) and the keeper (`keeper`).
//!
//! They are compiled in a target folder of their own, since the page's features must never meet the server's.
//! The compiler's flags for WASM are in `.cargo/config.toml`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;
use wasm_bindgen_cli_support::Bindgen;
use xshell::{Shell, cmd};

use crate::native::lean;
use crate::precache::digest;
use crate::split::{self, Parts};

const TARGET: &str = "wasm32-unknown-unknown";
const FOLDER: &str = "target/front";
const PROOF: &str = "keeper-worker/proof";

/// (file that cargo writes, name on the site)
const MODULES: [(&str, &str); 2] = [("app", "throughline"), ("keeper_worker", "keeper")];

/// How much work goes into the site.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No link-time optimization.
    Quick,
    /// As the tests see it.
    Plain,
    /// As the tablets get it: `wasm-opt`, compressed ahead of time.
    Shipped,
}

impl Kind {
    fn profile(self) -> &'static str {
        match self {
            Self::Quick => "wasm-dev",
            Self::Plain | Self::Shipped => "wasm-release",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Plain => "plain",
            Self::Shipped => "shipped",
        }
    }
}

/// Compiles both modules and writes their JavaScript. The answer lists the folders with the files to serve.
pub(crate) fn build(shell: &Shell, kind: Kind) -> anyhow::Result<Vec<PathBuf>> {
    let compiled = compile(shell, kind, &[])?;
    let written = shell.current_dir().join(FOLDER).join("modules").join(kind.name());
    MODULES
        .iter()
        .map(|(file, name)| {
            let folder = written.join(name);
            bind(shell, &compiled.join(file).with_extension("wasm"), &folder, name, kind)?;
            Ok(folder)
        })
        .collect()
}

/// The parts of the page's module in a shipped site.
pub(crate) fn parts(shell: &Shell) -> anyhow::Result<Parts> {
    let written = Path::new(FOLDER).join("modules").join(Kind::Shipped.name()).join("throughline.parts.json");
    Ok(serde_json::from_str(&shell.read_file(written)?)?)
}

/// The modules of a shipped site as cargo wrote them, names of functions included: what it is called on the site, and where it is.
pub(crate) fn compiled(shell: &Shell) -> [(&'static str, PathBuf); 2] {
    let folder = shell.current_dir().join(FOLDER).join(TARGET).join(Kind::Shipped.profile());
    MODULES.map(|(file, name)| (name, folder.join(file).with_extension("wasm")))
}

/// Compiles the keeper with its proofs, which pages under test call, into `target/proof`. Never part of the site.
pub(crate) fn build_proof(shell: &Shell, kind: Kind) -> anyhow::Result<()> {
    let compiled = compile(shell, kind, &["--features", PROOF])?;
    let folder = shell.current_dir().join("target/proof");
    bind(shell, &compiled.join("keeper_worker.wasm"), &folder, "keeper", kind)
}

/// Runs cargo; the answer is the folder of the modules.
fn compile(shell: &Shell, kind: Kind, more: &[&str]) -> anyhow::Result<PathBuf> {
    let profile = kind.profile();
    lean(cmd!(
        shell,
        "cargo build --locked --lib -p app -p keeper-worker {more...} --target {TARGET} --profile {profile} --target-dir {FOLDER}"
    ))
    .run()?;
    Ok(shell.current_dir().join(FOLDER).join(TARGET).join(profile))
}

/// Lints both modules as the browser compiles them, the proofs included; a warning is an error.
pub(crate) fn clippy(shell: &Shell) -> anyhow::Result<()> {
    lean(cmd!(
        shell,
        "cargo clippy --locked --lib -p app -p keeper-worker --features {PROOF} --target {TARGET} --target-dir {FOLDER} -- -D warnings"
    ))
    .run()?;
    Ok(())
}

/// Runs the desk's own tests, natively, in the target folder where the page's features are.
pub(crate) fn test(shell: &Shell) -> anyhow::Result<()> {
    lean(cmd!(shell, "cargo test --locked --lib -p app --target-dir {FOLDER}")).run()?;
    Ok(())
}

/// Writes the module's bindings into `folder`, unless they were made from the same bytes before.
fn bind(shell: &Shell, input: &Path, folder: &Path, name: &str, kind: Kind) -> anyhow::Result<()> {
    let stamp = folder.with_extension("stamp");
    let source = format!("{} {} {PASSES:?} {FEATURES:?}", kind.name(), digest(&shell.read_binary_file(input)?));
    if shell.read_file(&stamp).is_ok_and(|made| made == source) {
        return Ok(());
    }
    shell.remove_path(folder)?;
    shell.create_dir(folder)?;
    let main = input.with_extension("main.wasm");
    let parts = split::split(shell, input, &main, folder, name)?;
    Bindgen::new()
        .input_path(&main)
        .out_name(name)
        .web(true)?
        .typescript(false)
        .demangle(false)
        .keep_lld_exports(true) // the parts call into the module by these
        .generate(folder)
        .with_context(|| format!("{} could not be made ready", input.display()))?;
    if kind == Kind::Shipped {
        shrink(shell, &folder.join(format!("{name}_bg.wasm")))?;
        let files: BTreeSet<&String> = parts.values().flatten().collect();
        for file in files {
            shrink(shell, &folder.join(file).with_extension("wasm"))?;
        }
        minify(shell, &folder.join(format!("{name}.js")))?;
        minify(shell, &folder.join(format!("{name}_split.js")))?;
    }
    // Written last: an interrupted run leaves no stamp behind.
    shell.write_file(&stamp, source)?;
    Ok(())
}

/// A script without its comments and long names.
pub(crate) fn minify(shell: &Shell, script: &Path) -> anyhow::Result<()> {
    cmd!(
        shell,
        "node end2end/node_modules/terser/bin/terser --module --compress passes=3 --mangle --output {script} -- {script}"
    )
    .run()?;
    Ok(())
}

/// What the optimizer may use: exactly what the compiler uses already. With `--all-features` it writes forms that
/// no browser of today reads.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// What is small once it is compressed: a body that is written into its callers is fewer bytes and more to send, since no two of
/// them are alike any more; and what is computed twice alike is nearly nothing the second time.
const PASSES: [&str; 8] = ["-Os", "-aimfs", "0", "-fimfs", "0", "-ocimfs", "0", "--skip-pass=local-cse"];

/// Debian's `wasm-opt` refuses what today's compiler writes; the one of the lockfile does not.
fn shrink(shell: &Shell, module: &Path) -> anyhow::Result<()> {
    cmd!(shell, "node end2end/node_modules/binaryen/bin/wasm-opt {PASSES...} {FEATURES...} {module} -o {module}").run()?;
    Ok(())
}
