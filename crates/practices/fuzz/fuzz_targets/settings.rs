//! Any text as a settings file: every mistake stands inside the text. Run with
//! `cargo fuzz run -s none settings` in `crates/practices`.

#![no_main]

use git_coach_practices::Settings;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let lines: Vec<&str> = text.split('\n').collect();
    for mistake in Settings::mistakes(".git-coach.toml", text) {
        let line = lines[mistake.place.line - 1];
        assert!((1..=line.chars().count() + 1).contains(&mistake.place.column));
        assert!(!mistake.to_string().contains('\u{1b}'));
    }
});
