//! The stock `age` program, as anyone has it.

use std::{
    io,
    path::Path,
    process::{Command, Stdio},
};

/// Why `age` did not open a file.
#[derive(Debug, thiserror::Error)]
pub enum AgeError {
    /// It is not installed, or could not be started.
    #[error("the age program could not be started: {0}")]
    Start(io::Error),
    /// It said no.
    #[error("age: {0}")]
    Refused(String),
}

/// `age -d -i identity file`: what was inside.
pub(super) fn decrypt(identity: &Path, file: &Path) -> Result<Vec<u8>, AgeError> {
    let mut command = Command::new("age");
    command.arg("-d").arg("-i").arg(identity).arg(file).stdin(Stdio::null());
    let output = command.output().map_err(AgeError::Start)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().next().unwrap_or("no reason given");
    Err(AgeError::Refused(line.trim_start_matches("age: error: ").to_owned()))
}
