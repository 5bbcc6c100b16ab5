//! CI systems told apart: where a run takes place and which change it is about.
//!
//! Owns what forges and their pipelines say about a run. It must never read a repository: what it
//! returns are names for others to resolve.

mod pipeline;

pub use pipeline::{Pipeline, System, pipeline};
