//! Where each object of a pack stands: the pack's index, version 2, as `git help format-pack` has it.

use memmap2::Mmap;

const MAGIC: [u8; 8] = *b"\xfftOc\x00\x00\x00\x02";
/// Before the names: the magic and 256 counts.
const HEADER: usize = 8 + 1024;
/// After everything: the hashes of the pack and of the index.
const TRAILER: usize = 40;
const NAME: usize = 20;
/// A name, a checksum and an offset.
const ENTRY: usize = NAME + 4 + 4;
/// Set in an offset that stands in the table of large ones.
const LARGE: u32 = 1 << 31;

/// The index of one pack.
pub(super) struct Index {
    map: Mmap,
    count: usize,
}

impl Index {
    /// Takes a mapped file for an index; none where its header, counts or size say otherwise.
    pub(super) fn new(map: Mmap) -> Option<Self> {
        if map.get(..8)? != MAGIC {
            return None;
        }
        let counts = (0..256).map(|at| u32_at(&map, 8 + 4 * at)).collect::<Option<Vec<u32>>>()?;
        let count = usize::try_from(*counts.last()?).ok()?;
        let least = count.checked_mul(ENTRY)?.checked_add(HEADER + TRAILER)?;
        (counts.is_sorted() && map.len() >= least).then_some(Self { map, count })
    }

    /// How many objects the pack has.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// Where the object of that name begins in the pack.
    pub(super) fn find(&self, name: &[u8; NAME]) -> Option<u64> {
        let first = usize::from(name[0]);
        let bound = |at: usize| u32_at(&self.map, 8 + 4 * at).map(|count| count as usize);
        let mut low = if first == 0 { 0 } else { bound(first - 1)? };
        let mut high = bound(first)?;
        while low < high {
            let middle = low.midpoint(high);
            let at = HEADER + middle * NAME;
            match self.map.get(at..at + NAME)?.cmp(name) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return self.offset(middle),
            }
        }
        None
    }

    fn offset(&self, at: usize) -> Option<u64> {
        let offsets = HEADER + self.count * (NAME + 4);
        let offset = u32_at(&self.map, offsets + at * 4)?;
        if offset & LARGE == 0 {
            return Some(u64::from(offset));
        }
        let large = offsets + self.count * 4 + (offset & !LARGE) as usize * 8;
        Some(u64::from_be_bytes(self.map.get(large..large + 8)?.try_into().ok()?))
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
