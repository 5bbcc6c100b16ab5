//! How long it takes to hold every practice against ten thousand changes in memory, each with the
//! two hundred before it, their commits, the repository and its areas. Run with
//! `cargo bench -p git-coach-practices`.

#[path = "../tests/support/changes.rs"]
mod changes;

use std::collections::BTreeSet;

use git_coach_model::Change;
use git_coach_practices::{Held, Library, Sight, Subject};

/// How many areas a repository has at most.
const AREAS: u32 = 40;

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 5)]
fn every_practice_over_10_000_changes(bencher: divan::Bencher<'_, '_>) {
    let library = Library::built_in().unwrap_or_default();
    let repository = changes::repository();
    let areas: Vec<_> = (0..AREAS).map(changes::area).collect();
    let changes = changes::changes(10_000);
    let all: Vec<&Change> = changes.iter().collect();
    let mut seen = BTreeSet::new();
    bencher.bench_local(|| {
        let (mut of_changes, mut of_commits) = (Vec::new(), Vec::new());
        let (mut of_repository, mut of_areas) = (Vec::new(), Vec::new());
        for (at, subject) in all.iter().enumerate() {
            of_changes.clear();
            let past = &all[at.saturating_sub(200)..at];
            let sight = Sight { subject: *subject, repository: &repository, past };
            library.hold(sight, &mut of_changes);
            for commit in &subject.commits {
                of_commits.clear();
                let sight = Sight { subject: commit, repository: &repository, past: &[] };
                library.hold(sight, &mut of_commits);
            }
        }
        let sight = Sight { subject: &repository, repository: &repository, past: &[] };
        library.hold(sight, &mut of_repository);
        for area in &areas {
            of_areas.clear();
            library
                .hold(Sight { subject: area, repository: &repository, past: &[] }, &mut of_areas);
        }
        seen.extend(ids(&of_changes).chain(ids(&of_commits)));
        seen.extend(ids(&of_repository).chain(ids(&of_areas)));
        divan::black_box(of_changes.len() + of_commits.len())
    });
    // Nothing that ships is left out, whatever its scope.
    let shipped: BTreeSet<String> =
        library.rules().map(|rule| rule.practice.id.to_string()).collect();
    assert_eq!(seen, shipped);
}

fn ids<S: Subject>(held: &[Held<'_, S>]) -> impl Iterator<Item = String> {
    held.iter().map(|one| one.rule.practice.id.to_string())
}
