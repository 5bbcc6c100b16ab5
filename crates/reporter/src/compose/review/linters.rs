//! What linters say of the changed lines: their pattern, and not each of their findings.

use git_coach_model::{Evidence, ToolFindings, ToolRule};

use crate::page::{Block, Line};
use crate::words;

/// How many rules are named where none stands out.
const MOST_RULES: usize = 3;

/// The pattern of the findings on changed lines; nothing where there are none.
pub(super) fn linters(findings: &ToolFindings) -> Option<Block> {
    let first = findings.rules.first()?;
    let all = findings.on_changed_lines;
    let of_first = u32::try_from(first.places.len()).unwrap_or(u32::MAX);
    let heading = Line::new().strong("From the linters:").text(" ");
    let lines = if all == 1 {
        vec![heading.text("one finding on the changed lines, ").line(rule(first)).line(told(first))]
    } else if of_first > 1 && of_first * 2 >= all {
        let share = if of_first == all {
            format!("all {all} findings on the changed lines are of one rule, ")
        } else {
            format!("{of_first} of the {all} findings on the changed lines are of one rule, ")
        };
        let ask = Line::new().emphasis("Ask:").text(" Is there one decision behind them?");
        vec![heading.text(share).line(rule(first)).line(told(first)), ask]
    } else {
        let rules = u64::try_from(findings.rules.len()).unwrap_or(u64::MAX);
        let tool = findings.rules.iter().all(|rule| rule.tool == first.tool).then_some(&first.tool);
        let named = findings.rules.iter().take(MOST_RULES).map(|one| match tool {
            Some(_) => Line::new().path(&one.rule),
            None => rule(one),
        });
        let others = (findings.rules.len() > MOST_RULES).then(|| Line::from("others"));
        let listed = words::list(named.chain(others)).text(".");
        let found = heading.text(words::count(all.into(), "finding", "findings"));
        let found = tool.map_or(found.clone(), |tool| found.text(" of ").name(tool));
        let of = words::count(rules, "rule", "rules");
        vec![found.text(format!(" on the changed lines, of {of}: ")).line(listed)]
    };
    Some(Block::Lines(lines))
}

/// "`unwrap_used` of clippy".
fn rule(rule: &ToolRule) -> Line {
    Line::new().path(&rule.rule).text(" of ").name(&rule.tool)
}

/// What the tool says of the first, where that is, and where the rule is explained.
fn told(rule: &ToolRule) -> Line {
    let mut line = Line::new();
    if !rule.message.trim().is_empty() {
        line = line.text(": ").quoted(rule.message.trim());
    }
    if let Some(Evidence { path, line: Some(number), .. }) = rule.places.first() {
        let at = if rule.places.len() > 1 { ", first in " } else { " in " };
        line = line.text(at).path(format!("{path}:{number}"));
    }
    line = line.text(".");
    match &rule.help {
        Some(help) => line.text(" See ").path(help).text("."),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::harmless::plain;

    fn said(rules: &[(&str, u32)]) -> Vec<String> {
        let place = |line| Evidence { path: "src/a.rs".into(), line: Some(line), text: None };
        let rules: Vec<ToolRule> = rules
            .iter()
            .map(|(name, count)| ToolRule {
                tool: "clippy".to_owned(),
                rule: (*name).to_owned(),
                message: "it panics".to_owned(),
                help: Some(format!("https://example.org/{name}")),
                places: (1..=*count).map(place).collect(),
            })
            .collect();
        let on_changed_lines = rules.iter().map(|rule| rule.places.len() as u32).sum();
        let found = linters(&ToolFindings { on_changed_lines, elsewhere: 9, rules });
        match found {
            Some(Block::Lines(lines)) => lines.iter().map(plain).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn one_rule_that_stands_out_is_told() {
        assert_eq!(
            said(&[("unwrap", 3), ("expect", 2)]),
            [
                "From the linters: 3 of the 5 findings on the changed lines are of one rule, \
                 unwrap of clippy: it panics, first in src/a.rs:1. See \
                 https://example.org/unwrap.",
                "Ask: Is there one decision behind them?"
            ]
        );
        assert!(said(&[("unwrap", 2)])[0].contains("all 2 findings on the changed lines are of"));
        assert_eq!(
            said(&[("unwrap", 1)]),
            ["From the linters: one finding on the changed lines, unwrap of clippy: it panics in \
              src/a.rs:1. See https://example.org/unwrap."]
        );
    }

    #[test]
    fn many_rules_are_named_and_none_is_silence() {
        assert_eq!(
            said(&[("a", 1), ("b", 1), ("c", 1), ("d", 1)]),
            [
                "From the linters: 4 findings of clippy on the changed lines, of 4 rules: a, b, c and \
              others."
            ]
        );
        assert_eq!(said(&[]), Vec::<String>::new());
    }
}
