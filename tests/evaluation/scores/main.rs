//! Scores what is shipped on data that others have labelled, beside the simple baselines.
//!
//! `cargo run -p git-coach-tests --example scores -- FOLDER [--clones FOLDER]` reads the parts that
//! FOLDER has (`commit-messages/labels.csv`, `debt-markers/*.tsv`, `path-roles/cases.csv`,
//! `truck-factor.csv`, `change-risk/labels.csv`), asks the product's own crates about each row, and prints one Markdown table
//! and the cases that were judged otherwise. The data are other people's work and are not kept here;
//! `docs/evaluation.md` says where they come from and what the figures mean.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a program for developers")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use table::Table;

#[path = "../clones.rs"]
mod clones;
mod factors;
mod markers;
mod messages;
mod practice;
mod risk;
mod roles;
mod score;
mod table;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, clones) = match arguments.as_slice() {
        [folder] => (PathBuf::from(folder), None),
        [folder, option, clones] if option == "--clones" => {
            (PathBuf::from(folder), Some(PathBuf::from(clones)))
        }
        _ => {
            println!("usage: scores FOLDER [--clones FOLDER]");
            return ExitCode::from(2);
        }
    };
    let clones = clones.as_deref();
    let mut table = Table::default();
    let part = |name: &str| Some(folder.join(name)).filter(|path| path.exists());
    if let Some(labels) = part("commit-messages/labels.csv") {
        messages::score(&labels, clones, &mut table);
    }
    if let Some(projects) = part("debt-markers") {
        markers::score(&projects, &mut table);
    }
    if let Some(cases) = part("path-roles/cases.csv") {
        roles::score(&cases, &mut table);
    }
    if let Some(published) = part("truck-factor.csv") {
        factors::score(&published, clones, &mut table);
    }
    if let Some(labels) = part("change-risk/labels.csv") {
        risk::score(&labels, clones, &mut table);
    }
    print!("{table}");
    ExitCode::SUCCESS
}

/// The rows of a file, its header left out.
fn rows(path: &Path, delimiter: u8) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_path(path).unwrap();
    reader.records().map(Result::unwrap).collect()
}
