//! What a lead prepares before a meeting and keeps to themselves: the changes behind a theme, and
//! whom to bring in.
//!
//! People are named by the areas they work in, in the order of the alphabet, never beside a change
//! and never with a number.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{BriefSurvey, Finding, RepoPath, Verdict};

use super::hunk::hunks;
use super::praise::example;
use super::{Preparation, Theme};

/// How many changes of a theme are named.
const MOST_CHANGES: usize = 3;
/// How many lines in them are shown.
const MOST_HUNKS: usize = 3;
/// In how many areas people are named, and how many in each.
const MOST_AREAS: usize = 2;
const MOST_PEOPLE: usize = 3;

/// What to prepare for a theme; places are those where it shows, most of all first.
pub(super) fn preparation(survey: &BriefSurvey, theme: &Theme) -> Preparation {
    let missing: Vec<&Finding> = survey
        .findings
        .iter()
        .filter(|one| one.practice == theme.practice && one.verdict == Verdict::Missing)
        .collect();
    let mut seen = BTreeSet::new();
    let behind: Vec<_> = missing
        .iter()
        .filter_map(|finding| example(finding))
        .filter(|example| seen.insert(example.commit))
        .collect();
    let areas = super::theme::places(survey, &missing);
    let named: BTreeSet<_> = behind.iter().take(MOST_CHANGES).map(|one| one.commit).collect();
    let is_named = |one: &&&Finding| one.subject.commit().is_some_and(|id| named.contains(&id));
    let shown = missing.iter().filter(is_named);
    Preparation {
        hunks: shown.flat_map(|finding| hunks(survey, finding)).take(MOST_HUNKS).collect(),
        more: u32::try_from(behind.len().saturating_sub(MOST_CHANGES)).unwrap_or(u32::MAX),
        behind: behind.into_iter().take(MOST_CHANGES).collect(),
        involve: areas
            .into_iter()
            .map(|(area, _)| (people_of(survey, &area), area))
            .filter(|(people, _)| !people.is_empty())
            .take(MOST_AREAS)
            .map(|(people, area)| (area, people))
            .collect(),
    }
}

/// Who worked most in an area in this window, by name.
pub(super) fn people_of(survey: &BriefSurvey, area: &RepoPath) -> Vec<String> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for change in survey.changes.iter().filter(|change| !change.by_bot) {
        if change.files.iter().any(|file| file.path.is_below(area.as_str())) {
            let names: BTreeSet<&str> =
                change.authors.iter().map(|person| person.name.as_str()).collect();
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                *counts.entry(name).or_default() += 1;
            }
        }
    }
    let mut people: Vec<(&str, u32)> = counts.into_iter().collect();
    people.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut names: Vec<String> =
        people.into_iter().take(MOST_PEOPLE).map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names
}
