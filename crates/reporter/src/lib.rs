//! Surveys turned into words: reports, their pages, and every format.
//!
//! Owns the tone: which findings become themes ([`report`]), which words stand where
//! ([`compose`]), what leads where ([`links`]), how a page looks as text ([`render`]), as JSON
//! ([`json`]), what a forge gets of one change ([`comment`]), what two
//! people keep of their notes ([`notes_file`]), formats that other tools read
//! ([`machine`]), and facts as rows ([`rows`]). It must never reach git, the network or the conditions
//! of practices.

pub mod comment;
pub mod compose;
mod harmless;
pub mod json;
pub mod links;
pub mod machine;
pub mod measure;
pub mod notes_file;
pub mod page;
pub mod render;
pub mod report;
pub mod rows;
pub mod saved;
pub mod words;
