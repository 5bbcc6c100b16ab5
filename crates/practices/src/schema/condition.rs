//! Conditions: the facts of a scope as the keys of tables.

use std::collections::BTreeMap;

use git_coach_model::{Role, Scope};
use serde_json::{Map, Value, json};

use super::{number, one_or_more, properties, table, texts};
use crate::facts::{Read, Side, Subject};

/// The schemas of a condition of one scope, by their names below `$defs`.
pub(super) fn conditions<S: Subject>() -> Vec<(String, Value)> {
    let mut facts = Tree::default();
    let mut of_role = Tree::default();
    for fact in S::FACTS.iter().copied().flatten() {
        let Some(test) = test::<S>(&fact.read, fact.about) else {
            continue;
        };
        let tree = if matches!(fact.read, Read::OfRole(_)) { &mut of_role } else { &mut facts };
        tree.insert(fact.name, test);
    }
    let mut definitions = Vec::new();
    if !of_role.children.is_empty() {
        // A role that is the first part of other facts too has the facts of both.
        for role in Role::ALL.map(Role::name) {
            match facts.children.get_mut(role) {
                Some(tree) => tree.children.extend(of_role.children.clone()),
                None => {
                    let group = json!({ "$ref": format!("#/$defs/{}-files", S::SCOPE) });
                    facts.insert(role, group);
                }
            }
        }
        definitions.push((format!("{}-files", S::SCOPE), of_role.schema()));
    }
    definitions.push((S::SCOPE.to_string(), condition::<S>(facts)));
    definitions
}

/// A table of facts and of words that join them; it refers to itself as `#/$defs/SCOPE`.
fn condition<S: Subject>(facts: Tree) -> Value {
    let mut keys: Map<String, Value> =
        facts.children.into_iter().map(|(key, tree)| (key, tree.schema())).collect();
    let this = json!({ "$ref": format!("#/$defs/{}", S::SCOPE) });
    let list = |about: &str| json!({ "description": about, "type": "array", "items": this, "minItems": 1 });
    keys.insert("all".to_owned(), list("Every one of these conditions holds."));
    keys.insert("any".to_owned(), list("At least one of these conditions holds."));
    keys.insert("not".to_owned(), described("This condition does not hold.", &this));
    if S::SCOPE != Scope::Repository {
        let whole = json!({ "$ref": "#/$defs/repository" });
        keys.insert("repository".to_owned(), described("What holds for the whole.", &whole));
    }
    let mut schema = table("What has to hold; several keys mean all of them.", keys);
    schema["minProperties"] = 1.into();
    schema
}

fn described(about: &str, schema: &Value) -> Value {
    let mut schema = schema.clone();
    schema["description"] = about.into();
    schema
}

/// How a fact can be asked for; none for one that only words can show.
fn test<S: Subject>(read: &Read<S>, about: &str) -> Option<Value> {
    let test = match read {
        Read::Number(_) | Read::OfRole(_) | Read::Places(_) => range(about, S::SCOPE),
        Read::Flag(_) => json!({ "description": about, "type": "boolean" }),
        Read::Word(_, allowed) => one_or_more(about, &json!({ "enum": allowed })),
        Read::Text(_) => pattern(about),
        Read::Paths => {
            required(table(about, properties([("any", texts("Globs on whole paths."))])), "any")
        }
        Read::Lines(Side::Added | Side::Deleted) => lines(about),
        Read::Path(_) | Read::PathOfRole(_) => return None,
    };
    Some(test)
}

fn range(about: &str, scope: Scope) -> Value {
    let mut keys = properties([
        ("at-least", number("This many or more.", 0, None)),
        ("at-most", number("This many or fewer.", 0, None)),
    ]);
    if scope == Scope::Change {
        let about = "More than in so many of a hundred changes before it.";
        keys.insert("above-percentile".to_owned(), number(about, 1, Some(99)));
    }
    let mut schema = table(about, keys);
    schema["minProperties"] = 1.into();
    schema
}

const MATCHES: &str = "Regular expressions, one of which has to match.";
const UNLESS: &str = "Regular expressions, none of which may match.";

fn pattern(about: &str) -> Value {
    let keys = properties([("matches", texts(MATCHES)), ("unless", texts(UNLESS))]);
    required(table(about, keys), "matches")
}

fn lines(about: &str) -> Value {
    let keys = properties([
        ("matches", texts(MATCHES)),
        ("unless", texts(UNLESS)),
        ("in", super::word("Where on the line the match stands.", &["comment", "string", "code"])),
        (
            "role",
            one_or_more(
                "The roles of the files that are looked at.",
                &json!({ "enum": Role::ALL.map(Role::name) }),
            ),
        ),
        ("path", texts("Globs: the files that are looked at.")),
        ("outside", texts("Globs: the files that are not looked at, of those.")),
        (
            "unless-above",
            super::practice::flag("Whether a comment right above can excuse a line as well."),
        ),
        (
            "unless-below",
            super::practice::flag(
                "Whether a comment that goes on below can excuse a line as well.",
            ),
        ),
        (
            "unless-beside",
            texts(
                "Expressions that excuse a line where one of the changed lines right around it matches.",
            ),
        ),
        (
            "net",
            super::practice::flag(
                "Whether a file counts only where it has more such lines than on the other side.",
            ),
        ),
        ("secret", super::practice::flag("Whether the text of a line must not be repeated.")),
        ("at-least", number("How many lines there have to be.", 1, Some(u64::from(u32::MAX)))),
    ]);
    required(table(about, keys), "matches")
}

fn required(mut schema: Value, key: &str) -> Value {
    schema["required"] = json!([key]);
    schema
}

/// Names with dots as tables in tables.
#[derive(Clone, Default)]
struct Tree {
    test: Option<Value>,
    children: BTreeMap<String, Self>,
}

impl Tree {
    fn insert(&mut self, name: &str, test: Value) {
        let (first, rest) = name.split_once('.').map_or((name, None), |(a, b)| (a, Some(b)));
        let child = self.children.entry(first.to_owned()).or_default();
        match rest {
            Some(rest) => child.insert(rest, test),
            None => child.test = Some(test),
        }
    }

    /// A name that is a fact and the beginning of others can be either.
    fn schema(self) -> Value {
        if self.children.is_empty() {
            return self.test.unwrap_or(Value::Bool(true));
        }
        let keys = self.children.into_iter().map(|(key, tree)| (key, tree.schema())).collect();
        let mut group = table("Facts below this name.", keys);
        group["minProperties"] = 1.into();
        match self.test {
            Some(test) => json!({ "anyOf": [test, group] }),
            None => group,
        }
    }
}
