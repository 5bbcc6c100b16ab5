//! The arguments of `git coach brief`.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};

use super::Out;

#[derive(Args, Debug)]
pub(crate) struct Brief {
    /// The window by its ends, as in v1.0..v1.1: what came after the first, up to the last
    #[arg(value_name = "RANGE", conflicts_with_all = ["since", "until", "since_last_tag", "at"])]
    #[arg(value_parser = range)]
    pub(crate) range: Option<(String, String)>,
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

/// Both ends of `A..B`; HEAD where the last is left out.
fn range(text: &str) -> Result<(String, String), String> {
    let ends = text.split_once("..").filter(|(first, last)| {
        !first.is_empty() && !last.starts_with('.') && !last.contains("..")
    });
    let (first, last) = ends.ok_or("write two ends, as in v1.0..v1.1")?;
    let last = if last.is_empty() { "HEAD" } else { last };
    Ok((first.to_owned(), last.to_owned()))
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
