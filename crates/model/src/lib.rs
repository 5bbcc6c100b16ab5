//! The words of git-coach as types.
//!
//! Owns what every other crate speaks about: facts ([`Commit`], [`Change`], [`Repository`],
//! [`Area`]), practices and their words, verdicts and findings, and the survey that the analyzer
//! hands to the reporter. It holds values only and must never touch git, files or the terminal.

mod area;
mod around;
mod change;
mod commit;
mod commit_id;
mod dependencies;
mod file_change;
mod finding;
mod inspection;
mod kind;
mod language;
mod message;
mod onboarding;
mod outline;
mod path;
mod person;
mod personal;
mod pipelines;
mod place;
mod practice;
mod private;
mod remote;
mod repository;
mod role;
mod standing;
mod survey;
mod tail;
mod template;
mod time;
mod tools;
mod window;

pub use area::{Area, ContestedFile, HotFile};
pub use around::Around;
pub use change::{Change, ChangeId};
pub use commit::Commit;
pub use commit_id::CommitId;
pub use dependencies::Dependencies;
pub use file_change::{ChangedLine, FileChange, FileStatus, LineCount, LinePlace};
pub use finding::{Evidence, Finding, SubjectId, Value, Values, Verdict};
pub use inspection::Inspection;
pub use kind::Kind;
pub use language::Language;
pub use message::{Message, SubjectForm, Trailer, is_cjk};
pub use onboarding::{Care, Ground, Guide, OnboardingSurvey};
pub use outline::Outline;
pub use path::RepoPath;
pub use person::Person;
pub use personal::{
    Agreement, BroughtIn, Colleague, KnownToFew, LocalModel, NotesSurvey, PersonalWork, Reading,
    Since,
};
pub use pipelines::{PipelineChange, Pipelines};
pub use place::{AreaHistory, Coupling, Hotspot, Ownership, Percentiles, TruckFactor};
pub use practice::{Confidence, Level, Practice, PracticeId, Scope, Serves, UnknownWord, Words};
pub use private::Private;
pub use remote::Remote;
pub use repository::{Owners, Repository, TreeFile};
pub use role::{Role, RoleSet};
pub use standing::Standing;
pub use survey::{
    BriefSurvey, BusyPlace, Header, Remark, ReviewSurvey, Tally, Unseen, Window, WindowTally,
};
pub use tail::{LeftBehind, Shrunk, Tail};
pub use template::{Piece, Template, TemplateError};
pub use time::Time;
pub use tools::{CoveredLines, ToolFindings, ToolRule};
pub use window::{Delivered, LeftArea, Marks, Neighbour};
