//! How many lines differ between two texts: the very numbers of `git log --numstat`.
//!
//! Git does not look for the fewest changed lines. It drops lines that the other text has nowhere,
//! and common ones among those, before it searches, and gives up a search that grows too long. The
//! same is done here, by the rules of LibXDiff that git and libgit2 share (Davide Libenzi's, after
//! E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986). What is new is how little
//! is done: equal heads and tails are cut off as bytes, and where one side is then empty, or no line
//! is on both, the answer is known without any search.

mod classes;
mod search;

use classes::Classes;

/// Git takes a content for binary that has a zero byte among its first 8,000.
const LOOKED_AT: usize = 8000;
/// Above this size git takes every content for binary (`core.bigFileThreshold`).
pub(crate) const LARGEST_TEXT: usize = 512 << 20;
/// The most times a line may be on the other side before it is a common one.
const MOST_TIMES: u32 = 1024;
/// How far around a common line its neighbours are looked at.
const WINDOW: usize = 100;
/// Of a run, how many times fewer common lines than unmatched ones let them go together.
const TIMES_FEWER: usize = 4;

/// Lines added and deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    pub(crate) added: u32,
    pub(crate) deleted: u32,
}

/// Whether git would take a content for binary.
pub(crate) fn is_binary(content: &[u8]) -> bool {
    let looked_at = &content[..content.len().min(LOOKED_AT)];
    content.len() >= LARGEST_TEXT || memchr::memchr(0, looked_at).is_some()
}

/// The lines of a text, an unended last one too.
pub(crate) fn lines_of(text: &[u8]) -> u32 {
    let ended = memchr::memchr_iter(b'\n', text).count();
    let rest = usize::from(text.last().is_some_and(|byte| *byte != b'\n'));
    u32::try_from(ended + rest).unwrap_or(u32::MAX)
}

/// Counts, with room that is used again from one pair to the next.
#[derive(Default)]
pub(crate) struct Counter {
    classes: Classes,
    old: Side,
    new: Side,
    search: search::Search,
}

/// One text between the equal head and the equal tail.
#[derive(Default)]
struct Side {
    /// The class of each line.
    lines: Vec<u32>,
    /// What is known of each line's match.
    matches: Vec<Match>,
    /// The lines that the search is given.
    kept: Vec<u32>,
}

/// How often a line is on the other side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Match {
    Nowhere,
    Somewhere,
    Often,
}

impl Counter {
    /// The lines that differ between two texts.
    pub(crate) fn count(&mut self, old: &[u8], new: &[u8]) -> Lines {
        let cut = Cut::of(old, new);
        let (old_lines, new_lines) = (lines_of(cut.old), lines_of(cut.new));
        let all = Lines { added: new_lines, deleted: old_lines };
        if old_lines == 0 || new_lines == 0 {
            return all;
        }
        self.classes.clear(old_lines as usize + new_lines as usize);
        self.classes.read_old(cut.old, &mut self.old.lines);
        self.classes.read_new(cut.new, &mut self.new.lines);
        if !self.classes.any_on_both() {
            return all;
        }
        let is_long = (old_lines + new_lines) as usize > search::NEVER_GIVEN_UP;
        if is_long || self.old.can_drop(&self.classes) || self.new.can_drop(&self.classes) {
            let around = lines_of(cut.head) + lines_of(cut.tail);
            self.classes.look_around([cut.head, cut.tail]);
            self.old.drop_common(|line| self.classes.in_new(line), old_lines + around);
            self.new.drop_common(|line| self.classes.in_old(line), new_lines + around);
        } else {
            self.old.drop_alone(&self.classes);
            self.new.drop_alone(&self.classes);
        }
        let kept = self.search.unmatched(&self.old.kept, &self.new.kept);
        let dropped = |side: &Side| side.lines.len() - side.kept.len();
        Lines {
            added: u32::try_from(kept.new + dropped(&self.new)).unwrap_or(u32::MAX),
            deleted: u32::try_from(kept.old + dropped(&self.old)).unwrap_or(u32::MAX),
        }
    }
}

impl Side {
    /// Whether a line that is on both sides could be dropped: it stands between two that are not.
    fn can_drop(&self, classes: &Classes) -> bool {
        let alone = |line: &u32| !classes.is_on_both(*line);
        let first = self.lines.iter().position(alone);
        let last = self.lines.iter().rposition(alone);
        match (first, last) {
            (Some(first), Some(last)) => !self.lines[first..=last].iter().all(alone),
            _ => false,
        }
    }

    /// Keeps the lines that are on both sides; a short search then finds what git's finds.
    fn drop_alone(&mut self, classes: &Classes) {
        self.kept.clear();
        self.kept.extend(self.lines.iter().filter(|line| classes.is_on_both(**line)));
    }

    /// Keeps what the search has to look at: not the lines that are nowhere on the other side, and
    /// not the common ones that stand among many of those.
    fn drop_common(&mut self, times: impl Fn(u32) -> u32, all_lines: u32) {
        let often = search::rough_root(all_lines as usize).min(MOST_TIMES as usize);
        self.matches.clear();
        self.matches.extend(self.lines.iter().map(|line| match times(*line) {
            0 => Match::Nowhere,
            times if times as usize >= often => Match::Often,
            _ => Match::Somewhere,
        }));
        self.kept.clear();
        for (at, line) in self.lines.iter().enumerate() {
            let dropped = match self.matches[at] {
                Match::Nowhere => true,
                Match::Somewhere => false,
                Match::Often => is_among_unmatched(&self.matches, at),
            };
            if !dropped {
                self.kept.push(*line);
            }
        }
    }
}

/// Whether a common line stands in a run of unmatched lines with few other common ones.
fn is_among_unmatched(matches: &[Match], at: usize) -> bool {
    let run = |lines: &mut dyn Iterator<Item = &Match>| {
        let (mut nowhere, mut often) = (0, 0);
        for line in lines {
            match line {
                Match::Nowhere => nowhere += 1,
                Match::Often => often += 1,
                Match::Somewhere => break,
            }
        }
        (nowhere, often)
    };
    let before = &matches[at.saturating_sub(WINDOW)..at];
    let after = &matches[at + 1..matches.len().min(at + WINDOW + 1)];
    let (nowhere_before, often_before) = run(&mut before.iter().rev());
    if nowhere_before == 0 {
        return false;
    }
    let (nowhere_after, often_after) = run(&mut after.iter());
    // The line itself counts once on either side.
    let often = often_before + often_after + 2;
    nowhere_after > 0 && often * TIMES_FEWER < often + nowhere_before + nowhere_after
}

/// Two texts without what they share at both ends, by whole lines.
struct Cut<'t> {
    head: &'t [u8],
    old: &'t [u8],
    new: &'t [u8],
    tail: &'t [u8],
}

impl<'t> Cut<'t> {
    fn of(old: &'t [u8], new: &'t [u8]) -> Self {
        let shared = shared_head(old, new);
        let head = if shared == old.len() && shared == new.len() {
            shared
        } else {
            memchr::memrchr(b'\n', &old[..shared]).map_or(0, |end| end + 1)
        };
        let (old_rest, new_rest) = (&old[head..], &new[head..]);
        let shared = shared_tail(old_rest, new_rest);
        let starts_line = |text: &[u8]| {
            let start = text.len() - shared;
            start == 0 || text[start - 1] == b'\n'
        };
        let tail = if starts_line(old_rest) && starts_line(new_rest) {
            shared
        } else {
            let text = &old_rest[old_rest.len() - shared..];
            memchr::memchr(b'\n', text).map_or(0, |end| shared - end - 1)
        };
        Self {
            head: &old[..head],
            old: &old_rest[..old_rest.len() - tail],
            new: &new_rest[..new_rest.len() - tail],
            tail: &old[old.len() - tail..],
        }
    }
}

/// How many bytes are compared at once, as long as they are equal.
const BLOCK: usize = 256;

/// How many bytes are equal from the start.
pub(crate) fn shared_head(left: &[u8], right: &[u8]) -> usize {
    let blocks = left.chunks_exact(BLOCK).zip(right.chunks_exact(BLOCK));
    let whole = blocks.take_while(|(left, right)| left == right).count() * BLOCK;
    let bytes = left[whole..].iter().zip(&right[whole..]);
    whole + bytes.take_while(|(left, right)| left == right).count()
}

/// How many bytes are equal from the end.
fn shared_tail(left: &[u8], right: &[u8]) -> usize {
    let blocks = left.rchunks_exact(BLOCK).zip(right.rchunks_exact(BLOCK));
    let whole = blocks.take_while(|(left, right)| left == right).count() * BLOCK;
    let bytes =
        left[..left.len() - whole].iter().rev().zip(right[..right.len() - whole].iter().rev());
    whole + bytes.take_while(|(left, right)| left == right).count()
}

#[cfg(test)]
mod tests;
