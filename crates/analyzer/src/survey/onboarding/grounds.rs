//! The areas as somebody new meets them, by the changes of the last year.

use std::collections::BTreeMap;

use git_coach_model::{Area, Care, Change, CommitId, FileChange, Ground, Person, RepoPath, Role};

use super::files;
use crate::areas;
use crate::changes;
use crate::people::name::{folded, is_none};

/// How many people are named to be asked.
const MOST_ASKED: usize = 3;
/// In how many commits whoever can be asked had a hand, or brought them in: once tells little.
const LEAST_HANDS: u32 = 2;
/// How many people make a place one that is shared.
const SHARED: usize = 3;
/// How many changes tell something of a place.
const LEAST_CHANGES: u32 = 5;

/// What was worked on, by path; the areas need to know their hot and contested files.
pub(super) fn grounds(
    areas: &[Area],
    changes: &[Change],
    bringers: &BTreeMap<CommitId, Person>,
) -> Vec<Ground> {
    let folders: Vec<RepoPath> = areas.iter().map(|area| area.path.clone()).collect();
    let ground = |area: &Area| {
        let here: Vec<&Change> = changes
            .iter()
            .filter(|change| !change.by_bot && touches(&folders, area, change))
            .collect();
        let mut people = people(&folders, area, &here);
        let (is_shared, care) = (people.len() >= SHARED, care(area, people.len()));
        // Whoever brings in the work of others knows what is asked of it.
        for person in here.iter().filter_map(|it| bringers.get(&changes::main_line_id(it))) {
            people.entry(folded(&person.name)).or_insert((0, person)).0 += 1;
        }
        Ground {
            path: area.path.clone(),
            is_shared,
            is_tested: !files::is_for_tests(&area.path) && is_tested(&here),
            care,
            ask: names(people),
        }
    };
    // Tests and examples follow the places that they are of.
    let is_aside = |area: &Area| area.path.as_str().split('/').any(areas::is_aside);
    areas
        .iter()
        .filter(|area| area.changes >= LEAST_CHANGES && !is_aside(area))
        .map(ground)
        .collect()
}

fn touches(folders: &[RepoPath], area: &Area, change: &Change) -> bool {
    change.files.iter().any(|file| areas::area_of(folders, &file.path) == Some(&area.path))
}

/// Whether at least half of the changes to source came with tests; never of too few.
fn is_tested(changes: &[&Change]) -> bool {
    let is_source =
        |file: &FileChange| file.role == Role::Source && !files::is_for_tests(&file.path);
    let to_source = || changes.iter().filter(|change| change.files.iter().any(is_source));
    let with_tests = to_source()
        .filter(|change| {
            change.files.iter().any(|file| file.role == Role::Test || file.test_added > 0)
        })
        .count();
    let all = to_source().count();
    all >= LEAST_CHANGES as usize && with_tests * 2 >= all
}

fn care(area: &Area, people: usize) -> Option<Care> {
    if people == 1 {
        return Some(Care::OnePair);
    }
    if let Some(file) = &area.contested {
        return Some(Care::Contested(file.path.clone()));
    }
    if let Some(file) = &area.hot {
        return Some(Care::Hot(file.path.clone()));
    }
    (area.fixes * 2 >= area.changes).then_some(Care::Mended)
}

/// Who has worked in an area, with how many commits; identities of one name are one.
fn people<'c>(
    folders: &[RepoPath],
    area: &Area,
    changes: &[&'c Change],
) -> BTreeMap<String, (u32, &'c Person)> {
    let mut people: BTreeMap<String, (u32, &Person)> = BTreeMap::new();
    let commits = changes.iter().flat_map(|change| &change.commits);
    for commit in commits.filter(|commit| !commit.by_bot) {
        let is_here =
            commit.files.iter().any(|file| areas::area_of(folders, &file.path) == Some(&area.path));
        if !is_here {
            continue;
        }
        for person in std::iter::once(&commit.author).chain(&commit.coauthors) {
            let known = if is_none(&person.name) { &person.email } else { &person.name };
            people.entry(folded(known)).or_insert((0, person)).0 += 1;
        }
    }
    people
}

/// The names of those who have worked most, in the order of the alphabet; addresses name nobody.
fn names(people: BTreeMap<String, (u32, &Person)>) -> Vec<String> {
    let mut known: Vec<(u32, &Person)> =
        people.into_values().filter(|(_, person)| !is_none(&person.name)).collect();
    known.retain(|(commits, _)| *commits >= LEAST_HANDS);
    known.sort_by_key(|(commits, _)| std::cmp::Reverse(*commits));
    let mut names: Vec<String> =
        known.into_iter().take(MOST_ASKED).map(|(_, person)| person.name.clone()).collect();
    names.sort();
    names
}
