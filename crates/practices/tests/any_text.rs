//! Whatever text stands in a practice file: reading it neither panics nor takes its time.

use std::time::{Duration, Instant};

use git_coach_practices::{Library, PracticeFile};
use proptest::prelude::*;

/// Reads a file and returns how many mistakes it has.
fn read(text: &str) -> usize {
    let path = "tests/any.toml";
    let (library, mistakes) = Library::read(&[PracticeFile { path, text }]);
    assert!(library.rules().count() == 1 || !mistakes.is_empty(), "neither rule nor mistake");
    for mistake in &mistakes {
        let shown = mistake.to_string();
        let harmless = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
        assert!(shown.chars().all(harmless), "{shown:?}");
    }
    mistakes.len()
}

/// Words that a practice file is made of, right and wrong ones.
fn vocabulary() -> impl Strategy<Value = String> {
    let words = [
        "[applies]\n",
        "[present]\n",
        "[missing]\n",
        "[words]\n",
        "[[example]]\n",
        "title = ",
        "scope = ",
        "\"change\"\n",
        "\"area\"\n",
        "level = ",
        "\"note\"\n",
        "source",
        "test",
        "message",
        "lines",
        "paths",
        "kind",
        "repository",
        ".",
        " = ",
        "{ ",
        " }",
        "[",
        "]",
        ", ",
        "\n",
        "at-least = 1",
        "at-most = 0",
        "above-percentile = 90",
        "matches = ['x']",
        "unless = ['(']",
        "in = \"comment\"",
        "any = ",
        "all = ",
        "not = ",
        "\"{source.files}\"",
        "\"{source.files|a|b}\"",
        "\"{\"",
        "why = ",
        "missing = ",
        "verdict = ",
        "\"missing\"\n",
        "name = ",
        "files = [\"+1 a.rs\"]\n",
        "\u{1b}",
        "é",
        "'''",
        "#",
        "1e9",
        "-5",
        "true",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..60)
        .prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn any_characters(text in "\\PC{0,400}") {
        read(&text);
    }

    #[test]
    fn any_bytes_that_are_text(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_words_of_a_practice(text in vocabulary()) {
        read(&text);
    }
}

#[test]
fn hostile_files_end_soon() {
    let many = |text: &str, times: usize| text.repeat(times);
    let files = [
        many("[", 200_000),
        many("a = { ", 40_000),
        format!("a = {}", many("[", 200_000)),
        format!("[applies]\n{}", many("not = { ", 30_000)),
        many("x = 1\n", 40_000),
        (0..20_000).map(|n| format!("k{n} = 1\n")).collect(),
        format!("[applies]\nall = [{}]\n", many("{ kind = \"fix\" },", 14_000)),
        format!("title = \"{}\"\n", many("{", 200_000)),
        format!("title = \"{}\"\n", many("é", 100_000)),
        format!(
            "scope = \"change\"\n[present]\nmessage = {{ body = {{ matches = [{}] }} }}\n",
            many("'(a|b){900}', ", 9_000)
        ),
        format!(
            "scope = \"change\"\n[present]\npaths = {{ any = [{}] }}\n",
            many("\"{a,b,c}{a,b,c}{a,b,c}{a,b,c}/**/*\", ", 5_000)
        ),
        format!(
            "scope = \"change\"\n[present]\npaths = {{ any = [\"{}\"] }}\n",
            many("{a,", 20_000)
        ),
        many("a", 300_000),
    ];
    for (number, text) in files.iter().enumerate() {
        let start = Instant::now();
        assert!(read(text) > 0);
        let spent = start.elapsed();
        assert!(spent < Duration::from_secs(20), "file {number} took {spent:?}");
    }
}
