//! A stretch of the main line with all that its changes are held against.
//!
//! All of it follows from commits, settings and the version of this program, so it is kept as a
//! whole: who asks twice about the same tip has it read from git once.

use git_coach_model::{Area, Change, CommitId, RepoPath, Repository};
use git_coach_practices::Library;
use git2::Oid;
use serde::{Deserialize, Serialize};

use super::{Desk, past, whole};
use crate::cache::Shelf;
use crate::changes::Brought;
use crate::diff::Detail;
use crate::habits::Habits;
use crate::workers::{self, Threads};
use crate::{Error, areas, around, tags, tree};

/// Which stretch is asked for, and how closely.
pub(crate) struct Asked<'a> {
    /// The practices that will be held against it: what none of them asks for is not read.
    pub(crate) libraries: &'a [&'a Library],
    /// The main line around the stretch, first parents without a gap, newest first.
    pub(crate) line: &'a [Oid],
    /// The commits that stand for its changes, newest first.
    pub(crate) ids: &'a [Oid],
    /// Those before them, of which the sizes are enough.
    pub(crate) past: &'a [Oid],
    /// Where the repository is looked at.
    pub(crate) at: CommitId,
    /// How long the period is that areas are told of, in days; as long as the changes took for none.
    pub(crate) days: Option<u32>,
}

/// What was read.
pub(crate) struct Stretch {
    /// The changes of the stretch, and those before them, newest first.
    pub(crate) changes: Vec<Change>,
    /// The repository at the end.
    pub(crate) state: Repository,
    /// The folders that are its areas.
    pub(crate) folders: Vec<RepoPath>,
    /// The areas over the period.
    pub(crate) areas: Vec<Area>,
}

/// A stretch as it is kept.
#[derive(Serialize, Deserialize)]
struct Packed<'a> {
    /// The changes in several parts, which are read side by side.
    #[serde(borrow)]
    changes: Vec<&'a [u8]>,
    state: Repository,
    folders: Vec<RepoPath>,
    areas: Vec<Area>,
}

/// How many changes stand in one part.
const IN_A_PART: usize = 32;

/// All that the facts of a stretch follow from.
#[derive(Serialize)]
struct Key<'a> {
    at: CommitId,
    line: Vec<CommitId>,
    ids: Vec<CommitId>,
    past: Vec<CommitId>,
    days: Option<u32>,
    asked: Wanted,
    mailmap: u64,
    tags: Option<u32>,
    bots: Vec<&'a str>,
    areas: &'a [RepoPath],
}

/// What practices ask for beyond single changes.
#[derive(Clone, Copy, Serialize)]
struct Wanted {
    tails: bool,
    whole: bool,
    places: bool,
    lines_of_commits: bool,
}

impl Wanted {
    fn by(libraries: &[&Library]) -> Self {
        let asks = |is: &dyn Fn(&str) -> bool| libraries.iter().any(|library| library.asks(is));
        Self {
            tails: asks(&past::is_of_tails),
            whole: asks(&whole::is_of_the_whole),
            places: asks(&whole::is_of_places),
            lines_of_commits: libraries.iter().any(|library| library.looks_at_lines_of_commits()),
        }
    }
}

/// The stretch that is asked for, as it was kept or from git.
///
/// # Errors
/// A commit that cannot be read.
pub(crate) fn read(desk: &Desk<'_>, asked: &Asked<'_>) -> Result<Stretch, Error> {
    // What is not in this clone may be there tomorrow.
    if !desk.use_cache || desk.repo.is_shallow() || desk.repo.is_partial() {
        return read_anew(desk, asked);
    }
    let ids = |ids: &[Oid]| ids.iter().copied().map(crate::repo::commit_id).collect();
    let key = Key {
        at: asked.at,
        line: ids(asked.line),
        ids: ids(asked.ids),
        past: ids(asked.past),
        days: asked.days,
        asked: Wanted::by(asked.libraries),
        mailmap: desk.repo.mailmap().seal(),
        tags: tags::count(desk.repo, asked.at)?,
        bots: desk.settings.bots.iter().map(git_coach_practices::NamePattern::as_str).collect(),
        areas: &desk.settings.areas,
    };
    let shelf = Shelf::of(desk.repo, &key);
    if let Some(kept) = shelf.take(|bytes| unpacked(bytes, desk.threads)) {
        return Ok(kept);
    }
    let stretch = read_anew(desk, asked)?;
    Ok(packed(stretch, |kept| shelf.put(kept)))
}

/// Hands a stretch out as it is kept.
fn packed(stretch: Stretch, put: impl Fn(&Packed<'_>)) -> Stretch {
    let Stretch { changes, state, folders, areas } = stretch;
    let parts = changes.chunks(IN_A_PART).map(postcard::to_allocvec);
    let parts: Result<Vec<Vec<u8>>, _> = parts.collect();
    let Ok(parts) = parts else { return Stretch { changes, state, folders, areas } };
    let kept = Packed { changes: parts.iter().map(Vec::as_slice).collect(), state, folders, areas };
    put(&kept);
    let Packed { state, folders, areas, .. } = kept;
    Stretch { changes, state, folders, areas }
}

fn unpacked(bytes: &[u8], threads: Threads) -> Option<Stretch> {
    let Packed { changes, state, folders, areas } = postcard::from_bytes(bytes).ok()?;
    let read = |part: &&[u8]| postcard::from_bytes::<Vec<Change>>(part).ok();
    let parts = workers::in_parts(threads, changes.len(), |part| {
        changes[part].iter().map(read).collect::<Option<Vec<_>>>()
    });
    let changes = parts.into_iter().collect::<Option<Vec<_>>>()?;
    Some(Stretch {
        changes: changes.into_iter().flatten().flatten().collect(),
        state,
        folders,
        areas,
    })
}

fn read_anew(desk: &Desk<'_>, asked: &Asked<'_>) -> Result<Stretch, Error> {
    let wanted = Wanted::by(asked.libraries);
    let lens = desk.lens(asked.at)?;
    let mut state = tree::repository(desk.repo, &lens.roles, asked.at)?;
    let folders = areas::areas(&state.files, &desk.settings.areas);
    let brought = Brought::by(desk.repo, asked.line)?;
    let mut changes = past::read_changes(desk, &lens, &brought, (asked.ids, Detail::Lines))?;
    changes.extend(past::read_changes(desk, &lens, &brought, (asked.past, Detail::Sizes))?);
    around::settle(&mut changes);
    let older = changes.split_off(asked.ids.len());
    let mut habits = Habits::read(desk.repo, &lens, asked.at)?;
    habits.count_told(&changes);
    habits.settle(&mut state);
    if wanted.tails {
        past::settle_tails(desk, (&lens, &folders), &mut changes, asked.ids.last().copied())?;
    }
    if wanted.whole {
        whole::settle(desk, (asked.at, &folders), &mut state, &mut changes)?;
    }
    let days = asked.days.unwrap_or_else(|| days_of(&changes));
    let mut areas = areas::of_changes(&folders, &state.files, &changes, days);
    if wanted.places {
        whole::settle_areas(desk.repo, asked.at, (&mut areas, &state), &changes)?;
    }
    changes.extend(older);
    if !wanted.lines_of_commits {
        // Most stand in the change once more.
        let commits = changes.iter_mut().flat_map(|change| &mut change.commits);
        for file in commits.flat_map(|commit| &mut commit.files) {
            (file.added_lines, file.deleted_lines) = (None, None);
        }
    }
    Ok(Stretch { changes, state, folders, areas })
}

/// From the oldest to the newest.
fn days_of(changes: &[Change]) -> u32 {
    let days = match (changes.first(), changes.last()) {
        (Some(newest), Some(oldest)) => newest.time.days_since(oldest.time),
        _ => 0,
    };
    u32::try_from(days).unwrap_or_default()
}
