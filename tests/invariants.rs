//! What ARCHITECTURE.md promises about the code, held by reading it.
//!
//! Every table below is the promise itself: change it together with ARCHITECTURE.md, never alone.

#![expect(clippy::expect_used, reason = "a file that cannot be read is a failed test")]

#[path = "invariants/dependencies.rs"]
mod dependencies;
#[path = "invariants/rust_source.rs"]
mod rust_source;
#[path = "invariants/sources.rs"]
mod sources;
#[path = "invariants/workspace.rs"]
mod workspace;
