//! Where segments lie.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::segment::Segment;
use super::{Layer, shelf};
use crate::repo::Repo;

/// The folder's name in `.git` and among the user's caches.
const NAME: &str = "git-coach";
const END: &str = "facts";
/// What the names of the files begin with that hold what was worked out.
const SHELF: &str = "stretch-";
/// How much is kept at most, in bytes; then the oldest segments go.
const MOST_BYTES: u64 = 1 << 30;
/// How old a file that was never renamed has to be before it is taken for left behind, in seconds.
const LEFT_BEHIND: u64 = 3600;

/// One of the folders for a repository's facts.
pub(super) struct Folder(PathBuf);

/// What a folder holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stat {
    /// Where it is.
    pub folder: PathBuf,
    /// How many commits are known.
    pub commits: usize,
    /// Of how many of them the lines are known.
    pub with_lines: usize,
    /// How many segments there are.
    pub segments: usize,
    /// How many stretches of history are kept as they were worked out.
    pub stretches: usize,
    /// How many files cannot be used: of another version, or damaged.
    pub unusable: usize,
    /// How large they are together.
    pub bytes: u64,
}

impl Folder {
    /// The folders in which facts may lie, the preferred one first.
    pub(super) fn all(repo: &Repo) -> Vec<Self> {
        let common = repo.git().commondir();
        let inside = Self(common.join(NAME));
        let path = common.canonicalize().unwrap_or_else(|_| common.to_owned());
        let hash = xxhash_rust::xxh3::xxh3_128(path.as_os_str().as_encoded_bytes());
        let outside =
            user_caches().map(|caches| Self(caches.join(NAME).join(format!("{hash:032x}"))));
        std::iter::once(inside).chain(outside).collect()
    }

    /// Whether segments can be written here; makes the folder.
    pub(super) fn is_writable(&self) -> bool {
        std::fs::create_dir_all(&self.0).is_ok()
            && tempfile::Builder::new().prefix("probe-").tempfile_in(&self.0).is_ok()
    }

    /// The files of a layer, in the order of their names.
    pub(super) fn paths(&self, layer: Layer) -> Vec<PathBuf> {
        self.paths_from(&format!("{}-", layer.name()))
    }

    /// The files of facts whose names begin so, in the order of their names.
    fn paths_from(&self, start: &str) -> Vec<PathBuf> {
        let is_wanted = |path: &PathBuf| {
            path.extension().is_some_and(|end| end == END)
                && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start))
        };
        let mut paths: Vec<PathBuf> = self.files().into_iter().filter(is_wanted).collect();
        paths.sort();
        paths
    }

    /// The segments of a layer that are whole.
    pub(super) fn segments(&self, layer: Layer) -> Vec<Segment> {
        let whole = |path: &PathBuf| Segment::of(std::fs::read(path).ok()?, layer);
        self.paths(layer).iter().filter_map(whole).collect()
    }

    /// Writes a segment aside and gives it its name, which its content makes.
    pub(super) fn write(&self, layer: Layer, bytes: &[u8]) -> std::io::Result<PathBuf> {
        let hash = xxhash_rust::xxh3::xxh3_128(bytes);
        let path = self.0.join(format!("{}-{hash:032x}.{END}", layer.name()));
        self.write_as(&path, bytes)?;
        Ok(path)
    }

    /// Writes a file aside and gives it its name.
    pub(super) fn write_as(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let mut aside = tempfile::Builder::new().prefix("aside-").tempfile_in(&self.0)?;
        aside.write_all(bytes)?;
        aside.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// The file of the value that is kept under a key.
    pub(super) fn shelf(&self, key: u128) -> PathBuf {
        self.0.join(format!("{SHELF}{key:032x}.{END}"))
    }

    /// The files of such values, those written last first.
    pub(super) fn shelves(&self) -> Vec<PathBuf> {
        let mut found: Vec<(SystemTime, PathBuf)> = self
            .paths_from(SHELF)
            .into_iter()
            .filter_map(|path| Some((path.metadata().ok()?.modified().ok()?, path)))
            .collect();
        found.sort_by(|left, right| right.cmp(left));
        found.into_iter().map(|(_, path)| path).collect()
    }

    /// Removes the oldest segments where there is too much, and what was left behind.
    pub(super) fn keep_small(&self) {
        let mut files: Vec<(SystemTime, PathBuf, u64)> = self
            .files()
            .into_iter()
            .filter_map(|path| {
                let about = path.metadata().ok()?;
                Some((about.modified().ok()?, path, about.len()))
            })
            .collect();
        files.sort();
        let mut bytes: u64 = files.iter().map(|(_, _, bytes)| bytes).sum();
        for (time, path, size) in files {
            let is_segment = path.extension().is_some_and(|end| end == END);
            let age = time.elapsed().map_or(0, |age| age.as_secs());
            if (is_segment && bytes > MOST_BYTES) || (!is_segment && age > LEFT_BEHIND) {
                remove(&path);
                bytes -= size;
            }
        }
    }

    /// What is here; none where there is no such folder.
    pub(super) fn stat(&self) -> Option<Stat> {
        let mut stat = Stat {
            folder: self.0.is_dir().then(|| self.0.clone())?,
            commits: 0,
            with_lines: 0,
            segments: 0,
            stretches: 0,
            unusable: 0,
            bytes: 0,
        };
        for layer in Layer::ALL {
            let mut known = std::collections::HashSet::new();
            for path in self.paths(layer) {
                let Ok(bytes) = std::fs::read(&path) else { continue };
                stat.segments += 1;
                stat.bytes += bytes.len() as u64;
                match Segment::of(bytes, layer) {
                    Some(segment) => known.extend(segment.records().map(|(id, _)| id)),
                    None => stat.unusable += 1,
                }
            }
            match layer {
                Layer::Touched => stat.commits = known.len(),
                Layer::Lines => stat.with_lines = known.len(),
            }
        }
        for path in self.shelves() {
            let Ok(bytes) = std::fs::read(path) else { continue };
            stat.bytes += bytes.len() as u64;
            match shelf::value(&bytes, None) {
                Some(_) => stat.stretches += 1,
                None => stat.unusable += 1,
            }
        }
        Some(stat)
    }

    /// Removes the folder.
    pub(super) fn clear(&self) -> std::io::Result<()> {
        match std::fs::remove_dir_all(&self.0) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn files(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(&self.0) else {
            return Vec::new();
        };
        entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
    }
}

/// Removes a file that may be gone already.
pub(super) fn remove(path: &Path) {
    // Whatever is left is found to be old or known again.
    let _ = std::fs::remove_file(path);
}

/// Where the user's caches lie, as the XDG base directories say, or on Windows the system.
fn user_caches() -> Option<PathBuf> {
    let absolute =
        |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|it| it.is_absolute());
    absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("LOCALAPPDATA"))
        .or_else(|| Some(absolute("HOME")?.join(".cache")))
}
