//! Git histories read as facts, and practices held against them.
//!
//! Owns all reading of git: revisions and ranges, commits, changes, trees, people, paths and their
//! languages ([`facts`]), and the surveys behind the three jobs ([`survey`]). It must never know
//! how anything is shown.

mod areas;
mod around;
pub mod attention;
#[doc(hidden)]
pub mod bench;
mod bots;
pub mod cache;
mod changelog;
mod changes;
mod commits;
pub mod configuration;
mod content;
mod dependencies;
mod diff;
mod error;
pub mod examples;
pub mod facts;
mod habits;
mod history;
mod inspection;
mod judge;
mod kind;
mod language;
mod libgit2;
pub mod lines;
mod mailmap;
mod message;
mod objects;
mod outlines;
mod owners;
mod pattern;
mod people;
mod pipelines;
mod places;
pub mod pseudonym;
mod remote;
mod repo;
mod revision;
mod role;
mod scan;
pub mod survey;
mod tags;
mod tail;
mod test_code;
pub mod tools;
mod tree;
pub mod verdicts;
mod walk;
pub mod when;
mod workers;

pub use error::Error;
pub use judge::Judged;
pub use places::Places;
pub use repo::Repo;
pub use revision::{Range, Reviewed, Tip};
pub use workers::{Progress, Silent, Threads};
