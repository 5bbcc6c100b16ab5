//! What a few files of a tree say of the project as a whole.
//!
//! Owns which files guide those who work on it and which set up its tools, its main language, and
//! whether there is a test. Each reading is bounded: what is beyond it is not seen.

use std::collections::BTreeMap;

use git_coach_model::{Language, Repository, Role, TreeFile};

use crate::language::{self, LanguageKind};
use crate::scan::scan;
use crate::{owners, test_code};

/// The largest text of guides, and of settings of tools, in bytes.
const MOST_GUIDES: usize = 1 << 20;
const MOST_TOOLING: usize = 2 << 20;
/// How many files of settings are read, and how many source files are searched for a test.
const MOST_FILES: usize = 200;

/// Completes what is known of a repository by what stands in its files. `read` gives the text of the
/// file at that place of the list, if it can be seen; `others` are the paths that are no files.
pub(crate) fn settle(
    repository: &mut Repository,
    others: &[String],
    read: impl Fn(usize) -> Option<String>,
) {
    let files = &repository.files;
    let guides = texts(files, MOST_GUIDES, &read, |file| {
        is_prose(file) && is_guide(&file.path.as_str().to_ascii_lowercase())
    });
    let tooling = texts(files, MOST_TOOLING, &read, is_tooling);
    let main_language = main_language(files);
    let has_tests = has_tests(files, &read);
    let owners = owners::of(files, others, &read);
    repository.guides = guides;
    repository.tooling = tooling;
    repository.main_language = main_language;
    repository.has_tests = has_tests;
    repository.owners = owners;
}

/// The texts of the files that are wanted, one after the other.
fn texts(
    files: &[TreeFile],
    most: usize,
    read: impl Fn(usize) -> Option<String>,
    wanted: impl Fn(&TreeFile) -> bool,
) -> Option<String> {
    let mut all = String::new();
    let wanted = files.iter().enumerate().filter(|(_, file)| wanted(file));
    for (count, (at, _)) in wanted.enumerate() {
        let text = read(at)?;
        if count == MOST_FILES || all.len() + text.len() > most {
            return None;
        }
        all.push_str(&text);
        all.push_str("\n\n");
    }
    Some(all)
}

fn is_prose(file: &TreeFile) -> bool {
    let kind = language::row_of_path(file.path.as_str()).map(|row| row.kind);
    matches!(kind, None | Some(LanguageKind::Prose))
}

/// Whether a path, in lower case, is the readme or a guide for those who work on the project.
fn is_guide(path: &str) -> bool {
    let mut folders: Vec<&str> = path.split('/').collect();
    let name = folders.pop().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or(name);
    let first = stem.split(['-', '_']).next().unwrap_or(stem);
    let is_among_documents = match folders.first() {
        None => true,
        Some(top) => matches!(*top, ".github" | ".gitlab" | "doc" | "docs" | "documentation"),
    };
    let is_of_that_name = matches!(
        first,
        "readme"
            | "agents"
            | "building"
            | "claude"
            | "contrib"
            | "contributing"
            | "deploy"
            | "deploying"
            | "deployment"
            | "dev"
            | "developer"
            | "developers"
            | "developing"
            | "development"
            | "hacking"
            | "install"
            | "installation"
            | "installing"
            | "maintaining"
            | "setup"
    ) || stem == "getting-started"
        // Among the documents of a library such a page is for its users.
        || matches!(first, "testing" | "tests") && folders.first().is_none_or(|top| *top == ".github")
        || stem == "submittingpatches";
    let is_in_such_a_folder = is_among_documents
        && folders.iter().skip(1).any(|folder| {
            matches!(*folder, "contributing" | "contribute" | "development" | "developer" | "dev")
        });
    is_among_documents && folders.len() <= 1 && is_of_that_name
        || is_in_such_a_folder && folders.len() <= 2
}

/// Whether a file sets up what is run over the code, at the top or in a folder of the top.
fn is_tooling(file: &TreeFile) -> bool {
    let path = file.path.as_str();
    let depth = path.matches('/').count();
    match file.role {
        Role::Ci => depth <= 3,
        Role::Manifest | Role::Build => depth <= 1,
        Role::Config => depth == 0 || path.starts_with('.') && depth <= 1,
        _ => depth == 1 && (path.starts_with(".husky/") || path.starts_with("ci/")),
    }
}

fn main_language(files: &[TreeFile]) -> Option<Language> {
    let mut counts: BTreeMap<Language, u32> = BTreeMap::new();
    for file in files.iter().filter(|file| file.role == Role::Source) {
        let row = language::row_of_path(file.path.without_quotes());
        if let Some(row) = row.filter(|row| row.kind.is_programming()) {
            *counts.entry(row.language).or_default() += 1;
        }
    }
    // Of equals the first by name.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(language, _)| language)
}

fn has_tests(files: &[TreeFile], read: impl Fn(usize) -> Option<String>) -> Option<bool> {
    if files.iter().any(|file| file.role == Role::Test) {
        return Some(true);
    }
    let may_hold_some = |file: &TreeFile| {
        let kept_inside = file.language.is_some_and(test_code::keeps_tests_inside);
        file.role == Role::Source && kept_inside
    };
    let candidates = files.iter().enumerate().filter(|(_, file)| may_hold_some(file));
    let mut is_unseen = false;
    for (count, (at, file)) in candidates.enumerate() {
        if count == MOST_FILES {
            return None;
        }
        let (Some(text), Some(language)) = (read(at), file.language) else {
            is_unseen = true;
            continue;
        };
        if !test_code::test_lines(&text, language, &scan(&text, language)).is_empty() {
            return Some(true);
        }
    }
    (!is_unseen).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::file_of_path;

    fn settled(files: &[(&str, Option<&str>)]) -> Repository {
        let mut repository = Repository {
            files: files.iter().map(|(path, _)| file_of_path((*path).into())).collect(),
            ..Repository::default()
        };
        settle(&mut repository, &[], |at| files[at].1.map(str::to_owned));
        repository
    }

    #[test]
    fn guides_are_those_for_who_works_on_it() {
        for (path, expected) in [
            ("readme.md", true),
            ("readme", true),
            (".github/contributing.md", true),
            ("docs/contributing.rst", true),
            ("docs/dev/tests.md", true),
            ("documentation/submittingpatches", true),
            ("testing.md", true),
            ("docs/testing.rst", false),
            ("docs/api.md", false),
            ("docs/dev/a/b.md", false),
            ("packages/a/readme.md", false),
            ("src/readme.md", false),
        ] {
            assert_eq!(is_guide(path), expected, "{path}");
        }
        let two = settled(&[("CONTRIBUTING.md", Some("a")), ("README.md", Some("b"))]);
        assert_eq!(two.guides.as_deref(), Some("a\n\nb\n\n"));
        assert_eq!(settled(&[("setup.py", Some("a"))]).guides.as_deref(), Some(""));
    }

    #[test]
    fn what_is_not_there_is_told_from_what_is_not_seen() {
        let nothing = settled(&[]);
        assert_eq!((nothing.guides.as_deref(), nothing.tooling.as_deref()), (Some(""), Some("")));
        let unseen = settled(&[("README.md", None), ("package.json", None), ("a.rs", None)]);
        assert_eq!((unseen.guides, unseen.tooling, unseen.has_tests), (None, None, None));
        let large = "x".repeat(MOST_TOOLING + 1);
        assert_eq!(settled(&[("package.json", Some(&large))]).tooling, None);
    }

    #[test]
    fn tools_are_set_up_near_the_top() {
        let repository = settled(&[
            (".github/workflows/a.yml", Some("1")),
            (".pre-commit-config.yaml", Some("2")),
            ("a/b/package.json", None),
            ("a/package.json", Some("3")),
            ("src/a.js", None),
        ]);
        assert_eq!(repository.tooling.as_deref(), Some("1\n\n2\n\n3\n\n"));
    }

    #[test]
    fn the_main_language_is_that_of_most_source_files() {
        let named = |files: &[&str]| {
            let files: Vec<_> = files.iter().map(|path| (*path, None)).collect();
            settled(&files).main_language.map(Language::name)
        };
        assert_eq!(named(&["a.py", "b.rb", "c.rb", "d.md", "e.md", "f.css"]), Some("Ruby"));
        assert_eq!(named(&["a.py", "b.rb"]), Some("Python"));
        assert_eq!(named(&["a.md"]), None);
    }

    #[test]
    fn a_test_may_stand_inside_of_a_file() {
        let has = |files: &[(&str, Option<&str>)]| settled(files).has_tests;
        assert_eq!(has(&[("tests/a.py", None)]), Some(true));
        assert_eq!(has(&[("a.py", Some("x = 1"))]), Some(false));
        assert_eq!(has(&[("a.rs", Some("fn a() {}"))]), Some(false));
        let tested = "fn a() {}\n#[test]\nfn b() {}\n";
        assert_eq!(has(&[("a.rs", Some("fn a() {}")), ("b.rs", Some(tested))]), Some(true));
        assert_eq!(has(&[("a.rs", None), ("b.rs", Some(tested))]), Some(true));
    }
}
