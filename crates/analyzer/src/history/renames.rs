//! Which of the files that are gone came back under another name: what `git diff -M` finds.
//!
//! Equal contents first, then files of one name that are alike, then whatever is most alike. The
//! rules and limits are git's (`git help diff`, `-M` and `-l`), so that the same pairs are found.

mod likeness;

use std::collections::HashMap;

use super::tree_diff::{Entry, Mode, Side};
use crate::Error;
use crate::repo::Repo;
use likeness::{ALIKE, Likeness, MUCH_ALIKE};

/// Git's `diff.renameLimit`: with more pairs than its square only equal files are found.
const LIMIT: usize = 1000;
/// For each new file, how many old ones are remembered.
const CANDIDATES: usize = 4;
/// How many equal old files are looked through for one new file.
const EQUAL_FILES: usize = 100;

/// What became of the entries of a tree pair.
pub(crate) struct Renames {
    /// For each entry, the one whose old side it came from.
    pub(crate) from: Vec<Option<usize>>,
    /// Whether there were too many files to look for those that are alike.
    pub(crate) limited: bool,
}

/// Finds renames among the entries of a tree pair, sorted by path.
pub(crate) fn find(repo: &Repo, entries: &[Entry]) -> Result<Renames, Error> {
    let mut search = Search {
        repo,
        entries,
        gone: indices(entries, |entry| entry.old.is_some() && entry.new.is_none()),
        come: indices(entries, |entry| entry.old.is_none() && entry.new.is_some()),
        from: vec![None; entries.len()],
        likeness: Likeness::default(),
    };
    let mut limited = false;
    search.equal();
    if !search.is_done() {
        search.alike_of_one_name()?;
    }
    if !search.is_done() {
        limited = search.gone.len() * search.come.len() > LIMIT * LIMIT;
        if !limited {
            search.alike()?;
        }
    }
    Ok(Renames { from: search.from, limited })
}

fn indices(entries: &[Entry], which: impl Fn(&Entry) -> bool) -> Vec<usize> {
    (0..entries.len()).filter(|at| which(&entries[*at])).collect()
}

struct Search<'r> {
    repo: &'r Repo,
    entries: &'r [Entry],
    /// Entries that are gone and not found again yet.
    gone: Vec<usize>,
    /// Entries that are new and not found to be old yet.
    come: Vec<usize>,
    from: Vec<Option<usize>>,
    likeness: Likeness,
}

/// How well an old file would do for a new one.
#[derive(Clone, Copy)]
struct Candidate {
    come: usize,
    gone: usize,
    likeness: u64,
    same_name: bool,
}

impl Candidate {
    fn rank(&self) -> (u64, bool) {
        (self.likeness, self.same_name)
    }
}

impl Search<'_> {
    fn is_done(&self) -> bool {
        self.gone.is_empty() || self.come.is_empty()
    }

    /// Takes both sides out of the search.
    fn pair(&mut self, gone: usize, come: usize) {
        self.from[come] = Some(gone);
    }

    fn forget_pairs(&mut self) {
        let found: std::collections::HashSet<usize> = self.from.iter().copied().flatten().collect();
        self.gone.retain(|at| !found.contains(at));
        self.come.retain(|at| self.from[*at].is_none());
    }

    /// Pairs equal contents; of several the first, one of the same name before any other.
    fn equal(&mut self) {
        let mut by_id: HashMap<git2::Oid, Vec<usize>> = HashMap::new();
        for at in &self.gone {
            if let Some(side) = self.entries[*at].old {
                by_id.entry(side.id).or_default().push(*at);
            }
        }
        for come in self.come.clone() {
            let Some(side) = self.entries[come].new else { continue };
            let Some(equal) = by_id.get_mut(&side.id) else { continue };
            let fits = |gone: &usize| {
                self.entries[*gone].old.is_some_and(|old| {
                    old.mode == side.mode || (is_regular(old) && is_regular(side))
                })
            };
            let fitting = || (0..equal.len()).filter(|at| fits(&equal[*at])).take(EQUAL_FILES);
            let same_name = fitting().find(|at| self.same_name(equal[*at], come));
            if let Some(at) = same_name.or_else(|| fitting().next()) {
                let gone = equal.remove(at);
                self.pair(gone, come);
            }
        }
        self.forget_pairs();
    }

    /// Pairs files whose name, without the folder, only one old and one new file have.
    fn alike_of_one_name(&mut self) -> Result<(), Error> {
        let only = |indices: &[usize], entries: &[Entry]| {
            let mut only: HashMap<Vec<u8>, Option<usize>> = HashMap::new();
            for at in indices {
                only.entry(name(&entries[*at].path).to_vec())
                    .and_modify(|found| *found = None)
                    .or_insert(Some(*at));
            }
            only
        };
        let gone = only(&self.gone, self.entries);
        let come = only(&self.come, self.entries);
        for at in self.gone.clone() {
            let name = name(&self.entries[at].path);
            let unique = gone.get(name).copied().flatten();
            let Some((gone, come)) = unique.zip(come.get(name).copied().flatten()) else {
                continue;
            };
            if self.likeness(gone, come, MUCH_ALIKE)? >= MUCH_ALIKE {
                self.pair(gone, come);
            }
        }
        self.forget_pairs();
        Ok(())
    }

    /// Pairs what is most alike, the best pairs first.
    fn alike(&mut self) -> Result<(), Error> {
        let mut best: Vec<Candidate> = Vec::new();
        for come in self.come.clone() {
            let mut candidates: Vec<Candidate> = Vec::with_capacity(CANDIDATES);
            for gone in self.gone.clone() {
                let likeness = self.likeness(gone, come, ALIKE)?;
                let same_name = self.same_name(gone, come);
                let candidate = Candidate { come, gone, likeness, same_name };
                if candidates.len() < CANDIDATES {
                    candidates.push(candidate);
                    continue;
                }
                // Of several that are worst the first gives way, as it does in git.
                let worst = candidates
                    .iter_mut()
                    .reduce(|worst, other| if other.rank() < worst.rank() { other } else { worst });
                if let Some(worst) = worst.filter(|worst| worst.rank() < candidate.rank()) {
                    *worst = candidate;
                }
            }
            best.extend(candidates);
        }
        best.retain(|candidate| candidate.likeness >= ALIKE);
        best.sort_by_key(|candidate| std::cmp::Reverse(candidate.rank()));
        let mut used = std::collections::HashSet::new();
        for candidate in best {
            if self.from[candidate.come].is_none() && used.insert(candidate.gone) {
                self.pair(candidate.gone, candidate.come);
            }
        }
        self.forget_pairs();
        Ok(())
    }

    fn same_name(&self, gone: usize, come: usize) -> bool {
        name(&self.entries[gone].path) == name(&self.entries[come].path)
    }

    fn likeness(&mut self, gone: usize, come: usize, least: u64) -> Result<u64, Error> {
        match (self.entries[gone].old, self.entries[come].new) {
            (Some(old), Some(new)) if is_regular(old) && is_regular(new) => {
                self.likeness.of(self.repo, old.id, new.id, least)
            }
            _ => Ok(0),
        }
    }
}

fn is_regular(side: Side) -> bool {
    matches!(side.mode, Mode::File | Mode::Executable)
}

/// The last part of a path.
fn name(path: &[u8]) -> &[u8] {
    memchr::memrchr(b'/', path).map_or(path, |slash| &path[slash + 1..])
}
