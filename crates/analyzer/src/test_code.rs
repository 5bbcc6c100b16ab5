//! Which lines of a source file are test code.
//!
//! Owns what a path does not show: modules and functions marked as tests, blocks of tests, and
//! examples in documentation that run as tests. It reads a text with its [`Scan`], so that a brace
//! in a string or a comment misleads nobody. A file that is a test by its path is not its matter.

use git_coach_model::{Language, LinePlace};

use crate::scan::{Scan, without_end};

mod examples;
mod rust;

/// The lines of a text that are test code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TestLines {
    /// First and last lines, in order and apart.
    ranges: Vec<(u32, u32)>,
}

impl TestLines {
    /// Whether a line, counted from 1, is test code.
    pub(crate) fn contains(&self, line: u32) -> bool {
        let at = self.ranges.partition_point(|(_, last)| *last < line);
        self.ranges.get(at).is_some_and(|(first, _)| *first <= line)
    }

    /// Whether no line is.
    pub(crate) const fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    fn of(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut apart: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match apart.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => {
                    before.1 = before.1.max(last)
                }
                _ => apart.push((first, last)),
            }
        }
        Self { ranges: apart }
    }
}

/// Whether a language's custom is to keep tests inside source files.
pub(crate) fn keeps_tests_inside(language: Language) -> bool {
    matches!(language.name(), "Rust" | "Zig" | "D")
}

/// Finds the test code inside a source file.
pub(crate) fn test_lines(text: &str, language: Language, scan: &Scan) -> TestLines {
    let ranges = match language.name() {
        "Rust" if text.contains("test") || text.contains("bench") || text.contains("```") => {
            let mut ranges = rust::items(&Code::of(text, scan));
            ranges.extend(examples::fenced(text, scan));
            ranges
        }
        "Zig" if text.contains("test") => Code::of(text, scan).blocks("test"),
        "D" if text.contains("unittest") => Code::of(text, scan).blocks("unittest"),
        "JavaScript" | "TypeScript" if text.contains("import.meta.vitest") => {
            Code::of(text, scan).blocks("if (import.meta.vitest)")
        }
        "Python" if text.contains(">>>") => examples::prompted(text, scan, &[">>>", "..."]),
        "Elixir" if text.contains("iex") => {
            examples::prompted(text, scan, &["iex>", "iex(", "...>"])
        }
        _ => Vec::new(),
    };
    TestLines::of(ranges)
}

/// A text in which all but code is blank, byte for byte.
struct Code {
    bytes: Vec<u8>,
    /// Where each line starts.
    starts: Vec<usize>,
}

impl Code {
    fn of(text: &str, scan: &Scan) -> Self {
        let mut code = Self { bytes: text.as_bytes().to_vec(), starts: Vec::new() };
        let mut start = 0;
        for (at, line) in text.split_inclusive('\n').enumerate() {
            code.starts.push(start);
            let runs = scan.runs(at as u32 + 1);
            for (index, (from, place)) in runs.iter().enumerate() {
                let to =
                    runs.get(index + 1).map_or(without_end(line).len(), |next| next.0 as usize);
                if *place != LinePlace::Code {
                    let blank = code.bytes.get_mut(start + *from as usize..start + to);
                    blank.unwrap_or_default().fill(b' ');
                }
            }
            start += line.len();
        }
        code
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The number of the line, from 1, in which a byte stands.
    fn line(&self, at: usize) -> u32 {
        self.starts.partition_point(|start| *start <= at) as u32
    }

    /// The place behind the bracket that closes the one at `at`, or the end of the text.
    fn behind_bracket(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for (index, byte) in self.bytes.iter().enumerate().skip(at) {
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return index + 1;
                    }
                }
                _ => {}
            }
        }
        self.bytes.len()
    }

    /// The blocks in braces behind lines that start with `head`.
    fn blocks(&self, head: &str) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        let mut from = 0;
        for start in &self.starts {
            let line = self.bytes.get(*start..).unwrap_or(b"");
            let white = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let rest = line.get(white..).and_then(|line| line.strip_prefix(head.as_bytes()));
            let Some(rest) = rest.filter(|_| *start >= from) else { continue };
            // Only a name may stand between the word and its brace.
            let gap = rest.iter().take_while(|byte| !b"{;=(),.\n".contains(byte)).count();
            let parted =
                rest.first().is_some_and(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
            if parted && rest.get(gap) == Some(&b'{') {
                let end = self.behind_bracket(start + white + head.len() + gap);
                found.push((self.line(*start), self.line(end.saturating_sub(1))));
                from = end;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::scan::scan;

    /// Each line of `text` that is test code has to start with a `T`, which is taken off first.
    fn check(language: &str, text: &str) {
        let plain: Vec<&str> = text.lines().map(|line| line.get(1..).unwrap_or("")).collect();
        let plain = plain.join("\n");
        let language = language::all().find(|it| it.name() == language).expect("known");
        let lines = test_lines(&plain, language, &scan(&plain, language));
        let marked: Vec<String> = plain
            .split('\n')
            .enumerate()
            .map(|(at, line)| {
                format!("{}{line}", if lines.contains(at as u32 + 1) { 'T' } else { '|' })
            })
            .collect();
        assert_eq!(marked.join("\n"), text.trim_end());
    }

    #[test]
    fn rust_marks_its_tests() {
        check(
            "Rust",
            "|a!();\nT#[cfg(test)]\nTmod tests {\nT    // }\nT    fn b() { \"}\"; }\nT}\n|fn c() {}",
        );
        check("Rust", "T#[cfg(test)]\nTmod tests;\n|mod a;");
        check("Rust", "T#[test]\nT#[ignore]\nTfn a() -> [u8; 2] {\nT    [1; 2]\nT}\n|fn b() {}");
        check(
            "Rust",
            "T#[ignore]\nT#[tokio::test(flavor = \"x\")]\nTasync fn a() {\nT}\n|fn b() {}",
        );
        check("Rust", "T#[cfg(all(test, unix))]\nTuse a::{b, c};\n|use d;");
        check("Rust", "|#[cfg(not(test))]\n|fn a() {}\n|#[cfg(feature = \"test\")]\n|fn b() {}");
        check("Rust", "|struct A {\nT    #[cfg(test)]\nT    b: u8,\n|    c: u8,\n|}");
        check("Rust", "|#[derive(Debug)]\n|struct Test;\n|fn latest() {}");
        check("Rust", "T#![cfg(test)]\nTfn a() {}\nT");
        check("Rust", "T#[cfg(any(test, feature = \"x\"))]\nTpub fn a<B, C>() {\nT}\n|fn b() {}");
    }

    #[test]
    fn rust_tests_its_documentation() {
        check("Rust", "|/// Text.\nT/// ```\nT/// a();\nT/// ```\n|/// More.\n|fn a() {}");
        check("Rust", "|//! ```text\n|//! a\n|//! ```\nT//! ```rust,no_run\nT//! b();\nT//! ```");
        check("Rust", "|// ```\n|// a\n|// ```\n|/// ```ignore\n|/// b\n|/// ```\n|fn a() {}");
        check("Rust", "T/// ```\nT/// a();\n|fn a() {}");
    }

    #[test]
    fn others_keep_tests_inside_too() {
        check("Zig", "|const a = 1;\nTtest \"x\" {\nT    a();\nT}\n|const test_b = 2;");
        check("D", "|int a;\nTunittest {\nT    a();\nT}\n|int b;");
        check("TypeScript", "|a()\nTif (import.meta.vitest) {\nT  it('b', () => {})\nT}\n|c()");
        check(
            "Python",
            "|def f():\n|    '''Text.\n|\nT    >>> f()\nT    1\n|\n|    More.'''\n|a >>> b",
        );
        check("Elixir", "|@doc \"\"\"\nT    iex> a()\nT    1\n|\n|\"\"\"\n|def a, do: 1");
    }

    #[test]
    fn some_languages_keep_tests_inside() {
        assert!(keeps_tests_inside(Language::named("Rust", true)));
        assert!(!keeps_tests_inside(Language::named("Go", true)));
    }
}
