//! `custodian`: recovery with the custodian's key, a database export and the stock `age` program.

use clap::{Parser, Subcommand};
use proof::custodian::{
    CounselingNotes, Drill,
    appoint::{Appoint, appoint},
    drill,
    seed::seed,
};
use record::{PublicKey, RecordId};
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
        /// The root key that the custodian's kit prints, 64 letters: an export of anything else is refused.
        #[arg(long, requires = "export", value_parser = root)]
        root: Option<PublicKey>,
        /// Also SUD counseling notes (42 CFR 2.11), letters and passkeys, which stay closed otherwise.
        #[arg(long)]
        counseling_notes: bool,
    },
    /// Signs another administrator, where at most one is left, with the root key that only the custodian's key opens. Stop the
    /// server, export, do this away from it, and take the file in with `throughline appoint`.
    Appoint {
        /// The export, as `throughline export` writes it.
        #[arg(long)]
        export: PathBuf,
        /// A file with the custodian's key, a line AGE-SECRET-KEY-1…
        #[arg(long)]
        identity: PathBuf,
        /// Who, by the name that colleagues see. They have an account, and read no chart from then on.
        #[arg(long)]
        person: String,
        /// The root key that the custodian's kit prints.
        #[arg(long, value_parser = root)]
        root: Option<PublicKey>,
        /// The file to write.
        out: PathBuf,
    },
}

/// 64 hexadecimal letters, as the kit prints them: in groups, in either case.
fn root(text: &str) -> Result<PublicKey, &'static str> {
    let letters: String = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
    PublicKey::from_hex(&letters.to_lowercase()).ok_or("not a root key: 64 letters and digits from the kit")
}

fn main() -> ExitCode {
    let (what, worked) = match Arguments::parse().command {
        Command::Drill { export, identity, out, record, root, counseling_notes } => {
            let notes = if counseling_notes { CounselingNotes::Open } else { CounselingNotes::LeaveClosed };
            let worked = match (export, identity) {
                (Some(export), Some(identity)) => {
                    let out = out.unwrap_or_else(|| export.with_extension("opened"));
                    on(&Drill { export: &export, identity: &identity, out: &out, record, root, counseling_notes: notes })
                }
                (None, None) | (Some(_), None) | (None, Some(_)) => on_a_seed(record, notes),
            };
            ("The drill could not be done", worked)
        }
        Command::Appoint { export, identity, person, root, out } => {
            let options = Appoint { export: &export, identity: &identity, person: &person, root, out: &out };
            ("Nobody was appointed", sign(&options))
        }
    };
    match worked {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(stderr(), "{what}: {error}.");
            ExitCode::FAILURE
        }
    }
}

fn sign(options: &Appoint<'_>) -> Result<bool, Box<dyn Error>> {
    let now = record::Time::from(chrono::Utc::now());
    let (program, certificate) = appoint(options, now)?;
    writeln!(
        stdout().lock(),
        "{} is an administrator of {program} once the operator runs: throughline appoint --data DIR {}",
        certificate.name,
        options.out.display()
    )?;
    Ok(true)
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
    let (export, identity) = (seeded.export.as_path(), seeded.identity.as_path());
    let options = Drill { export, identity, out: &out, record, root: Some(seeded.root), counseling_notes: notes };
    let told = drill(&options)?;
    write!(stdout().lock(), "{told}")?;
    let met = told.opened.len() + told.closed.len() + told.closed_others.len();
    let every = met == seeded.documents + seeded.counseling_notes + seeded.passkeys;
    Ok(told.is_whole() && (record.is_some() || every))
}
