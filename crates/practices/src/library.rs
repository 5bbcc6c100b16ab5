//! All practices that are in force, in the order of their ids.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use git_coach_model::{PracticeId, Scope, Verdict};

use crate::embedded::{EVIDENCE, PRACTICE_FILES};
use crate::evidence::{self, Source};
use crate::facts::Side;
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

/// Whose practice or setting it is; a later one goes before an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// It comes with git-coach.
    BuiltIn,
    /// It is the user's own.
    User,
    /// It is in the repository.
    Repository,
    /// It stands on the command line.
    CommandLine,
}

impl Origin {
    /// Its name in lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BuiltIn => "built-in",
            Self::User => "user",
            Self::Repository => "repository",
            Self::CommandLine => "command-line",
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A practice with the file it comes from.
pub struct Filed {
    /// The practice.
    pub rule: Rule,
    /// Whose it is.
    pub origin: Origin,
    /// The file, as its owner would open it.
    pub file: String,
    /// The file's text.
    pub text: String,
}

/// All practices that are in force.
#[derive(Default)]
pub struct Library {
    filed: BTreeMap<PracticeId, Filed>,
}

impl Library {
    /// The practices that come with git-coach.
    ///
    /// # Errors
    /// The mistakes of the embedded files: none, as the tests of this crate hold.
    pub fn built_in() -> Result<Self, Vec<Mistake>> {
        let files: Vec<PracticeFile<'_>> =
            PRACTICE_FILES.iter().map(|&(path, text)| PracticeFile { path, text }).collect();
        let (library, mistakes) = Self::read_from("rules/", &files, true);
        if mistakes.is_empty() { Ok(library) } else { Err(mistakes) }
    }

    /// The practices of the files that are right, and every mistake of those that are not.
    pub fn read(files: &[PracticeFile<'_>]) -> (Self, Vec<Mistake>) {
        Self::read_from("", files, false)
    }

    /// Reads files that lie in a folder, which their names begin with.
    fn read_from(
        folder: &str,
        files: &[PracticeFile<'_>],
        are_tested: bool,
    ) -> (Self, Vec<Mistake>) {
        let sources = Self::sources();
        let ids: BTreeSet<PracticeId> = files.iter().filter_map(PracticeFile::id).collect();
        let known = read::Known { sources: &sources, practices: &ids, are_tested };
        let mut library = Self::default();
        let mut mistakes = Vec::new();
        for file in files {
            let name = format!("{folder}{}", file.path);
            if let Err(found) = library.add(file, &name, Origin::BuiltIn, &known) {
                mistakes.extend(found);
            }
        }
        (library, mistakes)
    }

    /// Reads one more file, called `name` where it is spoken of. A practice of the same id is
    /// replaced as a whole.
    ///
    /// # Errors
    /// All mistakes of the file; a practice of the same id stays as it was.
    pub(crate) fn add(
        &mut self,
        file: &PracticeFile<'_>,
        name: &str,
        origin: Origin,
        known: &read::Known<'_>,
    ) -> Result<(), Vec<Mistake>> {
        let rule = read::rule(file, known).map_err(|mistakes| {
            let named = |mut mistake: Mistake| {
                name.clone_into(&mut mistake.place.file);
                mistake
            };
            mistakes.into_iter().map(named).collect::<Vec<_>>()
        })?;
        let filed = Filed { origin, file: name.to_owned(), text: file.text.to_owned(), rule };
        self.filed.insert(filed.rule.practice.id.clone(), filed);
        Ok(())
    }

    /// The published sources that practices may rest on.
    pub fn sources() -> Vec<Source> {
        evidence::sources(EVIDENCE)
    }

    /// The rules, by id.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.filed.values().map(|filed| &filed.rule)
    }

    /// The rules with the files they come from, by id.
    pub fn filed(&self) -> impl Iterator<Item = &Filed> {
        self.filed.values()
    }

    pub(crate) fn filed_mut(&mut self) -> impl Iterator<Item = &mut Filed> {
        self.filed.values_mut()
    }

    /// Takes a practice out.
    pub(crate) fn take(&mut self, id: &PracticeId) -> Option<Filed> {
        self.filed.remove(id)
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &PracticeId> {
        self.filed.keys()
    }

    /// Holds every practice of the subject's scope against it; a practice that misses what another
    /// one, to which it yields, misses too does not apply. What comes out is added to `into`, which
    /// callers keep from subject to subject: nothing else is allocated.
    pub fn hold<'l, S: Subject>(&'l self, sight: Sight<'_, S>, into: &mut Vec<Held<'l, S>>) {
        let start = into.len();
        into.extend(self.rules().filter_map(|rule| {
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

    /// Whether a practice asks for a fact whose name `is` answers yes to: what nobody asks for need
    /// not be read.
    pub fn asks(&self, is: impl Fn(&str) -> bool) -> bool {
        self.rules().any(|rule| rule.conditions.asks(&is))
    }

    /// Whether a practice about single commits looks at the text of their lines.
    pub fn looks_at_lines_of_commits(&self) -> bool {
        let of_lines =
            |fact: &str| [Side::Added, Side::Deleted].iter().any(|side| side.fact() == fact);
        self.rules()
            .filter(|rule| rule.practice.scope == Scope::Commit)
            .any(|rule| rule.conditions.asks(&of_lines))
    }

    /// The rule of that id.
    pub fn rule(&self, id: &PracticeId) -> Option<&Rule> {
        self.filed.get(id).map(|filed| &filed.rule)
    }

    /// The practice of that name, with its file.
    pub fn find(&self, name: &str) -> Option<&Filed> {
        self.filed.get(&PracticeId::parse(name)?)
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

    #[test]
    fn the_built_in_files_are_right_to_the_last_expression() {
        let files: Vec<PracticeFile<'_>> =
            PRACTICE_FILES.iter().map(|&(path, text)| PracticeFile { path, text }).collect();
        let (library, mistakes) = Library::read(&files);
        assert_eq!(mistakes, []);
        assert_eq!(library.rules().count(), files.len());
    }
}
