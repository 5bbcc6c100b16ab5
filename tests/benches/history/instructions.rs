//! How many instructions one run takes on a repository that is the same every time: what a busy
//! machine does not change.

use std::fs;
use std::io::ErrorKind;

use support::{Commit, Repo, Sandbox, binary};

use crate::arguments::Arguments;
use crate::process::{at, printed};

const COMMITS: usize = 300;
const FOLDERS: usize = 12;
const FILES: usize = 120;
/// How many files each commit changes.
const CHANGED: usize = 3;
/// Has no factor in common with the number of files: reaches each, out of order.
const STRIDE: usize = 37;
/// One line in so many changes each time.
const LINES_A_CHANGE: usize = 16;
// One commit in so many moves a file, draws a picture anew, or is made on a branch.
const MOVES: usize = 10;
const PICTURES: usize = 50;
const BRANCHES: usize = 25;

/// Counts, and tells the result: of the whole history, and of all that is not reading it.
pub(crate) fn count(asked: &Arguments) -> Result<String, String> {
    let repo = repository();
    let whole = instructions(&repo, asked, "HEAD")?;
    let least = instructions(&repo, asked, "HEAD^..HEAD")?;
    let commits = printed(sandbox(&repo).command("git").args(["rev-list", "--count", "HEAD"]))?;
    Ok(format!(
        "instructions on a made-up history of {commits} commits, one thread, no cache\n\n\
         the whole history {:>15}\nits last commit   {:>15}\nthe difference    {:>15}",
        grouped(whole),
        grouped(least),
        grouped(whole.saturating_sub(least)),
    ))
}

/// What valgrind counts for the commits of a range.
fn instructions(repo: &Repo, asked: &Arguments, range: &str) -> Result<u64, String> {
    let coach = asked.coach();
    let profile = sandbox(repo).home().join("callgrind.out");
    let has_cache = printed(sandbox(repo).command(&coach).arg("--help"))?.contains("--no-cache");
    let mut command = sandbox(repo).command("valgrind");
    command
        .args(["-q", "--tool=callgrind"])
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(&coach)
        .args(["--quiet", "--threads", "1"])
        .args(has_cache.then_some("--no-cache"))
        .args(["facts", "commits", range]);
    let output = command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => "valgrind is not on the PATH: it counts the instructions; most \
             systems have it as a package called valgrind"
            .to_owned(),
        _ => format!("{command:?}: {error}"),
    })?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{command:?} ended with {}: {}", output.status, said.trim_end()));
    }
    let profile = fs::read_to_string(&profile).map_err(at(&profile))?;
    let total = profile.lines().find_map(|line| line.strip_prefix("totals: "));
    total
        .and_then(|total| total.trim().parse().ok())
        .ok_or_else(|| format!("{command:?} left no total: {}", said.trim_end()))
}

/// The made-up history: scattered edits, moved files with and without edits, pictures, branches.
fn repository() -> Repo {
    let mut files = Files { versions: vec![0; FILES], moved: vec![false; FILES] };
    let all = (0..FILES).fold(Commit::new("Begin"), |commit, file| files.write(commit, file));
    let mut repo = Repo::new().config("pack.threads", "1").commit(all);
    for number in 0..COMMITS {
        let commit = files.commit(number);
        repo = if number % BRANCHES == BRANCHES - 1 {
            let name = format!("topic-{number}");
            repo.branch(&name, |repo| repo.commit(commit))
                .merge(&name, Commit::new(format!("Merge {name}")))
        } else {
            repo.commit(commit)
        };
    }
    repo.git(["repack", "-a", "-d", "-q"]);
    repo
}

/// The files as they are now.
struct Files {
    /// How many times each was changed.
    versions: Vec<usize>,
    moved: Vec<bool>,
}

impl Files {
    fn commit(&mut self, number: usize) -> Commit {
        let mut commit = Commit::new(format!("Change {number}\n\nBecause of the tide."));
        if number % MOVES == MOVES - 1 {
            let file = number / MOVES % FILES;
            let from = self.path(file);
            self.moved[file] = !self.moved[file];
            commit = commit.rename(from, self.path(file));
            if file.is_multiple_of(2) {
                self.versions[file] += 1;
                commit = self.write(commit, file);
            }
        }
        if number % PICTURES == PICTURES - 1 {
            let seed = u32::try_from(number).unwrap_or_default();
            commit = commit.file("docs/harbor.png", binary(seed, 20_000));
        }
        for change in 0..CHANGED {
            let file = (number * CHANGED + change) * STRIDE % FILES;
            self.versions[file] += 1;
            commit = self.write(commit, file);
        }
        commit
    }

    fn write(&self, commit: Commit, file: usize) -> Commit {
        commit.file(self.path(file), self.content(file))
    }

    fn path(&self, file: usize) -> String {
        let above = if self.moved[file] { "lib" } else { "src" };
        format!("{above}/pier_{}/berth_{file}.rs", file % FOLDERS)
    }

    fn content(&self, file: usize) -> String {
        let line = |number: usize| match number % 8 {
            0 => "\n".to_owned(),
            7 => "}\n".to_owned(),
            _ => {
                let out_of_step = number * STRIDE % LINES_A_CHANGE;
                let version = (self.versions[file] + out_of_step) / LINES_A_CHANGE;
                format!("    let berth_{number} = harbor.berth({file}, {version}).is_free();\n")
            }
        };
        (0..80 + file).map(line).collect()
    }
}

fn sandbox(repo: &Repo) -> &Sandbox {
    repo.as_ref()
}

/// A number with a comma after each three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
