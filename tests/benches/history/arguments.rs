//! What the benchmark is asked for.

use std::env;
use std::path::{Path, PathBuf};

use clap::Parser;

/// Runs `git coach facts commits` cold, warm and after three new commits against
/// `git log --no-merges --numstat -M`, in turn, and tells medians and ratios.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo bench -p git-coach-tests --bench history --")]
pub(crate) struct Arguments {
    /// The repository to read; nothing is written into it [default: the one around here]
    #[arg(value_name = "REPOSITORY", default_value = ".", hide_default_value = true)]
    repository: PathBuf,
    /// How many times each is run
    #[arg(long, value_name = "N", default_value = "5", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) pairs: u16,
    /// The newest commit to read
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    pub(crate) at: String,
    /// Let `git coach` read on N threads [default: one a core]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<u16>,
    /// Measure this `git-coach` instead of the one just built
    #[arg(long, value_name = "BINARY")]
    coach: Option<PathBuf>,
    /// Count the instructions of one run on a small made-up repository, with valgrind
    #[arg(long, conflicts_with_all = ["repository", "at", "pairs", "threads"])]
    pub(crate) instructions: bool,
    /// What Cargo adds.
    #[arg(long, hide = true)]
    bench: bool,
}

impl Arguments {
    /// Reads them, or says what is wrong with them and ends.
    pub(crate) fn read() -> Self {
        Self::parse()
    }

    pub(crate) fn repository(&self) -> PathBuf {
        from_here(&self.repository)
    }

    pub(crate) fn coach(&self) -> PathBuf {
        let built = || PathBuf::from(env!("CARGO_BIN_EXE_git-coach-under-test"));
        self.coach.as_deref().map_or_else(built, from_here)
    }
}

/// A path as the user meant it: Cargo starts benchmarks in the folder of their package.
fn from_here(path: &Path) -> PathBuf {
    let whole =
        env::var_os("PWD").map_or_else(|| path.to_owned(), |here| Path::new(&here).join(path));
    whole.components().collect()
}
