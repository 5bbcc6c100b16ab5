//! The tree of one commit as facts.

use git_coach_model::{CommitId, RepoPath, Repository, Role, TreeFile};
use git2::Oid;

use crate::history::{Mode, is_binary, lines_of, touched};
use crate::repo::{Repo, oid};
use crate::role::Roles;
use crate::{Error, language, pipelines, test_code};

/// A file of a tree with the name of its content.
pub(crate) struct Entry {
    pub(crate) path: RepoPath,
    pub(crate) blob: Oid,
}

/// Every file of a commit's tree, sorted by path; submodules left out.
pub(crate) fn entries(repo: &Repo, commit: CommitId) -> Result<Vec<Entry>, Error> {
    let tree = repo.commit(oid(commit))?.tree;
    let mut entries: Vec<Entry> = touched(repo, None, Some(tree))?
        .files
        .into_iter()
        .filter_map(|file| Some((file.path, file.new?)))
        .filter(|(_, side)| side.mode != Mode::Submodule)
        .map(|(path, side)| Entry { path: RepoPath::from_bytes(&path), blob: side.id })
        .collect();
    entries.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(entries)
}

/// The roles that the attributes of a commit's tree and its paths tell.
pub(crate) fn roles(repo: &Repo, commit: CommitId) -> Result<Roles, Error> {
    let attributes: Vec<(String, String)> = entries(repo, commit)?
        .into_iter()
        .filter(|entry| entry.path.name() == ".gitattributes")
        .filter_map(|entry| {
            let blob = repo.git().find_blob(entry.blob).ok()?;
            let text = String::from_utf8_lossy(blob.content()).into_owned();
            Some((entry.path.folder().to_owned(), text))
        })
        .collect();
    Ok(Roles::new(attributes.iter().map(|(folder, text)| (folder.as_str(), text.as_str()))))
}

/// The repository as it looks at a commit; lines are not counted.
pub(crate) fn repository(
    repo: &Repo,
    roles: &Roles,
    commit: CommitId,
) -> Result<Repository, Error> {
    let entries = entries(repo, commit)?;
    let files: Vec<TreeFile> = entries
        .iter()
        .map(|entry| {
            let (role, all) = roles.of(entry.path.without_quotes(), None);
            let language = language::of_path(entry.path.without_quotes());
            TreeFile { path: entry.path.clone(), role, roles: all, language, lines: None }
        })
        .collect();
    let tests_inside_source = files
        .iter()
        .filter(|file| file.role == Role::Source)
        .any(|file| file.language.is_some_and(test_code::keeps_tests_inside));
    let text = |path: &str| {
        let at = entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
        pipelines::blob_text(repo, entries[at].blob)
    };
    let pipelines = pipelines::of(&files, &text);
    Ok(Repository { files, tests_inside_source, pipelines, ..Repository::default() })
}

/// One file with its content looked at: what it is for, and its lines.
pub(crate) fn read_file(repo: &Repo, roles: &Roles, entry: &Entry) -> TreeFile {
    let blob = repo.git().find_blob(entry.blob).ok();
    let content = blob.as_ref().map(git2::Blob::content);
    let (role, all) = roles.of(entry.path.without_quotes(), content);
    TreeFile {
        path: entry.path.clone(),
        role,
        roles: all,
        language: language::of_path(entry.path.without_quotes()),
        lines: content.and_then(lines),
    }
}

/// The lines of a text, an unended last one too; none for what git takes for binary.
pub(crate) fn lines(content: &[u8]) -> Option<u32> {
    (!is_binary(content)).then(|| lines_of(content))
}
