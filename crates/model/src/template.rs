//! Sentences with places for facts.

use std::fmt;
use std::ops::Range;

use crate::{Value, Values};

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words as they are.
    Text(String),
    /// `{source.added}`: the fact's value.
    Fact(String),
    /// `{source.files|file|files}`: the first word for one, the second for any other number.
    Plural {
        /// The fact that is counted.
        fact: String,
        /// The word for one.
        one: String,
        /// The word for any other number.
        many: String,
    },
}

/// A sentence with places for facts, read once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

/// What is wrong with a template, with the bytes of the text that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// A `{` that no `}` closes.
    Open(Range<usize>),
    /// A `}` that no `{` opens.
    Close(Range<usize>),
    /// `{}` or `{a|b}`: neither a fact nor a fact with two words.
    Shape(Range<usize>),
}

impl TemplateError {
    /// Where in the text it went wrong, in bytes.
    pub fn place(&self) -> Range<usize> {
        match self {
            Self::Open(at) | Self::Close(at) | Self::Shape(at) => at.clone(),
        }
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open(_) => "a `{` that is never closed (write `{{` for a plain one)",
            Self::Close(_) => "a `}` that nothing opens (write `}}` for a plain one)",
            Self::Shape(_) => "neither `{fact}` nor `{fact|one|many}`",
        })
    }
}

impl Template {
    /// Reads a text; `{{` and `}}` stand for plain braces.
    ///
    /// # Errors
    /// The first place that is neither text nor a placeholder.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        Self::parse_with_places(text).map(|(template, _)| template)
    }

    /// Reads a text as [`Template::parse`] does; tells besides where each of its
    /// [`facts`](Template::facts) stands, braces included, in bytes.
    ///
    /// # Errors
    /// The first place that is neither text nor a placeholder.
    pub fn parse_with_places(text: &str) -> Result<(Self, Vec<Range<usize>>), TemplateError> {
        let mut pieces = Vec::new();
        let mut places = Vec::new();
        let mut plain = String::new();
        let mut at = 0;
        while let Some(offset) = text[at..].find(['{', '}']) {
            let brace = at + offset;
            plain.push_str(&text[at..brace]);
            let rest = &text[brace..];
            if rest.starts_with("{{") || rest.starts_with("}}") {
                plain.push_str(&rest[..1]);
                at = brace + 2;
                continue;
            }
            if rest.starts_with('}') {
                return Err(TemplateError::Close(brace..brace + 1));
            }
            let end = rest.find('}').ok_or(TemplateError::Open(brace..brace + 1))?;
            let place = brace..brace + end + 1;
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            at = place.end;
            places.push(place.clone());
            pieces.push(placeholder(&rest[1..end]).ok_or(TemplateError::Shape(place))?);
        }
        plain.push_str(&text[at..]);
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok((Self(pieces), places))
    }

    /// The parts, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The facts it names, in order, repetitions included.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Fact(fact) | Piece::Plural { fact, .. } => Some(fact.as_str()),
        })
    }

    /// The text as it was written.
    pub fn source(&self) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.replace('{', "{{").replace('}', "}}"),
                Piece::Fact(fact) => format!("{{{fact}}}"),
                Piece::Plural { fact, one, many } => format!("{{{fact}|{one}|{many}}}"),
            })
            .collect()
    }

    /// The word that `values` choose for a plural.
    pub fn plural<'a>(values: &Values, fact: &str, one: &'a str, many: &'a str) -> &'a str {
        if values.get(fact) == Some(&Value::Number(1)) { one } else { many }
    }
}

fn placeholder(inner: &str) -> Option<Piece> {
    let mut parts = inner.split('|');
    let fact = parts.next().filter(|fact| !fact.trim().is_empty())?.to_owned();
    match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => Some(Piece::Fact(fact)),
        (Some(one), Some(many), None) => {
            Some(Piece::Plural { fact, one: one.to_owned(), many: many.to_owned() })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_facts_and_plurals() {
        let text = "{source.files} source {source.files|file|files} {{plain}}";
        let template = Template::parse(text).unwrap();
        assert_eq!(template.facts().collect::<Vec<_>>(), ["source.files", "source.files"]);
        assert_eq!(template.source(), text);
    }

    #[test]
    fn knows_where_each_fact_stands() {
        let text = "{{é}} {a} and {b|x|y}";
        let (template, places) = Template::parse_with_places(text).unwrap();
        let written: Vec<&str> = places.into_iter().map(|place| &text[place]).collect();
        assert_eq!(template.facts().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(written, ["{a}", "{b|x|y}"]);
    }

    #[test]
    fn says_where_it_went_wrong() {
        assert_eq!(Template::parse("a {b"), Err(TemplateError::Open(2..3)));
        assert_eq!(Template::parse("a } b"), Err(TemplateError::Close(2..3)));
        assert_eq!(Template::parse("{a|b}"), Err(TemplateError::Shape(0..5)));
        assert_eq!(Template::parse("é{}"), Err(TemplateError::Shape(2..4)));
    }
}
