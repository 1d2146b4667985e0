//! The server that is measured: this program once more, as a process of its own.

use super::BenchError;
use crate::house::House;
use std::{
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, Command, Stdio},
};

/// Serves `data` until its standard input ends; says first where.
///
/// Fails with [`BenchError`].
pub fn serve(data: &Path) -> Result<(), BenchError> {
    let house = House::start(data)?;
    let mut out = io::stdout().lock();
    writeln!(out, "{}", house.base())?;
    out.flush()?;
    io::stdin().lock().read_to_end(&mut Vec::new())?;
    Ok(())
}

/// A server in another process, which ends with this one.
pub(super) struct Served {
    child: Child,
    pub(super) base: String,
}

impl Served {
    pub(super) fn start(data: &Path) -> Result<Self, BenchError> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("serve")
            .arg("--data")
            .arg(data)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut base = String::new();
        let said = child.stdout.take().ok_or(BenchError::Ended)?;
        BufReader::new(said).read_line(&mut base)?;
        Ok(Self { child, base: base.trim().to_owned() })
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait(); // nothing to do about it
    }
}
