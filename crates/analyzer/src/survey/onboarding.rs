//! The survey behind notes for somebody new: where to start, whom to ask, what to read, and what work
//! looks like here. It names colleagues, and so leaves only in private.

mod files;
mod grounds;
mod written;

use std::collections::BTreeMap;

use git_coach_model::{Change, CommitId, OnboardingSurvey, Person, Private, Time, Window};
use git2::Oid;

use crate::Error;
use crate::areas;
use crate::around;
use crate::changes::{self, Brought};
use crate::commits::Lens;
use crate::diff::Detail;
use crate::habits::Habits;
use crate::judge::{Docket, Judge};
use crate::people::{self, Known};
use crate::places::period;
use crate::repo::{Repo, commit_id};
use crate::survey::{Desk, past, whole};
use crate::{tree, workers};

/// The default window in days.
const DEFAULT_DAYS: i64 = 365;
/// How many of the newest changes are read.
const MOST: usize = 200;
/// How many first changes of others are shown, and how large one to learn from may be, in lines.
const MOST_STARTS: usize = 3;
const LARGEST_START: u64 = 100;

/// Reads and judges what notes for somebody new need, since `since` (a year before the tip for
/// none), or since the oldest of the newest 200 changes where there are more.
///
/// # Errors
/// A repository that cannot be read.
pub fn onboarding(
    desk: &Desk<'_>,
    since: Option<Time>,
    until: Option<Time>,
) -> Result<Private<OnboardingSurvey>, Error> {
    let tip = desk.repo.head()?;
    let mut lens = desk.lens(tip.commit)?;
    let everybody = people::everybody(desk, &lens, tip.commit)?;
    for (person, identities) in Known::of(&everybody, &lens).persons() {
        lens.mailmap.take_together(&identities, &person);
    }
    let until = match until {
        Some(until) => until,
        None => desk.repo.time_of(tip.commit)?,
    };
    let since = since.unwrap_or_else(|| until.days_before(DEFAULT_DAYS));
    let mut line = changes::main_line(desk.repo, tip.commit, since)?;
    let brought = Brought::by(desk.repo, &line.iter().map(|one| one.id).collect::<Vec<_>>())?;
    line.retain(|one| one.time.seconds <= until.seconds);
    // What is said is of what was read, and of no longer a time.
    let since = match line.get(..MOST) {
        Some(read) if line.len() > MOST => {
            read.iter().map(|one| one.time).min_by_key(|it| it.seconds).unwrap_or(since)
        }
        _ => since,
    };
    line.truncate(MOST);
    let ids: Vec<Oid> = line.iter().map(|one| one.id).collect();
    let mut changes = past::read_changes(desk, &lens, &brought, (&ids, Detail::Lines))?;
    around::settle(&mut changes);
    let mut state = tree::repository(desk.repo, &lens.roles, tip.commit)?;
    let mut habits = Habits::read(desk.repo, &lens, tip.commit)?;
    habits.count_told(&changes);
    habits.settle(&mut state);
    let folders = areas::areas(&state.files, &desk.settings.areas);
    whole::settle(desk, (tip.commit, &folders), &mut state, &mut changes)?;
    let mut docket = Docket::default();
    Judge::new(desk.library, &state).changes(&changes, changes.len(), &mut docket);
    let days = u32::try_from(until.days_since(since)).unwrap_or(u32::MAX);
    let mut areas = areas::of_changes(&folders, &state.files, &changes, days);
    let mut files = state.files.clone();
    tree::count_source(desk.repo, tip.commit, &mut files)?;
    period::settle(&mut areas, files.clone(), &changes);
    let bringers = bringers((desk, &lens, &brought), &ids)?;
    Ok(Private::new(OnboardingSurvey {
        header: desk.header(&tip.name, tip.commit),
        window: Window { from: since, until },
        practices: desk.practices(),
        exemplars: past::exemplars(desk.library, &docket.findings, &changes),
        grounds: grounds::grounds(&areas, &changes, &bringers),
        safe_files: files::safe(&files, &areas, &changes),
        asides: files::asides(&state.files),
        starts: starts(&changes),
        written: written::written(&state.files),
        unseen: past::unseen(desk, &changes, &docket),
    }))
}

/// Who brought in what others wrote, by commit of the main line.
fn bringers(
    (desk, lens, brought): (&Desk<'_>, &Lens, &Brought),
    ids: &[Oid],
) -> Result<BTreeMap<CommitId, Person>, Error> {
    let read = |repo: &Repo, id: &Oid| changes::hands_of(repo, lens, brought, *id);
    let progress = (desk.progress, "commits");
    let hands = workers::read_all(desk.repo, desk.threads, ids, progress, read)?;
    let found = ids.iter().zip(hands).filter_map(|(id, (authors, bringer))| {
        Some((commit_id(*id), bringer.filter(|it| !authors.is_empty() && !authors.contains(it))?))
    });
    Ok(found.collect())
}

/// First changes of others that somebody new can read in a few minutes, the newest first.
fn starts(changes: &[Change]) -> Vec<(CommitId, String)> {
    changes
        .iter()
        .filter(|change| !change.by_bot && change.is_first_work == Some(true))
        .filter(|change| past::size(change).is_some_and(|size| (1..=LARGEST_START).contains(&size)))
        .map(|change| (changes::main_line_id(change), change.title.clone()))
        .take(MOST_STARTS)
        .collect()
}
