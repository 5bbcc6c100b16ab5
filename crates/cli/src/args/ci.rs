//! The arguments of `git coach ci`.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};
use git_coach_model::Level;

use super::{OtherTools, level};

#[derive(Args, Debug)]
pub(crate) struct Ci {
    /// What the change is to be merged into [default: as the pipeline says]
    #[arg(long, value_name = "REV", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) base: Option<String>,
    /// The last commit of the change [default: as the pipeline says]
    #[arg(long, value_name = "REV", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) head: Option<String>,
    /// Fetch what is missing of history and contents, by your git; a clone that is whole stays so
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) deepen: bool,
    #[command(flatten)]
    pub(crate) post: Post,
    /// On a schedule, keep the briefing in an issue that is opened as TITLE, and edited in place
    #[arg(long, value_name = "TITLE", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) issue: Option<String>,
    /// Write what was seen to FILE, for `git coach post` in a run with rights
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
    /// Write it to a file as well: FORMAT is sarif, code-quality, code-insights, junit,
    /// annotations, markdown, html, terminal or json; may be given several times
    #[arg(long, short, value_name = "FORMAT=FILE", value_parser = output)]
    pub(crate) output: Vec<(CiFormat, PathBuf)>,
    /// Exit with 1 if there is a note of LEVEL or above: note, suggestion or warning
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub(crate) fail_on: Option<Level>,
    #[command(flatten)]
    pub(crate) tools: OtherTools,
}

/// Which request a run is about, and how it is told.
#[derive(Args, Debug)]
pub(crate) struct Post {
    /// Print the requests that would be made to the forge, and make none
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The payload of the event, as JSON [default: as GitHub, Gitea and Forgejo say]
    #[arg(long, value_name = "FILE")]
    pub(crate) event: Option<PathBuf>,
    /// With --dry-run: the comments that are there, as the forge lists them [default: none]
    #[arg(long, value_name = "FILE", requires = "dry_run")]
    pub(crate) comments: Option<PathBuf>,
    /// The account whose comment is edited [default: that of the token]
    #[arg(long, value_name = "LOGIN", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) account: Option<String>,
    /// What tells this comment from one of another job on the same request
    #[arg(long, value_name = "NAME", default_value = "default", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) scope: String,
    /// Where to say it: there, or at the first place after it that is allowed
    #[arg(long, value_enum, value_name = "PLACE", default_value = "comment")]
    pub(crate) to: Rung,
}

#[derive(Args, Debug)]
pub(crate) struct PostSaved {
    /// What `git coach ci --save FILE` has written; anybody may have changed it
    pub(crate) report: PathBuf,
    #[command(flatten)]
    pub(crate) post: Post,
    /// Exit with 1 if there is a note of LEVEL or above: note, suggestion or warning
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub(crate) fail_on: Option<Level>,
}

/// Where a pipeline can say something, from the most helpful place down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Rung {
    /// One comment on the request, edited in place
    Comment,
    /// The summary of the step
    Summary,
    /// Annotations on the changed files
    Annotations,
    /// The log
    Log,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CiFormat {
    /// SARIF 2.1.0
    Sarif,
    /// GitLab's Code Quality
    CodeQuality,
    /// Annotations of Bitbucket's Code Insights
    CodeInsights,
    /// JUnit's XML
    Junit,
    /// Commands of GitHub Actions
    Annotations,
    /// Markdown, as forges show it
    Markdown,
    /// One HTML file that needs nothing else
    Html,
    /// Text in 80 columns
    Terminal,
    /// JSON by the schema git-coach.report/1
    Json,
}

fn output(text: &str) -> Result<(CiFormat, PathBuf), String> {
    let names = || {
        let values = CiFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        values.map(|value| value.get_name().to_owned()).collect::<Vec<_>>().join(", ")
    };
    let wanted = || format!("write FORMAT=FILE, where FORMAT is one of {}", names());
    let (format, path) = text.split_once('=').ok_or_else(wanted)?;
    let format = CiFormat::from_str(format, false).map_err(|_| wanted())?;
    if path.is_empty() {
        return Err(wanted());
    }
    Ok((format, PathBuf::from(path)))
}
