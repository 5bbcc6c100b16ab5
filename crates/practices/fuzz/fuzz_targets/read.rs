//! Any text as a practice file: it is read, or its mistakes are told. Run with
//! `cargo fuzz run -s none read` in `crates/practices`.

#![no_main]

use git_coach_practices::{Library, PracticeFile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let path = "tests/any.toml";
    let (library, mistakes) = Library::read(&[PracticeFile { path, text }]);
    assert_eq!(library.rules().count() == 1, mistakes.is_empty());
    for mistake in mistakes {
        assert!(!mistake.to_string().contains('\u{1b}'));
    }
});
