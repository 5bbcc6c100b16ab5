//! Much-changed source files that a change makes smaller.

use git_coach_model::{Change, ChangedLine, FileChange, FileStatus, LinePlace, Role, Shrunk};

use super::{Known, file};
use crate::places::is_ordinary;

/// How many of the changes before touched a file that is much changed: one in twenty, where there are
/// all 200 of them.
const LEAST_CHANGES: usize = 10;

/// The one that shrinks by most lines of code, of equals the first by path.
pub(super) fn shrunk(change: &Change, past: &[Known<'_>]) -> Option<Shrunk> {
    let mut best: Option<Shrunk> = None;
    for one in change.files.iter().filter(|file| stays(file)) {
        let Some(lines) = lines_out(one).filter(|lines| *lines > 0) else {
            continue;
        };
        let was = one.old_path.as_ref().unwrap_or(&one.path);
        let touched = past
            .iter()
            .map(|known| known.change)
            .filter(|other| is_ordinary(other.by_bot, other.files.len(), other.kind))
            .filter(|other| file(other, was).is_some())
            .count();
        if touched >= LEAST_CHANGES && best.as_ref().is_none_or(|best| lines > best.lines) {
            let changes = u32::try_from(touched).unwrap_or(u32::MAX);
            best = Some(Shrunk { path: one.path.clone(), lines, changes });
        }
    }
    best
}

fn stays(file: &FileChange) -> bool {
    file.role == Role::Source && matches!(file.status, FileStatus::Modified | FileStatus::Renamed)
}

/// How many more lines of code go than come; none where the lines were not read.
fn lines_out(file: &FileChange) -> Option<u32> {
    let code = |lines: &[ChangedLine]| lines.iter().filter(|line| is_code(line)).count();
    let out = code(file.deleted_lines.as_deref()?);
    let into = code(file.added_lines.as_deref()?);
    u32::try_from(out.saturating_sub(into)).ok()
}

fn is_code(line: &ChangedLine) -> bool {
    let is_written = |part: &str| part.chars().any(char::is_alphanumeric);
    !line.in_test
        && (line.parts(LinePlace::Code).any(is_written)
            || line.parts(LinePlace::String).any(is_written))
}
