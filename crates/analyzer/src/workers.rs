//! Work spread over threads, each with its own view of the repository, in contiguous chunks and
//! with results in the order of the input: the same bytes whatever the number of threads.

use crate::Error;
use crate::repo::Repo;

/// How many threads read at once.
#[derive(Clone, Copy, Debug)]
pub struct Threads(usize);

impl Threads {
    /// As many as asked for; none asked means one a core.
    pub fn new(asked: Option<usize>) -> Self {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Self(asked.unwrap_or_else(cores).max(1))
    }
}

/// Told how far a long reading is.
pub trait Progress: Sync {
    /// `done` of `all` items of `what` are read.
    fn tell(&self, what: &'static str, done: usize, all: usize);
}

/// Nobody listens.
pub struct Silent;

impl Progress for Silent {
    fn tell(&self, _: &'static str, _: usize, _: usize) {}
}

/// Calls `read` on every item, on several threads, and returns the results in order; the first
/// error in that order ends it.
pub(crate) fn read_all<T: Sync, R: Send>(
    repo: &Repo,
    threads: Threads,
    items: &[T],
    told: (&dyn Progress, &'static str),
    read: impl Fn(&Repo, &T) -> Result<R, Error> + Sync,
) -> Result<Vec<R>, Error> {
    let (progress, what) = told;
    let count = threads.0.min(items.len()).max(1);
    let size = items.len().div_ceil(count).max(1);
    let done = std::sync::atomic::AtomicUsize::new(0);
    let all = items.len();
    let one = |repo: &Repo, chunk: &[T]| -> Result<Vec<R>, Error> {
        chunk
            .iter()
            .map(|item| {
                let result = read(repo, item);
                let so_far = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
                progress.tell(what, so_far, all);
                result
            })
            .collect()
    };
    let results: Vec<Result<Vec<R>, Error>> = std::thread::scope(|scope| {
        let handles: Vec<_> = items
            .chunks(size)
            .map(|chunk| {
                let opened = repo.again(count);
                scope.spawn(|| opened.and_then(|repo| one(&repo, chunk)))
            })
            .collect();
        handles
            .into_iter()
            .map(|handle| match handle.join() {
                Ok(result) => result,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    let mut all_results = Vec::with_capacity(items.len());
    for result in results {
        all_results.extend(result?);
    }
    Ok(all_results)
}
