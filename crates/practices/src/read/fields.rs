//! Walks a TOML document with its spans and notes mistakes instead of stopping at the first.

use std::collections::BTreeSet;
use std::ops::Range;

use globset::{Glob, GlobBuilder};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Mistake;
use crate::mistake::{Place, most_like, nearest};

/// A value with the place where it stands.
pub(crate) type Node<'i> = Spanned<DeValue<'i>>;

/// How many expressions and globs one file may have: compiling them takes time.
const MOST_PATTERNS: usize = 200;

/// How many names that would do are told in place of one that does not.
const MOST_CANDIDATES: usize = 24;

/// How many mistakes of one file are told.
const MOST_MISTAKES: usize = 50;

/// A file being read, and its mistakes so far.
pub(crate) struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    mistakes: Vec<Mistake>,
    more: usize,
    patterns: usize,
    /// Whether expressions need no compiling to be known to be right.
    pub(crate) are_tested: bool,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, mistakes: Vec::new(), more: 0, patterns: 0, are_tested: false }
    }

    pub(crate) fn mistake(&mut self, span: Range<usize>, what: impl Into<String>) {
        if let Some(mistake) = self.made(span, what) {
            self.mistakes.push(mistake);
        }
    }

    pub(crate) fn mistake_with_help(
        &mut self,
        span: Range<usize>,
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        if let Some(mistake) = self.made(span, what) {
            self.mistakes.push(mistake.with_help(help));
        }
    }

    /// One more mistake; none where there are more than anybody would read, which are counted.
    fn made(&mut self, span: Range<usize>, what: impl Into<String>) -> Option<Mistake> {
        if self.is_full() {
            self.more += 1;
            return None;
        }
        Some(Mistake::at(self.file, self.text, span, what))
    }

    /// Whether one more expression or glob may be compiled.
    pub(crate) fn may_compile(&mut self, span: Range<usize>) -> bool {
        self.patterns += 1;
        if self.patterns == MOST_PATTERNS + 1 {
            self.mistake(span, format!("more than {MOST_PATTERNS} expressions and globs"));
        }
        self.patterns <= MOST_PATTERNS
    }

    /// The text of the file.
    pub(crate) const fn source(&self) -> &'a str {
        self.text
    }

    /// Whether one more mistake would only be counted.
    pub(crate) const fn is_full(&self) -> bool {
        self.mistakes.len() >= MOST_MISTAKES
    }

    /// How many mistakes there are so far.
    pub(crate) const fn mistakes(&self) -> usize {
        self.mistakes.len()
    }

    /// A span as a place in the file.
    pub(crate) fn place(&self, span: Range<usize>) -> Place {
        Place::at(self.file, self.text, span)
    }

    /// Where parts of a node's text, in order, stand in the file; the whole text for each where that
    /// cannot be told.
    pub(crate) fn places(&self, node: &Node<'_>, parts: &[Range<usize>]) -> Vec<Range<usize>> {
        let whole = node.span();
        let value = node.get_ref().as_str().unwrap_or_default();
        let literal = self.text.get(whole.clone()).unwrap_or_default();
        match super::literal::written(literal, value, parts) {
            Some(places) => places
                .into_iter()
                .map(|place| whole.start + place.start..whole.start + place.end)
                .collect(),
            None => vec![whole; parts.len()],
        }
    }

    /// Where one part of a node's text stands in the file.
    pub(crate) fn place_of(&self, node: &Node<'_>, part: Range<usize>) -> Range<usize> {
        self.places(node, &[part]).pop().unwrap_or_else(|| node.span())
    }

    /// A glob on whole paths: `*` stays inside one folder, `**` does not; letter case is told apart.
    pub(crate) fn path_glob(&mut self, text: &str, span: Range<usize>) -> Option<Glob> {
        GlobBuilder::new(text)
            .literal_separator(true)
            .empty_alternates(true)
            .build()
            .map_err(|error| self.mistake(span, format!("not a glob: {}", error.kind())))
            .ok()
    }

    /// A name that is not known, with the nearest one or all that would do.
    pub(crate) fn unknown<'k>(
        &mut self,
        span: Range<usize>,
        noun: &str,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let known: Vec<&str> = known.into_iter().collect();
        let help = nearest(name, known.iter().copied())
            .map(|name| format!("did you mean `{name}`?"))
            .unwrap_or_else(|| expected_one_of(noun, name, known));
        self.mistake_with_help(span, format!("there is no {noun} `{name}`"), help);
    }

    fn wrong_type(&mut self, node: &Node<'_>, wanted: &str) {
        let what = wrong_type(node, wanted);
        self.mistake(node.span(), what);
    }

    /// A table of a known shape, shown by `example` where something else stands.
    pub(crate) fn table_as<'n, 'i>(
        &mut self,
        node: &'n Node<'i>,
        example: &str,
    ) -> Option<Fields<'n, 'i>> {
        let Some(table) = node.get_ref().as_table() else {
            let what = wrong_type(node, "a table");
            self.mistake_with_help(node.span(), what, format!("as in `{example}`"));
            return None;
        };
        Some(Fields::new(table, node.span()))
    }

    pub(crate) fn text<'n>(&mut self, node: &'n Node<'_>) -> Option<&'n str> {
        let text = node.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(node, "text in quotes");
        }
        text
    }

    /// One text or a list of them.
    pub(crate) fn texts<'n>(&mut self, node: &'n Node<'n>) -> Vec<(&'n str, Range<usize>)> {
        let nodes = self.text_nodes(node);
        nodes.into_iter().filter_map(|item| Some((item.get_ref().as_str()?, item.span()))).collect()
    }

    /// One text or a list of them, each with its node.
    pub(crate) fn text_nodes<'n>(&mut self, node: &'n Node<'n>) -> Vec<&'n Node<'n>> {
        if node.get_ref().is_str() {
            return vec![node];
        }
        let Some(array) = node.get_ref().as_array() else {
            self.wrong_type(node, "text in quotes or a list of texts");
            return Vec::new();
        };
        if array.is_empty() {
            self.mistake(node.span(), "an empty list: nothing could ever fit");
        }
        array.iter().filter(|item| self.text(item).is_some()).collect()
    }

    pub(crate) fn flag(&mut self, node: &Node<'_>) -> Option<bool> {
        let flag = node.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(node, "`true` or `false`");
        }
        flag
    }

    pub(crate) fn number<N: TryFrom<u64>>(&mut self, node: &Node<'_>) -> Option<N> {
        let Some(integer) = node.get_ref().as_integer() else {
            self.wrong_type(node, "a whole number");
            return None;
        };
        let number = u64::from_str_radix(integer.as_str(), integer.radix())
            .ok()
            .and_then(|number| N::try_from(number).ok());
        if number.is_none() {
            self.mistake(node.span(), "a number that is negative or too large");
        }
        number
    }

    pub(crate) fn array<'n>(&mut self, node: &'n Node<'n>) -> &'n [Node<'n>] {
        let Some(array) = node.get_ref().as_array() else {
            self.wrong_type(node, "a list");
            return &[];
        };
        array
    }

    pub(crate) fn table<'n, 'i>(&mut self, node: &'n Node<'i>) -> Option<Fields<'n, 'i>> {
        let Some(table) = node.get_ref().as_table() else {
            self.wrong_type(node, "a table");
            return None;
        };
        Some(Fields::new(table, node.span()))
    }

    /// The mistakes; none if the file is right.
    pub(crate) fn finish(mut self) -> Vec<Mistake> {
        self.mistakes.dedup();
        if self.more > 0 {
            let what = format!("and {} more mistakes in this file", self.more);
            self.mistakes.push(Mistake::at(self.file, self.text, 0..1, what));
        }
        self.mistakes
    }
}

/// All the names that would do, or the three most like `name` and where the others stand.
pub(crate) fn expected_one_of(noun: &str, name: &str, known: Vec<&str>) -> String {
    if known.len() <= MOST_CANDIDATES {
        return format!("expected one of: {}", known.join(", "));
    }
    let list = match noun {
        "practice" => "`git coach practices list` lists all",
        "source" => "all stand in git-coach's `rules/evidence.toml`",
        _ if noun.starts_with("fact") => {
            "all facts stand at the end of git-coach's `rules/README.md`"
        }
        _ => "all stand in git-coach's `docs/practices.md`",
    };
    format!("the nearest are {}; {list}", most_like(name, known, 3).join(", "))
}

fn wrong_type(node: &Node<'_>, wanted: &str) -> String {
    let found = match node.get_ref() {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    format!("expected {wanted}, found {found}")
}

/// The keys of a table; those that nobody asked for are mistakes.
pub(crate) struct Fields<'n, 'i> {
    table: &'n DeTable<'i>,
    span: Range<usize>,
    asked: BTreeSet<&'static str>,
}

impl<'n, 'i> Fields<'n, 'i> {
    pub(crate) const fn new(table: &'n DeTable<'i>, span: Range<usize>) -> Self {
        Self { table, span, asked: BTreeSet::new() }
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    pub(crate) fn optional(&mut self, key: &'static str) -> Option<&'n Node<'i>> {
        self.asked.insert(key);
        self.table.get(key)
    }

    pub(crate) fn required(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
    ) -> Option<&'n Node<'i>> {
        let node = self.optional(key);
        if node.is_none() {
            reader.mistake(self.span(), format!("`{key}` is missing"));
        }
        node
    }

    /// Notes every key that was not asked for.
    pub(crate) fn finish(self, reader: &mut Reader<'_>) {
        self.finish_with(reader, |_| None);
    }

    /// The same; `help` may know better than the list of keys what was meant.
    pub(crate) fn finish_with(
        self,
        reader: &mut Reader<'_>,
        help: impl Fn(&str) -> Option<String>,
    ) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            match help(name) {
                _ if self.asked.contains(name) => {}
                Some(help) => {
                    reader.mistake_with_help(key.span(), format!("there is no key `{name}`"), help);
                }
                None => reader.unknown(key.span(), "key", name, self.asked.iter().copied()),
            }
        }
    }
}
