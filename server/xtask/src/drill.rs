//! `cargo xtask drill`: recovery without our code. The `custodian` program does it; this builds and calls it.

use xshell::{Shell, cmd};

use crate::native::{self, Profile};
use crate::setup;

/// What to open.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Passed on as they are; `--help` among them shows what `custodian drill` takes.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Installs `age` when it is missing, builds, and passes the arguments on.
pub(crate) fn drill(shell: &Shell, options: &Options) -> anyhow::Result<()> {
    setup::programs(shell)?;
    native::build_programs(shell, Profile::Dev)?;
    let arguments = &options.arguments;
    cmd!(shell, "target/debug/custodian drill {arguments...}").run()?;
    Ok(())
}
