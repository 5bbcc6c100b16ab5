//! Web addresses of requests and remotes, and what they say of the interface behind them.

use super::{Forge, Project, Target};

/// The request at a web address, as in `https://github.com/owner/name/pull/7`.
pub(super) fn of_request(address: &str) -> Option<Target> {
    let (scheme, rest) = address.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    if !matches!(scheme, "http" | "https") || !is_host(host) {
        return None;
    }
    let marks = [
        ("/-/merge_requests/", Forge::GitLab),
        ("/pull-requests/", Forge::Bitbucket),
        ("/pull/", Forge::GitHub),
        ("/pulls/", Forge::Gitea),
    ];
    let (forge, project, rest) = marks.iter().find_map(|(mark, forge)| {
        let (project, rest) = path.split_once(mark)?;
        Some((*forge, project, rest))
    })?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    at(scheme, host, forge, project, digits.parse().ok()?)
}

/// The request of a number in the project of a remote, as in `git@github.com:owner/name.git`.
pub(super) fn of_remote(remote: &str, number: u64) -> Option<Target> {
    let bare = remote.trim_end_matches('/').trim_end_matches(".git");
    let (host, path) = match bare.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?,
        None => bare.split_once(':')?,
    };
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    // A port of SSH says nothing about the web.
    let host = host.split(':').next()?;
    let forge = match host {
        "github.com" => Forge::GitHub,
        "bitbucket.org" => Forge::Bitbucket,
        "codeberg.org" => Forge::Gitea,
        _ if host.starts_with("gitlab.") => Forge::GitLab,
        _ if host.starts_with("github.") => Forge::GitHub,
        _ => return None,
    };
    is_host(host).then(|| at("https", host, forge, path, number))?
}

fn at(scheme: &str, host: &str, forge: Forge, path: &str, number: u64) -> Option<Target> {
    let path = path.trim_matches('/');
    let parts: Vec<String> = path.split('/').map(encoded).collect();
    if parts.iter().any(|part| part.is_empty() || part == "." || part == "..") {
        return None;
    }
    let api = match (forge, host) {
        (Forge::GitHub, "github.com") => "https://api.github.com".to_owned(),
        (Forge::GitHub, _) => format!("{scheme}://{host}/api/v3"),
        (Forge::Gitea, _) => format!("{scheme}://{host}/api/v1"),
        (Forge::GitLab, _) => format!("{scheme}://{host}/api/v4"),
        (Forge::Bitbucket, "bitbucket.org") => "https://api.bitbucket.org/2.0".to_owned(),
        (Forge::Bitbucket | Forge::Azure, _) => return None,
    };
    let name = match forge {
        Forge::GitLab => encoded(path),
        _ if parts.len() == 2 => parts.join("/"),
        _ => return None,
    };
    Some(Project { forge, api, name }.request(number))
}

fn is_host(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte))
}

/// The text as one part of an address's path.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
