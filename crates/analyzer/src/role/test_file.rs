//! Code that checks other code, by its name and its folder.
//!
//! Names are judged by each language's customs, case included where it parts words: `LatestTest`
//! is a test and `Latest`, `contest.py` and `attestation.rs` are not. A folder named `testing`
//! counts only at the root: deeper, it is where a product about testing keeps its source.

use super::path::PathParts;

/// Whether the file's name is that of a test.
pub(super) fn by_name(path: &PathParts<'_>) -> bool {
    let stem = path.stem;
    let ends = |ends: &[&str]| ends.iter().any(|end| stem.len() > end.len() && stem.ends_with(end));
    // Words of names like `FooTest`, at the end and behind a small letter or a digit.
    let capital = |ends: &[&str]| {
        let as_is = path.name_as_is.get(..stem.len()).unwrap_or("");
        ends.iter().any(|end| as_is.strip_suffix(end).is_some_and(is_word_end))
    };
    match path.extension {
        "py" | "pyi" => {
            stem.starts_with("test_")
                || ends(&["_test", "_tests"])
                || matches!(stem, "conftest" | "tests")
        }
        "go" => ends(&["_test"]),
        "rb" | "cr" => {
            ends(&["_test", "_spec"])
                || matches!(stem, "test_helper" | "spec_helper" | "rails_helper")
                || stem.starts_with("test_") && path.is_in("test")
        }
        "js" | "jsx" | "mjs" | "cjs" | "ts" | "tsx" | "mts" | "cts" | "coffee" => {
            let dotted = stem.rsplit('.').next().filter(|last| last.len() < stem.len());
            let dotted = match dotted {
                Some("d") => stem.trim_end_matches(".d").rsplit_once('.').map(|(_, last)| last),
                other => other,
            };
            dotted.is_some_and(|word| {
                matches!(
                    word,
                    "test"
                        | "tests"
                        | "spec"
                        | "specs"
                        | "e2e"
                        | "cy"
                        | "bench"
                        | "test-d"
                        | "e2e-spec"
                        | "unit"
                        | "int-spec"
                )
            }) || ends(&["-test", "_test", "-spec", "_spec", "-tests"])
                || matches!(
                    stem,
                    "setuptests" | "jest.setup" | "vitest.setup" | "test-setup" | "test-utils"
                )
        }
        "java" => {
            capital(&["Test", "Tests", "TestCase", "TestCases", "IT", "ITCase", "TestSuite"])
                || is_test_first(path) && path.is_in("test")
        }
        "kt" | "kts" => capital(&["Test", "Tests", "IT", "TestCase"]),
        "scala" | "groovy" => capital(&["Test", "Tests", "Spec", "Specs", "Suite", "IT"]),
        "cs" | "vb" | "fs" => capital(&["Test", "Tests", "Specs", "TestFixture"]),
        "php" => {
            capital(&["Test", "TestCase", "Cest"])
                || stem != "test" && path.name_as_is.ends_with("Spec.php")
        }
        "phpt" | "bats" | "feature" | "robot" | "t" => true,
        "swift" | "m" | "mm" => capital(&["Test", "Tests", "Spec", "TestCase", "UITests"]),
        "c" | "cc" | "cpp" | "cxx" | "h" | "hpp" | "hh" | "cu" => {
            ends(&["_test", "_tests", "_unittest", "_unittests", "-test", "_browsertest", "_kunit"])
                || stem.starts_with("test_")
                || stem.starts_with("test-")
                || capital(&["Test", "Tests"])
        }
        "rs" => matches!(stem, "tests" | "test") || ends(&["_test", "_tests"]),
        "exs" | "dart" | "clj" | "cljs" | "cljc" | "jl" | "nim" | "zig" | "ml" | "hx" | "gd" => {
            ends(&["_test", "_tests"]) || stem == "test_helper" || stem == "runtests"
        }
        "ex" => ends(&["_test"]),
        "erl" => ends(&["_suite", "_tests", "_test"]),
        "lua" => ends(&["_spec", "_test"]),
        "hs" => capital(&["Spec", "Test", "Tests"]),
        "elm" | "purs" => capital(&["Test", "Tests"]),
        "r" => stem.starts_with("test-") || stem.starts_with("test_"),
        "sh" | "bash" | "zsh" | "fish" => {
            stem.starts_with("test_")
                || stem.starts_with("test-")
                || ends(&["_test", "-test", "_tests", "-tests"])
                || matches!(stem, "test" | "tests")
        }
        "ps1" => stem.ends_with(".tests"),
        "pl" | "pm" => ends(&["_test"]),
        _ => false,
    }
}

/// Whether what stands before a word in capitals ends a word of its own.
fn is_word_end(before: &str) -> bool {
    before.ends_with(|last: char| last.is_lowercase() || last.is_ascii_digit() || last == '_')
        || before.len() > 1 && before.ends_with(char::is_uppercase)
}

/// Whether the name is `Test` and a word of its own.
fn is_test_first(path: &PathParts<'_>) -> bool {
    let rest = path.name_as_is.strip_prefix("Test");
    rest.is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_uppercase() || first == '.' || first == '_')
    })
}

/// Whether one of the path's folders is for tests.
pub(super) fn by_folder(path: &PathParts<'_>) -> bool {
    let mut before = "";
    let pairs = path.folders().zip(path.folders_as_is()).enumerate();
    for (index, (folder, as_is)) in pairs {
        if is_folder(path, index, folder, as_is, before) {
            return true;
        }
        before = folder;
    }
    false
}

fn is_folder(path: &PathParts<'_>, index: usize, folder: &str, as_is: &str, before: &str) -> bool {
    match folder {
        // A package that is named so has its own source, and its tests elsewhere.
        "test" | "tests" => {
            let package = matches!(before, "packages" | "crates" | "pkgs" | "libs" | "library");
            !(package
                && path.folders().nth(index + 1).is_some_and(|it| matches!(it, "src" | "lib")))
        }
        "__tests__" | "__test__" | "__mocks__" | "e2e" | "e2e-test" | "integration-test"
        | "integration_test" | "unit-test" | "unit_test" | "unittest" | "unittests"
        | "testsuite" | "testsuites" | "test-suite" | "testcases" | "selftest" | "selftests"
        | "jstests" | "cypress" | "test-support" | "test_support" | "benches" | "androidtest"
        | "functional-test" | "functional_test" | "smoke-test" | "acceptance-test" => true,
        // A module that helps to test the others.
        _ if ["-test", "-testing"].iter().any(|word| {
            ["-support", "-utils", "-helpers", "-kit", "-fixtures"]
                .iter()
                .any(|end| folder.strip_suffix(end).is_some_and(|rest| rest.ends_with(word)))
        }) =>
        {
            true
        }
        "spec" | "specs" => {
            matches!(
                path.extension,
                "rb" | "cr"
                    | "lua"
                    | "js"
                    | "ts"
                    | "coffee"
                    | "tsx"
                    | "jsx"
                    | "yml"
                    | "json"
                    | "moon"
                    | "erb"
            )
        }
        "testing" | "t" => index == 0,
        "fuzz" => index == 0 || !path.is_below_source(index),
        "bench" | "benchmark" | "benchmarks" => !path.is_below_source(index),
        _ => {
            let plural = [
                "-tests",
                "_tests",
                ".tests",
                ".test",
                ".unittests",
                ".integrationtests",
                ".specs",
                ".functionaltests",
            ];
            let capital = as_is.strip_suffix("Tests").is_some_and(|rest| !rest.is_empty())
                || before == "src"
                    && as_is.strip_suffix("Test").is_some_and(|rest| !rest.is_empty());
            capital
                || plural.iter().any(|end| folder.ends_with(end))
                || before == "src" && folder == "testfixtures"
        }
    }
}
