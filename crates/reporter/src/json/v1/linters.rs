//! What linters say of the changed lines.

use git_coach_model::{ToolFindings, ToolRule};
use schemars::JsonSchema;
use serde::Serialize;

use super::each;
use super::review::Evidence;
use crate::harmless::plain;
use crate::page::Line;

/// How many places of one rule are listed.
const MOST_PLACES: usize = 20;

#[derive(JsonSchema, Serialize)]
pub(super) struct Linters {
    on_changed_lines: u32,
    elsewhere: u32,
    rules: Vec<Rule>,
}

impl From<&ToolFindings> for Linters {
    fn from(findings: &ToolFindings) -> Self {
        Self {
            on_changed_lines: findings.on_changed_lines,
            elsewhere: findings.elsewhere,
            rules: each(&findings.rules),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Rule {
    tool: String,
    rule: String,
    message: String,
    help: Option<String>,
    findings: usize,
    places: Vec<Evidence>,
}

impl From<&ToolRule> for Rule {
    fn from(rule: &ToolRule) -> Self {
        Self {
            tool: plain(&Line::new().name(&rule.tool)),
            rule: plain(&Line::new().path(&rule.rule)),
            message: plain(&Line::new().quoted(&rule.message)),
            help: rule.help.as_ref().map(|help| plain(&Line::new().path(help))),
            findings: rule.places.len(),
            places: rule.places.iter().take(MOST_PLACES).map(Evidence::from).collect(),
        }
    }
}
