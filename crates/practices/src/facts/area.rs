//! The facts of a part of the tree.

use git_coach_model::{Area, ContestedFile, FileChange, HotFile, RepoPath, Scope};

use super::{Fact, Read, Subject};
use crate::rule::{Compiles, Conditions};

impl Subject for Area {
    const SCOPE: Scope = Scope::Area;
    const FACTS: &'static [&'static [Fact<Self>]] = &[&[
        Fact { name: "path", about: "the folder", read: Read::Path(|area| Some(&area.path)) },
        Fact {
            name: "aside",
            about: "whether it needs nobody of its own, by the names of its folders: examples, samples, \
                    demos, documents, fixtures, certificates of tests",
            read: Read::Flag(|area| Some(area.aside)),
        },
        Fact {
            name: "files",
            about: "its source and test files now",
            read: Read::Number(|area| Some(u64::from(area.files))),
        },
        Fact {
            name: "changes",
            about: "the changes of the period that touched it",
            read: Read::Number(|area| Some(u64::from(area.changes))),
        },
        Fact {
            name: "people",
            about: "how many people wrote them",
            read: Read::Number(|area| Some(u64::from(area.people))),
        },
        Fact {
            name: "fixes",
            about: "how many of the changes were fixes",
            read: Read::Number(|area| Some(u64::from(area.fixes))),
        },
        Fact {
            name: "days",
            about: "the length of the period in days, at most the age of the history",
            read: Read::Number(|area| Some(u64::from(area.days))),
        },
        Fact {
            name: "keepers",
            about: "how many people know it: who had a hand in three of the commits to it, and in a tenth",
            read: Read::Number(|area| Some(u64::from(area.keepers))),
        },
        Fact {
            name: "active-keepers",
            about: "how many of them changed anything in the repository in the last third of the \
                    period (unseen under 90 days)",
            read: Read::Number(|area| area.active_keepers.map(u64::from)),
        },
        Fact {
            name: "active-people",
            about: "how many people had a hand in at least three commits to it in the last third of \
                    the period (unseen under 90 days)",
            read: Read::Number(|area| area.active_people.map(u64::from)),
        },
        Fact {
            name: "recent-days",
            about: "the last third of the period in days",
            read: Read::Number(|area| Some(u64::from(area.recent_days))),
        },
        Fact {
            name: "refixed",
            about: "the source file in which most fixes rewrote lines of an earlier fix",
            read: Read::Path(|area| area.refixed.as_ref()),
        },
        Fact {
            name: "refixes",
            about: "how many fixes of the period rewrote lines in that file which an earlier fix, \
                    at most 60 days before, had added",
            read: Read::Number(|area| Some(u64::from(area.refixes))),
        },
        Fact {
            name: "refixed-fixes",
            about: "how many fixes of the period touched that file",
            read: Read::Number(|area| Some(u64::from(area.refixed_fixes))),
        },
        Fact {
            name: "refix-share",
            about: "of a hundred of these, how many rewrote such lines",
            read: Read::Number(|area| {
                Some(u64::from(area.refixes) * 100 / u64::from(area.refixed_fixes.max(1)))
            }),
        },
        Fact {
            name: "refix-chain",
            about: "the most fixes in a row of which each rewrote lines in that file which the one \
                    before had added",
            read: Read::Number(|area| Some(u64::from(area.refix_chain))),
        },
        Fact {
            name: "hotspot",
            about: "the hottest of its source files: rewritten much and lately in the period, and large",
            read: Read::Path(|area| area.hot.as_ref().map(|hot| &hot.path)),
        },
        Fact {
            name: "hotspot-commits",
            about: "the ordinary commits to that file (no program's, no sweep; 0 where no file is hot)",
            read: Read::Number(|area| hot(area, |hot| hot.commits)),
        },
        Fact {
            name: "hotspot-fixes",
            about: "how many of these were fixes",
            read: Read::Number(|area| hot(area, |hot| hot.fixes)),
        },
        Fact {
            name: "hotspot-growth",
            about: "how many lines the file gained beyond those it lost",
            read: Read::Number(|area| hot(area, |hot| hot.growth)),
        },
        Fact {
            name: "hotspot-refactorings",
            about: "how many changes that call themselves a refactoring touched it",
            read: Read::Number(|area| hot(area, |hot| hot.refactorings)),
        },
        Fact {
            name: "contested",
            about: "the file that went back and forth between people most: two took turns, six times \
                    at least, in replacing lines of it",
            read: Read::Path(|area| area.contested.as_ref().map(|file| &file.path)),
        },
        Fact {
            name: "contested-rewrites",
            about: "how many changes replaced lines of that file (0 where there is no such file)",
            read: Read::Number(|area| contested(area, |file| file.rewrites)),
        },
        Fact {
            name: "contested-silent",
            about: "how many of these bear no trace of talk: of a review, an issue, or a second author",
            read: Read::Number(|area| contested(area, |file| file.rewrites - file.talked)),
        },
        Fact {
            name: "contested-talked",
            about: "of a hundred of these, how many bear such a trace",
            read: Read::Number(|area| {
                contested(area, |file| file.talked * 100 / file.rewrites.max(1))
            }),
        },
    ]];

    fn conditions(of: &Conditions) -> Option<&Compiles<Self>> {
        match of {
            Conditions::Area(compiled) => Some(compiled),
            _ => None,
        }
    }

    fn changed_files(&self) -> Option<&[FileChange]> {
        None
    }

    fn any_path(&self, look: &mut dyn FnMut(&RepoPath) -> bool) -> bool {
        look(&self.path)
    }
}

fn hot(area: &Area, count: fn(&HotFile) -> u32) -> Option<u64> {
    area.places_seen.then(|| u64::from(area.hot.as_ref().map_or(0, count)))
}

fn contested(area: &Area, count: fn(&ContestedFile) -> u32) -> Option<u64> {
    area.places_seen.then(|| u64::from(area.contested.as_ref().map_or(0, count)))
}
