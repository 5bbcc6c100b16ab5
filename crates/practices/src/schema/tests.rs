//! The schemas against the files that they are for, by a small validator.

use super::*;
use crate::{Library, PracticeFile};

/// What a value has against a schema: as much of the draft as our schemas use.
fn mistakes(root: &Value, schema: &Value, value: &Value, at: &str, into: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else {
        return;
    };
    let fits = |schema: &Value| {
        let mut found = Vec::new();
        mistakes(root, schema, value, at, &mut found);
        found.is_empty()
    };
    let each = |rule: &Value| rule.as_array().cloned().unwrap_or_default();
    for (name, rule) in rules {
        let right = match name.as_str() {
            "$ref" => {
                let path = rule.as_str().unwrap().trim_start_matches('#');
                let target = root.pointer(path).unwrap_or_else(|| panic!("no {path}"));
                mistakes(root, target, value, at, into);
                true
            }
            "type" => match rule.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.is_u64() || value.is_i64(),
                other => panic!("type {other}"),
            },
            "enum" => each(rule).contains(value),
            "const" => rule == value,
            "minimum" => value.as_u64().is_none_or(|n| n >= rule.as_u64().unwrap()),
            "maximum" => value.as_u64().is_none_or(|n| n <= rule.as_u64().unwrap()),
            "minItems" => value.as_array().is_none_or(|n| n.len() as u64 >= rule.as_u64().unwrap()),
            "minProperties" => {
                value.as_object().is_none_or(|n| n.len() as u64 >= rule.as_u64().unwrap())
            }
            "required" => value.as_object().is_none_or(|table| {
                each(rule).iter().all(|key| table.contains_key(key.as_str().unwrap()))
            }),
            "not" => !fits(rule),
            "anyOf" => each(rule).iter().any(fits),
            "oneOf" => each(rule).iter().filter(|one| fits(one)).count() == 1,
            "allOf" => {
                each(rule).iter().for_each(|one| mistakes(root, one, value, at, into));
                true
            }
            "if" => {
                if fits(rule) {
                    mistakes(root, &rules["then"], value, at, into);
                }
                true
            }
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    mistakes(root, rule, item, &format!("{at}[{number}]"), into);
                }
                true
            }
            "properties" => {
                for (key, schema) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(key) {
                        mistakes(root, schema, value, &format!("{at}.{key}"), into);
                    }
                }
                true
            }
            "additionalProperties" => value.as_object().is_none_or(|table| {
                let known = rules["properties"].as_object().unwrap();
                let open = rules.contains_key("patternProperties");
                table.keys().all(|key| known.contains_key(key) || open)
            }),
            "then" | "description" | "title" | "$schema" | "$defs" | "patternProperties" => true,
            other => panic!("the test does not know {other}"),
        };
        if !right {
            into.push(format!("{at}: {name}"));
        }
    }
}

fn check(schema: &Value, text: &str, expected: &[&str]) {
    let table: toml::Table = text.parse().unwrap();
    let value = json_of(&toml::Value::Table(table));
    let mut found = Vec::new();
    mistakes(schema, schema, &value, "", &mut found);
    assert_eq!(found, expected, "{text}");
}

fn json_of(value: &toml::Value) -> Value {
    match value {
        toml::Value::Table(table) => {
            table.iter().map(|(key, value)| (key.clone(), json_of(value))).collect()
        }
        toml::Value::Array(list) => list.iter().map(json_of).collect(),
        toml::Value::String(text) => text.clone().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Boolean(flag) => (*flag).into(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn accepts_every_built_in_practice() {
    let schema = practice();
    for filed in Library::built_in().unwrap_or_default().filed() {
        check(&schema, &filed.text, &[]);
    }
}

#[test]
fn refuses_what_the_reading_refuses() {
    let schema = practice();
    let library = Library::built_in().unwrap_or_default();
    let filed = library.find("tests/source-comes-with-tests").unwrap();
    for (from, to, expected) in [
        ("title ", "titel ", &[": additionalProperties", ": required"][..]),
        ("\"note\"", "\"loud\"", &[".level: enum"]),
        (
            "at-least = 20",
            "at-leest = 20",
            &[".applies.all[0].source.code-added: additionalProperties"],
        ),
        ("[present]", "[absent]", &[": additionalProperties", ": oneOf"]),
        ("\"missing\"\n", "\"gone\"\n", &[".example[0].verdict: enum"]),
    ] {
        let text = filed.text.replacen(from, to, 1);
        assert_ne!(text, filed.text, "{from}");
        check(&schema, &text, expected);
    }
}

#[test]
fn accepts_and_refuses_settings() {
    let schema = config();
    check(
        &schema,
        "areas = \"web\"\nbots = [\"a*\"]\n[windows]\ndays = 14\n\
         [practices.\"security/*\"]\noff = true\npaths = [\"src/**\"]",
        &[],
    );
    check(&schema, "[practices.\"tests/source-comes-with-tests\"]\nlevel = \"note\"", &[]);
    check(
        &schema,
        "area = 1\n[windows]\ndays = 0\n[practices.\"tests/source-comes-with-tests\"]\nof = true",
        &[
            ": additionalProperties",
            ".practices.tests/source-comes-with-tests: additionalProperties",
            ".windows.days: minimum",
        ],
    );
}

/// The keys that the reading expects where it finds `zzzzzzzzzzzzzzzz`, by the help it gives.
fn expected_keys(text: &str) -> Vec<Vec<String>> {
    let (_, mistakes) = Library::read(&[PracticeFile { path: "a/b.toml", text }]);
    let lists = mistakes.iter().filter(|one| one.what.contains("zzzzzzzzzzzzzzzz"));
    lists
        .map(|one| {
            let help = one.help.as_deref().unwrap_or_default();
            let list = help.strip_prefix("expected one of: ").unwrap_or_default();
            list.split(", ").map(str::to_owned).collect()
        })
        .collect()
}

/// A key that the reading learns has to be in the schema too.
#[test]
fn knows_the_keys_that_the_reading_knows() {
    let schema = practice();
    let keys = |pointer: &str| -> Vec<String> {
        let keys = schema.pointer(pointer).and_then(Value::as_object);
        keys.into_iter().flatten().map(|(key, _)| key.clone()).collect()
    };
    for scope in git_coach_model::Scope::NAMES {
        let text = format!(
            "zzzzzzzzzzzzzzzz = 1\nscope = \"{scope}\"\n[words]\nwhy = \"\"\nzzzzzzzzzzzzzzzz = 1\n\
             [[example]]\nzzzzzzzzzzzzzzzz = 1\n[present]\nfiles = {{ at-least = 1 }}"
        );
        let mut expected = [
            keys("/properties"),
            keys("/properties/words/properties"),
            keys(&format!("/$defs/{scope}-example/properties")),
        ];
        let mut found = expected_keys(&text);
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{scope}");
    }
}
