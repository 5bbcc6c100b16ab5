//! What there are schemas of.

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WrittenAs {
    /// Reports of every job: git-coach.report/1
    Report,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// A practice
    Practice,
    /// Settings: .git-coach.toml
    Config,
}
