//! `cargo xtask check`: what is worth knowing every few minutes.

use xshell::{Shell, cmd};

use crate::native::{PURE, lean, selected};
use crate::steps::Steps;

/// Runs the formatting check, the lints and the tests of the pure crates.
pub(crate) fn check(shell: &Shell) -> anyhow::Result<()> {
    let packages = selected(&PURE);
    let packages = &packages;
    let mut steps = Steps::default();
    steps.take("formatting", || formatting(shell))?;
    steps.take("lints of the pure crates", || {
        lean(cmd!(shell, "cargo clippy --locked --all-targets {packages...} -- -D warnings")).run()?;
        Ok(())
    })?;
    steps.take("tests of the pure crates", || {
        lean(cmd!(shell, "cargo test --locked {packages...}")).run()?;
        Ok(())
    })?;
    steps.summary();
    Ok(())
}

/// Fails when any file of the house is formatted otherwise.
pub(crate) fn formatting(shell: &Shell) -> anyhow::Result<()> {
    cmd!(shell, "cargo fmt --all --check").run()?;
    Ok(())
}

/// Fails on a dependency whose license, source or known fault nobody allowed in `.cargo/deny.toml`. The database of advisories is on
/// the network: where it cannot be reached, that is said, and the rest is still asked.
pub(crate) fn dependencies(shell: &Shell) -> anyhow::Result<()> {
    cmd!(shell, "cargo deny --locked check --hide-inclusion-graph licenses bans sources").run()?;
    if cmd!(shell, "cargo deny --locked fetch db").quiet().ignore_stderr().run().is_ok() {
        cmd!(shell, "cargo deny --locked check --disable-fetch --hide-inclusion-graph advisories").run()?;
    } else {
        eprintln!("   advisories were not asked for: their database cannot be reached from here");
    }
    Ok(())
}
