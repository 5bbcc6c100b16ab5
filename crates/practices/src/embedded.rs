//! The practice files of `rules/`, found and embedded when this crate was built.

/// Each file's path below `rules/` and its text, sorted by path.
pub(crate) const PRACTICE_FILES: &[(&str, &str)] =
    include!(concat!(env!("OUT_DIR"), "/practice_files.rs"));

/// The text of `rules/evidence.toml`.
pub(crate) const EVIDENCE: &str = include_str!(concat!(env!("OUT_DIR"), "/evidence.toml"));
