//! What a commit says.

use serde::{Deserialize, Serialize};

/// A commit message in its parts, decoded to UTF-8.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The first paragraph on one line, as `git log --format=%s` gives it.
    pub subject: String,
    /// What stands between the subject and the trailers, without the blank lines around it.
    pub body: String,
    /// The last paragraph's `Key: value` lines, if it is made of them.
    pub trailers: Vec<Trailer>,
    /// How many issues, tickets or requests it refers to (`#12`, `ABC-12`, a link to one).
    pub references: u32,
    /// How many pages it leads to by their addresses, those of issues among them and that of its own
    /// request not.
    pub links: u32,
    /// How its subject begins.
    pub form: SubjectForm,
    /// Whether it bears a trace of a review: a request's number behind the subject, a trailer that
    /// names a reviewer or a review, or that another person than its author committed it.
    pub review_trace: bool,
}

/// How a subject begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SubjectForm {
    /// With the key or the number of an issue: `ABC-12 mend it`, `#12: mend it`.
    Ticket,
    /// As Conventional Commits have it: `fix(parser): mend it`.
    Conventional,
    /// With a tag in brackets: `[parser] mend it`.
    Tag,
    /// With the name of a part: `parser: mend it`.
    Component,
    /// Otherwise.
    #[default]
    Plain,
}

impl SubjectForm {
    /// All forms.
    pub const ALL: [Self; 5] =
        [Self::Ticket, Self::Conventional, Self::Tag, Self::Component, Self::Plain];

    /// The form's name, as practice files write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ticket => "ticket",
            Self::Conventional => "conventional",
            Self::Tag => "tag",
            Self::Component => "component",
            Self::Plain => "plain",
        }
    }

    /// The form of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }
}

impl Message {
    /// How many words the body has: what white space parts. Scripts that part no words (Chinese,
    /// Japanese) count two signs as one.
    pub fn body_words(&self) -> u64 {
        self.body.split_whitespace().map(words_of).sum()
    }

    /// The subject's length in characters; the numbers of requests and issues in brackets at its end
    /// (`(#12)`, `(!12)`, `(see #12)`) are left out.
    pub fn subject_length(&self) -> usize {
        let mut subject = self.subject.trim();
        while let Some((before, number)) =
            subject.strip_suffix(')').and_then(|s| s.rsplit_once('('))
        {
            if !refers(number) {
                break;
            }
            subject = before.trim_end();
        }
        subject.chars().count()
    }
}

/// Whether a text does no more than point at requests or issues.
fn refers(text: &str) -> bool {
    const POINTERS: [&str; 9] =
        ["see", "fix", "fixes", "close", "closes", "ref", "refs", "issue", "and"];
    let mut pieces = text.split([' ', ',']).filter(|piece| !piece.is_empty());
    let is_number = |piece: &str| {
        piece.strip_prefix(['#', '!']).is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let is_pointer =
        |piece: &str| POINTERS.iter().any(|pointer| piece.eq_ignore_ascii_case(pointer));
    text.contains(['#', '!']) && pieces.all(|piece| is_number(piece) || is_pointer(piece))
}

/// How many words stand in a piece without white space.
fn words_of(piece: &str) -> u64 {
    let signs = piece.chars().filter(|sign| is_cjk(*sign)).count() as u64;
    let is_mixed = piece.chars().any(|sign| sign.is_alphanumeric() && !is_cjk(sign));
    if signs == 0 { 1 } else { signs.div_ceil(2) + u64::from(is_mixed) }
}

/// Whether a sign belongs to a script that parts no words: the blocks of Han, Hiragana and Katakana.
pub fn is_cjk(sign: char) -> bool {
    matches!(sign,
        '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

/// One `Key: value` line at the end of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trailer {
    /// The key as written.
    pub key: String,
    /// The value, unfolded and trimmed.
    pub value: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_signs_make_a_word_where_nothing_parts_them() {
        for (body, words) in [
            ("", 0),
            ("why it broke", 3),
            ("- one\n- two", 4),
            ("修复登录", 2),
            ("修复了问题。", 3),
            ("升级 qs 到3.0版本", 5),
            ("로그인 오류 수정", 3),
        ] {
            let message = Message { body: body.to_owned(), ..Message::default() };
            assert_eq!(message.body_words(), words, "{body:?}");
        }
    }

    #[test]
    fn the_number_of_the_request_is_no_part_of_the_subject() {
        for (subject, length) in [
            ("Mend it", 7),
            ("Mend it (#12)", 7),
            ("Mend it (#11) (#12)", 7),
            ("Mend it (see #11, #12)", 7),
            ("Mend it (see #)", 15),
            ("Mend it (the #12 way)", 21),
            ("Mend it (!12)", 7),
            ("Mend it (12)", 12),
            ("Mend it (#)", 11),
            ("(#12)", 0),
            ("修复", 2),
        ] {
            let message = Message { subject: subject.to_owned(), ..Message::default() };
            assert_eq!(message.subject_length(), length, "{subject:?}");
        }
    }
}
