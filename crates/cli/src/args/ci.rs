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
    #[arg(long)]
    pub(crate) deepen: bool,
    #[command(flatten)]
    pub(crate) post: Post,
    /// Make the briefing as on a schedule, where the pipeline does not tell what started it
    #[arg(long, conflicts_with_all = ["base", "head"])]
    pub(crate) scheduled: bool,
    /// On a schedule, keep the briefing in an issue that is opened as TITLE, and edited in place
    #[arg(long, value_name = "TITLE", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) issue: Option<String>,
    /// Write what was seen to FILE, for `git coach post` in a run with rights
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
    /// The format of an `--output PATH` that names none
    #[arg(long, value_enum, value_name = "FORMAT", requires = "output")]
    pub(crate) format: Option<CiFormat>,
    /// Write it to a file as well: FORMAT is sarif, code-quality, code-insights, junit,
    /// annotations, markdown, html, terminal or json; may be given several times. A plain PATH
    /// goes with `--format`
    #[arg(long, short, value_name = "FORMAT=FILE|PATH", value_parser = output)]
    pub(crate) output: Vec<Output>,
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
    /// What tells this comment from one of another job on the same request [default: one for all
    /// jobs, but for those with a configuration or a folder of their own]
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) scope: Option<String>,
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

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Output {
    /// Its format; none where `--format` tells.
    format: Option<CiFormat>,
    path: PathBuf,
}

impl Ci {
    /// The files to write, each in its format.
    ///
    /// # Errors
    /// What is wrong, where a path has no format or a format no path.
    pub(crate) fn files(&self) -> Result<Vec<(CiFormat, PathBuf)>, String> {
        if self.format.is_some() && self.output.iter().all(|one| one.format.is_some()) {
            return Err("`--format` is for an `--output PATH`, and each here has its own".into());
        }
        let file = |one: &Output| {
            let format = one
                .format
                .or(self.format)
                .ok_or_else(|| format!("`--output {}` has no format", one.path.display()))?;
            Ok((format, one.path.clone()))
        };
        self.output.iter().map(file).collect()
    }

    /// How files are asked for.
    pub(crate) fn how_to_name_files() -> String {
        let values = CiFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let names: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
        format!(
            "write `--output FORMAT=FILE`, or `--format FORMAT --output PATH`, where FORMAT is one of {}",
            names.join(", ")
        )
    }
}

fn output(text: &str) -> Result<Output, String> {
    let (format, path) = match text.split_once('=') {
        // A file of such a name is written with its folder: `./a=b`.
        Some((format, path)) if format.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-') => {
            let format = CiFormat::from_str(format, false);
            (Some(format.map_err(|_| Ci::how_to_name_files())?), path)
        }
        _ => (None, text),
    };
    if path.is_empty() {
        return Err(Ci::how_to_name_files());
    }
    Ok(Output { format, path: PathBuf::from(path) })
}
