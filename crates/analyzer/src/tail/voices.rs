//! Those who look after the areas that a change touches, and which of them left a trace in it.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{Change, ChangeId, Message, Person, RepoPath};

use super::Known;
use crate::areas;

/// How many changes of the past touched an area that somebody looks after.
const LEAST_CHANGES: u32 = 10;
/// How many lines of an area a change touches so that somebody there would want to know.
const LEAST_LINES: u32 = 5;

#[derive(Default)]
pub(super) struct Heard {
    pub(super) keepers: u32,
    pub(super) voices: Option<u32>,
    pub(super) areas: u32,
    pub(super) unheard: Option<RepoPath>,
}

pub(super) fn of(change: &Change, past: &[Known<'_>], folders: &[RepoPath]) -> Heard {
    let touched = touched(change, folders);
    let nobody = Heard { voices: Some(0), ..Heard::default() };
    if touched.len() < 2 {
        return nobody;
    }
    let kept: Vec<(&RepoPath, &Person)> =
        touched.into_iter().filter_map(|area| Some((area, keeper(area, past)?))).collect();
    let keepers: BTreeSet<&Person> = kept.iter().map(|(_, person)| *person).collect();
    if keepers.len() < 2 {
        return nobody;
    }
    let counted = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let voices = keepers.iter().filter(|person| is_heard(change, person)).count();
    let unheard = kept.iter().find(|(_, person)| !is_heard(change, person));
    Heard {
        keepers: counted(keepers.len()),
        voices: (voices > 1 || !may_have_been_heard(change)).then(|| counted(voices)),
        areas: counted(kept.len()),
        unheard: unheard.map(|(area, _)| (*area).clone()),
    }
}

/// The areas of which a change touches some lines.
fn touched<'a>(change: &Change, folders: &'a [RepoPath]) -> Vec<&'a RepoPath> {
    let mut lines: BTreeMap<&RepoPath, u32> = BTreeMap::new();
    for file in change.files.iter().filter(|file| areas::is_work(file.role)) {
        if let Some(area) = areas::area_of(folders, &file.path) {
            let own = file.added().unwrap_or_default() + file.deleted().unwrap_or_default();
            *lines.entry(area).or_default() += own;
        }
    }
    lines.into_iter().filter(|(_, lines)| *lines >= LEAST_LINES).map(|(area, _)| area).collect()
}

/// Who had a hand in two of three changes to an area.
fn keeper<'a>(area: &RepoPath, past: &[Known<'a>]) -> Option<&'a Person> {
    let mut changes = 0;
    let mut people: BTreeMap<&Person, u32> = BTreeMap::new();
    for known in past.iter().filter(|known| known.areas.contains(&area)) {
        changes += 1;
        for person in &known.change.authors {
            *people.entry(person).or_default() += 1;
        }
    }
    let (person, hands) = people.into_iter().max_by_key(|(_, hands)| *hands)?;
    (changes >= LEAST_CHANGES && hands * 3 >= changes * 2).then_some(person)
}

fn is_heard(change: &Change, person: &Person) -> bool {
    change.authors.contains(person)
        || messages(change).flat_map(|message| &message.trailers).any(|trailer| {
            let names = |what: &str| !what.is_empty() && trailer.value.contains(what);
            names(&person.name) || names(&person.email)
        })
}

/// Whether a review left a trace that does not say whose it was, or there may be one yet.
fn may_have_been_heard(change: &Change) -> bool {
    let ChangeId::Commit(id) = change.id else {
        return true;
    };
    let is_merge = change.commits.iter().all(|commit| commit.id != id);
    is_merge || messages(change).any(|message| message.review_trace)
}

fn messages(change: &Change) -> impl Iterator<Item = &Message> {
    change.message.iter().chain(change.commits.iter().map(|commit| &commit.message))
}
