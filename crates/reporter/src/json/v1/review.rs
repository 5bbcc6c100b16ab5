//! Coaching on a change in JSON.

use git_coach_model::{ChangeId, CommitId, Confidence, Level, PracticeId};
use schemars::JsonSchema;
use serde::Serialize;

use super::names::{CommitName, ConfidenceName, LevelName, PracticeName};

use super::{Example, Missed, Praise, Remarked, Repository, each, linters};
use crate::harmless::plain;
use crate::page::{Line, Span};
use crate::report;

#[derive(JsonSchema, Serialize)]
pub(in crate::json) struct Review {
    repository: Repository,
    change: String,
    #[schemars(with = "Option<CommitName>")]
    base: Option<CommitId>,
    #[schemars(with = "Option<CommitName>")]
    head: Option<CommitId>,
    title: String,
    commits: u32,
    files: u32,
    size: Option<u64>,
    smaller_of: Option<(u32, u32)>,
    notes: Vec<Note>,
    more_notes: u32,
    praise: Option<Praise>,
    read_first: Vec<String>,
    linters: Option<linters::Linters>,
    unseen: Vec<Missed>,
    remarks: Vec<Remarked>,
}

impl From<&report::Coaching> for Review {
    fn from(report: &report::Coaching) -> Self {
        let (base, head) = match report.change {
            ChangeId::Range { base, head } => (Some(base), Some(head)),
            ChangeId::Commit(head) => (None, Some(head)),
            ChangeId::Staged | ChangeId::Worktree => (None, None),
        };
        Self {
            repository: (&report.header).into(),
            change: report.change.to_string(),
            base,
            head,
            title: if report.title.is_empty() {
                String::new()
            } else {
                plain(&Line::new().quoted(&report.title))
            },
            commits: report.commits,
            files: report.files,
            size: report.size,
            smaller_of: report.smaller,
            notes: each(&report.notes),
            more_notes: u32::try_from(report.further.len()).unwrap_or(u32::MAX),
            praise: report.praise.as_ref().map(Praise::from),
            read_first: report
                .read_first
                .iter()
                .map(|(p, _)| plain(&Line::new().path(p)))
                .collect(),
            linters: report.linters.as_ref().map(Into::into),
            unseen: each(&report.unseen),
            remarks: each(&report.header.remarks),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Note {
    #[schemars(with = "PracticeName")]
    practice: PracticeId,
    title: String,
    #[schemars(with = "LevelName")]
    level: Level,
    #[schemars(with = "ConfidenceName")]
    confidence: Confidence,
    observation: String,
    #[schemars(with = "Vec<CommitName>")]
    commits: Vec<CommitId>,
    evidence: Vec<Evidence>,
    why: String,
    question: Option<String>,
    next: Option<String>,
    exemplar: Option<Example>,
}

impl From<&report::Note> for Note {
    fn from(note: &report::Note) -> Self {
        Self {
            practice: note.practice.clone(),
            title: note.title.clone(),
            level: note.level,
            confidence: note.confidence,
            observation: plain(&note.observation),
            commits: note.commits.clone(),
            evidence: each(&note.evidence),
            why: plain(&note.why),
            question: note.question.as_ref().map(plain),
            next: note.next.as_ref().map(plain),
            exemplar: note.exemplar.as_ref().map(Example::from),
        }
    }
}

#[derive(JsonSchema, Serialize)]
pub(super) struct Evidence {
    path: String,
    line: Option<u32>,
    text: Option<String>,
}

impl From<&git_coach_model::Evidence> for Evidence {
    fn from(evidence: &git_coach_model::Evidence) -> Self {
        let text = |text: &str| plain(&Line::new().span(Span::Code(text.to_owned())));
        Self {
            path: plain(&Line::new().path(&evidence.path)),
            line: evidence.line,
            text: evidence.text.as_deref().map(text),
        }
    }
}
