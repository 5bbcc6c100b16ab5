//! Knows which name and address somebody is to be called by: the `.mailmap` of gitmailmap(5).
//!
//! Owns the reading of that file and the look-up. It agrees with `git check-mailmap`: addresses and
//! names match without regard to ASCII case, a line that says nothing usable is passed over, a later
//! line wins over an earlier one, and a mapped identity is not mapped again.
//!
//! The one difference: a byte-order mark at the start of a file is dropped, where git makes it a
//! part of the first name.

use std::collections::HashMap;

use git_coach_model::Person;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Names and addresses by the names and addresses in commits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mailmap {
    by_email: HashMap<String, Entry>,
    /// Who is taken for whom beyond the files.
    together: HashMap<Person, Person>,
    /// What was read, in one number.
    seal: u64,
}

/// What is known of one address in commits.
#[derive(Clone, Debug, Default)]
struct Entry {
    whoever: Proper,
    by_name: HashMap<String, Proper>,
}

/// What to call somebody; what is none stays as the commit has it.
#[derive(Clone, Debug, Default)]
struct Proper {
    name: Option<String>,
    email: Option<String>,
}

impl Mailmap {
    /// Reads the content of a mailmap; bytes that are not UTF-8 are replaced.
    #[cfg(test)]
    pub(crate) fn parse(content: &[u8]) -> Self {
        let mut mailmap = Self::default();
        mailmap.extend(content);
        mailmap
    }

    /// Reads another mailmap, whose lines win over those already read.
    pub(crate) fn extend(&mut self, content: &[u8]) {
        self.seal = xxh3_64_with_seed(content, self.seal);
        let text = String::from_utf8_lossy(content);
        for line in text.strip_prefix('\u{feff}').unwrap_or(&text).split('\n') {
            self.read_line(line);
        }
    }

    /// A number that is another for other content.
    pub(crate) const fn seal(&self) -> u64 {
        self.seal
    }

    /// Who the name and the address of a commit stand for.
    pub(crate) fn person(&self, name: &str, email: &str) -> Person {
        let proper = self.by_email.get(&folded(email)).map(|entry| {
            if entry.by_name.is_empty() {
                return &entry.whoever;
            }
            entry.by_name.get(&folded(name)).unwrap_or(&entry.whoever)
        });
        let (proper_name, proper_email) =
            proper.map_or((None, None), |proper| (proper.name.as_deref(), proper.email.as_deref()));
        let person = Person {
            name: proper_name.unwrap_or(name).to_owned(),
            email: proper_email.unwrap_or(email).to_owned(),
        };
        self.together.get(&person).cloned().unwrap_or(person)
    }

    /// Takes all of these for one person from now on, beyond what the files say.
    pub(crate) fn take_together(&mut self, identities: &[Person], person: &Person) {
        let others = identities.iter().filter(|one| *one != person);
        self.together.extend(others.map(|one| (one.clone(), person.clone())));
    }

    /// Whether the files give an address as somebody's own, and not only as one to be mapped.
    pub(crate) fn states(&self, email: &str) -> bool {
        let wanted = folded(email);
        let is_kept = self
            .by_email
            .get(&wanted)
            .is_some_and(|entry| entry.whoever.name.is_some() && entry.whoever.email.is_none());
        let is_it = |proper: &Proper| {
            proper.email.as_ref().is_some_and(|email| email.eq_ignore_ascii_case(&wanted))
        };
        is_kept
            || self
                .by_email
                .values()
                .any(|entry| is_it(&entry.whoever) || entry.by_name.values().any(is_it))
    }

    fn read_line(&mut self, line: &str) {
        if line.starts_with('#') {
            return;
        }
        let Some((first_name, first_email, rest)) = identity(line) else { return };
        let name = (!first_name.is_empty()).then(|| first_name.to_owned());
        // With one address, it is the commit's; with two, the second is.
        let Some((commit_name, commit_email, _)) = identity(rest) else {
            if name.is_some() {
                self.entry(first_email).whoever.name = name;
            }
            return;
        };
        let proper = Proper { name, email: Some(first_email.to_owned()) };
        let entry = self.entry(commit_email);
        if commit_name.is_empty() {
            entry.whoever.name = proper.name.or(entry.whoever.name.take());
            entry.whoever.email = proper.email;
        } else {
            entry.by_name.insert(folded(commit_name), proper);
        }
    }

    fn entry(&mut self, email: &str) -> &mut Entry {
        self.by_email.entry(folded(email)).or_default()
    }
}

/// The first name and address of a line, and what follows them.
fn identity(line: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = line.split_once('<')?;
    let (email, rest) = rest.split_once('>')?;
    Some((name.trim_matches(is_blank), email, rest))
}

fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c')
}

fn folded(text: &str) -> String {
    text.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use super::*;

    /// A mailmap with everything that people and editors do to one.
    const NASTY: &[u8] = b"# Comment <c1@x>\n\
        \x20 # Indented <c2@x>\n\
        #Joined <c3@x>\n\
        Sharp # Name <sharp@x>\n\
        One Form <one@x>\n\
        <two-proper@x> <two@x>\n\
        Three Form <three-proper@x> <three@x>\n\
        Four Form <four-proper@x> Four Commit <four@x>\n\
        Mixed Case <MiXed@X>\n\
        Spacy   Name   < spacy@x >   <spacy-commit@x>   \n\
        Tight<tight@x>\n\
        \tTab Bed\t<tab@x>\t\r\n\
        Crlf Two <crlf-proper@x> <crlf@x>\r\n\
        Unclosed <unclosed@x\n\
        No Address\n\
        <alone@x>\n\
        Empty Address <>\n\
        Nobody <nobody@x> <>\n\
        \x20<e@x> Old Name <f@x>\n\
        Three Addresses <t1@x> <t2@x> <t3@x>\n\
        Trailing <trail-proper@x> Old <trail@x> and more\n\
        Trailing Comment <tc@x> # comment\n\
        Hash Old <ho@x> # <ho-commit@x>\n\
        First <dup@x>\n\
        Second <dup@x>\n\
        Keeps Name <kn-1@x> <kn@x>\n\
        <kn-2@x> <kn@x>\n\
        <no@x> <on@x>\n\
        Name Later <on@x>\n\
        By Name <bn-1@x> Commit Name <bn@x>\n\
        <bn-2@x> Commit Name <bn@x>\n\
        Either <ei-1@x> Some Body <ei@x>\n\
        Or Else <ei@x>\n\
        Chain A <chain-a@x>\n\
        Chain B <chain-b@x> <chain-a@x>\n\
        Chain C <chain-c@x> <chain-b@x>\n\
        Padded <padded@x> Spaced Out   <pad@x>\n\
        \xc3\x89mile <emile@x> \xc3\xa9mile <umlaut@x>\n\
        Double << <dd@x>\n\
        A > B <gt@x>\n\
        \n\
        \x20\n\
        No Newline <nn-proper@x> <nn@x>";

    const ASKED: &[(&str, &str)] = &[
        ("q", "c1@x"),
        ("q", "c2@x"),
        ("q", "c3@x"),
        ("q", "sharp@x"),
        ("q", "one@x"),
        ("q", "ONE@X"),
        ("q", "two@x"),
        ("q", "three@x"),
        ("q", "four@x"),
        ("Four Commit", "four@x"),
        ("four COMMIT", "Four@X"),
        ("q", "mixed@x"),
        ("q", "spacy-commit@x"),
        ("q", "tight@x"),
        ("q", "tab@x"),
        ("q", "crlf@x"),
        ("q", "unclosed@x"),
        ("q", "alone@x"),
        ("Old Name", "f@x"),
        ("q", "f@x"),
        ("q", "t1@x"),
        ("q", "t2@x"),
        ("q", "t3@x"),
        ("old", "trail@x"),
        ("q", "trail@x"),
        ("q", "tc@x"),
        ("#", "ho-commit@x"),
        ("q", "ho-commit@x"),
        ("q", "dup@x"),
        ("q", "kn@x"),
        ("q", "on@x"),
        ("commit name", "bn@x"),
        ("q", "bn@x"),
        ("Some Body", "ei@x"),
        ("q", "ei@x"),
        ("q", "chain-a@x"),
        ("q", "chain-b@x"),
        ("Spaced Out", "pad@x"),
        ("émile", "umlaut@x"),
        ("Émile", "umlaut@x"),
        ("q", "dd@x"),
        ("q", "gt@x"),
        ("q", "nn@x"),
        ("q", ""),
        ("No Such", "Person@Nowhere"),
    ];

    fn shown(person: &Person) -> String {
        format!("{} <{}>", person.name, person.email)
    }

    /// What git makes of identities, a line each; nothing if there is no git.
    fn git_maps(mailmap: &[u8], asked: &[(&str, &str)]) -> Option<Vec<String>> {
        let file = std::env::temp_dir().join(format!("mailmap-{}", std::process::id()));
        std::fs::write(&file, mailmap).expect("a temporary file");
        let mut git = Command::new("git")
            .arg("-C")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
            .arg("-c")
            .arg(format!("mailmap.file={}", file.display()))
            .args(["check-mailmap", "--stdin"])
            .env("GIT_CONFIG_GLOBAL", "")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut input = String::new();
        for (name, email) in asked {
            input.push_str(&format!("{name} <{email}>\n"));
        }
        git.stdin.take().expect("a pipe").write_all(input.as_bytes()).ok()?;
        let output = git.wait_with_output().ok()?;
        std::fs::remove_file(&file).expect("the temporary file");
        let text = String::from_utf8(output.stdout).expect("UTF-8 went in");
        output.status.success().then(|| text.lines().map(str::to_owned).collect())
    }

    #[test]
    fn maps_as_git_maps() {
        let Some(git) = git_maps(NASTY, ASKED) else {
            eprintln!("skipped: no git here, or none in a repository");
            return;
        };
        let mailmap = Mailmap::parse(NASTY);
        let ours: Vec<_> =
            ASKED.iter().map(|(name, email)| shown(&mailmap.person(name, email))).collect();
        for ((ours, git), asked) in ours.iter().zip(&git).zip(ASKED) {
            assert_eq!(ours, git, "{asked:?}");
        }
        assert_eq!(ours.len(), git.len());
    }

    #[track_caller]
    fn check(mailmap: &str, asked: (&str, &str), expected: &str) {
        let mailmap = Mailmap::parse(mailmap.as_bytes());
        assert_eq!(shown(&mailmap.person(asked.0, asked.1)), expected);
    }

    #[test]
    fn reads_the_four_forms() {
        check("New <a@x>", ("old", "A@x"), "New <A@x>");
        check("<new@x> <a@x>", ("old", "a@x"), "old <new@x>");
        check("New <new@x> <a@x>", ("old", "a@x"), "New <new@x>");
        check("New <new@x> old <a@x>", ("Old", "a@x"), "New <new@x>");
        check("New <new@x> old <a@x>", ("other", "a@x"), "other <a@x>");
    }

    #[test]
    fn drops_a_byte_order_mark() {
        check("\u{feff}New <a@x>", ("old", "a@x"), "New <a@x>");
    }

    #[test]
    fn tells_addresses_of_their_own_from_those_that_are_mapped() {
        let mailmap =
            Mailmap::parse(b"# Nobody <n@x>\nAnn <ann@x>\nAnn <Ann@Y> <old@x>\nB <b@x> o <c@x>");
        for own in ["ann@x", "ANN@X", "ann@y", "b@x"] {
            assert!(mailmap.states(own), "{own}");
        }
        for mapped in ["old@x", "c@x", "n@x", "other@x"] {
            assert!(!mailmap.states(mapped), "{mapped}");
        }
    }

    #[test]
    fn takes_people_together_beyond_the_files() {
        let mut mailmap = Mailmap::parse(b"Ann <ann@x> <old@x>");
        let person = |name: &str, email: &str| Person { name: name.into(), email: email.into() };
        let (ann, other) = (person("Ann", "ann@x"), person("Ann", "ann@home"));
        mailmap.take_together(&[ann.clone(), other.clone()], &other);
        assert_eq!(mailmap.person("q", "old@x"), other);
        assert_eq!(mailmap.person("Ann", "ann@home"), other);
        assert_eq!(mailmap.person("Ben", "ben@x"), person("Ben", "ben@x"));
    }

    #[test]
    fn later_files_win() {
        let mut mailmap = Mailmap::parse(b"First <a@x>");
        mailmap.extend(b"Second <a@x>");
        assert_eq!(mailmap.person("q", "a@x").name, "Second");
        assert!(Mailmap::parse(b"# nobody").by_email.is_empty());
    }
}
