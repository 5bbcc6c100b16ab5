//! Which commits a range has, in the order of `git log`.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use git2::Oid;

use crate::Error;
use crate::cache::Cache;
use crate::history::line_of_descent;
use crate::repo::Repo;
use crate::revision::Range;

/// The commits of a range, newest first.
pub(crate) fn range(repo: &Repo, range: &Range) -> Result<Vec<Oid>, Error> {
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

/// The same for a whole history, most of which may be known already.
///
/// Without commits to leave out, git's order is that of a queue sorted by the time of commit: each
/// commit's parents are queued when it is taken out, and of equal times the first queued comes
/// first.
pub(crate) fn known_range(repo: &Repo, cache: &Cache, range: &Range) -> Result<Vec<Oid>, Error> {
    if !range.hidden.is_empty() {
        return self::range(repo, range);
    }
    let mut queue = BinaryHeap::new();
    let mut queued = HashSet::new();
    let mut order = Vec::new();
    let mut next = range.tips.clone();
    loop {
        for id in next {
            if queued.insert(id) {
                let (parents, seconds) = match cache.line_of_descent(id) {
                    Some(known) => known,
                    None => line_of_descent(repo, id)?,
                };
                queue.push((seconds, Reverse(queued.len()), id, parents));
            }
        }
        let Some((_, _, id, parents)) = queue.pop() else {
            return Ok(order);
        };
        order.push(id);
        next = if repo.is_boundary(id) { Vec::new() } else { parents };
    }
}
