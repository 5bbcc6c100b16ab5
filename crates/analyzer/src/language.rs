//! The language of a file, by its name.
//!
//! Owns which names and extensions belong to which language, whether people program in it, and
//! how it writes comments and strings. It judges by the path alone: a header `.h` counts as C,
//! `.m` as Objective-C, whatever stands inside.

use std::collections::HashMap;
use std::sync::LazyLock;

use git_coach_model::Language;

pub(crate) mod syntax;
mod table;

use syntax::Syntax;

/// What a language is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LanguageKind {
    /// Programs.
    Programming,
    /// Scripts of shells, builds and machines.
    Automation,
    /// Parts of pages together with what they do.
    Component,
    /// The look of pages and screens.
    Markup,
    /// Text for people.
    Prose,
    /// Settings and data.
    Data,
}

impl LanguageKind {
    /// Whether people program in it.
    pub(crate) const fn is_programming(self) -> bool {
        matches!(self, Self::Programming | Self::Automation)
    }

    /// Whether what is written in it is what tests are written for.
    const fn is_tested(self) -> bool {
        matches!(self, Self::Programming | Self::Component)
    }
}

/// What is known of a language.
#[derive(Debug)]
pub(crate) struct LanguageRow {
    /// Which it is.
    pub(crate) language: Language,
    /// What it is used for.
    pub(crate) kind: LanguageKind,
    /// The ends of its files' names, in lower case and without the dot.
    extensions: &'static [&'static str],
    /// Whole names of its files, in lower case.
    names: &'static [&'static str],
    /// How it writes comments and strings.
    pub(crate) syntax: &'static Syntax,
}

/// The longest extension or name that is looked up; longer ones are in no table.
const LONGEST: usize = 32;

type Lookup = HashMap<&'static str, &'static LanguageRow>;

static EXTENSIONS: LazyLock<Lookup> = LazyLock::new(|| index(|row| row.extensions));
static NAMES: LazyLock<Lookup> = LazyLock::new(|| index(|row| row.names));

fn index(words: impl Fn(&LanguageRow) -> &'static [&'static str]) -> Lookup {
    let mut found = Lookup::new();
    for row in table::LANGUAGES {
        for word in words(row) {
            found.entry(word).or_insert(row);
        }
    }
    found
}

/// The language of the file at `path`, where its name tells.
pub(crate) fn of_path(path: &str) -> Option<Language> {
    row_of_path(path).map(|row| row.language)
}

/// What is known of the language of the file at `path`, where its name tells.
pub(crate) fn row_of_path(path: &str) -> Option<&'static LanguageRow> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut buffer = [0; LONGEST];
    let whole = lower(name, &mut buffer).and_then(|name| NAMES.get(name));
    if let Some(row) = whole {
        return Some(row);
    }
    let (stem, extension) = match name.rsplit_once('.') {
        // A version (`python-3.1`) is no page of a manual (`git.1`).
        Some((stem, page)) if is_number(page) && stem.ends_with(|c: char| c.is_ascii_digit()) => {
            (name, "")
        }
        Some(parts) => parts,
        None => (name, ""),
    };
    let by_extension = lower(extension, &mut buffer).and_then(|it| EXTENSIONS.get(it));
    // `Dockerfile.dev` and `Makefile.linux` say what they are first and which one second.
    let by_stem = || {
        let first = stem.split('.').next().unwrap_or(stem);
        let row = NAMES.get(lower(first, &mut [0; LONGEST])?).copied()?;
        first.ends_with("file").then_some(row)
    };
    by_extension.copied().or_else(by_stem)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What is known of a language that the table made.
pub(crate) fn row(language: Language) -> Option<&'static LanguageRow> {
    table::LANGUAGES.iter().find(|row| row.language == language)
}

/// The language called `name`, letter case aside, or with that extension.
pub(crate) fn of_name(name: &str) -> Option<Language> {
    let wanted = name.to_lowercase();
    let row = |fits: &dyn Fn(&LanguageRow) -> bool| table::LANGUAGES.iter().find(|row| fits(row));
    row(&|row| row.language.name().to_lowercase() == wanted)
        .or_else(|| row(&|row| row.extensions.contains(&wanted.as_str())))
        .map(|row| row.language)
}

/// Every language of the table.
pub(crate) fn all() -> impl Iterator<Item = Language> {
    table::LANGUAGES.iter().map(|row| row.language)
}

fn lower<'a>(word: &str, buffer: &'a mut [u8; LONGEST]) -> Option<&'a str> {
    let target = buffer.get_mut(..word.len())?;
    target.copy_from_slice(word.as_bytes());
    target.make_ascii_lowercase();
    std::str::from_utf8(target).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_tell_the_language() {
        let cases = [
            ("src/main.rs", Some("Rust")),
            ("include/x.h", Some("C")),
            ("X.HPP", Some("C++")),
            ("lib/a.test.tsx", Some("TypeScript")),
            ("Dockerfile", Some("Dockerfile")),
            ("docker/Dockerfile.dev", Some("Dockerfile")),
            ("dev.dockerfile", Some("Dockerfile")),
            ("makefile", Some("Makefile")),
            ("CMakeLists.txt", Some("CMake")),
            ("Gemfile", Some("Ruby")),
            (".bashrc", Some("Shell")),
            ("README", None),
            ("man/git.1", Some("Roff")),
            ("python-3.1", None),
            ("", None),
            ("a/b/", None),
            ("über.日本語", None),
        ];
        for (path, expected) in cases {
            assert_eq!(of_path(path).map(Language::name), expected, "{path}");
        }
    }

    #[test]
    fn the_table_is_wide_and_says_nothing_twice() {
        assert!(all().count() >= 40);
        let mut seen = HashSet::new();
        for row in table::LANGUAGES {
            assert!(seen.insert(row.language.name()), "{}", row.language.name());
            for word in row.extensions.iter().chain(row.names) {
                assert_eq!(*word, word.to_lowercase());
                assert!(word.len() <= LONGEST);
            }
            for extension in row.extensions {
                assert!(seen.insert(extension), "{extension}");
            }
        }
    }
}
