//! What an address says of whoever commits under it: which account it is of, and whether several
//! people may share it.

use super::name::folded;

/// Names before the `@` that a machine, a role or a list has, and no person for themselves.
const SHARED: &[&str] = &[
    "admin",
    "administrator",
    "build",
    "builder",
    "builds",
    "buildbot",
    "ci",
    "commits",
    "deploy",
    "dev",
    "devel",
    "developer",
    "developers",
    "donotreply",
    "ec2-user",
    "jenkins",
    "list",
    "lists",
    "maintainer",
    "maintainers",
    "nobody",
    "none",
    "noreply",
    "no-reply",
    "opensource",
    "patches",
    "pi",
    "postmaster",
    "release",
    "releases",
    "root",
    "security",
    "support",
    "team",
    "test",
    "tester",
    "ubuntu",
    "unknown",
    "user",
    "users",
    "vagrant",
    "webmaster",
    "you",
    "your-email",
    "your.email",
    "youremail",
];
/// What the name of a mailing list, or of a team, ends in.
const LISTS: &[&str] =
    &["-bugs", "-core", "-dev", "-devel", "-list", "-maintainers", "-patches", "-team", "-users"];
/// Hosts of mailing lists.
const LIST_HOSTS: &[&str] = &["googlegroups.com", "groups.io", "vger.kernel.org"];
/// Providers where anybody has a mailbox, and may have several; with a dot at the end, in any country.
const PROVIDERS: &[&str] = &[
    "126.com",
    "163.com",
    "aol.com",
    "bk.ru",
    "duck.com",
    "fastmail.",
    "foxmail.com",
    "free.fr",
    "gmail.com",
    "gmx.",
    "googlemail.com",
    "hey.com",
    "hotmail.",
    "icloud.com",
    "inbox.ru",
    "list.ru",
    "live.",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "naver.com",
    "orange.fr",
    "outlook.",
    "pm.me",
    "posteo.",
    "proton.me",
    "protonmail.",
    "qq.com",
    "seznam.cz",
    "t-online.de",
    "tutanota.com",
    "web.de",
    "yahoo.",
    "yandex.",
    "ymail.com",
];

/// An address as it is compared, in its two parts; none where it has not both.
fn parts(address: &str) -> Option<(String, String)> {
    let address = folded(address);
    let (local, domain) = address.rsplit_once('@')?;
    (!local.is_empty() && !domain.is_empty()).then(|| (local.to_owned(), domain.to_owned()))
}

/// The account of a forge that hides addresses: its number and its login, as far as they are told.
fn hidden(local: &str, domain: &str) -> Option<(Option<String>, String)> {
    if !domain.starts_with("users.noreply.") {
        return None;
    }
    let (number, login) = match local.split_once(['+', '-']) {
        Some((number, login)) if number.bytes().all(|b| b.is_ascii_digit()) => {
            (Some(number), login)
        }
        _ => (None, local),
    };
    Some((number.filter(|it| !it.is_empty()).map(str::to_owned), login.to_owned()))
}

/// What the account of an address is known by; two addresses with one of these in common are one
/// account. None where several people may share it: machines, roles, lists, a forge's own.
pub(super) fn accounts(address: &str) -> Vec<String> {
    let Some((local, domain)) = parts(address) else { return Vec::new() };
    if let Some((number, login)) = hidden(&local, &domain) {
        let number = number.map(|number| format!("{number}+@{domain}"));
        return number.into_iter().chain([format!("{login}@{domain}")]).collect();
    }
    if is_shared(&local, &domain) { Vec::new() } else { vec![format!("{local}@{domain}")] }
}

fn is_shared(local: &str, domain: &str) -> bool {
    let is_nowhere = !domain.contains('.')
        || domain.starts_with("localhost")
        || matches!(domain, "example.com" | "example.org" | "example.net" | "email.com");
    is_nowhere
        || SHARED.contains(&local)
        || LISTS.iter().any(|end| local.ends_with(end))
        || LIST_HOSTS.contains(&domain)
        || domain.starts_with("lists.")
        || domain.starts_with("list.")
}

/// The name before the `@` as a person chose it: no tag, no number of an account, no marks between
/// the letters. None for what is nobody's own.
pub(super) fn chosen(address: &str) -> Option<String> {
    if accounts(address).is_empty() {
        return None;
    }
    let (local, domain) = parts(address)?;
    let local = hidden(&local, &domain).map_or(local, |(_, login)| login);
    let bare = local.split_once('+').map_or(local.as_str(), |(bare, _)| bare);
    let letters: String = bare.chars().filter(|letter| letter.is_alphanumeric()).collect();
    (!letters.is_empty()).then_some(letters)
}

/// The domain of an address where an organisation gives out its mailboxes, as far as the address
/// tells: none of a provider's, a forge's or a machine's.
pub(super) fn organisation(address: &str) -> Option<String> {
    let (_, domain) = parts(address)?;
    let is_provider = |provider: &&str| match provider.strip_suffix('.') {
        Some(_) => domain.starts_with(*provider),
        None => domain == **provider,
    };
    let is_machine = domain.ends_with(".local") || domain.ends_with(".localdomain");
    let is_none = accounts(address).is_empty()
        || domain.starts_with("users.noreply.")
        || is_machine
        || PROVIDERS.iter().any(is_provider);
    (!is_none).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_known_however_it_is_written() {
        for (left, right, are_one) in [
            ("Zoe@Harbor.example", "zoe@harbor.example", true),
            ("1234+zoe@users.noreply.github.com", "zoe@users.noreply.github.com", true),
            ("1234+zoe@users.noreply.github.com", "1234+new@users.noreply.github.com", true),
            ("1234-zoe@users.noreply.gitlab.com", "zoe@users.noreply.gitlab.com", true),
            ("1234+zoe@users.noreply.github.com", "99+zoel@users.noreply.github.com", false),
            ("zoe@harbor.example", "zoe@home.example", false),
            ("zoe-l@users.noreply.github.com", "l@users.noreply.github.com", false),
        ] {
            let other = accounts(right);
            let found = accounts(left).iter().any(|it| other.contains(it));
            assert_eq!(found, are_one, "{left} {right}");
        }
    }

    #[test]
    fn what_several_may_share_is_nobodys_account() {
        for address in [
            "",
            "zoe",
            "@x",
            "noreply@github.com",
            "root@build.example",
            "ci@harbor.example",
            "zoe@localhost",
            "zoe@laptop",
            "you@example.com",
            "harbor-dev@harbor.example",
            "git@vger.kernel.org",
            "harbor@lists.harbor.example",
            "harbor@googlegroups.com",
        ] {
            assert_eq!(accounts(address), Vec::<String>::new(), "{address}");
            assert_eq!((chosen(address), organisation(address)), (None, None), "{address}");
        }
    }

    #[test]
    fn mailboxes_of_an_organisation() {
        assert_eq!(organisation("wei@harbor.example").as_deref(), Some("harbor.example"));
        for address in ["w@gmail.com", "w@gmx.at", "1+w@users.noreply.github.com", "w@mac.local"] {
            assert_eq!(organisation(address), None, "{address}");
        }
    }

    #[test]
    fn what_was_chosen_is_bare() {
        for (address, expected) in
            [("Zoe.L+git@harbor.example", "zoel"), ("1234+zoe-l@users.noreply.github.com", "zoel")]
        {
            assert_eq!(chosen(address).as_deref(), Some(expected));
        }
    }
}
