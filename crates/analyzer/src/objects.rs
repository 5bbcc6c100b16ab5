//! Objects read raw: out of the mapped packs, or else through libgit2.
//!
//! A whole history is hundreds of thousands of small reads. libgit2 answers each behind a lock that
//! all threads share and keeps 16 MB of delta bases for all of them; here every thread has its own
//! cache and the packs are shared as plain bytes. What is in no pack (loose, brand new, or damaged)
//! is libgit2's to read or to complain of.

mod cache;
mod delta;
mod index;
mod map;
mod pack;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use git2::Oid;

use cache::Cache;
use pack::{Pack, Packed};

/// The content of an object, shared with the cache.
pub(crate) type Bytes = Arc<Vec<u8>>;

/// How many alternates are followed from one to the next, as git does.
const DEEPEST_ALTERNATE: usize = 5;
/// Above this size libgit2 reads an object, or refuses it: no more is made room for here.
const LARGEST: usize = 512 << 20;
/// Above this size a content is not kept, in parts of the budget.
const LARGEST_KEPT: usize = 8;

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Commit,
    Tree,
    Blob,
    Tag,
}

/// Every pack of a repository and of the repositories it borrows from.
pub(crate) struct Packs(Vec<Pack>);

impl Packs {
    /// Maps the packs of an object folder; one that cannot be read is left to libgit2.
    pub(crate) fn open(objects: &Path) -> Self {
        let mut folders = vec![(objects.to_owned(), 0)];
        let mut packs = Vec::new();
        let mut at = 0;
        while let Some((folder, depth)) = folders.get(at).cloned() {
            packs.extend(packs_in(&folder));
            if depth < DEEPEST_ALTERNATE {
                for other in alternates(&folder) {
                    if folders.iter().all(|(known, _)| *known != other) {
                        folders.push((other, depth + 1));
                    }
                }
            }
            at += 1;
        }
        Self(packs)
    }
}

fn packs_in(objects: &Path) -> Vec<Pack> {
    let Ok(entries) = std::fs::read_dir(objects.join("pack")) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "idx"))
        .collect();
    paths.sort();
    paths.iter().filter_map(|path| Pack::open(path)).collect()
}

/// The object folders that one borrows from, as `info/alternates` names them.
fn alternates(objects: &Path) -> Vec<PathBuf> {
    std::fs::read_to_string(objects.join("info/alternates"))
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with(['#', '"']))
        .map(|line| objects.join(line))
        .collect()
}

/// One thread's view of the objects.
pub(crate) struct Objects {
    packs: Arc<Packs>,
    cache: Cache,
    inflater: libdeflater::Decompressor,
    delta: Vec<u8>,
    /// The pack that had the last object: the next is most often there too.
    last: usize,
}

impl Objects {
    /// Reads these packs and keeps at most `budget` bytes of what was read.
    pub(crate) fn new(packs: Arc<Packs>, budget: usize) -> Self {
        Self {
            packs,
            cache: Cache::new(budget),
            inflater: libdeflater::Decompressor::new(),
            delta: Vec::new(),
            last: 0,
        }
    }

    /// The packs, for another thread.
    pub(crate) fn packs(&self) -> Arc<Packs> {
        Arc::clone(&self.packs)
    }

    /// The object of that name.
    ///
    /// # Errors
    /// What libgit2 says of an object that is not here or that is damaged.
    pub(crate) fn read(
        &mut self,
        git: &git2::Repository,
        id: Oid,
    ) -> Result<(Kind, Bytes), git2::Error> {
        if let Some(found) = self.packed(id) {
            return Ok(found);
        }
        if let Some(found) = self.cache.get(&cache::Key::Named(id)) {
            return Ok(found);
        }
        let odb = git.odb()?;
        let object = odb.read(id)?;
        let kind = match object.kind() {
            git2::ObjectType::Commit => Kind::Commit,
            git2::ObjectType::Tree => Kind::Tree,
            git2::ObjectType::Tag => Kind::Tag,
            _ => Kind::Blob,
        };
        let found = (kind, Arc::new(object.data().to_vec()));
        self.cache.put(cache::Key::Named(id), &found);
        Ok(found)
    }

    fn packed(&mut self, id: Oid) -> Option<(Kind, Bytes)> {
        let packs = Arc::clone(&self.packs);
        let name: &[u8; 20] = id.as_bytes().try_into().ok()?;
        let count = packs.0.len();
        let (pack, offset) = (0..count)
            .map(|at| (self.last + at) % count)
            .find_map(|at| packs.0[at].find(name).map(|offset| (at, offset)))?;
        self.last = pack;
        self.at(&packs.0[pack], pack, offset)
    }

    /// The object at an offset of a pack; none where the pack is damaged or the object too large.
    fn at(&mut self, pack: &Pack, number: usize, offset: u64) -> Option<(Kind, Bytes)> {
        let mut deltas: Vec<(u64, Packed<'_>)> = Vec::new();
        let mut at = offset;
        let (kind, mut content) = loop {
            if let Some(found) = self.cache.get(&cache::Key::Packed(number, at)) {
                break found;
            }
            let packed = pack.entry(at)?;
            if let Some(base) = packed.base {
                // Each base lies before what is made from it, but for those told by name.
                if deltas.len() > pack.count() {
                    return None;
                }
                deltas.push((at, packed));
                at = base;
                continue;
            }
            let mut content = vec![0; packed.size];
            self.inflater.zlib_decompress(packed.data, &mut content).ok()?;
            let found = (packed.kind?, Arc::new(content));
            self.cache.put(cache::Key::Packed(number, at), &found);
            break found;
        };
        while let Some((at, packed)) = deltas.pop() {
            self.delta.resize(packed.size, 0);
            self.inflater.zlib_decompress(packed.data, &mut self.delta).ok()?;
            content = Arc::new(delta::apply(&content, &self.delta)?);
            self.cache.put(cache::Key::Packed(number, at), &(kind, Arc::clone(&content)));
        }
        Some((kind, content))
    }
}
