//! The operators' commands, as a shell runs them: each does all of what it says, or names what is in the way and makes nothing.
#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm
)]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::Arc,
};

#[path = "../store/tests/contract/people.rs"]
mod people;

use people::{Program, Server, fresh, key};

/// A folder that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("throughline-commands-{:x}", fresh()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
    command.env_remove("DATABASE_URL").env_remove("THROUGHLINE_SERVER_KEY").env_remove("RUST_LOG");
    command
}

fn export(data: &Path, out: &Path) -> Output {
    program().args(["export", "--data"]).arg(data).arg(out).output().unwrap()
}

fn restore(data: &Path, from: &Path) -> Output {
    program().args(["restore", "--data"]).arg(data).arg(from).output().unwrap()
}

/// Refused, with a sentence that has these words.
#[track_caller]
fn refused(output: &Output, words: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    for word in words {
        assert!(said.contains(word), "{word:?} is not in: {said}");
    }
}

#[track_caller]
fn done(output: &Output) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("ERROR"), "{said}");
}

/// A data folder with a program in it, and its key.
fn founded(folder: &Folder) -> PathBuf {
    let data = folder.at("data");
    fs::create_dir_all(&data).unwrap();
    let seed = key();
    fs::write(data.join("server.key"), format!("{}\n", record::Digest(seed.to_bytes()))).unwrap();
    let url = format!("surrealkv://{}", data.join("db").display());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(16 << 20).build().unwrap();
    runtime.block_on(async {
        let filled = tokio::spawn(async move {
            let store = store::Store::open(&url).await.unwrap();
            store.found(&Program::new(Arc::new(Server(seed))).found(), record::Time(1_700_000_000_000)).await.unwrap();
        });
        filled.await.unwrap();
        // The folder is free once the database's own tasks have ended.
        while tokio::runtime::Handle::current().metrics().num_alive_tasks() > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    });
    data
}

/// A server that answers, and the lines it has said until then.
fn serving(data: &Path) -> (Child, BufReader<std::process::ChildStderr>) {
    let mut child = program()
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("serving") {
        line.clear();
        assert!(lines.read_line(&mut line).unwrap() > 0, "it ended");
    }
    (child, lines)
}

fn end(mut child: Child, mut lines: BufReader<std::process::ChildStderr>) -> String {
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    let mut said = String::new();
    std::io::Read::read_to_string(&mut lines, &mut said).unwrap();
    assert!(child.wait().unwrap().success(), "{said}");
    said
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn an_export_of_nothing_is_refused_and_makes_nothing() {
    let folder = Folder::new();
    refused(&export(&folder.at("TYPO"), &folder.at("out.surql")), &["no database", "TYPO"]);
    assert_eq!(folder.names(), [""; 0]);
    fs::create_dir(folder.at("empty")).unwrap();
    refused(&export(&folder.at("empty"), &folder.at("out.surql")), &["no database"]);
    assert_eq!(folder.names(), ["empty"]);
}

#[test]
fn an_export_that_cannot_be_written_names_the_file() {
    let folder = Folder::new();
    let data = founded(&folder);
    let out = folder.at("absent/out.surql");
    refused(&export(&data, &out), &["absent/out.surql", "cannot be used"]);
    assert_eq!(folder.names(), ["data"]);
}

#[test]
fn a_program_goes_through_export_and_restore_and_only_its_owner_reads_it() {
    let folder = Folder::new();
    let data = founded(&folder);
    let out = folder.at("out.surql");
    done(&export(&data, &out));
    assert_eq!(folder.names(), ["data", "out.surql"]);
    let new = folder.at("new");
    fs::create_dir(&new).unwrap();
    fs::copy(data.join("server.key"), new.join("server.key")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(new.join("server.key"), fs::Permissions::from_mode(0o644)).unwrap();
    }
    done(&restore(&new, &out));
    #[cfg(unix)]
    assert_eq!([mode(&out), mode(&new.join("db")), mode(&new.join("server.key"))], [0o600, 0o700, 0o600]);
    let (child, lines) = serving(&new);
    assert!(!end(child, lines).contains("ERROR"));
    // Into what is there nothing is restored, and it stays.
    refused(&restore(&new, &out), &["a database already"]);
    done(&export(&new, &folder.at("again.surql")));
}

#[test]
fn a_restore_without_the_programs_key_is_refused_and_makes_nothing() {
    let folder = Folder::new();
    let data = founded(&folder);
    let out = folder.at("out.surql");
    done(&export(&data, &out));
    let new = folder.at("new");
    refused(&restore(&new, &out), &["server.key is not in", "new"]);
    assert!(!new.exists());
    // With the key of another program.
    fs::create_dir(&new).unwrap();
    fs::write(new.join("server.key"), format!("{}\n", record::Digest(key().to_bytes()))).unwrap();
    refused(&restore(&new, &out), &["not the one the program was founded with"]);
    assert!(!new.join("db").exists());
}

#[test]
fn what_is_no_whole_export_is_not_restored() {
    let folder = Folder::new();
    let data = founded(&folder);
    let out = folder.at("out.surql");
    done(&export(&data, &out));
    let text = fs::read_to_string(&out).unwrap();
    let new = folder.at("new");
    fs::create_dir(&new).unwrap();
    fs::copy(data.join("server.key"), new.join("server.key")).unwrap();
    let lines: Vec<_> = text.lines().collect();
    let cut = lines[..lines.len() / 2].join("\n");
    let garbled = text.replacen("INSERT", "INSRT", 1);
    let other = text.replacen("-- OPTION", "-- AUCTION", 1);
    for (name, content, words) in [
        ("junk", "junk", "not an export"),
        ("cut", &cut, "not whole"),
        ("garbled", &garbled, "was changed"),
        ("other", &other, "not an export"),
    ] {
        let file = folder.at(name);
        fs::write(&file, content).unwrap();
        refused(&restore(&new, &file), &[words, name]);
        assert!(!new.join("db").exists(), "{name}");
    }
    refused(&restore(&new, &folder.at("absent")), &["absent", "cannot be used"]);
    done(&restore(&new, &out));
}

#[test]
fn a_database_in_use_is_said_to_be_in_use() {
    let folder = Folder::new();
    let data = founded(&folder);
    let (child, lines) = serving(&data);
    refused(&export(&data, &folder.at("out.surql")), &["in use", "stop the server"]);
    assert_eq!(folder.names(), ["data"]);
    assert!(!end(child, lines).contains("ERROR"));
}

#[test]
fn a_program_is_not_served_with_a_new_key() {
    let folder = Folder::new();
    let data = founded(&folder);
    fs::remove_file(data.join("server.key")).unwrap();
    let output = program().args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data).output().unwrap();
    refused(&output, &["server.key is not in", "put it back"]);
    assert!(!data.join("server.key").exists());
}

#[test]
fn a_first_start_makes_a_folder_and_a_key_for_their_owner_alone() {
    let folder = Folder::new();
    let data = folder.at("deep/data");
    let (child, lines) = serving(&data);
    #[cfg(unix)]
    assert_eq!([mode(&data), mode(&data.join("db")), mode(&data.join("server.key"))], [0o700, 0o700, 0o600]);
    let said = end(child, lines);
    assert!(said.contains("stopped") && !said.contains("ERROR"), "{said}");
}
