//! Facts handed out one by one, for rows: commits, changes and files; and what a history says of the
//! places of its tree.

use std::collections::{BTreeSet, HashSet};

use git_coach_model::{Change, CommitId, Outline, RepoPath, TreeFile};
use git2::Oid;

use crate::Error;
use crate::areas;
use crate::cache::{Cache, Keeper};
use crate::changes::{self, Brought};
use crate::commits::{self, Lens};
use crate::diff::Detail;
use crate::history::Record;
use crate::language;
use crate::mailmap::Mailmap;
use crate::outlines::Outlines;
use crate::places::Places;
use crate::pseudonym::Names;
use crate::repo::Repo;
use crate::revision::Range;
use crate::role::Roles;
use crate::survey::Desk;
use crate::tree;
use crate::walk;
use crate::workers::{read_all, stream};

/// How closely commits are read in outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Which files they touch: trees alone.
    Files,
    /// How many lines of them as well.
    Lines,
}

/// How many changes are read before they are handed out.
const BATCH: usize = 256;

/// Hands every commit of a range to `take`, newest first.
///
/// # Errors
/// A commit that cannot be read, or what `take` answers.
pub fn commits<E: From<Error>>(
    desk: &Desk<'_>,
    range: &Range,
    at: CommitId,
    reading: Reading,
    mut take: impl FnMut(Outline) -> Result<(), E>,
) -> Result<(), E> {
    let lens = desk.lens(at)?;
    let outlines = Outlines::new(&lens);
    let cache = if desk.use_cache { Cache::open(desk.repo) } else { Cache::none() };
    let mut keeper =
        if desk.use_cache { Keeper::new(desk.repo, &cache) } else { Keeper::none(&cache) };
    let with_lines = reading == Reading::Lines;
    let ids = walk::known_range(desk.repo, &cache, range)?;
    let read = |repo: &Repo, id: &Oid| {
        if let Some(record) = cache.get(*id, with_lines) {
            return Ok((outlines.of(repo, *id, &record), None));
        }
        let record = Record::read(repo, *id, with_lines)?;
        Ok((outlines.of(repo, *id, &record), Some((*id, record))))
    };
    let told = (desk.progress, "commits");
    let done = stream(desk.repo, desk.threads, &ids, told, read, |(outline, new)| {
        if let Some((id, record)) = new.filter(|(id, _)| !desk.repo.is_boundary(*id)) {
            keeper.keep(id, &record, with_lines);
        }
        take(outline)
    });
    keeper.finish();
    done
}

/// The names of everybody who wrote, or helped to write, a commit that the ends of a range reach.
///
/// # Errors
/// A commit that cannot be read.
pub fn names(desk: &Desk<'_>, range: &Range) -> Result<Names, Error> {
    let as_committed =
        Lens { roles: Roles::default(), mailmap: Mailmap::default(), bots: Vec::new() };
    let mailmap = desk.repo.mailmap();
    let ids = walk::range(desk.repo, &Range { tips: range.tips.clone(), hidden: Vec::new() })?;
    let mut identities = BTreeSet::new();
    let read = |repo: &Repo, id: &Oid| commits::read_words(repo, &as_committed, *id);
    stream(desk.repo, desk.threads, &ids, (desk.progress, "people"), read, |commit| {
        if !commit.by_bot {
            for given in std::iter::once(commit.author).chain(commit.coauthors) {
                let person = mailmap.person(&given.name, &given.email);
                identities.insert((given, person));
            }
        }
        Ok::<(), Error>(())
    })?;
    Ok(Names::of(&identities))
}

/// Hands every change of a range to `take`, newest first: the commits of the range that are on the
/// first-parent line of its tip.
///
/// # Errors
/// A commit that cannot be read, or what `take` answers.
pub fn changes<E: From<Error>>(
    desk: &Desk<'_>,
    range: &Range,
    at: CommitId,
    mut take: impl FnMut(Change) -> Result<(), E>,
) -> Result<(), E> {
    let lens = desk.lens(at)?;
    let ids = main_line(desk, range)?;
    let brought = Brought::by(desk.repo, &ids)?;
    for batch in ids.chunks(BATCH) {
        let read =
            read_all(desk.repo, desk.threads, batch, (desk.progress, "changes"), |repo, id| {
                changes::read(repo, &lens, &brought, *id, Detail::Counts)
            })?;
        read.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

/// Every file of a commit's tree.
///
/// # Errors
/// A tree that cannot be read.
pub fn files(desk: &Desk<'_>, at: CommitId) -> Result<Vec<TreeFile>, Error> {
    let roles = tree::roles(desk.repo, at)?;
    let entries = tree::entries(desk.repo, at)?;
    read_all(desk.repo, desk.threads, &entries, (desk.progress, "files"), |repo, entry| {
        Ok(tree::read_file(repo, &roles, entry))
    })
}

/// What the commits of a range say of the files and areas of a commit's tree. Who owns what and
/// what changes together needs [`Reading::Files`] alone.
///
/// # Errors
/// A commit or a tree that cannot be read.
pub fn places(
    desk: &Desk<'_>,
    range: &Range,
    at: CommitId,
    reading: Reading,
) -> Result<Places, Error> {
    let files = files(desk, at)?;
    let folders = areas::areas(&files, &desk.settings.areas);
    let clock = desk.repo.time_of(at)?;
    let mut places = Places::new(files, &folders, (at, clock));
    commits(desk, range, at, reading, |commit| {
        places.take(&commit);
        Ok::<_, Error>(())
    })?;
    Ok(places)
}

/// What a path alone tells of a file.
pub fn file_of_path(path: RepoPath) -> TreeFile {
    file_of(path, None)
}

/// What a path and the start of the file's content, where it is known, tell of a file.
pub fn file_of(path: RepoPath, head: Option<&[u8]>) -> TreeFile {
    let (role, all) = Roles::default().of(path.without_quotes(), head);
    let language = language::of_path(path.without_quotes());
    TreeFile { path, role, roles: all, language, lines: None }
}

/// The commits of a range on the first-parent line of its last tip, newest first.
pub(crate) fn main_line(desk: &Desk<'_>, range: &Range) -> Result<Vec<Oid>, Error> {
    let Some(tip) = range.tips.last().copied() else { return Ok(Vec::new()) };
    let mut line = Vec::new();
    let mut next = Some(tip);
    while let Some(id) = next.filter(|id| !range.hidden.contains(id)) {
        line.push(id);
        let ends = desk.repo.is_boundary(id);
        next = if ends { None } else { desk.repo.commit(id)?.parents.first().copied() };
    }
    // Where it leads to the one commit that is hidden, nothing above that can be hidden as well.
    let ends_there = range.hidden.is_empty() || (next.is_some() && range.hidden.len() == 1);
    if !ends_there {
        let within: HashSet<Oid> = walk::range(desk.repo, range)?.into_iter().collect();
        let outside = line.iter().position(|id| !within.contains(id));
        line.truncate(outside.unwrap_or(line.len()));
    }
    line.retain(|id| !desk.repo.is_boundary(*id));
    Ok(line)
}
