//! What a fresh machine lacks: the WASM target, browsers, the stock `age` program, Node's packages, cargo-deny.

use anyhow::{Context, ensure};
use xshell::{Shell, cmd};

use crate::native::lean;
use crate::precache::digest;

const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's packages, each with the program in it that is run.
const PROGRAMS: [(&str, &str); 6] = [
    ("chromium", "chromium"),
    ("firefox-esr", "firefox-esr"),
    ("webkit2gtk-driver", "WebKitWebDriver"),
    ("xvfb", "Xvfb"),
    ("openssl", "openssl"),
    ("age", "age"),
];

/// Adds the WASM target to the installed toolchain when it is missing.
pub(crate) fn wasm_target(shell: &Shell) -> anyhow::Result<()> {
    let libraries = cmd!(shell, "rustc --print target-libdir --target wasm32-unknown-unknown").quiet().ignore_stderr().read()?;
    if !shell.path_exists(libraries) {
        cmd!(shell, "rustup target add {TARGET}").run().context("the WASM target is missing and rustup could not add it")?;
    }
    Ok(())
}

/// Installs the programs that the end to end tests and the backup drill run.
pub(crate) fn programs(shell: &Shell) -> anyhow::Result<()> {
    let missing: Vec<_> = PROGRAMS.into_iter().filter(|(_, program)| !installed(program)).map(|(package, _)| package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    ensure!(installed("apt-get"), "please install {names}: there is no apt-get to do it");
    let root = cmd!(shell, "id -u").quiet().read()? == "0";
    let sudo = (!root).then_some("sudo");
    let (first, rest) = match sudo {
        Some(sudo) => (sudo, Some("apt-get")),
        None => ("apt-get", None),
    };
    cmd!(shell, "{first} {rest...} update").run().with_context(|| format!("apt-get could not be asked for {names}"))?;
    let missing = &missing;
    cmd!(shell, "{first} {rest...} install -y --no-install-recommends {missing...}")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
        .with_context(|| format!("{names} could not be installed"))?;
    Ok(())
}

/// Installs exactly the packages of the lockfile in `end2end`, when they changed.
pub(crate) fn node_packages(shell: &Shell) -> anyhow::Result<()> {
    ensure!(installed("node") && installed("npm"), "please install Node.js 20 or newer, with npm");
    let locked = digest(&shell.read_binary_file("end2end/package-lock.json")?);
    let stamp = "end2end/node_modules/.locked";
    if shell.read_file(stamp).is_ok_and(|there| there == locked) {
        return Ok(());
    }
    let _inside = shell.push_dir("end2end");
    cmd!(shell, "npm ci --ignore-scripts --no-audit --no-fund").run()?;
    shell.write_file("node_modules/.locked", locked)?;
    Ok(())
}

/// The version of cargo-deny that `.cargo/deny.toml` was written for.
const DENY: &str = "0.20.2";

/// Installs cargo-deny where it is missing or another version.
pub(crate) fn deny(shell: &Shell) -> anyhow::Result<()> {
    let there = installed("cargo-deny") && cmd!(shell, "cargo-deny --version").quiet().read()? == format!("cargo-deny {DENY}");
    if !there {
        lean(cmd!(shell, "cargo install --locked --quiet cargo-deny@{DENY}"))
            .run()
            .context("cargo-deny could not be installed")?;
    }
    Ok(())
}

/// Whether a program of this name is on the path.
fn installed(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}
