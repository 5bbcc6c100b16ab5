//! One module a command.

mod brief;
mod cache;
mod ci;
mod facts;
mod notes;
mod post;
mod practices;
mod review;
mod schema;

use git_coach_analyzer::configuration::Source;
use git_coach_analyzer::survey::Desk;
use git_coach_analyzer::{Repo, Threads};
use git_coach_model::{Remark, Time};
use git_coach_practices::Stack;

use crate::args::{Arguments, Command, Global};
use crate::configuration::Configuration;
use crate::exit;
use crate::failure::Failure;
use crate::progress::Bar;

/// Runs the command; returns its exit code.
pub(crate) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let global = &arguments.global;
    for folder in &global.folders {
        std::env::set_current_dir(folder)
            .map_err(|error| Failure::file(folder.display(), &error).with_code(exit::REPOSITORY))?;
    }
    match &arguments.command {
        Command::Brief(asked) => brief::run(global, asked),
        Command::Review(asked) => review::run(global, asked),
        Command::Ci(asked) => ci::run(global, asked),
        Command::Post(asked) => post::run(global, asked),
        Command::Notes(asked) => notes::run(global, asked),
        Command::Facts(asked) => facts::run(global, asked),
        Command::Cache(asked) => cache::run(*asked),
        Command::Practices(asked) => practices::run(global, asked),
        Command::Schema { what } => schema::run(*what),
    }
}

/// What a command works with: the repository, the practices and settings, the threads and the
/// progress bar.
struct Workplace {
    repo: Repo,
    stack: Stack,
    remarks: Vec<Remark>,
    use_cache: bool,
    threads: Threads,
    bar: Bar,
}

impl Workplace {
    /// Opens the repository here, with its own settings as they are in the work tree.
    fn open(global: &Global) -> Result<Self, Failure> {
        Self::with(global, Repo::discover()?, Source::Own)
    }

    /// Takes a repository, with its own settings from `source`; tells of mistakes in them.
    fn with(global: &Global, repo: Repo, source: Source) -> Result<Self, Failure> {
        let configuration = Configuration::load(global, Some(&repo), source)?;
        configuration.tell();
        Ok(Self::of(global, repo, configuration))
    }

    /// The same, without telling of mistakes: somebody else does.
    fn quietly(global: &Global, repo: Repo, source: Source) -> Result<Self, Failure> {
        let configuration = Configuration::load(global, Some(&repo), source)?;
        Ok(Self::of(global, repo, configuration))
    }

    fn of(global: &Global, repo: Repo, configuration: Configuration) -> Self {
        Self {
            repo,
            remarks: configuration.remarks(),
            stack: configuration.stack,
            use_cache: !global.no_cache,
            threads: Threads::new(global.threads.map(usize::from)),
            bar: Bar::new(global.quiet),
        }
    }

    fn desk(&self) -> Desk<'_> {
        Desk {
            repo: &self.repo,
            library: &self.stack.library,
            settings: &self.stack.settings,
            remarks: &self.remarks,
            use_cache: self.use_cache,
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
        let ends = (self.moment(since, revision)?, self.moment(until, revision)?);
        if let (Some(first), last) = ends {
            let last = match last {
                Some(last) => last,
                None => self.repo.clock(revision)?,
            };
            if first.seconds >= last.seconds {
                let hint = "`--since` is the earlier of the two; without `--until` the window ends \
                            with the newest commit";
                return Err(Failure::new("the window ends before it begins", hint, exit::USAGE));
            }
        }
        Ok(ends)
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
