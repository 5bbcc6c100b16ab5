//! One file of a change or a commit.

use serde::{Deserialize, Serialize};

use crate::{Language, RepoPath, Role, RoleSet};

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileStatus {
    /// It is new.
    Added,
    /// It is gone.
    Deleted,
    /// Its content, mode or type changed.
    Modified,
    /// It came from another path, changed or not.
    Renamed,
}

/// How many lines changed in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineCount {
    /// Lines, as `git log --numstat` counts them.
    Counted {
        /// Lines that the new version has and the old one has not.
        added: u32,
        /// Lines that the old version has and the new one has not.
        deleted: u32,
    },
    /// A binary file: lines mean nothing.
    Binary,
    /// The content is not in this clone.
    Unseen,
}

/// One file of a change or a commit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FileChange {
    /// Where it is now, or was when it was deleted.
    pub path: RepoPath,
    /// Where it came from, if it was renamed.
    pub old_path: Option<RepoPath>,
    /// What happened to it.
    pub status: FileStatus,
    /// What it is for.
    pub role: Role,
    /// Every role that holds for it.
    pub roles: RoleSet,
    /// Its language, where the name tells.
    pub language: Option<Language>,
    /// How many lines changed.
    pub lines: LineCount,
    /// Of the added lines of a source file, those that stand in test code inside it.
    pub test_added: u32,
    /// Of the deleted lines of a source file, those that stood in test code inside it.
    pub test_deleted: u32,
    /// Of the added lines, those that do something and are not only moved, test code inside a source
    /// file left out; none if they were not read.
    pub code_added: Option<u32>,
    /// The added lines, oldest number first; none if they were not read.
    pub added_lines: Option<Vec<ChangedLine>>,
    /// The deleted lines, numbered in the old version; none if they were not read.
    pub deleted_lines: Option<Vec<ChangedLine>>,
}

impl FileChange {
    /// Lines added; none where they can't be counted.
    pub const fn added(&self) -> Option<u32> {
        match self.lines {
            LineCount::Counted { added, .. } => Some(added),
            LineCount::Binary => Some(0),
            LineCount::Unseen => None,
        }
    }

    /// Lines deleted; none where they can't be counted.
    pub const fn deleted(&self) -> Option<u32> {
        match self.lines {
            LineCount::Counted { deleted, .. } => Some(deleted),
            LineCount::Binary => Some(0),
            LineCount::Unseen => None,
        }
    }

    /// Counts the added lines that do something, where they were read.
    pub fn count_code(&mut self) {
        let is_inside = |line: &ChangedLine| self.role == Role::Source && line.in_test;
        self.code_added = self.added_lines.as_ref().map(|lines| {
            let code =
                |line: &&ChangedLine| !line.moved && !is_inside(line) && line.does_something();
            u32::try_from(lines.iter().filter(code).count()).unwrap_or(u32::MAX)
        });
    }
}

/// Where on a line something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinePlace {
    /// Code, or text in a language without a scanner.
    Code,
    /// A comment, a documentation comment included.
    Comment,
    /// A string.
    String,
}

/// One added or deleted line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedLine {
    /// Its number in its version of the file, from 1.
    pub number: u32,
    /// Its text without the end of line; bytes that are not UTF-8 are replaced.
    pub text: Box<str>,
    /// Whether it stands in test code, be it a test file or a part of a source file.
    pub in_test: bool,
    /// Whether the same text, white space at its ends aside, is on the other side of the same
    /// change: it was moved there, or away.
    pub moved: bool,
    /// The runs of the line, each from its byte offset to the next run's; empty means all code.
    pub runs: Box<[(u32, LinePlace)]>,
}

impl ChangedLine {
    /// Whether a word of code stands on it, and it brings in no names.
    fn does_something(&self) -> bool {
        const BRING_IN: [&str; 7] =
            ["use ", "import ", "from ", "#include", "using ", "require ", "package "];
        let text = self.text.trim_start();
        let has_word = |part: &str| part.contains(|c: char| c.is_alphanumeric() || c == '_');
        self.parts(LinePlace::Code).any(has_word)
            && !BRING_IN.iter().any(|word| text.starts_with(word))
    }

    /// The parts of the text that stand in `place`.
    pub fn parts(&self, place: LinePlace) -> impl Iterator<Item = &str> {
        let unscanned = self.runs.is_empty() && place == LinePlace::Code;
        let scanned = self.runs.iter().enumerate().filter_map(move |(at, (start, found))| {
            let end = self.runs.get(at + 1).map_or(self.text.len(), |(next, _)| *next as usize);
            if *found == place { self.text.get(*start as usize..end) } else { None }
        });
        unscanned.then_some(&*self.text).into_iter().chain(scanned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_into_its_parts() {
        let line = ChangedLine {
            number: 1,
            text: r#"let a = "TODO"; // later"#.into(),
            in_test: false,
            moved: false,
            runs: [
                (0, LinePlace::Code),
                (8, LinePlace::String),
                (14, LinePlace::Code),
                (16, LinePlace::Comment),
            ]
            .into(),
        };
        assert_eq!(line.parts(LinePlace::String).collect::<Vec<_>>(), ["\"TODO\""]);
        assert_eq!(line.parts(LinePlace::Comment).collect::<Vec<_>>(), ["// later"]);
        assert_eq!(line.parts(LinePlace::Code).collect::<Vec<_>>(), ["let a = ", "; "]);
    }

    #[test]
    fn a_line_without_runs_is_code() {
        let line = ChangedLine {
            number: 1,
            text: "plain".into(),
            in_test: false,
            moved: false,
            runs: Box::default(),
        };
        assert_eq!(line.parts(LinePlace::Code).collect::<Vec<_>>(), ["plain"]);
        assert_eq!(line.parts(LinePlace::Comment).count(), 0);
    }
}
