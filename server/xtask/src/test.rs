//! `cargo xtask test`: everything, from a clean checkout on a fresh machine. `.ci/run` calls exactly this.

use anyhow::ensure;
use xshell::{Shell, cmd};

use crate::front::Kind;
use crate::native::Profile;
use crate::steps::Steps;
use crate::{build, check, front, native, setup, site};

/// Runs every step and stops at the first that fails.
pub(crate) fn test(shell: &Shell) -> anyhow::Result<()> {
    let mut steps = Steps::default();
    steps.take("set-up: WASM target", || setup::wasm_target(shell))?;
    steps.take("set-up: programs", || setup::programs(shell))?;
    steps.take("set-up: Node's packages", || setup::node_packages(shell))?;
    steps.take("set-up: cargo-deny", || setup::deny(shell))?;
    steps.take("dependencies", || check::dependencies(shell))?;
    steps.take("formatting", || check::formatting(shell))?;
    steps.take("programs and tests compiled, lints", || native::compile(shell))?;
    steps.take("lints, WASM", || front::clippy(shell))?;
    steps.take("tests, native", || native::test(shell))?;
    steps.take("tests of the desk", || front::test(shell))?;
    steps.take("programs", || native::build_programs(shell, Profile::Dev))?;
    steps.take("site", || build::site(shell, Kind::Plain))?;
    steps.take("proofs in WASM", || front::build_proof(shell, Kind::Plain))?;
    steps.take("documentation", || native::document(shell))?;
    let journeys = steps.take("tests, in the browser", || journeys(shell));
    if journeys.is_ok() {
        steps.summary();
    }
    journeys
}

/// Runs `end2end/*.test.mjs` in Chromium against the programs and the site that were just built; two at a time, since each waits
/// most of the time for what a page shows.
fn journeys(shell: &Shell) -> anyhow::Result<()> {
    let root = shell.current_dir();
    let mut files: Vec<_> =
        shell.read_dir("end2end")?.into_iter().filter(|path| path.to_string_lossy().ends_with(".test.mjs")).collect();
    files.sort();
    ensure!(!files.is_empty(), "there is no journey in end2end");
    cmd!(shell, "node --test --test-reporter=spec --test-concurrency=2 --test-timeout=900000 {files...}")
        .env("THROUGHLINE_BIN", root.join("target/debug/throughline"))
        .env("THROUGHLINE_SITE", root.join(site::FOLDER))
        .env("THROUGHLINE_PROOFS", root.join("target/debug"))
        .run()?;
    Ok(())
}
