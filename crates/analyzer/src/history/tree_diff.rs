//! The entries that differ between two trees, read as raw bytes; equal subtrees are never opened.

use std::cmp::Ordering;

use git2::Oid;

use super::line_count::shared_head;
use crate::Error;
use crate::repo::Repo;

/// What kind of entry it is, as git keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Mode {
    File,
    Executable,
    Link,
    Submodule,
}

/// One side of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Side {
    pub(crate) mode: Mode,
    pub(crate) id: Oid,
}

/// An entry that differs: one side, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) path: Vec<u8>,
    pub(crate) old: Option<Side>,
    pub(crate) new: Option<Side>,
}

/// How deep folders may lie in one another: deeper ones are made to break programs.
const DEEPEST: usize = 2048;

/// The entries that differ between two trees, sorted by path; an absent tree is an empty one.
pub(crate) fn between(
    repo: &Repo,
    old: Option<Oid>,
    new: Option<Oid>,
) -> Result<Vec<Entry>, Error> {
    let mut walk = Walk { repo, path: Vec::new(), depth: 0, found: Vec::new() };
    if old != new {
        walk.trees(old, new)?;
    }
    Ok(walk.found)
}

struct Walk<'r> {
    repo: &'r Repo,
    path: Vec<u8>,
    depth: usize,
    found: Vec<Entry>,
}

impl Walk<'_> {
    fn trees(&mut self, old: Option<Oid>, new: Option<Oid>) -> Result<(), Error> {
        let (old, new) = (self.read(old)?, self.read(new)?);
        let (mut old, mut new) = (&old[..], &new[..]);
        loop {
            skip_equal(&mut old, &mut new);
            let (left, right) = (Raw::first(old), Raw::first(new));
            let order = match (&left, &right) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(left), Some(right)) => left.order(right),
            };
            let left = left.filter(|_| order.is_le());
            let right = right.filter(|_| order.is_ge());
            old = &old[left.as_ref().map_or(0, |entry| entry.length)..];
            new = &new[right.as_ref().map_or(0, |entry| entry.length)..];
            self.entries(left, right)?;
        }
        Ok(())
    }

    fn read(&self, id: Option<Oid>) -> Result<crate::objects::Bytes, Error> {
        id.map_or_else(|| Ok(crate::objects::Bytes::default()), |id| self.repo.tree(id))
    }

    fn entries(&mut self, old: Option<Raw<'_>>, new: Option<Raw<'_>>) -> Result<(), Error> {
        let Some(name) = old.as_ref().or(new.as_ref()).map(|entry| entry.name) else {
            return Ok(());
        };
        let length = self.path.len();
        self.path.extend_from_slice(name);
        let tree = |entry: &Option<Raw<'_>>| {
            entry.as_ref().filter(|entry| entry.kind == RawKind::Tree).map(|entry| entry.id)
        };
        let side = |entry: &Option<Raw<'_>>| match entry.as_ref()? {
            Raw { kind: RawKind::Leaf(mode), id, .. } => Some(Side { mode: *mode, id: *id }),
            _ => None,
        };
        let (old_side, new_side) = (side(&old), side(&new));
        if old_side != new_side {
            self.found.push(Entry { path: self.path.clone(), old: old_side, new: new_side });
        }
        let (old_tree, new_tree) = (tree(&old), tree(&new));
        if old_tree != new_tree && self.depth < DEEPEST {
            self.path.push(b'/');
            self.depth += 1;
            self.trees(old_tree, new_tree)?;
            self.depth -= 1;
        }
        self.path.truncate(length);
        Ok(())
    }
}

/// Passes over the entries that two trees begin with alike.
fn skip_equal(old: &mut &[u8], new: &mut &[u8]) {
    let shared = shared_head(old, new);
    let mut at = 0;
    while let Some(end) = Raw::end(&old[at..]) {
        if at + end > shared {
            break;
        }
        at += end;
    }
    *old = &old[at..];
    *new = &new[at..];
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RawKind {
    Tree,
    Leaf(Mode),
}

/// An entry as it stands in a tree: mode in octal, a space, the name, a zero byte, the id.
struct Raw<'t> {
    kind: RawKind,
    name: &'t [u8],
    id: Oid,
    /// How many bytes it takes.
    length: usize,
}

impl<'t> Raw<'t> {
    /// The first entry; none at the end, or where the tree makes no sense.
    fn first(tree: &'t [u8]) -> Option<Self> {
        let space = memchr::memchr(b' ', &tree[..tree.len().min(8)])?;
        let mode = tree[..space].iter().try_fold(0_u32, |mode, digit| {
            digit.is_ascii_digit().then(|| mode * 8 + u32::from(digit - b'0'))
        })?;
        let length = Self::end(tree)?;
        let name = tree.get(space + 1..length - 21)?;
        let id = Oid::from_bytes(&tree[length - 20..length]).ok()?;
        let kind = match mode & 0o170_000 {
            0o040_000 => RawKind::Tree,
            0o120_000 => RawKind::Leaf(Mode::Link),
            0o100_000 if mode & 0o100 != 0 => RawKind::Leaf(Mode::Executable),
            0o100_000 => RawKind::Leaf(Mode::File),
            _ => RawKind::Leaf(Mode::Submodule),
        };
        Some(Self { kind, name, id, length })
    }

    /// Where the first entry ends.
    fn end(tree: &[u8]) -> Option<usize> {
        let end = memchr::memchr(0, tree)? + 21;
        (end <= tree.len()).then_some(end)
    }

    /// The order of entries in a tree: by name, a folder's as if it ended with a slash.
    fn order(&self, other: &Self) -> Ordering {
        let shared = self.name.len().min(other.name.len());
        let next = |entry: &Self| match entry.name.get(shared) {
            Some(byte) => *byte,
            None if entry.kind == RawKind::Tree => b'/',
            None => 0,
        };
        self.name[..shared].cmp(&other.name[..shared]).then_with(|| next(self).cmp(&next(other)))
    }
}

#[cfg(test)]
mod tests;
