//! Truck factors: what was published for a day, and what comes out for that day.

use std::path::Path;
use std::process::Command;

use crate::clones::{binary, clone_of};
use crate::table::Table;

/// The end of the day of which the published figures speak.
const DAY: &str = "2015-02-25T23:59:59Z";

pub(crate) fn score(published: &Path, clones: Option<&Path>, table: &mut Table) {
    for row in crate::rows(published, b',') {
        let (repository, expected) = (&row[0], &row[1]);
        let found = clones.and_then(|folder| clone_of_moved(folder, repository));
        let found = match found {
            None => "no clone".to_owned(),
            Some(clone) => of(&clone).unwrap_or_else(|| "nothing at that day".to_owned()),
        };
        table.note(format!("truck factor of {repository}: published {expected}, here {found}"));
    }
}

/// The clone, under the name that the repository goes by today as well.
fn clone_of_moved(folder: &Path, repository: &str) -> Option<std::path::PathBuf> {
    clone_of(folder, repository).or_else(|| {
        let today = [("mitsuhiko/flask", "pallets/flask")];
        let (_, today) = today.iter().find(|(before, _)| *before == repository)?;
        clone_of(folder, today)
    })
}

fn of(clone: &Path) -> Option<String> {
    let before = format!("--before={DAY}");
    let git = ["rev-list", "-n", "1", &before, "HEAD"];
    let found = Command::new("git").arg("-C").arg(clone).args(git).output().ok()?;
    let revision = String::from_utf8(found.stdout).ok()?;
    let output = Command::new(binary())
        .arg("-C")
        .arg(clone)
        .args(["--no-cache", "facts", "truck-factor", "--at", revision.trim()])
        .output()
        .ok()?;
    let mut rows = csv::Reader::from_reader(output.stdout.as_slice());
    let at = rows.headers().ok()?.iter().position(|name| name == "truck_factor")?;
    Some(rows.records().next()?.ok()?[at].to_owned())
}
