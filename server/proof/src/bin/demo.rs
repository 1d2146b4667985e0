//! `demo`: fills an empty server with a program that looks lived in, and prints how to sign in.

use clap::Parser;
use proof::demo::{Told, fill};
use std::{
    io::{Write, stderr, stdout},
    process::ExitCode,
};

/// Fills an empty server with made-up people and twelve weeks of notes.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The server's address.
    #[arg(long, default_value = "http://127.0.0.1:3000")]
    server: String,
}

fn main() -> ExitCode {
    let Arguments { server } = Arguments::parse();
    let told = match fill(&server) {
        Ok(Told::Founded) => {
            format!(
                "{server} has a program already, so the demo leaves it alone. Start with an empty data folder to see the demo.\n"
            )
        }
        Ok(Told::Filled(access)) => access.to_string(),
        Err(error) => {
            let _ = writeln!(stderr(), "The demo could not be filled: {error}.");
            return ExitCode::FAILURE;
        }
    };
    match stdout().lock().write_all(told.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
