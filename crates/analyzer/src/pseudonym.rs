//! Stable pseudonyms for `--anonymous`.
//!
//! A pseudonym is made of a hash of name and address, so that the same person has the same one in
//! every report on every machine. It hides who somebody is from readers; somebody who knows the
//! addresses could compute it again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use git_coach_model::{Change, Commit, Outline, Person};
use regex::{Captures, Regex, RegexBuilder};

use crate::pattern::literal;

/// How many hexadecimal digits a pseudonym has.
const DIGITS: usize = 8;
/// How large the compiled pattern of all known names may grow, in bytes: ample for the 20,000
/// people of the largest histories.
const MOST_PATTERN: usize = 1 << 28;

/// The pseudonym of a person.
pub fn of(person: &Person) -> Person {
    let text = format!("git-coach\0{}\0{}", person.name, person.email);
    let hash = git2::Oid::hash_object(git2::ObjectType::Blob, text.as_bytes());
    let digits: String = hash.map(|oid| oid.to_string()).unwrap_or_default();
    let word = digits.get(..DIGITS).unwrap_or_default();
    Person { name: format!("person-{word}"), email: format!("person-{word}@anonymous.invalid") }
}

/// Replaces people by their pseudonyms and brings them into the order of these, which tells
/// nothing of their names.
pub fn hide(people: &mut Vec<Person>) {
    *people = people.iter().map(of).collect();
    people.sort();
}

/// Everybody whose name may turn up in a text.
pub struct Names {
    pattern: Pattern,
    pseudonyms: BTreeMap<String, String>,
}

enum Pattern {
    Nobody,
    Known(Regex),
    /// More names than can be looked for: no text is shown at all.
    TooMany,
}

impl Names {
    /// The names and addresses that commits have (before any mailmap), each with the person that
    /// it stands for.
    pub fn of(identities: &BTreeSet<(Person, Person)>) -> Self {
        let mut pseudonyms = BTreeMap::new();
        for (given, person) in identities {
            let known = [&given.email, &given.name, &person.email, &person.name];
            let login = given.email.strip_suffix("@users.noreply.github.com");
            let login = login.and_then(|login| login.rsplit('+').next());
            for name in known.into_iter().map(String::as_str).chain(login) {
                if name.len() > 2 {
                    pseudonyms.entry(name.to_lowercase()).or_insert_with(|| of(person).name);
                }
            }
        }
        // The longest first: an address before the name in it.
        let mut names: Vec<&String> = pseudonyms.keys().collect();
        names.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
        let words: Vec<String> = names.into_iter().map(|name| whole_word(name)).collect();
        let mut builder = RegexBuilder::new(&words.join("|"));
        let pattern = match builder.case_insensitive(true).size_limit(MOST_PATTERN).build() {
            _ if words.is_empty() => Pattern::Nobody,
            Ok(pattern) => Pattern::Known(pattern),
            Err(_) => Pattern::TooMany,
        };
        Self { pattern, pseudonyms }
    }

    /// Replaces every identity of a commit, those that its message names included.
    fn hide_in_commit(&self, commit: &mut Commit) {
        for text in [&mut commit.message.subject, &mut commit.message.body] {
            *text = self.without(text);
        }
        commit.message.trailers.clear();
        commit.author = of(&commit.author);
        for person in &mut commit.coauthors {
            *person = of(person);
        }
    }

    /// Replaces every identity of a commit in outline.
    pub fn hide_in_outline(&self, outline: &mut Outline) {
        outline.subject = self.without(&outline.subject);
        outline.author = of(&outline.author);
        for person in &mut outline.coauthors {
            *person = of(person);
        }
    }

    /// Replaces every identity of a change and its commits.
    pub fn hide_in_change(&self, change: &mut Change) {
        change.title = self.without(&change.title);
        if let Some(message) = &mut change.message {
            message.subject = self.without(&message.subject);
            message.body = self.without(&message.body);
            message.trailers.clear();
        }
        for person in &mut change.authors {
            *person = of(person);
        }
        change.commits.iter_mut().for_each(|commit| self.hide_in_commit(commit));
    }

    /// A text with the known people, addresses, mentions, and the accounts of merge messages
    /// replaced.
    pub fn without(&self, text: &str) -> String {
        static ACCOUNTS: LazyLock<[(Regex, &str); 7]> = LazyLock::new(|| {
            [
                (r"[\w.+-]+@[\w-]+(\.[\w-]+)+", "(address)"),
                (r"\bfrom [\w.-]+/", "from (account)/"),
                (r" - [\w.-]+:", " - (account):"),
                (r"\br=[\w.,@-]+", "r=(account)"),
                (r"(^|[^\w/])@[A-Za-z][\w/-]*", "$1(account)"),
                (r"\bbranch '[\w.-]+/", "branch '(account)/"),
                (r"\b(github\.com|gitlab\.com|bitbucket\.org)[:/][\w.-]+/", "$1/(account)/"),
            ]
            .map(|(pattern, with)| (literal(pattern), with))
        });
        let known = |found: &Captures<'_>| {
            let name = found.get(0).map(|name| name.as_str().to_lowercase()).unwrap_or_default();
            self.pseudonyms.get(&name).cloned().unwrap_or_else(|| "(somebody)".to_owned())
        };
        let text = match &self.pattern {
            Pattern::Known(pattern) => pattern.replace_all(text, known).into_owned(),
            Pattern::Nobody => text.to_owned(),
            Pattern::TooMany => return "(hidden)".to_owned(),
        };
        ACCOUNTS
            .iter()
            .fold(text, |text, (pattern, with)| pattern.replace_all(&text, *with).into_owned())
    }
}

/// A pattern of a name that stands for itself: "Al" is not in "Alps". Scripts that write without
/// spaces have no such ends.
fn whole_word(name: &str) -> String {
    let bound = |letter: Option<char>| {
        let is_latin = letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        if is_latin { r"\b" } else { "" }
    };
    let (first, last) = (bound(name.chars().next()), bound(name.chars().next_back()));
    format!("{first}{}{last}", regex::escape(name))
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
        let berg = person("Anna Berg", "anna@example.org");
        let bo = person("陈伟", "7+chen-w@users.noreply.github.com");
        let names = Names::of(&[(berg.clone(), berg.clone()), (bo.clone(), bo.clone())].into());
        for (text, hidden) in [
            ("Merge pull request #1 from anna/tax", "Merge pull request #1 from (account)/tax"),
            (
                "Auto merge of #12 - anna:tax, r=boris",
                "Auto merge of #12 - (account):tax, r=(account)",
            ),
            ("Thanks to @anna-b for it", "Thanks to (account) for it"),
            ("mail boris@example.org", "mail (address)"),
            (
                "Merge branch 'anna/tax' of github.com:anna/x",
                "Merge branch '(account)/tax' of github.com/(account)/x",
            ),
            ("Keep Hanna Bergen as she is", "Keep Hanna Bergen as she is"),
        ] {
            assert_eq!(names.without(text), hidden);
        }
        for (text, who) in [
            ("Fix what ANNA berg saw", &berg),
            ("Ask anna@example.org", &berg),
            ("听陈伟的话", &bo),
            ("As chen-w said", &bo),
        ] {
            let hidden = names.without(text);
            assert!(hidden.contains(&of(who).name), "{hidden}");
            assert!(
                !["berg", "anna", "陈伟", "chen"].iter().any(|name| hidden.contains(name)),
                "{hidden}"
            );
        }
    }
}
