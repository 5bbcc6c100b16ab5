//! Lines told apart: equal lines are of one class, and each class knows how often it is where.

use xxhash_rust::xxh3::xxh3_64;

const FREE: u32 = u32::MAX;

/// The classes of the lines between an equal head and an equal tail.
#[derive(Default)]
pub(super) struct Classes {
    /// Where in `classes` the class of a hash is, by open addressing.
    table: Vec<u32>,
    classes: Vec<Class>,
    /// The bytes of each class's line, one after the other.
    text: Vec<u8>,
    /// Which lengths of lines, modulo 64, there are.
    lengths: u64,
}

struct Class {
    hash: u64,
    start: usize,
    length: usize,
    old: u32,
    new: u32,
    around: u32,
}

impl Classes {
    /// Forgets all classes and makes room for so many lines.
    pub(super) fn clear(&mut self, lines: usize) {
        self.classes.clear();
        self.text.clear();
        self.lengths = 0;
        self.table.clear();
        self.table.resize((lines * 2).next_power_of_two(), FREE);
    }

    /// Reads the lines of the old text.
    pub(super) fn read_old(&mut self, text: &[u8], into: &mut Vec<u32>) {
        into.clear();
        for line in lines(text) {
            let class = self.class(line);
            self.classes[class as usize].old += 1;
            into.push(class);
        }
    }

    /// Reads the lines of the new text.
    pub(super) fn read_new(&mut self, text: &[u8], into: &mut Vec<u32>) {
        into.clear();
        for line in lines(text) {
            let class = self.class(line);
            self.classes[class as usize].new += 1;
            into.push(class);
        }
    }

    /// Counts the known lines in what both texts share.
    pub(super) fn look_around(&mut self, texts: [&[u8]; 2]) {
        for line in texts.into_iter().flat_map(lines) {
            if self.lengths & (1 << (line.len() % 64)) == 0 {
                continue;
            }
            let hash = xxh3_64(line);
            let at = self.slot(hash, line);
            if let Some(class) = self.classes.get_mut(self.table[at] as usize) {
                class.around += 1;
            }
        }
    }

    /// Whether any line is on both sides.
    pub(super) fn any_on_both(&self) -> bool {
        self.classes.iter().any(|class| class.old > 0 && class.new > 0)
    }

    pub(super) fn is_on_both(&self, class: u32) -> bool {
        let class = &self.classes[class as usize];
        class.old > 0 && class.new > 0
    }

    /// How often the whole old text has such a line.
    pub(super) fn in_old(&self, class: u32) -> u32 {
        let class = &self.classes[class as usize];
        class.old + class.around
    }

    /// How often the whole new text has such a line.
    pub(super) fn in_new(&self, class: u32) -> u32 {
        let class = &self.classes[class as usize];
        class.new + class.around
    }

    fn class(&mut self, line: &[u8]) -> u32 {
        let hash = xxh3_64(line);
        let at = self.slot(hash, line);
        if self.table[at] == FREE {
            self.table[at] = u32::try_from(self.classes.len()).unwrap_or(FREE);
            let start = self.text.len();
            self.text.extend_from_slice(line);
            self.lengths |= 1 << (line.len() % 64);
            let length = line.len();
            self.classes.push(Class { hash, start, length, old: 0, new: 0, around: 0 });
        }
        self.table[at]
    }

    /// Where the class of a line stands in the table, or would stand.
    fn slot(&self, hash: u64, line: &[u8]) -> usize {
        let mask = self.table.len() - 1;
        // The low bits place, the whole hash and the bytes decide.
        let mut at = usize::try_from(hash & 0xffff_ffff).unwrap_or_default() & mask;
        while let Some(class) = self.classes.get(self.table[at] as usize) {
            let text = &self.text[class.start..class.start + class.length];
            if class.hash == hash && text == line {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }
}

/// The lines of a text with their ends.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        Some(line)
    })
}
