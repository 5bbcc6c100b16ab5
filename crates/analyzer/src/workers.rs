//! Work spread over threads, each with its own view of the repository, in contiguous chunks and
//! with results in the order of the input: the same bytes whatever the number of threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};

use crate::Error;
use crate::repo::Repo;

/// How many items a thread reads in a row: neighbours share trees and contents.
const CHUNK: usize = 256;
/// In how many chunks a thread at least gets its part of a few items: one of them may be heavy.
const SHARES: usize = 4;
/// How many chunks a thread may be ahead of what is handed out.
const AHEAD: usize = 8;

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

/// Calls `read` on every item, on several threads, and hands the results to `take` in order; the
/// first error in that order ends it.
pub(crate) fn stream<T: Sync, R: Send, E: From<Error>>(
    repo: &Repo,
    threads: Threads,
    items: &[T],
    told: (&dyn Progress, &'static str),
    read: impl Fn(&Repo, &T) -> Result<R, Error> + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let (progress, what) = told;
    let size = CHUNK.min(items.len().div_ceil(SHARES * threads.0)).max(1);
    let count = threads.0.min(items.len().div_ceil(size)).max(1);
    let done = AtomicUsize::new(0);
    let one = |repo: &Repo, item: &T| {
        let result = read(repo, item);
        progress.tell(what, done.fetch_add(1, Ordering::Relaxed) + 1, items.len());
        result
    };
    std::thread::scope(|scope| {
        let receivers = (0..count)
            .map(|worker| {
                let repo = repo.again(count)?;
                let (sender, receiver) = mpsc::sync_channel(AHEAD);
                let one = &one;
                scope.spawn(move || {
                    for chunk in items.chunks(size).skip(worker).step_by(count) {
                        let results: Result<Vec<R>, Error> =
                            chunk.iter().map(|item| one(&repo, item)).collect();
                        // Nobody receives any more: an earlier chunk failed.
                        if sender.send(results).is_err() {
                            break;
                        }
                    }
                });
                Ok(receiver)
            })
            .collect::<Result<Vec<Receiver<Result<Vec<R>, Error>>>, Error>>()?;
        for chunk in 0..items.len().div_ceil(size) {
            // A thread that panicked sends nothing; the scope hands its panic on.
            let Ok(results) = receivers[chunk % count].recv() else { break };
            results?.into_iter().try_for_each(&mut take)?;
        }
        Ok(())
    })
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
    let mut results = Vec::with_capacity(items.len());
    stream(repo, threads, items, told, read, |result| {
        results.push(result);
        Ok::<(), Error>(())
    })?;
    Ok(results)
}
