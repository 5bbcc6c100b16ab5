//! What only the whole history tells of a repository; unseen in a review, which does not read it, and
//! for earlier windows of a briefing.

use git_coach_model::{Repository, Standing};

use super::{Fact, Read};

pub(super) const FACTS: &[Fact<Repository>] = &[
    Fact {
        name: "standing.truck-factor",
        about: "the fewest people without whom more than half of the source and test files would have \
                no author left, by the degree of authorship (unseen in a shallow clone)",
        read: Read::Number(|repository| repository.standing.as_ref()?.truck_factor.map(u64::from)),
    },
    Fact {
        name: "standing.code-files",
        about: "how many source and test files that counts",
        read: Read::Number(|repository| number(repository, |standing| standing.code_files)),
    },
    Fact {
        name: "standing.active-people",
        about: "how many people had a hand in at least three commits of the last 365 days",
        read: Read::Number(|repository| number(repository, |standing| standing.active_people)),
    },
    Fact {
        name: "standing.worked-areas",
        about: "how many areas had at least ten commits in the last 365 days",
        read: Read::Number(|repository| number(repository, |standing| standing.worked_areas)),
    },
    Fact {
        name: "standing.carried-areas",
        about: "in how many of these one pair of hands, the same in all, was in two of three commits",
        read: Read::Number(|repository| number(repository, |standing| standing.carried_areas)),
    },
    Fact {
        name: "standing.carried",
        about: "how many that is of a hundred of them",
        read: Read::Number(|repository| {
            number(repository, |standing| {
                standing.carried_areas * 100 / standing.worked_areas.max(1)
            })
        }),
    },
    Fact {
        name: "standing.locks",
        about: "how many lock files stand above at least ten source files that people changed in the \
                last 365 days; those of tests, examples and documents are left out",
        read: Read::Number(|repository| number(repository, |standing| standing.locks)),
    },
    Fact {
        name: "standing.old-locks",
        about: "how many of these have not changed for two years (730 days)",
        read: Read::Number(|repository| number(repository, |standing| standing.old_locks)),
    },
    Fact {
        name: "standing.old-lock",
        about: "the first of them by path",
        read: Read::Path(|repository| repository.standing.as_ref()?.old_lock.as_ref()),
    },
];

fn number(repository: &Repository, count: fn(&Standing) -> u32) -> Option<u64> {
    repository.standing.as_ref().map(|standing| u64::from(count(standing)))
}
