//! A whole practice file.

use std::collections::BTreeSet;
use std::ops::Range as Span;
use std::str::FromStr;

use git_coach_model::{
    Area, Change, Commit, Practice, PracticeId, Repository, Scope, UnknownWord, Verdict, Words,
};
use toml::de::{DeTable, DeValue};

use super::condition::{condition, with_article};
use super::example::example;
use super::fields::{Fields, Node, Reader};
use super::syntax::document;
use super::words::{ReadWords, words};
use crate::condition::Condition;
use crate::evidence::Source;
use crate::facts::{self, Subject};
use crate::judge::{Compiled, Detection, Shown};
use crate::rule::{Compiles, Conditions};
use crate::{Example, Mistake, PracticeFile, Rule};

/// The longest file that is read, in bytes.
pub(crate) const LARGEST_FILE: usize = 256 * 1024;

/// What a file may name besides facts.
pub(crate) struct Known<'a> {
    pub(crate) sources: &'a [Source],
    pub(crate) practices: &'a BTreeSet<PracticeId>,
    /// Whether expressions are known to be right: those that come with git-coach, which its tests
    /// read as strictly as any.
    pub(crate) are_tested: bool,
}

/// Reads a practice file.
///
/// # Errors
/// All its mistakes.
pub(crate) fn rule(file: &PracticeFile<'_>, known: &Known<'_>) -> Result<Rule, Vec<Mistake>> {
    let mut reader = Reader::new(file.path, file.text);
    reader.are_tested = known.are_tested;
    if file.text.len() > LARGEST_FILE {
        reader.mistake(0..1, format!("a practice file of more than {LARGEST_FILE} bytes"));
        return Err(reader.finish());
    }
    let Some(document) = document(&mut reader) else {
        return Err(reader.finish());
    };
    let rule = whole(&mut reader, file, document.get_ref(), known);
    let mistakes = reader.finish();
    match rule {
        Some(rule) if mistakes.is_empty() => Ok(rule),
        _ => Err(mistakes),
    }
}

fn whole(
    reader: &mut Reader<'_>,
    file: &PracticeFile<'_>,
    document: &DeTable<'_>,
    known: &Known<'_>,
) -> Option<Rule> {
    let mut fields = Fields::new(document, 0..1);
    let id = file.id();
    if id.is_none() {
        reader.mistake(
            0..1,
            "a practice's file is `folder/name.toml`, of lower-case letters, digits and hyphens",
        );
    }
    let title = text(reader, &mut fields, "title");
    let scope = word::<Scope>(reader, &mut fields, ("scope", "scope"));
    let serves = word(reader, &mut fields, ("serves", "responsibility"));
    let level = word(reader, &mut fields, ("level", "level"));
    let confidence = word(reader, &mut fields, ("confidence", "confidence"));
    let evidence = citations(reader, fields.optional("evidence"), known.sources);
    let yields_to = others(reader, fields.optional("yields-to"), id.as_ref(), known.practices);
    let applies = fields.optional("applies");
    let present = fields.optional("present");
    let missing = fields.optional("missing");
    let praised = fields.optional("praised");
    let words = fields.required(reader, "words").and_then(|node| words(reader, node));
    let examples = fields.optional("example");
    let before = reader.mistakes();
    fields.finish(reader);
    let are_keys_known = reader.mistakes() == before;
    let given = given_verdicts(applies.is_some(), words.as_ref());
    if examples.is_none() {
        let most = [Verdict::Present, Verdict::Missing];
        let advised = if words.is_some() { &given[..] } else { &most };
        let help = format!("give one with each verdict: {}", listed(advised, "and"));
        reader.mistake_with_help(0..1, "there is no `[[example]]`", help);
    }
    // Without a scope nothing more can be checked.
    let scope = scope?;
    // A key that nobody knows may be the table that is looked for.
    let has_one = present.is_some() != missing.is_some();
    if !has_one && (present.is_some() || are_keys_known) {
        let spans = present.iter().chain(&missing).map(|node| node.span());
        let second = spans.max_by_key(|span| span.start).unwrap_or(0..1);
        reader.mistake(second, "a practice has either a `[present]` or a `[missing]` table");
    }
    let counts_misses = missing.is_some();
    let tables = Tables { applies, present, missing, praised };
    let conditions = match scope {
        Scope::Commit => compile::<Commit>(reader, &tables, words.as_ref(), Conditions::Commit),
        Scope::Change => compile::<Change>(reader, &tables, words.as_ref(), Conditions::Change),
        Scope::Repository => {
            compile::<Repository>(reader, &tables, words.as_ref(), Conditions::Repository)
        }
        Scope::Area => compile::<Area>(reader, &tables, words.as_ref(), Conditions::Area),
    };
    if counts_misses && words.as_ref().is_some_and(|words| words.says_praise) {
        reader.mistake(0..1, "a practice with a `[missing]` table is not praised");
    }
    let examples =
        examples.map(|node| all_examples(reader, node, scope, given)).unwrap_or_default();
    let practice = Practice {
        id: id?,
        title: title?,
        scope,
        serves: serves?,
        level: level?,
        confidence: confidence?,
        evidence,
        words: words?.words?,
        counts_misses,
    };
    Some(Rule { practice, conditions: conditions?, examples, yields_to })
}

fn text(reader: &mut Reader<'_>, fields: &mut Fields<'_, '_>, key: &'static str) -> Option<String> {
    let node = fields.required(reader, key)?;
    reader.text(node).map(str::to_owned)
}

fn word<T: FromStr<Err = UnknownWord>>(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_, '_>,
    (key, noun): (&'static str, &str),
) -> Option<T> {
    let node = fields.required(reader, key)?;
    let text = reader.text(node)?;
    text.parse()
        .map_err(|error: UnknownWord| {
            reader.unknown(node.span(), noun, text, error.allowed.iter().copied());
        })
        .ok()
}

fn citations(reader: &mut Reader<'_>, node: Option<&Node<'_>>, sources: &[Source]) -> Vec<String> {
    let Some(node) = node else {
        return Vec::new();
    };
    let mut cited = Vec::new();
    for (key, span) in reader.texts(node) {
        match sources.iter().find(|source| source.key == key) {
            Some(source) => cited.push(source.cite.clone()),
            None => {
                let known = sources.iter().map(|source| source.key.as_str());
                reader.unknown(span, "source", key, known);
            }
        }
    }
    cited
}

/// The practices that this one yields to.
fn others(
    reader: &mut Reader<'_>,
    node: Option<&Node<'_>>,
    own: Option<&PracticeId>,
    known: &BTreeSet<PracticeId>,
) -> Vec<PracticeId> {
    let Some(node) = node else {
        return Vec::new();
    };
    let mut ids = Vec::new();
    for (text, span) in reader.texts(node) {
        match PracticeId::parse(text).filter(|id| known.contains(id)) {
            Some(id) if Some(&id) == own => {
                reader.mistake(span, "a practice cannot yield to itself");
            }
            Some(id) => ids.push(id),
            None => reader.unknown(span, "practice", text, known.iter().map(PracticeId::as_str)),
        }
    }
    ids
}

struct Tables<'n, 'i> {
    applies: Option<&'n Node<'i>>,
    present: Option<&'n Node<'i>>,
    missing: Option<&'n Node<'i>>,
    praised: Option<&'n Node<'i>>,
}

fn compile<S: Subject>(
    reader: &mut Reader<'_>,
    tables: &Tables<'_, '_>,
    words: Option<&ReadWords>,
    make: fn(Compiles<S>) -> Conditions,
) -> Option<Conditions> {
    let applies =
        tables.applies.map_or_else(Condition::always, |node| condition::<S>(reader, node));
    let praise_only = words.is_some_and(|words| !words.says_missing);
    let present = tables.present.map(|node| {
        let condition = condition::<S>(reader, node);
        if praise_only { Detection::PraiseOnly(condition) } else { Detection::Present(condition) }
    });
    let missing = tables.missing.map(|node| Detection::Missing(condition::<S>(reader, node)));
    let shown = words.map(|words| placeholders(reader, words)).unwrap_or_default();
    let praised = tables.praised.map(|node| {
        if words.is_some_and(|words| !words.says_praise) {
            reader.mistake(node.span(), "a `[praised]` table without `praise` in the words");
        }
        condition::<S>(reader, node)
    });
    Some(make(Compiled { applies, detection: present.or(missing)?, praised, shown }.into()))
}

fn placeholders<S: Subject>(reader: &mut Reader<'_>, words: &ReadWords) -> Vec<(String, Shown<S>)> {
    let mut shown: Vec<(String, Shown<S>)> = Vec::new();
    let mut told = BTreeSet::new();
    for (name, span) in &words.named {
        if shown.iter().any(|(known, _)| known == name) || told.contains(name) {
            continue;
        }
        match (name.as_str(), facts::find::<S>(name)) {
            ("found", _) => shown.push((name.clone(), Shown::FoundCount)),
            ("first", _) => shown.push((name.clone(), Shown::FirstPlace)),
            (_, Some(found)) if found.can_be_shown() => {
                shown.push((name.clone(), Shown::Fact(found)));
            }
            (_, found) => {
                cannot_be_shown::<S>(reader, (name, span.clone()), found.is_some());
                told.insert(name);
            }
        }
    }
    shown
}

/// A placeholder that is nothing to show; each is told of once.
fn cannot_be_shown<S: Subject>(
    reader: &mut Reader<'_>,
    (name, span): (&str, Span<usize>),
    is_fact: bool,
) {
    if is_fact {
        reader.mistake(span, format!("`{{{name}}}` cannot be shown in words"));
    } else if Words::THEME_FACTS.contains(&name) {
        let what = format!("`{{{name}}}` can stand only in `team-question` and `team-next`");
        let help =
            format!("the other words are about one {}, and know nothing of others", S::SCOPE);
        reader.mistake_with_help(span, what, help);
    } else {
        let mut known = facts::shown_names::<S>();
        known.extend(["found".to_owned(), "first".to_owned()]);
        let noun = format!("fact of {}", with_article(S::SCOPE));
        reader.unknown(span, &noun, name, known.iter().map(String::as_str));
    }
}

/// The verdicts that a practice can give, as far as its words tell what it is: one that only
/// praises is never missing.
fn given_verdicts(has_applies: bool, words: Option<&ReadWords>) -> Vec<Verdict> {
    let says_missing = words.is_some_and(|words| words.says_missing);
    let only_praises = words.is_some_and(|words| words.says_praise && !words.says_missing);
    let mut given = vec![Verdict::Present];
    if says_missing {
        given.push(Verdict::Missing);
    }
    if has_applies || only_praises {
        given.push(Verdict::NotApplicable);
    }
    given
}

/// `present`, `missing` and `not-applicable`.
fn listed(verdicts: &[Verdict], word: &str) -> String {
    let names: Vec<String> =
        verdicts.iter().map(|verdict| format!("`{}`", verdict.name())).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {word} {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// The examples; every verdict that the practice can give needs one.
fn all_examples(
    reader: &mut Reader<'_>,
    node: &Node<'_>,
    scope: Scope,
    mut wanted: Vec<Verdict>,
) -> Vec<Example> {
    if !matches!(node.get_ref(), DeValue::Array(_)) {
        reader.mistake(node.span(), "examples are written `[[example]]`, with two brackets");
        return Vec::new();
    }
    let examples: Vec<Example> =
        reader.array(node).iter().map(|one| example(reader, one, scope)).collect();
    // One whose verdict cannot be read may be the one that is looked for.
    if examples.iter().any(|example| example.verdict.is_none()) {
        return examples;
    }
    wanted.retain(|verdict| !examples.iter().any(|example| example.verdict == Some(*verdict)));
    if !wanted.is_empty() {
        reader.mistake(0..1, format!("no example has the verdict {}", listed(&wanted, "or")));
    }
    examples
}
