//! What `.gitattributes` files say about roles.
//!
//! Owns the reading of such files and their rules: a pattern without a slash holds for names
//! anywhere below its file, one with a slash is anchored at the file's folder, later lines and
//! deeper files win. Only the three attributes of Linguist that name a role are looked at; macros
//! and patterns that git would not read are passed over.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// What is said about one path: a role, its opposite, or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) vendored: Option<bool>,
    pub(super) generated: Option<bool>,
    pub(super) documentation: Option<bool>,
}

/// What one line says; outer: whether it speaks about the attribute, inner: what.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    vendored: Option<Option<bool>>,
    generated: Option<Option<bool>>,
    documentation: Option<Option<bool>>,
}

/// The lines of all files that say something about roles, the strongest last.
#[derive(Clone, Debug, Default)]
pub(super) struct Attributes {
    patterns: GlobSet,
    lines: Vec<Line>,
}

impl Attributes {
    pub(super) fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut files: Vec<(&str, &str)> =
            files.into_iter().map(|(folder, text)| (folder.trim_matches('/'), text)).collect();
        files.sort_by_key(|(folder, _)| {
            (folder.split('/').filter(|part| !part.is_empty()).count(), *folder)
        });
        let mut patterns = GlobSetBuilder::new();
        let mut lines = Vec::new();
        for (folder, text) in files {
            for (pattern, line) in text.lines().filter_map(parse) {
                let glob = GlobBuilder::new(&anchored(folder, &pattern))
                    .literal_separator(true)
                    .backslash_escape(true)
                    .build();
                if let Ok(glob) = glob {
                    patterns.add(glob);
                    lines.push(line);
                }
            }
        }
        match patterns.build() {
            Ok(patterns) => Self { patterns, lines },
            Err(_) => Self::default(),
        }
    }

    pub(super) fn of(&self, path: &str) -> Said {
        let mut said = Said::default();
        if self.lines.is_empty() {
            return said;
        }
        let mut matching = self.patterns.matches(path);
        matching.sort_unstable();
        for line in matching.into_iter().filter_map(|at| self.lines.get(at)) {
            said.vendored = line.vendored.unwrap_or(said.vendored);
            said.generated = line.generated.unwrap_or(said.generated);
            said.documentation = line.documentation.unwrap_or(said.documentation);
        }
        said
    }
}

fn parse(line: &str) -> Option<(String, Line)> {
    let line = line.trim();
    if line.is_empty() || line.starts_with(['#', '!']) || line.starts_with("[attr]") {
        return None;
    }
    let (pattern, words) = match line.strip_prefix('"') {
        Some(quoted) => {
            let end = quoted.find('"')?;
            (quoted.get(..end)?, quoted.get(end + 1..)?)
        }
        None => line.split_once([' ', '\t'])?,
    };
    let mut found = Line::default();
    let mut any = false;
    for word in words.split_whitespace() {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(!value.eq_ignore_ascii_case("false"))),
            None => match (word.strip_prefix('-'), word.strip_prefix('!')) {
                (Some(name), _) => (name, Some(false)),
                (None, Some(name)) => (name, None),
                (None, None) => (word, Some(true)),
            },
        };
        let slot = match name {
            "linguist-vendored" => &mut found.vendored,
            "linguist-generated" => &mut found.generated,
            "linguist-documentation" => &mut found.documentation,
            _ => continue,
        };
        *slot = Some(value);
        any = true;
    }
    any.then(|| (pattern.to_owned(), found))
}

fn anchored(folder: &str, pattern: &str) -> String {
    // Braces mean nothing to git.
    let pattern = pattern.replace('{', "[{]").replace('}', "[}]");
    let folder = globset::escape(folder);
    let gap = if folder.is_empty() { "" } else { "/" };
    if pattern.contains('/') {
        format!("{folder}{gap}{}", pattern.trim_start_matches('/'))
    } else {
        format!("{folder}{gap}**/{pattern}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generated(files: &[(&str, &str)], path: &str) -> Option<bool> {
        Attributes::read(files.iter().copied()).of(path).generated
    }

    #[test]
    fn patterns_match_as_in_git() {
        let cases = [
            ("*.x linguist-generated", "a/b/c.x", Some(true)),
            ("/*.x linguist-generated", "a/c.x", None),
            ("a/*.x linguist-generated=true", "a/b/c.x", None),
            ("a/**/*.x linguist-generated", "a/b/c.x", Some(true)),
            ("a/** linguist-generated", "a/b/c.x", Some(true)),
            ("a/ linguist-generated", "a/b.x", None),
            ("b linguist-generated", "a/b/c.x", None),
            ("{a,b} linguist-generated", "a", None),
            ("\"a b\" linguist-generated", "a b", Some(true)),
            ("[attr]x linguist-generated", "x", None),
            ("# * linguist-generated", "x", None),
            ("* text=auto", "x", None),
        ];
        for (text, path, expected) in cases {
            assert_eq!(generated(&[("", text)], path), expected, "{text}");
        }
    }

    #[test]
    fn later_lines_and_deeper_files_win() {
        let root =
            ("", "*.x linguist-generated\nkeep.x -linguist-generated\nd.x !linguist-generated");
        assert_eq!(generated(&[root], "a.x"), Some(true));
        assert_eq!(generated(&[root], "keep.x"), Some(false));
        assert_eq!(generated(&[root], "d.x"), None);
        let deep = ("a/b", "*.x linguist-generated=false");
        assert_eq!(generated(&[deep, root], "a/b/c.x"), Some(false));
        assert_eq!(generated(&[deep, root], "a/c.x"), Some(true));
        assert_eq!(generated(&[("a*", "x linguist-generated")], "ab/x"), None);
    }
}
