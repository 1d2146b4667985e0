//! The native half: one package set for building, testing and linting, so that the database compiles once.

use xshell::{Cmd, Shell, cmd};

/// Everything that runs outside a browser. Never `app`: its features and the server's exclude each other.
const PACKAGES: [&str; 10] = ["record", "clinical", "crypto", "vault", "keeper", "gate", "ui", "store", "server", "proof"];

/// The crates without input or output: quick to build, quick to test.
pub(crate) const PURE: [&str; 5] = ["record", "clinical", "crypto", "vault", "keeper"];

/// How the native programs are compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Shared with the tests.
    Dev,
    /// For measuring.
    Release,
}

/// `-p` before each name.
pub(crate) fn selected(packages: &[&str]) -> Vec<String> {
    packages.iter().flat_map(|name| ["-p".to_owned(), (*name).to_owned()]).collect()
}

/// Builds the programs: `throughline` and the proofs.
///
/// There are no examples; asking for them makes cargo unify features exactly as `cargo test` does, so that neither
/// command compiles the database again after the other.
pub(crate) fn build_programs(shell: &Shell, profile: Profile) -> anyhow::Result<()> {
    let packages = selected(&PACKAGES);
    let release = (profile == Profile::Release).then_some("--release");
    let build = lean(cmd!(shell, "cargo build --locked --bins --examples {packages...} {release...}"));
    if profile == Profile::Dev { linted(build) } else { build }.run()?;
    Ok(())
}

/// Compiles every native program and test, and lints each; a warning is an error.
pub(crate) fn compile(shell: &Shell) -> anyhow::Result<()> {
    let packages = selected(&PACKAGES);
    linted(lean(cmd!(shell, "cargo test --locked --no-run {packages...}"))).run()?;
    Ok(())
}

/// Runs every native test.
pub(crate) fn test(shell: &Shell) -> anyhow::Result<()> {
    let packages = selected(&PACKAGES);
    linted(lean(cmd!(shell, "cargo test --locked {packages...}"))).run()?;
    Ok(())
}

/// Lints the packages of this workspace while they are compiled, a warning being an error. `cargo clippy` would first compile what they
/// depend on once more, the database with it, only to know its types: ten minutes on two cores.
///
/// `cargo clippy` itself runs `clippy-driver` in this way; the arguments are spelled as it spells them.
fn linted(command: Cmd<'_>) -> Cmd<'_> {
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver").env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__")
}

/// Builds the pure crates' documentation; a broken link is an error.
pub(crate) fn document(shell: &Shell) -> anyhow::Result<()> {
    let packages = selected(&PURE);
    lean(cmd!(shell, "cargo doc --locked --no-deps {packages...}")).env("RUSTDOCFLAGS", "-D warnings").run()?;
    Ok(())
}

/// Readies a cargo command: without what the outer cargo says of this program (build scripts that watch those
/// variables would run again, and the database after them), and without incremental files on a machine that is
/// thrown away afterwards, where they only cost time and room.
pub(crate) fn lean(mut command: Cmd<'_>) -> Cmd<'_> {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command = command.env_remove(&name);
        }
    }
    if std::env::var_os("CI").is_some() {
        command = command.env("CARGO_INCREMENTAL", "0");
    }
    command
}
