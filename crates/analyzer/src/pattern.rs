//! Compiles the regular expressions that this crate spells out itself.

use regex::Regex;

/// Compiles a pattern that is part of the program's text; every one is compiled by a test.
#[expect(clippy::expect_used, reason = "each caller's pattern is a literal that a test compiles")]
pub(crate) fn literal(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of the program itself")
}
