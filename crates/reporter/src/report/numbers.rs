//! What a window shows in numbers: how large changes are, what changed often, how many know what.

use git_coach_model::{BriefSurvey, Kind, RepoPath};

use super::{Busy, Sizes};

/// Under how many sizes half and nine in ten say nothing.
const LEAST_SIZES: usize = 10;
/// Under how many files, or areas, there is nothing to compare.
const LEAST_FILES: usize = 5;
const LEAST_AREAS: usize = 3;
/// How many areas are listed.
const MOST_AREAS: usize = 15;

/// How large changes are; none where there are too few.
pub(super) fn sizes(sizes: &[u64]) -> Option<Sizes> {
    let mut all = sizes.to_vec();
    all.sort_unstable();
    // The nearest rank: the smallest size that so many of a hundred do not exceed.
    let rank = |percent: usize| all.get((all.len() * percent).div_ceil(100).saturating_sub(1));
    let (half, nine_in_ten) = (*rank(50)?, *rank(90)?);
    (all.len() >= LEAST_SIZES).then_some(Sizes { all, half, nine_in_ten })
}

/// What sorts of work the changes by people were, and how many of each; sorts that there were.
pub(super) fn kinds(survey: &BriefSurvey) -> Vec<(Kind, u32)> {
    let by_people = || survey.changes.iter().filter(|change| !change.by_bot);
    let count = |kind: Kind| by_people().filter(|change| change.kind == kind).count();
    let counts = Kind::ALL.map(|kind| (kind, u32::try_from(count(kind)).unwrap_or(u32::MAX)));
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// The files that changed often and whose lines can be counted; none where all changed as often.
pub(super) fn busy(survey: &BriefSurvey) -> Vec<Busy> {
    let area = |path: &RepoPath| {
        let areas = survey.areas.iter().map(|area| &area.path);
        areas.filter(|area| path.is_below(area.as_str())).max_by_key(|area| area.as_str().len())
    };
    let busy: Vec<Busy> = survey
        .busy_places
        .iter()
        .filter_map(|place| {
            Some(Busy {
                path: place.path.clone(),
                area: area(&place.path).cloned(),
                lines: place.lines?,
                changes: place.changes,
            })
        })
        .collect();
    let differ =
        busy.iter().map(|one| one.changes).max() > busy.iter().map(|one| one.changes).min();
    if busy.len() >= LEAST_FILES && differ { busy } else { Vec::new() }
}

/// How many people know each area that was worked in, the fewest first; with one person in the
/// whole repository there is nothing to tell.
pub(super) fn known(survey: &BriefSurvey) -> Vec<(RepoPath, u32)> {
    let mut known: Vec<(RepoPath, u32)> = survey
        .areas
        .iter()
        // Where many do a little each, nobody does a tenth: that is no area that nobody knows.
        .filter(|area| area.changes >= 3 && area.keepers > 0)
        .map(|area| (area.path.clone(), area.keepers))
        .collect();
    known.sort_by(|left, right| left.1.cmp(&right.1).then_with(|| left.0.cmp(&right.0)));
    known.truncate(MOST_AREAS);
    if known.len() >= LEAST_AREAS && survey.people >= 2 { known } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_and_nine_in_ten_are_sizes_that_exist() {
        let ten: Vec<u64> = (1..=10).rev().collect();
        let found = sizes(&ten).unwrap();
        assert_eq!((found.half, found.nine_in_ten), (5, 9));
        assert_eq!(found.all[0], 1);
        assert_eq!(sizes(&ten[1..]), None, "nine say too little");
        assert_eq!(sizes(&[]), None);
    }
}
