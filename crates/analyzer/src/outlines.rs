//! Commits in outline: what was read of them, as the settings, the mailmap and the attributes at
//! hand make it out.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use git_coach_model::{FileChange, Language, LineCount, Outline, Person, Role, RoleSet};
use git2::Oid;

use crate::commits::Lens;
use crate::history::{FileRecord, Record};
use crate::repo::{Repo, commit_id};
use crate::{kind, language};

/// Makes outlines of records, and remembers what it made out: a history names the same few paths
/// and people over and over.
pub(crate) struct Outlines<'l> {
    lens: &'l Lens,
    paths: Known<String, (Role, RoleSet, Option<Language>)>,
    people: Known<(String, String), (Person, bool)>,
}

impl<'l> Outlines<'l> {
    pub(crate) fn new(lens: &'l Lens) -> Self {
        Self { lens, paths: Known::default(), people: Known::default() }
    }

    /// What the record of a commit says.
    pub(crate) fn of(&self, repo: &Repo, id: Oid, record: &Record) -> Outline {
        let files: Vec<FileChange> = record.files.iter().map(|file| self.file(file)).collect();
        let (author, by_bot) = self.person(&record.author);
        Outline {
            id: commit_id(id),
            parents: record.parents.iter().copied().map(commit_id).collect(),
            coauthors: self.lens.coauthors(&record.coauthors, &author),
            author,
            author_time: record.author_time,
            committer_time: record.committer_time,
            subject: record.said.subject.clone(),
            kind: kind::of_said(&record.said, record.parents.len() > 1, &files),
            by_bot,
            unseen: repo.is_boundary(id),
            renames_limited: record.renames_limited,
            files,
        }
    }

    fn file(&self, file: &FileRecord) -> FileChange {
        let path = file.path.without_quotes();
        let (role, roles, language) = self.paths.get(path, || {
            let (role, roles) = self.lens.roles.of(path, None);
            (role, roles, language::of_path(path))
        });
        let unchanged =
            matches!(file.lines, LineCount::Counted { added: 0, deleted: 0 } | LineCount::Binary);
        FileChange {
            path: file.path.clone(),
            old_path: file.old_path.clone(),
            status: file.status,
            role,
            roles,
            language,
            lines: file.lines,
            test_added: 0,
            test_deleted: 0,
            code_added: None,
            added_lines: unchanged.then(Vec::new),
            deleted_lines: unchanged.then(Vec::new),
        }
    }

    fn person(&self, given: &(String, String)) -> (Person, bool) {
        self.people.get(given, || self.lens.author(&given.0, &given.1))
    }
}

/// What was made out before.
struct Known<K, V>(RwLock<HashMap<K, V>>);

impl<K, V> Default for Known<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Eq + std::hash::Hash, V: Clone> Known<K, V> {
    fn get<Q>(&self, key: &Q, make: impl FnOnce() -> V) -> V
    where
        K: std::borrow::Borrow<Q>,
        Q: Eq + std::hash::Hash + ToOwned<Owned = K> + ?Sized,
    {
        // Whole values go in: a thread that died left none half made.
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        known.unwrap_or_else(|| {
            let made = make();
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            all.insert(key.to_owned(), made.clone());
            made
        })
    }
}
