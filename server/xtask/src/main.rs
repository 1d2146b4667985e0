//! `cargo xtask`: build, run, test, bench and backup drill. One file for each command; it never ships.
//!
//! What several commands share: `native` (the one package set), `front` (WASM), `site` (the folder that is served),
//! `setup` (what a fresh machine lacks), `steps` (timing).
#![allow(clippy::print_stdout, reason = "talking to the terminal is what this program is for")]

mod bench;
mod build;
mod check;
mod drill;
mod front;
mod greet;
mod join;
mod native;
mod precache;
mod run;
mod setup;
mod site;
mod split;
mod steps;
mod test;
mod weigh;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use xshell::Shell;

/// The house's own commands.
#[derive(Parser)]
#[command(name = "xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Formatting, lints and tests of the pure crates: a minute, while working.
    Check,
    /// Builds the site that the server serves, into target/site.
    Build(build::Options),
    /// Builds everything and serves it.
    Run(run::Options),
    /// Everything that has to pass before handing in, from a clean checkout.
    Test,
    /// Measures a release build and prints one table.
    Bench,
    /// Opens a database export with the stock `age` program; arguments go to `custodian drill`.
    Drill(drill::Options),
    /// Waits for the server, says where it is, fills the demo. Started by `run`.
    #[command(hide = true)]
    Greet(greet::Options),
}

fn main() -> ExitCode {
    match obey(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> anyhow::Result<()> {
    let shell = Shell::new()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    shell.change_dir(root.context("the folder of this program has no grandparent")?);

    match command {
        Command::Check => check::check(&shell),
        Command::Build(options) => build::build(&shell, &options),
        Command::Run(options) => run::run(&shell, &options),
        Command::Test => test::test(&shell),
        Command::Bench => bench::bench(&shell),
        Command::Drill(options) => drill::drill(&shell, &options),
        Command::Greet(options) => greet::greet(&shell, &options),
    }
}
