//! Files that change together.
//!
//! For two files of the tree that people write: the support, in how many commits both changed, and
//! the confidence, that support by the commits in which the one changed. A pair is told from
//! [`LEAST_TOGETHER`] common commits on, where one of the two files brought the other along in half
//! of its commits or more.
//!
//! Commits of more than [`MOST_FILES`] files are left out, of the counts a file too: they hold
//! several things at once, or one done everywhere, and say little about any two of their files; and
//! pairs grow with the square of the files (30 have 435). Programs' commits are left out as well.

use std::collections::HashMap;

use git_coach_model::{Coupling, TreeFile};

/// Above this many files a commit tells nothing of pairs.
const MOST_FILES: usize = 30;
/// The least support.
const LEAST_TOGETHER: u32 = 5;
/// The least confidence, in percent, of one direction.
const LEAST_CONFIDENCE: u32 = 50;
/// How many pairs are counted at once.
const MOST_PAIRS: usize = 1 << 20;

/// The pairs so far.
///
/// There are at most [`MOST_PAIRS`]. Where more come, those seen but once are forgotten, then those
/// seen twice, and so on until there is room: what is told of a frequent pair may then be too low by
/// the few commits in which it was still rare, and is never too high.
#[derive(Debug, Default)]
pub(super) struct Companions {
    pairs: HashMap<(usize, usize), u32>,
    commits: HashMap<usize, u32>,
}

impl Companions {
    /// Takes the files of the tree that a commit of so many files changed, in order and each once.
    pub(super) fn take(&mut self, files: &[usize], in_commit: usize) {
        if in_commit > MOST_FILES {
            return;
        }
        for (at, file) in files.iter().enumerate() {
            *self.commits.entry(*file).or_default() += 1;
            for other in &files[at + 1..] {
                *self.pairs.entry((*file, *other)).or_default() += 1;
            }
        }
        if self.pairs.len() > MOST_PAIRS {
            self.forget(MOST_PAIRS / 2);
        }
    }

    /// Drops the rarest pairs until at most `most` are left.
    fn forget(&mut self, most: usize) {
        let mut rare = 1;
        while self.pairs.len() > most {
            self.pairs.retain(|_, together| *together > rare);
            rare += 1;
        }
    }

    /// The pairs that are told, by path.
    pub(super) fn pairs(&self, files: &[TreeFile]) -> Vec<Coupling> {
        let commits = |file: usize| self.commits.get(&file).copied().unwrap_or_default();
        let mut pairs: Vec<Coupling> = self
            .pairs
            .iter()
            .filter(|(_, together)| **together >= LEAST_TOGETHER)
            .map(|((file, other), together)| Coupling {
                path: files[*file].path.clone(),
                other: files[*other].path.clone(),
                together: *together,
                path_commits: commits(*file),
                other_commits: commits(*other),
            })
            .filter(|pair| pair.confidence().max(pair.other_confidence()) >= LEAST_CONFIDENCE)
            .collect();
        pairs.sort_by(|one, two| (&one.path, &one.other).cmp(&(&two.path, &two.other)));
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_are_forgotten_first() {
        let mut companions = Companions::default();
        for _ in 0..3 {
            companions.take(&[0, 1], 2);
        }
        companions.take(&[2, 3, 4, 5], 4);
        companions.forget(2);
        assert_eq!(companions.pairs, HashMap::from([((0, 1), 3)]));
    }
}
