//! `throughline`: serves a program, exports its database, restores it.

use clap::{Parser, Subcommand};
use server::{ServeError, appoint, export, restore, serve};
use std::{io::IsTerminal as _, net::SocketAddr, path::PathBuf, process::ExitCode};
use tracing_subscriber::EnvFilter;

/// Counseling notes that nobody but the people who care for a client can read.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Another database than the one in the data folder: surrealkv://FOLDER or ws(s)://NAME:PASSWORD@HOST
    #[arg(long, env = "DATABASE_URL", global = true, hide_env_values = true)]
    database_url: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves until it is told to stop.
    Serve {
        /// Where to listen.
        #[arg(long, default_value = "127.0.0.1:3000")]
        listen: SocketAddr,
        /// The folder of the database and the server key.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// The folder of the built page.
        #[arg(long)]
        site: Option<PathBuf>,
    },
    /// Writes the database as SurrealQL text.
    Export {
        /// The folder of the database.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// The file to write.
        out: PathBuf,
    },
    /// Makes somebody an administrator whom the custodian's kit signed, while at most one is left. Stop the server first.
    Appoint {
        /// The folder of the database.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// The file that `custodian appoint` wrote.
        file: PathBuf,
    },
    /// Fills an empty database from such a text; devices then send again what it lacks.
    Restore {
        /// The folder of the database.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// The file to read.
        from: PathBuf,
    },
}

/// SurrealDB recurses deeply while it parses and plans; the usual 2 MiB overflow.
const STACK: usize = 10 * 1024 * 1024;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,server=info,store=info,throughline=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    let result = match runtime {
        // The main thread's own stack is too small for the first future, so it goes to a worker as well.
        Ok(runtime) => runtime.block_on(async {
            let done = tokio::spawn(run(arguments)).await.unwrap_or_else(|error| Err(std::io::Error::other(error).into()));
            settle().await;
            done
        }),
        Err(error) => Err(error.into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "cannot go on");
            ExitCode::FAILURE
        }
    }
}

/// Waits until the database has closed itself, which it does in tasks of its own once nobody uses it. What a broken one leaves
/// running is given up.
async fn settle() {
    let tasks = tokio::runtime::Handle::current().metrics();
    for _ in 0..500 {
        if tasks.num_alive_tasks() == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

async fn run(arguments: Arguments) -> Result<(), ServeError> {
    let url = arguments.database_url.as_deref();
    match arguments.command {
        Command::Serve { listen, data, site } => serve(listen, url, &data, site).await,
        Command::Export { data, out } => export(url, &data, &out).await,
        Command::Appoint { data, file } => appoint(url, &data, &file).await,
        Command::Restore { data, from } => restore(url, &data, &from).await,
    }
}
