//! What holds for every file under `rules/`, whatever it says.

#![expect(clippy::expect_used, reason = "a folder that cannot be read is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};

/// The themes that practices are filed under: the folders of `rules/`.
const THEMES: &[&str] = &[
    "ci",
    "collaboration",
    "commits",
    "debt",
    "decisions",
    "delivery",
    "docs",
    "ownership",
    "security",
    "size",
    "standards",
    "tests",
];

#[test]
fn lie_in_a_known_theme_and_are_named_in_kebab_case() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules");
    let mistakes: Vec<String> = practice_files(&rules)
        .iter()
        .map(|file| file.strip_prefix(&rules).expect("it was found there"))
        .filter(|id| !is_well_placed(id))
        .map(|id| format!("rules/{}: file it as rules/THEME/its-name.toml", id.display()))
        .collect();
    assert!(mistakes.is_empty(), "{}\nthemes: {THEMES:?}", mistakes.join("\n"));
}

/// Every TOML file in a folder of `rules/`; those beside the folders are no practices.
fn practice_files(rules: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = children(rules).filter(|path| path.is_dir()).collect();
    while let Some(folder) = folders.pop() {
        for path in children(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn children(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.expect("the folder can be read").path())
}

fn is_well_placed(id: &Path) -> bool {
    let parts: Vec<&str> = id.iter().filter_map(|part| part.to_str()).collect();
    let [theme, name] = parts.as_slice() else { return false };
    let stem = name.strip_suffix(".toml").unwrap_or_default();
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9'))
    };
    THEMES.contains(theme) && stem.split('-').all(is_word)
}

#[test]
fn knows_a_well_placed_file() {
    for (id, expected) in [
        ("tests/source-comes-with-tests.toml", true),
        ("Tests/source.toml", false),
        ("tests/Source.toml", false),
        ("tests/two--dashes.toml", false),
        ("tests/deeper/source.toml", false),
        ("source.toml", false),
    ] {
        assert_eq!(is_well_placed(Path::new(id)), expected, "{id}");
    }
}
