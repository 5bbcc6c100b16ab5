//! The history that an example states, and what it says of areas, of a change and of the repository.

use git_coach_model::{
    Area, Change, ChangeId, CommitId, FileStatus, Kind, Outline, RepoPath, Repository, Standing,
    Time,
};
use git_coach_practices::{AreaHistory, Example, ExamplePast, HistoryKind};

use super::{commit_of, file, past_change, person};
use crate::places::{Places, period};
use crate::tail::Depth;
use crate::{areas, message, tail};

const DAYS: u32 = 180;

/// The paths that an entry names.
pub(super) fn paths(history: &AreaHistory) -> Vec<String> {
    history.path.split(", ").map(str::to_owned).collect()
}

/// All changes of the history, newest first.
pub(super) fn changes(example: &Example) -> Vec<Change> {
    let mut history: Vec<&AreaHistory> = example.history.iter().collect();
    history.sort_by_key(|one| one.days_ago);
    let mut changes: Vec<Change> =
        history.iter().flat_map(|one| (0..one.changes).map(|at| past_work(one, at))).collect();
    for (change, number) in changes.iter_mut().zip(1_u32..) {
        name(change, number);
    }
    changes
}

/// Gives a change and its commits a name of their own.
fn name(change: &mut Change, number: u32) {
    let mut id = [0; 20];
    id[..4].copy_from_slice(&number.to_be_bytes());
    change.id = ChangeId::Commit(CommitId::new(id));
    for commit in &mut change.commits {
        commit.id = CommitId::new(id);
    }
}

/// The first area of the example's tree in which something happened.
pub(super) fn area(example: &Example, repository: &Repository) -> Area {
    let mut changes = changes(example);
    // The period ends with work somewhere, so that days are counted from its end.
    let newest = AreaHistory {
        changes: 1,
        kind: HistoryKind::Any,
        author: "Nobody".to_owned(),
        path: String::new(),
        days_ago: 0,
    };
    changes.insert(0, past_work(&newest, 0));
    let folders = areas::split(&repository.files);
    let mut areas = areas::of_changes(&folders, &repository.files, &changes, DAYS);
    let mut files = repository.files.clone();
    for file in &mut files {
        // A line, and ten for each change that is told of.
        let own = |one: &&AreaHistory| paths(one).iter().any(|path| path == file.path.as_str());
        let told: u32 = example.history.iter().filter(own).map(|one| one.changes).sum();
        file.lines = Some(told * 10 + 1);
    }
    period::settle(&mut areas, files, &changes);
    areas.into_iter().max_by_key(|area| area.changes).unwrap_or_else(|| {
        let nowhere = RepoPath::from("");
        let mut nothing = areas::of_changes(&[nowhere], &[], &[], DAYS);
        nothing.remove(0)
    })
}

/// Tells a change what comes before it; nothing where the example states no history.
pub(super) fn settle_change(
    example: &Example,
    change: &mut Change,
    past: &[Change],
    repository: &Repository,
) {
    if example.history.is_empty() {
        return;
    }
    let folders = areas::split(&repository.files);
    change.tail = tail::of(change, &tail::known(past.iter(), &folders), &folders, Depth::Whole);
    let mut all = Vec::from([change.clone()]);
    name(&mut all[0], u32::MAX);
    all.extend(past.iter().cloned());
    change.is_first_work = fold(repository, &folders, &all).is_first_work(&all[0]);
}

/// How the repository stands by the history that an example states; none where it states none.
pub(super) fn standing(example: &Example, repository: &Repository) -> Option<Standing> {
    let changes = changes(example);
    let folders = areas::split(&repository.files);
    (!changes.is_empty()).then(|| fold(repository, &folders, &changes).standing()).flatten()
}

fn fold(repository: &Repository, folders: &[RepoPath], changes: &[Change]) -> Places {
    let at = (CommitId::new([0; 20]), Time::utc(0));
    let mut places = Places::new(repository.files.clone(), folders, at);
    for change in changes {
        change.commits.iter().for_each(|commit| places.take(&Outline::from(commit)));
    }
    places
}

/// One change of a history, the `at`th before the newest of its kind.
fn past_work(history: &AreaHistory, at: u32) -> Change {
    let author = person(&history.author);
    // Fixes of one day by the same people are one.
    let is_fix = matches!(history.kind, HistoryKind::Fix | HistoryKind::Refix);
    let days_ago = history.days_ago + if is_fix { at } else { 0 };
    let time = Time::utc(0).days_before(i64::from(days_ago));
    let text = |number: u32| format!("a line that says what the change of number {number} does");
    let lines = if history.kind == HistoryKind::Addition { (20, 0) } else { (1, 1) };
    let mut files = Vec::new();
    for path in paths(history) {
        let mut own = file(&path, FileStatus::Modified, lines, &[&text(at)]);
        if history.kind == HistoryKind::Refix {
            let before = file(&path, FileStatus::Modified, (1, 1), &[&text(at + 1)]);
            own.deleted_lines = before.added_lines;
        }
        files.push(own);
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    let kind = match history.kind {
        HistoryKind::Any | HistoryKind::Addition | HistoryKind::Reviewed => Kind::Other,
        HistoryKind::Fix | HistoryKind::Refix => Kind::Fix,
        HistoryKind::Refactoring => Kind::Refactoring,
    };
    let said = if history.kind == HistoryKind::Reviewed { "Work (#12)" } else { "Work" };
    let mut commit = commit_of(&history.author, said, files.clone());
    (commit.kind, commit.author_time, commit.committer_time) = (kind, time, time);
    let past = past_change(ExamplePast { changes: 1, lines: 0, files: 0 });
    let message = Some(message::parse(said));
    Change { kind, time, message, authors: vec![author], commits: vec![commit], files, ..past }
}

/// A change by somebody to some files, parted by `, `.
#[cfg(test)]
pub(crate) fn worked(author: &str, path: &str) -> Change {
    let history = AreaHistory {
        changes: 1,
        kind: HistoryKind::Any,
        author: author.to_owned(),
        path: path.to_owned(),
        days_ago: 0,
    };
    past_work(&history, 0)
}
