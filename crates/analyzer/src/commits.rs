//! Commits read as facts, and walks over them in git's own order.

use git_coach_model::{Commit, FileChange, Kind, Person, Time};
use git_coach_practices::NamePattern;
use git2::Oid;

use crate::bots::{is_assistant, is_bot};
use crate::diff::{self, Detail};
use crate::history::raw_commit::RawCommit;
use crate::mailmap::Mailmap;
use crate::repo::{Repo, commit_id};
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

    /// Whom the author in a commit stands for, and whether that is a program.
    pub(crate) fn author(&self, name: &str, email: &str) -> (Person, bool) {
        let person = self.mailmap.person(name, email);
        // A team may tell of a program by the name that its mailmap gives it.
        let by_bot = self.is_bot(name, email) || self.is_bot(&person.name, &person.email);
        (person, by_bot)
    }

    /// The people among those whom a message names as co-authors of its author; no programs, no
    /// assistants.
    pub(crate) fn coauthors(&self, named: &[(String, String)], author: &Person) -> Vec<Person> {
        let mut people: Vec<Person> = named
            .iter()
            .filter(|(name, email)| !is_assistant(name, email) && !self.is_bot(name, email))
            .map(|(name, email)| self.mailmap.person(name, email))
            .filter(|person| person != author)
            .collect();
        people.sort();
        people.dedup();
        people
    }
}

/// Reads one commit with the files it changed against its first parent; none for a merge, and
/// none where a shallow clone ends.
pub(crate) fn read(repo: &Repo, lens: &Lens, id: Oid, detail: Detail) -> Result<Commit, Error> {
    let raw = repo.commit(id)?;
    let files = if raw.parents.len() > 1 || repo.is_boundary(id) {
        Vec::new()
    } else {
        first_parent_files(repo, &lens.roles, &raw, detail)?
    };
    Ok(assemble(repo, lens, id, &raw, files))
}

/// Reads one commit without its files: what it says and who says it.
pub(crate) fn read_words(repo: &Repo, lens: &Lens, id: Oid) -> Result<Commit, Error> {
    Ok(assemble(repo, lens, id, &repo.commit(id)?, Vec::new()))
}

fn assemble(repo: &Repo, lens: &Lens, id: Oid, raw: &RawCommit, files: Vec<FileChange>) -> Commit {
    let decoded = |bytes: &[u8]| message::decode(bytes, raw.encoding());
    let mut message = message::parse(&decoded(raw.message()));
    let signature = raw.author();
    let (name, email) = (decoded(signature.name), decoded(signature.email));
    let (author, by_bot) = lens.author(&name, &email);
    let committer = raw.committer();
    if (committer.name, committer.email) != (signature.name, signature.email) {
        let committer = lens.author(&decoded(committer.name), &decoded(committer.email));
        message.review_trace |= is_second_person(&author, committer);
    }
    let coauthors = lens.coauthors(&message::coauthors(&message), &author);
    let kind = kind::of(&message, raw.parents.len() > 1, &files);
    Commit {
        id: commit_id(id),
        parents: raw.parents.iter().copied().map(commit_id).collect(),
        author,
        author_time: signature.time,
        committer_time: raw.committer_time(),
        coauthors,
        message,
        kind,
        by_bot,
        unseen: repo.is_boundary(id),
        files,
    }
}

/// The person who put a commit where it is; none for programs and forges.
pub(crate) fn committer(raw: &RawCommit, lens: &Lens) -> Option<Person> {
    let decoded = |bytes: &[u8]| message::decode(bytes, raw.encoding());
    let committer = raw.committer();
    let (person, is_bot) = lens.author(&decoded(committer.name), &decoded(committer.email));
    let is_nobody = is_bot || person.email.starts_with("noreply@") || person.name.is_empty();
    (!is_nobody).then_some(person)
}

/// Whether a committer is somebody else than the author and no program: who applies the work of
/// others has seen it. One name with two addresses is one person, and so is one address.
fn is_second_person(author: &Person, (committer, is_bot): (Person, bool)) -> bool {
    let is_same = |left: &str, right: &str| left.to_lowercase() == right.to_lowercase();
    !is_bot
        && !committer.email.starts_with("noreply@")
        && !committer.name.is_empty()
        && !is_same(&author.name, &committer.name)
        && !is_same(&author.email, &committer.email)
}

/// The files that a commit changed against its first parent, or all of them for a root.
pub(crate) fn first_parent_files(
    repo: &Repo,
    roles: &Roles,
    commit: &RawCommit,
    detail: Detail,
) -> Result<Vec<FileChange>, Error> {
    let parent = commit.parents.first().map(|parent| repo.commit(*parent)).transpose()?;
    diff::between(repo, roles, (parent.map(|parent| parent.tree), Some(commit.tree)), detail)
}

/// When a commit was made.
pub(crate) fn time(time: git2::Time) -> Time {
    Time { seconds: time.seconds(), offset_minutes: time.offset_minutes() }
}

/// Whether a commit is work whose habits can be spoken of: made by a person, and no mere joint.
pub(crate) fn is_work(commit: &Commit) -> bool {
    !commit.by_bot && commit.kind != Kind::Merge && !kind::is_joint(&commit.message.subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_person_has_another_name_and_address() {
        let person = |name: &str, email: &str| Person { name: name.into(), email: email.into() };
        let author = person("Anna", "anna@example.org");
        for (name, email, is_bot, expected) in [
            ("Boris", "boris@example.org", false, true),
            ("anna", "anna@home.example", false, false),
            ("A. Lee", "Anna@example.org", false, false),
            ("GitHub", "noreply@github.com", true, false),
            ("Forge", "noreply@forge.example", false, false),
            ("merge-bot", "bot@example.org", true, false),
        ] {
            let found = is_second_person(&author, (person(name, email), is_bot));
            assert_eq!(found, expected, "{name} <{email}>");
        }
    }
}
