//! Work spread over threads, each with its own view of the repository, in contiguous chunks and
//! with results in the order of the input: the same bytes whatever the number of threads.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};

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
///
/// Threads take chunks as they get free: one of a few may hold most of the work. None runs further
/// ahead of what is handed out than memory should hold.
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
    let chunks = items.len().div_ceil(size);
    let count = threads.0.min(chunks).max(1);
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let handed = Handed::default();
    let one = |repo: &Repo, item: &T| {
        let result = read(repo, item);
        progress.tell(what, done.fetch_add(1, Ordering::Relaxed) + 1, items.len());
        result
    };
    std::thread::scope(|scope| {
        // Whatever ends this, nobody is to wait for more to be handed out.
        let release = Release(&handed);
        let (sender, receiver) = mpsc::channel();
        for _ in 0..count {
            let (repo, sender) = (repo.again(count)?, sender.clone());
            let (next, handed, one) = (&next, &handed, &one);
            scope.spawn(move || {
                let _on_panic = OnPanic(handed);
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(chunk) = items.chunks(size).nth(at) else { break };
                    handed.wait_for(at.saturating_sub(AHEAD * count));
                    let results: Result<Vec<R>, Error> =
                        chunk.iter().map(|item| one(&repo, item)).collect();
                    // Nobody receives any more: an earlier chunk failed.
                    if sender.send((at, results)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        for chunk in 0..chunks {
            let results = loop {
                if let Some(results) = early.remove(&chunk) {
                    break results;
                }
                // A thread that panicked sends nothing; the scope hands its panic on.
                let Ok((at, results)) = receiver.recv() else { return Ok(()) };
                early.insert(at, results);
            };
            results?.into_iter().try_for_each(&mut take)?;
            handed.tell(chunk + 1);
        }
        drop(release);
        Ok(())
    })
}

/// Calls `part` on the parts of so many items, on several threads; the results in order.
pub(crate) fn in_parts<R: Send>(
    threads: Threads,
    items: usize,
    part: impl Fn(Range<usize>) -> R + Sync,
) -> Vec<R> {
    let size = items.div_ceil(SHARES * threads.0).max(1);
    let parts = items.div_ceil(size);
    let (next, done) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    std::thread::scope(|scope| {
        for _ in 0..threads.0.min(parts) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= parts {
                        break;
                    }
                    let result = part(at * size..items.min((at + 1) * size));
                    done.lock().unwrap_or_else(PoisonError::into_inner).insert(at, result);
                }
            });
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
}

/// How many chunks were handed out.
#[derive(Default)]
struct Handed(Mutex<usize>, Condvar);

impl Handed {
    fn tell(&self, chunks: usize) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = chunks;
        self.1.notify_all();
    }

    /// Waits until so many were.
    fn wait_for(&self, chunks: usize) {
        let handed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.1.wait_while(handed, |handed| *handed < chunks));
    }
}

/// Lets everybody go on when its thread panics: what it was to send is waited for in vain.
struct OnPanic<'a>(&'a Handed);

impl Drop for OnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.tell(usize::MAX);
        }
    }
}

/// Lets everybody go on when it is dropped.
struct Release<'a>(&'a Handed);

impl Drop for Release<'_> {
    fn drop(&mut self) {
        self.0.tell(usize::MAX);
    }
}

/// Calls `aside` on a thread of its own while `here` is called, and returns what both answer; of
/// two errors that of `here`.
pub(crate) fn beside<A: Send, B>(
    repo: &Repo,
    aside: impl FnOnce(&Repo) -> Result<A, Error> + Send,
    here: impl FnOnce() -> Result<B, Error>,
) -> Result<(A, B), Error> {
    let other = repo.again(2)?;
    std::thread::scope(|scope| {
        let aside = scope.spawn(move || aside(&other));
        let here = here();
        let aside = aside.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        here.and_then(|here| Ok((aside?, here)))
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn repo() -> (tempfile::TempDir, Repo) {
        let folder = tempfile::tempdir().unwrap();
        git2::Repository::init_bare(folder.path()).unwrap();
        let repo = Repo::open(folder.path()).unwrap();
        (folder, repo)
    }

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        let (_folder, repo) = repo();
        let items: Vec<usize> = (0..500).collect();
        for threads in [1, 2, 3, 8] {
            let read = |_: &Repo, item: &usize| {
                std::thread::sleep(Duration::from_micros(if *item < 20 { 500 } else { 1 }));
                Ok(*item)
            };
            let found = read_all(&repo, Threads(threads), &items, (&Silent, ""), read).unwrap();
            assert_eq!(found, items);
        }
    }

    #[test]
    fn the_first_error_in_order_ends_it() {
        let (_folder, repo) = repo();
        let items: Vec<u32> = (0..5000).collect();
        let read = |_: &Repo, item: &u32| match item {
            1300 | 4000 => Err(Error::Unborn { branch: item.to_string() }),
            _ => Ok(*item),
        };
        let mut taken = 0;
        let ended = stream(&repo, Threads(3), &items, (&Silent, ""), read, |_| {
            taken += 1;
            Ok::<(), Error>(())
        });
        assert!(ended.unwrap_err().to_string().contains("1300"));
        assert!((1000..1300).contains(&taken), "{taken}");
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_is_handed_on_and_nobody_waits() {
        let (_folder, repo) = repo();
        let items: Vec<u32> = (0..100_000).collect();
        let read = |_: &Repo, item: &u32| {
            assert_ne!(*item, 300, "as it should");
            Ok(*item)
        };
        let _ = read_all(&repo, Threads(2), &items, (&Silent, ""), read);
    }
}
