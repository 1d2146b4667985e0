//! `custodian`: recovery with the custodian's key, a database export and the stock `age` program.

use clap::{Parser, Subcommand};
use proof::custodian::{CounselingNotes, Drill, drill, seed::seed};
use record::RecordId;
use std::{
    error::Error,
    io::{Write, stderr, stdout},
    path::{Path, PathBuf},
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
    /// Opens every document of an export; without one, makes a small program and drills on that.
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
        /// Also SUD counseling notes (42 CFR 2.11), which stay closed otherwise.
        #[arg(long)]
        counseling_notes: bool,
    },
}

fn main() -> ExitCode {
    let Command::Drill { export, identity, out, record, counseling_notes } = Arguments::parse().command;
    let notes = if counseling_notes { CounselingNotes::Open } else { CounselingNotes::LeaveClosed };
    let worked = match (export, identity) {
        (Some(export), Some(identity)) => {
            let out = out.unwrap_or_else(|| export.with_extension("opened"));
            on(&Drill { export: &export, identity: &identity, out: &out, record, counseling_notes: notes })
        }
        (None, None) | (Some(_), None) | (None, Some(_)) => on_a_seed(record, notes),
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

fn on(options: &Drill<'_>) -> Result<bool, Box<dyn Error>> {
    let told = drill(options)?;
    write!(stdout().lock(), "{told}")?;
    writeln!(stdout().lock(), "The texts are in {}.", options.out.display())?;
    Ok(told.is_whole())
}

fn on_a_seed(record: Option<RecordId>, notes: CounselingNotes) -> Result<bool, Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("throughline-drill-{}", std::process::id()));
    let worked = drill_in(&folder, record, notes);
    std::fs::remove_dir_all(&folder)?;
    worked
}

fn drill_in(folder: &Path, record: Option<RecordId>, notes: CounselingNotes) -> Result<bool, Box<dyn Error>> {
    let seeded = seed(folder)?;
    let out = folder.join("opened");
    let options = Drill { export: &seeded.export, identity: &seeded.identity, out: &out, record, counseling_notes: notes };
    let told = drill(&options)?;
    write!(stdout().lock(), "{told}")?;
    let every = told.opened.len() + told.closed.len() == seeded.documents + seeded.counseling_notes;
    Ok(told.is_whole() && (record.is_some() || every))
}
