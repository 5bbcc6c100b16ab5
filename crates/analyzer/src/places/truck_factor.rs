//! On how few people the code hangs: the truck factor of Avelino et al. (ICPC 2016).
//!
//! The author of most files is taken away, then the author of most files among the rest, and so on
//! until more than half of the files have no author left. The files are source and tests, as in the
//! paper, whose tool keeps what GitHub's Linguist calls programs and leaves out documents, copied
//! and generated files; a file that no person has ever changed is no file of anybody's, and left
//! out too. Of people with equally many files, the first by name goes first.
//!
//! The result is an estimate for one day. Avelino et al. found 2 or less in 65 % of 133 systems;
//! asked, 53 % of the teams agreed with their number.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::counted;
use super::persons::{PersonId, Persons};

/// Who was taken away, and what that left.
pub(super) struct Gone {
    pub(super) gone: Vec<PersonId>,
    /// How many files have no author any more.
    pub(super) orphaned: u32,
}

/// Takes people away until more than half of the files, each with its authors, have none left. Some
/// have none from the start: where many changed a file and none of them much.
pub(super) fn of(authors: &[Vec<PersonId>], persons: &Persons) -> Gone {
    let mut files: BTreeMap<PersonId, Vec<usize>> = BTreeMap::new();
    for (file, authors) in authors.iter().enumerate() {
        for author in authors {
            files.entry(*author).or_default().push(file);
        }
    }
    // What somebody is an author of stays the same when another goes: one order serves for all.
    let mut order: Vec<(PersonId, Vec<usize>)> = files.into_iter().collect();
    order.sort_by_key(|(person, files)| (Reverse(files.len()), persons.get(*person)));
    let mut left: Vec<usize> = authors.iter().map(Vec::len).collect();
    let orphaned = |left: &[usize]| counted(left.iter().filter(|left| **left == 0).count());
    let mut found = Gone { gone: Vec::new(), orphaned: orphaned(&left) };
    for (person, files) in order {
        if found.orphaned as usize * 2 > authors.len() {
            break;
        }
        for file in files {
            left[file] -= 1;
        }
        found.gone.push(person);
        found.orphaned = orphaned(&left);
    }
    found
}
