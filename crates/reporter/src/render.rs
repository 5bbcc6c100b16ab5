//! The renderers: one file a format, each a pure function from a page to text.
//!
//! A renderer knows blocks and spans. It must never know a report, a practice or a forge, and it
//! makes the text of every span harmless, whoever wrote it.

mod html;
mod markdown;
mod terminal;

#[cfg(test)]
mod samples;

pub use html::html;
pub use markdown::{comment, markdown};
pub use terminal::{Styling, terminal};
