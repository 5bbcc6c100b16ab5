//! Practice files: read, checked, compiled and held against facts.
//!
//! Owns the language of practices: a strict reading of each file that names every mistake at once
//! ([`Library::read`]), conditions that cannot be wrong once compiled, and an evaluation that
//! cannot fail ([`Rule`]). The files under `rules/` are embedded at build time. It must never touch
//! git, the file system or the network.

mod condition;
mod config;
mod embedded;
mod evidence;
mod example;
mod expressions;
mod facts;
mod judge;
mod library;
mod mistake;
mod read;
mod rule;
pub mod schema;
mod stack;
mod ternary;
mod wording;

pub use condition::Sight;
pub use config::{NamePattern, Narrow, Selector, Settings, Windows};
pub use evidence::Source;
pub use example::{
    AreaHistory, Example, ExampleBefore, ExampleBinary, ExampleContent, ExampleCoverage,
    ExampleFile, ExampleHabits, ExampleLine, ExampleManifest, ExamplePast, HistoryKind,
};
pub use facts::{Fact, Subject, catalogue, value_of};
pub use library::{Filed, Held, Library, Origin, PracticeFile};
pub use mistake::{Mistake, Place, visible};
pub use rule::{Compiles, Conditions, LinePattern, Rule};
pub use stack::{Adjustment, Layer, LayerFile, Stack, SwitchedOff, Unmatched, stack};
pub use wording::{Clause, clauses};
