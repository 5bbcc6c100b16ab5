//! Texts of every sort, counted by this engine and by libgit2.

use git2::{DiffOptions, Patch};
use proptest::prelude::*;

use super::*;

/// What libgit2's patch counts.
fn patch(old: &[u8], new: &[u8]) -> Lines {
    let mut options = DiffOptions::new();
    options.force_text(true);
    let patch = Patch::from_buffers(old, None, new, None, Some(&mut options)).unwrap();
    let (_, added, deleted) = patch.line_stats().unwrap();
    Lines { added: u32::try_from(added).unwrap(), deleted: u32::try_from(deleted).unwrap() }
}

#[track_caller]
fn check(old: &str, new: &str, added: u32, deleted: u32) {
    let counted = Counter::default().count(old.as_bytes(), new.as_bytes());
    assert_eq!(counted, Lines { added, deleted }, "{old:?} {new:?}");
    assert_eq!(patch(old.as_bytes(), new.as_bytes()), counted, "{old:?} {new:?}");
}

#[test]
fn counts_what_needs_no_search() {
    check("", "", 0, 0);
    check("a\n", "a\n", 0, 0);
    check("", "a\nb", 2, 0);
    check("a\nb\n", "", 0, 2);
    check("a\nc\n", "a\nb\nc\n", 1, 0);
    check("a\nb\nc\n", "a\nx\nc\n", 1, 1);
    check("a\na\n", "a\na\na\n", 1, 0);
}

#[test]
fn an_unended_line_is_a_line_of_its_own() {
    check("a", "a\n", 1, 1);
    check("a\nb", "a\nb\nc", 2, 1);
    check("b", "a\nb", 1, 0);
    check("ab\n", "b\n", 1, 1);
}

#[test]
fn common_lines_go_with_unmatched_ones() {
    // The blank lines could be matched; git lets them go with the paragraphs around them.
    let paragraph = |which: &str, at: u32| {
        let lines: String = (0..6).map(|line| format!("{which} {at} {line}\n")).collect();
        lines + "\n"
    };
    let old: String = (0..40).map(|at| paragraph("old", at)).collect();
    let new: String = (0..40).map(|at| paragraph("new", at)).collect();
    let counted = Counter::default().count(old.as_bytes(), new.as_bytes());
    assert_eq!(counted, patch(old.as_bytes(), new.as_bytes()));
    assert!(counted.added > 6 * 40, "{counted:?}");
}

/// Lines from a small stock, so that many are equal.
fn text(lines: usize, stock: u32) -> impl Strategy<Value = Vec<u8>> {
    (proptest::collection::vec(0..stock, 0..lines), any::<bool>()).prop_map(|(lines, ended)| {
        let mut text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        if !ended {
            text.pop();
        }
        text.into_bytes()
    })
}

/// A text and the same with some parts replaced, moved and doubled.
fn edited() -> impl Strategy<Value = (Vec<u8>, Vec<u8>)> {
    let edit = (any::<prop::sample::Index>(), 0..40_usize, 0..40_u32, 0..3_u8);
    (1..2_000_usize, 2..400_u32, proptest::collection::vec(edit, 1..60)).prop_map(
        |(length, stock, edits)| {
            let line = |at: usize| (at as u32).wrapping_mul(2_654_435_761) % stock;
            let old: Vec<u32> = (0..length).map(line).collect();
            let mut new = old.clone();
            for (place, many, fresh, kind) in edits {
                let at = place.index(new.len() + 1);
                let end = (at + many).min(new.len());
                match kind {
                    0 => drop(new.drain(at..end)),
                    1 => drop(new.splice(at..end, (0..fresh).map(|line| line + 10_000))),
                    _ => {
                        let copy = new[at..end].to_vec();
                        drop(new.splice(0..0, copy));
                    }
                }
            }
            let write = |lines: &[u32]| {
                lines.iter().flat_map(|line| format!("{line}\n").into_bytes()).collect()
            };
            (write(&old), write(&new))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_texts_count_as_in_a_patch(old in text(60, 8), new in text(60, 8)) {
        prop_assert_eq!(Counter::default().count(&old, &new), patch(&old, &new));
    }

    #[test]
    fn long_texts_count_as_in_a_patch(old in text(1500, 700), new in text(1500, 700)) {
        prop_assert_eq!(Counter::default().count(&old, &new), patch(&old, &new));
    }

    #[test]
    fn edited_texts_count_as_in_a_patch((old, new) in edited()) {
        prop_assert_eq!(Counter::default().count(&old, &new), patch(&old, &new));
    }
}
