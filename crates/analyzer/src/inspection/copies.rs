//! Blocks of code that one change adds twice, or nearly so.
//!
//! Equal stretches of a few lines are found by their hashes; around each the two places are held
//! against each other line by line. What is compared is bounded by [`MOST_LINES`] and [`MOST_PAIRS`].

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use git_coach_model::{ChangedLine, Evidence, FileChange, LinePlace, Role};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{is_comment, seen};

/// How many lines a block has to have, blank ones, comments and lone brackets left out.
const LEAST: usize = 12;
/// How many equal lines in a row make two places worth a look.
const SEED: usize = 5;
/// How many of these have to differ from one another: rows of a table or arms of a match repeat.
const SEED_KINDS: usize = 3;
/// The same of a whole block.
const BLOCK_KINDS: usize = 6;
/// How many of a hundred lines have to be equal.
const ALIKE: usize = 85;
/// How many lines two places are held against each other for.
const LONGEST: usize = 200;
/// Above this many added lines a change is a move, an import or generated.
const MOST_LINES: usize = 20_000;
/// How many pairs of places are looked at.
const MOST_PAIRS: usize = 200;

/// One line that says something, and where it stands.
struct Code<'a> {
    file: &'a FileChange,
    line: &'a ChangedLine,
    text: &'a str,
}

/// Where a block was added that the same change adds elsewhere: the second place of each pair.
pub(super) fn within(files: &[FileChange]) -> Option<Vec<Evidence>> {
    let mut all_seen = true;
    let mut lines = Vec::new();
    let is_looked_at =
        |file: &&FileChange| file.role == Role::Source && !is_built(file) && !declares_types(file);
    for file in files.iter().filter(is_looked_at) {
        match &file.added_lines {
            Some(added) => {
                let code = added.iter().filter(|line| says_something(line));
                lines.extend(code.map(|line| Code { file, line, text: line.text.trim() }));
            }
            None => all_seen = false,
        }
    }
    if lines.len() < 2 * LEAST {
        return seen(Vec::new(), all_seen);
    }
    if lines.len() > MOST_LINES {
        return None;
    }
    seen(pairs(&lines), all_seen)
}

/// Whether a file only declares types, which each way of loading a module wants once more.
fn declares_types(file: &FileChange) -> bool {
    [".d.ts", ".d.cts", ".d.mts"].iter().any(|end| file.path.name().ends_with(end))
}

fn pairs(lines: &[Code<'_>]) -> Vec<Evidence> {
    let mut first: HashMap<u64, usize> = HashMap::new();
    let mut places = Vec::new();
    let (mut at, mut looked) = (0, 0);
    while at + SEED <= lines.len() && looked < MOST_PAIRS {
        let seed = &lines[at..at + SEED];
        if !is_one_place(seed) || kinds(seed) < SEED_KINDS {
            at += 1;
            continue;
        }
        let hash = hash_of(seed);
        let other = *first.entry(hash).or_insert(at);
        // Files of one name in two folders are mostly made from one another.
        let (left, right) = (&lines[other].file.path, &lines[at].file.path);
        let is_apart = other + LEAST <= at && (left == right || left.name() != right.name());
        if is_apart
            && lines[other..other + SEED]
                .iter()
                .map(|one| one.text)
                .eq(seed.iter().map(|one| one.text))
        {
            looked += 1;
            let length = alike(place_of(lines, other, at), place_of(lines, at, lines.len()));
            if length >= LEAST && kinds(&lines[at..at + length]) >= BLOCK_KINDS {
                let Code { file, line, .. } = &lines[at];
                places.push(super::place(file, line));
                at += length;
                continue;
            }
        }
        at += 1;
    }
    places
}

/// The lines from `from` on that stand in one file, at most to `end`.
fn place_of<'l, 'a>(lines: &'l [Code<'a>], from: usize, end: usize) -> &'l [Code<'a>] {
    let file = &lines[from].file.path;
    let rest = &lines[from..end.min(from + LONGEST)];
    let length = rest
        .windows(2)
        .position(|pair| {
            pair[1].file.path != *file || pair[1].line.number > pair[0].line.number + 8
        })
        .map_or(rest.len(), |at| at + 1);
    &rest[..length]
}

/// How many lines of the second place are a copy of the first: the longest beginning of which
/// nearly all lines are in both.
fn alike(left: &[Code<'_>], right: &[Code<'_>]) -> usize {
    let texts =
        |lines: &[Code<'_>]| lines.iter().map(|one| one.text.to_owned()).collect::<Vec<_>>();
    let (left, right) = (texts(left), texts(right));
    let mut best = 0;
    let mut same = 0;
    for op in capture_diff_slices(Algorithm::Myers, &left, &right) {
        let (tag, old, new) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            same += new.len();
            let length = old.end.max(new.end);
            if same * 100 >= length * ALIKE {
                best = new.end;
            }
        }
    }
    best
}

fn is_one_place(lines: &[Code<'_>]) -> bool {
    lines.windows(2).all(|pair| {
        pair[0].file.path == pair[1].file.path && pair[1].line.number <= pair[0].line.number + 4
    })
}

/// How many different lines there are.
fn kinds(lines: &[Code<'_>]) -> usize {
    lines.iter().map(|one| one.text).collect::<BTreeSet<_>>().len()
}

fn hash_of(lines: &[Code<'_>]) -> u64 {
    let mut hasher = DefaultHasher::new();
    lines.iter().for_each(|one| one.text.hash(&mut hasher));
    hasher.finish()
}

/// Whether a line is code of its own: no comment, no lone bracket, no import, no attribute, no test,
/// not moved; what
/// ends with a comma stands in a list of names or a table.
fn says_something(line: &ChangedLine) -> bool {
    let text = line.text.trim();
    let is_import = ["import ", "use ", "from ", "#include", "require", "package ", "using "]
        .iter()
        .any(|word| text.starts_with(word));
    let is_attribute = text.starts_with('@')
        || text.starts_with("#[")
        || text.starts_with('[') && text.ends_with(']');
    let code = line.parts(LinePlace::Code).flat_map(str::chars);
    code.filter(|c| c.is_alphanumeric()).count() > 2
        && !text.ends_with(',')
        && !is_import
        && !is_attribute
        && !line.in_test
        && !line.moved
        && !is_comment(line)
}

/// Whether a file lies where builds put what they make of others, or has the marks of a bundler or
/// of a compiler of protocols beyond its head.
fn is_built(file: &FileChange) -> bool {
    const MARKS: [&str; 2] = ["@@protoc_insertion_point", "(function (global, factory)"];
    let lines = file.added_lines.iter().flatten();
    if lines.into_iter().any(|line| MARKS.iter().any(|mark| line.text.contains(mark))) {
        return true;
    }
    let folders = file.path.folder().split('/');
    folders.into_iter().any(|folder| ["dist", "min", "build", "out", "lib-cov"].contains(&folder))
}
