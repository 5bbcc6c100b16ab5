//! Where knowledge lies: areas that were left, and who could come in from beside. As places; people
//! are named for a lead alone.

use std::cmp::Reverse;

use git_coach_model::{BriefSurvey, LeftArea, Neighbour, RepoPath};

use crate::report::preparation::people_of;
use crate::report::{AreaNote, Audience, Pairing};

/// How many areas are named.
const MOST: usize = 3;
/// In how many changes of all windows an area was worked in, at least, so that it matters now.
const LEAST_CHANGES: u32 = 3;

/// The areas that were left and are worked in, those with most changes first.
pub(super) fn left(survey: &BriefSurvey) -> Vec<LeftArea> {
    if survey.people < 2 {
        return Vec::new();
    }
    let area = |path: &RepoPath| survey.areas.iter().find(|area| area.path == *path);
    let changes = |path: &RepoPath| area(path).map_or(0, |area| area.changes);
    // Where several know it by now, what the first authors knew has been handed on.
    let is_known = |path: &RepoPath| area(path).is_some_and(|area| area.keepers > 1);
    let mut left: Vec<&LeftArea> = survey
        .left_areas
        .iter()
        .flatten()
        .filter(|area| changes(&area.path) >= LEAST_CHANGES && !is_known(&area.path))
        .collect();
    left.sort_by_key(|area| (Reverse(changes(&area.path)), &area.path));
    left.into_iter().take(MOST).cloned().collect()
}

/// From where somebody could come into the areas that few know.
pub(super) fn pairing(
    survey: &BriefSurvey,
    (narrow, left): (&[AreaNote], &[LeftArea]),
    audience: Audience,
) -> Vec<Pairing> {
    let mut areas: Vec<&RepoPath> = Vec::new();
    for area in narrow.iter().map(|note| &note.area).chain(left.iter().map(|area| &area.path)) {
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    areas
        .into_iter()
        .filter_map(|area| survey.neighbours.iter().find(|one| one.area == *area))
        .take(MOST)
        .map(|one| Pairing {
            area: one.area.clone(),
            near: one.near.clone(),
            keepers: one.keepers,
            together: one.together,
            people: match audience {
                Audience::Lead => from_beside(survey, one),
                Audience::Team | Audience::Stakeholders => Vec::new(),
            },
        })
        .collect()
}

/// Who works in the one beside and not in the area itself, by name.
fn from_beside(survey: &BriefSurvey, one: &Neighbour) -> Vec<String> {
    let here = people_of(survey, &one.area);
    people_of(survey, &one.near).into_iter().filter(|name| !here.contains(name)).collect()
}
