//! The examples of a practice file: subjects declared in a few words, with the verdict they have
//! to come to. The analyzer turns them into facts by the same rules as a real repository.

use git_coach_model::{FileStatus, SubjectForm, Verdict};

/// One example.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// Its line in the file, from 1.
    pub line: usize,
    /// What the practice has to come to; none if the file did not say (a mistake by then).
    pub verdict: Option<Verdict>,
    /// Whether it has to be worth praise; not asked for none.
    pub praised: Option<bool>,
    /// The files that the commit or change touches.
    pub files: Vec<ExampleFile>,
    /// What was said of it.
    pub message: Option<String>,
    /// Whether it is not committed yet.
    pub uncommitted: bool,
    /// Lines that it adds.
    pub lines: Vec<ExampleLine>,
    /// Lines that it deletes, numbered without gaps in each file.
    pub deleted_lines: Vec<ExampleLine>,
    /// The sizes in bytes of the binary files that it adds or replaces.
    pub binaries: Vec<ExampleBinary>,
    /// Lines of documents of the repository after it, those of one document together.
    pub documents: Vec<ExampleLine>,
    /// The paths of the repository's tree.
    pub tree: Vec<String>,
    /// Files of the tree with what stands in them; what stands in others is not seen.
    pub contents: Vec<ExampleContent>,
    /// The names of the repository's tags; whether there are any is not seen where it says nothing.
    pub tags: Option<Vec<String>>,
    /// Who changed what in the area, in the repository, or before the change.
    pub history: Vec<AreaHistory>,
    /// Who wrote its commits, one each; one commit by one person unless told otherwise.
    pub authors: Vec<String>,
    /// What the manifests and pipelines among its files say before and after.
    pub manifests: Vec<ExampleManifest>,
    /// What the history of the repository has settled into.
    pub repository: ExampleHabits,
    /// The lines of it that can be run, and those that tests ran.
    pub coverage: Vec<ExampleCoverage>,
    /// The changes before it.
    pub past: Vec<ExamplePast>,
    /// Changes before it of which more is told, newest first; they come after `past`, going back.
    pub before: Vec<ExampleBefore>,
    /// How many days before it the first of its commits was written.
    pub days: u32,
    /// How many of the commits beside it landed in the same moment.
    pub landed_with: u32,
}

/// `{ times = 8, message = "…", files = ["+3 src/tax.rs"] }`: earlier changes, one like the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExampleBefore {
    /// How many there are.
    pub times: u16,
    /// What was said of each.
    pub message: String,
    /// The files that each touches.
    pub files: Vec<ExampleFile>,
}

/// `"+40 -3 src/parse.rs"`, with `new` or `deleted` before it where that matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFile {
    /// The path.
    pub path: String,
    /// What happened to it.
    pub status: FileStatus,
    /// Lines added.
    pub added: u32,
    /// Lines deleted.
    pub deleted: u32,
}

/// `"src/parse.rs: // TODO: later"`: a line added to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleLine {
    /// The path.
    pub path: String,
    /// The line.
    pub text: String,
}

/// `"2500 KiB assets/film.mp4"`: a binary file of that size that is added or replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleBinary {
    /// The path.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// `"17 of 20 lines in src/parse.rs"`: lines that tests ran, of those added that can be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleCoverage {
    /// How many tests ran.
    pub ran: u32,
    /// How many can be run.
    pub measured: u32,
    /// The path.
    pub path: String,
}

/// `{ path = "Cargo.toml", before = "…", after = "…" }`: a manifest that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExampleManifest {
    /// The path.
    pub path: String,
    /// Its text before; none if it is new.
    pub before: Option<String>,
    /// Its text after; none if it is deleted.
    pub after: Option<String>,
}

/// `{ path = ".github/workflows/test.yml", text = "…" }`: a file of the tree with what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExampleContent {
    /// The path.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// `{ issue-links = 90, subject-fits = 95, bot-updates = true, releases = 3 }`: habits of a history of 100
/// commits; one of which nothing is said is not seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExampleHabits {
    /// How many refer to an issue.
    pub issue_links: Option<u32>,
    /// How many have a subject that fits a line.
    pub subject_fits: Option<u32>,
    /// How nearly all subjects begin.
    pub subject_form: Option<SubjectForm>,
    /// How many changes of the main line bear a trace of a review.
    pub review_traces: Option<u32>,
    /// Whether a program raised a dependency.
    pub bot_updates: Option<bool>,
    /// How many make a release.
    pub releases: Option<u32>,
    /// How many of those that users are told of touch a change log.
    pub change_log_habit: Option<u32>,
}

/// `"60 of 100 lines"`, `"60 of 100 lines in 12 files"`: earlier changes of that size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExamplePast {
    /// How many there are.
    pub changes: u16,
    /// The lines that each adds.
    pub lines: u32,
    /// The source files that each of them touches.
    pub files: u16,
}

/// What the changes of an area's history are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryKind {
    /// Some work.
    Any,
    /// Fixes, each of other lines.
    Fix,
    /// Fixes, each of the lines of the one before.
    Refix,
    /// Work that adds twenty lines and takes none.
    Addition,
    /// Changes that call themselves refactorings.
    Refactoring,
    /// Work that bears a request's number.
    Reviewed,
}

/// `"12 by Anna in infra/main.tf"`: changes of one person to one file, or to several parted by `, `;
/// `12 fixes by` says of what kind, `… 90 days ago` how long before the newest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaHistory {
    /// How many changes.
    pub changes: u32,
    /// Of what kind.
    pub kind: HistoryKind,
    /// Whose.
    pub author: String,
    /// The file, or several parted by `, `.
    pub path: String,
    /// How many days before the end of the period.
    pub days_ago: u32,
}
