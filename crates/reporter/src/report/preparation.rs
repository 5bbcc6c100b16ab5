//! What a lead prepares before a meeting and keeps to themselves: the changes behind a theme, and
//! whom to bring in.
//!
//! People are named by the areas they work in, in the order of the alphabet, never beside a change
//! and never with a number.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{BriefSurvey, ChangeId, Finding, RepoPath, Role, Scope, Value, Verdict};

use super::hunk::hunks;
use super::praise::example;
use super::theme::is_lost;
use super::{Example, Preparation, Theme};
use crate::measure::Trend;
use crate::page::Line;

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
        .filter(|one| theme.area.as_ref().is_none_or(|area| one.title == area.as_str()))
        .collect();
    let mut seen = BTreeSet::new();
    let near = near(survey, theme);
    let behind: Vec<Example> = match (&theme.area, &near) {
        (Some(area), _) => touching(survey, &telling_paths(&missing, area)),
        (None, Some(path)) => touching(survey, std::slice::from_ref(path)),
        (None, None) => missing
            .iter()
            .filter_map(|finding| example(finding))
            .filter(|example| seen.insert(example.commit))
            .collect(),
    };
    let areas = match theme.area.as_ref().or(near.as_ref()) {
        Some(place) => vec![(place.clone(), 0)],
        None => super::theme::places(survey, &missing),
    };
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
        decide: decide(survey, theme),
    }
}

/// For the state of the repository: the file of its sort that changed most often in this window.
fn near(survey: &BriefSurvey, theme: &Theme) -> Option<RepoPath> {
    let practice = survey.practices.get(&theme.practice)?;
    let role = match (practice.scope, practice.id.as_str().split('/').next()?) {
        (Scope::Repository, "ci" | "security") => Role::Ci,
        (Scope::Repository, "tests") => Role::Test,
        (Scope::Repository, "docs" | "decisions") => Role::Docs,
        (Scope::Repository, "standards") => Role::Config,
        _ => return None,
    };
    let mut counts: BTreeMap<&RepoPath, u32> = BTreeMap::new();
    for change in survey.changes.iter().filter(|change| !change.by_bot) {
        for file in change.files.iter().filter(|file| file.role == role) {
            *counts.entry(&file.path).or_default() += 1;
        }
    }
    let busiest = counts.into_iter().reduce(|best, one| if one.1 > best.1 { one } else { best })?;
    Some(busiest.0.clone())
}

/// The paths that findings on an area name; else the area itself.
fn telling_paths(missing: &[&Finding], area: &RepoPath) -> Vec<RepoPath> {
    let values = missing.iter().flat_map(|finding| finding.values.values());
    let paths = values.filter_map(|value| match value {
        Value::Path(path) if path.is_below(area.as_str()) => Some(path.clone()),
        _ => None,
    });
    let paths: Vec<RepoPath> = paths.collect();
    if paths.is_empty() { vec![area.clone()] } else { paths }
}

/// The changes by people of the newest window that touched one of these places, the newest first.
fn touching(survey: &BriefSurvey, places: &[RepoPath]) -> Vec<Example> {
    let is_there =
        |path: &RepoPath| places.iter().any(|place| path == place || path.is_below(place.as_str()));
    survey
        .changes
        .iter()
        .filter(|change| !change.by_bot && change.files.iter().any(|file| is_there(&file.path)))
        .filter_map(|change| match change.id {
            ChangeId::Commit(commit) => Some(Example { commit, title: change.title.clone() }),
            _ => None,
        })
        .collect()
}

/// What there is to decide, by what the theme is about and where it comes from.
fn decide(survey: &BriefSurvey, theme: &Theme) -> Line {
    let practice = survey.practices.get(&theme.practice);
    let is_state = practice.is_some_and(|one| one.scope == Scope::Repository);
    let lost = practice.is_some_and(|one| is_lost(one, &theme.measure));
    let is_knowledge = theme.practice.as_str().starts_with("ownership/");
    let or_leave = |line: Line| {
        line.text(" Or leave it out, with ")
            .code(format!("--practice {}=off", theme.practice))
            .text(" or in the settings.")
    };
    match (&theme.area, is_state, theme.measure.trend()) {
        (Some(area), ..) => Line::from("who of those who work in ")
            .file(area)
            .text(" looks at it with somebody from elsewhere, and by when."),
        (None, true, _) if is_knowledge => {
            Line::from("which part somebody else gets to know first, and by when.")
        }
        (None, true, _) if lost => {
            Line::from("whether it went on purpose; if not, who brings it back, and by when.")
        }
        (None, true, _) => {
            or_leave(Line::from("whether it is worth it here, and who does it by when."))
        }
        (None, false, Trend::Down) => Line::from(
            "whether what made it rarer is here to stay; if not, who tries the next step, and by \
             when.",
        ),
        (None, false, Trend::Steady) => or_leave(Line::from(
            "whether the team wants it otherwise, as it was much the same before; then who tries \
             the next step, and when to look again.",
        )),
        (None, false, Trend::Up | Trend::Unknown) => {
            Line::from("who tries the next step, and when to look again.")
        }
    }
}

/// Who worked most in an area, or on a file, in this window, by name.
pub(super) fn people_of(survey: &BriefSurvey, area: &RepoPath) -> Vec<String> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for change in survey.changes.iter().filter(|change| !change.by_bot) {
        let is_there = |path: &RepoPath| path == area || path.is_below(area.as_str());
        if change.files.iter().any(|file| is_there(&file.path)) {
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
