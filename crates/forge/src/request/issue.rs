//! Issues that are kept in place: where they are listed, opened and changed, on the forges that have
//! them.

use serde_json::{Value, json};

use super::{Method, Request};
use crate::Tracker;
use crate::comment::Comment;
use crate::run::encoded;

/// The open ones, the latest first.
pub(super) fn list(tracker: Tracker, issues: &str) -> String {
    match tracker {
        Tracker::GitHub => format!("{issues}?state=open&sort=updated&per_page=100"),
        Tracker::Gitea => format!("{issues}?state=open&type=issues&limit=50"),
        Tracker::GitLab => format!("{issues}?state=opened&order_by=updated_at&per_page=100"),
    }
}

/// Opens one.
pub(super) fn open(tracker: Tracker, issues: String, title: &str, text: &str) -> Request {
    let body = match tracker {
        Tracker::GitHub | Tracker::Gitea => json!({ "title": title, "body": text }),
        Tracker::GitLab => json!({ "title": title, "description": text }),
    };
    Request { method: Method::Post, url: issues, body: Some(body) }
}

/// Changes what one says; its title is left to those who read it.
pub(super) fn change(tracker: Tracker, issues: &str, id: &str, text: &str) -> Request {
    let url = format!("{issues}/{}", encoded(id));
    let (method, body) = match tracker {
        Tracker::GitHub | Tracker::Gitea => (Method::Patch, json!({ "body": text })),
        Tracker::GitLab => (Method::Put, json!({ "description": text })),
    };
    Request { method, url, body: Some(body) }
}

/// The issues on one page; none where the answer is no such page.
pub(super) fn issues_in(tracker: Tracker, page: &Value) -> Option<Vec<Comment>> {
    // A request for review is listed among the issues, and one without a text is not ours.
    let issues = page.as_array()?.iter().filter(|one| one["pull_request"].is_null());
    Some(issues.filter_map(|one| issue(tracker, one)).collect())
}

fn issue(tracker: Tracker, one: &Value) -> Option<Comment> {
    let (id, account, body) = match tracker {
        Tracker::GitHub | Tracker::Gitea => (&one["number"], &one["user"]["login"], &one["body"]),
        Tracker::GitLab => (&one["iid"], &one["author"]["username"], &one["description"]),
    };
    let text = |value: &Value| value.as_str().map(str::to_owned);
    Some(Comment { id: id.as_u64()?.to_string(), account: text(account)?, body: text(body)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::Plan;
    use crate::{Forge, Project};

    #[track_caller]
    fn check(forge: Forge, name: &str, page: &Value, expected: [&str; 3], text: &str) {
        let (api, name) = ("https://f.example/api".to_owned(), name.to_owned());
        let target = Project { forge, api, name }.issue("Coaching").unwrap();
        let open = target.carry_out(&Plan::Create { body: "Hi".to_owned() }).unwrap();
        let plan = Plan::Update { id: "12".to_owned(), body: "Hi".to_owned() };
        let change = target.carry_out(&plan).unwrap();
        let line = |request: &Request| format!("{} {}", request.method.name(), request.url);
        let found = [&target.comments(), &open, &change].map(line);
        assert_eq!(found, expected.map(|one| one.replace("API", "https://f.example/api")));
        assert_eq!(open.body, Some(json!({ "title": "Coaching", text: "Hi" })));
        assert_eq!(change.body, Some(json!({ text: "Hi" })));
        let one = Comment { id: "12".into(), account: "a".into(), body: "x".into() };
        assert_eq!(target.comments_in(page), Some(vec![one]));
        assert_eq!(target.comments_in(&json!({ "message": "no" })), None);
    }

    #[test]
    fn issues_of_each_forge() {
        let page = json!([
            { "id": 990, "number": 12, "user": { "login": "a" }, "body": "x" },
            { "id": 991, "number": 13, "user": { "login": "a" }, "body": "x", "pull_request": {} },
            { "id": 992, "number": 14, "user": { "login": "a" }, "body": null }, 7,
        ]);
        let github = [
            "GET API/repos/o/r/issues?state=open&sort=updated&per_page=100",
            "POST API/repos/o/r/issues",
            "PATCH API/repos/o/r/issues/12",
        ];
        check(Forge::GitHub, "o/r", &page, github, "body");
        let gitea =
            ["GET API/repos/o/r/issues?state=open&type=issues&limit=50", github[1], github[2]];
        check(Forge::Gitea, "o/r", &page, gitea, "body");
        let page =
            json!([{ "id": 990, "iid": 12, "author": { "username": "a" }, "description": "x" }]);
        let gitlab = [
            "GET API/projects/a%2Fb/issues?state=opened&order_by=updated_at&per_page=100",
            "POST API/projects/a%2Fb/issues",
            "PUT API/projects/a%2Fb/issues/12",
        ];
        check(Forge::GitLab, "a%2Fb", &page, gitlab, "description");
        let (api, name) = (String::new(), String::new());
        assert_eq!(Project { forge: Forge::Azure, api, name }.issue("Coaching"), None);
    }
}
