//! The hidden marker of a comment: whose it is, and what it said when.

use crate::Forge;

/// The version of the marker; whatever carries a later one is left alone.
const VERSION: u32 = 1;
/// What every version begins with.
const NAME: &str = "git-coach:";

/// What a comment says of itself, unseen by its readers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marker {
    /// What tells it from other comments of the tool on the same request, such as those of another
    /// job with other settings.
    pub scope: String,
    /// The last commit that it speaks of.
    pub head: String,
    /// The run that wrote it, larger the later it started.
    pub run: Option<u64>,
    /// What is open, by the ids of practices, in order.
    pub open: Vec<String>,
    /// What was open when it spoke of an earlier head; none if it never did.
    pub before: Option<Vec<String>>,
}

/// How a marker hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As an HTML comment.
    Comment,
    /// As a link without words, where HTML comments are shown as text.
    Link,
}

impl Style {
    /// What hides on this forge.
    pub const fn of(forge: Forge) -> Self {
        match forge {
            Forge::Bitbucket => Self::Link,
            Forge::GitHub | Forge::Gitea | Forge::GitLab | Forge::Azure => Self::Comment,
        }
    }

    const fn ends(self) -> (&'static str, &'static str) {
        match self {
            Self::Comment => ("<!-- ", " -->"),
            Self::Link => ("[](# \"", "\")"),
        }
    }
}

/// The first line of a comment, as a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// Of this version.
    Known(Marker),
    /// Of a later one; its scope.
    Later(String),
}

impl Marker {
    /// The marker as the first line of a comment, without its end.
    pub fn written(&self, style: Style) -> String {
        let (start, end) = style.ends();
        let mut text = format!("{NAME}{VERSION} scope={}", value(&self.scope));
        text.push_str(&format!(" head={}", value(&self.head)));
        if let Some(run) = self.run {
            text.push_str(&format!(" run={run}"));
        }
        text.push_str(&format!(" open={}", list(&self.open)));
        if let Some(before) = &self.before {
            text.push_str(&format!(" before={}", list(before)));
        }
        format!("{start}{text}{end}")
    }

    /// How a comment on `head` follows this one: what was open before.
    pub fn open_before(&self, head: &str) -> Option<&[String]> {
        // A second run on the same commit tells of the same round.
        if self.head == head { self.before.as_deref() } else { Some(&self.open) }
    }
}

/// The marker that a comment begins with; text further down is somebody's quotation.
pub(super) fn read(body: &str) -> Option<Read> {
    let line = body.trim_start_matches(['\u{feff}', ' ', '\r', '\n']).lines().next()?.trim_end();
    let inner = [Style::Comment, Style::Link].iter().find_map(|style| {
        let (start, end) = style.ends();
        line.strip_prefix(start)?.strip_suffix(end)
    })?;
    let mut words = inner.strip_prefix(NAME)?.split(' ');
    let version: u32 = words.next()?.parse().ok()?;
    let mut marker = Marker::default();
    let mut has_scope = false;
    for word in words {
        match word.split_once('=') {
            Some(("scope", text)) => {
                has_scope = true;
                marker.scope = plain(text)?;
            }
            Some(("head", text)) => marker.head = plain(text)?,
            Some(("run", text)) => marker.run = text.parse().ok(),
            Some(("open", text)) => marker.open = listed(text)?,
            Some(("before", text)) => marker.before = Some(listed(text)?),
            _ => {}
        }
    }
    match version {
        _ if !has_scope => None,
        0 => None,
        VERSION => Some(Read::Known(marker)),
        _ => Some(Read::Later(marker.scope)),
    }
}

fn list(items: &[String]) -> String {
    items.iter().map(|item| value(item)).collect::<Vec<_>>().join(",")
}

fn listed(text: &str) -> Option<Vec<String>> {
    text.split(',').filter(|item| !item.is_empty()).map(plain).collect()
}

/// The text with everything escaped that could end a marker or part its words.
fn value(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let doubled = byte == b'-' && out.ends_with('-');
        if (byte.is_ascii_alphanumeric() || b"/._-".contains(&byte)) && !doubled {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn plain(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first == b'%' {
            let (digits, tail) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = tail;
        } else {
            bytes.push(first);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(scope: &str) -> Marker {
        Marker {
            scope: scope.to_owned(),
            head: "abc".to_owned(),
            run: Some(7),
            open: vec!["tests/a".to_owned(), "x y,z".to_owned()],
            before: Some(vec![]),
        }
    }

    #[test]
    fn is_read_as_it_was_written() {
        for scope in ["default", "", "a b", "--> <b>", "ü,=%", "a--b-->", "\") x", "\n"] {
            for style in [Style::Comment, Style::Link] {
                let written = marker(scope).written(style);
                assert_eq!(written.lines().count(), 1);
                assert_eq!(read(&written), Some(Read::Known(marker(scope))), "{written}");
                let body = format!("{written}\r\n\r\nText\r\n");
                assert_eq!(read(&body), Some(Read::Known(marker(scope))), "{written}");
            }
        }
        let bare = Marker { run: None, before: None, ..marker("x") };
        assert_eq!(read(&bare.written(Style::Comment)), Some(Read::Known(bare)));
    }

    #[test]
    fn what_is_none_is_none() {
        let first = marker("x").written(Style::Comment);
        for body in [
            String::new(),
            format!("> {first}"),
            format!("Look:\n{first}"),
            first.replace("scope=x", ""),
            first.replace(":1", ":0"),
            first.replace(":1", ":one"),
            first.replace("head=abc", "head=%zz"),
            first.replace("head=abc", "head=%e"),
            first.replace(" -->", ""),
        ] {
            assert_eq!(read(&body), None, "{body}");
        }
        let later = read(&first.replace(":1", ":2"));
        assert_eq!(later, Some(Read::Later("x".to_owned())));
    }

    #[test]
    fn a_second_run_on_a_commit_tells_of_the_same_round() {
        let marker = marker("x");
        assert_eq!(marker.open_before("abc"), Some(&[][..]));
        assert_eq!(marker.open_before("def"), Some(&marker.open[..]));
        assert_eq!(Marker::default().open_before(""), None);
    }
}
