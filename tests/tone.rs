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
#[path = "cli/scenes.rs"]
mod scenes;

use std::fs;
use std::path::{Path, PathBuf};

use git_coach_model::{Piece, Practice, Scope, Template};
use git_coach_practices::{Library, catalogue};
use support::{ANNA, BORIS, Commit, Identity, Repo, coach};

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

/// All sources at a place of the workspace: a file, or a folder with what is below it.
fn sources(place: &Path) -> Vec<PathBuf> {
    if place.is_file() {
        return vec![place.to_owned()];
    }
    let below = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path());
    let below = below.filter(|path| path.is_dir() || path.extension().is_some_and(|it| it == "rs"));
    below.flat_map(|path| sources(&path)).collect()
}

#[test]
fn the_words_of_the_program() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    // What lays notes out, what they are filled with, and what is said where there are none.
    let places = [
        "reporter/src/compose.rs",
        "reporter/src/compose/notes.rs",
        "reporter/src/compose/notes",
        "reporter/src/report/notes.rs",
        "reporter/src/report/notes",
        "reporter/src/report/praise.rs",
        "reporter/src/notes_file.rs",
        "reporter/src/notes_file",
        "reporter/src/json/v1/notes.rs",
        "reporter/src/json/v1/notes",
        "reporter/src/words.rs",
        "cli/src/commands/notes.rs",
        "cli/src/commands/notes",
        "analyzer/src/error.rs",
    ];
    let said: Vec<(String, String)> = places
        .iter()
        .flat_map(|place| sources(&crates.join(place)))
        .flat_map(|file| {
            let texts = literals::literals(&fs::read_to_string(&file).unwrap());
            let name = file.display().to_string();
            texts.into_iter().map(move |text| (name.clone(), text)).collect::<Vec<_>>()
        })
        .collect();
    assert!(said.len() > 200, "only {} texts were found", said.len());
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

/// Each kind of thing that notes have to say, with whom it is said of.
fn scenes() -> Vec<(&'static str, Repo)> {
    const DORA: Identity = Identity::new("Dora Ek", "dora@harbor.example");
    let helped = Repo::new().commits(6, |at| {
        let path = format!("src/rule{at}.rs");
        change(1, ANNA, &format!("Add rule {at}"), &[(&path, 40)]).with(DORA)
    });
    let quiet = Repo::new()
        .commits(6, |at| change(1, BORIS, "Say more, as asked", &[("docs/a.md", 3 + at)]));
    vec![
        ("boris", scenes::long_ago(ZOE)),
        ("boris", scenes::long_ago(BORIS)),
        ("boris", scenes::four_places()),
        ("anna", scenes::four_places()),
        ("chen", scenes::founded()),
        ("chen", scenes::maintainer(6)),
        ("chen", scenes::maintainer(1)),
        ("zoe", scenes::back_and_forth()),
        ("boris", scenes::fix_upon_fix()),
        ("dora", helped),
        ("boris", quiet),
    ]
}

#[test]
fn whole_notes_of_each_kind() {
    let mut texts = Vec::new();
    for (who, repo) in scenes() {
        let repo =
            repo.config("user.name", who).config("user.email", &format!("{who}@harbor.example"));
        let kinds: [&[&str]; 6] = [
            &["--person", who, "--prepare"],
            &["--person", who, "--until", "2000-01-01", "--prepare"],
            &["--self"],
            &["--onboarding"],
            &["--person", who, "--format", "json", "--prepare"],
            &["--person", who, "--save=../home/agreed.md"],
        ];
        for kind in kinds {
            let text = coach!(repo, [&["--quiet", "notes"], kind].concat()).ok();
            texts.push((kind.join(" "), text.replace('\n', " ")));
        }
        let kept = fs::read_to_string(repo.home().join("agreed.md")).unwrap();
        texts.push((format!("what is kept of {who}"), kept.replace('\n', " ")));
    }
    check(texts);
}

#[test]
fn a_name_of_others_is_in_no_notes_of_one() {
    for (who, repo) in scenes() {
        let text = coach!(repo, ["notes", "--person", who, "--prepare"]).ok();
        for (other, name) in [
            ("anna", "Özdemir"),
            ("boris", "Волков"),
            ("chen", "陈伟"),
            ("zoe", "Lindqvist"),
            ("dora", "Ek"),
        ] {
            assert!(other == who || !text.contains(name), "{name} in the notes of {who}: {text}");
        }
    }
}
