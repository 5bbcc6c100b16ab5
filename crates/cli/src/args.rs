//! The arguments.

mod brief;
mod ci;
mod schema;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use git_coach_model::Level;
use git_coach_practices::{Adjustment, Selector};
use git_coach_reporter::links::LinkTemplate;
use git_coach_reporter::rows::Form;

pub(crate) use self::brief::{About, Audience, Brief};
pub(crate) use self::ci::{Ci, CiFormat, Post, PostSaved, Rung};
pub(crate) use self::schema::{SchemaOf, WrittenAs};

/// A coach for technical leads: reads a Git repository and hands you what to say.
#[derive(Debug, Parser)]
#[command(name = "git-coach", bin_name = "git coach", version, max_term_width = 100)]
#[command(after_help = "Without a command, `git coach` is `git coach brief`.\n\n\
    Exit codes: 0 done · 1 findings at or above --fail-on, or practices and settings that fail their test · 2 usage · 3 the repository, or one of several, cannot be \
    read · 4 no such revision or person · 5 nothing to look at · 6 a file cannot be read or written")]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What stands before the command, as git's own options do.
#[derive(Args, Debug)]
pub(crate) struct Global {
    /// Run as if started in PATH; may be given several times, each below the one before
    #[arg(short = 'C', value_name = "PATH")]
    pub(crate) folders: Vec<PathBuf>,
    /// Read on N threads [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
    /// Neither read nor keep facts about commits in .git/git-coach
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// Show no progress
    #[arg(long)]
    pub(crate) quiet: bool,
    /// Switch a practice off, or raise it as a note, suggestion or warning, as in
    /// tests/source-comes-with-tests=off or security/*=warning; may be given several times
    #[arg(long, global = true, value_name = "ID=LEVEL", value_parser = Adjustment::parse)]
    pub(crate) practice: Vec<Adjustment>,
    /// Hold no practice but ID, as in tests/*; may be given several times
    #[arg(long, global = true, value_name = "ID", value_parser = selector)]
    pub(crate) only: Vec<Selector>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// A briefing before a team review
    Brief(Brief),
    /// Coaching on one change
    Review(Review),
    /// In a pipeline: coaching on its change, as one comment that is edited in place
    Ci(Ci),
    /// Say what `git coach ci --save` has seen in a run without rights
    Post(PostSaved),
    /// Notes for a one-to-one with one colleague (private)
    Notes(Notes),
    /// Facts as rows, for other tools
    Facts(Facts),
    /// What is kept about the commits of this repository, so that it need not be read again
    #[command(subcommand)]
    Cache(Cache),
    /// The practices: what they are, whether they are right, what they point at
    #[command(subcommand)]
    Practices(Practices),
    /// A JSON Schema of what is written with `--format json` or `--save`, for other tools
    Schema {
        /// Of what
        #[arg(value_enum)]
        what: WrittenAs,
    },
}

#[derive(Clone, Copy, Debug, Subcommand)]
pub(crate) enum Cache {
    /// Show where it is and what it holds
    Stat,
    /// Remove it; the next run reads everything again
    Clear,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Practices {
    /// All that are in force: built in, yours, the repository's
    List {
        /// The format
        #[arg(long, value_enum, default_value = "terminal", value_name = "FORMAT")]
        format: ListFormat,
    },
    /// All about one practice
    Explain {
        /// Its id, as in tests/source-comes-with-tests
        id: String,
    },
    /// Read practice files and settings strictly and run the examples; exits with 1 on any mistake,
    /// and where a setting of the repository fits nothing in it
    Test {
        /// Ids of practices, as in tests/*, files, or folders of files [default: built in, yours,
        /// the repository's]
        #[arg(value_name = "ID|PATH")]
        which: Vec<PathBuf>,
    },
    /// Print the lines that a practice would point at, were they added
    Match {
        /// The id of a practice, or a practice file
        #[arg(value_name = "ID|FILE")]
        which: String,
        /// The file with the lines [default: standard input]
        lines: Option<PathBuf>,
        /// What the lines are written in, to tell comments, strings and code apart [default: every
        /// line stands where the practice looks]
        #[arg(long, value_name = "LANGUAGE")]
        language: Option<String>,
    },
    /// What practices would have said of the last changes, beside what those of HEAD say today
    Replay {
        /// The id of a practice, as it is in the work tree, or a practice file, changed or new
        /// [default: all of the work tree's]
        #[arg(value_name = "ID|FILE")]
        which: Option<String>,
        /// How many changes of the main line
        #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
        last: u32,
        /// Read the history of REV instead of HEAD
        #[arg(long, value_name = "REV", value_parser = NonEmptyStringValueParser::new())]
        at: Option<String>,
        /// The format
        #[arg(long, value_enum, default_value = "terminal", value_name = "FORMAT")]
        format: ReplayFormat,
    },
    /// A JSON Schema of the files, for editors
    Schema {
        /// Of which files
        #[arg(value_enum)]
        what: SchemaOf,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// A list, in 80 columns
    Terminal,
    /// JSON by the schema git-coach.practices/1
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReplayFormat {
    /// How often each verdict is given, and where they differ
    Terminal,
    /// One row a subject and practice
    Csv,
    /// The same, one JSON object a line
    Jsonl,
}

/// What other tools say of the changed lines.
#[derive(Args, Debug)]
pub(crate) struct OtherTools {
    /// Say which changed lines no test ran, by a report of this very commit: LCOV, Cobertura or
    /// JaCoCo; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) coverage: Vec<PathBuf>,
    /// Say what linters found on the changed lines, by SARIF 2.1.0; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) sarif: Vec<PathBuf>,
}

/// Where a report goes and what it looks like.
#[derive(Args, Debug)]
pub(crate) struct Out {
    /// The format [default: terminal; for a file, what its ending says]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// Write to PATH instead of standard output
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// In Markdown and HTML, lead to commits at URL, with {commit} in it, or to files, with {commit}
    /// and {path}; may be given for both [default: as the forge of the remote has them]
    #[arg(long, value_name = "URL", value_parser = LinkTemplate::parse)]
    pub(crate) link_template: Vec<LinkTemplate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text in 80 columns, in colour on a terminal
    Terminal,
    /// Markdown, as forges show it
    Markdown,
    /// One HTML file that needs nothing else: to show, to send, to print
    Html,
    /// JSON by the schema git-coach.report/1
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct Review {
    /// The commits to review, as in main..HEAD, or one commit [default: from the merge base with
    /// the upstream, or with the remote's default branch, to HEAD; in a pipeline, its request]
    #[arg(conflicts_with_all = ["staged", "worktree"], value_parser = NonEmptyStringValueParser::new())]
    pub(crate) range: Option<String>,
    /// Review what is staged
    #[arg(long, conflicts_with = "worktree")]
    pub(crate) staged: bool,
    /// Review the work tree, with files that are not tracked yet
    #[arg(long)]
    pub(crate) worktree: bool,
    /// Exit with 1 if there is a note of LEVEL or above: note, suggestion or warning
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub(crate) fail_on: Option<Level>,
    #[command(flatten)]
    pub(crate) tools: OtherTools,
    #[command(flatten)]
    pub(crate) out: Out,
}

#[derive(Args, Debug)]
pub(crate) struct Notes {
    /// Whom to talk with: a name, an address, or a part of either
    #[arg(long, value_name = "WHO", required_unless_present_any = ["own", "onboarding"])]
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub(crate) person: Option<String>,
    /// Look at your own work with the same eyes
    #[arg(long = "self", conflicts_with = "person")]
    pub(crate) own: bool,
    /// For somebody new: where to start, whom to ask, what to read, what work looks like here
    #[arg(long, conflicts_with_all = ["person", "own", "prepare", "save", "previous"])]
    pub(crate) onboarding: bool,
    /// Add what to prepare before you meet; for yourself, not to be shared
    #[arg(long, conflicts_with = "own")]
    pub(crate) prepare: bool,
    /// Keep the proposed steps as Markdown with boxes to tick, to edit as you agree; the next notes
    /// say what became of them. PATH lies outside the repository; without one they are kept in a
    /// private folder of yours
    #[arg(long, value_name = "PATH", num_args = 0..=1, require_equals = true)]
    pub(crate) save: Option<Option<PathBuf>>,
    /// Say what became of the agreements that were kept in PATH [default: those that `--save` kept]
    #[arg(long, value_name = "PATH", conflicts_with = "save")]
    pub(crate) previous: Option<PathBuf>,
    /// The first moment [default: 90 days before the last; for somebody new a year]
    #[arg(long, value_name = "DATE", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) since: Option<String>,
    /// The last moment [default: that of the newest commit]
    #[arg(long, value_name = "DATE", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) until: Option<String>,
    #[command(flatten)]
    pub(crate) out: Out,
}

#[derive(Args, Debug)]
pub(crate) struct Facts {
    /// Which facts
    #[arg(value_enum)]
    pub(crate) what: What,
    /// The commits, as in v1.0..HEAD [default: the whole history of HEAD]
    #[arg(conflicts_with = "at", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) range: Option<String>,
    /// The form of the rows
    #[arg(long, value_enum, default_value = "csv", value_name = "FORM")]
    pub(crate) format: RowForm,
    /// Read the history, or the files, of REV instead of HEAD
    #[arg(long, value_name = "REV", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) at: Option<String>,
    /// Replace every identity by a stable pseudonym
    #[arg(long)]
    pub(crate) anonymous: bool,
    /// With `commits`: tell which deserve a closer look first, and name nobody
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with_all = ["anonymous", "paths"])]
    pub(crate) with: Option<With>,
    /// With `files`: tell what these paths are, one a line, from FILE or standard input; no
    /// repository is needed
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    #[arg(conflicts_with_all = ["range", "at", "anonymous"])]
    pub(crate) paths: Option<PathBuf>,
    /// Write to PATH instead of standard output
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// One row a commit
    Commits,
    /// One row a change of the main line
    Changes,
    /// One row a file of the tree
    Files,
    /// One row a file of a commit, merges left out
    Lines,
    /// One row a verdict of a practice
    Verdicts,
    /// One row an area: what happened to the files that it holds now
    Areas,
    /// One row a file of the tree: who its authors are
    Ownership,
    /// One row a pair of files that change together
    Coupling,
    /// One row a source file that is large and was rewritten much and lately, the hottest first
    Hotspots,
    /// One row: the fewest people without whom over half of the code would have no author
    TruckFactor,
    /// How large the ordinary commits are, a measure a row
    Percentiles,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum With {
    /// The share of these commits that add fewer lines, from 0 to 1; merges are left out
    Attention,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowForm {
    /// Comma-separated values with a header
    Csv,
    /// One JSON object a line
    Jsonl,
}

impl From<RowForm> for Form {
    fn from(form: RowForm) -> Self {
        match form {
            RowForm::Csv => Self::Csv,
            RowForm::Jsonl => Self::JsonLines,
        }
    }
}

fn selector(text: &str) -> Result<Selector, String> {
    Selector::parse(text).ok_or_else(|| "write folder/name, or folder/*".to_owned())
}

pub(crate) fn level(text: &str) -> Result<Level, String> {
    text.parse().map_err(|_| format!("one of {}", Level::NAMES.join(", ")))
}

/// The arguments with `brief` put in where no command is named.
pub(crate) fn with_command(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let command = Arguments::command();
    let takes_value = |text: &str| {
        command.get_arguments().any(|arg| {
            let named = arg.get_long().is_some_and(|long| text == format!("--{long}"))
                || arg.get_short().is_some_and(|short| text == format!("-{short}"));
            named && arg.get_action().takes_values()
        })
    };
    let is_global = |text: &str| {
        command.get_arguments().any(|arg| {
            let long = arg.get_long().map(|long| format!("--{long}"));
            let short = arg.get_short().map(|short| format!("-{short}"));
            long.is_some_and(|long| text == long || text.starts_with(&format!("{long}=")))
                || short.is_some_and(|short| text.starts_with(&short) && !text.starts_with("--"))
        })
    };
    let mut at = 1;
    while let Some(text) = arguments.get(at).map(|text| text.to_string_lossy().into_owned()) {
        if !is_global(&text) {
            break;
        }
        at += if takes_value(&text) { 2 } else { 1 };
    }
    let first = arguments.get(at).map(|text| text.to_string_lossy().into_owned());
    let answered = |text: &str| {
        ["-h", "--help", "-V", "--version", "help"].contains(&text) || !text.starts_with('-')
    };
    if !first.is_some_and(|text| answered(&text)) {
        arguments.insert(at.min(arguments.len()), "brief".into());
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &[&str], expected: &[&str]) {
        let whole = |words: &[&str]| -> Vec<OsString> {
            std::iter::once("git-coach").chain(words.iter().copied()).map(OsString::from).collect()
        };
        assert_eq!(with_command(whole(given)), whole(expected));
    }

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_briefing_is_what_no_command_means() {
        check(&[], &["brief"]);
        check(&["--since", "30d"], &["brief", "--since", "30d"]);
        check(&["-C", "there"], &["-C", "there", "brief"]);
        check(&["-Cthere", "--quiet", "-o", "x"], &["-Cthere", "--quiet", "brief", "-o", "x"]);
        check(&["--threads=2", "review"], &["--threads=2", "review"]);
        check(&["--threads", "2", "--at", "x"], &["--threads", "2", "brief", "--at", "x"]);
        check(&["--help"], &["--help"]);
        check(&["reviw"], &["reviw"]);
    }
}
