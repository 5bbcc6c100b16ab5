//! Where commits and files can be looked up: addresses on the forge that hosts the repository.
//!
//! Owns the forges' own ways of writing them. An address is made of a checked host, our own words and
//! percent-encoded parts alone, so nothing of the repository can act in it; what is on no forge that
//! is known leads nowhere.

use git_coach_model::{CommitId, Header, Remote};

use crate::page::{Address, Line, Page, Span};

/// Where commits and files of one state of a repository are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    commit: Option<LinkTemplate>,
    file: Option<LinkTemplate>,
    tip: Option<CommitId>,
}

/// An address with `{commit}`, and for files `{path}`, to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTemplate(String);

impl LinkTemplate {
    /// Reads an address on the web with `{commit}`, `{path}` or both.
    ///
    /// # Errors
    /// What it would have to be, for people.
    pub fn parse(text: &str) -> Result<Self, String> {
        let bare = text.replace("{commit}", "").replace("{path}", "");
        let is_web = ["https://", "http://"].iter().any(|start| {
            text.strip_prefix(start).is_some_and(|rest| {
                rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
            })
        });
        let plain = |c: char| c.is_ascii_graphic() && !"\"'<>()`\\{}|^".contains(c);
        if is_web && bare.len() < text.len() && bare.chars().all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err("write an address with {commit}, as in https://example.org/n/commit/{commit}, or \
                 for files with {commit} and {path}"
                .to_owned())
        }
    }

    fn fill(&self, commit: Option<CommitId>, path: &str) -> Option<Address> {
        let commit = commit.map(|commit| commit.to_string());
        if commit.is_none() && self.0.contains("{commit}") {
            return None;
        }
        let commit = commit.unwrap_or_default();
        // What is filled in first holds no brace that the second could find.
        let filled = self.0.replace("{commit}", &commit).replace("{path}", &encoded(path));
        Some(Address::new(filled))
    }
}

impl Links {
    /// Links by the host of the remote, where it is one of a forge that is known; templates go
    /// before, one with `{path}` for files, one without for commits.
    pub fn new(header: &Header, templates: &[LinkTemplate]) -> Self {
        let (commit, file) = header.remote.as_ref().and_then(hosted).unzip();
        let given = |files: bool| {
            templates.iter().rev().find(|one| one.0.contains("{path}") == files).cloned()
        };
        // A review of what is not committed has no state that a forge could show.
        let tip = Some(header.tip).filter(|tip| tip.as_bytes() != &[0; 20]);
        Self { commit: given(false).or(commit), file: given(true).or(file), tip }
    }

    /// The page with an address behind each commit and each file.
    #[must_use]
    pub fn lay(&self, mut page: Page) -> Page {
        page.each_line(&mut |line| line.each_span(&mut |span| self.link(span)));
        page
    }

    /// The line with an address behind each commit and each file.
    #[must_use]
    pub fn line(&self, mut line: Line) -> Line {
        line.each_span(&mut |span| self.link(span));
        line
    }

    fn link(&self, span: &mut Span) {
        let address = match span {
            Span::Commit(id) => self.commit.as_ref().and_then(|one| one.fill(Some(*id), "")),
            // What is quoted is no path as a forge knows it.
            Span::File(path, _) if !path.starts_with('"') => {
                self.file.as_ref().and_then(|one| one.fill(self.tip, path))
            }
            Span::FileAt(path, _, commit) if !path.starts_with('"') => {
                self.file.as_ref().and_then(|one| one.fill(Some(*commit), path))
            }
            _ => None,
        };
        if let Some(address) = address {
            let shown = std::mem::replace(span, Span::Text(String::new()));
            *span = Span::Linked(Box::new(shown), address);
        }
    }
}

/// How the forge at this host writes the addresses of commits and of files.
fn hosted(remote: &Remote) -> Option<(LinkTemplate, LinkTemplate)> {
    let (scheme, host) = (remote.scheme, remote.host.as_str());
    let name = host.split(':').next().unwrap_or_default();
    let is = |known: &str| name == known || name.ends_with(&format!(".{known}"));
    // Forges that teams run themselves are known by the first part of their names.
    let first = || name.split('.').next().unwrap_or_default().split('-');
    let called = |known: &str| first().any(|part| part == known);
    let (commit, file) = if is("github.com") || called("github") {
        ("/commit/{commit}", "/blob/{commit}/{path}")
    } else if is("gitlab.com") || called("gitlab") {
        ("/-/commit/{commit}", "/-/blob/{commit}/{path}")
    } else if is("codeberg.org") || is("gitea.com") || called("gitea") || called("forgejo") {
        ("/commit/{commit}", "/src/commit/{commit}/{path}")
    } else if is("bitbucket.org") {
        ("/commits/{commit}", "/src/{commit}/{path}")
    } else if is("git.sr.ht") {
        ("/commit/{commit}", "/tree/{commit}/item/{path}")
    } else if is("git.kernel.org") || called("cgit") {
        ("/commit/?id={commit}", "/tree/{path}?id={commit}")
    } else if is("dev.azure.com") || is("visualstudio.com") {
        ("/commit/{commit}", "?path=/{path}&version=GC{commit}")
    } else {
        return None;
    };
    let base = match azure(remote) {
        Some(base) => base,
        None => format!("{scheme}://{host}/{}", encoded(&decoded(&remote.path))),
    };
    Some((LinkTemplate(format!("{base}{commit}")), LinkTemplate(format!("{base}{file}"))))
}

/// Azure DevOps shows at another place what it serves over SSH.
fn azure(remote: &Remote) -> Option<String> {
    if remote.host != "ssh.dev.azure.com" {
        return None;
    }
    let mut parts = remote.path.strip_prefix("v3/")?.split('/').map(|part| encoded(&decoded(part)));
    let (team, project, name) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("https://dev.azure.com/{team}/{project}/_git/{name}"))
}

/// A path with all percent-encoded but letters, digits and what means nothing anywhere.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A path with what is percent-encoded as it is meant, as far as it is UTF-8.
fn decoded(path: &str) -> String {
    let digit = |at: Option<&u8>| at.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = path.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let code = match (*byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        out.push(code.unwrap_or(*byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Block;

    const ID: &str = "0101010101010101010101010101010101010101";

    fn header(host: &str, path: &str) -> Header {
        let remote = Remote { scheme: "https", host: host.to_owned(), path: path.to_owned() };
        Header {
            repository: "n".to_owned(),
            revision: "main".to_owned(),
            tip: CommitId::new([1; 20]),
            remarks: Vec::new(),
            remote: Some(remote),
        }
    }

    /// The addresses of a commit and of a file.
    fn addresses(links: &Links, path: &str) -> Vec<String> {
        let line = Line::new().commit(CommitId::new([1; 20])).file(path);
        let page = links.lay(Page { title: line, blocks: vec![Block::Aside(Line::from("."))] });
        let to = |span: &Span| match span {
            Span::Linked(_, address) => Some(address.as_str().replace(ID, "ID")),
            _ => None,
        };
        page.title.spans().iter().filter_map(to).collect()
    }

    #[test]
    fn every_forge_has_its_way() {
        for (host, path, commit, file) in [
            ("github.com", "o/n", "/o/n/commit/ID", "/o/n/blob/ID/a/b.rs"),
            ("github.example.org", "o/n", "/o/n/commit/ID", "/o/n/blob/ID/a/b.rs"),
            ("gitlab.com", "g/s/n", "/g/s/n/-/commit/ID", "/g/s/n/-/blob/ID/a/b.rs"),
            ("codeberg.org", "o/n", "/o/n/commit/ID", "/o/n/src/commit/ID/a/b.rs"),
            ("bitbucket.org", "o/n", "/o/n/commits/ID", "/o/n/src/ID/a/b.rs"),
            ("git.sr.ht", "~o/n", "/~o/n/commit/ID", "/~o/n/tree/ID/item/a/b.rs"),
            ("git.kernel.org", "p/n", "/p/n/commit/?id=ID", "/p/n/tree/a/b.rs?id=ID"),
            (
                "dev.azure.com",
                "t/p/_git/n",
                "/t/p/_git/n/commit/ID",
                "/t/p/_git/n?path=/a/b.rs&version=GCID",
            ),
        ] {
            let found = addresses(&Links::new(&header(host, path), &[]), "a/b.rs");
            let whole = |rest: &str| format!("https://{host}{rest}");
            assert_eq!(found, [whole(commit), whole(file)]);
        }
        let spaced = Links::new(&header("dev.azure.com", "t/My%20Shop/_git/n"), &[]);
        assert!(addresses(&spaced, "a")[0].contains("/t/My%20Shop/_git/n/"));
        let ssh = Links::new(&header("ssh.dev.azure.com", "v3/t/p/n"), &[]);
        assert!(addresses(&ssh, "a")[0].starts_with("https://dev.azure.com/t/p/_git/n/commit/"));
    }

    #[test]
    fn what_is_not_known_leads_nowhere() {
        assert!(addresses(&Links::new(&header("example.org", "o/n"), &[]), "a").is_empty());
        assert!(
            addresses(&Links::new(&header("notgithub.com.evil.org", "o"), &[]), "a").is_empty()
        );
        assert!(addresses(&Links::default(), "a").is_empty());
    }

    #[test]
    fn nothing_of_the_repository_acts_in_an_address() {
        let links = Links::new(&header("github.com", "o/\"><script>{commit}"), &[]);
        for address in addresses(&links, "a b/<i>\u{202e}\")(`{commit}%.rs") {
            let plain = |c: char| c.is_ascii_graphic() && !"\"'<>()`{}\\".contains(c);
            assert!(address.chars().all(plain), "{address}");
        }
    }

    #[test]
    fn templates_go_before_what_is_known() {
        let read = |text: &str| LinkTemplate::parse(text).unwrap();
        let given = [read("https://x.org/c/{commit}"), read("http://x.org/f/{path}?at={commit}")];
        let links = Links::new(&header("github.com", "o/n"), &given);
        let expected = ["https://x.org/c/ID", "http://x.org/f/a%20b?at=ID"];
        assert_eq!(addresses(&links, "a b"), expected);
        for wrong in [
            "",
            "x.org/{commit}",
            "javascript:alert({commit})",
            "https://x.org/",
            "https:///{commit}",
            "https://x.org/{commit}\"onclick=x",
            "https://x.org/{commit}/{id}",
            "https://x.org/ {commit}",
        ] {
            assert!(LinkTemplate::parse(wrong).is_err(), "{wrong}");
        }
    }
}
