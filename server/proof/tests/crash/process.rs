//! The real server as a process of its own.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::Stdio,
};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

pub struct Process {
    child: Child,
    binary: PathBuf,
    data: PathBuf,
    port: u16,
}

/// The program beside this test: `target/debug/throughline`.
fn binary() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let binary = test.parent().and_then(Path::parent).unwrap().join("throughline");
    assert!(binary.exists(), "the server's program is not built: run `cargo build -p server` (or the tests of `server`) first");
    binary
}

async fn spawn(binary: &Path, data: &Path, port: u16) -> Child {
    let mut child = Command::new(binary)
        .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
        .arg(data)
        .env_remove("DATABASE_URL")
        .env_remove("THROUGHLINE_SERVER_KEY")
        .env("RUST_LOG", "error,server::serve=info")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut said = Vec::new();
    loop {
        let line = lines.next_line().await.unwrap();
        let line = line.unwrap_or_else(|| panic!("the server ended before it served:\n{}", said.join("\n")));
        if line.contains("serving") {
            break;
        }
        said.push(line);
    }
    tokio::task::spawn_local(async move {
        while let Ok(Some(line)) = lines.next_line().await {
            eprintln!("server: {line}");
        }
    });
    child
}

impl Process {
    /// A server over an empty folder.
    pub async fn start() -> Self {
        let binary = binary();
        let data = std::env::temp_dir().join(format!("throughline-crash-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&data); // of an earlier process of this number
        std::fs::create_dir_all(&data).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = spawn(&binary, &data, port).await;
        Self { child, binary, data, port }
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// `kill -9`.
    pub async fn kill(&mut self) {
        self.child.kill().await.unwrap();
    }

    /// Serves again over what is there, where it served before.
    pub async fn start_again(&mut self) {
        self.child = spawn(&self.binary, &self.data, self.port).await;
    }

    /// Killed for the last time. Returns its folder.
    pub async fn end(mut self) -> PathBuf {
        self.kill().await;
        self.data
    }
}
