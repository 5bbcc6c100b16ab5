//! CI systems told apart, and comments carried to forges.
//!
//! Owns what forges and their pipelines say about a run ([`run()`]), which of the comments there is
//! ours and what becomes of it ([`comment`]), the requests to each forge's interface ([`request`])
//! and how they are sent ([`post`]). It must never read a repository: what it returns are names for
//! others to resolve, and what it posts is text that others have rendered.

pub mod comment;
mod http;
pub mod post;
pub mod request;
mod run;

pub use run::{
    Forge, Lookup, Place, Project, Run, Silence, System, Target, Tracker, event_path, run, run_on,
};
