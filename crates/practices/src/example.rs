//! The examples of a practice file: subjects declared in a few words, with the verdict they have
//! to come to. The analyzer turns them into facts by the same rules as a real repository.

use git_coach_model::{FileStatus, Verdict};

/// One example.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// What the practice has to come to; none if the file did not say (a mistake by then).
    pub verdict: Option<Verdict>,
    /// Whether it has to be worth praise; not asked for none.
    pub praised: Option<bool>,
    /// The files that the commit or change touches.
    pub files: Vec<ExampleFile>,
    /// What was said of it.
    pub message: Option<String>,
    /// Lines that it adds.
    pub lines: Vec<ExampleLine>,
    /// The paths of the repository's tree.
    pub tree: Vec<String>,
    /// Who changed what in the area.
    pub history: Vec<AreaHistory>,
    /// How many people wrote it, 1 unless told otherwise.
    pub authors: Vec<String>,
    /// Of a hundred commits, how many refer to an issue.
    pub issue_links: Option<u32>,
    /// The sizes of the changes before it, each as often as it says.
    pub past: Vec<(u32, u32)>,
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

/// `"12 by Anna in infra/main.tf"`: changes of one person to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaHistory {
    /// How many changes.
    pub changes: u32,
    /// Whose.
    pub author: String,
    /// The file.
    pub path: String,
}
