//! The conditions of a practice file in words, for people who want to know what it looks for.
//!
//! It reads the file's tables once more: compiled conditions know how to decide, and no names.

use git_coach_model::{Area, Change, Commit, Repository, Scope};
use toml::de::{DeTable, DeValue};

use crate::Filed;
use crate::facts::{self, Subject};
use crate::read::Node;

/// One table of conditions: `[applies]`, `[present]`, `[missing]` or `[praised]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Which table.
    pub table: &'static str,
    /// What all has to hold, each as a phrase.
    pub all: Vec<String>,
}

/// The tables of a practice in words, in the order in which they are asked.
pub fn clauses(filed: &Filed) -> Vec<Clause> {
    let Ok(document) = DeTable::parse(&filed.text) else {
        return Vec::new();
    };
    let scope = filed.rule.practice.scope;
    ["applies", "present", "missing", "praised"]
        .into_iter()
        .filter_map(|table| {
            let node = document.get_ref().get(table)?;
            Some(Clause { table, all: conjuncts(node, scope) })
        })
        .collect()
}

/// The phrases that have to hold together.
fn conjuncts(node: &Node<'_>, scope: Scope) -> Vec<String> {
    let Some(table) = node.get_ref().as_table() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (key, value) in table {
        match (key.get_ref().as_ref(), value.get_ref().as_array()) {
            ("all", Some(list)) => all.extend(list.iter().flat_map(|one| conjuncts(one, scope))),
            (name, _) => all.extend(key_phrases(name, value, scope)),
        }
    }
    all
}

fn key_phrases(name: &str, value: &Node<'_>, scope: Scope) -> Vec<String> {
    match (name, value.get_ref().as_array()) {
        ("any" | "all", Some(list)) => {
            let joint = if name == "any" { " or " } else { " and " };
            let parts: Vec<String> = list.iter().map(|one| grouped(one, scope)).collect();
            vec![parts.join(joint)]
        }
        ("not", _) => vec![format!("not {}", grouped(value, scope))],
        ("repository", _) if scope != Scope::Repository => conjuncts(value, Scope::Repository)
            .into_iter()
            .map(|phrase| format!("in the repository, {phrase}"))
            .collect(),
        _ => fact_phrases(name, value, scope),
    }
}

/// A condition as one phrase, in brackets where it has more than one part.
fn grouped(node: &Node<'_>, scope: Scope) -> String {
    let parts = conjuncts(node, scope);
    match parts.as_slice() {
        [one] if one.contains(" or ") || one.contains(" and ") => format!("({one})"),
        [one] => one.clone(),
        parts => format!("({})", parts.join(" and ")),
    }
}

fn fact_phrases(name: &str, value: &Node<'_>, scope: Scope) -> Vec<String> {
    let is_fact = match scope {
        Scope::Commit => is_fact::<Commit>(name, value),
        Scope::Change => is_fact::<Change>(name, value),
        Scope::Repository => is_fact::<Repository>(name, value),
        Scope::Area => is_fact::<Area>(name, value),
    };
    match value.get_ref().as_table() {
        Some(table) if !is_fact => table
            .iter()
            .flat_map(|(key, value)| {
                fact_phrases(&format!("{name}.{}", key.get_ref()), value, scope)
            })
            .collect(),
        _ => vec![phrase(name, value.get_ref())],
    }
}

/// Whether `value` is the test of the fact `name`, and not a table of longer names.
fn is_fact<S: Subject>(name: &str, value: &Node<'_>) -> bool {
    let longer = |key: &str| facts::find::<S>(&format!("{name}.{key}")).is_some();
    let is_group = value
        .get_ref()
        .as_table()
        .is_some_and(|table| table.iter().any(|(key, _)| longer(key.get_ref())));
    facts::find::<S>(name).is_some() && !is_group
}

fn phrase(name: &str, value: &DeValue<'_>) -> String {
    match value {
        DeValue::Boolean(true) => format!("`{name}` holds"),
        DeValue::Boolean(false) => format!("`{name}` does not hold"),
        DeValue::Table(tests) => {
            // What is looked for first, then where.
            let mut tests: Vec<(&str, &DeValue<'_>)> = tests
                .iter()
                .map(|(key, value)| (key.get_ref().as_ref(), value.get_ref()))
                .collect();
            let rank = |key: &str| {
                ["matches", "unless", "in", "role", "path", "outside"]
                    .iter()
                    .position(|one| *one == key)
            };
            tests.sort_by_key(|(key, _)| rank(key));
            let parts: Vec<String> =
                tests.into_iter().map(|(key, value)| test(key, value)).collect();
            format!("`{name}` {}", parts.join(", "))
        }
        _ => format!("`{name}` is {}", listed(value, " or ")),
    }
}

fn test(key: &str, value: &DeValue<'_>) -> String {
    match key {
        "at-least" | "at-most" => format!("is {} {}", key.replace('-', " "), plain(value)),
        "above-percentile" => {
            format!("is larger than in {} of 100 changes before it", plain(value))
        }
        "matches" => format!("match {}", listed(value, " or ")),
        "unless" => format!("but not {}", listed(value, " or ")),
        "any" => format!("match {}", listed(value, " or ")),
        "in" => match plain(value).as_str() {
            "code" => "in code".to_owned(),
            place => format!("in a {place}"),
        },
        "role" => format!("in {} files", listed_plain(value)),
        "path" => format!("in {}", listed(value, " or ")),
        "outside" => format!("outside of {}", listed(value, " and ")),
        "unless-above" => "the comment right above counting along".to_owned(),
        "unless-below" => "the rest of its comment counting along".to_owned(),
        "unless-beside" => {
            format!("but not right beside changed lines that match {}", listed(value, " or "))
        }
        "net" => "more of them than on the other side".to_owned(),
        "secret" => "which are not shown".to_owned(),
        _ => format!("{key} {}", listed(value, " or ")),
    }
}

/// One value or a list of them, each quoted as code.
fn listed(value: &DeValue<'_>, joint: &str) -> String {
    let quoted = |value: &DeValue<'_>| format!("`{}`", plain(value));
    match value {
        DeValue::Array(list) => {
            list.iter().map(|one| quoted(one.get_ref())).collect::<Vec<_>>().join(joint)
        }
        one => quoted(one),
    }
}

fn listed_plain(value: &DeValue<'_>) -> String {
    match value {
        DeValue::Array(list) => {
            list.iter().map(|one| plain(one.get_ref())).collect::<Vec<_>>().join(", ")
        }
        one => plain(one),
    }
}

fn plain(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        other => other.type_str().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Library;

    fn check(id: &str, table: &str, expected: &[&str]) {
        let library = Library::built_in().unwrap_or_default();
        let filed = library.find(id).unwrap_or_else(|| panic!("{id}"));
        let clauses = clauses(filed);
        let clause = clauses.iter().find(|clause| clause.table == table).unwrap();
        assert_eq!(clause.all, expected);
    }

    #[test]
    fn says_what_a_practice_looks_for() {
        check("ownership/knowledge-is-shared", "present", &["`people` is at least 2"]);
        check(
            "size/change-is-reviewable",
            "present",
            &[
                "`size` is at most 400 or `size-added` is at most 200 or `size-per-file` is at most 6 or (`size` is at most 1000 and not `size` is larger than in \
               80 of 100 changes before it)",
            ],
        );
    }

    #[test]
    fn says_what_lines_it_looks_for_and_then_where() {
        let library = Library::built_in().unwrap_or_default();
        let filed = library.find("debt/markers-are-tracked").unwrap();
        let clauses = clauses(filed);
        let missing = clauses.iter().find(|clause| clause.table == "missing").unwrap();
        let phrase = &missing.all[0];
        let at = |part: &str| phrase.find(part).unwrap_or_else(|| panic!("{part}: {phrase}"));
        assert!(at("match `") < at("but not `") && at("but not `") < at("in a comment"));
    }

    #[test]
    fn every_practice_has_words_for_its_conditions() {
        for filed in Library::built_in().unwrap_or_default().filed() {
            let clauses = clauses(filed);
            assert!(!clauses.is_empty(), "{}", filed.rule.practice.id);
            for clause in clauses {
                assert!(!clause.all.is_empty(), "{}", filed.rule.practice.id);
                assert!(clause.all.iter().all(|one| one.contains('`')), "{:?}", clause.all);
            }
        }
    }
}
