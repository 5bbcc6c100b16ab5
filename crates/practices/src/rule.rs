//! A practice with its conditions and examples.

use git_coach_model::{
    Area, Change, ChangedLine, Commit, Finding, Practice, PracticeId, Repository, SubjectId,
    Verdict,
};

use crate::condition::{LineTest, Sight};
use crate::config::Paths;
use crate::judge::{Compiled, Detection};
use crate::{Example, Place, Subject};

/// A practice file, read and compiled.
pub struct Rule {
    /// What it is and says.
    pub practice: Practice,
    /// When it says it.
    pub conditions: Conditions,
    /// What it has to come to on subjects that the file declares.
    pub examples: Vec<Example>,
    /// The practices that speak in its place where both would say the same about one subject.
    pub yields_to: Vec<PracticeId>,
}

/// The conditions of a practice, by its scope.
pub enum Conditions {
    /// On one commit.
    Commit(Compiles<Commit>),
    /// On one change.
    Change(Compiles<Change>),
    /// On the repository at one moment.
    Repository(Compiles<Repository>),
    /// On a part of the tree.
    Area(Compiles<Area>),
}

impl Conditions {
    /// Holds the practice to some paths.
    pub(crate) fn set_paths(&mut self, paths: Paths) {
        match self {
            Self::Commit(compiled) => compiled.paths = Some(paths),
            Self::Change(compiled) => compiled.paths = Some(paths),
            Self::Repository(compiled) => compiled.paths = Some(paths),
            Self::Area(compiled) => compiled.paths = Some(paths),
        }
    }

    /// The globs of the paths that the settings hold the practice to, and where they are set; none
    /// where it is held everywhere.
    pub fn paths(&self) -> Option<(Vec<&str>, &Place)> {
        let paths = match self {
            Self::Commit(compiled) => &compiled.paths,
            Self::Change(compiled) => &compiled.paths,
            Self::Repository(compiled) => &compiled.paths,
            Self::Area(compiled) => &compiled.paths,
        };
        let globs = &paths.as_ref()?.globs;
        Some((globs.iter().map(|glob| glob.value.as_str()).collect(), &globs.first()?.at))
    }

    /// Whether a condition asks for a fact whose name `is` answers yes to.
    pub(crate) fn asks(&self, is: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Commit(compiled) => compiled.compiled.asks(is),
            Self::Change(compiled) => compiled.compiled.asks(is),
            Self::Repository(compiled) => compiled.compiled.asks(is),
            Self::Area(compiled) => compiled.compiled.asks(is),
        }
    }

    /// The expressions that lines are held against, where the practice has some.
    pub fn line_pattern(&self) -> Option<LinePattern<'_>> {
        let tests = match self {
            Self::Commit(compiled) => compiled.line_tests(),
            Self::Change(compiled) => compiled.line_tests(),
            Self::Repository(_) | Self::Area(_) => Vec::new(),
        };
        (!tests.is_empty()).then_some(LinePattern(tests))
    }
}

/// What a practice looks for on single lines.
pub struct LinePattern<'a>(Vec<&'a LineTest>);

impl LinePattern<'_> {
    /// Whether the practice would point at this line, in a file that it looks at.
    pub fn detects(&self, line: &ChangedLine) -> bool {
        self.0.iter().any(|test| test.fits(line))
    }

    /// Whether the practice would point at this text, if it stood where the practice looks.
    pub fn detects_in_scope(&self, text: &str) -> bool {
        self.0.iter().any(|test| test.pattern.fits(text))
    }
}

/// The conditions of one scope.
pub struct Compiles<S: Subject> {
    compiled: Compiled<S>,
    paths: Option<Paths>,
}

impl<S: Subject> From<Compiled<S>> for Compiles<S> {
    fn from(compiled: Compiled<S>) -> Self {
        Self { compiled, paths: None }
    }
}

impl<S: Subject> Compiles<S> {
    /// What the practice comes to on this subject.
    pub fn verdict(&self, sight: Sight<'_, S>) -> Verdict {
        match &self.paths {
            Some(paths) if !sight.subject.touches(&|path| paths.hold(path)) => {
                Verdict::NotApplicable
            }
            Some(paths) if self.looks_for_what_should_not_be() => {
                let subject = &sight.subject.narrowed(&|path| paths.hold(path));
                self.compiled.verdict(Sight { subject, ..sight })
            }
            _ => self.compiled.verdict(sight),
        }
    }

    /// What the practice as it is written comes to, whatever paths the settings give it: what its
    /// examples are about.
    pub fn verdict_anywhere(&self, sight: Sight<'_, S>) -> Verdict {
        self.compiled.verdict(sight)
    }

    /// Why the practice as it is written does not come to `expected`, for whoever wrote it.
    pub fn reason(&self, sight: Sight<'_, S>, expected: Verdict) -> String {
        self.compiled.reason(sight, expected)
    }

    /// Whether a verdict is presence that is worth praise.
    pub fn is_praiseworthy(&self, sight: Sight<'_, S>, verdict: Verdict) -> bool {
        // What should not be there is never praised, and only that is narrowed.
        self.compiled.is_praiseworthy(sight, verdict)
    }

    /// The verdict with its evidence and the values that the words of `practice` need.
    pub fn finding(
        &self,
        sight: Sight<'_, S>,
        verdict: Verdict,
        practice: &Practice,
        (subject, title): (SubjectId, String),
    ) -> Finding {
        let names = (practice.id.clone(), subject, title);
        match &self.paths {
            Some(paths) if self.looks_for_what_should_not_be() => {
                let subject = &sight.subject.narrowed(&|path| paths.hold(path));
                self.compiled.finding(Sight { subject, ..sight }, verdict, names)
            }
            _ => self.compiled.finding(sight, verdict, names),
        }
    }

    const fn looks_for_what_should_not_be(&self) -> bool {
        matches!(self.compiled.detection, Detection::Missing(_))
    }

    /// The line tests of what is detected, or else of when it applies; those under `not` are what
    /// it does not look for.
    fn line_tests(&self) -> Vec<&LineTest> {
        let mut tests = Vec::new();
        let (Detection::Present(detected)
        | Detection::Missing(detected)
        | Detection::PraiseOnly(detected)) = &self.compiled.detection;
        detected.line_tests(&mut tests);
        if tests.is_empty() {
            self.compiled.applies.line_tests(&mut tests);
        }
        tests
    }
}
