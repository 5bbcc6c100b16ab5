//! Where to look first: source files that are rewritten much, are large, and were worked on lately.
//!
//! > heat = churn rank × size rank × recency rank
//!
//! A rank says how many of 100 source files of the tree have less of it, so that every repository
//! is measured by itself, and none of the three alone makes a hotspot. The terms:
//!
//! - **Relative churn**: lines added and deleted since the file was new, by line that it has now.
//!   Nagappan & Ball (ICSE 2005) found relative churn to tell fault-prone binaries apart where
//!   absolute churn does poorly.
//! - **Size**: lines now. Of the measures that are known before a change, lines alone do as well as
//!   any (Zeng et al., ISSTA 2021, for changes): the honest baseline.
//! - **Recency**: the commits, each counted half for every [`HALVES`] days of age. The figure is our
//!   own: what was finished years ago is no place to look first, however much it was rewritten.
//!
//! Only ordinary commits count ([`super::is_ordinary`]), and only files whose role is source:
//! changelogs, lock files, generated and copied files never are hotspots. A product of this kind is
//! a vendor's measure (Tornhill & Borg, 2022): worth attention, no forecast of faults.

use git_coach_model::{FileChange, FileStatus, Hotspot, Role, TreeFile};

use super::counted;
use super::file::FileSum;

/// After how many days a commit counts half.
const HALVES: i64 = 180;
/// How much a commit of today counts.
const FRESH: u64 = 1 << 20;
/// How many ordinary commits make a hotspot at least; one of them is of the last [`HALVES`] days.
const LEAST_COMMITS: u32 = 5;
/// The least heat that is told: as much as all three ranks at 80 of 100.
const LEAST_HEAT: u32 = 50;

/// The ordinary work on a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    commits: u32,
    recent: u32,
    fixes: u32,
    churn: u64,
    recency: u64,
    unseen: bool,
}

impl Work {
    /// Takes an ordinary commit of that age.
    pub(super) fn take(&mut self, change: &FileChange, days: i64, is_fix: bool) {
        let days = days.max(0);
        self.commits += 1;
        self.recent += u32::from(days <= HALVES);
        self.fixes += u32::from(is_fix);
        // In whole steps and whole numbers: the same bytes on every machine.
        self.recency += FRESH >> (days / HALVES).min(63);
        match (change.added(), change.deleted()) {
            _ if change.status == FileStatus::Added => {}
            (Some(added), Some(deleted)) => self.churn += u64::from(added) + u64::from(deleted),
            _ => self.unseen = true,
        }
    }
}

/// The hotspots of a tree, the hottest first, equals by path.
pub(super) fn of(files: &[TreeFile], sums: &[FileSum]) -> Vec<Hotspot> {
    let source: Vec<(&TreeFile, u32, &FileSum)> = files
        .iter()
        .zip(sums)
        .filter(|(file, sum)| file.role == Role::Source && !sum.work.unseen)
        .filter_map(|(file, sum)| Some((file, file.lines.filter(|lines| *lines > 0)?, sum)))
        .collect();
    // By thousand lines: whole numbers again.
    let relative = |lines: u32, work: &Work| work.churn * 1000 / u64::from(lines);
    let churn = Ranks::of(source.iter().map(|(_, lines, sum)| relative(*lines, &sum.work)));
    let size = Ranks::of(source.iter().map(|(_, lines, _)| u64::from(*lines)));
    let recency = Ranks::of(source.iter().map(|(_, _, sum)| sum.work.recency));
    let mut hotspots: Vec<Hotspot> = source
        .iter()
        .map(|(file, lines, sum)| Hotspot {
            path: file.path.clone(),
            lines: *lines,
            commits: sum.work.commits,
            recent: sum.work.recent,
            recent_days: u32::try_from(HALVES).unwrap_or_default(),
            fixes: sum.work.fixes,
            churn: sum.work.churn,
            churn_rank: churn.rank(relative(*lines, &sum.work)),
            size_rank: size.rank(u64::from(*lines)),
            recency_rank: recency.rank(sum.work.recency),
            smaller: size.below(u64::from(*lines)),
            source_files: counted(source.len()),
            contested: sum.turns.is_contested(),
        })
        .filter(|spot| spot.commits >= LEAST_COMMITS && spot.recent > 0)
        .filter(|spot| spot.heat() >= LEAST_HEAT)
        .collect();
    hotspots.sort_by(|one, two| two.heat().cmp(&one.heat()).then_with(|| one.path.cmp(&two.path)));
    hotspots
}

/// Values in order, so that each knows its place.
struct Ranks(Vec<u64>);

impl Ranks {
    fn of(values: impl Iterator<Item = u64>) -> Self {
        let mut values: Vec<u64> = values.collect();
        values.sort_unstable();
        Self(values)
    }

    /// How many values are less.
    fn below(&self, value: u64) -> u32 {
        counted(self.0.partition_point(|other| *other < value))
    }

    /// How many of 100 values are less, rounded down.
    fn rank(&self, value: u64) -> u32 {
        self.below(value) * 100 / counted(self.0.len()).max(1)
    }
}
