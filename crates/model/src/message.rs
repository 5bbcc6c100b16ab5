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
}

/// One `Key: value` line at the end of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trailer {
    /// The key as written.
    pub key: String,
    /// The value, unfolded and trimmed.
    pub value: String,
}
