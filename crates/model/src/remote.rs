//! Where a repository is hosted.

/// The page of a repository on a forge; never with a password or a user's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// The scheme of its web pages: `https`, or `http` where the address says so.
    pub scheme: &'static str,
    /// The host, in lower case, with its port where web pages have one: `git.example.org:3000`.
    pub host: String,
    /// The path on it, without slashes at its ends and without `.git`: `owner/name`.
    pub path: String,
}
