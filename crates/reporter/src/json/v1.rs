//! Version 1 of the JSON schema.

mod linters;

use git_coach_model::{ChangeId, CommitId, Confidence, Level, PracticeId, Remark, Tally, Unseen};
use serde::Serialize;

use crate::harmless::plain;
use crate::page::{Line, Span};
use crate::report;

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

#[derive(Serialize)]
struct Repository {
    name: String,
    revision: String,
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

#[derive(Serialize)]
struct Window {
    from: i64,
    until: i64,
}

impl From<git_coach_model::Window> for Window {
    fn from(window: git_coach_model::Window) -> Self {
        Self { from: window.from.seconds, until: window.until.seconds }
    }
}

#[derive(Serialize)]
pub(super) struct Brief {
    repository: Repository,
    window: Window,
    days: i64,
    windows_before: usize,
    widened_from_days: Option<i64>,
    changes: u32,
    people: u32,
    bot_changes: u32,
    went_well: Vec<Praise>,
    themes: Vec<Theme>,
    places: Vec<Place>,
    frail_areas: Vec<String>,
    narrow_areas: Vec<String>,
    practices: Vec<Measured>,
    unseen: Vec<Missed>,
    remarks: Vec<Remarked>,
}

impl From<&report::Briefing> for Brief {
    fn from(report: &report::Briefing) -> Self {
        Self {
            repository: (&report.header).into(),
            window: report.window.into(),
            days: report.days,
            windows_before: report.windows_before,
            widened_from_days: report.widened_from_days,
            changes: report.changes,
            people: report.people,
            bot_changes: report.bot_changes,
            went_well: each(&report.went_well),
            themes: each(&report.themes),
            places: each(&report.places),
            frail_areas: report.frail_areas.iter().map(plain).collect(),
            narrow_areas: report.narrow_areas.iter().map(plain).collect(),
            practices: each(&report.practices),
            unseen: each(&report.unseen),
            remarks: each(&report.header.remarks),
        }
    }
}

#[derive(Serialize)]
struct Praise {
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

#[derive(Serialize)]
struct Example {
    commit: CommitId,
    title: String,
}

impl From<&report::Example> for Example {
    fn from(example: &report::Example) -> Self {
        Self { commit: example.commit, title: plain(&Line::new().quoted(&example.title)) }
    }
}

#[derive(Serialize)]
struct Theme {
    practice: PracticeId,
    title: String,
    level: Level,
    confidence: Confidence,
    numbers: String,
    windows: Vec<Counts>,
    observation: Option<String>,
    why: String,
    cited: Vec<String>,
    exemplar: Option<Example>,
    question: Option<String>,
    next: Option<String>,
    limits: Option<String>,
}

impl From<&report::Theme> for Theme {
    fn from(theme: &report::Theme) -> Self {
        Self {
            practice: theme.practice.clone(),
            title: theme.title.clone(),
            level: theme.level,
            confidence: theme.confidence,
            numbers: theme.numbers.clone(),
            windows: theme.measure.windows.iter().map(|tally| Counts::from(*tally)).collect(),
            observation: theme.observation.as_ref().map(plain),
            why: plain(&theme.why),
            cited: theme.cited.clone(),
            exemplar: theme.exemplar.as_ref().map(Example::from),
            question: theme.question.as_ref().map(plain),
            next: theme.next.as_ref().map(plain),
            limits: theme.limits.clone(),
        }
    }
}

/// Subjects of one window, the newest window first.
#[derive(Serialize)]
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

#[derive(Serialize)]
struct Place {
    path: String,
    reason: String,
}

impl From<&report::Place> for Place {
    fn from(place: &report::Place) -> Self {
        Self { path: plain(&Line::new().path(&place.path)), reason: plain(&place.reason) }
    }
}

#[derive(Serialize)]
struct Measured {
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

/// What could not be seen.
#[derive(Serialize)]
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
#[derive(Serialize)]
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

#[derive(Serialize)]
pub(super) struct Review {
    repository: Repository,
    change: String,
    base: Option<CommitId>,
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

#[derive(Serialize)]
struct Note {
    practice: PracticeId,
    title: String,
    level: Level,
    confidence: Confidence,
    observation: String,
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

#[derive(Serialize)]
struct Evidence {
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

#[derive(Serialize)]
pub(super) struct Notes {
    private: bool,
    own: bool,
    repository: Repository,
    name: String,
    window: Window,
    too_little: bool,
    places: Vec<String>,
    kinds: Vec<&'static str>,
    strengths: Vec<Praise>,
    situations: Vec<Situation>,
    known_alone: Vec<String>,
    growth: Option<Growth>,
    preparation: Option<Preparation>,
    unseen: Vec<Missed>,
    remarks: Vec<Remarked>,
}

impl From<&report::Notes> for Notes {
    fn from(report: &report::Notes) -> Self {
        let paths = |paths: &[git_coach_model::RepoPath]| {
            paths.iter().map(|path| plain(&Line::new().path(path))).collect()
        };
        Self {
            private: true,
            own: report.voice == report::Voice::Own,
            repository: (&report.header).into(),
            name: plain(&Line::new().name(&report.name)),
            window: report.window.into(),
            too_little: report.too_little,
            places: paths(&report.places),
            kinds: report.kinds.clone(),
            strengths: each(&report.strengths),
            situations: each(&report.situations),
            known_alone: paths(&report.known_alone),
            growth: report.growth.as_ref().map(Growth::from),
            preparation: report.preparation.as_ref().map(Preparation::from),
            unseen: each(&report.unseen),
            remarks: each(&report.header.remarks),
        }
    }
}

#[derive(Serialize)]
struct Situation {
    practice: PracticeId,
    example: Option<Example>,
    seen: String,
    effect: String,
    question: Option<String>,
}

impl From<&report::Situation> for Situation {
    fn from(situation: &report::Situation) -> Self {
        Self {
            practice: situation.practice.clone(),
            example: situation.example.as_ref().map(Example::from),
            seen: plain(&situation.seen),
            effect: plain(&situation.effect),
            question: situation.question.as_ref().map(plain),
        }
    }
}

#[derive(Serialize)]
struct Preparation {
    open_with: Option<Example>,
    about: Vec<&'static str>,
    limits: Vec<String>,
}

impl From<&report::Preparation> for Preparation {
    fn from(preparation: &report::Preparation) -> Self {
        Self {
            open_with: preparation.open_with.as_ref().map(Example::from),
            about: preparation.about.iter().map(|serves| serves.name()).collect(),
            limits: preparation.limits.clone(),
        }
    }
}

#[derive(Serialize)]
struct Growth {
    practice: PracticeId,
    after: Option<Example>,
    step: String,
    model: Option<Example>,
}

impl From<&report::Growth> for Growth {
    fn from(growth: &report::Growth) -> Self {
        Self {
            practice: growth.practice.clone(),
            after: growth.after.as_ref().map(Example::from),
            step: plain(&growth.step),
            model: growth.model.as_ref().map(Example::from),
        }
    }
}

fn each<'a, T, U: From<&'a T>>(items: &'a [T]) -> Vec<U> {
    items.iter().map(U::from).collect()
}
