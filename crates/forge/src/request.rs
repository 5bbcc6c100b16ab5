//! The requests to each forge's interface, and what their answers say, as plain values.

mod issue;

use std::fmt;

use serde_json::{Value, json};

use crate::comment::{Comment, Plan};
use crate::run::encoded;
use crate::{Forge, Lookup, Place, Target};

/// What a request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes something new each time.
    Post,
    /// Replaces.
    Put,
    /// Replaces a part.
    Patch,
}

impl Method {
    /// Its name in HTTP.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
        }
    }
}

/// One request, without what proves who asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What it does.
    pub method: Method,
    /// The whole address.
    pub url: String,
    /// The JSON that goes along.
    pub body: Option<Value>,
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.name(), self.url)?;
        match &self.body {
            Some(body) => write!(f, "\n{body:#}"),
            None => Ok(()),
        }
    }
}

impl Target {
    /// The most bytes that a comment may have; no forge counts a character as more than its bytes.
    pub const fn longest_comment(&self) -> usize {
        match self.project.forge {
            Forge::GitHub | Forge::Gitea => 65_536,
            Forge::GitLab => 1_000_000,
            Forge::Bitbucket => 32_768,
            Forge::Azure => 150_000,
        }
    }

    /// The accounts that pipelines write as by their own token, where these are always the same.
    /// Nobody else can have them: each forge keeps its own for itself, and Forgejo both.
    pub const fn usual_accounts(&self) -> &'static [&'static str] {
        match self.project.forge {
            Forge::GitHub => &["github-actions[bot]"],
            Forge::Gitea => &["forgejo-actions", "gitea-actions"],
            Forge::GitLab | Forge::Bitbucket | Forge::Azure => &[],
        }
    }

    /// Asks whose the token is.
    pub fn account(&self) -> Request {
        let api = &self.project.api;
        get(match self.project.forge {
            Forge::Azure => format!("{api}/_apis/connectionData"),
            _ => format!("{api}/user"),
        })
    }

    /// Asks GitHub whose the token is in the one way that is open to apps.
    pub(crate) fn viewer(&self) -> Request {
        let api = &self.project.api;
        // That of GitHub Enterprise has its version in the address, and this question none.
        let url = format!("{}/graphql", api.strip_suffix("/v3").unwrap_or(api));
        let body = Some(json!({ "query": "query { viewer { login } }" }));
        Request { method: Method::Post, url, body }
    }

    /// Asks for the request itself; none where the place is another.
    pub fn request(&self) -> Option<Request> {
        let Place::Request(number) = &self.place else {
            return None;
        };
        let home = self.home();
        Some(get(match self.project.forge {
            Forge::GitHub | Forge::Gitea => format!("{home}/pulls/{number}"),
            Forge::GitLab => format!("{home}/merge_requests/{number}"),
            Forge::Bitbucket => format!("{home}/pullrequests/{number}"),
            Forge::Azure => format!("{home}/pullRequests/{number}?api-version=7.1"),
        }))
    }

    /// Asks for the comments, or the first page of them.
    pub fn comments(&self) -> Request {
        let at = self.address();
        if let Place::Issue { tracker, .. } = &self.place {
            return get(issue::list(*tracker, &at));
        }
        get(match self.project.forge {
            Forge::GitHub => format!("{at}?per_page=100"),
            Forge::Gitea => format!("{at}?limit=50"),
            Forge::GitLab => format!("{at}?per_page=100&order_by=created_at&sort=asc"),
            Forge::Bitbucket => format!("{at}?pagelen=100"),
            Forge::Azure => format!("{at}?api-version=7.1"),
        })
    }

    /// The comments on one page; none where the answer is no such page.
    pub fn comments_in(&self, page: &Value) -> Option<Vec<Comment>> {
        match &self.place {
            Place::Request(_) => comments_in(self.project.forge, page),
            Place::Issue { tracker, .. } => issue::issues_in(*tracker, page),
        }
    }

    /// Carries out a plan; none where there is nothing to do.
    pub fn carry_out(&self, plan: &Plan) -> Option<Request> {
        match plan {
            Plan::Nothing(_) => None,
            Plan::Create { body } => Some(self.create(body)),
            Plan::Update { id, body } => Some(self.update(id, body)),
        }
    }

    fn create(&self, text: &str) -> Request {
        let at = self.address();
        if let Place::Issue { tracker, title } = &self.place {
            return issue::open(*tracker, at, title, text);
        }
        let forge = self.project.forge;
        let url = match forge {
            Forge::Azure => format!("{at}?api-version=7.1"),
            _ => at,
        };
        let body = match forge {
            Forge::GitHub | Forge::Gitea | Forge::GitLab => json!({ "body": text }),
            Forge::Bitbucket => json!({ "content": { "raw": text } }),
            // A thread that is open can keep a request from being merged.
            Forge::Azure => json!({
                "comments": [{ "parentCommentId": 0, "content": text, "commentType": 1 }],
                "status": 4,
            }),
        };
        Request { method: Method::Post, url, body: Some(body) }
    }

    fn update(&self, id: &str, text: &str) -> Request {
        let at = self.address();
        if let Place::Issue { tracker, .. } = &self.place {
            return issue::change(*tracker, &at, id, text);
        }
        let (method, url, body) = match self.project.forge {
            Forge::GitHub | Forge::Gitea => (
                Method::Patch,
                format!("{}/issues/comments/{}", self.home(), encoded(id)),
                json!({ "body": text }),
            ),
            Forge::GitLab => {
                (Method::Put, format!("{at}/{}", encoded(id)), json!({ "body": text }))
            }
            Forge::Bitbucket => (
                Method::Put,
                format!("{at}/{}", encoded(id)),
                json!({ "content": { "raw": text } }),
            ),
            Forge::Azure => {
                let (thread, comment) = id.split_once('/').unwrap_or((id, "1"));
                let (thread, comment) = (encoded(thread), encoded(comment));
                let url = format!("{at}/{thread}/comments/{comment}?api-version=7.1");
                (Method::Patch, url, json!({ "content": text }))
            }
        };
        Request { method, url, body: Some(body) }
    }

    /// Where the project is.
    fn home(&self) -> String {
        let (api, name) = (&self.project.api, &self.project.name);
        match self.project.forge {
            Forge::GitHub | Forge::Gitea => format!("{api}/repos/{name}"),
            Forge::GitLab => format!("{api}/projects/{name}"),
            Forge::Bitbucket => format!("{api}/repositories/{name}"),
            Forge::Azure => format!("{api}/{name}"),
        }
    }

    /// Where the comments of the request are, or the issues.
    fn address(&self) -> String {
        let home = self.home();
        let number = match &self.place {
            Place::Request(number) => number,
            Place::Issue { .. } => return format!("{home}/issues"),
        };
        match self.project.forge {
            Forge::GitHub | Forge::Gitea => format!("{home}/issues/{number}/comments"),
            Forge::GitLab => format!("{home}/merge_requests/{number}/notes"),
            Forge::Bitbucket => format!("{home}/pullrequests/{number}/comments"),
            Forge::Azure => format!("{home}/pullRequests/{number}/threads"),
        }
    }
}

const fn get(url: String) -> Request {
    Request { method: Method::Get, url, body: None }
}

impl Lookup {
    /// Asks for the open requests, or the first page of them. The interface has a question for the
    /// requests of a commit, which does not know those of forks.
    pub fn requests(&self) -> Request {
        let Self { api, project, .. } = self;
        get(format!("{api}/repos/{project}/pulls?state=open&per_page=100"))
    }

    /// The request on one page that ends with the commit.
    pub(crate) fn request_in(&self, page: &Value) -> Option<Value> {
        page.as_array()?.iter().find(|one| one["head"]["sha"] == self.head.as_str()).cloned()
    }

    /// Whether a request that was asked for is open, and ends with the commit.
    pub fn is_answered_by(&self, request: &Value) -> bool {
        let is_open = request["state"].as_str().is_none_or(|state| state == "open");
        let home = request["base"]["repo"]["full_name"].as_str();
        let is_here = home.is_none_or(|name| name.eq_ignore_ascii_case(&self.project));
        is_open && is_here && request["head"]["sha"] == self.head.as_str()
    }
}

/// The account in the answer to [`Target::account`].
pub fn account_in(forge: Forge, answer: &Value) -> Option<String> {
    let account = match forge {
        Forge::GitHub | Forge::Gitea => &answer["login"],
        Forge::GitLab => &answer["username"],
        Forge::Bitbucket => &answer["uuid"],
        Forge::Azure => &answer["authenticatedUser"]["id"],
    };
    account.as_str().map(str::to_owned)
}

fn comments_in(forge: Forge, page: &Value) -> Option<Vec<Comment>> {
    let list = match forge {
        Forge::GitHub | Forge::Gitea | Forge::GitLab => page.as_array()?,
        Forge::Bitbucket => page["values"].as_array()?,
        Forge::Azure => {
            let threads = page["value"].as_array()?;
            return Some(threads.iter().flat_map(in_thread).collect());
        }
    };
    // One that was deleted has no text any more; one that cannot be read is not ours.
    Some(list.iter().filter_map(|one| comment(forge, one)).collect())
}

fn comment(forge: Forge, one: &Value) -> Option<Comment> {
    let (account, body) = match forge {
        Forge::GitHub | Forge::Gitea => (&one["user"]["login"], &one["body"]),
        Forge::GitLab => (&one["author"]["username"], &one["body"]),
        Forge::Bitbucket => (&one["user"]["uuid"], &one["content"]["raw"]),
        Forge::Azure => (&one["author"]["id"], &one["content"]),
    };
    // Some forges go on listing what was deleted.
    if one["deleted"] == true || one["isDeleted"] == true {
        return None;
    }
    let text = |value: &Value| value.as_str().map(str::to_owned);
    Some(Comment {
        id: one["id"].as_u64()?.to_string(),
        account: text(account)?,
        body: text(body)?,
    })
}

fn in_thread(thread: &Value) -> Vec<Comment> {
    let Some(number) = thread["id"].as_u64() else {
        return Vec::new();
    };
    if thread["isDeleted"] == true {
        return Vec::new();
    }
    let comments = thread["comments"].as_array().into_iter().flatten();
    let read = comments.filter_map(|one| comment(Forge::Azure, one));
    read.map(|one| Comment { id: format!("{number}/{}", one.id), ..one }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Project;

    fn target(forge: Forge, name: &str) -> Target {
        let (api, name) = ("https://f.example/api".to_owned(), name.to_owned());
        Project { forge, api, name }.request(7)
    }

    #[track_caller]
    fn check(target: &Target, id: &str, expected: [&str; 3]) {
        let body = "Hi".to_owned();
        let create = target.carry_out(&Plan::Create { body: body.clone() });
        let update = target.carry_out(&Plan::Update { id: id.to_owned(), body });
        let line = |request: &Request| format!("{} {}", request.method.name(), request.url);
        // The request stands above its comments.
        let request = line(&target.request().unwrap());
        let (home, version) = request.split_once('?').unwrap_or((&request, ""));
        let of_comments = expected[0].replace("API", "https://f.example/api");
        let issue = of_comments.replace("/issues/", "/pulls/");
        assert!(issue.starts_with(&format!("{home}/")) && issue.ends_with(version), "{request}");
        let found = [Some(target.comments()), create, update].map(|one| one.as_ref().map(line));
        let base = "https://f.example/api";
        assert_eq!(found, expected.map(|one| Some(one.replace("API", base))));
    }

    #[test]
    fn addresses_of_each_forge() {
        check(
            &target(Forge::GitHub, "o/r"),
            "12",
            [
                "GET API/repos/o/r/issues/7/comments?per_page=100",
                "POST API/repos/o/r/issues/7/comments",
                "PATCH API/repos/o/r/issues/comments/12",
            ],
        );
        check(
            &target(Forge::GitLab, "a%2Fb"),
            "12",
            [
                "GET API/projects/a%2Fb/merge_requests/7/notes?per_page=100&order_by=created_at&sort=asc",
                "POST API/projects/a%2Fb/merge_requests/7/notes",
                "PUT API/projects/a%2Fb/merge_requests/7/notes/12",
            ],
        );
        check(
            &target(Forge::Bitbucket, "w/r"),
            "12",
            [
                "GET API/repositories/w/r/pullrequests/7/comments?pagelen=100",
                "POST API/repositories/w/r/pullrequests/7/comments",
                "PUT API/repositories/w/r/pullrequests/7/comments/12",
            ],
        );
        check(
            &target(Forge::Azure, "p/_apis/git/repositories/r"),
            "3/1",
            [
                "GET API/p/_apis/git/repositories/r/pullRequests/7/threads?api-version=7.1",
                "POST API/p/_apis/git/repositories/r/pullRequests/7/threads?api-version=7.1",
                "PATCH API/p/_apis/git/repositories/r/pullRequests/7/threads/3/comments/1?api-version=7.1",
            ],
        );
    }

    #[test]
    fn comments_of_each_forge() {
        let pages = [
            (Forge::GitHub, json!([{ "id": 1, "user": { "login": "a" }, "body": "x" }])),
            (Forge::Gitea, json!([{ "id": 1, "user": { "login": "a" }, "body": "x" }])),
            (Forge::GitLab, json!([{ "id": 1, "author": { "username": "a" }, "body": "x" }])),
            (
                Forge::Bitbucket,
                json!({ "values": [{ "id": 1, "user": { "uuid": "a" }, "content": { "raw": "x" } }] }),
            ),
        ];
        let one = |id: &str| Comment { id: id.to_owned(), account: "a".into(), body: "x".into() };
        for (forge, page) in pages {
            assert_eq!(comments_in(forge, &page), Some(vec![one("1")]), "{forge}");
            assert_eq!(comments_in(forge, &json!("x")), None);
        }
        let threads = json!({ "value": [
            { "id": 3, "comments": [{ "id": 1, "author": { "id": "a" }, "content": "x" }] },
            { "id": 4, "comments": [{ "id": 1, "author": { "id": "a" } }] }, 7,
        ] });
        assert_eq!(comments_in(Forge::Azure, &threads), Some(vec![one("3/1")]));
        // A deleted account, a deleted text.
        let odd = json!([{ "id": 1, "user": null, "body": "x" }, { "id": 2 }, null]);
        assert_eq!(comments_in(Forge::GitHub, &odd), Some(vec![]));
    }
}
