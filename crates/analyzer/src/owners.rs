//! CODEOWNERS, by the rules of the forges that read it: which entries fit no file.
//!
//! A pattern is one of `.gitignore`, with these differences: it cannot be negated, has no ranges, and
//! `folder/*` means the files of that folder and not those of the folders in it.

use git_coach_model::{Owners, TreeFile};
use globset::{GlobBuilder, GlobMatcher};

/// Where it is looked for, the first that is there: GitHub's places in GitHub's order, then GitLab's.
const PLACES: [&str; 4] =
    [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];
/// Forges whose file of that name holds regular expressions.
const OTHERS: [&str; 2] = [".gitea/", ".forgejo/"];
/// The largest file that forges read, in bytes, and how many entries of it are looked at.
const LARGEST: usize = 3 << 20;
const MOST_ENTRIES: usize = 5000;

/// What the file of owners says of a tree; `others` are the paths that are no files, as those of
/// submodules.
pub(crate) fn of(
    files: &[TreeFile],
    others: &[String],
    read: impl Fn(usize) -> Option<String>,
) -> Option<Owners> {
    let find = |place: &&str| files.binary_search_by(|file| file.path.as_str().cmp(place)).ok();
    let Some(at) = PLACES.iter().find_map(find) else {
        return Some(Owners::default());
    };
    let begins = |start: &str| files.iter().any(|file| file.path.as_str().starts_with(start));
    if OTHERS.into_iter().any(begins) {
        return None;
    }
    let text = read(at).filter(|text| text.len() <= LARGEST)?;
    let patterns: Vec<&str> = text.lines().filter_map(pattern).collect();
    if patterns.len() > MOST_ENTRIES {
        return None;
    }
    let paths = || {
        let files = files.iter().map(|file| file.path.without_quotes());
        files.chain(others.iter().map(String::as_str))
    };
    let mut owners = Owners::default();
    for pattern in patterns {
        let Some(fits) = Pattern::read(pattern) else {
            continue;
        };
        owners.entries += 1;
        if !paths().any(|path| fits.is_match(path)) {
            owners.unmatched += 1;
            owners.first_unmatched.get_or_insert_with(|| pattern.to_owned());
        }
    }
    Some(owners)
}

/// The pattern of a line; none for comments, headings of sections, and what forges pass over.
fn pattern(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.starts_with(['#', '!', '[', '^']) {
        return None;
    }
    let mut before = ' ';
    let end = line.find(|c: char| {
        let ends = c.is_whitespace() && before != '\\';
        before = c;
        ends
    });
    let pattern = line.get(..end.unwrap_or(line.len()))?;
    (!pattern.is_empty() && !pattern.contains(['[', ']'])).then_some(pattern)
}

/// A pattern that was read.
struct Pattern {
    /// What fits the file itself.
    itself: Option<GlobMatcher>,
    /// What fits all that is below.
    below: Option<GlobMatcher>,
}

impl Pattern {
    fn read(pattern: &str) -> Option<Self> {
        let is_folder = pattern.ends_with('/');
        let body = pattern.trim_end_matches('/');
        let is_anchored = body.contains('/');
        let body = body.trim_start_matches('/');
        if body.is_empty() {
            return Some(Self { itself: glob("**"), below: None });
        }
        // Braces mean nothing to them.
        let body = body.replace('{', "[{]").replace('}', "[}]");
        let body = if is_anchored { body } else { format!("**/{body}") };
        let files_alone = is_anchored && body.ends_with("/*");
        let itself = if is_folder { None } else { Some(glob(&body)?) };
        let below = if files_alone { None } else { Some(glob(&format!("{body}/**"))?) };
        Some(Self { itself, below })
    }

    fn is_match(&self, path: &str) -> bool {
        [&self.itself, &self.below].into_iter().flatten().any(|glob| glob.is_match(path))
    }
}

fn glob(text: &str) -> Option<GlobMatcher> {
    let glob =
        GlobBuilder::new(text).literal_separator(true).backslash_escape(true).build().ok()?;
    Some(glob.compile_matcher())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::file_of_path;

    fn read(place: &str, text: Option<&str>, paths: &[&str], others: &[&str]) -> Option<Owners> {
        let mut files: Vec<TreeFile> =
            paths.iter().chain([&place]).map(|path| file_of_path((*path).into())).collect();
        files.sort_by(|left, right| left.path.cmp(&right.path));
        let others: Vec<String> = others.iter().map(|path| (*path).to_owned()).collect();
        of(&files, &others, |at| {
            assert_eq!(files[at].path.as_str(), place);
            text.map(str::to_owned)
        })
    }

    #[test]
    fn patterns_fit_as_on_the_forge() {
        for (pattern, path, expected) in [
            ("*", "a/b.rs", true),
            ("*.js", "a/b.js", true),
            ("*.js", "a/b.jsx", false),
            ("/build/logs/", "build/logs/a/b.txt", true),
            ("/build/logs/", "a/build/logs/b.txt", false),
            ("/build/logs/", "build/logs", false),
            ("docs/*", "docs/a.md", true),
            ("docs/*", "docs/b/a.md", false),
            ("apps/", "x/apps/y/z.rb", true),
            ("apps/", "apps", false),
            ("/docs/", "docs/a/b.md", true),
            ("/docs", "docs/a/b.md", true),
            ("docs/a", "x/docs/a", false),
            ("**/logs", "x/logs/a.txt", true),
            ("**/logs", "logs/a.txt", true),
            ("/scripts/**/*.sh", "scripts/a/b.sh", true),
            ("README.md", "a/README.md", true),
            ("README.md", "a/readme.md", false),
            ("/{a}/b", "{a}/b", true),
            ("/", "a", true),
            (r"/a\ b/", "a b/c", true),
        ] {
            let fits = Pattern::read(pattern).is_some_and(|it| it.is_match(path));
            assert_eq!(fits, expected, "{pattern} {path}");
        }
    }

    #[test]
    fn entries_that_fit_nothing_are_counted() {
        let text = "# who\n\n*.rs @a\n/old/ @b # gone\n[Part][2] @c\n^[Part]\n!a.rs\na[bc].rs @d\n\
                    /sub @e\n\\\ngone.txt\n";
        let owners = read(".github/CODEOWNERS", Some(text), &["a.rs"], &["sub"]).unwrap();
        assert_eq!((owners.entries, owners.unmatched), (4, 2));
        assert_eq!(owners.first_unmatched.as_deref(), Some("/old/"));
    }

    #[test]
    fn what_cannot_be_read_is_not_seen() {
        assert_eq!(read("CODEOWNERS", None, &[], &[]), None);
        assert_eq!(read("CODEOWNERS", Some("src/.* @a"), &[".gitea/a.yml"], &[]), None);
        assert_eq!(read("src/CODEOWNERS", None, &[], &[]), Some(Owners::default()));
    }
}
