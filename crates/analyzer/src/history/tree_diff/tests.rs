//! Trees of every sort, compared by this engine and by libgit2.

use std::collections::BTreeMap;

use git2::{DiffOptions, FileMode, Index, IndexEntry, IndexTime, Repository};
use proptest::prelude::*;

use super::*;

/// Names around the places where the orders of files and of folders differ.
const PATHS: [&str; 14] = [
    "a", "a-b", "a.c", "a/x", "a/y/z", "a0", "b/c/d/e", "b/c/d/f", "b/c0", "b", "c.d/e", "c/d",
    "c0", "\u{e9}/x",
];
const MODES: [u32; 4] = [0o100_644, 0o100_755, 0o120_000, 0o160_000];

/// Which content and which mode a path has.
type Files = BTreeMap<&'static str, (u8, usize)>;

fn files() -> impl Strategy<Value = Files> {
    let one = (prop::sample::select(&PATHS[..]), (0..4_u8, 0..MODES.len()));
    proptest::collection::vec(one, 0..10).prop_map(|files| {
        let mut kept = Files::new();
        for (path, file) in files {
            let is_above = |one: &str, other: &str| other.starts_with(&format!("{one}/"));
            if kept.keys().all(|other| !is_above(path, other) && !is_above(other, path)) {
                kept.insert(path, file);
            }
        }
        kept
    })
}

fn write(git: &Repository, files: &Files) -> Oid {
    let mut index = Index::new().unwrap();
    for (path, (content, mode)) in files {
        let id = git.blob(&[b'0' + content, b'\n']).unwrap();
        let time = IndexTime::new(0, 0);
        index
            .add(&IndexEntry {
                ctime: time,
                mtime: time,
                dev: 0,
                ino: 0,
                mode: MODES[*mode],
                uid: 0,
                gid: 0,
                file_size: 0,
                id,
                flags: 0,
                flags_extended: 0,
                path: path.as_bytes().to_vec(),
            })
            .unwrap();
    }
    index.write_tree_to(git).unwrap()
}

fn by_libgit2(git: &Repository, old: Option<Oid>, new: Option<Oid>) -> Vec<Entry> {
    let tree = |id: Option<Oid>| id.map(|id| git.find_tree(id).unwrap());
    let (old, new) = (tree(old), tree(new));
    let mut options = DiffOptions::new();
    options.include_typechange(true).ignore_submodules(false);
    let diff = git.diff_tree_to_tree(old.as_ref(), new.as_ref(), Some(&mut options)).unwrap();
    let side = |file: git2::DiffFile<'_>| {
        let mode = match file.mode() {
            FileMode::Blob | FileMode::BlobGroupWritable => Mode::File,
            FileMode::BlobExecutable => Mode::Executable,
            FileMode::Link => Mode::Link,
            FileMode::Commit => Mode::Submodule,
            _ => return None,
        };
        Some(Side { mode, id: file.id() })
    };
    let mut entries: Vec<Entry> = diff
        .deltas()
        .map(|delta| Entry {
            path: delta.new_file().path_bytes().unwrap().to_vec(),
            old: side(delta.old_file()),
            new: side(delta.new_file()),
        })
        .filter(|entry| entry.old != entry.new)
        .collect();
    entries.sort_by(|left, right| left.path.cmp(&right.path));
    entries
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_trees_differ_as_libgit2_says(old in files(), new in files()) {
        let folder = tempfile::tempdir().unwrap();
        let git = Repository::init_bare(folder.path()).unwrap();
        let (old, new) = (Some(write(&git, &old)), Some(write(&git, &new)));
        let repo = Repo::open(folder.path()).unwrap();
        for (old, new) in [(old, new), (None, new), (old, None)] {
            prop_assert_eq!(between(&repo, old, new).unwrap(), by_libgit2(&git, old, new));
        }
    }
}

#[test]
fn a_tree_that_makes_no_sense_ends_where_it_does() {
    for tree in [&b"100644"[..], b"100644 a", b"100644 a\0short", b"x4 a\x001234567890123456789012"]
    {
        assert!(Raw::first(tree).is_none(), "{tree:?}");
    }
}
