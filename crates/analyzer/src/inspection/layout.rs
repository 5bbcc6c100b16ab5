//! Files of which nothing but the layout changed.

use git_coach_model::{ChangedLine, Evidence, FileChange, FileStatus, Role};

use super::seen;

/// Source files whose added and deleted lines say the same, white space, kinds of quotes and commas
/// before a closing bracket aside.
pub(super) fn reformatted(files: &[FileChange]) -> Option<Vec<Evidence>> {
    let mut all_seen = true;
    let mut places = Vec::new();
    let changed = |file: &&FileChange| {
        file.role == Role::Source
            && matches!(file.status, FileStatus::Modified | FileStatus::Renamed)
    };
    for file in files.iter().filter(changed) {
        let (Some(added), Some(deleted)) = (&file.added_lines, &file.deleted_lines) else {
            all_seen = false;
            continue;
        };
        let said = essence(added);
        if !said.is_empty() && said == essence(deleted) {
            places.push(Evidence { path: file.path.clone(), line: None, text: None });
        }
    }
    seen(places, all_seen)
}

/// What the lines say, however they are laid out.
fn essence(lines: &[ChangedLine]) -> String {
    let mut essence = String::new();
    for letter in lines.iter().flat_map(|line| line.text.chars()).filter(|c| !c.is_whitespace()) {
        if matches!(letter, ')' | ']' | '}') && essence.ends_with(',') {
            essence.pop();
        }
        essence.push(if letter == '\'' { '"' } else { letter });
    }
    essence
}

#[cfg(test)]
mod tests {
    use super::super::tests::changed;
    use super::*;

    #[test]
    fn layout_is_what_stays_the_same_without_white_space() {
        for (path, added, deleted, expected) in [
            ("src/a.rs", "f(a, b)", "f(a,\n  b)", 1),
            ("src/a.rs", "f(\n  a,\n  b,\n)", "f(a, b)", 1),
            ("src/a.py", "x = \"a\"", "x = 'a'", 1),
            ("src/a.py", "x = 'b'", "x = 'a'", 0),
            ("src/a.py", "x = 1", "", 0),
            ("src/a.py", "", "", 0),
            ("tests/test_a.py", "f(a, b)", "f(a,b)", 0),
        ] {
            let places = reformatted(&[changed(path, added, deleted)]);
            assert_eq!(places.map(|places| places.len()), Some(expected), "{added:?} {deleted:?}");
        }
    }

    #[test]
    fn lines_that_were_not_read_tell_nothing() {
        let unread = FileChange { added_lines: None, ..changed("src/a.rs", "", "") };
        assert_eq!(reformatted(&[unread]), None);
    }
}
