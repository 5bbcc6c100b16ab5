//! The words of a practice file.

use std::ops::Range as Span;

use git_coach_model::{Template, Words};

use super::fields::{Node, Reader};

/// The words with the place of each placeholder, to be checked against the scope's facts.
pub(super) struct ReadWords {
    /// None where one of them cannot be read.
    pub(super) words: Option<Words>,
    pub(super) named: Vec<(String, Span<usize>)>,
    /// Whether there is something to say of a miss, readable or not.
    pub(super) says_missing: bool,
    /// Whether there is something to say of presence, readable or not.
    pub(super) says_praise: bool,
}

/// Reads the table of words.
pub(super) fn words(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<ReadWords> {
    let mut fields = reader.table(node)?;
    let mut named = Vec::new();
    let mut template = |reader: &mut Reader<'_>, node: Option<&Node<'_>>| {
        let (template, places) = template_of(reader, node?)?;
        named.extend(template.facts().map(str::to_owned).zip(places));
        Some(template)
    };
    let said: Vec<&str> = ["missing", "praise", "question", "next"]
        .into_iter()
        .filter(|key| fields.optional(key).is_some())
        .collect();
    let missing = template(reader, fields.optional("missing"));
    let praise = template(reader, fields.optional("praise"));
    let why = fields.required(reader, "why");
    let why = template(reader, why);
    let question = template(reader, fields.optional("question"));
    let next = template(reader, fields.optional("next"));
    let notes_questions = fields.optional("notes-questions");
    let notes_questions = questions(reader, notes_questions, (&mut template, question.as_ref()));
    let team_question = fields.optional("team-question");
    let team_question = team_words(reader, team_question);
    let team_next = fields.optional("team-next");
    let team_next = team_words(reader, team_next);
    let limits = fields.optional("limits").and_then(|node| reader.text(node)).map(str::to_owned);
    let (says_missing, says_praise) = (said.contains(&"missing"), said.contains(&"praise"));
    if !says_missing && !says_praise {
        reader.mistake(fields.span(), "words need `missing` or `praise`: there is nothing to say");
    }
    if says_missing && !(said.contains(&"question") && said.contains(&"next")) {
        reader.mistake(fields.span(), "words with `missing` need a `question` and a `next` step");
    }
    fields.finish(reader);
    let words = why.map(|why| Words {
        missing,
        praise,
        why,
        question,
        next,
        team_question,
        team_next,
        notes_questions,
        limits,
    });
    Some(ReadWords { words, named, says_missing, says_praise })
}

/// Questions that take turns with another: each of them is one, and no other.
fn questions(
    reader: &mut Reader<'_>,
    node: Option<&Node<'_>>,
    (template, beside): (
        &mut impl FnMut(&mut Reader<'_>, Option<&Node<'_>>) -> Option<Template>,
        Option<&Template>,
    ),
) -> Vec<Template> {
    let Some(node) = node else {
        return Vec::new();
    };
    let Some(beside) = beside else {
        let help = "they take turns with it where two people talk about what is missing";
        reader.mistake_with_help(node.span(), "`notes-questions` need a `question`", help);
        return Vec::new();
    };
    let mut questions: Vec<Template> = Vec::new();
    for item in reader.text_nodes(node) {
        let Some(question) = template(reader, Some(item)) else { continue };
        if !question.source().trim_end().ends_with('?') {
            reader.mistake(item.span(), "a question ends with a question mark");
        }
        let is_same = |other: &Template| other.source() == question.source();
        if is_same(beside) || questions.iter().any(is_same) {
            reader.mistake(item.span(), "the same question stands here already");
        }
        questions.push(question);
    }
    questions
}

/// Words about a habit that is missing again and again: they can name the theme's own facts only.
fn team_words(reader: &mut Reader<'_>, node: Option<&Node<'_>>) -> Option<Template> {
    let (template, places) = template_of(reader, node?)?;
    for (fact, place) in template.facts().zip(places) {
        if !Words::THEME_FACTS.contains(&fact) {
            reader.unknown(place, "fact of a theme", fact, Words::THEME_FACTS);
        }
    }
    Some(template)
}

/// A sentence, and where in the file each of its facts stands.
fn template_of(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<(Template, Vec<Span<usize>>)> {
    match Template::parse_with_places(reader.text(node)?) {
        Ok((template, places)) => {
            let places = reader.places(node, &places);
            Some((template, places))
        }
        Err(error) => {
            let place = reader.place_of(node, error.place());
            reader.mistake(place, error.to_string());
            None
        }
    }
}
