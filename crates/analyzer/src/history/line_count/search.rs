//! The search for what two sequences share, from both ends at once until the paths meet.
//!
//! Diagonals are numbered by position in the old sequence minus position in the new one; for each,
//! the furthest point reached is kept, one row of them a direction.

/// Below this cost a search is never given up, and no good diagonal is looked for.
const LEAST_COST: isize = 256;
/// A search through so many members costs less than that.
pub(super) const NEVER_GIVEN_UP: usize = LEAST_COST.cast_unsigned();
/// This many equal lines in a row make a diagonal a good one.
const GOOD_RUN: isize = 20;
/// How many times the cost a good diagonal has to have covered.
const GOOD_GAIN: isize = 4;
/// Beyond every position.
const FAR: isize = isize::MAX;

/// How many members of each sequence have no partner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unmatched {
    pub(super) old: usize,
    pub(super) new: usize,
}

/// About the square root: the least power of two above it.
pub(super) const fn rough_root(number: usize) -> usize {
    let (mut rest, mut root) = (number, 1);
    while rest > 0 {
        root <<= 1;
        rest >>= 2;
    }
    root
}

/// A search, with room that is used again.
#[derive(Default)]
pub(super) struct Search {
    forward: Vec<isize>,
    backward: Vec<isize>,
    /// Added to a diagonal's number to find it in a row.
    origin: isize,
    /// At this cost a search is given up.
    most_cost: isize,
    boxes: Vec<Box>,
}

/// Parts of both sequences that are still to be compared.
#[derive(Clone, Copy)]
struct Box {
    old: (isize, isize),
    new: (isize, isize),
    /// Whether the search in it may not be given up.
    exact: bool,
}

/// Where a box is cut in two.
struct Cut {
    old: isize,
    new: isize,
    before_exact: bool,
    after_exact: bool,
}

/// What the furthest points of one direction are measured by.
struct Reach {
    low: isize,
    high: isize,
}

impl Search {
    /// How many members have no partner in the other sequence.
    pub(super) fn unmatched(&mut self, old: &[u32], new: &[u32]) -> Unmatched {
        let diagonals = old.len() + new.len() + 3;
        for row in [&mut self.forward, &mut self.backward] {
            row.clear();
            row.resize(diagonals + 1, 0);
        }
        self.origin = new.len().cast_signed() + 1;
        self.most_cost = rough_root(diagonals).cast_signed().max(LEAST_COST);
        let mut found = Unmatched::default();
        self.boxes.clear();
        self.boxes.push(Box {
            old: (0, old.len().cast_signed()),
            new: (0, new.len().cast_signed()),
            exact: false,
        });
        while let Some(part) = self.boxes.pop() {
            let part = part.without_equal_ends(old, new);
            if part.old.0 == part.old.1 || part.new.0 == part.new.1 {
                found.old += (part.old.1 - part.old.0).cast_unsigned();
                found.new += (part.new.1 - part.new.0).cast_unsigned();
                continue;
            }
            let cut = self.cut(old, new, part);
            self.boxes.push(Box {
                old: (cut.old, part.old.1),
                new: (cut.new, part.new.1),
                exact: cut.after_exact,
            });
            self.boxes.push(Box {
                old: (part.old.0, cut.old),
                new: (part.new.0, cut.new),
                exact: cut.before_exact,
            });
        }
        found
    }

    fn forward(&mut self, diagonal: isize) -> &mut isize {
        &mut self.forward[(diagonal + self.origin).cast_unsigned()]
    }

    fn backward(&mut self, diagonal: isize) -> &mut isize {
        &mut self.backward[(diagonal + self.origin).cast_unsigned()]
    }

    /// Finds a point that a shortest path through the box goes through, or a good enough one.
    fn cut(&mut self, old: &[u32], new: &[u32], part: Box) -> Cut {
        let least = part.old.0 - part.new.1;
        let most = part.old.1 - part.new.0;
        let start = part.old.0 - part.new.0;
        let end = part.old.1 - part.new.1;
        let is_odd = (start - end) & 1 != 0;
        let mut ahead = Reach { low: start, high: start };
        let mut behind = Reach { low: end, high: end };
        *self.forward(start) = part.old.0;
        *self.backward(end) = part.old.1;
        let mut cost = 1;
        loop {
            let mut good_run = false;
            if ahead.low > least {
                ahead.low -= 1;
                *self.forward(ahead.low - 1) = -1;
            } else {
                ahead.low += 1;
            }
            if ahead.high < most {
                ahead.high += 1;
                *self.forward(ahead.high + 1) = -1;
            } else {
                ahead.high -= 1;
            }
            let mut diagonal = ahead.high;
            while diagonal >= ahead.low {
                let (left, right) = (*self.forward(diagonal - 1), *self.forward(diagonal + 1));
                let from = if left >= right { left + 1 } else { right };
                let mut at = from;
                while at < part.old.1
                    && at - diagonal < part.new.1
                    && is_equal(old, new, at, at - diagonal)
                {
                    at += 1;
                }
                good_run |= at - from > GOOD_RUN;
                *self.forward(diagonal) = at;
                if is_odd
                    && (behind.low..=behind.high).contains(&diagonal)
                    && *self.backward(diagonal) <= at
                {
                    return Cut::exact(at, diagonal);
                }
                diagonal -= 2;
            }
            if behind.low > least {
                behind.low -= 1;
                *self.backward(behind.low - 1) = FAR;
            } else {
                behind.low += 1;
            }
            if behind.high < most {
                behind.high += 1;
                *self.backward(behind.high + 1) = FAR;
            } else {
                behind.high -= 1;
            }
            let mut diagonal = behind.high;
            while diagonal >= behind.low {
                let (left, right) = (*self.backward(diagonal - 1), *self.backward(diagonal + 1));
                let from = if left < right { left } else { right - 1 };
                let mut at = from;
                while at > part.old.0
                    && at - diagonal > part.new.0
                    && is_equal(old, new, at - 1, at - diagonal - 1)
                {
                    at -= 1;
                }
                good_run |= from - at > GOOD_RUN;
                *self.backward(diagonal) = at;
                if !is_odd
                    && (ahead.low..=ahead.high).contains(&diagonal)
                    && at <= *self.forward(diagonal)
                {
                    return Cut::exact(at, diagonal);
                }
                diagonal -= 2;
            }
            if !part.exact {
                if good_run && cost > LEAST_COST {
                    let good = self
                        .good_ahead(old, new, part, &ahead, cost)
                        .or_else(|| self.good_behind(old, new, part, &behind, cost));
                    if let Some(cut) = good {
                        return cut;
                    }
                }
                if cost >= self.most_cost {
                    return self.furthest(part, &ahead, &behind);
                }
            }
            cost += 1;
        }
    }

    /// The best point on a forward diagonal that has come far and ends in a run of equal lines.
    fn good_ahead(
        &mut self,
        old: &[u32],
        new: &[u32],
        part: Box,
        ahead: &Reach,
        cost: isize,
    ) -> Option<Cut> {
        let start = part.old.0 - part.new.0;
        let (mut best, mut found) = (0, None);
        for diagonal in (ahead.low..=ahead.high).rev().step_by(2) {
            let at = *self.forward(diagonal);
            let other = at - diagonal;
            let gain = (at - part.old.0) + (other - part.new.0) - (diagonal - start).abs();
            let inside = part.old.0 + GOOD_RUN <= at
                && at < part.old.1
                && part.new.0 + GOOD_RUN <= other
                && other < part.new.1;
            if gain > GOOD_GAIN * cost
                && gain > best
                && inside
                && (1..=GOOD_RUN).all(|back| is_equal(old, new, at - back, other - back))
            {
                best = gain;
                found = Some(Cut { old: at, new: other, before_exact: true, after_exact: false });
            }
        }
        found
    }

    /// The same on a backward diagonal.
    fn good_behind(
        &mut self,
        old: &[u32],
        new: &[u32],
        part: Box,
        behind: &Reach,
        cost: isize,
    ) -> Option<Cut> {
        let end = part.old.1 - part.new.1;
        let (mut best, mut found) = (0, None);
        for diagonal in (behind.low..=behind.high).rev().step_by(2) {
            let at = *self.backward(diagonal);
            let other = at.wrapping_sub(diagonal);
            let gain = part
                .old
                .1
                .wrapping_sub(at)
                .wrapping_add(part.new.1.wrapping_sub(other))
                .wrapping_sub((diagonal - end).abs());
            let inside = part.old.0 < at
                && at <= part.old.1 - GOOD_RUN
                && part.new.0 < other
                && other <= part.new.1 - GOOD_RUN;
            if gain > GOOD_GAIN * cost
                && gain > best
                && inside
                && (0..GOOD_RUN).all(|on| is_equal(old, new, at + on, other + on))
            {
                best = gain;
                found = Some(Cut { old: at, new: other, before_exact: false, after_exact: true });
            }
        }
        found
    }

    /// The point that either direction has come furthest to.
    fn furthest(&mut self, part: Box, ahead: &Reach, behind: &Reach) -> Cut {
        let (mut ahead_sum, mut ahead_at) = (-1, -1);
        for diagonal in (ahead.low..=ahead.high).rev().step_by(2) {
            let mut at = (*self.forward(diagonal)).min(part.old.1);
            if part.new.1 < at - diagonal {
                at = part.new.1 + diagonal;
            }
            let sum = at + (at - diagonal);
            if ahead_sum < sum {
                (ahead_sum, ahead_at) = (sum, at);
            }
        }
        let (mut behind_sum, mut behind_at) = (FAR, FAR);
        for diagonal in (behind.low..=behind.high).rev().step_by(2) {
            let mut at = (*self.backward(diagonal)).max(part.old.0);
            if at.saturating_sub(diagonal) < part.new.0 {
                at = part.new.0 + diagonal;
            }
            let sum = at.saturating_add(at.saturating_sub(diagonal));
            if sum < behind_sum {
                (behind_sum, behind_at) = (sum, at);
            }
        }
        let left = (part.old.1 + part.new.1) - behind_sum;
        if left < ahead_sum - (part.old.0 + part.new.0) {
            let new = ahead_sum - ahead_at;
            Cut { old: ahead_at, new, before_exact: true, after_exact: false }
        } else {
            let new = behind_sum - behind_at;
            Cut { old: behind_at, new, before_exact: false, after_exact: true }
        }
    }
}

impl Box {
    fn without_equal_ends(mut self, old: &[u32], new: &[u32]) -> Self {
        while self.old.0 < self.old.1
            && self.new.0 < self.new.1
            && is_equal(old, new, self.old.0, self.new.0)
        {
            self.old.0 += 1;
            self.new.0 += 1;
        }
        while self.old.0 < self.old.1
            && self.new.0 < self.new.1
            && is_equal(old, new, self.old.1 - 1, self.new.1 - 1)
        {
            self.old.1 -= 1;
            self.new.1 -= 1;
        }
        self
    }
}

impl Cut {
    const fn exact(at: isize, diagonal: isize) -> Self {
        Self { old: at, new: at - diagonal, before_exact: true, after_exact: true }
    }
}

fn is_equal(old: &[u32], new: &[u32], old_at: isize, new_at: isize) -> bool {
    match (old.get(old_at.cast_unsigned()), new.get(new_at.cast_unsigned())) {
        (Some(old), Some(new)) => old == new,
        _ => false,
    }
}
