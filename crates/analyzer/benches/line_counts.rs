//! How long it takes to count the lines that differ between two texts, beside libgit2's patch of
//! the same two. Run with `cargo bench -p git-coach-analyzer --bench line_counts`.

use std::fmt;

use divan::counter::BytesCount;
use git_coach_analyzer::bench::Lines;
use git2::{DiffOptions, Patch};

fn main() {
    divan::main();
}

/// How two texts differ: each asks something else of the counting.
#[derive(Clone, Copy, Debug)]
enum Pair {
    /// One line in the middle of many: equal heads and tails are all there is.
    OneLine,
    /// Every line is new: known without any search.
    Rewritten,
    /// A line in fifty differs, all over the text.
    Scattered,
    /// A third of the text stands elsewhere.
    Moved,
    /// New paragraphs with the old ones' blank lines and brackets.
    CommonLines,
    /// The same lines in another order: a search that is given up.
    Shuffled,
}

const PAIRS: [Pair; 6] = [
    Pair::OneLine,
    Pair::Rewritten,
    Pair::Scattered,
    Pair::Moved,
    Pair::CommonLines,
    Pair::Shuffled,
];
/// How many lines a text has: a long source file.
const LINES: u32 = 3000;
/// Has no factor in common with the number of lines: goes through them all, out of order.
const STRIDE: u32 = 1231;

impl fmt::Display for Pair {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}

impl Pair {
    fn texts(self) -> (Vec<u8>, Vec<u8>) {
        let old = |number| line("old", number);
        let new = |number| line("new", number);
        let changed = |number, is_new: bool| if is_new { new(number) } else { old(number) };
        let common = |which: &str, number| match number % 6 {
            0 => "\n".to_owned(),
            5 => "    }\n".to_owned(),
            _ => line(which, number),
        };
        match self {
            Self::OneLine => (text(old), text(|number| changed(number, number == LINES / 2))),
            Self::Rewritten => (text(old), text(new)),
            Self::Scattered => (text(old), text(|number| changed(number, number % 50 == 7))),
            Self::Moved => (text(old), text(|number| old((number + LINES / 3) % LINES))),
            Self::CommonLines => {
                (text(|number| common("old", number)), text(|number| common("new", number)))
            }
            Self::Shuffled => (text(old), text(|number| old(number * STRIDE % LINES))),
        }
    }
}

fn line(which: &str, number: u32) -> String {
    format!("    let {which}_{number} = harbor.berth({number}).is_free();\n")
}

fn text(line: impl Fn(u32) -> String) -> Vec<u8> {
    (0..LINES).flat_map(|number| line(number).into_bytes()).collect()
}

#[divan::bench(args = PAIRS)]
fn own(bencher: divan::Bencher<'_, '_>, pair: Pair) {
    let (old, new) = pair.texts();
    let mut lines = Lines::default();
    bencher
        .counter(BytesCount::new(old.len() + new.len()))
        .bench_local(|| lines.count(divan::black_box(&old), divan::black_box(&new)));
}

#[divan::bench(args = PAIRS)]
fn patch_of_libgit2(bencher: divan::Bencher<'_, '_>, pair: Pair) {
    let (old, new) = pair.texts();
    let mut options = DiffOptions::new();
    options.force_text(true);
    bencher.counter(BytesCount::new(old.len() + new.len())).bench_local(|| {
        let patch = Patch::from_buffers(
            divan::black_box(&old),
            None,
            divan::black_box(&new),
            None,
            Some(&mut options),
        );
        patch.and_then(|patch| patch.line_stats())
    });
}
