//! What other tools say of the lines of a change.

use serde::{Deserialize, Serialize};

use crate::Evidence;

/// What coverage reports say of the lines that a change added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoveredLines {
    /// How many of them can be run, by the reports.
    pub measured: u32,
    /// Those of them that no test ran.
    pub not_run: Vec<Evidence>,
}

/// What linters found in the files of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToolFindings {
    /// How many of their findings point at lines that the change added.
    pub on_changed_lines: u32,
    /// How many point elsewhere.
    pub elsewhere: u32,
    /// The findings on changed lines by rule, the most frequent first.
    pub rules: Vec<ToolRule>,
}

/// The findings on changed lines of one rule of a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolRule {
    /// The tool's name.
    pub tool: String,
    /// The rule's id.
    pub rule: String,
    /// What the tool says of the first of them.
    pub message: String,
    /// Where the rule is explained, a web address; none where the tool does not tell.
    pub help: Option<String>,
    /// The places, in the order of paths and lines.
    pub places: Vec<Evidence>,
}
