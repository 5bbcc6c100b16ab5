//! Version 1 of the JSON schema: what all reports share.

mod across;
mod brief;
mod linters;
mod names;
mod notes;
mod review;

use git_coach_model::{CommitId, PracticeId, Remark, Tally, Unseen};
use schemars::JsonSchema;
use serde::Serialize;

use self::names::{CommitName, PracticeName};

use crate::harmless::plain;
use crate::page::Line;
use crate::report;

pub(super) use self::across::Across;
pub(super) use self::brief::Brief;
pub(super) use self::notes::{Notes, Onboarding};
pub(super) use self::review::Review;

/// What every report begins with.
#[derive(Serialize)]
pub(super) struct Report<T> {
    schema: &'static str,
    job: &'static str,
    #[serde(flatten)]
    report: T,
}

impl<T> Report<T> {
    pub(super) const fn new(job: &'static str, report: T) -> Self {
        Self { schema: super::SCHEMA, job, report }
    }
}

#[derive(JsonSchema, Serialize)]
struct Repository {
    name: String,
    revision: String,
    #[schemars(with = "CommitName")]
    tip: CommitId,
}

impl From<&git_coach_model::Header> for Repository {
    fn from(header: &git_coach_model::Header) -> Self {
        Self {
            name: plain(&Line::new().name(&header.repository)),
            revision: plain(&Line::new().path(&header.revision)),
            tip: header.tip,
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Window {
    from: i64,
    until: i64,
}

impl From<git_coach_model::Window> for Window {
    fn from(window: git_coach_model::Window) -> Self {
        Self { from: window.from.seconds, until: window.until.seconds }
    }
}

#[derive(JsonSchema, Serialize)]
struct Praise {
    #[schemars(with = "PracticeName")]
    practice: PracticeId,
    title: String,
    numbers: Option<String>,
    example: Option<Example>,
    words: String,
}

impl From<&report::Praise> for Praise {
    fn from(praise: &report::Praise) -> Self {
        Self {
            practice: praise.practice.clone(),
            title: praise.title.clone(),
            numbers: praise.numbers.clone(),
            example: praise.example.as_ref().map(Example::from),
            words: plain(&praise.words),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Example {
    #[schemars(with = "CommitName")]
    commit: CommitId,
    title: String,
}

impl From<&report::Example> for Example {
    fn from(example: &report::Example) -> Self {
        Self { commit: example.commit, title: plain(&Line::new().quoted(&example.title)) }
    }
}

/// Subjects of one window, the newest window first.
#[derive(JsonSchema, Serialize)]
struct Counts {
    present: u32,
    missing: u32,
    unseen: u32,
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        Self { present: tally.present, missing: tally.missing, unseen: tally.unseen }
    }
}

/// What could not be seen.
#[derive(JsonSchema, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
enum Missed {
    Shallow,
    MissingContent { changes: u32 },
    Undecided { practice: String, subjects: u32 },
    NoMessage { practice: String },
    ReviewComments,
}

impl From<&Unseen> for Missed {
    fn from(unseen: &Unseen) -> Self {
        match unseen {
            Unseen::Shallow => Self::Shallow,
            Unseen::MissingContent { changes } => Self::MissingContent { changes: *changes },
            Unseen::Undecided { practice, subjects } => {
                Self::Undecided { practice: practice.clone(), subjects: *subjects }
            }
            Unseen::NoMessage { practice } => Self::NoMessage { practice: practice.clone() },
            Unseen::ReviewComments => Self::ReviewComments,
        }
    }
}

/// What is to be said of the repository's own practices and settings.
#[derive(JsonSchema, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
enum Remarked {
    BrokenFiles { files: Vec<String> },
    Unmatched { name: String, at: String },
}

impl From<&Remark> for Remarked {
    fn from(remark: &Remark) -> Self {
        let path = |path: &dyn ToString| plain(&Line::new().path(path.to_string()));
        match remark {
            Remark::BrokenFiles(files) => {
                Self::BrokenFiles { files: files.iter().map(|file| path(file)).collect() }
            }
            Remark::Unmatched { name, at } => Self::Unmatched { name: path(name), at: path(at) },
        }
    }
}

fn each<'a, T, U: From<&'a T>>(items: &'a [T]) -> Vec<U> {
    items.iter().map(U::from).collect()
}
