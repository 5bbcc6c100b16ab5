//! How alike two contents are: how much of the one is in the other, by lines.
//!
//! Git's own estimate: contents are cut after each line, or after 64 bytes, each piece is hashed,
//! and the bytes of pieces that both have are counted. The hash is git's too, as two pieces that it
//! takes for one are one in its count.

use std::collections::HashMap;
use std::rc::Rc;

use git2::Oid;

use crate::Error;
use crate::history::line_count::is_binary;
use crate::repo::Repo;

/// All of the larger content is in the other.
const WHOLE: u64 = 60_000;
/// At least so alike are the two sides of a rename: half.
pub(super) const ALIKE: u64 = WHOLE / 2;
/// So alike are two files of one name that need no comparison with others: three quarters.
pub(super) const MUCH_ALIKE: u64 = WHOLE * 3 / 4;
/// The longest piece in bytes.
const LONGEST: u32 = 64;
/// The hashes lie below this prime.
const HASHES: u32 = 107_927;

/// The pieces of the contents that were looked at, so that each is cut once.
#[derive(Default)]
pub(super) struct Likeness {
    known: HashMap<Oid, Option<Rc<Pieces>>>,
}

/// A content's pieces: hash and bytes, sorted by hash.
struct Pieces {
    size: u64,
    pieces: Vec<(u32, u32)>,
}

impl Likeness {
    /// How alike two contents are; 0 where one is not in this clone, or where their sizes alone say
    /// that it is less than `least`.
    pub(super) fn of(&mut self, repo: &Repo, old: Oid, new: Oid, least: u64) -> Result<u64, Error> {
        let (Some(old), Some(new)) = (self.pieces(repo, old)?, self.pieces(repo, new)?) else {
            return Ok(0);
        };
        let (larger, smaller) = (old.size.max(new.size), old.size.min(new.size));
        if new.size == 0 || larger * (WHOLE - least) < (larger - smaller) * WHOLE {
            return Ok(0);
        }
        Ok(shared(&old.pieces, &new.pieces) * WHOLE / larger)
    }

    fn pieces(&mut self, repo: &Repo, id: Oid) -> Result<Option<Rc<Pieces>>, Error> {
        if let Some(known) = self.known.get(&id) {
            return Ok(known.clone());
        }
        let pieces = repo.blob(id)?.map(|content| Rc::new(Pieces::of(&content)));
        self.known.insert(id, pieces.clone());
        Ok(pieces)
    }
}

impl Pieces {
    fn of(content: &[u8]) -> Self {
        let is_text = !is_binary(content);
        let mut pieces = Vec::new();
        let (mut low, mut high, mut length) = (0_u32, 0_u32, 0_u32);
        for (at, &byte) in content.iter().enumerate() {
            // The ends of lines of both kinds are alike.
            if is_text && byte == b'\r' && content.get(at + 1) == Some(&b'\n') {
                continue;
            }
            let before = low;
            low = ((low << 7) ^ (high >> 25)).wrapping_add(u32::from(byte));
            high = (high << 7) ^ (before >> 25);
            length += 1;
            if length == LONGEST || byte == b'\n' {
                pieces.push((hash(low, high), length));
                (low, high, length) = (0, 0, 0);
            }
        }
        if length > 0 {
            pieces.push((hash(low, high), length));
        }
        pieces.sort_unstable();
        pieces.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
        Self { size: content.len() as u64, pieces }
    }
}

const fn hash(low: u32, high: u32) -> u32 {
    low.wrapping_add(high.wrapping_mul(0x61)) % HASHES
}

/// The bytes of the pieces that both have.
fn shared(old: &[(u32, u32)], new: &[(u32, u32)]) -> u64 {
    let (mut bytes, mut rest) = (0, new);
    for (hash, length) in old {
        let skipped = rest.iter().take_while(|(other, _)| other < hash).count();
        rest = &rest[skipped..];
        if let Some((other, other_length)) = rest.first()
            && other == hash
        {
            bytes += u64::from(*length.min(other_length));
        }
    }
    bytes
}
