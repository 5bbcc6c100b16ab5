//! One client for all forges: patient for a while, never sent elsewhere, and silent about its token.

use std::thread;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use ureq::Agent;
use ureq::http::{self, Uri};
use ureq::tls::{RootCerts, TlsConfig};

use crate::Forge;
use crate::post::Error;
use crate::request::{Method, Request};

/// The most that an answer may have, in bytes.
const LARGEST: u64 = 16 << 20;
/// The most redirects that are followed, all to the same place.
const MOST_REDIRECTS: usize = 3;

/// How long is waited for what.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For one answer.
    pub answer: Duration,
    /// Before the second attempt; twice as long before each that follows.
    pub first: Duration,
    /// Before any attempt: who asks for more is not asked again.
    pub longest: Duration,
    /// How often a request is sent.
    pub attempts: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            answer: Duration::from_secs(20),
            first: Duration::from_secs(1),
            longest: Duration::from_secs(30),
            attempts: 4,
        }
    }
}

/// An answer of a forge.
pub(crate) struct Answer {
    /// Its body.
    pub(crate) json: Value,
    /// The address of the next page, as the `Link` header tells.
    pub(crate) next: Option<String>,
}

/// A client that speaks to one origin alone.
pub(crate) struct Http {
    agent: Agent,
    origin: String,
    headers: Vec<(&'static str, String)>,
    token: String,
    pub(crate) patience: Patience,
}

/// What came of one attempt.
enum Attempt {
    Answered(Answer),
    /// Worth another one, after so long if the forge says.
    Again(Error, Option<Duration>),
    Failed(Error),
}

impl Http {
    /// A client for the interface at `api`.
    pub(crate) fn new(
        (forge, api): (Forge, &str),
        token: &str,
        patience: Patience,
    ) -> Result<Self, Error> {
        let odd = || Error::Address { address: api.to_owned() };
        let origin = origin(api).ok_or_else(odd)?;
        // A header with a line end in it would carry more than one.
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::Token);
        }
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(patience.answer))
            .tls_config(tls)
            .user_agent(concat!("git-coach/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        let mut headers = vec![match forge {
            Forge::GitLab => ("PRIVATE-TOKEN", token.to_owned()),
            Forge::Gitea => ("Authorization", format!("token {token}")),
            _ => ("Authorization", format!("Bearer {token}")),
        }];
        headers.push(match forge {
            Forge::GitHub => ("Accept", "application/vnd.github+json".to_owned()),
            _ => ("Accept", "application/json".to_owned()),
        });
        if forge == Forge::GitHub {
            headers.push(("X-GitHub-Api-Version", "2022-11-28".to_owned()));
        }
        Ok(Self { agent, origin, headers, token: token.to_owned(), patience })
    }

    /// Sends a request, several times where that helps and can do no harm.
    pub(crate) fn send(&self, request: &Request) -> Result<Answer, Error> {
        let mut wait = self.patience.first;
        let mut attempt = 1;
        loop {
            match self.attempt(request) {
                Attempt::Answered(answer) => return Ok(answer),
                Attempt::Failed(error) => return Err(error),
                Attempt::Again(error, asked) => {
                    let pause = asked.unwrap_or(wait);
                    if attempt >= self.patience.attempts || pause > self.patience.longest {
                        return Err(error);
                    }
                    thread::sleep(pause);
                    attempt += 1;
                    wait = (wait * 2).min(self.patience.longest);
                }
            }
        }
    }

    fn attempt(&self, request: &Request) -> Attempt {
        let mut request = request.clone();
        for _ in 0..=MOST_REDIRECTS {
            match self.once(&request) {
                Ok(Ok(address)) => request.url = address,
                Ok(Err(attempt)) => return attempt,
                Err(error) => return Attempt::Failed(error),
            }
        }
        Attempt::Failed(Error::Redirect { asked: self.named(&request) })
    }

    /// One exchange: where it is sent on to, or what came of it.
    fn once(&self, request: &Request) -> Result<Result<String, Attempt>, Error> {
        let elsewhere = || Error::Redirect { asked: self.named(request) };
        if origin(&request.url).as_ref() != Some(&self.origin) {
            return Err(elsewhere());
        }
        let mut builder =
            http::Request::builder().method(request.method.name()).uri(request.url.as_str());
        for (name, value) in &self.headers {
            builder = builder.header(*name, value);
        }
        let odd = |_| Error::Address { address: self.named(request) };
        let sent = match &request.body {
            Some(body) => {
                let builder = builder.header("Content-Type", "application/json");
                self.agent.run(builder.body(body.to_string()).map_err(odd)?)
            }
            None => self.agent.run(builder.body(()).map_err(odd)?),
        };
        let mut response = match sent {
            Ok(response) => response,
            Err(error) => return Ok(Err(self.unanswered(request, &error))),
        };
        let status = response.status().as_u16();
        let header = |name: &str| {
            response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let may_follow = request.method == Method::Get || matches!(status, 307 | 308);
        if matches!(status, 301 | 302 | 307 | 308) && may_follow {
            // Compared with our origin before anything is sent there.
            let address = header("location").map(|address| self.whole(&address));
            return address.map(Ok).ok_or_else(elsewhere);
        }
        let asked_to_wait = header("retry-after").and_then(|text| pause(&text, header("date")));
        let used_up = header("x-ratelimit-remaining").as_deref() == Some("0");
        let next = header("link").and_then(|link| next_in(&link));
        let read = response.body_mut().with_config().limit(LARGEST).read_to_string();
        let Ok(text) = read else {
            let error = self.error(request, status, "the answer broke off");
            return Ok(Err(self.again_if_harmless(request, error)));
        };
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        let said = json["message"].as_str().unwrap_or_default();
        let error = self.error(request, status, said);
        Ok(Err(match status {
            200..=299 => Attempt::Answered(Answer { json, next }),
            429 => Attempt::Again(error, asked_to_wait),
            403 if asked_to_wait.is_some() || used_up => Attempt::Again(error, asked_to_wait),
            500..=599 => match self.again_if_harmless(request, error) {
                Attempt::Again(error, _) => Attempt::Again(error, asked_to_wait),
                other => other,
            },
            300..=399 => Attempt::Failed(elsewhere()),
            _ => Attempt::Failed(error),
        }))
    }

    /// What would make something new is not sent twice: the first may have been heard.
    fn again_if_harmless(&self, request: &Request, error: Error) -> Attempt {
        match request.method {
            Method::Post => Attempt::Failed(Error::Unsure { why: Box::new(error) }),
            Method::Get | Method::Put | Method::Patch => Attempt::Again(error, None),
        }
    }

    fn unanswered(&self, request: &Request, error: &ureq::Error) -> Attempt {
        let asked = self.named(request);
        let error = match error {
            ureq::Error::Timeout(_) => Error::Slow { asked },
            other => Error::Unreachable { asked, said: self.safe(&other.to_string()) },
        };
        self.again_if_harmless(request, error)
    }

    fn error(&self, request: &Request, status: u16, said: &str) -> Error {
        Error::Refused { asked: self.named(request), status, said: self.safe(said) }
    }

    /// The request without its parameters, for messages.
    fn named(&self, request: &Request) -> String {
        let address = request.url.split('?').next().unwrap_or_default();
        format!("{} {}", request.method.name(), self.safe(address))
    }

    /// Words of others in one short line, without the token if they should hold it.
    fn safe(&self, text: &str) -> String {
        let text =
            if self.token.is_empty() { text.to_owned() } else { text.replace(&self.token, "***") };
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect()
    }

    /// An address that may leave out the origin.
    fn whole(&self, address: &str) -> String {
        match address.strip_prefix('/') {
            Some(rest) if !rest.starts_with('/') => format!("{}/{rest}", self.origin),
            _ => address.to_owned(),
        }
    }
}

/// How long a `Retry-After` asks to wait: seconds, or until a date, which is taken by the clock of
/// whoever sent it.
fn pause(text: &str, date: Option<String>) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let now = date.and_then(|date| httpdate::parse_http_date(&date).ok());
    // A moment that is over is no reason to wait.
    Some(until.duration_since(now.unwrap_or_else(SystemTime::now)).unwrap_or_default())
}

/// Scheme, host and port of an address, as they are compared; none with a user in it.
fn origin(address: &str) -> Option<String> {
    let uri: Uri = address.parse().ok()?;
    let (scheme, authority) = (uri.scheme_str()?, uri.authority()?);
    if !matches!(scheme, "http" | "https") || authority.as_str().contains('@') {
        return None;
    }
    let usual = if scheme == "https" { 443 } else { 80 };
    let port = uri.port_u16().unwrap_or(usual);
    let host = authority.host().to_ascii_lowercase();
    Some(format!("{scheme}://{host}:{port}"))
}

/// The address of the next page in a `Link` header.
fn next_in(link: &str) -> Option<String> {
    link.split(',').find_map(|part| {
        let (address, rest) = part.trim().strip_prefix('<')?.split_once('>')?;
        let is_next = rest.split(';').any(|one| {
            matches!(one.trim().split_once('='), Some(("rel", rel)) if rel.trim_matches('"') == "next")
        });
        is_next.then(|| address.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_compared_whole() {
        let same =
            |left: &str, right: &str| origin(left).is_some() && origin(left) == origin(right);
        assert!(same("https://a.example/x", "https://A.example:443/y?z"));
        assert!(!same("https://a.example/", "https://a.example:444/"));
        assert!(!same("https://a.example/", "http://a.example/"));
        assert!(!same("https://a.example/", "https://a.example.evil/"));
        assert!(!same("https://a.example/", "https://a.example@evil/"));
        assert_eq!(origin("file:///etc/passwd"), None);
        assert_eq!(origin("a.example"), None);
    }

    #[test]
    fn the_next_page() {
        let link = "<https://a/x?page=1>; rel=\"prev\", <https://a/x?page=3>; rel=\"next\"";
        assert_eq!(next_in(link).as_deref(), Some("https://a/x?page=3"));
        assert_eq!(next_in("<https://a/x?page=1>; rel=\"last\""), None);
        assert_eq!(next_in("nonsense"), None);
    }
}
