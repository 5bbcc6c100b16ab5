//! The lines of one text, told apart as those that a change adds.

use git_coach_model::{ChangedLine, Language, LinePlace};

use crate::scan::{scan, without_end};
use crate::{language, test_code};

/// The language called `name` (`rust`, `C++`), or of files that end so (`rs`).
///
/// # Errors
/// The language that was most likely meant, if any comes near.
pub fn language_named(name: &str) -> Result<Language, Option<Language>> {
    language::of_name(name).ok_or_else(|| {
        let wanted = name.to_lowercase();
        language::all()
            .map(|one| (strsim::jaro_winkler(&wanted, &one.name().to_lowercase()), one))
            .filter(|(likeness, _)| *likeness > 0.8)
            .max_by(|(left, _), (right, _)| left.total_cmp(right))
            .map(|(_, one)| one)
    })
}

/// Every line of a text as a change would add it; without a language all of it is code.
pub fn added(text: &str, language: Option<Language>) -> impl Iterator<Item = ChangedLine> {
    let scanned = language.map(|language| {
        let scan = scan(text, language);
        let tests = test_code::test_lines(text, language, &scan);
        (scan, tests)
    });
    text.split_inclusive('\n').zip(1..).map(move |(line, number)| {
        let (runs, in_test): (&[(u32, LinePlace)], bool) = match &scanned {
            Some((scan, tests)) => (scan.runs(number), tests.contains(number)),
            None => (&[], false),
        };
        ChangedLine {
            number,
            text: without_end(line).into(),
            in_test,
            moved: false,
            runs: runs.into(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_comments_from_code_over_several_lines() {
        let text = "let a = 1; /* one\r\ntwo */ b();\n";
        let lines: Vec<ChangedLine> = added(text, language_named("RUST").ok()).collect();
        assert_eq!(lines[1].parts(LinePlace::Comment).collect::<Vec<_>>(), ["two */"]);
        assert_eq!(&*lines[0].text, "let a = 1; /* one");
        let plain: Vec<ChangedLine> = added(text, None).collect();
        assert_eq!(plain[1].parts(LinePlace::Comment).count(), 0);
    }

    #[test]
    fn knows_languages_by_name_and_ending() {
        assert_eq!(language_named("rs").map(Language::name), Ok("Rust"));
        assert_eq!(language_named("c++").map(Language::name), Ok("C++"));
        assert_eq!(language_named("pyhton"), Err(language_named("python").ok()));
        assert_eq!(language_named("zzzzzz"), Err(None));
    }
}
