//! Git history to facts, and facts to verdicts.

pub mod bots;
pub mod kind;
pub mod mailmap;
pub mod message;
mod pattern;
pub mod when;
