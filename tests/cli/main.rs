//! Scenarios through the real binary, as a user meets it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "what cannot be read back is a failed test"
)]

mod bad_input;
mod brief;
mod closed_pipe;
mod facts;
mod facts_fixture;
mod facts_ranges;
mod harbor;
mod hostile_text;
mod notes;
mod plumbing;
mod review;
mod rows;
