//! Conditions read from tables: `{ source = { added = { at-least = 20 } } }`.

use std::collections::BTreeSet;
use std::ops::Range as Span;

use git_coach_model::{LinePlace, Role, RoleSet, Scope};
use globset::{GlobSet, GlobSetBuilder};
use regex::RegexSetBuilder;

use super::fields::{Node, Reader, expected_one_of};
use super::syntax::in_single_quotes;
use crate::condition::{Condition, FactName, LineTest, NumberRead, Pattern, Range};
use crate::expressions::Expressions;
use crate::facts::{self, Read, Side, Subject};

/// How deep conditions may nest: enough for people, little enough for the stack.
const DEEPEST: usize = 16;
/// What a TOML text in double quotes makes of `\b`.
const BACKSPACE: char = '\u{8}';
/// The size that one compiled expression may take, in bytes.
const LARGEST_PATTERN: usize = 1 << 20;

/// Reads a condition of `S`'s scope; a mistake leaves a condition that is thrown away with the
/// file.
pub(crate) fn condition<S: Subject>(reader: &mut Reader<'_>, node: &Node<'_>) -> Condition<S> {
    nested(reader, node, "", 0)
}

fn nested<S: Subject>(
    reader: &mut Reader<'_>,
    node: &Node<'_>,
    prefix: &str,
    depth: usize,
) -> Condition<S> {
    if depth > DEEPEST {
        reader.mistake(node.span(), format!("conditions nested more than {DEEPEST} deep"));
        return Condition::always();
    }
    let Some(table) = node.get_ref().as_table() else {
        reader.table(node);
        return Condition::always();
    };
    if table.is_empty() {
        reader.mistake(node.span(), "an empty condition: say what has to hold");
    }
    let mut conditions: Vec<Condition<S>> = table
        .iter()
        .map(|(key, value)| {
            let name = key.get_ref().as_ref();
            match (prefix, name) {
                ("", "all") => Condition::All(list(reader, value, depth)),
                ("", "any") => Condition::Any(list(reader, value, depth)),
                ("", "not") => Condition::Not(Box::new(nested(reader, value, "", depth + 1))),
                ("", "repository") if S::SCOPE != Scope::Repository => {
                    Condition::Repository(Box::new(nested(reader, value, "", depth + 1)))
                }
                _ => {
                    let whole = if prefix.is_empty() {
                        name.to_owned()
                    } else {
                        format!("{prefix}.{name}")
                    };
                    one(reader, (&whole, key.span()), value, depth)
                }
            }
        })
        .collect();
    match (conditions.len(), conditions.pop()) {
        (1, Some(only)) => only,
        (_, last) => Condition::All(conditions.into_iter().chain(last).collect()),
    }
}

fn list<S: Subject>(reader: &mut Reader<'_>, node: &Node<'_>, depth: usize) -> Box<[Condition<S>]> {
    let items = reader.array(node);
    if items.is_empty() && node.get_ref().is_array() {
        reader.mistake(node.span(), "an empty list of conditions");
    }
    items.iter().map(|item| nested(reader, item, "", depth + 1)).collect()
}

/// One key: a fact with its test, or the first part of longer names.
fn one<S: Subject>(
    reader: &mut Reader<'_>,
    (name, span): (&str, Span<usize>),
    value: &Node<'_>,
    depth: usize,
) -> Condition<S> {
    if let Some(found) = facts::find::<S>(name) {
        let name_of = FactName { role: found.role, fact: found.fact.name };
        match (&found.fact.read, found.role) {
            (Read::Number(read), _) if !is_group::<S>(name, value) => {
                return Condition::Number {
                    name: name_of,
                    read: NumberRead::Plain(*read),
                    range: range(reader, value, S::SCOPE),
                };
            }
            (Read::OfRole(read), Some(role)) => {
                return Condition::Number {
                    name: name_of,
                    read: NumberRead::OfRole(*read, role),
                    range: range(reader, value, S::SCOPE),
                };
            }
            (Read::Places(read), _) => {
                return Condition::Number {
                    name: name_of,
                    read: NumberRead::Places(*read),
                    range: range(reader, value, S::SCOPE),
                };
            }
            (Read::Flag(read), _) => {
                let wanted = reader.flag(value).unwrap_or_default();
                return Condition::Flag { name: name_of, read: *read, wanted };
            }
            (Read::Word(read, allowed), _) => {
                return Condition::Word {
                    name: name_of,
                    read: *read,
                    wanted: words(reader, value, allowed),
                };
            }
            (Read::Text(read), _) => {
                return Condition::Text {
                    name: name_of,
                    read: *read,
                    pattern: text_pattern(reader, value),
                };
            }
            (Read::Paths, _) => return Condition::Paths(path_globs(reader, value)),
            (Read::Lines(side), _) => return Condition::Lines(lines(reader, value, *side)),
            (Read::Path(_) | Read::PathOfRole(_), _) => {
                reader.mistake(span, format!("`{name}` can be shown in words, but not asked for"));
                return Condition::always();
            }
            _ => {}
        }
    }
    let known = facts::names::<S>();
    let group = format!("{name}.");
    if known.iter().any(|fact| fact.starts_with(&group)) {
        return nested(reader, value, name, depth + 1);
    }
    let mut candidates: Vec<&str> = next_words(&known, name).into_iter().collect();
    if !name.contains('.') {
        candidates.extend(["all", "any", "not"]);
        if S::SCOPE != Scope::Repository {
            candidates.push("repository");
        }
    }
    if let Some(scope) = facts::scope_of(name).filter(|scope| *scope != S::SCOPE) {
        let what = format!("`{name}` is a fact of {}", with_article(scope));
        let about = with_article(S::SCOPE);
        let expected = expected_one_of("fact", name, candidates);
        let help = format!("this practice is about {about}; {expected}");
        reader.mistake_with_help(span, what, help);
        return Condition::always();
    }
    let word = name.rsplit('.').next().unwrap_or(name);
    reader.unknown(span, &format!("fact of {}", with_article(S::SCOPE)), word, candidates);
    Condition::always()
}

pub(crate) fn with_article(scope: Scope) -> String {
    format!("{} {scope}", if scope == Scope::Area { "an" } else { "a" })
}

/// The words that could stand in the place of the last word of `name`.
fn next_words<'k>(known: &'k [String], name: &str) -> BTreeSet<&'k str> {
    let prefix = name.rfind('.').map_or("", |at| &name[..=at]);
    known
        .iter()
        .filter_map(|fact| fact.strip_prefix(prefix))
        .filter_map(|rest| rest.split('.').next())
        .collect()
}

/// Whether a name that is both a fact and the start of others is meant as the start.
fn is_group<S: Subject>(name: &str, value: &Node<'_>) -> bool {
    let group = format!("{name}.");
    let known = facts::names::<S>();
    value.get_ref().as_table().is_some_and(|table| {
        table.iter().any(|(key, _)| known.contains(&format!("{group}{}", key.get_ref())))
    })
}

fn range(reader: &mut Reader<'_>, node: &Node<'_>, scope: Scope) -> Range {
    let Some(mut fields) = reader.table_as(node, "{ at-least = 20 }") else {
        return Range::default();
    };
    let at_least = fields.optional("at-least").and_then(|node| reader.number(node));
    let at_most = fields.optional("at-most").and_then(|node| reader.number(node));
    let mut above_percentile = None;
    if let Some(node) = fields.optional("above-percentile") {
        above_percentile = reader.number::<u8>(node).filter(|percent| (1..100).contains(percent));
        if above_percentile.is_none() {
            reader.mistake(node.span(), "a percentile is a whole number from 1 to 99");
        }
        if scope != Scope::Change {
            reader.mistake(node.span(), "only changes are compared with the changes before them");
        }
    }
    if node.get_ref().as_table().is_some_and(toml::de::DeTable::is_empty) {
        reader.mistake(node.span(), "say `at-least`, `at-most` or `above-percentile`");
    }
    if let (Some(least), Some(most)) = (at_least, at_most)
        && least > most
    {
        reader.mistake(node.span(), "`at-least` is larger than `at-most`: nothing could ever fit");
    }
    fields.finish(reader);
    Range { at_least, at_most, above_percentile }
}

fn words(
    reader: &mut Reader<'_>,
    node: &Node<'_>,
    allowed: &'static [&'static str],
) -> Box<[&'static str]> {
    let mut wanted = Vec::new();
    for (word, span) in reader.texts(node) {
        match allowed.iter().find(|known| **known == word) {
            Some(known) => wanted.push(*known),
            None => reader.unknown(span, "such word", word, allowed.iter().copied()),
        }
    }
    wanted.into()
}

fn text_pattern(reader: &mut Reader<'_>, node: &Node<'_>) -> Pattern {
    let Some(mut fields) = reader.table_as(node, "{ matches = ['…'] }") else {
        return Pattern::default();
    };
    let pattern = pattern(reader, &mut fields);
    fields.finish(reader);
    pattern
}

fn pattern(reader: &mut Reader<'_>, fields: &mut super::fields::Fields<'_, '_>) -> Pattern {
    let matches = fields.required(reader, "matches").map(|node| expressions(reader, node));
    let unless = fields.optional("unless").map(|node| expressions(reader, node));
    Pattern { matches: matches.unwrap_or_default(), unless: unless.unwrap_or_default() }
}

fn expressions(reader: &mut Reader<'_>, node: &Node<'_>) -> Expressions {
    let mut right = Vec::new();
    for item in reader.text_nodes(node) {
        let (text, span) = (item.get_ref().as_str().unwrap_or_default(), item.span());
        if !reader.may_compile(span.clone()) {
            break;
        }
        // In double quotes `\b` is the key above Return, which no line has.
        if let Some(at) = text.find(BACKSPACE) {
            let place = reader.place_of(item, at..at + BACKSPACE.len_utf8());
            let help = in_single_quotes(Some(&text.replace(BACKSPACE, "\\b")));
            reader.mistake_with_help(place, "a backspace in an expression", help);
            continue;
        }
        if reader.are_tested {
            right.push(text.to_owned());
            continue;
        }
        match RegexSetBuilder::new([text]).size_limit(LARGEST_PATTERN).build() {
            Ok(set) if set.is_match("") => {
                reader.mistake(span, "an expression that matches the empty text fits every line");
            }
            Ok(_) => right.push(text.to_owned()),
            Err(error) => {
                let what = match &error {
                    regex::Error::Syntax(text) => text
                        .lines()
                        .last()
                        .map(|line| line.trim().trim_start_matches("error: "))
                        .unwrap_or_default(),
                    regex::Error::CompiledTooBig(_) => "it is too large once compiled",
                    _ => "it cannot be used",
                };
                let what = format!("not a regular expression: {what}");
                if what.contains("look-around") {
                    let help = "write what must not match as `unless = ['…']`";
                    reader.mistake_with_help(span, what, help);
                } else {
                    reader.mistake(span, what);
                }
            }
        }
    }
    if reader.are_tested {
        return Expressions::known(right);
    }
    Expressions::compiled(right).unwrap_or_else(|_| {
        reader.mistake(node.span(), "these expressions are too large together");
        Expressions::default()
    })
}

fn path_globs(reader: &mut Reader<'_>, node: &Node<'_>) -> GlobSet {
    let Some(mut fields) = reader.table_as(node, "{ any = [\"src/**\"] }") else {
        return GlobSet::empty();
    };
    let set = fields.required(reader, "any").map(|node| globs(reader, node));
    fields.finish(reader);
    set.unwrap_or_else(GlobSet::empty)
}

/// Globs on whole paths: `*` stays inside one folder, `**` does not; letter case is told apart.
fn globs(reader: &mut Reader<'_>, node: &Node<'_>) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for (text, span) in reader.texts(node) {
        if !reader.may_compile(span.clone()) {
            break;
        }
        if let Some(glob) = reader.path_glob(text, span) {
            builder.add(glob);
        }
    }
    builder.build().unwrap_or_else(|_| {
        reader.mistake(node.span(), "these globs are too large together");
        GlobSet::empty()
    })
}

fn lines(reader: &mut Reader<'_>, node: &Node<'_>, side: Side) -> LineTest {
    let nothing = Pattern::default();
    let mut test = LineTest {
        side,
        pattern: nothing,
        place: None,
        roles: None,
        paths: None,
        outside: None,
        at_least: 1,
        secret: false,
        unless_above: false,
        unless_beside: Expressions::default(),
        unless_below: false,
        net: false,
    };
    let Some(mut fields) = reader.table_as(node, "{ matches = ['…'], in = \"comment\" }") else {
        return test;
    };
    test.pattern = pattern(reader, &mut fields);
    if let Some(node) = fields.optional("in") {
        test.place = place(reader, node);
    }
    if let Some(node) = fields.optional("role") {
        test.roles = Some(roles(reader, node));
    }
    if let Some(node) = fields.optional("path") {
        test.paths = Some(globs(reader, node));
    }
    if let Some(node) = fields.optional("outside") {
        test.outside = Some(globs(reader, node));
    }
    if let Some(node) = fields.optional("unless-above") {
        test.unless_above = reader.flag(node).unwrap_or_default();
    }
    if let Some(node) = fields.optional("unless-below") {
        test.unless_below = reader.flag(node).unwrap_or_default();
    }
    if let Some(node) = fields.optional("unless-beside") {
        test.unless_beside = expressions(reader, node);
    }
    if let Some(node) = fields.optional("net") {
        test.net = reader.flag(node).unwrap_or_default();
    }
    if let Some(node) = fields.optional("secret") {
        test.secret = reader.flag(node).unwrap_or_default();
    }
    if let Some(node) = fields.optional("at-least") {
        test.at_least = reader.number(node).unwrap_or(1);
        if test.at_least == 0 {
            reader.mistake(node.span(), "at least 0 lines is always true");
        }
    }
    fields.finish(reader);
    test
}

fn place(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<LinePlace> {
    match reader.text(node)? {
        "comment" => Some(LinePlace::Comment),
        "string" => Some(LinePlace::String),
        "code" => Some(LinePlace::Code),
        other => {
            let what = format!("there is no place `{other}`");
            let help = "expected one of: comment, string, code";
            reader.mistake_with_help(node.span(), what, help);
            None
        }
    }
}

fn roles(reader: &mut Reader<'_>, node: &Node<'_>) -> RoleSet {
    let mut set = RoleSet::default();
    for (word, span) in reader.texts(node) {
        match Role::from_name(word) {
            Some(role) => set = set.with(role),
            None => reader.unknown(span, "role", word, Role::ALL.map(Role::name)),
        }
    }
    set
}
