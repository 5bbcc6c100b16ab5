//! Git history to facts, and facts to verdicts.

pub mod bots;
pub mod kind;
mod language;
pub mod mailmap;
pub mod message;
mod pattern;
mod role;
mod scan;
mod test_code;
pub mod when;
