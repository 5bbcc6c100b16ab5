//! The facts of a part of the tree.

use git_coach_model::{Area, FileChange, RepoPath, Scope};

use super::{Fact, Read, Subject};
use crate::rule::{Compiles, Conditions};

impl Subject for Area {
    const SCOPE: Scope = Scope::Area;
    const FACTS: &'static [&'static [Fact<Self>]] = &[&[
        Fact { name: "path", about: "the folder", read: Read::Path(|area| Some(&area.path)) },
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
            about: "the length of the period in days",
            read: Read::Number(|area| Some(u64::from(area.days))),
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
