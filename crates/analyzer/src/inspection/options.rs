//! Options of a command line, and whether documents name them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use git_coach_model::{ChangedLine, Evidence, FileChange, FileStatus, RepoPath, Role};
use regex::Regex;

use super::{After, place, seen};
use crate::pattern::literal;

/// How many other options of the same file, and how many in a hundred of them, documents have to
/// name before they are expected to name all. Our own figures.
const OTHERS: usize = 5;
const SHARE: usize = 80;

/// Where an option gets its name: argparse and click, flags of Go, clap, commander and yargs, and
/// git's own.
static DEFINED: LazyLock<Regex> = LazyLock::new(|| {
    literal(concat!(
        r#"\b(?:add_argument|add_option|option)\(\s*(?:["']-\w["'],\s*)?["'](?:-\w,? )?--([a-z][\w-]+)"#,
        r#"|\b[Ff]lags(?:\(\))?\.\w+\((?:&[\w.]+,\s*)?"([a-z][\w.-]+)""#,
        r#"|\.Flag\("([a-z][\w.-]+)",|\blong\("([a-z][\w-]+)"\)|\blong ?= ?"([a-z][\w-]+)""#,
        r#"|\bOPT_[A-Z_]+\(\s*(?:0|'.'),\s*"([a-z][\w-]+)""#,
    ))
});
/// What is meant for nobody, and what stays for those who used it before.
static HIDDEN: LazyLock<Regex> =
    LazyLock::new(|| literal(r"(?i)hidden|suppress|internal|deprecat|obsolete|experiment|no-op"));
/// An option in a text.
static NAMED: LazyLock<Regex> = LazyLock::new(|| literal(r"--(?:\[no-\]|no-)?([a-z][\w.-]*\w)"));

/// The options that come in where documents name those beside them, and those of them that no
/// document names.
pub(super) struct Options {
    pub(super) new: Option<Vec<Evidence>>,
    pub(super) undocumented: Option<Vec<Evidence>>,
}

/// Looks for options that come into source files which had others.
pub(super) fn of(files: &[FileChange], after: &dyn After) -> Options {
    let mut added: BTreeMap<&RepoPath, Vec<(String, Evidence)>> = BTreeMap::new();
    let known: BTreeSet<String> = files
        .iter()
        .filter_map(|file| file.deleted_lines.as_ref())
        .flatten()
        .filter_map(|line| name(&line.text))
        .collect();
    let changed =
        |file: &&FileChange| file.role == Role::Source && file.status == FileStatus::Modified;
    for file in files.iter().filter(changed) {
        let lines = file.added_lines.iter().flatten();
        let plain =
            |line: &&ChangedLine| !line.moved && !line.in_test && !HIDDEN.is_match(&line.text);
        for line in lines.filter(plain) {
            if let Some(name) = name(&line.text).filter(|name| !known.contains(name)) {
                added.entry(&file.path).or_default().push((name, place(file, line)));
            }
        }
    }
    if added.is_empty() {
        return Options { new: Some(Vec::new()), undocumented: Some(Vec::new()) };
    }
    let Some(documents) = after.documents() else {
        return Options { new: None, undocumented: None };
    };
    let documented: BTreeSet<&str> = documents
        .iter()
        .flat_map(|(_, text)| NAMED.captures_iter(text))
        .filter_map(|found| Some(found.get(1)?.as_str()))
        .collect();
    let is_named = |name: &str| {
        documented.contains(name.strip_prefix("no-").unwrap_or(name)) || documented.contains(name)
    };
    let (mut new, mut undocumented, mut all_seen) = (Vec::new(), Vec::new(), true);
    for (path, options) in added {
        let Some(text) = after.text(path) else {
            all_seen = false;
            continue;
        };
        let own: BTreeSet<&str> = options.iter().map(|(name, _)| name.as_str()).collect();
        let others: BTreeSet<String> = text
            .lines()
            .filter(|line| !HIDDEN.is_match(line))
            .filter_map(name)
            .filter(|name| !own.contains(name.as_str()))
            .collect();
        let named = others.iter().filter(|name| is_named(name)).count();
        if others.len() < OTHERS || named * 100 < SHARE * others.len() {
            continue;
        }
        for (name, place) in options {
            if !is_named(&name) {
                undocumented.push(place.clone());
            }
            new.push(place);
        }
    }
    Options { new: seen(new, all_seen), undocumented: seen(undocumented, all_seen) }
}

/// The name that an option gets on a line.
fn name(line: &str) -> Option<String> {
    let found = DEFINED.captures(line)?;
    found.iter().skip(1).flatten().next().map(|name| name.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Known, changed};
    use super::*;

    const TEXT: &str = "\
        add_argument('--aa')\nadd_argument('--bb')\nadd_argument('--cc')\n\
        add_argument('--dd')\nadd_argument('--ee')\nadd_argument('--new')\n";

    fn counts(
        line: &str,
        document: &'static str,
        text: Option<&'static str>,
    ) -> [Option<usize>; 2] {
        let files = [changed("src/cli.py", line, "")];
        let found = of(&files, &Known { document, text });
        [found.new, found.undocumented].map(|places| Some(places?.len()))
    }

    #[test]
    fn names_are_found_where_options_are_defined() {
        for (line, expected) in [
            ("parser.add_argument('-n', '--new', help='x')", Some("new")),
            ("@click.option(\"--dry-run\", is_flag=True)", Some("dry-run")),
            ("cmd.Flags().StringVarP(&o.x, \"title\", \"t\", \"\", \"Help\")", Some("title")),
            ("a.Flag(\"web.listen-address\", \"Help\").", Some("web.listen-address")),
            ("Arg::new(\"a\").long(\"all\")", Some("all")),
            ("#[arg(long = \"all\")]", Some("all")),
            (".option('-a, --all', 'all')", Some("all")),
            ("OPT_BOOL(0, \"quiet\", &quiet, N_(\"x\"))", Some("quiet")),
            ("print('--all')", None),
        ] {
            assert_eq!(name(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn documents_have_to_name_the_options_beside() {
        let new = "add_argument('--new')";
        let most = "--aa --bb --cc --dd";
        assert_eq!(counts(new, most, Some(TEXT)), [Some(1), Some(1)]);
        assert_eq!(counts(new, "--aa --bb --cc --dd --new", Some(TEXT)), [Some(1), Some(0)]);
        assert_eq!(counts(new, "--aa --bb --cc", Some(TEXT)), [Some(0), Some(0)]);
        assert_eq!(counts(new, most, Some("add_argument('--aa')")), [Some(0), Some(0)]);
        assert_eq!(counts(new, most, None), [None, None]);
        let hidden = "add_argument('--new', help=SUPPRESS)";
        assert_eq!(counts(hidden, most, Some(TEXT)), [Some(0), Some(0)]);
    }

    #[test]
    fn an_edited_option_is_no_new_one() {
        let edited = changed("src/cli.py", "add_argument('--new')", "add_argument('--new', x)");
        let known = Known { document: "--aa --bb --cc --dd", text: Some(TEXT) };
        assert_eq!(of(&[edited], &known).new, Some(Vec::new()));
    }
}
