//! One file of facts: commits' ids in order, and a record for each.
//!
//! ```text
//! magic 8 · layer 4 · version 4 · hash of the rest 8
//! commits 4 · texts 4 · bytes of texts 4 · 0 4
//! ids, sorted, 20 each · end of each record 4 each · end of each text 4 each · texts · records
//! ```
//!
//! All numbers are little-endian; the hash is XXH3 with 64 bits. Texts (paths, names) are kept once
//! and told by their number.

use std::collections::HashMap;

use git2::Oid;
use xxhash_rust::xxh3::xxh3_64;

use super::Layer;

const MAGIC: &[u8; 8] = b"gitcoach";
/// Magic, layer, version, hash.
const SEALED: usize = 24;
/// And the three counts.
const HEADER: usize = SEALED + 16;
const ID: usize = 20;

/// A segment that was read and found whole.
pub(crate) struct Segment {
    bytes: Vec<u8>,
    commits: usize,
    texts: usize,
    text_bytes: usize,
}

impl Segment {
    /// Takes bytes for a segment; none where they are not a whole one of this layer and version.
    pub(crate) fn of(bytes: Vec<u8>, layer: Layer) -> Option<Self> {
        let sealed = bytes.starts_with(MAGIC)
            && number(&bytes, 8)? == layer as usize
            && number(&bytes, 12)? == layer.version() as usize;
        let hash = u64::from_le_bytes(bytes.get(16..SEALED)?.try_into().ok()?);
        if !sealed || xxh3_64(&bytes[SEALED..]) != hash {
            return None;
        }
        let (commits, texts) = (number(&bytes, SEALED)?, number(&bytes, SEALED + 4)?);
        let text_bytes = number(&bytes, SEALED + 8)?;
        let segment = Self { bytes, commits, texts, text_bytes };
        (segment.records_start()? <= segment.bytes.len()).then_some(segment)
    }

    /// The record of a commit.
    pub(crate) fn find(&self, id: Oid) -> Option<&[u8]> {
        let (mut low, mut high) = (0, self.commits);
        while low < high {
            let middle = low.midpoint(high);
            match self.id(middle)?.cmp(id.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return self.record(middle),
            }
        }
        None
    }

    /// The text of that number.
    pub(crate) fn text(&self, at: u32) -> Option<&str> {
        let at = usize::try_from(at).ok().filter(|at| *at < self.texts)?;
        let ends = HEADER + self.commits * (ID + 4);
        let start = if at == 0 { 0 } else { number(&self.bytes, ends + (at - 1) * 4)? };
        let end = number(&self.bytes, ends + at * 4)?;
        let texts = ends + self.texts * 4;
        std::str::from_utf8(self.bytes.get(texts + start..texts + end)?).ok()
    }

    /// Every commit and its record.
    pub(crate) fn records(&self) -> impl Iterator<Item = (Oid, &[u8])> {
        (0..self.commits)
            .filter_map(|at| Some((Oid::from_bytes(self.id(at)?).ok()?, self.record(at)?)))
    }

    fn id(&self, at: usize) -> Option<&[u8]> {
        let start = HEADER + at * ID;
        self.bytes.get(start..start + ID)
    }

    fn record(&self, at: usize) -> Option<&[u8]> {
        let ends = HEADER + self.commits * ID;
        let start = if at == 0 { 0 } else { number(&self.bytes, ends + (at - 1) * 4)? };
        let end = number(&self.bytes, ends + at * 4)?;
        let records = self.records_start()?;
        self.bytes.get(records + start..records + end)
    }

    fn records_start(&self) -> Option<usize> {
        let ids = self.commits.checked_mul(ID + 4)?;
        let texts = self.texts.checked_mul(4)?.checked_add(self.text_bytes)?;
        HEADER.checked_add(ids)?.checked_add(texts)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

/// A segment in the making.
#[derive(Default)]
pub(crate) struct Builder {
    records: Vec<(Oid, Vec<u8>)>,
    numbers: HashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
}

impl Builder {
    /// How many commits it knows.
    pub(crate) const fn count(&self) -> usize {
        self.records.len()
    }

    /// The number of a text.
    pub(crate) fn text(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        number
    }

    /// Adds the record of a commit.
    pub(crate) fn put(&mut self, id: Oid, record: Vec<u8>) {
        self.records.push((id, record));
    }

    /// The bytes of the segment. The same records make the same bytes.
    pub(crate) fn finish(mut self, layer: Layer) -> Vec<u8> {
        self.records.sort_by_key(|(id, _)| *id);
        self.records.dedup_by_key(|(id, _)| *id);
        let mut rest = Vec::new();
        let mut put = |number: usize| {
            rest.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        };
        put(self.records.len());
        put(self.texts.len());
        put(self.texts.iter().map(|text| text.len()).sum());
        put(0);
        self.records.iter().for_each(|(id, _)| rest.extend_from_slice(id.as_bytes()));
        ends(&mut rest, self.records.iter().map(|(_, record)| record.len()));
        ends(&mut rest, self.texts.iter().map(|text| text.len()));
        self.texts.iter().for_each(|text| rest.extend_from_slice(text.as_bytes()));
        self.records.iter().for_each(|(_, record)| rest.extend_from_slice(record));
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&(layer as u32).to_le_bytes());
        bytes.extend_from_slice(&layer.version().to_le_bytes());
        bytes.extend_from_slice(&xxh3_64(&rest).to_le_bytes());
        bytes.extend_from_slice(&rest);
        bytes
    }
}

fn ends(bytes: &mut Vec<u8>, lengths: impl Iterator<Item = usize>) {
    let mut end = 0_u32;
    for length in lengths {
        end = end.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
        bytes.extend_from_slice(&end.to_le_bytes());
    }
}
