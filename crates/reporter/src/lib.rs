//! What git-coach says, and how it looks.
//!
//! Owns the way from a finished report to text: a report becomes a [`page::Page`], and every file
//! under [`render`] turns any page into one format. It must never reach git, the network or the
//! conditions of a practice.

mod harmless;
pub mod page;
pub mod render;
pub mod words;
