//! What the history before a change says of it: the last 200 changes, and whose first it is.

use git_coach_model::{Change, LeftBehind, Shrunk, Tail};

use super::{Fact, Read};

pub(super) const FACTS: &[Fact<Change>] = &[
    Fact {
        name: "first-work",
        about: "whether it holds the first work of its one author here, with 50 commits by others \
                before it (unseen in a review, which reads no whole history, but where the author wrote \
                one of the 200 changes before)",
        read: Read::Flag(|change| change.is_first_work),
    },
    Fact {
        name: "past-changes",
        about: "how many changes before it are compared with: 200 where there are so many, programs' \
                left out",
        read: Read::Number(|change| number(change, |tail| tail.changes)),
    },
    Fact {
        name: "reviewed-before",
        about: "of a hundred of these, how many bear a trace of a review; merges of histories, \
                releases and reverts are left out (unseen under 20 others, and where a clone has less \
                than 50 changes before it)",
        read: Read::Number(|change| change.tail.as_ref()?.reviewed.map(u64::from)),
    },
    Fact {
        name: "hotspot-shrunk",
        about: "the source file that ten at least of the 200 changes before it touched, and that it \
                makes smaller by most",
        read: Read::Path(|change| shrunk(change).map(|one| &one.path)),
    },
    Fact {
        name: "hotspot-lines-out",
        about: "how many more lines of code it takes out of that file than it puts in: blank lines, \
                comments and test code left out (unseen where a clone has less than 50 changes before it)",
        read: Read::Number(|change| {
            change.tail.as_ref().map(|tail| tail.shrunk.as_ref().map_or(0, |one| one.lines.into()))
        }),
    },
    Fact {
        name: "hotspot-changes",
        about: "how many of the 200 changes before it touched that file",
        read: Read::Number(|change| shrunk(change).map(|one| one.changes.into())),
    },
    Fact {
        name: "companions",
        about: "how many files changed along in nine of ten, and in ten at least, of those of the 200 \
                changes before it that touched one of its source files (source, tests and documents; unseen where \
                a clone has less than 50 changes before it)",
        read: Read::Number(|change| number(change, |tail| tail.companions)),
    },
    Fact {
        name: "left-companions",
        about: "how many of these it does not touch",
        read: Read::Number(|change| change.tail.as_ref().map(|tail| tail.left_behind.len() as u64)),
    },
    Fact {
        name: "left-companion",
        about: "the one of these that was seen most often",
        read: Read::Path(|change| left_behind(change).map(|one| &one.companion)),
    },
    Fact {
        name: "left-companion-of",
        about: "the file that it changed along with",
        read: Read::Path(|change| left_behind(change).map(|one| &one.path)),
    },
    Fact {
        name: "left-companion-together",
        about: "how many of the 200 changes before it touched both",
        read: Read::Number(|change| left_behind(change).map(|one| one.together.into())),
    },
    Fact {
        name: "left-companion-changes",
        about: "how many of them touched the file that it touches",
        read: Read::Number(|change| left_behind(change).map(|one| one.changes.into())),
    },
    Fact {
        name: "keepers",
        about: "how many people look after the areas that it changes by five lines at least: had a hand \
                in two of three of at least ten of the 200 changes before it; 0 where it is one person, \
                or one area",
        read: Read::Number(|change| number(change, |tail| tail.keepers)),
    },
    Fact {
        name: "kept-areas",
        about: "how many such areas it changes",
        read: Read::Number(|change| number(change, |tail| tail.kept_areas)),
    },
    Fact {
        name: "voices",
        about: "how many of these people wrote it, helped, or are named by a trailer (unseen where all \
                are not, and a review left a trace without a name)",
        read: Read::Number(|change| change.tail.as_ref()?.voices.map(u64::from)),
    },
    Fact {
        name: "unheard-area",
        about: "the first of these areas whose keeper left no trace in it",
        read: Read::Path(|change| change.tail.as_ref()?.unheard.as_ref()),
    },
];

fn shrunk(change: &Change) -> Option<&Shrunk> {
    change.tail.as_ref()?.shrunk.as_ref()
}

fn left_behind(change: &Change) -> Option<&LeftBehind> {
    change.tail.as_ref()?.left_behind.first()
}

fn number(change: &Change, count: fn(&Tail) -> u32) -> Option<u64> {
    change.tail.as_ref().map(|tail| u64::from(count(tail)))
}
