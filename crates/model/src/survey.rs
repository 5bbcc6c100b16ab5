//! What the analyzer hands to the reporter: all that one job has read and judged.

use std::collections::BTreeMap;

use crate::{
    Area, Change, CommitId, Delivered, Finding, LeftArea, Marks, Neighbour, Practice, PracticeId,
    Remote, RepoPath, Role, Time, ToolFindings, Verdict,
};

/// Where a survey was made.
#[derive(Clone, Debug)]
pub struct Header {
    /// The repository's name: its folder's.
    pub repository: String,
    /// The branch or revision that was read, as the user would name it.
    pub revision: String,
    /// The commit it stands for; of a window that ended earlier, the newest by then.
    pub tip: CommitId,
    /// What is to be said of the settings it was made with.
    pub remarks: Vec<Remark>,
    /// Where it is hosted, where an address tells.
    pub remote: Option<Remote>,
}

/// What a reader has to know of the repository's own practices and settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Files with mistakes, which were left out.
    BrokenFiles(Vec<RepoPath>),
    /// A setting that nothing here fits.
    Unmatched {
        /// What it names, as it is written.
        name: String,
        /// Where it stands: `.git-coach.toml:4`.
        at: RepoPath,
    },
}

/// A stretch of time, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its first moment.
    pub from: Time,
    /// Its last moment.
    pub until: Time,
}

/// What this clone could not show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unseen {
    /// The history is cut off: a shallow clone.
    Shallow,
    /// Changes with content that is not in this clone.
    MissingContent {
        /// How many changes.
        changes: u32,
    },
    /// Verdicts of a practice that could not be reached.
    Undecided {
        /// The practice's title.
        practice: String,
        /// How many subjects.
        subjects: u32,
    },
    /// A practice that goes by a message, of work that has none yet.
    NoMessage {
        /// The practice's title.
        practice: String,
    },
    /// Reviews that leave no trace in Git.
    ReviewComments,
}

/// How often a practice was what in a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Subjects with the habit.
    pub present: u32,
    /// Subjects without it.
    pub missing: u32,
    /// Subjects that this clone cannot tell of.
    pub unseen: u32,
}

impl Tally {
    /// Counts one more verdict.
    pub const fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Present => self.present += 1,
            Verdict::Missing => self.missing += 1,
            Verdict::Unseen => self.unseen += 1,
            Verdict::NotApplicable => {}
        }
    }

    /// The subjects that it applied to and that could be seen.
    pub const fn decided(self) -> u32 {
        self.present + self.missing
    }
}

/// A practice's tallies, one a window, the newest first.
pub type WindowTally = Vec<Tally>;

/// A place that changes often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusyPlace {
    /// The file.
    pub path: RepoPath,
    /// What it is for.
    pub role: Role,
    /// The changes of the window that touched it.
    pub changes: u32,
    /// How many of them were fixes.
    pub fixes: u32,
    /// Its lines at the tip, where they could be counted.
    pub lines: Option<u32>,
}

/// What a briefing is made of.
#[derive(Clone, Debug)]
pub struct BriefSurvey {
    /// Where it was made.
    pub header: Header,
    /// The window and the equal ones before it, the newest first.
    pub windows: Vec<Window>,
    /// The first commit of the main line, by which a repository is known whatever it is called; none
    /// in a shallow clone.
    pub origin: Option<CommitId>,
    /// Whether the window was widened because too little had happened in the one asked for.
    pub widened_from_days: Option<i64>,
    /// Whether the newest window holds fewer changes than the settings call enough.
    pub is_thin: bool,
    /// The changes of the newest window, the newest first, those of programs included.
    pub changes: Vec<Change>,
    /// How many people wrote them.
    pub people: u32,
    /// The practices that were held against them, by id.
    pub practices: BTreeMap<PracticeId, Practice>,
    /// How often each was what, a window each.
    pub tallies: BTreeMap<PracticeId, WindowTally>,
    /// The verdicts of the newest window that are present or missing.
    pub findings: Vec<Finding>,
    /// For each practice the best local example, from any window.
    pub exemplars: BTreeMap<PracticeId, Finding>,
    /// For practices without such an example, the best that has the habit: what is no praise can
    /// still be looked at.
    pub models: BTreeMap<PracticeId, Finding>,
    /// The parts of the tree.
    pub areas: Vec<Area>,
    /// How large the changes of the newest window are to review, in lines of code and settings,
    /// programs' left out; what touches neither, or can't be counted, is missing.
    pub sizes: Vec<u64>,
    /// Up to 60 files that changed most often in the newest window, the busiest first.
    pub busy_places: Vec<BusyPlace>,
    /// Marks of work left for later, a window each, the newest first.
    pub marks: Vec<Marks>,
    /// The areas that most marks of the newest window came into, most of all first.
    pub marked: Vec<(RepoPath, u32)>,
    /// What the newest window delivered.
    pub delivered: Delivered,
    /// Records of decisions that the newest window added and that are still there, by path.
    pub records: Vec<RepoPath>,
    /// Areas that were left, by path; none where the whole history was not read.
    pub left_areas: Option<Vec<LeftArea>>,
    /// For each area that changes together with another which several people know, the closest.
    pub neighbours: Vec<Neighbour>,
    /// What could not be seen.
    pub unseen: Vec<Unseen>,
}

/// What a review of one change is made of.
#[derive(Clone, Debug)]
pub struct ReviewSurvey {
    /// Where it was made.
    pub header: Header,
    /// The change.
    pub change: Change,
    /// How large it is to review, in lines of code and settings; none where it can't be counted.
    pub size: Option<u64>,
    /// The sizes of up to 200 changes before it, programs' left out, in no order.
    pub past_sizes: Vec<u64>,
    /// The practices that were held against it, by id.
    pub practices: BTreeMap<PracticeId, Practice>,
    /// The verdicts on the change and its commits that are present or missing.
    pub findings: Vec<Finding>,
    /// For each practice the best local example before this change.
    pub exemplars: BTreeMap<PracticeId, Finding>,
    /// What linters say of its lines; none where they were not asked.
    pub tools: Option<ToolFindings>,
    /// What could not be seen.
    pub unseen: Vec<Unseen>,
}
