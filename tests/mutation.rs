//! Every condition and every pattern of every practice matters: with one of them turned around, an
//! example of the file comes to something else.

#![expect(clippy::unwrap_used, reason = "a rule file that cannot be read is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};

use git_coach_analyzer::examples;
use git_coach_practices::{Library, PracticeFile};
use toml::{Table, Value};

/// What no line and no path is.
const NEVER_MATCHES: &str = r"[^\s\S]";
const NEVER_A_PATH: &str = "\u{1}";

#[test]
fn examples_notice_every_mutation() {
    let files = practice_files();
    let mut unnoticed = Vec::new();
    let mut count = 0;
    for (path, text) in &files {
        for mutant in mutants(text) {
            count += 1;
            if !is_noticed(&files, path, &mutant.text) {
                unnoticed.push(format!("{path}: {}", mutant.what));
            }
        }
    }
    assert!(count > 40, "only {count} mutants of {} files", files.len());
    assert!(unnoticed.is_empty(), "no example notices\n{}", unnoticed.join("\n"));
}

/// Whether the examples of a practice, or the reading of its file, tell the mutant from the rule.
fn is_noticed(files: &[(String, String)], path: &str, mutant: &str) -> bool {
    // The others only lend their names, for those that yield to them.
    let files: Vec<PracticeFile<'_>> = files
        .iter()
        .map(|(name, _)| PracticeFile { path: name, text: if name == path { mutant } else { "" } })
        .collect();
    let (library, mistakes) = Library::read(&files);
    let own = mistakes.iter().find(|mistake| mistake.place.file == path);
    assert!(own.is_none(), "{}\n{mutant}", own.map(ToString::to_string).unwrap_or_default());
    let rule = library
        .rules()
        .find(|rule| path.strip_suffix(".toml") == Some(rule.practice.id.as_str()))
        .unwrap();
    !examples::check(rule).is_empty()
}

fn practice_files() -> Vec<(String, String)> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules");
    let mut paths: Vec<PathBuf> = fs::read_dir(&rules)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&rules).unwrap().to_str().unwrap().replace('\\', "/");
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

struct Mutant {
    what: String,
    text: String,
}

/// All files that differ from `text` in one turned condition or one pattern that never fits.
fn mutants(text: &str) -> Vec<Mutant> {
    let whole: Table = text.parse().unwrap();
    ["applies", "present", "missing", "praised"]
        .into_iter()
        .filter_map(|section| Some((section, whole.get(section)?)))
        .flat_map(|(section, condition)| {
            of_condition(condition).into_iter().map(move |(what, mutated)| (section, what, mutated))
        })
        .map(|(section, what, mutated)| {
            let mut table = whole.clone();
            table.insert(section.to_owned(), mutated);
            Mutant { what: format!("{section}: {what}"), text: table.to_string() }
        })
        .collect()
}

/// Each way to turn one part of a condition around, with what was turned.
fn of_condition(condition: &Value) -> Vec<(String, Value)> {
    let Some(table) = condition.as_table() else {
        return Vec::new();
    };
    let mut mutants = Vec::new();
    for (key, value) in table {
        mutants.push((format!("not {key} = {value}"), with_negated(table, key, value)));
        let inner: Vec<(String, Value)> = match (key.as_str(), value) {
            ("all" | "any", Value::Array(items)) => each_item(items, of_condition),
            ("not" | "repository", _) => of_condition(value),
            _ => of_patterns(key, value),
        };
        mutants.extend(inner.into_iter().map(|(what, mutated)| {
            let mut table = table.clone();
            table.insert(key.clone(), mutated);
            (what, Value::Table(table))
        }));
    }
    mutants
}

/// The condition with one of its keys negated.
fn with_negated(table: &Table, key: &str, value: &Value) -> Value {
    let mut rest = table.clone();
    rest.remove(key);
    let negated = match (key, value) {
        ("not", inner) => inner.clone(),
        _ => table_of("not", table_of(key, value.clone())),
    };
    if rest.is_empty() {
        return negated;
    }
    table_of("all", Value::Array(vec![Value::Table(rest), negated]))
}

/// Each way to take the sense out of one pattern below a fact.
fn of_patterns(key: &str, value: &Value) -> Vec<(String, Value)> {
    match value {
        Value::Table(table) => table
            .iter()
            .flat_map(|(key, value)| {
                of_patterns(key, value).into_iter().map(move |(what, mutated)| {
                    let mut table = table.clone();
                    table.insert(key.clone(), mutated);
                    (what, Value::Table(table))
                })
            })
            .collect(),
        Value::Array(items) if ["matches", "unless", "any", "path"].contains(&key) => {
            let never = if ["any", "path"].contains(&key) { NEVER_A_PATH } else { NEVER_MATCHES };
            each_item(items, |item| {
                vec![(format!("without {key} {item}"), Value::String(never.to_owned()))]
            })
        }
        _ => Vec::new(),
    }
}

fn each_item(
    items: &[Value],
    mutate: impl Fn(&Value) -> Vec<(String, Value)>,
) -> Vec<(String, Value)> {
    items
        .iter()
        .enumerate()
        .flat_map(|(at, item)| {
            mutate(item).into_iter().map(move |(what, mutated)| {
                let mut items = items.to_vec();
                items[at] = mutated;
                (what, Value::Array(items))
            })
        })
        .collect()
}

fn table_of(key: &str, value: Value) -> Value {
    Value::Table(Table::from_iter([(key.to_owned(), value)]))
}
