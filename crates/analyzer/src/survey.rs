//! The surveys behind the three jobs: all that one job reads and judges, as one value.

mod brief;
mod notes;
mod onboarding;
pub(crate) mod past;
mod review;
pub(crate) mod stretch;
pub(crate) mod whole;

pub use brief::{Asked, brief};
pub use notes::{Asked as NotesAsked, Whom, colleague, notes};
pub use onboarding::onboarding;
pub use review::{Subject as ReviewSubject, review};

use git_coach_model::{CommitId, Header, Person, Practice, PracticeId, Reading, Remark};
use git_coach_practices::{Library, Settings};

use std::collections::BTreeMap;

use crate::commits::Lens;
use crate::repo::Repo;
use crate::role::Roles;
use crate::workers::{Progress, Threads};
use crate::{Error, tree};

/// What every survey is made with.
pub struct Desk<'a> {
    /// The repository.
    pub repo: &'a Repo,
    /// The practices in force.
    pub library: &'a Library,
    /// What else is set.
    pub settings: &'a Settings,
    /// What is to be said of practices and settings in the report.
    pub remarks: &'a [Remark],
    /// Whether facts about commits are kept, and those that were kept are believed.
    pub use_cache: bool,
    /// How many threads read.
    pub threads: Threads,
    /// Who is told how far it is.
    pub progress: &'a dyn Progress,
}

impl Desk<'_> {
    pub(crate) fn lens(&self, at: CommitId) -> Result<Lens, Error> {
        Ok(self.lens_of(tree::roles(self.repo, at)?))
    }

    fn lens_of(&self, roles: Roles) -> Lens {
        Lens { roles, mailmap: self.repo.mailmap(), bots: self.settings.bots.clone() }
    }

    fn header(&self, revision: &str, tip: CommitId) -> Header {
        Header {
            repository: self.repo.name(),
            revision: revision.to_owned(),
            tip,
            remarks: self.remarks.to_vec(),
            remote: self.repo.remote(),
        }
    }

    fn practices(&self) -> BTreeMap<PracticeId, Practice> {
        self.library.rules().map(|rule| (rule.practice.id.clone(), rule.practice.clone())).collect()
    }
}

/// What each practice rests on, as something to read on.
fn readings(library: &Library) -> BTreeMap<PracticeId, Vec<Reading>> {
    let sources = Library::sources();
    let of = |cite: &String| {
        let source = sources.iter().find(|source| source.cite == *cite)?;
        Some(Reading { reference: source.reference.clone(), claim: source.claim.clone() })
    };
    library
        .rules()
        .map(|rule| {
            (rule.practice.id.clone(), rule.practice.evidence.iter().filter_map(of).collect())
        })
        .collect()
}

/// Whether a person had a hand in something of these authors.
fn has_hand(authors: &[Person], person: &Person) -> bool {
    authors.contains(person)
}
