//! New folders of source, and whether anything in them tells what they are for.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use git_coach_model::{ChangedLine, Evidence, FileChange, FileStatus, LinePlace, Role};
use regex::Regex;

use super::{After, seen};
use crate::pattern::literal;

/// From how many source files and lines on a new folder is a module of its own. Our own figures.
const FILES: usize = 3;
const LINES: u32 = 200;
/// How many words in a row on a line of comment tell something.
const WORDS: usize = 4;

/// What every file says, and none of itself.
static FORMAL: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"(?i)copyright|licen[cs]|spdx|warrant|generated|eslint|@author|all rights|permission|redistribut|liab|provided|distributed|obtain|contributor|govern|agreement|apache|express or implied|notice",
    )
});

/// New folders, and those of them in which no comment and no document says a word.
pub(super) struct Modules {
    pub(super) new: Option<Vec<Evidence>>,
    pub(super) unexplained: Option<Vec<Evidence>>,
}

/// Looks for folders all of whose files are new.
pub(super) fn of(files: &[FileChange], after: &dyn After) -> Modules {
    let mut folders: BTreeMap<&str, Vec<&FileChange>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.status == FileStatus::Added) {
        folders.entry(file.path.folder()).or_default().push(file);
    }
    let (mut new, mut unexplained, mut all_seen) = (Vec::new(), Vec::new(), true);
    for (folder, added) in folders {
        let source: Vec<&&FileChange> =
            added.iter().filter(|file| file.role == Role::Source).collect();
        let lines: u32 = source.iter().filter_map(|file| file.added()).fold(0, u32::saturating_add);
        if folder.is_empty() || source.len() < FILES || lines < LINES {
            continue;
        }
        let Some(names) = after.folder(folder) else {
            all_seen = false;
            continue;
        };
        let known: HashSet<&str> = added.iter().map(|file| file.path.name()).collect();
        if !names.iter().all(|name| known.contains(name.as_str())) {
            continue;
        }
        let Some(first) = source.first() else { continue };
        let place = Evidence { path: first.path.clone(), line: None, text: None };
        let says_what = source.iter().map(|file| tells(file)).collect::<Option<Vec<bool>>>();
        let Some(says_what) = says_what else {
            all_seen = false;
            continue;
        };
        let has_document = added.iter().any(|file| file.role == Role::Docs);
        if !has_document && !says_what.contains(&true) {
            unexplained.push(place.clone());
        }
        new.push(place);
    }
    Modules { new: seen(new, all_seen), unexplained: seen(unexplained, all_seen) }
}

/// Whether a file has a line of comment that is prose; none where comments are not told apart.
fn tells(file: &FileChange) -> Option<bool> {
    let lines = file.added_lines.as_ref()?;
    file.language.is_some().then(|| lines.iter().any(is_prose))
}

fn is_prose(line: &ChangedLine) -> bool {
    // A text alone on its lines is what Python documents with.
    let is_alone = line.parts(LinePlace::Code).all(|part| part.trim().is_empty());
    let strings = is_alone.then(|| line.parts(LinePlace::String)).into_iter().flatten();
    line.parts(LinePlace::Comment).chain(strings).any(|text| {
        let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 2;
        text.split_whitespace().filter(is_word).count() >= WORDS && !FORMAL.is_match(text)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Known, new};
    use super::*;

    const PATHS: &[&str] = &["src/r/a.rs", "src/r/b.rs", "src/r/c.rs"];

    fn counts(text: &str, lines: u32, paths: &'static [&'static str]) -> [Option<usize>; 2] {
        let files = files(text, lines);
        let found = of(&files, &Known { paths, document: "", text: None });
        [found.new, found.unexplained].map(|places| Some(places?.len()))
    }

    fn files(text: &str, lines: u32) -> Vec<FileChange> {
        PATHS.iter().map(|path| new(path, text, lines)).collect()
    }

    #[test]
    fn a_folder_of_new_files_is_a_module() {
        assert_eq!(counts("fn a() {}", 67, PATHS), [Some(1), Some(1)]);
        assert_eq!(counts("fn a() {}", 66, PATHS), [Some(0), Some(0)]);
        let older = &["src/r/a.rs", "src/r/b.rs", "src/r/c.rs", "src/r/d.rs"];
        assert_eq!(counts("fn a() {}", 67, older), [Some(0), Some(0)]);
    }

    #[test]
    fn a_sentence_explains_and_a_licence_does_not() {
        assert_eq!(counts("// what the shop takes\nfn a() {}", 67, PATHS), [Some(1), Some(0)]);
        assert_eq!(counts("// all licensed to the shop\nfn a() {}", 67, PATHS), [Some(1), Some(1)]);
        assert_eq!(counts("// see there\nfn a() {}", 67, PATHS), [Some(1), Some(1)]);
        assert_eq!(counts("let a = \"what the shop takes\";", 67, PATHS), [Some(1), Some(1)]);
    }

    #[test]
    fn what_was_not_read_tells_nothing() {
        let mut files = files("fn a() {}", 67);
        files[0].added_lines = None;
        let known = Known { paths: PATHS, document: "", text: None };
        assert_eq!(of(&files, &known).new, None);
    }
}
