//! `prepare`: makes a program with people and clients on an empty server. What is wanted comes as JSON on standard input, and how
//! to sign in goes as JSON to standard output.

use clap::Parser;
use proof::prepared::{Wanted, prepare_program};
use std::{
    error::Error,
    io::{Write, stderr, stdin, stdout},
    process::ExitCode,
};

/// Makes a program with people and clients on an empty server.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The server's address.
    #[arg(long)]
    server: String,
}

fn main() -> ExitCode {
    match prepare(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(stderr(), "The program could not be prepared: {error}.");
            ExitCode::FAILURE
        }
    }
}

fn prepare(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let wanted: Wanted = serde_json::from_reader(stdin().lock())?;
    let prepared = prepare_program(&arguments.server, &wanted)?;
    Ok(writeln!(stdout().lock(), "{}", serde_json::to_string(&prepared)?)?)
}
