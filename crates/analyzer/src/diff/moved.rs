//! Lines that one change takes from one place and puts into another.

use std::collections::HashMap;

use git_coach_model::{ChangedLine, FileChange};

/// Under how many characters a line is too common to say that it was moved: a brace, an `else`.
const SHORTEST: usize = 8;

/// Marks the added lines that the same change deletes somewhere, and those deleted lines; each
/// deleted line stands for one added line at most.
pub(super) fn mark(files: &mut [FileChange]) {
    let mut deleted: HashMap<Box<str>, u32> = HashMap::new();
    for line in files.iter().filter_map(|file| file.deleted_lines.as_ref()).flatten() {
        if let Some(text) = comparable(line) {
            *deleted.entry(text.into()).or_default() += 1;
        }
    }
    if deleted.is_empty() {
        return;
    }
    let mut moved: HashMap<Box<str>, u32> = HashMap::new();
    for line in files.iter_mut().filter_map(|file| file.added_lines.as_mut()).flatten() {
        let Some(left) = comparable(line).and_then(|text| deleted.get_mut(text)) else {
            continue;
        };
        if *left > 0 {
            *left -= 1;
            line.moved = true;
            if let Some(text) = comparable(line) {
                *moved.entry(text.into()).or_default() += 1;
            }
        }
    }
    for line in files.iter_mut().filter_map(|file| file.deleted_lines.as_mut()).flatten() {
        let Some(left) = comparable(line).and_then(|text| moved.get_mut(text)) else {
            continue;
        };
        if *left > 0 {
            *left -= 1;
            line.moved = true;
        }
    }
}

/// The text that two lines have to share.
fn comparable(line: &ChangedLine) -> Option<&str> {
    Some(line.text.trim()).filter(|text| text.len() >= SHORTEST)
}
