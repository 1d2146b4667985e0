//! `cargo xtask build`: the site, from sources to `target/site`.

use xshell::Shell;

use crate::front::{self, Kind};
use crate::{bench, setup, site};

/// How to build the site.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Optimizes for size once more, compresses every file ahead of time, and says what each part weighs.
    #[arg(long, conflicts_with = "quick")]
    release: bool,
    /// No link-time optimization: for trying a page by hand.
    #[arg(long)]
    quick: bool,
    /// Also builds, into target/proof, the module that pages under test call.
    #[arg(long)]
    proof: bool,
}

/// Builds the site as asked.
pub(crate) fn build(shell: &Shell, options: &Options) -> anyhow::Result<()> {
    let kind = match (options.release, options.quick) {
        (true, _) => Kind::Shipped,
        (false, true) => Kind::Quick,
        (false, false) => Kind::Plain,
    };
    site(shell, kind)?;
    if kind == Kind::Shipped {
        print!("{}", bench::weighed(shell)?);
    }
    if options.proof {
        front::build_proof(shell, kind)?;
    }
    Ok(())
}

/// Builds the site and says where it is.
pub(crate) fn site(shell: &Shell, kind: Kind) -> anyhow::Result<()> {
    setup::wasm_target(shell)?;
    if kind == Kind::Shipped {
        setup::node_packages(shell)?;
    }
    let modules = front::build(shell, kind)?;
    let version = site::assemble(shell, &modules, kind)?;
    println!("{} is version {version}", site::FOLDER);
    Ok(())
}
