//! What may stand in which source file.

use crate::rust_source::code_of;
use crate::workspace::sources;

/// Something that only some files may say.
struct Reserved {
    /// What it looks like in code.
    words: &'static [&'static str],
    /// Who may say it.
    allowed: fn(&str) -> bool,
    /// What to do instead.
    advice: &'static str,
}

const RESERVED: &[Reserved] = &[
    Reserved {
        words: UNSAFE,
        allowed: |path| path.starts_with("crates/analyzer/src/"),
        advice: "only the analyzer's modules for libgit2's options and mapped files may be unsafe",
    },
    Reserved {
        words: &["for_notes"],
        allowed: is_for_two_people,
        advice: "what concerns one person is opened by the notes alone: pass the Private on",
    },
    Reserved {
        words: &[
            "Colleague",
            "Kept",
            "Notes",
            "NotesPreparation",
            "NotesSurvey",
            "Onboarding",
            "OnboardingSurvey",
            "PersonalWork",
            "Private",
            "Recalled",
            "notes_file",
        ],
        allowed: is_private_place,
        advice: "no path leads from notes to a poster or a report for a team",
    },
    Reserved {
        words: &["print!", "println!", "eprint!", "eprintln!", "dbg!"],
        // A build script answers Cargo on its standard output.
        allowed: |path| path.starts_with("crates/cli/") || path.ends_with("/build.rs"),
        advice: "a library returns text or writes to a writer that it is given",
    },
];

/// Where what concerns one person may be spoken of by name: where it is made, laid out and handed to
/// the one who asked. None of these is a poster, or makes a report for a team.
const PRIVATE_PLACES: &[&str] = &[
    "crates/model/src/",
    "crates/analyzer/src/survey.rs",
    "crates/analyzer/src/survey/notes",
    "crates/analyzer/src/survey/onboarding",
    "crates/analyzer/src/people/whoever",
    "crates/reporter/src/compose.rs",
    "crates/reporter/src/compose/notes",
    "crates/reporter/src/json.rs",
    "crates/reporter/src/json/schema.rs",
    "crates/reporter/src/json/v1.rs",
    "crates/reporter/src/json/v1/notes",
    "crates/reporter/src/lib.rs",
    "crates/reporter/src/notes_file",
    "crates/reporter/src/report.rs",
    "crates/reporter/src/report/notes",
    "crates/cli/src/args.rs",
    "crates/cli/src/commands.rs",
    "crates/cli/src/commands/notes",
];

fn is_private_place(path: &str) -> bool {
    PRIVATE_PLACES.iter().any(|place| path.starts_with(place))
}

/// The words with which a file says that it is unsafe.
const UNSAFE: &[&str] = &["unsafe", "unsafe_code"];

/// The most files that may be unsafe: libgit2's global options and mapped files need one each.
const UNSAFE_FILES: usize = 2;

/// Names that say nothing about what a module owns.
const EMPTY_NAMES: &[&str] =
    &["common", "helper", "helpers", "misc", "shared", "util", "utilities", "utils"];

/// The most lines of code in `main.rs`, comments and blank lines left out.
const MAIN_LINES: usize = 6;

fn is_for_two_people(path: &str) -> bool {
    let of_notes = path.split(['/', '.']).any(|part| part.starts_with("notes"));
    path == "crates/model/src/private.rs"
        || of_notes && (path.starts_with("crates/reporter/src/") || path.starts_with("crates/cli/"))
}

#[test]
fn reserved_words_stay_where_they_belong() {
    let mut mistakes = Vec::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| !is_test(path)) {
        let code = code_of(&text);
        for reserved in RESERVED.iter().filter(|reserved| !(reserved.allowed)(&path)) {
            for (number, line) in (1..).zip(code.lines()) {
                let said = reserved.words.iter().find(|word| says(line, word));
                mistakes.extend(
                    said.map(|word| format!("{path}:{number}: `{word}`: {}", reserved.advice)),
                );
            }
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn two_modules_at_most_are_unsafe() {
    let files: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| UNSAFE.iter().any(|word| says(&code_of(text), word)))
        .map(|(path, _)| path)
        .collect();
    assert!(files.len() <= UNSAFE_FILES, "move what is unsafe into two of {files:?}");
}

#[test]
fn modules_are_named_for_what_they_own() {
    for (path, _) in sources() {
        assert!(!path.ends_with("/mod.rs"), "{path}: call it after its folder, beside the folder");
        let empty = path.split(['/', '.']).find(|part| EMPTY_NAMES.contains(part));
        assert_eq!(empty, None, "{path}: name it for what it owns");
    }
}

#[test]
fn files_say_first_what_they_own() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{path}: start with a `//!` line that says what it owns");
    }
}

#[test]
fn main_only_calls_the_library() {
    for (path, text) in sources().iter().filter(|(path, _)| path.ends_with("src/main.rs")) {
        let lines = code_of(text).lines().filter(|line| !line.trim().is_empty()).count();
        assert!(lines <= MAIN_LINES, "{path}: {lines} lines of code; move them into the library");
    }
}

/// Whether a file is never part of what users run.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// Whether code says a word, and not as a part of a longer one.
fn says(code: &str, word: &str) -> bool {
    let in_word = |character: char| character.is_alphanumeric() || character == '_';
    code.match_indices(word).any(|(at, _)| {
        let joined = code[at + word.len()..].starts_with(in_word) && !word.ends_with('!');
        !code[..at].ends_with(in_word) && !joined
    })
}

#[test]
fn tells_words_apart() {
    for (code, word, expected) in [
        ("unsafe { f() }", "unsafe", true),
        ("#[expect(unsafe_code)]", "unsafe", false),
        ("#[expect(unsafe_code)]", "unsafe_code", true),
        ("eprintln!(x)", "println!", false),
        ("println!(x)", "println!", true),
        ("private.for_notes()", "for_notes", true),
        ("wait_for_notes()", "for_notes", false),
    ] {
        assert_eq!(says(code, word), expected, "{code}");
    }
}

#[test]
fn knows_who_writes_for_two_people() {
    for (path, expected) in [
        ("crates/model/src/private.rs", true),
        ("crates/reporter/src/notes.rs", true),
        ("crates/reporter/src/markdown/notes.rs", true),
        ("crates/reporter/src/notes/words.rs", true),
        ("crates/cli/src/commands/notes.rs", true),
        ("crates/reporter/src/brief.rs", false),
        ("crates/forge/src/notes.rs", false),
        ("crates/reporter/src/footnotes.rs", false),
    ] {
        assert_eq!(is_for_two_people(path), expected, "{path}");
    }
}
