//! Reports: what each of the three jobs has to say, as values with their sentences filled in.
//!
//! A report is made from a survey, by picking and ordering; it holds all that any format shows.

mod brief;
mod follow_up;
mod notes;
mod numbers;
mod praise;
mod preparation;
mod review;
mod theme;

use git_coach_model::{
    CommitId, Confidence, Header, Kind, Level, PracticeId, RepoPath, Unseen, Window,
};

pub use brief::briefing;
pub use follow_up::follow_up;
pub use notes::notes;
pub(crate) use praise::in_words;
pub use review::coaching;
pub(crate) use review::{Seen, worded};

use crate::measure::Measure;
use crate::page::Line;

/// The page for a team review.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// Where it was made.
    pub header: Header,
    /// The window it speaks of.
    pub window: Window,
    /// The window's length in days.
    pub days: i64,
    /// How many windows of that length before it are compared with.
    pub windows_before: usize,
    /// The length that would have been read, had there been enough in it.
    pub widened_from_days: Option<i64>,
    /// The changes by people.
    pub changes: u32,
    /// How many people wrote them.
    pub people: u32,
    /// The changes by programs, left out of everything else.
    pub bot_changes: u32,
    /// What sorts of work the changes by people were, and how many of each.
    pub kinds: Vec<(Kind, u32)>,
    /// Up to three things that went well.
    pub went_well: Vec<Praise>,
    /// Up to three themes, the most helpful first.
    pub themes: Vec<Theme>,
    /// Where to look first.
    pub places: Vec<Place>,
    /// For a lead alone: the changes that deserve a closer look, the most lines added first.
    pub closer_look: Vec<CloserLook>,
    /// Areas that the same trouble comes back to.
    pub frail_areas: Vec<Line>,
    /// Areas with one pair of hands.
    pub narrow_areas: Vec<Line>,
    /// How large changes are.
    pub sizes: Option<Sizes>,
    /// The files that changed most often, the busiest first.
    pub busy: Vec<Busy>,
    /// How many people know each area, the fewest first.
    pub known: Vec<(RepoPath, u32)>,
    /// Every practice with something to go by.
    pub practices: Vec<Measured>,
    /// What became of the themes of an earlier briefing, where one was given.
    pub follow_up: Option<FollowUp>,
    /// What could not be seen.
    pub unseen: Vec<Unseen>,
}

/// What became of the themes of an earlier briefing.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// The last moment of that briefing's window.
    pub until: git_coach_model::Time,
    /// How many days its window and this one share.
    pub shared_days: i64,
    /// Its themes.
    pub themes: Vec<Followed>,
}

/// A theme of an earlier briefing, held against this window.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The practice.
    pub practice: PracticeId,
    /// The habit.
    pub title: String,
    /// Whether the habit clearly grew, or nothing lacks it any more.
    pub is_settled: bool,
    /// Whether there was an occasion for it in this window.
    pub was_seen: bool,
    /// The numbers of this window, compared with those of then.
    pub numbers: Option<String>,
    /// The next step of then.
    pub next: Option<String>,
}

/// Something that went well, tied to a commit where one shows it.
#[derive(Clone, Debug)]
pub struct Praise {
    /// The practice.
    pub practice: PracticeId,
    /// The habit.
    pub title: String,
    /// The numbers behind it, where it is a habit of the whole team: "12 of 12 changes".
    pub numbers: Option<String>,
    /// Where it shows.
    pub example: Option<Example>,
    /// What was done, told of the work.
    pub words: Line,
    /// What the words were filled with.
    pub values: git_coach_model::Values,
}

/// A local example.
#[derive(Clone, Debug)]
pub struct Example {
    /// The commit.
    pub commit: CommitId,
    /// Its title.
    pub title: String,
}

/// A change that deserves a closer look, as it adds most.
#[derive(Clone, Debug)]
pub struct CloserLook {
    /// The change.
    pub example: Example,
    /// The lines of source and settings that it adds.
    pub added: u64,
    /// How many of the other changes of the window add fewer.
    pub fewer: u32,
    /// How many others there are.
    pub others: u32,
}

/// One theme for the team to talk about.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The practice.
    pub practice: PracticeId,
    /// The habit.
    pub title: String,
    /// How firmly it is raised.
    pub level: Level,
    /// How sure the detection is.
    pub confidence: Confidence,
    /// The numbers behind it.
    pub measure: Measure,
    /// What the numbers say, as a heading goes on: "14 of 22 changes, down from 19 of 21".
    pub numbers: String,
    /// Where it shows most, or what was seen where the subject is the whole repository.
    pub observation: Option<Line>,
    /// Why it matters.
    pub why: Line,
    /// The sources.
    pub cited: Vec<String>,
    /// A good one to look at together.
    pub exemplar: Option<Example>,
    /// An open question.
    pub question: Option<Line>,
    /// One small next step.
    pub next: Option<Line>,
    /// What the detection cannot see.
    pub limits: Option<String>,
    /// What a lead prepares; for the lead alone.
    pub preparation: Option<Preparation>,
}

/// Whom a briefing is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// The team in one room: places and questions, and no change held up as a bad example.
    #[default]
    Team,
    /// The lead who prepares: also the changes behind a theme, and whom to bring in.
    Lead,
    /// Those who wait for the work: plain words.
    Stakeholders,
}

/// What a lead prepares for a theme.
#[derive(Clone, Debug)]
pub struct Preparation {
    /// Changes in which the habit was missing, the newest first.
    pub behind: Vec<Example>,
    /// How many more there are.
    pub more: u32,
    /// Where it shows most, with the names of people who worked there, in alphabetical order.
    pub involve: Vec<(RepoPath, Vec<String>)>,
}

/// A place that is worth a look, with the reason.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub path: RepoPath,
    /// The reason.
    pub reason: Line,
}

/// How large the changes of a window are to review, in lines of code and settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// All of them, the smallest first.
    pub all: Vec<u64>,
    /// Half of them are no larger.
    pub half: u64,
    /// Nine in ten are no larger.
    pub nine_in_ten: u64,
}

/// A file that changed often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Busy {
    /// The file.
    pub path: RepoPath,
    /// The area it belongs to.
    pub area: Option<RepoPath>,
    /// Its lines.
    pub lines: u32,
    /// The changes that touched it.
    pub changes: u32,
}

/// A practice with its measure.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The practice.
    pub practice: PracticeId,
    /// The habit.
    pub title: String,
    /// What its verdicts are about.
    pub scope: git_coach_model::Scope,
    /// The numbers.
    pub measure: Measure,
    /// Whether misses are counted instead.
    pub counts_misses: bool,
}

/// Coaching on one change.
#[derive(Clone, Debug)]
pub struct Coaching {
    /// Where it was made.
    pub header: Header,
    /// What names the change.
    pub change: git_coach_model::ChangeId,
    /// What to call it; empty for work that is not committed.
    pub title: String,
    /// Its commits.
    pub commits: u32,
    /// The files it touches.
    pub files: u32,
    /// How large it is to review, in lines of code and settings, where they can be counted.
    pub size: Option<u64>,
    /// How many of how many changes before it were smaller.
    pub smaller: Option<(u32, u32)>,
    /// What there is to say, the firmest first.
    pub notes: Vec<Note>,
    /// The notes of less weight, which are counted and not told.
    pub further: Vec<Note>,
    /// At most one thing done well.
    pub praise: Option<Praise>,
    /// What to read first, with the lines that are added to it.
    pub read_first: Vec<(RepoPath, u32)>,
    /// The file to which most lines are added: where a note stands that is about no file.
    pub largest: Option<RepoPath>,
    /// What linters say of the changed lines; none where they were not asked.
    pub linters: Option<git_coach_model::ToolFindings>,
    /// What could not be seen.
    pub unseen: Vec<Unseen>,
}

/// One thing to say about a change.
#[derive(Clone, Debug)]
pub struct Note {
    /// The practice.
    pub practice: PracticeId,
    /// The habit.
    pub title: String,
    /// How firmly it is raised.
    pub level: Level,
    /// How sure the detection is.
    pub confidence: Confidence,
    /// What was seen.
    pub observation: Line,
    /// The commits it is about, where it is about single ones.
    pub commits: Vec<CommitId>,
    /// Where to see it.
    pub evidence: Vec<git_coach_model::Evidence>,
    /// What its words were filled with.
    pub values: git_coach_model::Values,
    /// Why it matters.
    pub why: Line,
    /// An open question.
    pub question: Option<Line>,
    /// One small next step.
    pub next: Option<Line>,
    /// A local example.
    pub exemplar: Option<Example>,
}

/// Notes for a conversation of two people; travel only inside [`git_coach_model::Private`].
#[derive(Clone, Debug)]
pub struct Notes {
    /// Where they were made.
    pub header: Header,
    /// Whom they are about.
    pub name: String,
    /// Who reads them.
    pub voice: Voice,
    /// What a lead prepares, where that was asked for.
    pub preparation: Option<NotesPreparation>,
    /// The window that was read.
    pub window: Window,
    /// Whether there is too little to go by.
    pub too_little: bool,
    /// Where the work was.
    pub places: Vec<RepoPath>,
    /// What sort of work it was.
    pub kinds: Vec<&'static str>,
    /// Up to three strengths.
    pub strengths: Vec<Praise>,
    /// Up to three situations.
    pub situations: Vec<Situation>,
    /// Places where nobody else worked.
    pub known_alone: Vec<RepoPath>,
    /// One idea for the next weeks.
    pub growth: Option<Growth>,
    /// What could not be seen.
    pub unseen: Vec<Unseen>,
}

/// Who reads notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// A lead and the colleague whom they are about.
    Colleague {
        /// Whether the lead wants to prepare.
        prepare: bool,
    },
    /// Whoever they are about, alone.
    Own,
}

/// What a lead prepares for the conversation.
#[derive(Clone, Debug)]
pub struct NotesPreparation {
    /// Something that went well, to open with.
    pub open_with: Option<Example>,
    /// Which responsibilities of a lead the situations are about.
    pub about: std::collections::BTreeSet<git_coach_model::Serves>,
    /// What the practices behind the situations cannot see, each a sentence or more.
    pub limits: Vec<String>,
}

/// One situation to talk over.
#[derive(Clone, Debug)]
pub struct Situation {
    /// The practice.
    pub practice: PracticeId,
    /// The commit.
    pub example: Option<Example>,
    /// What was seen.
    pub seen: Line,
    /// Why it matters.
    pub effect: Line,
    /// An open question.
    pub question: Option<Line>,
}

/// One idea for the next weeks.
#[derive(Clone, Debug)]
pub struct Growth {
    /// The practice.
    pub practice: PracticeId,
    /// What it follows from.
    pub after: Option<Example>,
    /// One small step.
    pub step: Line,
    /// A good model from this repository.
    pub model: Option<Example>,
}

/// What the subjects of a scope are called: one, several.
pub(crate) const fn subjects(scope: git_coach_model::Scope) -> (&'static str, &'static str) {
    match scope {
        git_coach_model::Scope::Commit => ("commit", "commits"),
        git_coach_model::Scope::Change => ("change", "changes"),
        git_coach_model::Scope::Repository => ("state", "states"),
        git_coach_model::Scope::Area => ("area", "areas"),
    }
}
