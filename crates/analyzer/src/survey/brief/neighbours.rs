//! Which areas change together: whoever works in one of them has been beside the other. Tests change
//! with everything, and do not count.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{Area, Change, Neighbour, RepoPath, Role};

use crate::areas;
use crate::places;

/// In how many changes two areas are touched together, at least, so that it is no chance.
const LEAST_TOGETHER: u32 = 2;
/// How many people have to know an area so that somebody of them can be asked.
const LEAST_KEEPERS: u32 = 2;

/// For each area the one beside it that several people know and that changed together with it most
/// often; of equals the first by path.
pub(super) fn of(areas: &[Area], changes: &[Change]) -> Vec<Neighbour> {
    let folders: Vec<RepoPath> = areas.iter().map(|area| area.path.clone()).collect();
    let mut together: BTreeMap<(&RepoPath, &RepoPath), u32> = BTreeMap::new();
    for change in changes
        .iter()
        .filter(|change| places::is_ordinary(change.by_bot, change.files.len(), change.kind))
    {
        let touched: BTreeSet<&RepoPath> = change
            .files
            .iter()
            .filter(|file| file.role == Role::Source)
            .filter_map(|file| areas::area_of(&folders, &file.path))
            .collect();
        for one in &touched {
            for other in touched.iter().filter(|other| *other != one) {
                *together.entry((one, other)).or_default() += 1;
            }
        }
    }
    areas
        .iter()
        .filter_map(|area| {
            let near = areas.iter().filter(|near| near.keepers >= LEAST_KEEPERS);
            let near = near.filter_map(|near| {
                let count = *together.get(&(&area.path, &near.path))?;
                (count >= LEAST_TOGETHER).then_some((near, count))
            });
            let (near, count) = near.reduce(|best, one| if one.1 > best.1 { one } else { best })?;
            Some(Neighbour {
                area: area.path.clone(),
                near: near.path.clone(),
                keepers: near.keepers,
                together: count,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use git_coach_model::Kind;

    use super::*;
    use crate::survey::brief::tests::{area, change, file};

    #[test]
    fn the_closest_that_several_know_is_told() {
        let areas = [area("api", 3), area("billing", 1), area("web", 2)];
        let both = |day, one: &str, other: &str| {
            let files = vec![file(one, &["let a = 1;"], &[]), file(other, &["let b = 1;"], &[])];
            change(day, Kind::Feature, files)
        };
        let changes = [
            both(1, "billing/a.rs", "api/a.rs"),
            both(2, "billing/a.rs", "api/b.rs"),
            both(3, "billing/a.rs", "api/b.rs"),
            both(4, "billing/a.rs", "web/a.rs"),
            both(5, "billing/a.rs", "web/a.rs"),
            both(6, "api/a.rs", "web/a.rs"),
        ];
        let found = of(&areas, &changes);
        let billing = found.iter().find(|one| one.area.as_str() == "billing").unwrap();
        assert_eq!((billing.near.as_str(), billing.together), ("api", 3));
        assert!(found.iter().all(|one| one.near.as_str() != "billing"), "{found:?}");
        assert!(found.iter().all(|one| one.area.as_str() != "api"), "once is chance: {found:?}");
    }
}
