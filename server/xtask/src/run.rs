//! `cargo xtask run`: builds everything and serves it on this machine.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

use xshell::Shell;

use crate::front::Kind;
use crate::native::Profile;
use crate::{build, native, site};

/// Where to serve, and what.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Fills a program that was made up, and says how to sign in.
    #[arg(long)]
    demo: bool,
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// The folder of the database [default: data, or data/demo with --demo]
    #[arg(long)]
    data: Option<PathBuf>,
    /// Builds the page without link-time optimization.
    #[arg(long)]
    quick: bool,
}

/// Builds, then becomes the server.
///
/// The greeting comes from a second process, so that whoever stops this one stops the server itself.
pub(crate) fn run(shell: &Shell, options: &Options) -> anyhow::Result<()> {
    let kind = match options.quick {
        true => Kind::Quick,
        false => Kind::Plain,
    };
    build::site(shell, kind)?;
    native::build_programs(shell, Profile::Dev)?;

    let usual = match options.demo {
        true => "data/demo",
        false => "data",
    };
    let data = options.data.clone().unwrap_or_else(|| usual.into());
    let data = std::path::absolute(data)?;
    shell.create_dir(&data)?;

    let root = shell.current_dir();
    let address = format!("127.0.0.1:{}", options.port);
    let mut greeting = Command::new(std::env::current_exe()?);
    greeting.args(["greet", "--address", &address]);
    if options.demo {
        greeting.arg("--demo");
    }
    greeting.spawn()?;

    // A line for each request would bury the greeting.
    let filter = std::env::var("RUST_LOG").unwrap_or_else(|_| "warn".to_owned());
    let failure = Command::new(root.join("target/debug/throughline"))
        .env("RUST_LOG", filter)
        .args(["serve", "--listen", &address, "--data"])
        .arg(data)
        .arg("--site")
        .arg(root.join(site::FOLDER))
        .exec();
    Err(failure.into())
}
