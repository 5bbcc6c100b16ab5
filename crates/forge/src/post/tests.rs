//! Posting to a forge of our own on this machine.

mod every_forge;
mod local;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::json;

use super::*;
use crate::Project;
use crate::comment::{Marker, Order, Style, plan, standing};

const TOKEN: &str = "ghs_s3cr3t";
const BOT: &str = "github-actions[bot]";

/// What the server answers: a status, headers, a body; after a while.
struct Reply(u16, Vec<String>, String, Duration);

fn reply(status: u16, body: &Value) -> Reply {
    Reply(status, Vec::new(), body.to_string(), Duration::ZERO)
}

impl Reply {
    fn with(mut self, header: &str) -> Self {
        self.1.push(header.to_owned());
        self
    }
}

/// A server that gives these answers in turn; HOST in them becomes its own address. Returns that,
/// and what it is asked: a request line, the headers and the body as one text.
fn server(replies: Vec<Reply>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    let (heard, asked) = channel();
    let own = host.clone();
    thread::spawn(move || {
        for Reply(status, headers, body, pause) in replies {
            let (stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(&stream);
            let (mut text, mut length) = (String::new(), 0);
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
                    break;
                }
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                text.push_str(&line);
            }
            let mut sent = vec![0; length];
            reader.read_exact(&mut sent).unwrap();
            text.push_str(&String::from_utf8(sent).unwrap());
            heard.send(text).ok();
            thread::sleep(pause);
            let headers: String =
                headers.iter().map(|one| one.replace("HOST", &own) + "\r\n").collect();
            let length = body.len();
            let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {length}\r\n{headers}");
            // Whoever is no longer waiting has hung up.
            write!(&stream, "{head}Connection: close\r\n\r\n{body}").ok();
        }
    });
    (host, asked)
}

fn patience() -> Patience {
    Patience {
        answer: Duration::from_millis(500),
        first: Duration::from_millis(1),
        longest: Duration::from_secs(2),
        attempts: 3,
    }
}

fn marker(head: &str) -> Marker {
    let (scope, head) = ("default".to_owned(), head.to_owned());
    Marker { scope, head, run: Some(5), ..Marker::default() }
}

fn on(forge: Forge, api: &str) -> Target {
    Project { forge, api: api.to_owned(), name: "o/r".to_owned() }.request(7)
}

fn target(api: &str) -> Target {
    on(Forge::GitHub, api)
}

/// Says "Hello" on a forge that answers like this; returns what came of it, and what was asked.
fn say(replies: Vec<Reply>) -> (Result<Outcome, Error>, Vec<String>) {
    let (host, asked) = server(replies);
    let target = target(&host);
    let poster = Poster::new(&target, TOKEN, patience()).unwrap();
    let outcome = poster.settle(|there| {
        let standing = standing(there, &[BOT], "default");
        plan(standing.as_ref(), (&marker("b"), Style::Comment), "Hello", true, Order::Unknown)
    });
    (outcome, asked.try_iter().collect())
}

/// The first lines of what was asked.
fn lines(asked: &[String]) -> Vec<&str> {
    asked.iter().filter_map(|one| one.split(" HTTP/").next()).collect()
}

const LIST: &str = "GET /repos/o/r/issues/7/comments?per_page=100";
const CREATE: &str = "POST /repos/o/r/issues/7/comments";

fn there(id: u64, account: &str, head: &str) -> Value {
    let body = format!("{}\nHi", marker(head).written(Style::Comment));
    json!([{ "id": id, "user": { "login": account }, "body": body }])
}

#[track_caller]
fn refused(result: &Result<Outcome, Error>, status: u16) {
    let error = result.as_ref().unwrap_err();
    assert_eq!(error.status(), Some(status), "{error}");
    assert!(!format!("{error} {error:?}").contains(TOKEN), "{error:?}");
}

#[test]
fn a_first_comment() {
    let (outcome, asked) = say(vec![reply(200, &json!([])), reply(201, &json!({ "id": 1 }))]);
    assert_eq!(outcome.unwrap(), Outcome::Created);
    assert_eq!(lines(&asked), [LIST, CREATE]);
    let headers = asked[1].to_ascii_lowercase();
    assert!(headers.contains("authorization: bearer ghs_s3cr3t\r\n"), "{headers}");
    assert!(asked[1].contains("<!-- git-coach:1 scope=default head=b run=5"), "{}", asked[1]);
}

#[test]
fn an_update_on_the_second_page() {
    let next = "Link: <HOST/repositories/1/comments?page=2>; rel=\"next\"";
    let (outcome, asked) = say(vec![
        reply(200, &there(1, "mallory", "a")).with(next),
        reply(200, &there(9, BOT, "a")),
        reply(200, &json!({})),
    ]);
    assert_eq!(outcome.unwrap(), Outcome::Updated);
    let update = "PATCH /repos/o/r/issues/comments/9";
    assert_eq!(lines(&asked), [LIST, "GET /repositories/1/comments?page=2", update]);
}

#[test]
fn a_copied_marker_is_nobodys() {
    let (outcome, asked) = say(vec![reply(200, &there(1, "mallory", "a")), reply(201, &json!({}))]);
    assert_eq!(outcome.unwrap(), Outcome::Created);
    assert_eq!(lines(&asked), [LIST, CREATE]);
}

#[test]
fn no_is_no() {
    for status in [401, 403, 404, 422] {
        let said = json!({ "message": format!("not with {TOKEN}\u{1b}") });
        let (result, asked) = say(vec![reply(200, &json!([])), reply(status, &said)]);
        refused(&result, status);
        assert_eq!(lines(&asked), [LIST, CREATE]);
        let (result, _) = say(vec![reply(status, &json!({}))]);
        refused(&result, status);
    }
}

#[test]
fn waits_as_long_as_it_is_asked_to() {
    let (outcome, asked) = say(vec![
        reply(429, &json!({})).with("Retry-After: 1"),
        reply(200, &json!([])),
        reply(403, &json!({})).with("Retry-After: 0"),
        reply(201, &json!({})),
    ]);
    assert_eq!(outcome.unwrap(), Outcome::Created);
    assert_eq!(lines(&asked), [LIST, LIST, CREATE, CREATE]);
    // By the clock of the forge, or by ours where it tells none.
    let at = |seconds: u64| {
        httpdate::fmt_http_date(std::time::SystemTime::now() + Duration::from_secs(seconds))
    };
    let later = |seconds: u64| format!("Retry-After: {}", at(seconds));
    let (outcome, _) = say(vec![
        reply(429, &json!({})).with(&later(1)),
        reply(200, &json!([])),
        reply(429, &json!({})).with(&later(7200)).with(&format!("Date: {}", at(7199))),
        reply(201, &json!({})),
    ]);
    assert_eq!(outcome.unwrap(), Outcome::Created);
    let (result, asked) = say(vec![reply(429, &json!({})).with(&later(3600))]);
    refused(&result, 429);
    assert_eq!(asked.len(), 1);
    // What is neither a number nor a date is not waited for longer than usual.
    let (outcome, _) = say(vec![
        reply(429, &json!({})).with("Retry-After: soon"),
        reply(200, &json!([])),
        reply(201, &json!({})),
    ]);
    assert_eq!(outcome.unwrap(), Outcome::Created);
    // An hour is too long.
    let (result, asked) = say(vec![reply(429, &json!({})).with("Retry-After: 3600")]);
    refused(&result, 429);
    assert_eq!(asked.len(), 1);
    let (result, asked) = say((0..3).map(|_| reply(503, &json!({}))).collect());
    refused(&result, 503);
    assert_eq!(asked.len(), 3);
}

#[test]
fn looks_again_before_it_says_something_twice() {
    // It was heard, though the answer was an error.
    let body = format!("{}\nHello", marker("b").written(Style::Comment));
    let heard = json!([{ "id": 3, "user": { "login": BOT }, "body": body }]);
    let (outcome, asked) =
        say(vec![reply(200, &json!([])), reply(500, &json!({})), reply(200, &heard)]);
    assert_eq!(outcome.unwrap(), Outcome::Nothing(Reason::Unchanged));
    assert_eq!(lines(&asked), [LIST, CREATE, LIST]);
    // It was not.
    let (outcome, asked) = say(vec![
        reply(200, &json!([])),
        reply(502, &json!({})),
        reply(200, &json!([])),
        reply(201, &json!({})),
    ]);
    assert_eq!(outcome.unwrap(), Outcome::Created);
    assert_eq!(lines(&asked), [LIST, CREATE, LIST, CREATE]);
}

#[test]
fn a_comment_that_is_gone_is_written_again() {
    let (outcome, asked) = say(vec![
        reply(200, &there(9, BOT, "a")),
        reply(404, &json!({})),
        reply(200, &json!([])),
        reply(201, &json!({})),
    ]);
    assert_eq!(outcome.unwrap(), Outcome::Created);
    assert_eq!(lines(&asked), [LIST, "PATCH /repos/o/r/issues/comments/9", LIST, CREATE]);
}

#[test]
fn a_slow_forge_is_given_up() {
    let slow = || Reply(200, Vec::new(), "[]".to_owned(), Duration::from_secs(1));
    let (result, _) = say(vec![slow(), slow(), slow()]);
    assert!(matches!(result, Err(Error::Slow { .. })), "{result:?}");
}

#[test]
fn the_token_stays_at_home() {
    let (elsewhere, stolen) = server(vec![reply(200, &json!([]))]);
    let to = format!("Location: {elsewhere}/x");
    let (result, _) = say(vec![reply(302, &json!({})).with(&to)]);
    assert!(matches!(result, Err(Error::Redirect { .. })), "{result:?}");
    let next = format!("Link: <{elsewhere}/x?page=2>; rel=\"next\"");
    let (result, _) = say(vec![reply(200, &json!([])).with(&next)]);
    assert!(matches!(result, Err(Error::Redirect { .. })), "{result:?}");
    assert_eq!(stolen.try_iter().count(), 0);
    // A project that was renamed is found at home.
    let home = "Location: HOST/repositories/1/issues/7/comments";
    let (outcome, _) = say(vec![
        reply(301, &json!({})).with(home),
        reply(200, &json!([])),
        reply(307, &json!({})).with("Location: /repositories/1/issues/7/comments"),
        reply(201, &json!({})),
    ]);
    assert_eq!(outcome.unwrap(), Outcome::Created);
    let (result, _) = say((0..5).map(|_| reply(302, &json!({})).with(home)).collect());
    assert!(matches!(result, Err(Error::Redirect { .. })), "{result:?}");
}

#[test]
fn what_is_no_list_is_an_error() {
    for body in [json!({ "comments": [] }), json!("x"), Value::Null] {
        let (result, _) = say(vec![reply(200, &body)]);
        assert!(matches!(result, Err(Error::Odd { .. })), "{result:?}");
    }
    let target = target("http://127.0.0.1:1");
    let nobody = Poster::new(&target, TOKEN, patience()).unwrap().comments();
    assert!(matches!(nobody, Err(Error::Unreachable { .. })), "{nobody:?}");
    assert!(matches!(Poster::new(&target, "a\nb", patience()), Err(Error::Token)));
}

#[test]
fn whose_the_token_is() {
    let accounts = |replies: Vec<Reply>, forge: Forge, below: &str| {
        let (host, asked) = server(replies);
        let target = on(forge, &format!("{host}{below}"));
        let found = Poster::new(&target, TOKEN, patience()).unwrap().accounts();
        (found, asked.try_iter().collect::<Vec<_>>())
    };
    let account = |reply: Reply, forge: Forge| accounts(vec![reply], forge, "").0;
    assert_eq!(account(reply(200, &json!({ "login": "me" })), Forge::GitHub).unwrap(), ["me"]);
    // Every app is refused there, a pipeline's own and a team's; each is told its own name elsewhere.
    for (below, place) in [("", "/graphql"), ("/api/v3", "/api/graphql")] {
        for name in [BOT, "my-app[bot]"] {
            let viewer = json!({ "data": { "viewer": { "login": name } } });
            let replies = vec![reply(403, &json!({})), reply(200, &viewer)];
            let (found, asked) = accounts(replies, Forge::GitHub, below);
            assert_eq!(found.unwrap(), [name]);
            let expected = [format!("GET {below}/user"), format!("POST {place}")];
            assert_eq!(lines(&asked), expected);
            assert!(asked[1].contains("viewer { login }"), "{}", asked[1]);
        }
    }
    // Where nobody tells, nothing is taken for ours and nothing is said twice.
    let (found, _) =
        accounts(vec![reply(403, &json!({})), reply(502, &json!({}))], Forge::GitHub, "");
    assert!(matches!(found, Err(Error::Refused { status: 502, .. })), "{found:?}");
    let nobody = json!({ "errors": [{ "message": "no" }] });
    let (found, _) = accounts(vec![reply(403, &json!({})), reply(200, &nobody)], Forge::GitHub, "");
    assert!(matches!(found, Err(Error::Odd { .. })), "{found:?}");
    // Forgejo's own account goes by its own name, and by Gitea's before.
    let own = account(reply(403, &json!({})), Forge::Gitea).unwrap();
    assert_eq!(own, ["forgejo-actions", "gitea-actions"]);
    let there = |name: &str| {
        let body = format!("{}\nHi", marker("a").written(Style::Comment));
        vec![Comment { id: "1".to_owned(), account: name.to_owned(), body }]
    };
    for (name, is_ours) in [("forgejo-actions", true), ("gitea-actions", true), ("zoe", false)] {
        assert_eq!(standing(&there(name), &own, "default").is_some(), is_ours, "{name}");
    }
    assert_eq!(account(reply(403, &json!({})), Forge::GitLab).unwrap_err().status(), Some(403));
    assert_eq!(account(reply(401, &json!({})), Forge::GitHub).unwrap_err().status(), Some(401));
}

#[test]
fn a_request_is_found_by_its_last_commit() {
    let request = |number: u64, head: &str| json!({ "number": number, "head": { "sha": head } });
    let next = "Link: <HOST/x?page=2>; rel=\"next\"";
    let look = |replies: Vec<Reply>| {
        let (api, _) = server(replies);
        let lookup = Lookup { api, project: "o/r".to_owned(), head: "b".to_owned() };
        find(&lookup, TOKEN, patience())
    };
    let pages = |head: &str| {
        vec![
            reply(200, &json!([request(1, "a"), {}, null])).with(next),
            reply(200, &json!([request(2, head)])),
        ]
    };
    assert_eq!(look(pages("b")).unwrap(), Some(request(2, "b")));
    // It went on meanwhile.
    assert_eq!(look(pages("c")).unwrap(), None);
    assert!(matches!(look(vec![reply(200, &json!({}))]), Err(Error::Odd { .. })));
    assert_eq!(look(vec![reply(403, &json!({}))]).unwrap_err().status(), Some(403));
}
