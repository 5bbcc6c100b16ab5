//! A practice with its conditions and examples.

use git_coach_model::{
    Area, Change, Commit, Finding, Practice, PracticeId, Repository, SubjectId, Verdict,
};

use crate::Example;
use crate::condition::Sight;
use crate::judge::Compiled;

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

/// The conditions of one scope.
pub struct Compiles<S: crate::Subject>(pub(crate) Compiled<S>);

impl<S: crate::Subject> Compiles<S> {
    /// What the practice comes to on this subject.
    pub fn verdict(&self, sight: Sight<'_, S>) -> Verdict {
        self.0.verdict(sight)
    }

    /// Whether a verdict is presence that is worth praise.
    pub fn is_praiseworthy(&self, sight: Sight<'_, S>, verdict: Verdict) -> bool {
        self.0.is_praiseworthy(sight, verdict)
    }

    /// The verdict with its evidence and the values that the words of `practice` need.
    pub fn finding(
        &self,
        sight: Sight<'_, S>,
        verdict: Verdict,
        practice: &Practice,
        (subject, title): (SubjectId, String),
    ) -> Finding {
        self.0.finding(sight, verdict, (practice.id.clone(), subject, title))
    }
}
