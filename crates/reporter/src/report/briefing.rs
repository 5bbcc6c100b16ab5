//! The briefing as a value: all that any format shows of it.

use git_coach_model::{
    CommitId, Confidence, Delivered, Header, Kind, LeftArea, Level, Marks, PracticeId, RepoPath,
    Tally, Unseen, Values, Window,
};

use crate::measure::Measure;
use crate::page::Line;

/// The page for a team review.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// Where it was made.
    pub header: Header,
    /// The first commit of the main line, by which the repository is known.
    pub origin: Option<CommitId>,
    /// The window it speaks of.
    pub window: Window,
    /// The window's length in days.
    pub days: i64,
    /// How many windows of that length before it are compared with.
    pub windows_before: usize,
    /// The length that would have been read, had there been enough in it.
    pub widened_from_days: Option<i64>,
    /// Whether the window holds too little to go by.
    pub is_thin: bool,
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
    pub frail_areas: Vec<AreaNote>,
    /// Areas where a place goes back and forth between people.
    pub contested: Vec<AreaNote>,
    /// Areas with one pair of hands.
    pub narrow_areas: Vec<AreaNote>,
    /// Areas whose authors have left.
    pub left_areas: Vec<LeftArea>,
    /// From where somebody could come into an area that few know.
    pub pairing: Vec<Pairing>,
    /// Debt opened and paid.
    pub debt: Option<Debt>,
    /// What was delivered, beyond the kinds of changes.
    pub delivered: Delivered,
    /// Decisions taken, and whether they were written down.
    pub decisions: Option<Decisions>,
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

/// What became of a theme, from then to now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// Nothing lacks the habit any more, or it is clearly there more often and no theme now.
    Settled,
    /// It is clearly there more often, and missing often enough to be a theme.
    Better,
    /// No clear difference.
    Same,
    /// It is clearly there less often.
    Worse,
    /// There were too few occasions to tell.
    TooFew,
    /// There was no occasion for it.
    Unseen,
}

/// A theme of an earlier briefing, held against this window.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The practice.
    pub practice: PracticeId,
    /// The habit.
    pub title: String,
    /// The area that it was about, where it was about one, as it was written.
    pub area: Option<String>,
    /// What became of it.
    pub became: Became,
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
    pub values: Values,
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
    /// Whether it is worth a meeting; else a few minutes, as nothing presses.
    pub presses: bool,
    /// The area that it is about, where it is about one.
    pub area: Option<RepoPath>,
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
    /// Lines in those changes to look at.
    pub hunks: Vec<Hunk>,
    /// Where it shows most, with the names of people who worked there, in alphabetical order.
    pub involve: Vec<(RepoPath, Vec<String>)>,
    /// What there is to decide.
    pub decide: Line,
}

/// A line that stands as evidence.
#[derive(Clone, Debug)]
pub struct Hunk {
    /// Its file.
    pub path: RepoPath,
    /// Its number in the file as the commit left it.
    pub line: u32,
    /// The commit.
    pub commit: CommitId,
    /// The line, with its changed words marked where another became it.
    pub words: Vec<crate::page::Word>,
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

/// What a practice says of an area.
#[derive(Clone, Debug)]
pub struct AreaNote {
    /// The practice.
    pub practice: PracticeId,
    /// The area.
    pub area: RepoPath,
    /// What was seen.
    pub seen: Line,
    /// An open question.
    pub question: Option<Line>,
    /// One small next step.
    pub next: Option<Line>,
}

/// From where somebody could come into an area that few know.
#[derive(Clone, Debug)]
pub struct Pairing {
    /// The area.
    pub area: RepoPath,
    /// The area beside it that changes together with it.
    pub near: RepoPath,
    /// How many people know the one beside it.
    pub keepers: u32,
    /// In how many changes both were touched.
    pub together: u32,
    /// For a lead alone: who works in the one beside it, by name.
    pub people: Vec<String>,
}

/// Marks of work left for later that came and went.
#[derive(Clone, Debug)]
pub struct Debt {
    /// In this window.
    pub now: Marks,
    /// In the windows before together.
    pub before: Marks,
    /// Where most of them came in, where one area stands out.
    pub place: Option<(RepoPath, u32)>,
}

/// Decisions that Git shows.
#[derive(Clone, Debug)]
pub struct Decisions {
    /// By the practices that look for them.
    pub decided: Vec<Decided>,
    /// Records that were added.
    pub records: Vec<RepoPath>,
    /// How many more there are.
    pub further_records: u32,
}

/// Decisions of one sort.
#[derive(Clone, Debug)]
pub struct Decided {
    /// The practice.
    pub practice: PracticeId,
    /// The habit.
    pub title: String,
    /// Whether the habit can be missing.
    pub is_measured: bool,
    /// How many changes have it.
    pub tally: Tally,
    /// One that has it.
    pub shown: Option<Praise>,
    /// What to ask where it was missing.
    pub question: Option<Line>,
}
