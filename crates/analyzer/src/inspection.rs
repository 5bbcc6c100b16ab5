//! A closer look at the contents of a change: places that single lines do not tell.

mod assertions;
mod binaries;
mod commented;
mod copies;
mod documents;
mod enclosing;
mod layout;
mod options;
mod pauses;

use git_coach_model::{ChangedLine, Evidence, FileChange, Inspection, LinePlace, RepoPath};
use git2::Tree;

use crate::repo::Repo;
use crate::role::Roles;

/// The largest file that is read whole, in bytes.
const LARGEST_TEXT: usize = 2 << 20;

/// What can be asked of the tree after a change.
pub(crate) trait After {
    /// The size of a file in bytes; none where it is not here.
    fn size(&self, path: &RepoPath) -> Option<u64>;
    /// The documents with their texts; none where one is not here, or they are too many.
    fn documents(&self) -> Option<Vec<(RepoPath, String)>>;
    /// What stands in a file; none where it is not here, or no text of ordinary length.
    fn text(&self, path: &RepoPath) -> Option<String>;
}

/// What the files of a change show.
pub(crate) fn of(files: &[FileChange], after: &dyn After) -> Inspection {
    let options = options::of(files, after);
    Inspection {
        weakened_tests: assertions::weakened(files),
        pauses_in_tests: pauses::in_tests(files, after),
        commented_out: commented::out(files, after),
        copies: copies::within(files),
        large_binaries: binaries::large(files, after),
        outdated_documents: documents::outdated(files, after),
        coverage: None,
        reformatted: layout::reformatted(files),
        new_options: options.new,
        undocumented_options: options.undocumented,
    }
}

/// The places that were found; none where there are none and something could not be seen.
fn seen(places: Vec<Evidence>, all_seen: bool) -> Option<Vec<Evidence>> {
    (all_seen || !places.is_empty()).then_some(places)
}

/// A line as a place.
fn place(file: &FileChange, line: &ChangedLine) -> Evidence {
    Evidence { path: file.path.clone(), line: Some(line.number), text: Some(line.text.clone()) }
}

/// Whether nothing but a comment stands on a line.
fn is_comment(line: &ChangedLine) -> bool {
    line.parts(LinePlace::Comment).next().is_some()
        && line.parts(LinePlace::Code).all(|part| part.trim().is_empty())
        && line.parts(LinePlace::String).next().is_none()
}

/// Runs of lines that follow one another in their file.
fn runs(lines: &[ChangedLine]) -> impl Iterator<Item = &[ChangedLine]> {
    lines.chunk_by(|one, next| next.number == one.number + 1)
}

/// A tree of the repository.
pub(crate) struct InTree<'a> {
    pub(crate) repo: &'a Repo,
    pub(crate) roles: &'a Roles,
    pub(crate) tree: Tree<'a>,
}

impl After for InTree<'_> {
    fn size(&self, path: &RepoPath) -> Option<u64> {
        let entry = self.tree.get_path(path.as_str().as_ref()).ok()?;
        let (size, _) = self.repo.git().odb().ok()?.read_header(entry.id()).ok()?;
        u64::try_from(size).ok()
    }

    fn documents(&self) -> Option<Vec<(RepoPath, String)>> {
        documents::in_tree(self.repo, &self.tree, self.roles)
    }

    fn text(&self, path: &RepoPath) -> Option<String> {
        let entry = self.tree.get_path(path.as_str().as_ref()).ok()?;
        let blob = self.repo.git().find_blob(entry.id()).ok()?;
        (blob.size() <= LARGEST_TEXT).then(|| String::from_utf8_lossy(blob.content()).into_owned())
    }
}

/// A work tree, of which nothing more is read.
pub(crate) struct Nowhere;

impl After for Nowhere {
    fn size(&self, _: &RepoPath) -> Option<u64> {
        None
    }

    fn documents(&self) -> Option<Vec<(RepoPath, String)>> {
        None
    }

    fn text(&self, _: &RepoPath) -> Option<String> {
        None
    }
}

#[cfg(test)]
mod tests;
