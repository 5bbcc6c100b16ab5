//! Stable pseudonyms for `--anonymous`.
//!
//! A pseudonym is made of a hash of name and address, so that the same person has the same one in
//! every report on every machine. It hides who somebody is from readers; somebody who knows the
//! addresses could compute it again.

use std::sync::LazyLock;

use git_coach_model::{Change, Commit, Person};
use regex::Regex;

/// How many hexadecimal digits a pseudonym has.
const DIGITS: usize = 8;

/// The pseudonym of a person.
pub fn of(person: &Person) -> Person {
    let text = format!("git-coach\0{}\0{}", person.name, person.email);
    let hash = git2::Oid::hash_object(git2::ObjectType::Blob, text.as_bytes());
    let digits: String = hash.map(|oid| oid.to_string()).unwrap_or_default();
    let word = digits.get(..DIGITS).unwrap_or_default();
    Person { name: format!("person-{word}"), email: format!("person-{word}@anonymous.invalid") }
}

/// Replaces every identity of a commit, those that its message names included.
pub fn hide_in_commit(commit: &mut Commit) {
    let mut names = vec![commit.author.clone()];
    names.extend(commit.coauthors.iter().cloned());
    for text in [&mut commit.message.subject, &mut commit.message.body] {
        *text = without_names(text, &names);
    }
    commit.message.trailers.clear();
    commit.author = of(&commit.author);
    for person in &mut commit.coauthors {
        *person = of(person);
    }
}

/// Replaces every identity of a change and its commits.
pub fn hide_in_change(change: &mut Change) {
    change.title = without_names(&change.title, &change.authors);
    if let Some(message) = &mut change.message {
        message.subject = without_names(&message.subject, &change.authors);
        message.body = without_names(&message.body, &change.authors);
        message.trailers.clear();
    }
    for person in &mut change.authors {
        *person = of(person);
    }
    change.commits.iter_mut().for_each(hide_in_commit);
}

/// A text with the known people, addresses, mentions, and the accounts of merge messages replaced.
pub fn without_names(text: &str, people: &[Person]) -> String {
    static NAMES: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
        [
            (r"[\w.+-]+@[\w-]+(\.[\w-]+)+", "(address)"),
            (r"\bfrom [\w.-]+/", "from (account)/"),
            (r" - [\w.-]+:", " - (account):"),
            (r"\br=[\w.,@-]+", "r=(account)"),
            (r"(^|[^\w/])@[A-Za-z][\w/-]*", "$1(account)"),
        ]
        .into_iter()
        .filter_map(|(pattern, with)| Some((Regex::new(pattern).ok()?, with)))
        .collect()
    });
    let mut text = text.to_owned();
    for person in people {
        let other = of(person).name;
        for known in [&person.email, &person.name] {
            if known.chars().count() > 2 {
                text = text.replace(known.as_str(), &other);
            }
        }
    }
    NAMES.iter().fold(text, |text, (pattern, with)| pattern.replace_all(&text, *with).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, email: &str) -> Person {
        Person { name: name.to_owned(), email: email.to_owned() }
    }

    #[test]
    fn a_pseudonym_is_stable_and_tells_people_apart() {
        let anna = person("Anna", "anna@example.org");
        assert_eq!(of(&anna), of(&anna));
        assert_ne!(of(&anna), of(&person("Anna", "other@example.org")));
        assert!(!of(&anna).name.contains("Anna"));
    }

    #[test]
    fn names_in_text_are_replaced() {
        let people = [person("Anna Berg", "anna@example.org")];
        for (text, hidden) in [
            ("Merge pull request #1 from anna/tax", "Merge pull request #1 from (account)/tax"),
            (
                "Auto merge of #12 - anna:tax, r=boris",
                "Auto merge of #12 - (account):tax, r=(account)",
            ),
            ("Thanks to @anna-b for it", "Thanks to (account) for it"),
            ("mail boris@example.org", "mail (address)"),
        ] {
            assert_eq!(without_names(text, &people), hidden);
        }
        assert!(!without_names("Fix what Anna Berg saw", &people).contains("Anna"));
    }
}
