//! All practices that are in force, in the order of their ids.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{PracticeId, Verdict};

use crate::embedded::{EVIDENCE, PRACTICE_FILES};
use crate::evidence::{self, Source};
use crate::read;
use crate::rule::Compiles;
use crate::{Mistake, Rule, Sight, Subject};

/// A practice file before it is read.
#[derive(Clone, Copy, Debug)]
pub struct PracticeFile<'a> {
    /// Its path below the folder of practices, as in `tests/source-comes-with-tests.toml`: the id
    /// follows from it.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl PracticeFile<'_> {
    /// The id that the path gives.
    pub fn id(&self) -> Option<PracticeId> {
        self.path.strip_suffix(".toml").and_then(PracticeId::parse)
    }
}

/// A practice held against a subject.
pub struct Held<'l, S: Subject> {
    /// The practice.
    pub rule: &'l Rule,
    /// Its conditions.
    pub conditions: &'l Compiles<S>,
    /// What it came to.
    pub verdict: Verdict,
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
        let ids: BTreeSet<PracticeId> = files.iter().filter_map(PracticeFile::id).collect();
        let known = read::Known { sources: &sources, practices: &ids };
        let mut library = Self::default();
        let mut mistakes = Vec::new();
        for file in files {
            match read::rule(file, &known) {
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

    /// Holds every practice of the subject's scope against it; a practice that misses what another
    /// one, to which it yields, misses too does not apply. What comes out is added to `into`, which
    /// callers keep from subject to subject: nothing else is allocated.
    pub fn hold<'l, S: Subject>(&'l self, sight: Sight<'_, S>, into: &mut Vec<Held<'l, S>>) {
        let start = into.len();
        into.extend(self.rules.values().filter_map(|rule| {
            let conditions = S::conditions(&rule.conditions)?;
            Some(Held { rule, conditions, verdict: conditions.verdict(sight) })
        }));
        let held = &mut into[start..];
        for at in 0..held.len() {
            let one = &held[at];
            let yields = one.verdict == Verdict::Missing
                && held.iter().any(|other| {
                    other.verdict == Verdict::Missing
                        && one.rule.yields_to.contains(&other.rule.practice.id)
                });
            if yields {
                held[at].verdict = Verdict::NotApplicable;
            }
        }
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
