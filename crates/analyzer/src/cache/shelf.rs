//! What was worked out of many commits at once, kept whole under all that it followed from.
//!
//! ```text
//! magic 8 · hash of the rest 8 · key 16 · the value
//! ```
//!
//! A file is named by its key, in which the version of this program's sources takes part: nothing is
//! ever brought up to date. A few of the newest are kept.

use serde::Serialize;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::folder::{Folder, remove};
use crate::repo::Repo;

const MAGIC: &[u8; 8] = b"gitcoac2";
/// Magic and hash.
const SEALED: usize = 16;
/// And the key.
const HEADER: usize = SEALED + 16;
/// How many are kept of one repository.
const MOST: usize = 6;
/// The largest that is kept, in bytes.
const LARGEST: usize = 128 << 20;
/// What the sources say that make the values (see the build script).
const MADE_BY: &str = env!("GIT_COACH_SOURCES");

/// The place of one value.
pub(crate) struct Shelf {
    folders: Vec<Folder>,
    key: u128,
}

impl Shelf {
    /// Where a value lies that follows from `key`.
    pub(crate) fn of(repo: &Repo, key: &impl Serialize) -> Self {
        let mut all = MADE_BY.as_bytes().to_vec();
        // What cannot be written has no key, and what lies under none is never found.
        let key = postcard::to_allocvec(key).map(|bytes| {
            all.extend(bytes);
            xxh3_128(&all)
        });
        let folders = if key.is_ok() { Folder::all(repo) } else { Vec::new() };
        Self { folders, key: key.unwrap_or_default() }
    }

    /// What was kept; none where there is nothing, or nothing whole.
    pub(crate) fn take<T>(&self, read: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
        self.folders.iter().find_map(|folder| {
            let bytes = std::fs::read(folder.shelf(self.key)).ok()?;
            read(value(&bytes, Some(self.key))?)
        })
    }

    /// Keeps a value, in the first folder that can be written to; it is never needed.
    pub(crate) fn put(&self, value: &impl Serialize) {
        let Some(folder) = self.folders.iter().find(|folder| folder.is_writable()) else { return };
        let mut bytes = vec![0; HEADER];
        bytes[..8].copy_from_slice(MAGIC);
        bytes[SEALED..].copy_from_slice(&self.key.to_le_bytes());
        let Ok(mut bytes) = postcard::to_extend(value, bytes) else { return };
        let hash = xxh3_64(&bytes[SEALED..]).to_le_bytes();
        bytes[8..SEALED].copy_from_slice(&hash);
        if bytes.len() <= LARGEST && folder.write_as(&folder.shelf(self.key), &bytes).is_ok() {
            folder.shelves().into_iter().skip(MOST).for_each(|path| remove(&path));
            folder.keep_small();
        }
    }
}

/// The bytes of the value in a file; none where it is not whole, or of another key than one that is
/// given.
pub(super) fn value(bytes: &[u8], key: Option<u128>) -> Option<&[u8]> {
    let hash = u64::from_le_bytes(bytes.get(8..SEALED)?.try_into().ok()?);
    let found = u128::from_le_bytes(bytes.get(SEALED..HEADER)?.try_into().ok()?);
    let is_whole = bytes.starts_with(MAGIC)
        && xxh3_64(&bytes[SEALED..]) == hash
        && key.is_none_or(|key| key == found);
    is_whole.then(|| &bytes[HEADER..])
}
