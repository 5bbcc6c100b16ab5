//! Everybody who had a hand in a history, and how often: from what is kept of it, or from the heads
//! and trailers of its commits, never from their trees.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{CommitId, Person};
use git2::Oid;

use crate::Error;
use crate::cache::Cache;
use crate::commits::Lens;
use crate::history::{Hands, hands_in};
use crate::repo::Repo;
use crate::survey::Desk;
use crate::walk;
use crate::workers::stream;

/// Everybody of a history, under the mailmap; programs that wrote a commit are among them.
#[derive(Debug, Default)]
pub(crate) struct Everybody {
    /// With how many commits they wrote or helped to write.
    pub(crate) people: BTreeMap<Person, u32>,
    /// With the addresses that stand in their commits.
    pub(crate) given: BTreeMap<Person, BTreeSet<String>>,
}

impl Everybody {
    pub(crate) fn add(&mut self, person: Person, address: &str, commits: u32) {
        self.given.entry(person.clone()).or_default().insert(address.to_owned());
        *self.people.entry(person).or_default() += commits;
    }
}

/// Everybody who wrote, or helped to write, a commit that `tip` reaches.
///
/// # Errors
/// A commit that cannot be read.
pub(crate) fn everybody(desk: &Desk<'_>, lens: &Lens, tip: CommitId) -> Result<Everybody, Error> {
    let cache = if desk.use_cache { Cache::open(desk.repo) } else { Cache::none() };
    let ids = walk::known_range(desk.repo, &cache, &desk.repo.history(tip))?;
    let read = |repo: &Repo, id: &Oid| match cache.get(*id, false) {
        Some(record) => Ok(Hands { author: record.author, coauthors: record.coauthors }),
        None => hands_in(repo, *id),
    };
    // A history names the same few people over and over: each is looked up once.
    let mut authors: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut coauthors: BTreeMap<(String, String), u32> = BTreeMap::new();
    stream(desk.repo, desk.threads, &ids, (desk.progress, "people"), read, |hands| {
        *authors.entry(hands.author).or_default() += 1;
        for coauthor in hands.coauthors {
            *coauthors.entry(coauthor).or_default() += 1;
        }
        Ok::<(), Error>(())
    })?;
    let mut everybody = Everybody::default();
    for ((name, email), commits) in authors {
        everybody.add(lens.author(&name, &email).0, &email, commits);
    }
    let nobody = Person { name: String::new(), email: String::new() };
    for (named, commits) in coauthors {
        for person in lens.coauthors(std::slice::from_ref(&named), &nobody) {
            everybody.add(person, &named.1, commits);
        }
    }
    Ok(everybody)
}
