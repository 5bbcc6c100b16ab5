//! What was read of commits before: facts that never change, kept under the commit's id.
//!
//! They lie in segments, files that are written once, aside, and renamed: in `.git/git-coach/`, or
//! in the user's cache folder where that cannot be written to. There are two layers, each with a
//! version of its own: what a commit says and touches, and the lines that it adds and deletes. A
//! segment that is cut short, changed, foreign or of another version is passed over and the commits
//! are read from git again; nothing here is ever needed. A process reads the segments that are there
//! when it begins and adds segments of its own, so several at once disturb nobody.
//!
//! Beside them lie a few stretches of history as they were worked out (`shelf`), each under all that
//! it followed from.

mod folder;
mod segment;
mod shelf;
mod wire;

use std::collections::HashSet;

use git2::Oid;

use crate::history::Record;
use crate::repo::Repo;
use folder::Folder;
pub use folder::Stat;
use segment::{Builder, Segment};
pub(crate) use shelf::Shelf;

/// After so many new commits a segment is written, so that little is lost when the run is ended.
const WRITTEN_AFTER: usize = 10_000;
/// Above this many segments of a layer they are written anew as one.
const MOST_SEGMENTS: usize = 12;

/// A layer of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    /// Who, when, what was said, and which files.
    Touched,
    /// The lines of those files.
    Lines,
}

impl Layer {
    pub(crate) const ALL: [Self; 2] = [Self::Touched, Self::Lines];

    /// Raised whenever what is read, or how it is written, changes.
    const fn version(self) -> u32 {
        match self {
            Self::Touched | Self::Lines => 1,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Touched => "touched",
            Self::Lines => "lines",
        }
    }
}

/// The facts that were kept, as they were when this was opened.
pub(crate) struct Cache {
    touched: Vec<Segment>,
    lines: Vec<Segment>,
}

impl Cache {
    /// Reads what was kept of a repository.
    pub(crate) fn open(repo: &Repo) -> Self {
        let read =
            |layer| Folder::all(repo).iter().flat_map(|folder| folder.segments(layer)).collect();
        Self { touched: read(Layer::Touched), lines: read(Layer::Lines) }
    }

    /// Nothing is kept.
    pub(crate) const fn none() -> Self {
        Self { touched: Vec::new(), lines: Vec::new() }
    }

    /// The parents of a commit and when it was committed, in seconds.
    pub(crate) fn line_of_descent(&self, id: Oid) -> Option<(Vec<Oid>, i64)> {
        find(&self.touched, id, |_, record| wire::line_of_descent(record))
    }

    /// What was read of a commit; without the lines of its files where those are not asked for.
    pub(crate) fn get(&self, id: Oid, with_lines: bool) -> Option<Record> {
        let mut record = find(&self.touched, id, wire::touched)?;
        if with_lines && !record.files.is_empty() {
            find(&self.lines, id, |_, lines| wire::lines(lines, &mut record))?;
        }
        Some(record)
    }
}

/// What the first segment that knows a commit, and can be made sense of, has on it.
fn find<'c, T>(
    segments: &'c [Segment],
    id: Oid,
    mut read: impl FnMut(&'c Segment, &'c [u8]) -> Option<T>,
) -> Option<T> {
    segments.iter().find_map(|segment| read(segment, segment.find(id)?))
}

/// Keeps what is new.
pub(crate) struct Keeper<'c> {
    cache: &'c Cache,
    folder: Option<Folder>,
    touched: Builder,
    lines: Builder,
    wrote: bool,
}

impl<'c> Keeper<'c> {
    /// Keeps in the first folder that can be written to.
    pub(crate) fn new(repo: &Repo, cache: &'c Cache) -> Self {
        let folder = Folder::all(repo).into_iter().find(Folder::is_writable);
        let (touched, lines) = (Builder::default(), Builder::default());
        Self { cache, folder, touched, lines, wrote: false }
    }

    /// Keeps nothing.
    pub(crate) fn none(cache: &'c Cache) -> Self {
        let (touched, lines) = (Builder::default(), Builder::default());
        Self { cache, folder: None, touched, lines, wrote: false }
    }

    /// Keeps what was read of a commit that was not kept as closely. What could not be seen may be there tomorrow: that is not
    /// kept.
    pub(crate) fn keep(&mut self, id: Oid, record: &Record, with_lines: bool) {
        if self.folder.is_none() {
            return;
        }
        if self.cache.get(id, false).is_none() {
            wire::put_touched(&mut self.touched, id, record);
        }
        if with_lines && !record.files.is_empty() {
            wire::put_lines(&mut self.lines, id, record);
        }
        if self.touched.count().max(self.lines.count()) >= WRITTEN_AFTER {
            self.write();
        }
    }

    fn write(&mut self) {
        let Some(folder) = &self.folder else { return };
        for (layer, builder) in
            [(Layer::Touched, &mut self.touched), (Layer::Lines, &mut self.lines)]
        {
            let builder = std::mem::take(builder);
            if builder.count() > 0 {
                self.wrote |= folder.write(layer, &builder.finish(layer)).is_ok();
            }
        }
    }

    /// Writes what is left, and tidies up where many segments have gathered.
    pub(crate) fn finish(mut self) {
        self.write();
        if !self.wrote {
            return;
        }
        if let Some(folder) = &self.folder {
            for layer in Layer::ALL {
                merge(folder, layer);
            }
            folder.keep_small();
        }
    }
}

/// Writes the segments of a layer as one where there are many of them.
fn merge(folder: &Folder, layer: Layer) {
    let paths = folder.paths(layer);
    if paths.len() <= MOST_SEGMENTS {
        return;
    }
    let segments: Vec<Segment> = folder.segments(layer);
    let mut builder = Builder::default();
    let mut known = HashSet::new();
    for segment in &segments {
        for (id, record) in segment.records() {
            if known.insert(id) {
                wire::copy(layer, segment, record, id, &mut builder);
            }
        }
    }
    // The old ones go when the new one is there; what another process added meanwhile stays.
    if let Ok(written) = folder.write(layer, &builder.finish(layer)) {
        paths.iter().filter(|path| **path != written).for_each(|path| folder::remove(path));
    }
}

/// What is kept of a repository, and where.
pub fn stat(repo: &Repo) -> Vec<Stat> {
    Folder::all(repo).iter().filter_map(Folder::stat).collect()
}

/// Forgets all that is kept of a repository; answers what it was.
///
/// # Errors
/// A file that cannot be removed.
pub fn clear(repo: &Repo) -> std::io::Result<Vec<Stat>> {
    let was = stat(repo);
    Folder::all(repo).iter().try_for_each(Folder::clear)?;
    Ok(was)
}

#[cfg(test)]
mod tests;
