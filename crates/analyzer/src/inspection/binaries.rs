//! Binary files that every clone carries from now on.

use git_coach_model::{Evidence, FileChange, FileStatus, LineCount};

use super::{After, seen};

/// From how many bytes on a binary file is large.
const LARGE: u64 = 1 << 20;

/// The large binary files that were added or replaced.
pub(super) fn large(files: &[FileChange], after: &dyn After) -> Option<Vec<Evidence>> {
    let mut all_seen = true;
    let mut places = Vec::new();
    let brought = |file: &&FileChange| {
        file.lines == LineCount::Binary
            && matches!(file.status, FileStatus::Added | FileStatus::Modified)
    };
    for file in files.iter().filter(brought) {
        match after.size(&file.path) {
            Some(size) if size >= LARGE => {
                places.push(Evidence { path: file.path.clone(), line: None, text: None });
            }
            Some(_) => {}
            None => all_seen = false,
        }
    }
    seen(places, all_seen)
}
