//! One module a command.

mod brief;
mod facts;
mod notes;
mod review;

use git_coach_analyzer::survey::Desk;
use git_coach_analyzer::{Repo, Threads};
use git_coach_model::Time;
use git_coach_practices::Library;

use crate::args::{Arguments, Command, Global};
use crate::exit;
use crate::failure::Failure;
use crate::progress::Bar;

/// Runs the command; returns its exit code.
pub(crate) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let global = &arguments.global;
    for folder in &global.folders {
        std::env::set_current_dir(folder)
            .map_err(|error| Failure::file(folder.display(), &error))?;
    }
    match &arguments.command {
        Command::Brief(asked) => brief::run(global, asked),
        Command::Review(asked) => review::run(global, asked),
        Command::Notes(asked) => notes::run(global, asked),
        Command::Facts(asked) => facts::run(global, asked),
    }
}

/// What a command works with: the repository, the practices, the threads and the progress bar.
struct Workplace {
    repo: Repo,
    library: Library,
    threads: Threads,
    bar: Bar,
}

impl Workplace {
    fn open(global: &Global) -> Result<Self, Failure> {
        let library = Library::built_in().map_err(|mistakes| {
            let first = mistakes.first().map(ToString::to_string).unwrap_or_default();
            let hint = "this is a fault of git-coach itself; please report it";
            Failure::new(format!("a built-in practice is broken: {first}"), hint, exit::FILE)
        })?;
        Ok(Self {
            repo: Repo::discover()?,
            library,
            threads: Threads::new(global.threads.map(usize::from)),
            bar: Bar::new(global.quiet),
        })
    }

    fn desk(&self) -> Desk<'_> {
        Desk {
            repo: &self.repo,
            library: &self.library,
            threads: self.threads,
            progress: &self.bar,
        }
    }

    /// Both ends of a window on the command line, seen from the newest commit of `revision`.
    fn window(
        &self,
        since: Option<&str>,
        until: Option<&str>,
        revision: Option<&str>,
    ) -> Result<(Option<Time>, Option<Time>), Failure> {
        let (since, until) = (self.moment(since, revision)?, self.moment(until, revision)?);
        match (since, until) {
            (Some(first), Some(last)) if first.seconds >= last.seconds => {
                let hint = "`--since` is the earlier of the two";
                Err(Failure::new("the window ends before it begins", hint, exit::USAGE))
            }
            ends => Ok(ends),
        }
    }

    /// A date on the command line, seen from the newest commit of `revision`.
    fn moment(&self, text: Option<&str>, revision: Option<&str>) -> Result<Option<Time>, Failure> {
        let Some(text) = text else {
            return Ok(None);
        };
        let clock = self.repo.clock(revision)?;
        let moment = git_coach_analyzer::when::parse(text, clock)
            .map_err(git_coach_analyzer::Error::from)?;
        Ok(Some(moment))
    }
}
