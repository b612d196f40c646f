//! The transcript in CONTRIBUTING.md, done again: its files written, its commands run by the binary in an empty folder,
//! and what they print held against the page. Run with `PARCOURS_BLESS=1` to write what they print into the page.
//!
//! A fenced block after a line that ends in a path and a colon is that file; a `diff` block changes it. In a `console`
//! block `$ ` begins a command, and what follows up to the next is what it prints, errors included, in order;
//! `# exit code 1` behind it says how it ends, where that is not with 0.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::root;

/// A fenced block of a page.
struct Block<'a> {
    /// Its language, such as `yaml`.
    language: &'a str,
    /// The path that the line before it ends in.
    path: Option<&'a str>,
    text: String,
}

fn blocks(section: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut open = false;
    let mut before = "";
    for line in section.lines() {
        match (open, line.strip_prefix("```")) {
            (false, Some(language)) => {
                blocks.push(Block {
                    language,
                    path: before.strip_suffix("`:").and_then(|start| start.rsplit('`').next()),
                    text: String::new(),
                });
                open = true;
            }
            (true, Some(_)) => (open, before) = (false, ""),
            (true, None) => {
                let block = blocks.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            (false, None) if !line.is_empty() => before = line,
            (false, None) => {}
        }
    }
    assert!(!open, "a fenced block is not closed");
    blocks
}

/// Applies a diff that has no line numbers: what it keeps and removes must stand in the file once.
fn changed(file: &str, diff: &str) -> String {
    let side = |mark: char| -> String {
        let lines = diff.lines().filter(|line| line.starts_with([' ', mark]));
        lines.map(|line| line[1..].to_owned() + "\n").collect()
    };
    let (old, new) = (side('-'), side('+'));
    assert_eq!(file.matches(&old).count(), 1, "once in the file:\n{old}");
    file.replacen(&old, &new, 1)
}

/// Runs one command of the page in a folder that `cd` may leave; everything it prints, in order.
fn run(command: &str, folder: &mut PathBuf, scratch: &Path) -> String {
    let (command, code) = command.split_once(" # exit code ").unwrap_or((command, "0"));
    let mut words = command.split(' ');
    let program = words.next().unwrap();
    if program == "cd" {
        folder.push(words.next().unwrap());
        return String::new();
    }
    assert_eq!(program, "parcours", "only parcours is run: {command}");
    let both = File::create(scratch).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_parcours"))
        .args(words)
        .current_dir(&*folder)
        .env("LC_ALL", "en_GB.UTF-8")
        .env("NO_COLOR", "1")
        .stdout(both.try_clone().unwrap())
        .stderr(both)
        .status()
        .unwrap();
    let printed = std::fs::read_to_string(scratch).unwrap();
    assert_eq!(status.code(), code.parse().ok(), "{command} prints:\n{printed}");
    printed
}

#[test]
fn a_check_is_added_as_contributing_says() {
    let page = root().join("CONTRIBUTING.md");
    let text = std::fs::read_to_string(&page).unwrap();
    let (_, rest) = text.split_once("## Add a check in ten minutes\n").unwrap();
    let (section, _) = rest.split_once("\nTo make it built in").unwrap();
    let keep = tempfile::tempdir().unwrap();
    let scratch = keep.path().join("printed");
    let mut folder = keep.path().join("here");
    std::fs::create_dir(&folder).unwrap();

    let (mut commands, mut files, mut blessed) = (0, 0, text.clone());
    for block in blocks(section) {
        if block.language == "console" {
            let mut printed = String::new();
            for command in block.text.lines().filter_map(|line| line.strip_prefix("$ ")) {
                commands += 1;
                printed.push_str(&format!("$ {command}\n"));
                // One block shows several commands, and the page no trailing blank lines.
                let output = run(command, &mut folder, &scratch);
                printed.extend(output.lines().map(|line| line.trim_end().to_owned() + "\n"));
            }
            if std::env::var_os("PARCOURS_BLESS").is_some() {
                blessed = blessed.replacen(
                    &format!("```console\n{}```", block.text),
                    &format!("```console\n{printed}```"),
                    1,
                );
            } else {
                assert_eq!(printed, block.text, "CONTRIBUTING.md no longer shows what is printed");
            }
            continue;
        }
        let file = folder.join(block.path.expect("a block of a file follows its path"));
        files += 1;
        let content = match block.language {
            "diff" => changed(&std::fs::read_to_string(&file).unwrap(), &block.text),
            _ => block.text,
        };
        std::fs::write(file, content).unwrap();
    }
    assert!(commands >= 6 && files >= 6, "{commands} commands, {files} files");
    if blessed != text {
        std::fs::write(page, blessed).unwrap();
    }

    // What the page says of the report is true of it.
    let site = std::fs::read_to_string(folder.join("site/en/kpi/answered-in-time.html")).unwrap();
    for words in [
        "9 ÷ 16",
        "Target missed",
        "An automatic receipt taken for an answer",
        "phone",
    ] {
        assert!(site.contains(words), "{words} is not on its page");
    }
}
