//! What is kept comes back whole, or not at all.

use git_coach_model::{FileStatus, LineCount, RepoPath, Time};
use proptest::prelude::*;

use super::*;
use crate::history::FileRecord;
use crate::kind::Said;

fn record(files: &[&str], subject: &str) -> Record {
    Record {
        parents: vec![id(200), id(201)],
        author: ("Ann".to_owned(), "ann@x".to_owned()),
        author_time: Time { seconds: -5, offset_minutes: -210 },
        committer_time: Time { seconds: 1_700_000_000, offset_minutes: 120 },
        coauthors: vec![("Bo".to_owned(), String::new())],
        said: Said { subject: subject.to_owned(), title: "another".to_owned(), is_revert: true },
        renames_limited: true,
        files: files
            .iter()
            .zip(0..)
            .map(|(path, lines)| FileRecord {
                path: RepoPath::from(*path),
                old_path: (lines == 1).then(|| RepoPath::from("old")),
                status: if lines == 1 { FileStatus::Renamed } else { FileStatus::Added },
                lines: match lines {
                    2 => LineCount::Binary,
                    _ => LineCount::Counted { added: lines, deleted: 3 },
                },
            })
            .collect(),
    }
}

fn id(number: u8) -> Oid {
    Oid::from_bytes(&[number; 20]).unwrap()
}

/// Both layers of some commits.
fn segments() -> (Vec<u8>, Vec<u8>) {
    let (mut touched, mut lines) = (Builder::default(), Builder::default());
    for number in [9, 3, 7] {
        let record = record(&["a", "b/c", "é"], &format!("subject {number}"));
        wire::put_touched(&mut touched, id(number), &record);
        wire::put_lines(&mut lines, id(number), &record);
    }
    (touched.finish(Layer::Touched), lines.finish(Layer::Lines))
}

fn cache(touched: Vec<u8>, lines: Vec<u8>) -> Cache {
    Cache {
        touched: Segment::of(touched, Layer::Touched).into_iter().collect(),
        lines: Segment::of(lines, Layer::Lines).into_iter().collect(),
    }
}

#[test]
fn what_is_kept_comes_back() {
    let (touched, lines) = segments();
    let cache = cache(touched, lines);
    let expected = record(&["a", "b/c", "é"], "subject 7");
    assert_eq!(cache.get(id(7), true), Some(expected.clone()));
    let without = cache.get(id(7), false).unwrap();
    assert!(without.files.iter().all(|file| file.lines == LineCount::Unseen));
    assert_eq!(cache.line_of_descent(id(7)), Some((expected.parents, 1_700_000_000)));
    assert_eq!(cache.get(id(8), false), None);
}

#[test]
fn what_could_not_be_seen_is_not_kept() {
    let mut unseen = record(&["a"], "x");
    unseen.files[0].lines = LineCount::Unseen;
    let mut lines = Builder::default();
    wire::put_lines(&mut lines, id(1), &unseen);
    assert_eq!(lines.count(), 0);
}

#[test]
fn a_layer_is_not_another() {
    let (touched, lines) = segments();
    assert!(Segment::of(touched, Layer::Lines).is_none());
    assert!(Segment::of(lines, Layer::Touched).is_none());
}

#[test]
fn a_segment_cut_at_any_length_is_none() {
    let (touched, _) = segments();
    for length in 0..touched.len() {
        assert!(Segment::of(touched[..length].to_vec(), Layer::Touched).is_none(), "{length}");
    }
}

#[test]
fn a_segment_with_any_byte_changed_is_none() {
    let (touched, _) = segments();
    for at in 0..touched.len() {
        let mut bytes = touched.clone();
        bytes[at] ^= 0x10;
        assert!(Segment::of(bytes, Layer::Touched).is_none(), "{at}");
    }
}

proptest! {
    /// Even a segment that was made to look whole does no harm.
    #[test]
    fn a_sealed_segment_of_anything_does_no_harm(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let (mut bytes, lines) = segments();
        for (at, byte) in changes {
            let at = 24 + at.index(bytes.len() - 24);
            bytes[at] = byte;
        }
        let hash = xxhash_rust::xxh3::xxh3_64(&bytes[24..]);
        bytes[16..24].copy_from_slice(&hash.to_le_bytes());
        let cache = cache(bytes, lines);
        for number in [3, 7, 9, 10] {
            let _ = cache.get(id(number), true);
            let _ = cache.line_of_descent(id(number));
        }
        for segment in &cache.touched {
            prop_assert!(segment.records().count() <= 1 << 20);
        }
    }
}
