//! `bench`: native figures, and a server filled for the benchmark in the browser.

use clap::{Parser, Subcommand};
use proof::bench::{BenchError, Prepare, prepare, run, serve, unlock_rows};
use std::{
    io::{Write, stderr, stdout},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Measures what this machine does natively.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Where the figures go, as JSON; they are printed as well.
    #[arg(long)]
    json: Option<PathBuf>,
    /// A folder on the disk that is measured.
    #[arg(long, default_value = "target/bench-data")]
    folder: PathBuf,
}

#[derive(Subcommand)]
enum Command {
    /// Fills an empty server: one counselor with very many documents. Prints how to sign in, as JSON.
    Prepare {
        /// The server's address.
        #[arg(long)]
        server: String,
        /// Documents altogether, profiles included.
        #[arg(long, default_value_t = 10_000)]
        documents: usize,
        /// Records they are in.
        #[arg(long, default_value_t = 91)]
        records: usize,
        /// Documents of the first record.
        #[arg(long, default_value_t = 1_000)]
        chart: usize,
    },
    /// Measures unlocking and searching alone, with so many documents.
    Unlock {
        /// Documents altogether, profiles included.
        #[arg(long, default_value_t = 10_000)]
        documents: usize,
        /// Records they are in.
        #[arg(long, default_value_t = 91)]
        records: usize,
        /// Documents of the first record.
        #[arg(long, default_value_t = 1_000)]
        chart: usize,
    },
    /// Serves a folder without limits until standard input ends; prints its address.
    #[command(hide = true)]
    Serve {
        /// The folder.
        #[arg(long)]
        data: PathBuf,
    },
}

fn main() -> ExitCode {
    let Arguments { command, json, folder } = Arguments::parse();
    let worked = match command {
        None => measure(&folder, json.as_deref()),
        Some(Command::Prepare { server, documents, records, chart }) => {
            prepare(&server, Prepare { documents, records, chart }).and_then(|prepared| print(&prepared))
        }
        Some(Command::Unlock { documents, records, chart }) => {
            unlock_rows(&folder, Prepare { documents, records, chart }).and_then(|rows| print(&rows))
        }
        Some(Command::Serve { data }) => serve(&data),
    };
    match worked {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(stderr(), "The benchmark could not be done: {error}.");
            ExitCode::FAILURE
        }
    }
}

fn measure(folder: &Path, json: Option<&Path>) -> Result<(), BenchError> {
    let figures = run(folder)?;
    for row in &figures.rows {
        writeln!(stdout().lock(), "{:<55} {:>12.2} {}", row.measure, row.value, row.unit)?;
    }
    match json {
        Some(path) => Ok(std::fs::write(path, text(&figures)?)?),
        None => Ok(()),
    }
}

fn print(value: &impl serde::Serialize) -> Result<(), BenchError> {
    Ok(writeln!(stdout().lock(), "{}", text(value)?)?)
}

fn text(value: &impl serde::Serialize) -> Result<String, BenchError> {
    serde_json::to_string_pretty(value).map_err(|error| BenchError::Io(error.into()))
}
