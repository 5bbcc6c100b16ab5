//! YAML read into a small tree, with bounds: it comes from the repository and may be hostile.
//!
//! The parser hands out events and does not recurse; aliases are not followed, so that nothing can
//! grow beyond what was written.

use saphyr_parser::{Event, Parser};

/// The largest text that is read, in bytes.
const LARGEST: usize = 256 << 10;
/// How deep a text may nest.
const DEEPEST: usize = 48;
/// How many scalars, lists and tables a text may have.
const MOST: usize = 20_000;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Text(String),
    List(Vec<Self>),
    Table(Vec<(String, Self)>),
    /// What an alias stands for.
    Alias,
}

impl Node {
    /// The value of a key; none where this is no table, or has no such key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(super) fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Table(entries) => entries,
            _ => &[],
        }
    }

    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of a list, or the one that it is.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.text().into_iter().chain(self.items().iter().filter_map(Self::text))
    }

    /// Whether it has that key, or that text as an item or as a whole.
    pub(super) fn names(&self, name: &str) -> bool {
        self.get(name).is_some() || self.texts().any(|text| text == name)
    }

    pub(super) fn is_true(&self) -> bool {
        self.text().is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }
}

/// A list or table whose end has not come yet.
enum Open {
    List(Vec<Node>),
    /// With the key that waits for its value.
    Table(Vec<(String, Node)>, Option<String>),
}

/// The first document of a text; none where it is no YAML, or beyond the bounds.
pub(super) fn read(text: &str) -> Option<Node> {
    if text.len() > LARGEST {
        return None;
    }
    let mut open: Vec<Open> = Vec::new();
    for (count, event) in Parser::new_from_str(text).enumerate() {
        let (event, _) = event.ok()?;
        if count > MOST || open.len() > DEEPEST {
            return None;
        }
        let whole = match event {
            Event::Scalar(text, ..) => Node::Text(text.into_owned()),
            Event::Alias(_) => Node::Alias,
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Table(Vec::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop()? {
                Open::List(items) => Node::List(items),
                Open::Table(entries, _) => Node::Table(entries),
            },
            Event::DocumentEnd | Event::StreamEnd => return None,
            _ => continue,
        };
        match open.last_mut() {
            None => return Some(whole),
            Some(Open::List(items)) => items.push(whole),
            Some(Open::Table(entries, key)) => match key.take() {
                Some(key) => entries.push((key, whole)),
                // A key that is no text names nothing that is asked for.
                None => *key = Some(whole.text().unwrap_or_default().to_owned()),
            },
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_tables_lists_and_texts() {
        let node = read("on: [push]\njobs:\n  a:\n    run: |\n      x\n      y\n").unwrap();
        assert!(node.get("on").unwrap().names("push"));
        let run = node.get("jobs").and_then(|jobs| jobs.get("a")?.get("run"));
        assert_eq!(run.and_then(Node::text), Some("x\ny\n"));
        assert_eq!(read("a: [b"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn bombs_and_towers_are_left_alone() {
        let mut bomb = "a0: &a0 [x, x]\n".to_owned();
        for at in 1..40 {
            bomb += &format!("a{at}: &a{at} [*a{0}, *a{0}]\n", at - 1);
        }
        let bomb = read(&bomb).unwrap();
        assert_eq!(bomb.get("a39"), Some(&Node::List(vec![Node::Alias, Node::Alias])));
        assert_eq!(read(&"[".repeat(100_000)), None);
        assert_eq!(read(&"- ".repeat(100_000)), None);
        assert_eq!(read(&"{a: ".repeat(50_000)), None);
        assert_eq!(read(&"? ".repeat(50_000)), None);
        assert_eq!(read(&"a\n".repeat(200_000)), None);
        assert_eq!(read(&format!("[{}]", "a,".repeat(100_000))), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in "[-a:\\[\\]{}&*!|>'\"%@`#?, \t\n\u{0}\u{85}é0-9]{0,200}") {
            let _ = read(&text);
        }
    }
}
