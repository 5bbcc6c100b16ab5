//! What there are schemas of.

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WrittenAs {
    /// Reports of every job: git-coach.report/1
    Report,
    /// What `git coach ci --save` writes: git-coach.saved/1
    Saved,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// A practice
    Practice,
    /// Settings: .git-coach.toml
    Config,
}
