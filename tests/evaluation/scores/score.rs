//! Precision, recall and F1, and how far they would move with another sample of the same kind.

/// How often rows are drawn anew.
const RESAMPLES: usize = 1000;

/// One row: what the label says and what was judged.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub(crate) expected: bool,
    pub(crate) found: bool,
}

/// How often the two agree, and how not.
#[derive(Clone, Copy, Default)]
struct Counts {
    hits: u32,
    false_alarms: u32,
    misses: u32,
}

impl Counts {
    fn of(rows: impl IntoIterator<Item = Row>) -> Self {
        rows.into_iter().fold(Self::default(), Self::with)
    }

    const fn with(mut self, row: Row) -> Self {
        match (row.expected, row.found) {
            (true, true) => self.hits += 1,
            (false, true) => self.false_alarms += 1,
            (true, false) => self.misses += 1,
            (false, false) => {}
        }
        self
    }

    const fn and(self, other: Self) -> Self {
        Self {
            hits: self.hits + other.hits,
            false_alarms: self.false_alarms + other.false_alarms,
            misses: self.misses + other.misses,
        }
    }

    fn precision(self) -> f64 {
        share(self.hits, self.hits + self.false_alarms)
    }

    fn recall(self) -> f64 {
        share(self.hits, self.hits + self.misses)
    }

    fn f1(self) -> f64 {
        share(2 * self.hits, 2 * self.hits + self.false_alarms + self.misses)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// A figure with the interval that holds 95 % of the resamples.
#[derive(Clone, Copy)]
pub(crate) struct Figure {
    pub(crate) value: f64,
    pub(crate) from: f64,
    pub(crate) to: f64,
}

/// The three figures of one judge on one part.
pub(crate) struct Score {
    pub(crate) rows: usize,
    /// How many rows there are to find; with none, the figures say nothing.
    pub(crate) wanted: usize,
    pub(crate) precision: Figure,
    pub(crate) recall: Figure,
    pub(crate) f1: Figure,
}

/// The score on one set of rows.
pub(crate) fn of(rows: &[Row]) -> Score {
    of_groups(&[rows.to_vec()])
}

/// The score on several sets: precision and recall of all rows together, F1 as the mean of the
/// sets'. Rows are drawn anew within each set.
pub(crate) fn of_groups(groups: &[Vec<Row>]) -> Score {
    let told = |counts: &[Counts]| {
        let all = counts.iter().fold(Counts::default(), |sum, one| sum.and(*one));
        let mean = counts.iter().map(|one| one.f1()).sum::<f64>() / count(counts.len());
        [all.precision(), all.recall(), mean]
    };
    let counted: Vec<Counts> = groups.iter().map(|rows| Counts::of(rows.iter().copied())).collect();
    let values = told(&counted);
    let mut dice = Dice(1);
    let mut drawn: [Vec<f64>; 3] = Default::default();
    for _ in 0..RESAMPLES {
        let counted: Vec<Counts> = groups
            .iter()
            .map(|rows| Counts::of((0..rows.len()).map(|_| rows[dice.below(rows.len())])))
            .collect();
        for (into, value) in drawn.iter_mut().zip(told(&counted)) {
            into.push(value);
        }
    }
    let mut figures = values.iter().zip(&mut drawn).map(|(value, drawn)| {
        drawn.sort_by(f64::total_cmp);
        Figure {
            value: *value,
            from: drawn[RESAMPLES / 40],
            to: drawn[RESAMPLES - 1 - RESAMPLES / 40],
        }
    });
    let mut next = || figures.next().unwrap();
    let (precision, recall, f1) = (next(), next(), next());
    let wanted = groups.iter().flatten().filter(|row| row.expected).count();
    Score { wanted, rows: groups.iter().map(Vec::len).sum(), precision, recall, f1 }
}

/// One row of an order: whether it is to come early, and the value that it is ordered by.
#[derive(Clone, Copy)]
pub(crate) struct Ranked {
    pub(crate) expected: bool,
    pub(crate) value: f64,
}

/// The area under the curve: how often a row that is to come early has a greater value than one that
/// is not; equals count half.
pub(crate) fn area(rows: &[Ranked]) -> Figure {
    let mut sorted = rows.to_vec();
    sorted.sort_by(|left, right| left.value.total_cmp(&right.value));
    // Rows of one value stand together, and so they do in each resample.
    let groups: Vec<usize> = sorted
        .iter()
        .scan((0, f64::NAN), |(group, last), row| {
            *group += usize::from(row.value != *last);
            *last = row.value;
            Some(*group)
        })
        .collect();
    let last = groups.last().copied().unwrap_or(0);
    let told = |drawn: &mut dyn Iterator<Item = usize>| {
        let mut counts = vec![(0.0, 0.0); last + 1];
        for at in drawn {
            let (early, other) = &mut counts[groups[at]];
            *(if sorted[at].expected { early } else { other }) += 1.0;
        }
        let (mut sum, mut below, mut all) = (0.0, 0.0, 0.0);
        for (early, other) in counts {
            sum += early * (below + other / 2.0);
            below += other;
            all += early;
        }
        sum / (all * below)
    };
    let value = told(&mut (0..sorted.len()));
    let mut dice = Dice(1);
    let mut drawn: Vec<f64> = (0..RESAMPLES)
        .map(|_| told(&mut (0..sorted.len()).map(|_| dice.below(sorted.len()))))
        .collect();
    drawn.sort_by(f64::total_cmp);
    Figure { value, from: drawn[RESAMPLES / 40], to: drawn[RESAMPLES - 1 - RESAMPLES / 40] }
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The same numbers every time: Vigna's SplitMix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let wide = u128::from(mixed ^ (mixed >> 31)) * u128::from(end as u64);
        usize::try_from(wide >> 64).unwrap_or(0)
    }
}
