//! The language of a file.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A programming, markup or data language by its usual name, as in "Rust" or "C++".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    name: &'static str,
    is_tested: bool,
}

impl Language {
    /// A language of that name, and whether what is written in it is what tests are written for; the
    /// analyzer's table is the one place that makes them.
    pub const fn named(name: &'static str, is_tested: bool) -> Self {
        Self { name, is_tested }
    }

    /// The usual name.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Whether what is written in it is what tests are written for: programs and what pages do; no
    /// template, no style, no script of a shell or a build, no settings.
    pub const fn is_tested(self) -> bool {
        self.is_tested
    }
}

/// Its name in formats for people, all of it in others.
impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(self.name);
        }
        (self.name, self.is_tested).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (name, is_tested) = <(&str, bool)>::deserialize(deserializer)?;
        Ok(Self { name: for_good(name), is_tested })
    }
}

/// The same name, kept until the end of the process: there are few.
fn for_good(name: &str) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    names.get(name).copied().unwrap_or_else(|| {
        let name: &'static str = String::leak(name.to_owned());
        names.insert(name);
        name
    })
}
