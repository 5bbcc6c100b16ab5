//! Runs the practices once more on what was judged by hand.
//!
//! `judgements.csv` beside this file keeps verdicts that somebody read in the diff itself: the
//! repository (as `owner/name`), the commit, the practice, whether "missing" was `right`, `wrong` or
//! `unsure`, and why. `cargo run -p git-coach-tests --example judgements -- FOLDER` holds the
//! practices against those commits again, in the clones of FOLDER (`owner/name`, `owner+name` or
//! `name`, bare or not), and prints for each practice how many of the judged verdicts still stand. A
//! right one that is gone is a find that was lost, a wrong one that is gone is a false alarm mended.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a program for developers")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clones::{binary, clone_of};

mod clones;

/// The verdicts that a practice was judged by.
#[derive(Default)]
struct Tally {
    right: u32,
    right_gone: u32,
    wrong: u32,
    wrong_gone: u32,
    unsure: u32,
    absent: u32,
}

impl Tally {
    /// Of the verdicts that stand and were judged, how many are right.
    fn precision(&self) -> String {
        match self.right + self.wrong {
            0 => "–".to_owned(),
            all => format!("{} of {all}", self.right),
        }
    }
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1).map(PathBuf::from) else {
        println!("name the folder with the clones");
        return ExitCode::from(2);
    };
    let judged = Path::new(env!("CARGO_MANIFEST_DIR")).join("evaluation/judgements.csv");
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut known: BTreeMap<(String, String), Vec<(String, String)>> = BTreeMap::new();
    let mut rows = csv::Reader::from_path(judged).unwrap();
    for row in rows.records().map(Result::unwrap) {
        let [repository, commit, practice, judgement, _] = [0, 1, 2, 3, 4].map(|at| &row[at]);
        let tally = tallies.entry(practice.to_owned()).or_default();
        let Some(clone) = clone_of(&folder, repository) else {
            tally.absent += 1;
            continue;
        };
        let missing = known
            .entry((repository.to_owned(), commit.to_owned()))
            .or_insert_with(|| missing_at(&clone, commit));
        let stands = missing.iter().any(|(_, one)| one == practice);
        match (judgement, stands) {
            ("right", true) => tally.right += 1,
            ("right", false) => tally.right_gone += 1,
            ("wrong", true) => tally.wrong += 1,
            ("wrong", false) => tally.wrong_gone += 1,
            _ => tally.unsure += 1,
        }
    }
    println!(
        "| practice | right of those that stand | right, gone | wrong, gone | unsure | no clone |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    for (practice, tally) in &tallies {
        println!(
            "| {practice} | {} | {} | {} | {} | {} |",
            tally.precision(),
            tally.right_gone,
            tally.wrong_gone,
            tally.unsure,
            tally.absent
        );
    }
    ExitCode::SUCCESS
}

/// The subjects and practices of the "missing" verdicts on one commit of the main line.
fn missing_at(clone: &Path, commit: &str) -> Vec<(String, String)> {
    let range = format!("{commit}^..{commit}");
    let output = Command::new(binary())
        .arg("-C")
        .arg(clone)
        .args(["facts", "verdicts", &range, "--format", "csv"])
        .output()
        .unwrap();
    csv::Reader::from_reader(output.stdout.as_slice())
        .records()
        .filter_map(Result::ok)
        .filter(|row| &row[3] == "missing")
        .map(|row| (row[0].to_owned(), row[2].to_owned()))
        .collect()
}
