//! What a history says of the places of today's tree, folded from its commits one by one.
//!
//! Owns the sums a file and an area ([`Places`]), and what is told by them: who is an author
//! ([`ownership`]), how many people the code hangs on ([`truck_factor`]), what changes together
//! ([`companions`]), who knows an area and who only came by ([`knowledge`]), where much is rewritten ([`hotspots`]), what goes back and forth between people
//! ([`turns`]). It reads no repository: commits come newest first, from wherever they are read.
//!
//! Memory is bounded by the files of the tree and the people who had a hand in each, not by the
//! commits: a commit is folded in and let go. Files that are gone by now take no room.

mod companions;
mod file;
mod hotspots;
pub(crate) mod knowledge;
mod ownership;
mod paths;
mod percentiles;
pub(crate) mod period;
mod persons;
mod recent;
mod standing;
mod truck_factor;
mod turns;

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{
    AreaHistory, CommitId, Coupling, FileChange, Hotspot, Kind, Outline, Ownership, Percentiles,
    RepoPath, Time, TreeFile, TruckFactor,
};

use crate::areas;
use companions::Companions;
use file::FileSum;
use paths::Paths;
use percentiles::Sizes;
use persons::{PersonId, Persons};
use recent::Recent;

/// Above this many files a commit is a sweep: it says little about any of them.
pub(crate) const SWEEP: usize = 50;

/// The sums of every place of one tree.
#[derive(Debug)]
pub struct Places {
    at: CommitId,
    clock: Time,
    files: Vec<TreeFile>,
    sums: Vec<FileSum>,
    areas: Vec<AreaSum>,
    /// The area of each file of source or tests.
    area_of: Vec<Option<usize>>,
    paths: Paths,
    persons: Persons,
    companions: Companions,
    sizes: Sizes,
    recent: Recent,
    /// Whether a shallow clone ends somewhere in the history.
    cut_off: bool,
}

#[derive(Debug)]
struct AreaSum {
    path: RepoPath,
    commits: u32,
    fixes: u32,
    /// In how many commits each person had a hand.
    people: BTreeMap<PersonId, u32>,
}

impl Places {
    /// The places of a tree before any commit is folded in: its files sorted by path, the folders
    /// that are its areas, and the commit that it belongs to with the moment of it.
    pub(crate) fn new(
        files: Vec<TreeFile>,
        folders: &[RepoPath],
        (at, clock): (CommitId, Time),
    ) -> Self {
        let area = |path: &RepoPath| areas::area_of(folders, path);
        let area_of = files
            .iter()
            .map(|file| area(&file.path).filter(|_| areas::is_work(file.role)))
            .map(|area| folders.iter().position(|folder| Some(folder) == area))
            .collect();
        let empty = |path: &RepoPath| AreaSum {
            path: path.clone(),
            commits: 0,
            fixes: 0,
            people: BTreeMap::new(),
        };
        Self {
            at,
            clock,
            sums: vec![FileSum::default(); files.len()],
            areas: folders.iter().map(empty).collect(),
            area_of,
            paths: Paths::new(files.iter().map(|file| &file.path)),
            files,
            persons: Persons::default(),
            companions: Companions::default(),
            sizes: Sizes::default(),
            recent: Recent::default(),
            cut_off: false,
        }
    }

    /// Folds a commit in; commits come newest first.
    pub(crate) fn take(&mut self, commit: &Outline) {
        self.cut_off |= commit.unseen;
        let touched = self.paths.follow(&commit.files);
        let hands = if commit.by_bot { Vec::new() } else { self.hands(commit) };
        let days = self.clock.days_since(commit.committer_time);
        let ordinary = is_ordinary(commit.by_bot, commit.files.len(), commit.kind);
        let is_fix = commit.kind == Kind::Fix;
        for (file, change) in &touched {
            let sum = &mut self.sums[*file];
            sum.take(change, commit.committer_time, is_fix);
            sum.take_hands(change, &hands, commit.committer_time);
            if ordinary {
                sum.work.take(change, days, is_fix);
                sum.turns.take(change, days, hands.first().copied());
            }
        }
        let within: BTreeSet<usize> =
            touched.iter().filter_map(|(file, _)| self.area_of[*file]).collect();
        self.recent.take(commit, &hands, &within, days);
        for area in within {
            let sum = &mut self.areas[area];
            sum.commits += 1;
            sum.fixes += u32::from(is_fix);
            for person in &hands {
                *sum.people.entry(*person).or_default() += 1;
            }
        }
        if !commit.by_bot {
            let written = touched.iter().map(|(file, _)| *file);
            let written: Vec<usize> =
                written.filter(|file| self.files[*file].role.is_written_here()).collect();
            self.companions.take(&written, commit.files.len());
        }
        if ordinary {
            self.sizes.take(&commit.files);
        }
    }

    /// The author of a commit and then those who helped, each once.
    fn hands(&mut self, commit: &Outline) -> Vec<PersonId> {
        let mut hands: Vec<PersonId> = Vec::with_capacity(1 + commit.coauthors.len());
        for person in std::iter::once(&commit.author).chain(&commit.coauthors) {
            let id = self.persons.id(person);
            if !hands.contains(&id) {
                hands.push(id);
            }
        }
        hands
    }

    /// Every area, by path.
    pub fn areas(&self) -> Vec<AreaHistory> {
        let row = |(at, area): (usize, &AreaSum)| {
            let within = || {
                (0..self.files.len())
                    .filter(move |file| self.area_of[*file] == Some(at))
                    .map(|file| &self.sums[file])
            };
            let authors: BTreeSet<PersonId> = within().flat_map(ownership::authors).collect();
            AreaHistory {
                path: area.path.clone(),
                files: counted(within().count()),
                commits: area.commits,
                fixes: area.fixes,
                added: within().map(FileSum::added).sum(),
                deleted: within().map(FileSum::deleted).sum(),
                people: counted(area.people.len()),
                authors: (!self.cut_off).then(|| counted(authors.len())),
                contested: counted(within().filter(|sum| sum.turns.is_contested()).count()),
                last_change: within().filter_map(|sum| sum.last_change).max_by_key(|it| it.seconds),
            }
        };
        self.areas.iter().enumerate().map(row).collect()
    }

    /// Who is an author of each file that a person has changed, by path.
    pub fn ownership(&self) -> Vec<Ownership> {
        let known = self.files.iter().zip(&self.sums);
        known
            .filter_map(|(file, sum)| {
                Some(Ownership {
                    path: file.path.clone(),
                    role: file.role,
                    people: counted(sum.people().count()),
                    authors: (!self.cut_off).then(|| self.persons.by_name(ownership::authors(sum))),
                    last_change: sum.last_by_person?,
                })
            })
            .collect()
    }

    /// On how few people the code hangs.
    pub fn truck_factor(&self) -> TruckFactor {
        let code = self.files.iter().zip(&self.sums);
        let authors: Vec<Vec<PersonId>> = code
            .filter(|(file, sum)| areas::is_work(file.role) && sum.people().next().is_some())
            .map(|(_, sum)| ownership::authors(sum))
            .collect();
        let found = truck_factor::of(&authors, &self.persons);
        let told = !self.cut_off && !authors.is_empty();
        TruckFactor {
            people: told.then(|| counted(found.gone.len())),
            who: if told { self.persons.by_name(found.gone) } else { Vec::new() },
            files: counted(authors.len()),
            orphaned: if told { found.orphaned } else { 0 },
            at: self.at,
            time: self.clock,
        }
    }

    /// The pairs of files that change together, by path.
    pub fn coupling(&self) -> Vec<Coupling> {
        self.companions.pairs(&self.files)
    }

    /// The source files that are rewritten much, the hottest first, equals by path.
    pub fn hotspots(&self) -> Vec<Hotspot> {
        hotspots::of(&self.files, &self.sums)
    }

    /// How large the ordinary commits are: what is usual in this repository.
    pub fn percentiles(&self) -> Vec<Percentiles> {
        self.sizes.percentiles()
    }
}

/// Whether a commit or a change says something about the places that it touches: sweeps through
/// the tree, releases and programs' work do not.
pub(crate) fn is_ordinary(by_bot: bool, files: usize, kind: Kind) -> bool {
    !by_bot
        && files <= SWEEP
        && !matches!(kind, Kind::Mechanical | Kind::Release | Kind::Dependencies)
}

fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A changed file of a commit with the file of today's tree that it has become.
type Touched<'a> = (usize, &'a FileChange);

#[cfg(test)]
mod tests;
