//! Invents the data of the sample project: `cargo run --example sample-data` writes the files, `-- --check` only
//! says whether the committed ones are still what the generator makes (exit code 1 where they are not).
//!
//! Everything is synthetic: no answer, comment or person here exists. Same seed, same bytes, on every machine.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a small program of its own, not the library"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "runs outside the pipeline: nothing watches what it reads and writes"
)]

mod course;
mod random;
mod rows;
mod story;
mod tables;
mod verbatims;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let check = std::env::args().any(|argument| argument == "--check");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-project");
    let files = [
        ("data/satisfaction.csv", rows::satisfaction()),
        ("data/clients.csv", tables::customers()),
        ("data/achats.csv", tables::purchases()),
        ("data/audience.csv", tables::traffic()),
        ("data/campagnes.csv", tables::campaigns().to_owned()),
        ("data/demandes.csv", tables::requests()),
        ("data/lettres.csv", tables::newsletters()),
        ("data/sourires.csv", tables::terminals()),
        ("data/test-panier.csv", tables::experiment().to_owned()),
        ("data/travail.csv", tables::staff()),
        ("data/visite.csv", tables::visits()),
        ("course/data/answers.csv", course::answers()),
    ];
    let mut differ = false;
    for (path, content) in files {
        let target = root.join(path);
        if check {
            if std::fs::read(&target).ok().as_deref() != Some(content.as_bytes()) {
                eprintln!("sample-project/{path} is not what the generator makes");
                differ = true;
            }
        } else if let Err(error) = write(&target, &content) {
            eprintln!("sample-project/{path}: {error}");
            differ = true;
        } else {
            println!("sample-project/{path}: {} bytes", content.len());
        }
    }
    if differ { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn write(target: &Path, content: &str) -> std::io::Result<()> {
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(target, content)
}
