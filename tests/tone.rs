//! The tone of notes about one person: every text that they can contain is read, whatever was seen.
//!
//! The words of practices, the reporter's own, and whole notes of many kinds: no ranking, no amount of
//! work, no hour and no day of the week, no comparison with a colleague, no blame, and what is counted
//! agrees with its number.

#![expect(clippy::unwrap_used, reason = "what cannot be read is a failed test")]

#[path = "cli/harbor.rs"]
#[expect(dead_code, reason = "the scenarios use all of it")]
mod harbor;
#[path = "tone/heard.rs"]
mod heard;
#[path = "tone/literals.rs"]
mod literals;

use std::fs;
use std::path::{Path, PathBuf};

use git_coach_model::{Piece, Practice, Scope, Template};
use git_coach_practices::{Library, catalogue};
use support::{Commit, Repo, coach};

use harbor::{ZOE, change, harbor};
use heard::mistakes;

#[track_caller]
fn check(texts: impl IntoIterator<Item = (String, String)>) {
    let mut read = 0;
    let mut all = Vec::new();
    for (place, text) in texts {
        read += 1;
        all.extend(mistakes(&text).into_iter().map(|what| format!("{place}: {what}: {text}")));
    }
    assert!(read > 0, "nothing was read");
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// Every sentence of a practice, each with the numbers one, two and many.
fn sentences(practice: &Practice) -> Vec<String> {
    let words = &practice.words;
    let templates = [&words.missing, &words.praise, &words.question, &words.next]
        .into_iter()
        .flatten()
        .chain([&words.why])
        .chain(&words.notes_questions);
    let filled = templates
        .flat_map(|template| [1, 2, 1204].map(|number| filled(template, practice.scope, number)));
    filled.chain(words.limits.clone()).collect()
}

fn filled(template: &Template, scope: Scope, number: u64) -> String {
    let of = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Plural { one, many, .. } => if number == 1 { one } else { many }.clone(),
        Piece::Fact(name) if is_number(name, scope) => number.to_string(),
        Piece::Fact(_) => "`src/a.rs`".to_owned(),
    };
    template.pieces().iter().map(of).collect()
}

fn is_number(fact: &str, scope: Scope) -> bool {
    fact == "found"
        || catalogue(scope).into_iter().any(|(name, _, form)| {
            let is_it = match name.strip_prefix("ROLE") {
                Some(end) => fact.ends_with(end),
                None => fact == name,
            };
            is_it && form.starts_with("{ at-least")
        })
}

#[test]
fn the_words_of_practices() {
    let library = Library::built_in().unwrap();
    // What a repository or an area lacks is nobody's; what two may ask of a place is heard as well.
    let practices = library.rules().map(|rule| &rule.practice).filter(|practice| {
        matches!(practice.scope, Scope::Commit | Scope::Change)
            || !practice.words.notes_questions.is_empty()
    });
    check(practices.flat_map(|practice| {
        let id = practice.id.to_string();
        sentences(practice).into_iter().map(move |text| (id.clone(), text))
    }));
}

#[test]
fn the_words_of_sources() {
    check(
        Library::sources().into_iter().flat_map(|source| {
            [(source.key.clone(), source.claim), (source.key, source.reference)]
        }),
    );
}

#[test]
fn the_words_of_the_reporter() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/reporter/src");
    let mut files: Vec<PathBuf> = vec![sources.join("compose.rs")];
    for place in ["compose/notes", "report/notes", "notes_file"] {
        files.push(sources.join(format!("{place}.rs")));
        let folder = fs::read_dir(sources.join(place)).unwrap();
        files.extend(folder.map(|entry| entry.unwrap().path()));
    }
    let said: Vec<(String, String)> = files
        .iter()
        .flat_map(|file| {
            let texts = literals::literals(&fs::read_to_string(file).unwrap());
            texts.into_iter().map(|text| (file.display().to_string(), text))
        })
        .collect();
    assert!(said.len() > 100, "only {} texts were found", said.len());
    check(said);
}

/// The harbor, and after it what situations and praise come from.
fn eventful() -> Repo {
    let add = |at: usize| {
        change(1, ZOE, &format!("Add rule {at}"), &[("src/billing/r.rs", 40 + 40 * at)])
    };
    harbor()
        .commits(3, add)
        .commit(change(1, ZOE, "wip", &[("src/billing/w.rs", 700)]))
        .commit(Commit::new("Revert \"wip\"").by(ZOE).remove("src/billing/w.rs"))
        .commit(change(1, ZOE, "Fix the sum\n\nBecause it was off.", &[("src/billing/r.rs", 161)]))
        .config("user.name", "Anna Özdemir")
        .config("user.email", "anna@harbor.example")
}

#[test]
fn whole_notes() {
    let repo = eventful();
    let mut texts = Vec::new();
    let kinds: [&[&str]; 8] = [
        &["--person", "zoe"],
        &["--person", "zoe", "--prepare"],
        &["--person", "zoe", "--since", "3d"],
        &["--person", "boris", "--prepare"],
        &["--person", "chen", "--prepare"],
        &["--self"],
        &["--onboarding"],
        &["--person", "zoe", "--save=../home/agreed.md"],
    ];
    for kind in kinds {
        let text = coach!(repo, [&["--quiet", "notes"], kind].concat()).ok();
        texts.push((kind.join(" "), text.replace('\n', " ")));
    }
    let later = repo
        .commit(change(1, ZOE, "Add a rule", &[("src/billing/q.rs", 90), ("tests/q.rs", 30)]))
        .commit(change(1, ZOE, "Add another", &[("src/billing/s.rs", 90)]));
    let args = ["notes", "--person", "zoe", "--previous", "../home/agreed.md"];
    texts.push(("next time".to_owned(), coach!(later, args).ok().replace('\n', " ")));
    check(texts);
}
