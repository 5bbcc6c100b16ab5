//! The briefing in JSON.

mod flow;
mod follow_up;

use git_coach_model::{Confidence, Level, PracticeId, RepoPath};
use schemars::JsonSchema;
use serde::Serialize;

use super::names::{CommitName, ConfidenceName, KindName, LevelName, PracticeName};

use self::flow::{AreaNote, Debt, Decisions, Delivered, LeftArea, Pairing};
use self::follow_up::Followed;
use super::{Counts, Example, Missed, Praise, Remarked, Repository, Window, each};
use crate::harmless::plain;
use crate::page::{Line, Span};
use crate::report;

#[derive(JsonSchema, Serialize)]
pub(in crate::json) struct Brief {
    repository: Repository,
    /// The first commit of the main line, by which a repository is known whatever it is called.
    #[schemars(with = "Option<CommitName>")]
    origin: Option<git_coach_model::CommitId>,
    window: Window,
    days: i64,
    windows_before: usize,
    widened_from_days: Option<i64>,
    /// Whether the window holds too little to go by.
    is_thin: bool,
    changes: u32,
    people: u32,
    bot_changes: u32,
    went_well: Vec<Praise>,
    themes: Vec<Theme>,
    places: Vec<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    closer_look: Vec<CloserLook>,
    frail_areas: Vec<String>,
    contested_areas: Vec<AreaNote>,
    narrow_areas: Vec<String>,
    left_areas: Vec<LeftArea>,
    pairing: Vec<Pairing>,
    delivered: Delivered,
    debt: Option<Debt>,
    decisions: Option<Decisions>,
    practices: Vec<Measured>,
    kinds: Vec<Kind>,
    sizes: Option<Sizes>,
    busy_files: Vec<Busy>,
    known_areas: Vec<Known>,
    #[serde(skip_serializing_if = "Option::is_none")]
    follow_up: Option<Vec<Followed>>,
    unseen: Vec<Missed>,
    remarks: Vec<Remarked>,
}

impl From<&report::Briefing> for Brief {
    fn from(report: &report::Briefing) -> Self {
        Self {
            repository: (&report.header).into(),
            origin: report.origin,
            window: report.window.into(),
            days: report.days,
            windows_before: report.windows_before,
            widened_from_days: report.widened_from_days,
            is_thin: report.is_thin,
            changes: report.changes,
            people: report.people,
            bot_changes: report.bot_changes,
            went_well: each(&report.went_well),
            themes: each(&report.themes),
            places: each(&report.places),
            closer_look: each(&report.closer_look),
            frail_areas: report.frail_areas.iter().map(|one| plain(&one.with_step())).collect(),
            contested_areas: each(&report.contested),
            narrow_areas: report.narrow_areas.iter().map(|one| plain(&one.with_step())).collect(),
            left_areas: each(&report.left_areas),
            pairing: each(&report.pairing),
            delivered: (&report.delivered).into(),
            debt: report.debt.as_ref().map(Debt::from),
            decisions: report.decisions.as_ref().map(Decisions::from),
            practices: each(&report.practices),
            kinds: each(&report.kinds),
            sizes: report.sizes.as_ref().map(Sizes::from),
            busy_files: each(&report.busy),
            known_areas: each(&report.known),
            follow_up: report.follow_up.as_ref().map(|one| each(&one.themes)),
            unseen: each(&report.unseen),
            remarks: each(&report.header.remarks),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Theme {
    #[schemars(with = "PracticeName")]
    practice: PracticeId,
    title: String,
    #[schemars(with = "LevelName")]
    level: Level,
    #[schemars(with = "ConfidenceName")]
    confidence: Confidence,
    /// Whether it is worth a meeting; else a few minutes, as nothing presses.
    presses: bool,
    area: Option<String>,
    numbers: String,
    windows: Vec<Counts>,
    observation: Option<String>,
    why: String,
    cited: Vec<String>,
    exemplar: Option<Example>,
    question: Option<String>,
    next: Option<String>,
    limits: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preparation: Option<Preparation>,
}

impl From<&report::Theme> for Theme {
    fn from(theme: &report::Theme) -> Self {
        Self {
            practice: theme.practice.clone(),
            title: theme.title.clone(),
            level: theme.level,
            confidence: theme.confidence,
            presses: theme.presses,
            area: theme.area.as_ref().map(path),
            numbers: theme.numbers.clone(),
            windows: theme.measure.windows.iter().map(|tally| Counts::from(*tally)).collect(),
            observation: theme.observation.as_ref().map(plain),
            why: plain(&theme.why),
            cited: theme.cited.clone(),
            exemplar: theme.exemplar.as_ref().map(Example::from),
            question: theme.question.as_ref().map(plain),
            next: theme.next.as_ref().map(plain),
            limits: theme.limits.clone(),
            preparation: theme.preparation.as_ref().map(Preparation::from),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Place {
    path: String,
    reason: String,
}

impl From<&report::Place> for Place {
    fn from(place: &report::Place) -> Self {
        Self { path: plain(&Line::new().path(&place.path)), reason: plain(&place.reason) }
    }
}

#[derive(JsonSchema, Serialize)]
struct Measured {
    #[schemars(with = "PracticeName")]
    practice: PracticeId,
    title: String,
    counts_misses: bool,
    windows: Vec<Counts>,
}

impl From<&report::Measured> for Measured {
    fn from(measured: &report::Measured) -> Self {
        Self {
            practice: measured.practice.clone(),
            title: measured.title.clone(),
            counts_misses: measured.counts_misses,
            windows: measured.measure.windows.iter().map(|tally| Counts::from(*tally)).collect(),
        }
    }
}

/// What a lead prepares for a theme; in no briefing but a lead's.
#[derive(JsonSchema, Serialize)]
struct Preparation {
    read_first: Vec<Example>,
    more: u32,
    lines: Vec<Shown>,
    bring_in: Vec<Involved>,
    decide: String,
}

/// A line in one of these changes; `text` marks changed words as `git diff --word-diff` does.
#[derive(JsonSchema, Serialize)]
struct Shown {
    path: String,
    line: u32,
    #[schemars(with = "CommitName")]
    commit: git_coach_model::CommitId,
    text: String,
}

impl From<&report::Hunk> for Shown {
    fn from(hunk: &report::Hunk) -> Self {
        Self {
            path: path(&hunk.path),
            line: hunk.line,
            commit: hunk.commit,
            text: plain(&Line::new().span(Span::Changed(hunk.words.clone()))),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Involved {
    area: String,
    people: Vec<String>,
}

impl From<&report::Preparation> for Preparation {
    fn from(preparation: &report::Preparation) -> Self {
        let named = |name: &String| plain(&Line::new().name(name));
        let involved = |(area, people): &(RepoPath, Vec<String>)| Involved {
            area: path(area),
            people: people.iter().map(named).collect(),
        };
        Self {
            read_first: each(&preparation.behind),
            more: preparation.more,
            lines: each(&preparation.hunks),
            decide: plain(&preparation.decide),
            bring_in: preparation.involve.iter().map(involved).collect(),
        }
    }
}

/// How many changes by people were of one sort.
#[derive(JsonSchema, Serialize)]
struct Kind {
    #[schemars(with = "KindName")]
    kind: git_coach_model::Kind,
    changes: u32,
}

impl From<&(git_coach_model::Kind, u32)> for Kind {
    fn from((kind, changes): &(git_coach_model::Kind, u32)) -> Self {
        Self { kind: *kind, changes: *changes }
    }
}

/// Lines of code and settings that changes have: each change's, the smallest first.
#[derive(JsonSchema, Serialize)]
struct Sizes {
    all: Vec<u64>,
    half: u64,
    nine_in_ten: u64,
}

impl From<&report::Sizes> for Sizes {
    fn from(sizes: &report::Sizes) -> Self {
        let report::Sizes { all, half, nine_in_ten } = sizes;
        Self { all: all.clone(), half: *half, nine_in_ten: *nine_in_ten }
    }
}

#[derive(JsonSchema, Serialize)]
struct Busy {
    path: String,
    area: Option<String>,
    lines: u32,
    changes: u32,
}

impl From<&report::Busy> for Busy {
    fn from(busy: &report::Busy) -> Self {
        Self {
            path: path(&busy.path),
            area: busy.area.as_ref().map(path),
            lines: busy.lines,
            changes: busy.changes,
        }
    }
}

/// How many people know an area.
#[derive(JsonSchema, Serialize)]
struct Known {
    area: String,
    people: u32,
}

impl From<&(RepoPath, u32)> for Known {
    fn from((area, people): &(RepoPath, u32)) -> Self {
        Self { area: path(area), people: *people }
    }
}

fn path(path: &RepoPath) -> String {
    plain(&Line::new().path(path))
}

#[derive(JsonSchema, Serialize)]
struct CloserLook {
    example: Example,
    added: u64,
    fewer: u32,
    others: u32,
}

impl From<&report::CloserLook> for CloserLook {
    fn from(one: &report::CloserLook) -> Self {
        Self {
            example: (&one.example).into(),
            added: one.added,
            fewer: one.fewer,
            others: one.others,
        }
    }
}
