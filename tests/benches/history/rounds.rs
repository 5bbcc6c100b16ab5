//! The measured runs: each program once a round, so that what slows the machine slows all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::arguments::Arguments;
use crate::borrowed::Borrowed;
use crate::process::{Cost, at, measure, printed, same};
use crate::table;

/// What is measured, in the order of the table; the first is what the others are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    Git,
    Cold,
    Warm,
    Grown,
    Review,
}

impl Run {
    pub(crate) const ALL: [Self; 5] =
        [Self::Git, Self::Cold, Self::Warm, Self::Grown, Self::Review];
}

/// One round: the cost of each run, in the order of [`Run::ALL`].
pub(crate) type Round = [Cost; Run::ALL.len()];

/// Everything that the runs need.
struct Stage {
    borrowed: Borrowed,
    coach: PathBuf,
    threads: Option<u16>,
    has_cache: bool,
    /// At the newest commit, with a cache that is filled.
    now: PathBuf,
    /// At the commit three before, with a cache that is filled.
    earlier: PathBuf,
    newest: String,
    /// What `facts commits` has to print.
    expected: PathBuf,
    output: PathBuf,
}

/// Measures, and tells the result.
pub(crate) fn run(asked: &Arguments) -> Result<String, String> {
    tell("filling the caches");
    let stage = Stage::set(asked)?;
    let mut rounds = Vec::new();
    for number in 0..asked.pairs {
        tell(&format!("round {} of {}", number + 1, asked.pairs));
        rounds.push(stage.round(number % 2 == 1)?);
    }
    let mut text = stage.about(asked)?;
    text.push_str(&table::of(&rounds));
    if !stage.has_cache {
        text.push_str("\nThis git-coach keeps no cache: all three are cold.\n");
    }
    Ok(text)
}

/// Says how far it is: a large repository takes minutes.
fn tell(what: &str) {
    // Nobody has to listen.
    writeln!(std::io::stderr(), "{what} …").ok();
}

impl Stage {
    /// Makes the repositories and fills the caches, which also brings the packs into memory.
    fn set(asked: &Arguments) -> Result<Self, String> {
        let borrowed = Borrowed::from(&asked.repository())?;
        let newest = borrowed.commit(&asked.at)?;
        let third = borrowed
            .commit(&format!("{newest}~3"))
            .map_err(|_| format!("{} has no three commits before it", asked.at))?;
        let coach = asked.coach();
        let stage = Self {
            has_cache: printed(borrowed.command(&coach).arg("--help"))?.contains("--no-cache"),
            now: borrowed.repository("now.git", &newest)?,
            earlier: borrowed.repository("earlier.git", &third)?,
            expected: borrowed.file("expected.csv"),
            output: borrowed.file("printed"),
            threads: asked.threads,
            borrowed,
            coach,
            newest,
        };
        measure(&mut stage.facts(&stage.earlier, true), &stage.output)?;
        measure(&mut stage.facts(&stage.now, true), &stage.expected)?;
        Ok(stage)
    }

    fn round(&self, backwards: bool) -> Result<Round, String> {
        let mut order = Run::ALL;
        if backwards {
            order.reverse();
        }
        let mut costs = order.iter().map(|run| self.once(*run)).collect::<Result<Vec<_>, _>>()?;
        if backwards {
            costs.reverse();
        }
        costs.try_into().map_err(|_| "a round has a cost for each run".to_owned())
    }

    fn once(&self, run: Run) -> Result<Cost, String> {
        match run {
            Run::Git => {
                let args = ["log", "--no-merges", "--numstat", "-M"];
                measure(
                    self.borrowed.command("git").current_dir(&self.now).args(args),
                    &self.output,
                )
            }
            Run::Cold => self.checked(&mut self.facts(&self.now, false)),
            Run::Warm => self.checked(&mut self.facts(&self.now, true)),
            Run::Grown => {
                let grown = self.borrowed.copy(&self.earlier, "grown.git")?;
                self.borrowed.go(&grown, &self.newest)?;
                let cost = self.checked(&mut self.facts(&grown, true))?;
                fs::remove_dir_all(&grown).map_err(at(&grown))?;
                Ok(cost)
            }
            Run::Review => {
                let mut command = self.command(&self.now);
                measure(command.args(["review", "HEAD~1..HEAD"]), &self.output)
            }
        }
    }

    /// Measures a run of `facts commits`: what is fast and wrong is not fast.
    fn checked(&self, command: &mut Command) -> Result<Cost, String> {
        let cost = measure(command, &self.output)?;
        if same(&self.output, &self.expected)? {
            Ok(cost)
        } else {
            Err(format!("{command:?} prints other rows than the run that filled the cache"))
        }
    }

    fn facts(&self, repository: &Path, with_cache: bool) -> Command {
        let mut command = self.command(repository);
        if self.has_cache && !with_cache {
            command.arg("--no-cache");
        }
        command.args(["facts", "commits", "--format", "csv"]);
        command
    }

    fn command(&self, repository: &Path) -> Command {
        let mut command = self.borrowed.command(&self.coach);
        command.current_dir(repository).arg("--quiet");
        if let Some(threads) = self.threads {
            command.args(["--threads", &threads.to_string()]);
        }
        command
    }

    /// What was read by what, on what.
    fn about(&self, asked: &Arguments) -> Result<String, String> {
        let count = |range: &str| {
            let args = ["rev-list", "--count", range];
            printed(self.borrowed.command("git").current_dir(&self.now).args(args))
        };
        let (all, new) = (count("HEAD")?, count("HEAD~3..HEAD")?);
        let git = printed(self.borrowed.command("git").arg("--version"))?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads =
            self.threads.map_or_else(|| "one a core".to_owned(), |count| count.to_string());
        Ok(format!(
            "{} at {:.12}: {all} commits, {new} of them in the last three of the main line\n\
             {git}; threads: {threads}; cores: {cores}; rounds: {}\n\n",
            asked.repository().display(),
            self.newest,
            asked.pairs,
        ))
    }
}
