//! A comment carried to its forge: who we are, what is there, and one request that settles it.

use serde_json::Value;
use thiserror::Error as ThisError;

pub use crate::http::Patience;

use crate::comment::{Comment, Plan, Reason};
use crate::http::Http;
use crate::request::{Method, Request, account_in};
use crate::{Forge, Lookup, Target};

/// The most pages of comments that are read.
const MOST_PAGES: usize = 100;
/// How often it is looked whether a comment arrived whose answer did not.
const MOST_LOOKS: usize = 3;

/// Why a comment could not be carried to its forge. No message holds the token.
#[derive(Debug, ThisError)]
pub enum Error {
    /// The address of the interface is none.
    #[error("`{address}` is no address of a forge's interface")]
    Address {
        /// What was given.
        address: String,
    },
    /// The token cannot be sent.
    #[error("the token holds characters that no token has")]
    Token,
    /// The forge said no.
    #[error("{asked} was answered with {status}{}", quoted(said))]
    Refused {
        /// What was asked.
        asked: String,
        /// The status.
        status: u16,
        /// What the forge said of it.
        said: String,
    },
    /// The forge sent us elsewhere, where the token must not go.
    #[error("{asked} was sent on to another place, which is not followed")]
    Redirect {
        /// What was asked.
        asked: String,
    },
    /// No answer in time.
    #[error("{asked} was not answered in time")]
    Slow {
        /// What was asked.
        asked: String,
    },
    /// No connection.
    #[error("{asked} did not get through: {said}")]
    Unreachable {
        /// What was asked.
        asked: String,
        /// What the connection says.
        said: String,
    },
    /// The answer is nothing that this forge answers.
    #[error("{asked} was answered with something else than {expected}")]
    Odd {
        /// What was asked.
        asked: String,
        /// What was expected.
        expected: &'static str,
    },
    /// Something may have been made all the same.
    #[error("{why}; whether it was heard is not known")]
    Unsure {
        /// What went wrong.
        why: Box<Error>,
    },
}

fn quoted(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!(" (“{said}”)") }
}

impl Error {
    /// The status with which the forge said no.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. } => Some(*status),
            Self::Unsure { why } => why.status(),
            _ => None,
        }
    }
}

/// What became of a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is a new one.
    Created,
    /// The one that was there says it now.
    Updated,
    /// Nothing was to be done.
    Nothing(Reason),
}

/// The way to one request on a forge.
pub struct Poster<'a> {
    target: &'a Target,
    http: Http,
}

impl<'a> Poster<'a> {
    /// Prepares the way; sends nothing yet.
    ///
    /// # Errors
    /// An address or a token that cannot be one.
    pub fn new(target: &'a Target, token: &str, patience: Patience) -> Result<Self, Error> {
        let http = Http::new((target.project.forge, &target.project.api), token, patience)?;
        Ok(Self { target, http })
    }

    /// The accounts that the token writes as: the one that it belongs to. A pipeline's own token may
    /// not ask; on Gitea and Forgejo it writes as the same accounts everywhere. On GitHub the tokens of
    /// all apps are refused alike, so that a second question tells which app's it is.
    ///
    /// # Errors
    /// A forge that does not answer, or says no where no account is usual.
    pub fn accounts(&self) -> Result<Vec<String>, Error> {
        let forge = self.target.project.forge;
        let request = self.target.account();
        let error = match self.http.send(&request) {
            Ok(answer) => {
                let account = account_in(forge, &answer.json);
                return Ok(vec![account.ok_or_else(|| odd(&request, "an account"))?]);
            }
            Err(error) => error,
        };
        match (error.status(), forge) {
            (Some(403 | 404), Forge::GitHub) => Ok(vec![self.viewer()?]),
            (Some(403 | 404), Forge::Gitea) => {
                Ok(self.target.usual_accounts().iter().map(|one| (*one).to_owned()).collect())
            }
            _ => Err(error),
        }
    }

    /// The account of an app on GitHub.
    fn viewer(&self) -> Result<String, Error> {
        let request = self.target.viewer();
        let answer = self.http.send(&request).map_err(|error| match error {
            // It only asks, so it is the same whether it was heard.
            Error::Unsure { why } => *why,
            other => other,
        })?;
        let login = answer.json["data"]["viewer"]["login"].as_str();
        login.map(str::to_owned).ok_or_else(|| odd(&request, "an account"))
    }

    /// The request itself, as the forge has it; none where the place is another.
    ///
    /// # Errors
    /// A forge that says no, or does not answer.
    pub fn request(&self) -> Result<Option<Value>, Error> {
        let request = self.target.request();
        request.map(|request| Ok(self.http.send(&request)?.json)).transpose()
    }

    /// All comments, from every page.
    ///
    /// # Errors
    /// A page that cannot be had, or leads elsewhere.
    pub fn comments(&self) -> Result<Vec<Comment>, Error> {
        let mut request = self.target.comments();
        let mut comments = Vec::new();
        for _ in 0..MOST_PAGES {
            let answer = self.http.send(&request)?;
            let page = self.target.comments_in(&answer.json);
            comments.extend(page.ok_or_else(|| odd(&request, "a list of comments"))?);
            let next = match self.target.project.forge {
                Forge::Bitbucket => answer.json["next"].as_str().map(str::to_owned),
                _ => answer.next,
            };
            match next {
                Some(url) if url != request.url => request.url = url,
                _ => break,
            }
        }
        Ok(comments)
    }

    /// Looks at what is there, and carries out what `decide` makes of it. Where nobody can tell
    /// whether a new comment arrived, or the one to change is gone, it looks again.
    ///
    /// # Errors
    /// What the forge refuses, or does not answer.
    pub fn settle(&self, mut decide: impl FnMut(&[Comment]) -> Plan) -> Result<Outcome, Error> {
        let mut looks = 1;
        loop {
            let plan = decide(&self.comments()?);
            let outcome = match &plan {
                Plan::Nothing(reason) => return Ok(Outcome::Nothing(*reason)),
                Plan::Create { .. } => Outcome::Created,
                Plan::Update { .. } => Outcome::Updated,
            };
            let Some(request) = self.target.carry_out(&plan) else {
                return Ok(outcome);
            };
            let error = match self.http.send(&request) {
                Ok(_) => return Ok(outcome),
                Err(error) => error,
            };
            let gone = request.method != Method::Post && error.status() == Some(404);
            if !(gone || matches!(error, Error::Unsure { .. })) || looks >= MOST_LOOKS {
                return Err(error);
            }
            std::thread::sleep(self.http.patience.first);
            looks += 1;
        }
    }
}

/// The open request on GitHub that ends with a commit; none where there is none, or no longer.
///
/// # Errors
/// What the forge refuses, or does not answer.
pub fn find(lookup: &Lookup, token: &str, patience: Patience) -> Result<Option<Value>, Error> {
    let http = Http::new((Forge::GitHub, &lookup.api), token, patience)?;
    let mut request = lookup.requests();
    for _ in 0..MOST_PAGES {
        let answer = http.send(&request)?;
        if !answer.json.is_array() {
            return Err(odd(&request, "a list of requests"));
        }
        let found = lookup.request_in(&answer.json);
        match answer.next.filter(|_| found.is_none()) {
            Some(next) => request.url = next,
            None => return Ok(found),
        }
    }
    Ok(None)
}

fn odd(request: &Request, expected: &'static str) -> Error {
    let address = request.url.split('?').next().unwrap_or_default();
    Error::Odd { asked: format!("{} {address}", request.method.name()), expected }
}

/// The variables that hold a token for a forge, the first that is set counts.
pub const fn token_variables(forge: Forge) -> &'static [&'static str] {
    match forge {
        Forge::GitHub => &["GIT_COACH_TOKEN", "GITHUB_TOKEN", "GH_TOKEN"],
        Forge::Gitea => &["GIT_COACH_TOKEN", "FORGEJO_TOKEN", "GITEA_TOKEN", "GITHUB_TOKEN"],
        // A job's own token may not write notes.
        Forge::GitLab => &["GIT_COACH_TOKEN", "GITLAB_TOKEN"],
        Forge::Bitbucket => &["GIT_COACH_TOKEN", "BITBUCKET_TOKEN"],
        Forge::Azure => &["GIT_COACH_TOKEN", "SYSTEM_ACCESSTOKEN"],
    }
}

#[cfg(test)]
mod tests;
