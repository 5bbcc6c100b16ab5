//! What a commit says.

/// A commit message in its parts, decoded to UTF-8.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The first paragraph on one line, as `git log --format=%s` gives it.
    pub subject: String,
    /// What stands between the subject and the trailers, without the blank lines around it.
    pub body: String,
    /// The last paragraph's `Key: value` lines, if it is made of them.
    pub trailers: Vec<Trailer>,
    /// How many issues, tickets or requests it refers to (`#12`, `ABC-12`, a link to one).
    pub references: u32,
    /// How its subject begins.
    pub form: SubjectForm,
    /// Whether it bears a trace of a review: a request's number behind the subject, a trailer that
    /// names a reviewer or a review.
    pub review_trace: bool,
}

/// How a subject begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The subject's length in characters; the number of the request that brought it, which a forge
    /// puts at its end (`(#12)`, `(!12)`), is left out.
    pub fn subject_length(&self) -> usize {
        let mut subject = self.subject.trim();
        while let Some((before, number)) =
            subject.strip_suffix(')').and_then(|s| s.rsplit_once('('))
        {
            let digits = number.strip_prefix(['#', '!']).unwrap_or_default();
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                break;
            }
            subject = before.trim_end();
        }
        subject.chars().count()
    }
}

/// One `Key: value` line at the end of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    fn the_number_of_the_request_is_no_part_of_the_subject() {
        for (subject, length) in [
            ("Mend it", 7),
            ("Mend it (#12)", 7),
            ("Mend it (#11) (#12)", 7),
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
