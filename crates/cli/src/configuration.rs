//! The practices and settings of a run: built in, the user's, the repository's, the command line's.

use std::collections::BTreeSet;
use std::env;
use std::fmt;
use std::io::{self, Write};
use std::path::PathBuf;

use git_coach_analyzer::Repo;
use git_coach_analyzer::configuration::{self, PRACTICES, SETTINGS, Source, TextFile};
use git_coach_model::{Remark, RepoPath};
use git_coach_practices::{
    Layer, LayerFile, Mistake, Origin, PracticeFile, Selector, Stack, Unmatched, stack, visible,
};

use crate::args::Global;
use crate::exit;
use crate::failure::Failure;

/// How many commits are asked for the programs that the settings name.
const MOST_COMMITS: usize = 10_000;
/// The mistakes that are told of beside a report; `practices test` tells of all.
const MOST_MISTAKES: usize = 20;

/// What is in force, and what there is to tell about it.
pub(crate) struct Configuration {
    /// The practices and settings.
    pub(crate) stack: Stack,
    /// The settings that nothing fits: those of every layer that name no practice, and of the
    /// repository's own those that fit nothing in it.
    pub(crate) unmatched: Vec<Unmatched>,
    /// What else somebody may wonder about.
    pub(crate) notes: Vec<Note>,
}

/// Something to know, and what to do about it.
pub(crate) struct Note {
    what: String,
    hint: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "git-coach: {}\nhint: {}", visible(&self.what), visible(&self.hint))
    }
}

/// The files of one owner.
pub(crate) struct Files {
    pub(crate) origin: Origin,
    pub(crate) settings: Option<Named>,
    pub(crate) practices: Vec<Named>,
}

/// A file with the name that it is told of by, and its path below the folder of practices.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) file: TextFile,
}

impl Configuration {
    /// Reads every layer; the repository's from `source`, where there is a repository.
    pub(crate) fn load(
        global: &Global,
        repo: Option<&Repo>,
        source: Source,
    ) -> Result<Self, Failure> {
        let own = repo.map(|repo| repo.configuration(source)).transpose()?.unwrap_or_default();
        let ahead = repo.map(|repo| ahead_of(repo, source, &own)).unwrap_or_default();
        let stack = stacked(&[of_user(), of_repository(own)], global);
        let mut unmatched = stack.unmatched.clone();
        if let Some(on_the_line) = unmatched.iter().find(|one| one.origin == Origin::CommandLine) {
            let message = on_the_line.mistake.to_string();
            let hint = match not_yet(&on_the_line.name, &ahead, source) {
                Some(hint) => hint,
                None => "`git coach practices list` lists what there is".to_owned(),
            };
            return Err(Failure::new(message, hint, exit::NOT_FOUND));
        }
        let mut notes = Vec::new();
        if !ahead.is_empty() {
            let (base, files) = (base_of(source), listed(ahead.iter().map(|path| code(path))));
            let are = if ahead.len() == 1 {
                "is not in force as it is"
            } else {
                "are not in force as they are"
            };
            let what = format!(
                "{files} {are} in the work tree: practices and settings are read from {base}"
            );
            notes.push(Note { what, hint: TRY_IT.to_owned() });
        }
        let strays = repo.map(|repo| repo.strays(source)).unwrap_or_default();
        if !strays.is_empty() {
            let paths = listed(strays.iter().map(|stray| code(&stray.path)));
            let mut nearest: Vec<&str> = strays.iter().map(|stray| &*stray.nearest).collect();
            nearest.dedup();
            let nearest = listed(nearest.into_iter().map(code));
            notes.push(Note {
                what: format!("neither a practice nor settings, and not read: {paths}"),
                hint: format!("did you mean {nearest}?"),
            });
        }
        if let Some(repo) = repo {
            unmatched.extend(unmatched_here(&stack, repo, source)?);
        }
        Ok(Self { stack, unmatched, notes })
    }

    /// What the report has to say of it: nothing of the user's own files, which others cannot see.
    pub(crate) fn remarks(&self) -> Vec<Remark> {
        let broken: BTreeSet<&str> = self
            .stack
            .mistakes
            .iter()
            .filter(|(origin, _)| *origin == Origin::Repository)
            .map(|(_, mistake)| mistake.place.file.as_str())
            .collect();
        let broken: Vec<RepoPath> = broken.into_iter().map(RepoPath::from).collect();
        let files = (!broken.is_empty()).then_some(Remark::BrokenFiles(broken));
        let idle =
            self.unmatched.iter().filter(|one| one.origin == Origin::Repository).map(|one| {
                let at = one.mistake.place.to_string();
                Remark::Unmatched { name: one.name.clone(), at: at.as_str().into() }
            });
        files.into_iter().chain(idle).collect()
    }

    /// Tells of mistakes, and of the repository's settings that nothing fits, on standard error.
    pub(crate) fn tell(&self) {
        let mut stderr = io::stderr().lock();
        // Nobody is left to tell if standard error is closed.
        let _ = self.write(&mut stderr);
    }

    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let mistakes = &self.stack.mistakes;
        for (_, mistake) in mistakes.iter().take(MOST_MISTAKES) {
            writeln!(to, "{mistake}")?;
        }
        if !mistakes.is_empty() {
            let files: BTreeSet<&str> =
                mistakes.iter().map(|(_, one)| one.place.file.as_str()).collect();
            let more = mistakes.len().saturating_sub(MOST_MISTAKES);
            let more = if more > 0 { format!(" ({more} more mistakes)") } else { String::new() };
            let what = if files.len() == 1 { "file is" } else { "files are" };
            writeln!(to, "git-coach: {} {what} not in force as written{more}", files.len())?;
            writeln!(to, "hint: `git coach practices test` shows every mistake")?;
        }
        for one in self.unmatched.iter().filter(|one| one.origin == Origin::Repository) {
            writeln!(to, "{}", one.mistake)?;
        }
        for note in &self.notes {
            writeln!(to, "{note}")?;
        }
        Ok(())
    }
}

/// What a run brings along that the repository does not have: the user's own files, and what the
/// command line says of practices. Empty where it goes by the repository's alone.
pub(crate) fn brought_along(global: &Global) -> Vec<String> {
    let user = of_user();
    let settings = user.settings.iter().map(|one| ("settings", &one.file));
    let practices = user.practices.iter().map(|one| (one.file.path.as_str(), &one.file));
    let texts = settings
        .chain(practices)
        .filter_map(|(name, file)| Some(format!("{name}\n{}", file.text.as_deref().ok()?)));
    let only: BTreeSet<String> = global.only.iter().map(|one| format!("only {one}")).collect();
    let adjusted = global.practice.iter().map(|one| format!("practice {one}"));
    texts.chain(only).chain(adjusted).collect()
}

/// The repository's practices and settings from `source`, the user's below them and `own` above.
pub(crate) fn with(
    global: &Global,
    repo: &Repo,
    source: Source,
    own: Files,
) -> Result<Stack, Failure> {
    Ok(stacked(&[of_user(), of_repository(repo.configuration(source)?), own], global))
}

/// Brings the layers together; a file that could not be read is a mistake like any other.
pub(crate) fn stacked(owners: &[Files], global: &Global) -> Stack {
    let layers: Vec<Layer<'_>> = owners.iter().map(layer).collect();
    let mut stack = stack(&layers, &global.practice, &global.only);
    for files in owners {
        for one in files.settings.iter().chain(&files.practices) {
            if let Err(why) = &one.file.text {
                let mistake = Mistake::of_file(&one.name, why.to_string());
                stack.mistakes.push((files.origin, mistake));
            }
        }
    }
    stack
}

fn layer(files: &Files) -> Layer<'_> {
    Layer {
        origin: files.origin,
        practices: files.practices.iter().filter_map(layer_file).collect(),
        settings: files.settings.as_ref().and_then(layer_file),
    }
}

fn layer_file(named: &Named) -> Option<LayerFile<'_>> {
    let text = named.file.text.as_deref().ok()?;
    Some(LayerFile { name: &named.name, path: &named.file.path, text })
}

/// The repository's files, as the analyzer found them.
fn of_repository(found: Vec<TextFile>) -> Files {
    let mut files = Files { origin: Origin::Repository, settings: None, practices: Vec::new() };
    let folder = format!("{PRACTICES}/");
    for file in found {
        let name = file.path.clone();
        if name == SETTINGS {
            files.settings = Some(Named { name, file });
        } else {
            let path = name.strip_prefix(&folder).unwrap_or(&name).to_owned();
            files.practices.push(Named { name, file: TextFile { path, ..file } });
        }
    }
    files
}

/// What to do with a practice that is not in force yet.
const TRY_IT: &str = "commit to the base what is to be in force; to try it before, `git coach facts \
                      verdicts RANGE --only ID` holds it against commits, and `git coach review \
                      --worktree` against what is not committed";
/// How many files are named in one line.
const MOST_NAMED: usize = 5;

/// The files of the work tree that somebody may expect to be in force, where the repository's are
/// read from the base of a change: those that are not in it as they are here.
fn ahead_of(repo: &Repo, source: Source, read: &[TextFile]) -> Vec<String> {
    if source == Source::Own || repo.is_bare() {
        return Vec::new();
    }
    // A work tree that cannot be read is no reason to fail: nothing of it is used.
    let own = repo.configuration(Source::Own).unwrap_or_default();
    // Git may have written the lines of the work tree with other ends.
    let text = |file: &TextFile| file.text.as_ref().ok().map(|text| text.replace("\r\n", "\n"));
    own.iter()
        .filter(|own| {
            let same = read.iter().find(|read| read.path == own.path);
            same.is_none_or(|read| text(read) != text(own))
        })
        .map(|own| own.path.clone())
        .collect()
}

/// The hint for a practice on the command line that is in the work tree alone.
fn not_yet(name: &str, ahead: &[String], source: Source) -> Option<String> {
    let selector = Selector::parse(name)?;
    let path = ahead.iter().find(|path| {
        let below = path.strip_prefix(PRACTICES).and_then(|path| path.strip_prefix('/'));
        let id = below.and_then(|path| PracticeFile { path, text: "" }.id());
        id.is_some_and(|id| selector.selects(&id))
    })?;
    let base = base_of(source);
    Some(format!("{} is in the work tree, and not in {base}: {TRY_IT}", code(path)))
}

/// What a change started from.
fn base_of(source: Source) -> String {
    match source {
        Source::Commit(commit) => format!("the base, {}", commit.short(7)),
        Source::Own | Source::Nowhere => "the base, and a first commit has none".to_owned(),
    }
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// A few names, and how many more there are.
fn listed(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.collect();
    let more = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    names.join(", ") + &more
}

/// The user's own files.
fn of_user() -> Files {
    let mut files = Files { origin: Origin::User, settings: None, practices: Vec::new() };
    let Some(folder) = user_folder() else {
        return files;
    };
    let settings = configuration::own_file(&folder.join("config.toml"));
    files.settings = settings.map(|file| Named { name: file.path.clone(), file });
    let practices = folder.join("practices");
    files.practices = configuration::in_folder(&practices)
        .into_iter()
        .map(|file| Named { name: practices.join(&file.path).display().to_string(), file })
        .collect();
    files
}

/// Where a user keeps settings: `$XDG_CONFIG_HOME/git-coach`, or what is usual on the platform.
fn user_folder() -> Option<PathBuf> {
    let folder =
        |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let usual = || match folder("APPDATA").filter(|_| cfg!(windows)) {
        Some(roaming) => Some(roaming),
        None => folder("HOME").map(|home| home.join(".config")),
    };
    Some(folder("XDG_CONFIG_HOME").or_else(usual)?.join("git-coach"))
}

/// The settings that fit nothing in this repository. Who has committed is asked only where a whole
/// history may be read, not in the review of a range.
fn unmatched_here(stack: &Stack, repo: &Repo, source: Source) -> Result<Vec<Unmatched>, Failure> {
    let mut unmatched = Vec::new();
    let commit = match source {
        Source::Own => repo.head().ok().map(|head| head.commit),
        Source::Commit(commit) => Some(commit),
        Source::Nowhere => None,
    };
    let Some(commit) = commit else {
        return Ok(unmatched);
    };
    if stack.names_places() {
        unmatched.extend(stack.unmatched_in(&repo.paths(commit)?));
    }
    if stack.names_bots() && source == Source::Own && !repo.is_shallow() {
        unmatched.extend(stack.unmatched_bots(repo.committers(MOST_COMMITS)));
    }
    Ok(unmatched)
}
