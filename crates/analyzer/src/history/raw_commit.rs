//! A commit as git keeps it: a header of lines, an empty line, the message.

use git_coach_model::Time;
use git2::Oid;

use crate::objects::Bytes;

/// A commit's content, taken apart.
pub(crate) struct RawCommit {
    bytes: Bytes,
    pub(crate) tree: Oid,
    pub(crate) parents: Vec<Oid>,
    author: (usize, usize),
    committer: (usize, usize),
    encoding: (usize, usize),
    message: usize,
}

/// Who and when, as a header line says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signature<'c> {
    pub(crate) name: &'c [u8],
    pub(crate) email: &'c [u8],
    pub(crate) time: Time,
}

impl RawCommit {
    /// Takes a commit apart; none where there is no tree in it.
    pub(crate) fn of(bytes: Bytes) -> Option<Self> {
        let mut commit = Self {
            tree: Oid::ZERO_SHA1,
            parents: Vec::new(),
            author: (0, 0),
            committer: (0, 0),
            encoding: (0, 0),
            message: bytes.len(),
            bytes: Bytes::default(),
        };
        let mut at = 0;
        while at < bytes.len() {
            let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end);
            let line = &bytes[at..end];
            if line.is_empty() {
                commit.message = end + 1;
                break;
            }
            let id = |name: &[u8]| {
                let text = line.strip_prefix(name)?;
                Oid::from_str(std::str::from_utf8(text).ok()?).ok()
            };
            let value = |name: &[u8]| line.starts_with(name).then_some((at + name.len(), end));
            if let Some(tree) = id(b"tree ").filter(|_| at == 0) {
                commit.tree = tree;
            } else if let Some(parent) = id(b"parent ") {
                commit.parents.push(parent);
            } else if let Some(author) = value(b"author ") {
                commit.author = author;
            } else if let Some(committer) = value(b"committer ") {
                commit.committer = committer;
            } else if let Some(encoding) = value(b"encoding ") {
                commit.encoding = encoding;
            }
            at = end + 1;
        }
        commit.message = commit.message.min(bytes.len());
        commit.bytes = bytes;
        (!commit.tree.is_zero()).then_some(commit)
    }

    /// Who wrote it, and when.
    pub(crate) fn author(&self) -> Signature<'_> {
        Signature::of(&self.bytes[self.author.0..self.author.1])
    }

    /// Who committed it, and when.
    pub(crate) fn committer(&self) -> Signature<'_> {
        Signature::of(&self.bytes[self.committer.0..self.committer.1])
    }

    /// When it was committed.
    pub(crate) fn committer_time(&self) -> Time {
        self.committer().time
    }

    /// The encoding that it says its texts are in.
    pub(crate) fn encoding(&self) -> Option<&str> {
        let label = &self.bytes[self.encoding.0..self.encoding.1];
        std::str::from_utf8(label).ok().filter(|label| !label.is_empty())
    }

    /// What it says, from the first line on.
    pub(crate) fn message(&self) -> &[u8] {
        &self.bytes[self.message..]
    }
}

impl<'c> Signature<'c> {
    /// Reads `name <email> seconds zone` as git does: the address ends at the first bracket after
    /// it began, the date begins after the last one.
    fn of(line: &'c [u8]) -> Self {
        let opened = memchr::memchr(b'<', line).unwrap_or(line.len());
        let rest = line.get(opened + 1..).unwrap_or_default();
        let closed = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        let date = memchr::memrchr(b'>', line).map_or(&[][..], |end| &line[end + 1..]);
        let mut parts = date.split(u8::is_ascii_whitespace).filter(|part| !part.is_empty());
        let mut number = || std::str::from_utf8(parts.next()?).ok();
        let seconds = number().and_then(|text| text.parse().ok());
        let zone = number().and_then(|text| text.parse::<i32>().ok());
        Self {
            name: line[..opened].trim_ascii(),
            email: &rest[..closed],
            time: Time {
                seconds: seconds.unwrap_or_default(),
                offset_minutes: zone.map_or(0, minutes),
            },
        }
    }
}

/// `+0530` as minutes; none of the hours that no clock has.
const fn minutes(zone: i32) -> i32 {
    let minutes = zone / 100 * 60 + zone % 100;
    if minutes.abs() <= 24 * 60 { minutes } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_commit_apart() {
        let text = b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\
            parent 1111111111111111111111111111111111111111\n\
            author A. B. <a@x> 1700000000 -0330\ncommitter C <c@x> 1700000001 +0200\n\
            encoding ISO-8859-1\ngpgsig x\n y\n\nsubject\n\nbody\n";
        let commit = RawCommit::of(Bytes::new(text.to_vec()));
        let Some(commit) = commit else { panic!("it is a commit") };
        assert_eq!(commit.parents.len(), 1);
        let author = commit.author();
        assert_eq!((author.name, author.email), (&b"A. B."[..], &b"a@x"[..]));
        assert_eq!(author.time, Time { seconds: 1_700_000_000, offset_minutes: -210 });
        assert_eq!(commit.committer_time(), Time { seconds: 1_700_000_001, offset_minutes: 120 });
        assert_eq!(commit.encoding(), Some("ISO-8859-1"));
        assert_eq!(commit.message(), b"subject\n\nbody\n");
    }

    #[test]
    fn reads_odd_signatures() {
        for (line, name, email, seconds) in [
            (&b"<> 5 +0000"[..], &b""[..], &b""[..], 5),
            (b"a <b> c> 7 +0000", b"a", b"b", 7),
            (b"a", b"a", b"", 0),
            (b"a <b", b"a", b"b", 0),
            (b"a <b> soon", b"a", b"b", 0),
            (b"a <b> 1 +99999999", b"a", b"b", 1),
            (b"", b"", b"", 0),
        ] {
            let read = Signature::of(line);
            assert_eq!((read.name, read.email, read.time.seconds), (name, email, seconds));
        }
        assert!(RawCommit::of(Bytes::new(b"no tree\n".to_vec())).is_none());
    }
}
