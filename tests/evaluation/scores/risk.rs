//! The order of attention, held against changes that were later found to have brought a bug.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use crate::clones::{binary, clone_of};
use crate::rows;
use crate::score::{self, Ranked};
use crate::table::Table;

/// What a clone says of a commit.
#[derive(Clone, Copy, Default)]
struct Seen {
    attention: Option<f64>,
    files: Option<f64>,
}

/// Scores the order of each repository that has a clone; the labels say which commits brought a bug
/// (1) or not (0).
pub(crate) fn score(labels: &Path, clones: Option<&Path>, table: &mut Table) {
    let mut labelled: Vec<(String, Vec<(String, bool)>)> = Vec::new();
    for row in rows(labels, b',') {
        let commit = (row[1].to_owned(), &row[2] == "1");
        match labelled.iter_mut().find(|(repository, _)| *repository == row[0]) {
            Some((_, commits)) => commits.push(commit),
            None => labelled.push((row[0].to_owned(), vec![commit])),
        }
    }
    for (repository, commits) in labelled {
        let Some(clone) = clones.and_then(|clones| clone_of(clones, &repository)) else {
            table.note(format!("{repository}: no clone, so its order of attention is not scored"));
            continue;
        };
        let seen = seen(&clone);
        let known: Vec<(Seen, bool)> = commits
            .iter()
            .filter_map(|(commit, is_bug)| Some((*seen.get(commit)?, *is_bug)))
            .collect();
        order((&repository, "attention"), &known, |one| one.attention, table);
        order((&repository, "how many files"), &known, |one| one.files, table);
        let lost = commits.len() - known.len();
        table.note(format!("{repository}: {lost} labelled commits are not in the clone's history"));
    }
}

fn order(
    (repository, judge): (&str, &str),
    known: &[(Seen, bool)],
    value: impl Fn(Seen) -> Option<f64>,
    table: &mut Table,
) {
    let ranked: Vec<Ranked> = known
        .iter()
        .filter_map(|(one, expected)| Some(Ranked { expected: *expected, value: value(*one)? }))
        .collect();
    table.order(repository, judge, ranked.len(), score::area(&ranked));
}

/// What the rows of the product say of each commit of a clone.
fn seen(clone: &Path) -> HashMap<String, Seen> {
    let mut seen: HashMap<String, Seen> = HashMap::new();
    for (arguments, column) in [(&["--with", "attention"][..], "attention"), (&[][..], "files")] {
        let mut command = Command::new(binary());
        command.args(["--quiet", "-C"]).arg(clone).args(["facts", "commits"]).args(arguments);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
        let at = reader.headers().unwrap().iter().position(|name| name == column).unwrap();
        for row in reader.records().map(Result::unwrap) {
            let one = seen.entry(row[0].to_owned()).or_default();
            let value = row[at].parse().ok();
            *(if column == "files" { &mut one.files } else { &mut one.attention }) = value;
        }
    }
    seen
}
