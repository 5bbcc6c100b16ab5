//! What linters found, saved.

use git_coach_model::{Evidence, ToolFindings, ToolRule};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MOST, Place, short};

/// What linters found on the changed lines.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Linters {
    on_changed_lines: u32,
    elsewhere: u32,
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Rule {
    tool: String,
    rule: String,
    message: String,
    places: Vec<Place>,
}

impl From<&ToolFindings> for Linters {
    fn from(found: &ToolFindings) -> Self {
        // The most frequent rule is told with its numbers, the others by their names.
        let rule = |(at, rule): (usize, &ToolRule)| Rule {
            tool: short(&rule.tool),
            rule: short(&rule.rule),
            message: if at == 0 { short(&rule.message) } else { String::new() },
            places: rule
                .places
                .iter()
                .take(if at == 0 { MOST } else { 1 })
                .map(Place::from)
                .collect(),
        };
        Self {
            on_changed_lines: found.on_changed_lines,
            elsewhere: found.elsewhere,
            rules: found.rules.iter().take(MOST).enumerate().map(rule).collect(),
        }
    }
}

impl Linters {
    /// The findings. No address is among them: where a stranger's file leads is nobody's help.
    pub(super) fn findings(&self) -> ToolFindings {
        let rule = |rule: &Rule| ToolRule {
            tool: rule.tool.clone(),
            rule: rule.rule.clone(),
            message: rule.message.clone(),
            help: None,
            places: rule.places.iter().map(Evidence::from).collect(),
        };
        ToolFindings {
            on_changed_lines: self.on_changed_lines,
            elsewhere: self.elsewhere,
            rules: self.rules.iter().map(rule).collect(),
        }
    }

    /// How long each list is.
    pub(super) fn lengths(&self) -> impl Iterator<Item = usize> {
        [self.rules.len()].into_iter().chain(self.rules.iter().map(|rule| rule.places.len()))
    }

    /// Every text.
    pub(super) fn texts(&self) -> impl Iterator<Item = &String> {
        self.rules.iter().flat_map(|rule| {
            let places = rule.places.iter().map(|place| &place.path);
            [&rule.tool, &rule.rule, &rule.message].into_iter().chain(places)
        })
    }
}
