//! Comments that admit debt: the lines that `debt/markers-are-tracked` looks for.
//!
//! The label says that a comment admits debt, not that it is untracked, so the pattern is scored
//! without its excuses (an issue, an owner) as well as the practice as a whole.

use std::fs;
use std::path::Path;

use crate::practice::Practice;
use crate::score::{self, Row};
use crate::table::Table;

const PART: &str = "a comment admits debt (F1: mean of projects)";
const ID: &str = "debt/markers-are-tracked";

pub(crate) fn score(folder: &Path, table: &mut Table) {
    let mut projects: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    projects.sort();
    let comments: Vec<Vec<(bool, String)>> = projects.iter().map(|path| labelled(path)).collect();
    let mut judged = |judge: &str, found: &dyn Fn(&str) -> bool| {
        let groups: Vec<Vec<Row>> = comments
            .iter()
            .map(|rows| {
                rows.iter().map(|(expected, text)| Row { expected: *expected, found: found(text) })
            })
            .map(Iterator::collect)
            .collect();
        table.row(PART, judge, &score::of_groups(&groups));
    };
    let pattern = Practice::without_excuses(ID);
    judged("the practice's patterns", &|text| pattern.points_at(text));
    let shipped = Practice::shipped(ID);
    judged("the practice: and no issue or owner is named", &|text| shipped.points_at(text));
    judged("todo, fixme, xxx, hack", &has_marker);
}

fn labelled(path: &Path) -> Vec<(bool, String)> {
    crate::rows(path, b'\t').iter().map(|row| (&row[0] == "1", row[1].to_owned())).collect()
}

/// Whether one of the four markers is a word of the text.
fn has_marker(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .any(|word| ["todo", "fixme", "xxx", "hack"].iter().any(|it| word.eq_ignore_ascii_case(it)))
}
