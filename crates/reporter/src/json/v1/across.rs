//! Several repositories in JSON.

use git_coach_model::{Confidence, Level, PracticeId};
use schemars::JsonSchema;
use serde::Serialize;

use super::names::{ConfidenceName, LevelName, PracticeName};

use super::{Brief, Counts, Example, Window, each};
use crate::harmless::plain;
use crate::page::Line;
use crate::report;

/// The briefing on several repositories.
#[derive(JsonSchema, Serialize)]
pub(in crate::json) struct Across {
    /// From the first to the last moment of any.
    window: Window,
    /// The themes that several share.
    themes: Vec<SharedTheme>,
    /// Each repository's own briefing, without the themes that are shared.
    repositories: Vec<Brief>,
    /// The repositories that could not be read.
    unread: Vec<Unread>,
}

impl From<&report::Across> for Across {
    fn from(report: &report::Across) -> Self {
        let named = |member: usize| {
            let name = report.members.get(member).map(|one| one.header.repository.as_str());
            plain(&Line::new().name(name.unwrap_or_default()))
        };
        Self {
            window: report.window.into(),
            themes: report.themes.iter().map(|theme| SharedTheme::of(theme, &named)).collect(),
            repositories: each(&report.members),
            unread: each(&report.unread),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Unread {
    /// Where it was looked for.
    path: String,
    why: String,
}

impl From<&report::Unread> for Unread {
    fn from(unread: &report::Unread) -> Self {
        Self {
            path: plain(&Line::new().path(&unread.path)),
            why: plain(&Line::from(unread.why.clone())),
        }
    }
}

/// A theme of several repositories.
#[derive(JsonSchema, Serialize)]
struct SharedTheme {
    #[schemars(with = "PracticeName")]
    practice: PracticeId,
    title: String,
    #[schemars(with = "LevelName")]
    level: Level,
    #[schemars(with = "ConfidenceName")]
    confidence: Confidence,
    numbers: String,
    /// The newest window of each repository, those with most of what is missing first.
    shares: Vec<Share>,
    why: String,
    cited: Vec<String>,
    exemplar: Option<SharedExample>,
    question: Option<String>,
    next: Option<String>,
    limits: Option<String>,
}

#[derive(JsonSchema, Serialize)]
struct Share {
    repository: String,
    counts: Counts,
}

#[derive(JsonSchema, Serialize)]
struct SharedExample {
    repository: String,
    example: Example,
}

impl SharedTheme {
    fn of(theme: &report::SharedTheme, named: &dyn Fn(usize) -> String) -> Self {
        let share = |share: &report::Contribution| Share {
            repository: named(share.member),
            counts: share.tally.into(),
        };
        Self {
            practice: theme.practice.clone(),
            title: theme.title.clone(),
            level: theme.level,
            confidence: theme.confidence,
            numbers: theme.numbers.clone(),
            shares: theme.shares.iter().map(share).collect(),
            why: plain(&theme.why),
            cited: theme.cited.clone(),
            exemplar: theme.exemplar.as_ref().map(|(member, example)| SharedExample {
                repository: named(*member),
                example: example.into(),
            }),
            question: theme.question.as_ref().map(plain),
            next: theme.next.as_ref().map(plain),
            limits: theme.limits.clone(),
        }
    }
}
