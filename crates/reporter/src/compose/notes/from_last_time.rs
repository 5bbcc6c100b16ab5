//! What became of what was agreed on earlier: each point with what the repository shows of it.

use crate::compose::shown;
use crate::page::{Block, Line, Mark};
use crate::report::{Recalled, SeenSince};

/// Lays the points out; none where there are none.
pub(super) fn from_last_time(points: &[Recalled]) -> Option<Block> {
    let point = |one: &Recalled| {
        let mark = if one.is_done { Mark::Done } else { Mark::Open };
        let text = if one.text.is_empty() { "(no words)" } else { &one.text };
        (mark, Line::new().quoted(text).text(" ").line(told(one)))
    };
    (!points.is_empty()).then(|| Block::CheckList(points.iter().map(point).collect()))
}

/// What is said of a point: of one that is settled for its readers, nothing that speaks against it.
fn told(one: &Recalled) -> Line {
    let since = |example| Line::from("It shows since, for instance in ").line(shown(example));
    match (&one.seen, one.is_done) {
        (SeenSince::Shown(example) | SeenSince::Both { shown: example, .. }, true) => {
            since(example).text(".")
        }
        (_, true) => Line::from("Settled."),
        (SeenSince::Shown(example), false) => since(example).text("."),
        (SeenSince::Both { shown: with, open }, false) => since(with)
            .text("; ")
            .line(shown(open))
            .text(" was an occasion without it. What made the difference?"),
        (SeenSince::Open(example), false) => Line::from("An occasion was ")
            .line(shown(example))
            .text(". What was in the way there, and is it still wanted?"),
        (SeenSince::NotAgain, false) => {
            Line::from("Nothing of the kind was seen since. Is it settled?")
        }
        (SeenSince::NoOccasion, false) => {
            Line::from("There was no occasion for it since. Is it still wanted?")
        }
        (SeenSince::NotHeld, false) => {
            Line::from("Nothing here looks at it any more. Is it still wanted?")
        }
        (SeenSince::NotAsked, false) => Line::from("Git cannot tell of this one. How did it go?"),
    }
}
