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
