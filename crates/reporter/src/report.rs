//! Reports: what each of the three jobs has to say, as values with their sentences filled in.
//!
//! A report is made from a survey, by picking and ordering; it holds all that any format shows.

mod across;
mod brief;
mod briefing;
mod follow_up;
mod hunk;
mod notes;
mod numbers;
mod praise;
mod preparation;
mod review;
mod theme;

use git_coach_model::{CommitId, Confidence, Header, Level, PracticeId, RepoPath, Unseen, Window};

pub use across::{Across, Contribution, Gist, SharedTheme, Unread, across};
pub use brief::briefing;
pub use briefing::{
    AreaNote, Audience, Became, Briefing, Busy, CloserLook, Debt, Decided, Decisions, Example,
    FollowUp, Followed, Hunk, Measured, Pairing, Place, Praise, Preparation, Sizes, Theme,
};
pub use follow_up::follow_up;
pub use notes::{notes, onboarding};
pub(crate) use praise::in_words;
pub use review::coaching;
pub(crate) use review::{Seen, worded};

use crate::page::Line;

/// Coaching on one change.
#[derive(Clone, Debug)]
pub struct Coaching {
    /// Where it was made.
    pub header: Header,
    /// What names the change.
    pub change: git_coach_model::ChangeId,
    /// What to call it; empty for work that is not committed.
    pub title: String,
    /// Its commits; 0 for work that is not committed, and where not all of them are here.
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
    /// The identities that are taken for them; one at least.
    pub identities: Vec<git_coach_model::Person>,
    /// The identities that may be theirs as well and were not taken.
    pub apart: Vec<git_coach_model::Person>,
    /// Who reads them.
    pub voice: Voice,
    /// What a lead prepares, where that was asked for.
    pub preparation: Option<NotesPreparation>,
    /// The window that was read.
    pub window: Window,
    /// Whether there is nothing to go by at all.
    pub nothing: bool,
    /// Whether there is too little to go by.
    pub too_little: bool,
    /// Something that was made together with somebody.
    pub together: Option<Together>,
    /// A change of somebody else that they brought in, where they did so again and again.
    pub brought_in: Option<Example>,
    /// Whether that was more of the work than changes of their own.
    pub is_mostly_brought_in: bool,
    /// Where the work was: the first places.
    pub places: Vec<RepoPath>,
    /// Whether those are all, most, or some of the places.
    pub share: Share,
    /// What sort of work it was.
    pub kinds: Vec<&'static str>,
    /// Up to three strengths.
    pub strengths: Vec<Praise>,
    /// Up to three situations.
    pub situations: Vec<Situation>,
    /// Places that they know and few others do.
    pub few_know: Vec<git_coach_model::KnownToFew>,
    /// Places they went to that others know best.
    pub others_know: Vec<RepoPath>,
    /// One idea for the next weeks.
    pub growth: Option<Growth>,
    /// What was agreed on earlier.
    pub from_last_time: Vec<Recalled>,
    /// Questions the other way round: to the lead, or of a lead to the team.
    pub questions: Vec<&'static str>,
    /// All questions that are asked this time, as hashes.
    pub asked: Vec<String>,
    /// What could not be seen.
    pub unseen: Vec<Unseen>,
}

/// A point that was agreed on earlier.
#[derive(Clone, Debug)]
pub struct Recalled {
    /// As it stands in the file: anybody's text.
    pub text: String,
    /// Whether somebody has ticked it.
    pub is_done: bool,
    /// What the repository shows of it since.
    pub seen: SeenSince,
}

/// What the repository shows of an agreement since that day: by example, never by count.
#[derive(Clone, Debug)]
pub enum SeenSince {
    /// Git is not asked: the point was written by hand.
    NotAsked,
    /// Nothing in force looks at it any more.
    NotHeld,
    /// There was no occasion for it.
    NoOccasion,
    /// What should not be there was not there again.
    NotAgain,
    /// The newest example of it.
    Shown(Example),
    /// The newest occasion without it.
    Open(Example),
    /// The newest of each.
    Both {
        /// With it.
        shown: Example,
        /// Without it.
        open: Example,
    },
}

/// Notes for somebody new; they name colleagues, and so travel only inside
/// [`git_coach_model::Private`].
#[derive(Clone, Debug)]
pub struct Onboarding {
    /// Where they were made.
    pub header: Header,
    /// The window that was read.
    pub window: Window,
    /// What is written down, in the order of reading.
    pub read: Vec<(git_coach_model::Guide, RepoPath)>,
    /// What everybody new looks for and was not found.
    pub unwritten: Vec<git_coach_model::Guide>,
    /// Areas that are safe to start in, or files where no whole area is.
    pub good: Vec<RepoPath>,
    /// Folders where nothing breaks that runs; none where there is a better place.
    pub asides: Vec<RepoPath>,
    /// Areas where somebody new had better not be alone.
    pub careful: Vec<(RepoPath, git_coach_model::Care)>,
    /// Who has worked where, by name, in the order of the alphabet.
    pub ask: Vec<(RepoPath, Vec<String>)>,
    /// What good work looks like here.
    pub examples: Vec<Praise>,
    /// Small first changes of others.
    pub starts: Vec<Example>,
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
    /// What that question is remembered by.
    pub asked: Option<String>,
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
    pub model: Option<Model>,
    /// Sources that its practice rests on, to read on.
    pub readings: Vec<git_coach_model::Reading>,
}

/// A good model of a step.
#[derive(Clone, Debug)]
pub struct Model {
    /// Where it is.
    pub example: Example,
    /// Whether it is the reader's own work.
    pub is_own: bool,
    /// Whether the sign that it goes by is no weak one.
    pub is_sure: bool,
}

/// What several people made.
#[derive(Clone, Debug)]
pub struct Together {
    /// Where it is.
    pub example: Example,
    /// Whether it takes up what somebody suggested in a review.
    pub is_suggestion: bool,
}

/// How much of somebody's work was in the places that are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// All of it.
    All,
    /// Most of it.
    Most,
    /// Some of it.
    Some,
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
