//! Commits read as facts, and walks over them in git's own order.

use git_coach_model::{Commit, FileChange, Kind, Message, Person, Time};
use git_coach_practices::NamePattern;
use git2::{Oid, Tree};

use crate::bots::{is_assistant, is_bot};
use crate::diff::{self, Detail};
use crate::mailmap::Mailmap;
use crate::repo::{Repo, commit_id};
use crate::revision::Range;
use crate::role::Roles;
use crate::{Error, kind, message};

/// What every commit is read with.
pub(crate) struct Lens {
    pub(crate) roles: Roles,
    pub(crate) mailmap: Mailmap,
    /// Names and addresses of programs that the team has told of.
    pub(crate) bots: Vec<NamePattern>,
}

impl Lens {
    /// Whether a program commits under this name and address.
    pub(crate) fn is_bot(&self, name: &str, email: &str) -> bool {
        is_bot(name, email) || self.bots.iter().any(|bot| bot.fits(name, email))
    }

    /// The people whom a message names as co-authors of its author; no programs, no assistants.
    pub(crate) fn coauthors(&self, message: &Message, author: &Person) -> Vec<Person> {
        let mut people: Vec<Person> = message::coauthors(message)
            .into_iter()
            .filter(|(name, email)| !is_assistant(name, email) && !self.is_bot(name, email))
            .map(|(name, email)| self.mailmap.person(&name, &email))
            .filter(|person| person != author)
            .collect();
        people.sort();
        people.dedup();
        people
    }
}

/// The commits of a range, newest first, in the order of `git log`.
pub(crate) fn walk(repo: &Repo, range: &Range) -> Result<Vec<Oid>, Error> {
    let attempt = "walking the history";
    let mut walk = repo.git().revwalk().map_err(Error::git(attempt))?;
    for tip in &range.tips {
        walk.push(*tip).map_err(Error::git(attempt))?;
    }
    for hidden in &range.hidden {
        walk.hide(*hidden).map_err(Error::git(attempt))?;
    }
    walk.collect::<Result<Vec<_>, _>>().map_err(Error::git(attempt))
}

/// Reads one commit with the files it changed against its first parent; none for a merge, and
/// none where a shallow clone ends.
pub(crate) fn read(repo: &Repo, lens: &Lens, id: Oid, detail: Detail) -> Result<Commit, Error> {
    let files = |commit: &git2::Commit<'_>| {
        if commit.parent_count() > 1 || repo.is_boundary(id) {
            return Ok(Vec::new());
        }
        first_parent_files(repo, &lens.roles, commit, detail)
    };
    read_with(repo, lens, id, files)
}

/// Reads one commit without its files: what it says and who says it.
pub(crate) fn read_words(repo: &Repo, lens: &Lens, id: Oid) -> Result<Commit, Error> {
    read_with(repo, lens, id, |_| Ok(Vec::new()))
}

fn read_with(
    repo: &Repo,
    lens: &Lens,
    id: Oid,
    files: impl FnOnce(&git2::Commit<'_>) -> Result<Vec<FileChange>, Error>,
) -> Result<Commit, Error> {
    let commit = repo.git().find_commit(id).map_err(Error::git(format!("reading commit {id}")))?;
    let encoding = commit.header_field_bytes("encoding").ok();
    let encoding = encoding.as_ref().and_then(|label| std::str::from_utf8(label).ok());
    let decoded = |bytes: &[u8]| message::decode(bytes, encoding);
    let message = message::parse(&decoded(commit.message_raw_bytes()));
    let header = commit.header_field_bytes("author").ok();
    let author = commit.author();
    let (name, email) = header
        .as_deref()
        .and_then(identity)
        .unwrap_or_else(|| (author.name_bytes(), author.email_bytes()));
    let (name, email) = (decoded(name), decoded(email));
    let author = lens.mailmap.person(&name, &email);
    // A team may tell of a program by the name that its mailmap gives it.
    let by_bot = lens.is_bot(&name, &email) || lens.is_bot(&author.name, &author.email);
    let coauthors = lens.coauthors(&message, &author);
    let files = files(&commit)?;
    let parents = commit.parent_ids().map(commit_id).collect::<Vec<_>>();
    let kind = kind::of(&message, parents.len() > 1, &files);
    Ok(Commit {
        id: commit_id(id),
        parents,
        author,
        author_time: time(commit.author().when()),
        committer_time: time(commit.time()),
        coauthors,
        message,
        kind,
        by_bot,
        unseen: repo.is_boundary(id),
        files,
    })
}

/// The name and the address in an `author` line as git reads them. libgit2 takes dots, commas and
/// quotes off their ends, and another pair of brackets where there are several.
fn identity(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let opened = line.iter().position(|byte| *byte == b'<')?;
    let (name, rest) = (&line[..opened], &line[opened + 1..]);
    let closed = rest.iter().position(|byte| *byte == b'>')?;
    Some((name.trim_ascii(), &rest[..closed]))
}

/// The files that a commit changed against its first parent, or all of them for a root.
pub(crate) fn first_parent_files(
    repo: &Repo,
    roles: &Roles,
    commit: &git2::Commit<'_>,
    detail: Detail,
) -> Result<Vec<FileChange>, Error> {
    let attempt = || Error::git(format!("reading the tree of {}", commit.id()));
    let new = commit.tree().map_err(attempt())?;
    let old: Option<Tree<'_>> = match commit.parent_id(0) {
        Ok(parent) => {
            let parent = repo.git().find_commit(parent).map_err(attempt())?;
            Some(parent.tree().map_err(attempt())?)
        }
        Err(_) => None,
    };
    diff::between(repo, roles, (old.as_ref(), Some(&new)), detail)
}

/// When a commit was made.
pub(crate) fn time(time: git2::Time) -> Time {
    Time { seconds: time.seconds(), offset_minutes: time.offset_minutes() }
}

/// Whether a commit is work whose habits can be spoken of: made by a person, and no mere joint.
pub(crate) fn is_work(commit: &Commit) -> bool {
    !commit.by_bot && commit.kind != Kind::Merge && !kind::is_joint(&commit.message.subject)
}
