//! All practices that are in force, in the order of their ids.

use std::collections::BTreeMap;

use git_coach_model::PracticeId;

use crate::embedded::{EVIDENCE, PRACTICE_FILES};
use crate::evidence::{self, Source};
use crate::read;
use crate::{Mistake, Rule};

/// A practice file before it is read.
#[derive(Clone, Copy, Debug)]
pub struct PracticeFile<'a> {
    /// Its path below the folder of practices, as in `tests/source-comes-with-tests.toml`: the id
    /// follows from it.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// All practices that are in force.
#[derive(Default)]
pub struct Library {
    rules: BTreeMap<PracticeId, Rule>,
}

impl Library {
    /// The practices that come with git-coach.
    ///
    /// # Errors
    /// The mistakes of the embedded files: none, as the tests of this crate hold.
    pub fn built_in() -> Result<Self, Vec<Mistake>> {
        let files: Vec<PracticeFile<'_>> =
            PRACTICE_FILES.iter().map(|&(path, text)| PracticeFile { path, text }).collect();
        let (library, mistakes) = Self::read(&files);
        if mistakes.is_empty() { Ok(library) } else { Err(mistakes) }
    }

    /// The practices of the files that are right, and every mistake of those that are not.
    pub fn read(files: &[PracticeFile<'_>]) -> (Self, Vec<Mistake>) {
        let sources = Self::sources();
        let mut library = Self::default();
        let mut mistakes = Vec::new();
        for file in files {
            match read::rule(file, &sources) {
                Ok(rule) => {
                    library.rules.insert(rule.practice.id.clone(), rule);
                }
                Err(found) => mistakes.extend(found),
            }
        }
        (library, mistakes)
    }

    /// The published sources that practices may rest on.
    pub fn sources() -> Vec<Source> {
        evidence::sources(EVIDENCE)
    }

    /// The rules, by id.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values()
    }

    /// The rule of that id.
    pub fn rule(&self, id: &PracticeId) -> Option<&Rule> {
        self.rules.get(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_are_right() {
        let library = Library::built_in().unwrap_or_else(|mistakes| {
            panic!("{}", mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        });
        assert!(library.rules().count() >= 6);
    }
}
