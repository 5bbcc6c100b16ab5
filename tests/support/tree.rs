//! What lies in a folder, to see whether anything was written.

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Every file and folder below a folder, as they were at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree(BTreeMap<PathBuf, Entry>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    Folder { mode: u32 },
    Link { target: PathBuf },
    File { mode: u32, size: u64, hash: u64, modified: SystemTime },
}

impl Tree {
    /// Reads a folder. A file written anew with the same bytes counts as changed.
    pub fn of(folder: &Path) -> Self {
        let mut entries = BTreeMap::new();
        collect(folder, Path::new(""), &mut entries);
        Self(entries)
    }

    /// Leaves out a path and all below it, such as `.git/git-coach`.
    #[must_use]
    pub fn without(mut self, path: &str) -> Self {
        self.0.retain(|entry, _| !entry.starts_with(path));
        self
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is different in `later`: `+ path`, `- path` and `~ path`, sorted by path; empty where
    /// nothing was written.
    pub fn changes_to(&self, later: &Self) -> Vec<String> {
        let paths: std::collections::BTreeSet<_> = self.0.keys().chain(later.0.keys()).collect();
        let line = |path: &PathBuf| {
            let sign = match (self.0.get(path), later.0.get(path)) {
                (before, after) if before == after => return None,
                (None, _) => '+',
                (_, None) => '-',
                _ => '~',
            };
            Some(format!("{sign} {}", path.display()))
        };
        paths.into_iter().filter_map(line).collect()
    }
}

fn collect(folder: &Path, below: &Path, entries: &mut BTreeMap<PathBuf, Entry>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (path, name) = (entry.path(), below.join(entry.file_name()));
        let metadata = entry.metadata().unwrap();
        let mode = mode_of(&metadata);
        let found = if metadata.is_symlink() {
            Entry::Link { target: fs::read_link(&path).unwrap() }
        } else if metadata.is_dir() {
            collect(&path, &name, entries);
            Entry::Folder { mode }
        } else {
            let mut hasher = DefaultHasher::new();
            fs::read(&path).unwrap().hash(&mut hasher);
            let (size, modified) = (metadata.len(), metadata.modified().unwrap());
            Entry::File { mode, size, hash: hasher.finish(), modified }
        };
        entries.insert(name, found);
    }
}

#[cfg(unix)]
fn mode_of(metadata: &fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::mode(metadata)
}

#[cfg(not(unix))]
fn mode_of(metadata: &fs::Metadata) -> u32 {
    u32::from(metadata.permissions().readonly())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sandbox;

    #[test]
    fn tells_what_was_written() {
        let sandbox = Sandbox::named("notes");
        let path = sandbox.path();
        fs::write(path.join("kept"), "1").unwrap();
        fs::write(path.join("edited"), "1").unwrap();
        fs::write(path.join("removed"), "1").unwrap();
        let before = Tree::of(path);
        assert_eq!(before.changes_to(&Tree::of(path)), Vec::<String>::new());

        fs::write(path.join("edited"), "2").unwrap();
        fs::remove_file(path.join("removed")).unwrap();
        fs::create_dir(path.join("cache")).unwrap();
        fs::write(path.join("cache/facts"), "1").unwrap();
        let after = Tree::of(path);
        assert_eq!(
            before.changes_to(&after),
            ["+ cache", "+ cache/facts", "~ edited", "- removed"]
        );
        assert_eq!(before.changes_to(&after.without("cache")), ["~ edited", "- removed"]);
    }
}
