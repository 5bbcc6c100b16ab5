//! Global options of libgit2, kept in static variables: beside mapped files the one place with
//! `unsafe`.

use std::sync::Once;

/// The extensions of the repository format that change nothing about how objects are read.
const EXTENSIONS: [&str; 4] = ["partialclone", "relativeworktrees", "worktreeconfig", "noop"];

/// Sets the options once, before the first repository is opened.
#[expect(unsafe_code, reason = "libgit2 keeps its options in static variables")]
pub(crate) fn configure() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // What git wrote, git has verified: reading needs no second check of every hash.
        git2::opts::strict_hash_verification(false);
        // SAFETY: `Once` lets one thread in, and no repository is open before this returns, so
        // nothing reads the variable meanwhile. It can fail only for want of memory; then
        // repositories with these extensions are refused with a message of their own.
        let _ = unsafe { git2::opts::set_extensions(&EXTENSIONS) };
    });
}
