//! Settings of a team or a user: what `.git-coach.toml` may say.
//!
//! Owns the reading of one such file and what its values mean ([`Settings`]). How files of several
//! layers come together is [`crate::stack`]'s part.

mod name;
mod paths;
mod read;
mod selector;

pub use name::NamePattern;
pub use paths::Narrow;
pub(crate) use paths::Paths;
pub(crate) use read::read;
pub use selector::Selector;

use git_coach_model::{Level, RepoPath};

use crate::Mistake;
use crate::mistake::Place;

/// The longest windows, in days: six of them are sixty years.
pub(crate) const LONGEST_DAYS: u16 = 3650;
/// How many areas, programs and practices one file may name: each keeps its place.
pub(crate) const MOST_NAMES: usize = 500;
/// The most changes that may be asked for before a window is wide enough.
pub(crate) const MOST_LEAST_CHANGES: u16 = 1000;

/// What a team may set beside its practices, as the analyzer takes it.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The folders that are areas; the analyzer finds them where there are none.
    pub areas: Vec<RepoPath>,
    /// Names and addresses that programs commit under, beside those that are known.
    pub bots: Vec<NamePattern>,
    /// How long the windows of a briefing are.
    pub windows: Windows,
}

impl Settings {
    /// What is wrong with a settings file by itself; whether what it names is there is another
    /// matter ([`crate::stack()`]).
    pub fn mistakes(file: &str, text: &str) -> Vec<Mistake> {
        read(file, text).1
    }
}

/// The windows of a briefing that nobody asked otherwise for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    /// Their length in days.
    pub days: u16,
    /// Under how many changes they are widened.
    pub least_changes: u16,
}

impl Default for Windows {
    fn default() -> Self {
        Self { days: 30, least_changes: 10 }
    }
}

/// One settings file, read.
#[derive(Default)]
pub(crate) struct Config {
    pub(crate) entries: Vec<Entry>,
    pub(crate) areas: Option<Vec<Placed<RepoPath>>>,
    pub(crate) bots: Option<Vec<Placed<NamePattern>>>,
    pub(crate) days: Option<u16>,
    pub(crate) least_changes: Option<u16>,
}

/// A value with the place where it is set.
#[derive(Clone, Debug)]
pub(crate) struct Placed<T> {
    pub(crate) value: T,
    pub(crate) at: Place,
}

/// What is set for one practice, or for a folder of them; what is left out stays as it was.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) selector: Selector,
    pub(crate) at: Place,
    pub(crate) level: Option<Level>,
    pub(crate) off: Option<bool>,
    pub(crate) paths: Option<Paths>,
}
