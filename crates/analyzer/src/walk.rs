//! Which commits a range has, in the order of `git log`.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use git2::Oid;

use crate::Error;
use crate::cache::Cache;
use crate::history::line_of_descent;
use crate::repo::Repo;
use crate::revision::Range;

/// How many commits are looked at after the last one that could matter: clocks differ, and a commit
/// may be dated before its parent. Git has the same number.
const SLACK: u32 = 5;

/// The commits of a range, newest first.
pub(crate) fn range(repo: &Repo, range: &Range) -> Result<Vec<Oid>, Error> {
    known_range(repo, &Cache::none(), range)
}

/// The same, where much of the history may be kept already.
///
/// Git's order is that of a queue sorted by the time of commit: each commit's parents are queued
/// when it is taken out, and of equal times the first queued comes first. What the hidden ends reach
/// goes through the same queue, until nothing else is left in it.
pub(crate) fn known_range(repo: &Repo, cache: &Cache, range: &Range) -> Result<Vec<Oid>, Error> {
    Ok(walked(repo, cache, range)?.0)
}

/// The same, each commit with its parents.
pub(crate) fn with_parents(
    repo: &Repo,
    cache: &Cache,
    range: &Range,
) -> Result<Vec<(Oid, Vec<Oid>)>, Error> {
    let (order, mut known) = walked(repo, cache, range)?;
    let with_parents = |id| known.remove(&id).map(|commit| (id, commit.parents));
    Ok(order.into_iter().filter_map(with_parents).collect())
}

fn walked(
    repo: &Repo,
    cache: &Cache,
    range: &Range,
) -> Result<(Vec<Oid>, HashMap<Oid, Known>), Error> {
    let mut walk = Walk { repo, cache, known: HashMap::new(), queue: BinaryHeap::new(), wanted: 0 };
    for (ids, is_hidden) in [(&range.hidden, true), (&range.tips, false)] {
        for id in ids {
            walk.add(*id, is_hidden)?;
        }
    }
    let mut order = Vec::new();
    let (mut slack, mut last) = (SLACK, i64::MAX);
    while let Some((seconds, _, id)) = walk.queue.pop() {
        let is_hidden = walk.take(id)?;
        if !is_hidden {
            order.push(id);
            last = seconds;
            continue;
        }
        let next = walk.queue.peek().map(|(seconds, ..)| *seconds);
        let matters = walk.wanted > 0 || next.is_some_and(|next| last <= next);
        slack = if matters { SLACK } else { slack - 1 };
        if slack == 0 {
            break;
        }
    }
    order.retain(|id| walk.known.get(id).is_some_and(|commit| !commit.is_hidden));
    Ok((order, walk.known))
}

/// A commit that was queued.
struct Known {
    parents: Vec<Oid>,
    is_hidden: bool,
    is_queued: bool,
}

struct Walk<'a> {
    repo: &'a Repo,
    cache: &'a Cache,
    known: HashMap<Oid, Known>,
    queue: BinaryHeap<(i64, Reverse<usize>, Oid)>,
    /// How many commits in the queue are not hidden.
    wanted: usize,
}

impl Walk<'_> {
    /// Queues a commit, unless it was, and hides it.
    fn add(&mut self, id: Oid, is_hidden: bool) -> Result<(), Error> {
        if self.known.contains_key(&id) {
            if is_hidden {
                self.hide(id);
            }
            return Ok(());
        }
        let (parents, seconds) = match self.cache.line_of_descent(id) {
            Some(known) => known,
            None => line_of_descent(self.repo, id)?,
        };
        let parents = if self.repo.is_boundary(id) { Vec::new() } else { parents };
        self.known.insert(id, Known { parents, is_hidden, is_queued: true });
        self.queue.push((seconds, Reverse(self.known.len()), id));
        self.wanted += usize::from(!is_hidden);
        Ok(())
    }

    /// Hides a commit that is known, and what is known of those before it.
    fn hide(&mut self, id: Oid) {
        let mut hidden = vec![id];
        while let Some(id) = hidden.pop() {
            let Some(commit) = self.known.get_mut(&id).filter(|commit| !commit.is_hidden) else {
                continue;
            };
            commit.is_hidden = true;
            self.wanted -= usize::from(commit.is_queued);
            hidden.extend_from_slice(&commit.parents);
        }
    }

    /// Takes a commit out of the queue and queues its parents; answers whether it is hidden.
    fn take(&mut self, id: Oid) -> Result<bool, Error> {
        let Some(commit) = self.known.get_mut(&id) else {
            return Ok(true);
        };
        commit.is_queued = false;
        let (parents, is_hidden) = (commit.parents.clone(), commit.is_hidden);
        self.wanted -= usize::from(!is_hidden);
        for parent in parents {
            self.add(parent, is_hidden)?;
        }
        Ok(is_hidden)
    }
}

#[cfg(test)]
mod tests {
    use git2::{Repository, Signature, Time};
    use proptest::prelude::*;

    use super::*;

    /// Commits, each with the numbers of its parents among those before it; a second apart.
    fn histories() -> impl Strategy<Value = Vec<Vec<prop::sample::Index>>> {
        let parents = proptest::collection::vec(any::<prop::sample::Index>(), 0..3);
        proptest::collection::vec(parents, 1..40)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

        #[test]
        fn any_range_of_any_history_is_libgit2s(
            history in histories(),
            ends in proptest::collection::vec(any::<prop::sample::Index>(), 1..5),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let git = Repository::init_bare(folder.path()).unwrap();
            let tree = git.find_tree(git.treebuilder(None).unwrap().write().unwrap()).unwrap();
            let mut ids: Vec<Oid> = Vec::new();
            for (parents, seconds) in history.iter().zip(1..) {
                let mut before: Vec<Oid> = parents
                    .iter()
                    .filter(|_| !ids.is_empty())
                    .map(|parent| ids[parent.index(ids.len())])
                    .collect();
                before.dedup();
                let parents: Vec<_> =
                    before.iter().map(|id| git.find_commit(*id).unwrap()).collect();
                let who = Signature::new("a", "a@x", &Time::new(seconds, 0)).unwrap();
                let parents: Vec<_> = parents.iter().collect();
                ids.push(git.commit(None, &who, &who, "x", &tree, &parents).unwrap());
            }
            let ends: Vec<Oid> = ends.iter().map(|end| ids[end.index(ids.len())]).collect();
            let asked = Range { tips: vec![ends[0]], hidden: ends[1..].to_vec() };
            let mut walk = git.revwalk().unwrap();
            walk.push(ends[0]).unwrap();
            ends[1..].iter().for_each(|end| walk.hide(*end).unwrap());
            let expected: Vec<Oid> = walk.map(Result::unwrap).collect();
            let repo = Repo::open(folder.path()).unwrap();
            prop_assert_eq!(range(&repo, &asked).unwrap(), expected);
        }
    }
}
