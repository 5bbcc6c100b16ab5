//! The arguments of `git coach brief`.

use std::path::{Path, PathBuf};

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};

use super::Out;

#[derive(Args, Debug)]
pub(crate) struct Brief {
    /// The window by its ends, as in v1.0..v1.1: what came after the first, up to the last; or
    /// repositories, for one briefing on all of them
    #[arg(value_name = "RANGE|REPO", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) what: Vec<String>,
    /// Brief on all repositories that FILE lists, one path a line
    #[arg(long, value_name = "FILE", conflicts_with = "what")]
    pub(crate) repos: Option<PathBuf>,
    /// The first moment, as git reads it, or as in 30d, 2w, 6m, 1y [default: 30 days before the
    /// last, or more where little happened]
    #[arg(long, value_name = "DATE", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) since: Option<String>,
    /// The last moment [default: that of the newest commit]
    #[arg(long, value_name = "DATE", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) until: Option<String>,
    /// What came after the newest tag before the last commit
    #[arg(long, conflicts_with_all = ["since", "until"])]
    pub(crate) since_last_tag: bool,
    /// Read REV instead of HEAD
    #[arg(long, value_name = "REV", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) at: Option<String>,
    /// Whom it is for
    #[arg(long, value_enum, default_value = "team", value_name = "WHOM")]
    pub(crate) audience: Audience,
    /// Replace every identity by a stable pseudonym, and lead nowhere
    #[arg(long)]
    pub(crate) anonymous: bool,
    /// How long the meeting is [default: as long as it needs, half an hour at most]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(10..=240))]
    pub(crate) minutes: Option<u32>,
    /// Say what became of the themes of an earlier briefing, kept with `--output last.json`
    #[arg(long, value_name = "FILE")]
    pub(crate) previous: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) out: Out,
}

/// What a briefing is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// The repository here.
    Here,
    /// What lies between two revisions of it.
    Between(String, String),
    /// These repositories.
    Repositories(Vec<PathBuf>),
}

impl Brief {
    /// What it is about, as the command line says: a range, unless there is a folder of that name.
    /// None where one argument is neither.
    pub(crate) fn about(&self) -> Option<About> {
        let repositories = || About::Repositories(self.what.iter().map(PathBuf::from).collect());
        match self.what.as_slice() {
            [] => Some(About::Here),
            [one] if !Path::new(one).exists() => range(one),
            _ => Some(repositories()),
        }
    }
}

/// Both ends of `A..B`; HEAD where the last is left out.
fn range(text: &str) -> Option<About> {
    let (first, last) = text.split_once("..").filter(|(first, last)| {
        !first.is_empty() && !last.starts_with('.') && !last.contains("..")
    })?;
    let last = if last.is_empty() { "HEAD" } else { last };
    Some(About::Between(first.to_owned(), last.to_owned()))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Audience {
    /// The team in one room: places and questions, nobody's name and no change as a bad example
    Team,
    /// The lead, to prepare: also the changes behind a theme, whom to bring in, what to decide
    Lead,
    /// Those who wait for the work: plain words, without paths, persons and jargon
    Stakeholders,
}

impl From<Audience> for git_coach_reporter::report::Audience {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Team => Self::Team,
            Audience::Lead => Self::Lead,
            Audience::Stakeholders => Self::Stakeholders,
        }
    }
}
