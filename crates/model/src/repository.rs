//! A repository at one moment.

use serde::{Deserialize, Serialize};

use crate::{Language, Pipelines, RepoPath, Role, RoleSet, Standing, SubjectForm};

/// One file of a tree.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TreeFile {
    /// Where it is.
    pub path: RepoPath,
    /// What it is for.
    pub role: Role,
    /// Every role that holds for it.
    pub roles: RoleSet,
    /// Its language, where the name tells.
    pub language: Option<Language>,
    /// Its lines, ends of line counted, an unended last line too; none for a binary file, and
    /// where they were not asked for or cannot be seen.
    pub lines: Option<u32>,
}

/// What a repository looks like at one commit, and what its history has settled into.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Repository {
    /// Every file of the tree, sorted by path; submodules left out.
    pub files: Vec<TreeFile>,
    /// Whether source files of its languages keep tests inside themselves (as Rust's do).
    pub tests_inside_source: bool,
    /// Of the last 200 commits, merges and programs left out, how many in a hundred refer to an
    /// issue; none under 20 of them.
    pub issue_links: Option<u32>,
    /// Of the same commits, how many in a hundred have a subject that fits a line of 72 characters;
    /// none under 20 of them.
    pub subject_fits: Option<u32>,
    /// How at least eighty in a hundred subjects of the same commits begin, plain where there is no
    /// such form; none under 20 of them.
    pub subject_form: Option<SubjectForm>,
    /// Of the last 100 changes of the main line that people made, how many in a hundred bear a trace
    /// of a review; none under 20 of them.
    pub review_traces: Option<u32>,
    /// Of the last 200 changes of the main line that add or mend something in source, how many in a
    /// hundred touch a change log; none under 20 of them.
    pub change_log_habit: Option<u32>,
    /// Whether a program raised a dependency since the oldest of the same commits; none where the
    /// history was not read.
    pub bot_updates: Option<bool>,
    /// How many commits make a release since the oldest of the same commits; none where the history
    /// was not read.
    pub releases: Option<u32>,
    /// How many tags stand on commits that are no newer, of at most 2,000 tags that are looked at;
    /// none where the clone may have left them out.
    pub tags: Option<u32>,
    /// What its pipelines do.
    pub pipelines: Pipelines,
    /// The language of most source files; none where there are no source files.
    pub main_language: Option<Language>,
    /// Whether a file or a part of one is a test; none where not all could be looked at.
    pub has_tests: Option<bool>,
    /// The text of the readme and of the guides for those who work on it, nothing where there is
    /// none; none where not all of it can be seen.
    pub guides: Option<String>,
    /// The text of what sets up its tools: manifests, task files, hooks and pipelines, nothing where
    /// there are none; none where not all of it can be seen.
    pub tooling: Option<String>,
    /// What its file of owners says; none where it cannot be seen.
    pub owners: Option<Owners>,
    /// What the whole history says; none where it was not read.
    pub standing: Option<Standing>,
}

/// How the entries of a file of owners (CODEOWNERS) fit a tree; all zero where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owners {
    /// How many there are.
    pub entries: u32,
    /// How many fit no file.
    pub unmatched: u32,
    /// The pattern of the first of these.
    pub first_unmatched: Option<String>,
}
