//! The facts of a change that others around it, or its tree, tell.

use git_coach_model::{Change, ChangeId, FileChange, Role};

use super::changed::code_added;
use super::{Fact, Read};

pub(super) const AROUND: &[Fact<Change>] = &[
    Fact {
        name: "change-logs",
        about: "how many change logs, release notes and pieces of such it touches, vendored ones left \
                out (unseen where it was read by itself)",
        read: Read::Number(|change| change.around.change_logs.map(u64::from)),
    },
    Fact {
        name: "untested-places",
        about: "the source files it adds lines to that at least five of the 200 changes before it \
                touched, none of them together with a test; files that came in one of these, scripts and examples \
                are left out (unseen under 20 changes before it)",
        read: Read::Places(|change| change.around.untested_places.as_deref()),
    },
    Fact {
        name: "landed-with",
        about: "how many of the two commits beside it on the main line were made within the same two \
                seconds, as those of one request that is rebased are (unseen where it was read by \
                itself)",
        read: Read::Number(|change| change.around.landed_with.map(u64::from)),
    },
    Fact {
        name: "brings-back",
        about: "whether it brings back what one of the 200 changes before it took back, by its title",
        read: Read::Flag(|change| change.around.brings_back),
    },
    Fact {
        name: "release-changes",
        about: "of a release: how many changes of source there were since the release before it \
                (unseen where that is over 200 changes back; other changes have none)",
        read: Read::Number(|change| change.around.release_changes.map(u64::from)),
    },
    Fact {
        name: "release-notes",
        about: "of a release: how many changes touch a change log: since the release before it, itself, \
                and right after it (the next three, and those of a day, up to the next release)",
        read: Read::Number(|change| change.around.release_notes.map(u64::from)),
    },
    Fact {
        name: "told-before",
        about: "of a release: how many of the 200 changes up to the release before it touch a \
                change log",
        read: Read::Number(|change| change.around.told_before.map(u64::from)),
    },
    Fact {
        name: "days-open",
        about: "of what several commits brought: how many days before it the first of them, by the \
                order of the history, was written (zero for one commit that came by itself)",
        read: Read::Number(|change| Some(days_open(change))),
    },
    Fact {
        name: "reformatted-files",
        about: "the source files of which nothing but the layout changes: white space, kinds of \
                quotes, commas before a closing bracket",
        read: Read::Places(|change| change.inspection.reformatted.as_deref()),
    },
    Fact {
        name: "mostly-reformatted",
        about: "whether these are at least half of the source files that it changes, as far as they \
                can be seen",
        read: Read::Flag(mostly_reformatted),
    },
    Fact {
        name: "other-added",
        about: "lines of code it adds to source files beside those, counted as `code-added` is: no \
                imports, no comments, no test code",
        read: Read::Number(other_added),
    },
    Fact {
        name: "new-options",
        about: "the options of a command line that it adds to a source file, where documents name at \
                least five others of that file, and four fifths of them",
        read: Read::Places(|change| change.inspection.new_options.as_deref()),
    },
    Fact {
        name: "undocumented-options",
        about: "those of them that no document names after it (at most 1,000 documents are read)",
        read: Read::Places(|change| change.inspection.undocumented_options.as_deref()),
    },
];

fn days_open(change: &Change) -> u64 {
    let is_alone = change.commits.len() < 2
        && change.commits.iter().all(|commit| change.id == ChangeId::Commit(commit.id));
    // What was picked from elsewhere keeps its old date, and clocks differ: neither opens a branch.
    match change.commits.first().filter(|_| !is_alone) {
        Some(first) => u64::try_from(change.time.days_since(first.author_time)).unwrap_or(0),
        None => 0,
    }
}

fn mostly_reformatted(change: &Change) -> Option<bool> {
    let reformatted = change.inspection.reformatted.as_ref().map_or(0, Vec::len);
    let source = change.files.iter().filter(|file| file.role == Role::Source).count();
    Some(source > 0 && reformatted * 2 >= source)
}

fn other_added(change: &Change) -> Option<u64> {
    let reformatted = change.inspection.reformatted.as_ref()?;
    let counts = |file: &FileChange| !reformatted.iter().any(|place| place.path == file.path);
    code_added(change.files.iter().filter(|file| counts(file)), Role::Source)
}
