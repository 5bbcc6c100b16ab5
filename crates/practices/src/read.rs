//! Practice files read strictly: every key, type, name and pattern is checked, and all mistakes of
//! a file are found in one reading.

mod condition;
mod example;
mod fields;
mod literal;
mod practice;
mod syntax;
mod words;

pub(crate) use fields::{Fields, Node, Reader};
pub(crate) use practice::{Known, LARGEST_FILE, rule};
pub(crate) use syntax::document;
