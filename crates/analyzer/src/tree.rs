//! The tree of one commit as facts.

use git_coach_model::{CommitId, RepoPath, Repository, Role, TreeFile};
use git2::Oid;

use crate::history::{Mode, is_binary, lines_of, touched};
use crate::repo::{Repo, oid};
use crate::role::Roles;
use crate::{Error, content, language, pipelines, test_code};

/// A file of a tree with the name of its content.
pub(crate) struct Entry {
    pub(crate) path: RepoPath,
    pub(crate) blob: Oid,
}

/// Every file of a commit's tree, sorted by path; submodules left out.
pub(crate) fn entries(repo: &Repo, commit: CommitId) -> Result<Vec<Entry>, Error> {
    let all = with_submodules(repo, commit)?.into_iter();
    Ok(all.filter(|(mode, _)| *mode != Mode::Submodule).map(|(_, entry)| entry).collect())
}

fn with_submodules(repo: &Repo, commit: CommitId) -> Result<Vec<(Mode, Entry)>, Error> {
    let tree = repo.commit(oid(commit))?.tree;
    let mut entries: Vec<(Mode, Entry)> = touched(repo, None, Some(tree))?
        .files
        .into_iter()
        .filter_map(|file| Some((file.path, file.new?)))
        .map(|(path, side)| (side.mode, Entry { path: RepoPath::from_bytes(&path), blob: side.id }))
        .collect();
    entries.sort_by(|(_, left), (_, right)| left.path.cmp(&right.path));
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

/// The repository as it looks at a commit, with what a few of its files say; lines are not counted.
pub(crate) fn repository(
    repo: &Repo,
    roles: &Roles,
    commit: CommitId,
) -> Result<Repository, Error> {
    let (submodules, entries): (Vec<_>, Vec<_>) =
        with_submodules(repo, commit)?.into_iter().partition(|(mode, _)| *mode == Mode::Submodule);
    let submodules: Vec<String> =
        submodules.iter().map(|(_, entry)| entry.path.without_quotes().to_owned()).collect();
    let blobs: Vec<(Mode, Oid)> = entries.iter().map(|(mode, entry)| (*mode, entry.blob)).collect();
    let files: Vec<TreeFile> = entries
        .into_iter()
        .map(|(_, entry)| {
            let (role, all) = roles.of(entry.path.without_quotes(), None);
            let language = language::of_path(entry.path.without_quotes());
            TreeFile { path: entry.path.clone(), role, roles: all, language, lines: None }
        })
        .collect();
    let tests_inside_source = files
        .iter()
        .filter(|file| file.role == Role::Source)
        .any(|file| file.language.is_some_and(test_code::keeps_tests_inside));
    let paths: Vec<RepoPath> = files.iter().map(|file| file.path.clone()).collect();
    let said = |path: &str| {
        let at = paths.binary_search_by(|known| known.as_str().cmp(path)).ok()?;
        pipelines::blob_text(repo, blobs[at].1)
    };
    let pipelines = pipelines::of(&files, &said);
    let mut repository =
        Repository { files, tests_inside_source, pipelines, ..Repository::default() };
    let text = |at: usize| {
        let bytes = repo.blob(blobs[at].1).ok().flatten()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    content::settle(&mut repository, &submodules, |at| {
        if blobs[at].0 != Mode::Link {
            return text(at);
        }
        // A link's content is the path that it leads to; one that leads elsewhere says nothing.
        let leads_to = beside(&paths[at], &text(at)?);
        match leads_to.and_then(|path| paths.binary_search(&path).ok()) {
            Some(other) if blobs[other].0 != Mode::Link => text(other),
            _ => Some(String::new()),
        }
    });
    Ok(repository)
}

/// The path that a relative one leads to from where a file lies; none where it leads out.
fn beside(file: &RepoPath, link: &str) -> Option<RepoPath> {
    if link.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = file.folder().split('/').filter(|part| !part.is_empty()).collect();
    for part in link.trim_end().split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    Some(RepoPath::from(parts.join("/").as_str()))
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

/// Counts the lines of the source files among these, which are those of that commit.
pub(crate) fn count_source(repo: &Repo, at: CommitId, files: &mut [TreeFile]) -> Result<(), Error> {
    let entries = entries(repo, at)?;
    for file in files.iter_mut().filter(|file| file.role == Role::Source) {
        let entry = entries.binary_search_by(|entry| entry.path.cmp(&file.path));
        let blob = entry.ok().and_then(|entry| repo.blob(entries[entry].blob).ok().flatten());
        file.lines = blob.and_then(|content| lines(&content));
    }
    Ok(())
}

/// The lines of a text, an unended last one too; none for what git takes for binary.
pub(crate) fn lines(content: &[u8]) -> Option<u32> {
    (!is_binary(content)).then(|| lines_of(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_paths_of_the_tree() {
        for (file, link, expected) in [
            ("CLAUDE.md", "AGENTS.md", Some("AGENTS.md")),
            ("docs/README.md", "../README.md", Some("README.md")),
            ("a/b/c", "./../d//e", Some("a/d/e")),
            ("README.md", "../README.md", None),
            ("README.md", "/etc/passwd", None),
        ] {
            let found = beside(&RepoPath::from(file), link);
            assert_eq!(found.as_ref().map(RepoPath::as_str), expected, "{file} {link}");
        }
    }
}
