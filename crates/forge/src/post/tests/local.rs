//! A forge on this machine that keeps what it is told, in the manner of each of the five.
//!
//! Written from what the forges document: addresses, methods, who proves what by which header, the
//! shape of bodies, how pages follow each other, and what is left of a comment that was deleted.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::super::*;
use super::TOKEN;
use crate::Project;

/// Whose the token is.
pub(super) const ME: &str = "coach";
/// The comments of one page, few so that there are several.
const ON_A_PAGE: usize = 2;
/// How long a slow forge takes.
const LONG: Duration = Duration::from_millis(2500);

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Account,
    List,
    Create,
    Update(u64),
}

/// What goes wrong.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// It says no.
    Status(u16),
    /// It does as it is told, and answers too late.
    Slow,
    /// It hangs up, and has heard nothing.
    Deaf,
    /// It does as it is told, and hangs up without an answer.
    Mute,
    /// It sends the request on to this address.
    Elsewhere(String),
    /// A proxy before it shows a page to sign in.
    SignIn,
}

/// Which kind of request fails.
pub(super) type Kind = fn(Act) -> bool;

/// A comment that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) id: u64,
    pub(super) account: String,
    pub(super) body: String,
    pub(super) is_deleted: bool,
}

/// What the forge knows, and what is to go wrong.
pub(super) struct State {
    forge: Forge,
    host: String,
    pub(super) comments: Vec<Kept>,
    /// What it was asked and understood.
    pub(super) asked: Vec<Act>,
    /// Which kind of request fails, how, and how often.
    pub(super) fault: Option<(Kind, Fault, usize)>,
    /// Whether all comments are deleted once they were listed.
    pub(super) forgets: bool,
}

/// The forge.
pub(super) struct Local {
    pub(super) target: Target,
    state: Arc<Mutex<State>>,
}

impl Local {
    pub(super) fn new(forge: Forge) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = format!("http://{}", listener.local_addr().unwrap());
        let (root, name) = match forge {
            Forge::GitHub => ("", "o/r"),
            Forge::Gitea => ("/api/v1", "o/r"),
            Forge::GitLab => ("/api/v4", "12"),
            Forge::Bitbucket => ("/2.0", "w/r"),
            Forge::Azure => ("/org", "p/_apis/git/repositories/r"),
        };
        let api = format!("{host}{root}");
        let target = Project { forge, api, name: name.to_owned() }.request(7);
        let state = State {
            forge,
            host,
            comments: Vec::new(),
            asked: Vec::new(),
            fault: None,
            forgets: false,
        };
        let state = Arc::new(Mutex::new(state));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                thread::spawn(move || answer(&shared, &stream));
            }
        });
        Self { target, state }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Somebody comments by hand.
    pub(super) fn comment(&self, account: &str, body: &str) {
        self.state().keep(account, body);
    }

    /// The texts that `account` has there.
    pub(super) fn said_by(&self, account: &str) -> Vec<String> {
        let state = self.state();
        let there = state.comments.iter().filter(|one| one.account == account && !one.is_deleted);
        there.map(|one| one.body.clone()).collect()
    }
}

/// A request as it came in.
struct Heard {
    method: String,
    path: String,
    query: String,
    headers: String,
    body: Value,
}

fn hear(stream: &TcpStream) -> Option<Heard> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut words = first.split(' ');
    let (method, address) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (mut headers, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 || line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        headers.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let (path, query) = address.split_once('?').unwrap_or((&address, ""));
    Some(Heard { method, path: path.to_owned(), query: query.to_owned(), headers, body })
}

fn answer(shared: &Mutex<State>, stream: &TcpStream) {
    let Some(heard) = hear(stream) else {
        return;
    };
    let mut state = shared.lock().unwrap();
    let (status, headers, body) = match state.understood(&heard) {
        Err(status) => (status, String::new(), json!({ "message": "not understood" })),
        Ok(act) => match state.fails(act) {
            Some(Fault::Deaf) => return,
            Some(Fault::Status(status)) => (status, String::new(), json!({ "message": "not now" })),
            Some(Fault::Elsewhere(address)) => {
                (307, format!("Location: {address}\r\n"), Value::Null)
            }
            Some(Fault::SignIn) => (203, String::new(), json!("<html>Sign in</html>")),
            Some(Fault::Mute) => {
                state.done(act, &heard);
                return;
            }
            Some(Fault::Slow) => {
                let done = state.done(act, &heard);
                drop(state);
                thread::sleep(LONG);
                done
            }
            None => state.done(act, &heard),
        },
    };
    let body = body.to_string();
    let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n{headers}", body.len());
    // Whoever is no longer waiting has hung up.
    write!(&mut &*stream, "{head}Connection: close\r\n\r\n{body}").ok();
}

impl State {
    fn keep(&mut self, account: &str, body: &str) -> u64 {
        let id = self.comments.len() as u64 + 1;
        let (account, body) = (account.to_owned(), body.to_owned());
        self.comments.push(Kept { id, account, body, is_deleted: false });
        id
    }

    fn fails(&mut self, act: Act) -> Option<Fault> {
        let (of, fault, times) = self.fault.as_mut()?;
        if !of(act) || *times == 0 {
            return None;
        }
        *times -= 1;
        Some(fault.clone())
    }

    /// What is asked, where the address, the method and who asks are as documented.
    fn understood(&mut self, heard: &Heard) -> Result<Act, u16> {
        let proof = match self.forge {
            Forge::GitHub | Forge::Bitbucket | Forge::Azure => {
                format!("authorization: Bearer {TOKEN}\r\n")
            }
            Forge::Gitea => format!("authorization: token {TOKEN}\r\n"),
            Forge::GitLab => format!("private-token: {TOKEN}\r\n"),
        };
        let shows = heard.headers.lines().any(|line| line.eq_ignore_ascii_case(proof.trim_end()));
        if !shows {
            return Err(401);
        }
        let (account, list, one, update) = match self.forge {
            Forge::GitHub => {
                ("/user", "/repos/o/r/issues/7/comments", "/repos/o/r/issues/comments/", "PATCH")
            }
            Forge::Gitea => (
                "/api/v1/user",
                "/api/v1/repos/o/r/issues/7/comments",
                "/api/v1/repos/o/r/issues/comments/",
                "PATCH",
            ),
            Forge::GitLab => (
                "/api/v4/user",
                "/api/v4/projects/12/merge_requests/7/notes",
                "/api/v4/projects/12/merge_requests/7/notes/",
                "PUT",
            ),
            Forge::Bitbucket => (
                "/2.0/user",
                "/2.0/repositories/w/r/pullrequests/7/comments",
                "/2.0/repositories/w/r/pullrequests/7/comments/",
                "PUT",
            ),
            Forge::Azure => (
                "/org/_apis/connectionData",
                "/org/p/_apis/git/repositories/r/pullRequests/7/threads",
                "/org/p/_apis/git/repositories/r/pullRequests/7/threads/",
                "PATCH",
            ),
        };
        let act = match heard.method.as_str() {
            "GET" if heard.path == account => Act::Account,
            "GET" if heard.path == list => Act::List,
            "POST" if heard.path == list => Act::Create,
            method if method == update => {
                let id = heard.path.strip_prefix(one).ok_or(404_u16)?;
                // The first comment of a thread is its text.
                let id = if self.forge == Forge::Azure {
                    id.strip_suffix("/comments/1").ok_or(404_u16)?
                } else {
                    id
                };
                Act::Update(id.parse().map_err(|_| 404_u16)?)
            }
            _ => return Err(404),
        };
        let versioned = self.forge != Forge::Azure || act == Act::Account;
        if !versioned && !heard.query.contains("api-version=7.1") {
            return Err(400);
        }
        self.asked.push(act);
        Ok(act)
    }

    /// Does as it is told.
    fn done(&mut self, act: Act, heard: &Heard) -> (u16, String, Value) {
        let plain = |status: u16, body: Value| (status, String::new(), body);
        let no = |status: u16| plain(status, json!({ "message": "no" }));
        match act {
            Act::Account => plain(
                200,
                match self.forge {
                    Forge::GitHub | Forge::Gitea => json!({ "login": ME }),
                    Forge::GitLab => json!({ "username": ME }),
                    Forge::Bitbucket => json!({ "uuid": ME }),
                    Forge::Azure => json!({ "authenticatedUser": { "id": ME } }),
                },
            ),
            Act::List => self.page(&heard.query),
            Act::Create => match self.text_of(act, &heard.body) {
                Some(text) => {
                    let id = self.keep(ME, &text);
                    plain(201, json!({ "id": id }))
                }
                None => no(422),
            },
            Act::Update(id) => {
                let text = self.text_of(act, &heard.body);
                let mut there = self.comments.iter_mut();
                match (there.find(|one| one.id == id && !one.is_deleted), text) {
                    (None, _) => no(404),
                    (Some(_), None) => no(422),
                    (Some(one), _) if one.account != ME => no(403),
                    (Some(one), Some(text)) => {
                        one.body = text;
                        plain(200, json!({ "id": id }))
                    }
                }
            }
        }
    }

    /// The text of a body that is as documented, and no longer than may be.
    fn text_of(&self, act: Act, body: &Value) -> Option<String> {
        let (text, most, keys) = match (self.forge, act) {
            (Forge::GitHub | Forge::Gitea, _) => (&body["body"], 65_536, 1),
            (Forge::GitLab, _) => (&body["body"], 1_000_000, 1),
            (Forge::Bitbucket, _) => (&body["content"]["raw"], 32_768, 1),
            (Forge::Azure, Act::Create) => (&body["comments"][0]["content"], 150_000, 2),
            (Forge::Azure, _) => (&body["content"], 150_000, 1),
        };
        let is_whole = body.as_object().is_some_and(|object| object.len() == keys);
        text.as_str().filter(|text| is_whole && text.len() <= most).map(str::to_owned)
    }

    /// One page, and the way to the next.
    fn page(&mut self, query: &str) -> (u16, String, Value) {
        let Self { forge, host, .. } = self;
        let number = query.split('&').find_map(|one| one.strip_prefix("page=")?.parse().ok());
        let number: usize = number.unwrap_or(1);
        let in_pages = !matches!(forge, Forge::Gitea | Forge::Azure);
        // GitHub and GitLab forget what was deleted.
        let shown: Vec<&Kept> = match forge {
            Forge::Bitbucket | Forge::Azure => self.comments.iter().collect(),
            _ => self.comments.iter().filter(|one| !one.is_deleted).collect(),
        };
        let size = if in_pages { ON_A_PAGE } else { usize::MAX };
        let from = (number - 1).saturating_mul(size);
        let list: Vec<Value> =
            shown.iter().skip(from).take(size).map(|one| written(*forge, one)).collect();
        let has_next = shown.len() > from.saturating_add(size);
        let (mut headers, mut body) = (String::new(), json!(list));
        let next = |path: &str| format!("{host}{path}?page={}", number + 1);
        match forge {
            Forge::GitHub if has_next => {
                let next = next("/repos/o/r/issues/7/comments");
                headers = format!("Link: <{next}>; rel=\"next\"\r\n");
            }
            Forge::GitLab if has_next => {
                let next = next("/api/v4/projects/12/merge_requests/7/notes");
                headers = format!("Link: <{next}>; rel=\"next\", <{next}>; rel=\"last\"\r\n");
            }
            Forge::Bitbucket => {
                body = json!({ "values": list });
                if has_next {
                    body["next"] = next("/2.0/repositories/w/r/pullrequests/7/comments").into();
                }
            }
            Forge::Azure => body = json!({ "value": list, "count": list.len() }),
            _ => {}
        }
        if self.forgets && !has_next {
            self.comments.iter_mut().for_each(|one| one.is_deleted = true);
            self.forgets = false;
        }
        (200, headers, body)
    }
}

/// A comment as it is listed.
fn written(forge: Forge, one: &Kept) -> Value {
    let Kept { id, account, body, is_deleted } = one;
    match forge {
        Forge::GitHub | Forge::Gitea => {
            json!({ "id": id, "user": { "login": account }, "body": body })
        }
        Forge::GitLab => {
            json!({ "id": id, "author": { "username": account }, "body": body, "system": false })
        }
        Forge::Bitbucket => json!({
            "id": id, "user": { "uuid": account }, "content": { "raw": body }, "deleted": is_deleted,
        }),
        Forge::Azure => json!({ "id": id, "isDeleted": is_deleted, "comments": [
            { "id": 1, "author": { "id": account }, "content": body, "isDeleted": is_deleted },
        ] }),
    }
}
