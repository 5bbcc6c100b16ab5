//! Regular expressions of which a text has to match any.

use std::sync::OnceLock;

use regex::{RegexSet, RegexSetBuilder};

/// How large one set may grow when it is compiled, in bytes.
const LARGEST_SET: usize = 4 << 20;

/// A set of expressions, compiled when it is first asked.
///
/// Most runs ask few of all sets, and compiling is what starting up costs.
#[derive(Default)]
pub(crate) struct Expressions {
    texts: Vec<String>,
    compiled: OnceLock<RegexSet>,
}

impl Expressions {
    /// Expressions that were compiled before: those that come with git-coach, in its tests.
    pub(crate) fn known(texts: Vec<String>) -> Self {
        Self { texts, compiled: OnceLock::new() }
    }

    /// Compiles expressions at once.
    ///
    /// # Errors
    /// They are too large together.
    pub(crate) fn compiled(texts: Vec<String>) -> Result<Self, regex::Error> {
        let set = compile(&texts)?;
        Ok(Self { texts, compiled: OnceLock::from(set) })
    }

    /// The expressions as they were written.
    pub(crate) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// Whether any of them matches somewhere in the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        // What is known compiles; the tests of this crate hold it.
        let set = || compile(&self.texts).unwrap_or_else(|_| RegexSet::empty());
        !self.texts.is_empty() && self.compiled.get_or_init(set).is_match(text)
    }
}

fn compile(texts: &[String]) -> Result<RegexSet, regex::Error> {
    RegexSetBuilder::new(texts).size_limit(LARGEST_SET).build()
}
