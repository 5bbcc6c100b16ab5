//! How long it takes to hold every practice against ten thousand changes in memory, each with the
//! two hundred before it. Run with `cargo bench -p git-coach-practices`.

#[path = "../tests/support/changes.rs"]
#[expect(dead_code, reason = "only changes and commits are held here")]
mod changes;

use git_coach_model::Change;
use git_coach_practices::{Library, Sight};

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 5)]
fn every_practice_over_10_000_changes(bencher: divan::Bencher<'_, '_>) {
    let library = Library::built_in().unwrap_or_default();
    let repository = changes::repository();
    let changes = changes::changes(10_000);
    let all: Vec<&Change> = changes.iter().collect();
    bencher.bench_local(|| {
        let (mut held, mut of_commits) = (Vec::new(), Vec::new());
        for (at, subject) in all.iter().enumerate() {
            held.clear();
            let past = &all[at.saturating_sub(200)..at];
            library.hold(Sight { subject: *subject, repository: &repository, past }, &mut held);
            for commit in &subject.commits {
                of_commits.clear();
                let sight = Sight { subject: commit, repository: &repository, past: &[] };
                library.hold(sight, &mut of_commits);
            }
        }
        divan::black_box(held.len() + of_commits.len())
    });
}
