//! What holds for every file under `rules/`, whatever it says.

#![expect(clippy::expect_used, reason = "a file that cannot be read is a failed test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use git_coach_model::{Level, Scope, Verdict};
use git_coach_practices::{Library, Rule};
use toml::Table;

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

/// What no sentence says of somebody's work.
const UNKIND: &[&str] = &[
    "always",
    "bad",
    "careless",
    "fail to",
    "failed to",
    "forgot",
    "lazy",
    "mistake",
    "must",
    "never",
    "obviously",
    "poor",
    "should have",
    "wrong with",
    "you ",
];

fn library() -> Library {
    Library::built_in().unwrap_or_else(|mistakes| {
        panic!("{}", mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

/// Runs `mistakes` on every practice and tells all that it finds.
#[track_caller]
fn check(mistakes: impl Fn(&Rule) -> Vec<String>) {
    let library = library();
    let found: Vec<String> = library
        .rules()
        .flat_map(|rule| {
            let id = rule.practice.id.clone();
            mistakes(rule).into_iter().map(move |mistake| format!("rules/{id}.toml: {mistake}"))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn rules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules")
}

/// So that none is asked twice in a row, and there is a choice.
#[test]
fn what_can_be_missing_brings_several_questions_for_two() {
    check(|rule| {
        let words = &rule.practice.words;
        let is_asked = matches!(rule.practice.scope, Scope::Commit | Scope::Change)
            && words.missing.is_some()
            || !words.notes_questions.is_empty();
        let questions: BTreeSet<String> =
            words.question.iter().chain(&words.notes_questions).map(|it| it.source()).collect();
        let are_few = is_asked && (words.notes_questions.len() < 2 || questions.len() < 3);
        are_few.then(|| "has fewer than two `notes-questions`".to_owned()).into_iter().collect()
    });
}

#[test]
fn examples_come_to_what_they_say() {
    check(|rule| {
        let wrong = git_coach_analyzer::examples::check(rule).into_iter();
        wrong
            .map(|one| {
                format!("`{}` is {}, not {}", one.example, one.found.name(), one.expected.name())
            })
            .collect()
    });
}

#[test]
fn every_verdict_has_an_example() {
    check(|rule| {
        let shown: BTreeSet<Verdict> =
            rule.examples.iter().filter_map(|example| example.verdict).collect();
        // Nobody is asked for what is only praised.
        let other = match rule.practice.words.missing {
            Some(_) => Verdict::Missing,
            None => Verdict::NotApplicable,
        };
        [other, Verdict::Present]
            .into_iter()
            .filter(|verdict| !shown.contains(verdict))
            .map(|verdict| format!("no example is {}", verdict.name()))
            .collect()
    });
}

#[test]
fn examples_have_names_of_their_own() {
    check(|rule| {
        let mut names = BTreeSet::new();
        let repeated = rule.examples.iter().filter(|example| !names.insert(&example.name));
        repeated.map(|example| format!("`{}` is there twice", example.name)).collect()
    });
}

#[test]
fn every_file_is_in_force_under_its_own_name() {
    let files: BTreeSet<String> = practice_files(&rules())
        .iter()
        .map(|file| {
            let path = file.strip_prefix(rules()).expect("it was found there").with_extension("");
            path.to_str().expect("rules have plain names").replace('\\', "/")
        })
        .collect();
    let ids: BTreeSet<String> =
        library().rules().map(|rule| rule.practice.id.to_string()).collect();
    assert_eq!(ids, files);
}

#[test]
fn what_is_raised_says_what_it_rests_on() {
    check(|rule| {
        let practice = &rule.practice;
        let mut mistakes = Vec::new();
        if practice.words.limits.is_none() && practice.level >= Level::Suggestion {
            mistakes.push("say in `limits` what the detection cannot see".to_owned());
        }
        if practice.words.limits.is_none() && practice.evidence.is_empty() {
            mistakes.push("name its sources in `evidence`, or its limits".to_owned());
        }
        if practice.words.missing.is_some()
            && (practice.words.question.is_none() || practice.words.next.is_none())
        {
            mistakes.push("what is raised comes with a question and a next step".to_owned());
        }
        mistakes
    });
}

#[test]
fn sentences_are_whole_and_kind() {
    for file in practice_files(&rules()) {
        let table: Table = fs::read_to_string(&file).expect("a text").parse().expect("TOML");
        let words = table["words"].as_table().expect("a table of words");
        let each = words.iter().flat_map(|(key, text)| match text.as_array() {
            Some(texts) => texts.iter().map(|text| (key, text)).collect(),
            None => vec![(key, text)],
        });
        for (key, text) in each {
            let (text, shown) = (text.as_str().expect("a sentence"), file.display());
            // Praise goes on in a sentence that names the commit.
            let ends =
                if key == "praise" { !text.ends_with('.') } else { text.ends_with(['.', '?']) };
            assert!(ends, "{shown}: {key} ends oddly: {text}");
            let questions = ["question", "notes-questions", "team-question"];
            let is_question = questions.contains(&key.as_str());
            assert_eq!(text.ends_with('?'), is_question, "{shown}: {key}: {text}");
            let lower = format!(" {}", text.to_lowercase());
            let unkind = UNKIND.iter().find(|word| lower.contains(&format!(" {word}")));
            assert_eq!(unkind, None, "{shown}: {key}: {text}");
        }
    }
}

#[test]
fn lie_in_a_known_theme_and_are_named_in_kebab_case() {
    let rules = rules();
    let mistakes: Vec<String> = practice_files(&rules)
        .iter()
        .map(|file| file.strip_prefix(&rules).expect("it was found there"))
        .filter(|id| !is_well_placed(id))
        .map(|id| format!("rules/{}: file it as rules/THEME/its-name.toml", id.display()))
        .collect();
    assert!(mistakes.is_empty(), "{}\nthemes: {THEMES:?}", mistakes.join("\n"));
}

#[test]
fn yield_to_practices_about_the_same() {
    let library = library();
    check(|rule| {
        let others = rule.yields_to.iter().filter_map(|id| library.rule(id));
        others
            .flat_map(|other| {
                let id = &other.practice.id;
                let scope = (other.practice.scope != rule.practice.scope)
                    .then(|| format!("`{id}` is about something else, and never speaks instead"));
                // Whoever yields to one that has yielded itself would speak beside the third.
                let further =
                    other.yields_to.iter().filter(|third| !rule.yields_to.contains(third));
                let further =
                    further.map(|third| format!("`{id}` yields to `{third}`: name it too"));
                scope.into_iter().chain(further).collect::<Vec<_>>()
            })
            .collect()
    });
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
