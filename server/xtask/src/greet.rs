//! Says where the server answers as soon as it does, and lets the demo fill it. Started by `run`.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::process::parent_id;
use std::time::{Duration, Instant};

use anyhow::bail;
use xshell::{Shell, cmd};

/// Opening a large database, in a development build, on a slow disk.
const PATIENCE: Duration = Duration::from_secs(120);

/// Whom to wait for.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The server's address and port.
    #[arg(long)]
    address: String,
    /// Fills the demo.
    #[arg(long)]
    demo: bool,
}

/// Waits for the server, then greets.
pub(crate) fn greet(shell: &Shell, options: &Options) -> anyhow::Result<()> {
    let server = format!("http://{}", options.address);
    let parent = parent_id();
    let begun = Instant::now();
    while !answers(&options.address) {
        if parent_id() != parent {
            return Ok(()); // the server stopped, and has said why
        }
        if begun.elapsed() > PATIENCE {
            bail!("{server} does not answer");
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    if options.demo {
        cmd!(shell, "target/debug/demo --server {server}").quiet().run()?;
    }
    println!("\nThroughline is at {server}  (stop it with Ctrl+C)\n");
    Ok(())
}

/// Whether the server says that it is well.
fn answers(address: &str) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(stream, "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut head = [0; 12];
        stream.read_exact(&mut head)?;
        Ok(String::from_utf8_lossy(&head).into_owned())
    };
    ask().is_ok_and(|head| head == "HTTP/1.1 200")
}
