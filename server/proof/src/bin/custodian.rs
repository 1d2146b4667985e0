//! `custodian`: recovery with the custodian's key, a database export and the stock `age` program.

use clap::{Parser, Subcommand};
use proof::custodian::{Drill, drill, seed::seed};
use record::RecordId;
use std::{
    error::Error,
    io::{Write, stderr, stdout},
    path::PathBuf,
    process::ExitCode,
};

/// Recovery without our code: the custodian's key, a database export, and age.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Opens every document of an export; without one, makes a small programme and drills on that.
    Drill {
        /// The export, as `throughline export` writes it.
        #[arg(long, requires = "identity")]
        export: Option<PathBuf>,
        /// A file with the custodian's key, a line AGE-SECRET-KEY-1…
        #[arg(long, requires = "export")]
        identity: Option<PathBuf>,
        /// A folder for the age files and what was in them; keys and texts lie there in the clear.
        #[arg(long, requires = "export")]
        out: Option<PathBuf>,
        /// Only this record.
        #[arg(long)]
        record: Option<RecordId>,
    },
}

fn main() -> ExitCode {
    let Command::Drill { export, identity, out, record } = Arguments::parse().command;
    let worked = match (export, identity) {
        (Some(export), Some(identity)) => on(export, identity, out, record),
        (None, None) | (Some(_), None) | (None, Some(_)) => on_a_seed(record),
    };
    match worked {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(stderr(), "The drill could not be done: {error}.");
            ExitCode::FAILURE
        }
    }
}

fn on(export: PathBuf, identity: PathBuf, out: Option<PathBuf>, record: Option<RecordId>) -> Result<bool, Box<dyn Error>> {
    let out = out.unwrap_or_else(|| export.with_extension("opened"));
    let told = drill(&Drill { export: &export, identity: &identity, out: &out, record })?;
    write!(stdout().lock(), "{told}")?;
    writeln!(stdout().lock(), "The texts are in {}.", out.display())?;
    Ok(told.is_whole())
}

fn on_a_seed(record: Option<RecordId>) -> Result<bool, Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("throughline-drill-{}", std::process::id()));
    let worked = drill_in(&folder, record);
    std::fs::remove_dir_all(&folder)?;
    worked
}

fn drill_in(folder: &std::path::Path, record: Option<RecordId>) -> Result<bool, Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    let seeded = seed(folder)?;
    let out = folder.join("opened");
    let told = drill(&Drill { export: &seeded.export, identity: &seeded.identity, out: &out, record })?;
    write!(stdout().lock(), "{told}")?;
    Ok(told.is_whole() && (record.is_some() || told.opened.len() == seeded.documents))
}
