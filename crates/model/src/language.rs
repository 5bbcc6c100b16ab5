//! The language of a file.

use serde::Serialize;

/// A programming, markup or data language by its usual name, as in "Rust" or "C++".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Language(&'static str);

impl Language {
    /// A language of that name; the analyzer's table is the one place that makes them.
    pub const fn named(name: &'static str) -> Self {
        Self(name)
    }

    /// The usual name.
    pub const fn name(self) -> &'static str {
        self.0
    }
}
