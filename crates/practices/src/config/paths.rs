//! The paths that a practice is held to.
//!
//! A subject that touches none of them is left in peace. Of one that does, what should not be there
//! (`[missing]`) is looked for in these paths alone; a habit (`[present]`) is looked for in the
//! whole subject, as the test of `src/` lies elsewhere.

use git_coach_model::{Area, Change, Commit, FileChange, RepoPath, Repository};
use globset::GlobSet;

use super::Placed;

/// Globs on whole paths, and how they were written.
#[derive(Clone, Debug)]
pub(crate) struct Paths {
    pub(crate) set: GlobSet,
    /// Each glob as it was written, in the order of the set.
    pub(crate) globs: Vec<Placed<String>>,
}

impl Paths {
    pub(crate) fn hold(&self, path: &RepoPath) -> bool {
        self.set.is_match(path.as_str())
    }

    /// The globs that hold none of these paths.
    pub(crate) fn idle<'p>(
        &self,
        paths: impl Iterator<Item = &'p RepoPath>,
    ) -> impl Iterator<Item = &Placed<String>> {
        let mut met = vec![false; self.globs.len()];
        for path in paths {
            for at in self.set.matches(path.as_str()) {
                met[at] = true;
            }
        }
        self.globs.iter().zip(met).filter(|(_, met)| !met).map(|(glob, _)| glob)
    }
}

/// A subject that can be cut down to some of its paths.
pub trait Narrow: Sized {
    /// Whether it touches a path that `holds` answers yes to.
    fn touches(&self, holds: &dyn Fn(&RepoPath) -> bool) -> bool;
    /// The subject as though it were about those paths alone.
    fn narrowed(&self, holds: &dyn Fn(&RepoPath) -> bool) -> Self;
}

impl Narrow for Commit {
    fn touches(&self, holds: &dyn Fn(&RepoPath) -> bool) -> bool {
        self.files.iter().any(|file| holds(&file.path))
    }

    fn narrowed(&self, holds: &dyn Fn(&RepoPath) -> bool) -> Self {
        Self { files: kept(&self.files, holds), ..self.clone() }
    }
}

impl Narrow for Change {
    fn touches(&self, holds: &dyn Fn(&RepoPath) -> bool) -> bool {
        self.files.iter().any(|file| holds(&file.path))
    }

    fn narrowed(&self, holds: &dyn Fn(&RepoPath) -> bool) -> Self {
        let inspection = self.inspection.narrowed(|place| holds(&place.path));
        let mut around = self.around.clone();
        if let Some(places) = &mut around.untested_places {
            places.retain(|place| holds(&place.path));
        }
        Self { files: kept(&self.files, holds), inspection, around, ..self.clone() }
    }
}

impl Narrow for Repository {
    fn touches(&self, holds: &dyn Fn(&RepoPath) -> bool) -> bool {
        self.files.iter().any(|file| holds(&file.path))
    }

    fn narrowed(&self, holds: &dyn Fn(&RepoPath) -> bool) -> Self {
        let files = self.files.iter().filter(|file| holds(&file.path)).cloned().collect();
        Self { files, ..self.clone() }
    }
}

/// An area is among the paths where they hold its folder: `infra/**` holds `infra`.
impl Narrow for Area {
    fn touches(&self, holds: &dyn Fn(&RepoPath) -> bool) -> bool {
        holds(&self.path) || holds(&RepoPath::from(format!("{}/x", self.path)))
    }

    fn narrowed(&self, _: &dyn Fn(&RepoPath) -> bool) -> Self {
        self.clone()
    }
}

fn kept(files: &[FileChange], holds: &dyn Fn(&RepoPath) -> bool) -> Vec<FileChange> {
    files.iter().filter(|file| holds(&file.path)).cloned().collect()
}
