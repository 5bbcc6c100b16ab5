//! Where a repository is hosted: the address of its remote, as a page of the web.

use git_coach_model::Remote;

use crate::repo::Repo;

impl Repo {
    /// Where the repository is hosted: by `origin`, or by the only remote there is.
    pub fn remote(&self) -> Option<Remote> {
        let names = self.git().remotes().ok()?;
        let remote = self.git().find_remote("origin").ok().or_else(|| {
            let only = if names.len() == 1 { names.get(0).ok()?? } else { return None };
            self.git().find_remote(only).ok()
        })?;
        hosted(remote.url().ok()?)
    }
}

/// The page of an address, as git takes them; none of a folder, and of what is no host's name.
/// Users and passwords are left behind.
fn hosted(address: &str) -> Option<Remote> {
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) => (scheme, rest.to_owned()),
        // `git@host:owner/name`, where no slash stands before the colon.
        None => {
            let (host, path) = address.split_once(':').filter(|(host, _)| !host.contains('/'))?;
            // One letter is a drive, and two colons name a program.
            let host = if host.len() > 1 && !path.starts_with(':') { host } else { return None };
            ("ssh", format!("{host}/{}", path.trim_start_matches('/')))
        }
    };
    let (host, path) = rest.split_once('/')?;
    let host = host.rsplit('@').next()?.to_ascii_lowercase();
    let (scheme, host) = match scheme {
        "https" => ("https", host),
        "http" => ("http", host),
        // The port of SSH or of git's own protocol serves no pages.
        "ssh" | "git" | "git+ssh" | "ssh+git" => {
            ("https", host.split(':').next().unwrap_or_default().to_owned())
        }
        _ => return None,
    };
    let path = path.split(['?', '#']).next()?.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path).trim_matches('/');
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    let is_host =
        host.starts_with(|c: char| c.is_ascii_alphanumeric()) && host.chars().all(is_name);
    (is_host && !path.is_empty()).then(|| Remote { scheme, host, path: path.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_page() {
        for (address, page) in [
            ("https://github.com/o/n.git", "https://github.com/o/n"),
            ("https://eve:secret@GitHub.com/o/n", "https://github.com/o/n"),
            ("https://token@x@gitlab.com/a/b/c.git/", "https://gitlab.com/a/b/c"),
            ("http://git.example.org:3000/o/n.git", "http://git.example.org:3000/o/n"),
            ("git@github.com:o/n.git", "https://github.com/o/n"),
            ("ssh://git@git.example.org:2222/o/n.git", "https://git.example.org/o/n"),
            ("git@ssh.dev.azure.com:v3/o/p/r", "https://ssh.dev.azure.com/v3/o/p/r"),
            ("git://git.kernel.org/pub/git.git", "https://git.kernel.org/pub/git"),
            ("https://git.sr.ht/~o/n", "https://git.sr.ht/~o/n"),
        ] {
            let remote = hosted(address);
            let said = remote.map(|one| format!("{}://{}/{}", one.scheme, one.host, one.path));
            assert_eq!(said.as_deref(), Some(page), "{address}");
        }
    }

    #[test]
    fn what_is_no_page_is_none() {
        for address in [
            "",
            "/srv/git/n.git",
            "../n",
            "./a:b",
            "C:/work/n",
            "file:///srv/n.git",
            "ext::sh -c true",
            "https://github.com",
            "https://exam\"ple/x",
            "https://<b>/x",
            "https://:80/x",
        ] {
            assert_eq!(hosted(address), None, "{address}");
        }
    }
}
