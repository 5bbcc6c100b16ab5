//! What is usual in a repository: the percentiles of its own ordinary commits.

use std::collections::BTreeMap;

use git_coach_model::{FileChange, Percentiles};

/// How large the ordinary commits of a history are.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    files: Spread,
    /// Lines added and deleted in files that people write.
    lines: Spread,
}

impl Sizes {
    pub(super) fn take(&mut self, files: &[FileChange]) {
        if files.is_empty() {
            return;
        }
        self.files.take(files.len() as u64);
        let written = files.iter().filter(|file| file.role.is_written_here());
        let lines: Option<u64> =
            written.map(|file| Some(u64::from(file.added()?) + u64::from(file.deleted()?))).sum();
        if let Some(lines) = lines {
            self.lines.take(lines);
        }
    }

    pub(super) fn percentiles(&self) -> Vec<Percentiles> {
        [("files", &self.files), ("lines", &self.lines)]
            .map(|(measure, spread)| Percentiles {
                measure,
                commits: spread.values,
                values: Percentiles::PERCENTS.map(|percent| spread.percentile(percent)),
            })
            .into()
    }
}

/// How often each value was seen.
#[derive(Debug, Default)]
struct Spread {
    counts: BTreeMap<u64, u32>,
    values: u64,
}

impl Spread {
    fn take(&mut self, value: u64) {
        *self.counts.entry(value).or_default() += 1;
        self.values += 1;
    }

    /// The nearest rank; none where there are no values.
    fn percentile(&self, percent: u8) -> Option<u64> {
        let rank = (self.values * u64::from(percent)).div_ceil(100).max(1);
        let mut seen = 0;
        self.counts.iter().find_map(|(value, count)| {
            seen += u64::from(*count);
            (seen >= rank).then_some(*value)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_rank() {
        let mut spread = Spread::default();
        assert_eq!(spread.percentile(50), None);
        for value in [40, 15, 50, 20, 35] {
            spread.take(value);
        }
        for (percent, expected) in [(5, 15), (30, 20), (40, 20), (50, 35), (100, 50)] {
            assert_eq!(spread.percentile(percent), Some(expected), "{percent}");
        }
    }
}
