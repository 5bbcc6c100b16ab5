//! One pack: many objects in one file, most of them as differences from others.

use std::path::Path;

use memmap2::Mmap;

use super::index::Index;
use super::{Kind, LARGEST, map};

const MAGIC: &[u8] = b"PACK\x00\x00\x00\x02";
/// The hash at a pack's end.
const TRAILER: usize = 20;

/// A pack and its index.
pub(super) struct Pack {
    map: Mmap,
    index: Index,
}

/// An object as it stands in a pack.
pub(super) struct Packed<'p> {
    /// What it is; none for a difference, which is what its base is.
    pub(super) kind: Option<Kind>,
    /// How long it is when inflated.
    pub(super) size: usize,
    /// Where its base begins, for a difference.
    pub(super) base: Option<u64>,
    /// What is to be inflated, and what follows it.
    pub(super) data: &'p [u8],
}

impl Pack {
    /// Opens the pack that an index belongs to; none where either cannot be read.
    pub(super) fn open(index: &Path) -> Option<Self> {
        let pack = map::map(&index.with_extension("pack"))?;
        let index = Index::new(map::map(index)?)?;
        (pack.starts_with(MAGIC) && pack.len() > 12 + TRAILER).then_some(Self { map: pack, index })
    }

    /// How many objects it has.
    pub(super) const fn count(&self) -> usize {
        self.index.count()
    }

    /// Where the object of that name begins.
    pub(super) fn find(&self, name: &[u8; 20]) -> Option<u64> {
        self.index.find(name)
    }

    /// What stands at an offset; none where it makes no sense.
    pub(super) fn entry(&self, offset: u64) -> Option<Packed<'_>> {
        let start = usize::try_from(offset).ok()?;
        let mut rest = self.map.get(start..self.map.len() - TRAILER)?;
        let first = take(&mut rest)?;
        let mut size = usize::from(first & 0x0f);
        let (mut byte, mut shift) = (first, 4);
        while byte & 0x80 != 0 {
            byte = take(&mut rest)?;
            if shift > 56 {
                return None;
            }
            size |= usize::from(byte & 0x7f) << shift;
            shift += 7;
        }
        let kind = match (first >> 4) & 7 {
            1 => Some(Kind::Commit),
            2 => Some(Kind::Tree),
            3 => Some(Kind::Blob),
            4 => Some(Kind::Tag),
            6 | 7 => None,
            _ => return None,
        };
        let base = match (first >> 4) & 7 {
            6 => Some(offset.checked_sub(distance(&mut rest)?).filter(|base| *base < offset)?),
            7 => {
                let (name, after) = rest.split_first_chunk::<20>()?;
                rest = after;
                Some(self.find(name)?)
            }
            _ => None,
        };
        (size <= LARGEST).then_some(Packed { kind, size, base, data: rest })
    }
}

fn take(rest: &mut &[u8]) -> Option<u8> {
    let (&byte, after) = rest.split_first()?;
    *rest = after;
    Some(byte)
}

/// How far back a base lies: groups of seven bits, the highest first, each but the last plus one.
fn distance(rest: &mut &[u8]) -> Option<u64> {
    let mut byte = take(rest)?;
    let mut distance = u64::from(byte & 0x7f);
    while byte & 0x80 != 0 {
        byte = take(rest)?;
        distance = (distance + 1).checked_mul(128)? | u64::from(byte & 0x7f);
    }
    Some(distance)
}
