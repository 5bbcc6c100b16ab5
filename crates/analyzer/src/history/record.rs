//! What is read of one commit and never changes: what the cache keeps.

use git_coach_model::{FileStatus, LineCount, RepoPath, Time};
use git2::Oid;

use super::raw_commit::RawCommit;
use super::{Touched, count, touched};
use crate::Error;
use crate::kind::Said;
use crate::message;
use crate::repo::Repo;

/// A commit as it was made: no mailmap, no roles, nothing that a setting or another commit decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) parents: Vec<Oid>,
    /// Name and address.
    pub(crate) author: (String, String),
    pub(crate) author_time: Time,
    pub(crate) committer_time: Time,
    /// Names and addresses, in the order of the trailers.
    pub(crate) coauthors: Vec<(String, String)>,
    pub(crate) said: Said,
    /// What differs from the first parent, sorted by path; nothing for a merge.
    pub(crate) files: Vec<FileRecord>,
    /// Whether there were too many files to look for renamed ones that are merely alike.
    pub(crate) renames_limited: bool,
}

/// One file of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileRecord {
    pub(crate) path: RepoPath,
    pub(crate) old_path: Option<RepoPath>,
    pub(crate) status: FileStatus,
    /// Unseen as well where lines were not asked for.
    pub(crate) lines: LineCount,
}

impl Record {
    /// Reads a commit; of a merge, and where a shallow clone ends, no files.
    pub(crate) fn read(repo: &Repo, id: Oid, with_lines: bool) -> Result<Self, Error> {
        let raw = repo.commit(id)?;
        let (files, renames_limited) = if raw.parents.len() > 1 || repo.is_boundary(id) {
            (Vec::new(), false)
        } else {
            let parent = raw.parents.first().map(|parent| repo.commit(*parent)).transpose()?;
            let all = touched(repo, parent.map(|parent| parent.tree), Some(raw.tree))?;
            let files = all.files.iter().map(|file| FileRecord::read(repo, file, with_lines));
            (files.collect::<Result<_, _>>()?, all.renames_limited)
        };
        let decoded = |bytes: &[u8]| message::decode(bytes, raw.encoding());
        let message = message::without_references(&decoded(raw.message()));
        let signature = raw.author();
        Ok(Self {
            author: (decoded(signature.name), decoded(signature.email)),
            author_time: signature.time,
            committer_time: raw.committer_time(),
            coauthors: message::coauthors(&message),
            said: Said::of(&message),
            files,
            renames_limited,
            parents: raw.parents,
        })
    }
}

impl FileRecord {
    fn read(repo: &Repo, file: &Touched, with_lines: bool) -> Result<Self, Error> {
        Ok(Self {
            path: RepoPath::from_bytes(&file.path),
            old_path: file.old_path.as_deref().map(RepoPath::from_bytes),
            status: file.status(),
            lines: if with_lines { count(repo, file)? } else { LineCount::Unseen },
        })
    }
}

/// The parents of a commit and when it was committed, in seconds; no parents where a shallow clone
/// ends.
pub(crate) fn line_of_descent(repo: &Repo, id: Oid) -> Result<(Vec<Oid>, i64), Error> {
    let raw: RawCommit = repo.commit(id)?;
    Ok((raw.parents.clone(), raw.committer_time().seconds))
}

/// The names and addresses of those who had a hand in a commit.
pub(crate) struct Hands {
    pub(crate) author: (String, String),
    pub(crate) coauthors: Vec<(String, String)>,
}

/// Who had a hand in a commit, without reading what it touches.
pub(crate) fn hands_in(repo: &Repo, id: Oid) -> Result<Hands, Error> {
    let raw = repo.commit(id)?;
    let decoded = |bytes: &[u8]| message::decode(bytes, raw.encoding());
    let message = message::without_references(&decoded(raw.message()));
    let author = raw.author();
    Ok(Hands {
        author: (decoded(author.name), decoded(author.email)),
        coauthors: message::coauthors(&message),
    })
}
