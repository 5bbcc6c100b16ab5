//! What notes say of who knows what: by the whole history, never by the window alone.

use serde_json::{Value, json};
use support::{BORIS, CHEN, Identity, Repo, coach};

use crate::harbor::change;
use crate::scenes::founded;

fn notes(repo: &Repo, args: &[&str]) -> Value {
    let text = coach!(repo, [&["notes", "--format", "json"], args].concat()).ok();
    serde_json::from_str(&text).unwrap()
}

fn own(repo: &Repo) -> String {
    let text = coach!(repo, ["notes", "--self"]).ok();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_the_founder_wrote_is_not_the_newcomers_alone() {
    let report = notes(&founded(), &["--person", "boris"]);
    assert_eq!(report["known_to_few"], json!([]), "{report}");
    assert_eq!(report["places"], json!(["src/core"]), "{report}");
}

#[test]
fn a_place_of_many_visitors_is_nobodys_alone() {
    let names = ["Ada", "Bea", "Cid", "Dan", "Eva", "Fay", "Gus", "Hal"].map(|name| {
        let (name, email) = (format!("{name} Berg"), format!("{name}@pier.example"));
        Identity::new(String::leak(name), String::leak(email))
    });
    let repo =
        Repo::new().commit(change(0, CHEN, "Start", &[("src/a/a.rs", 9), ("src/b/b.rs", 9)]));
    let repo = names.into_iter().enumerate().fold(repo, |repo, (at, who)| {
        repo.commit(change(1, who, "Add syntax", &[("src/a/a.rs", 10 + at)]))
    });
    let repo = repo
        .commit(change(200, CHEN, "Grow", &[("src/b/b.rs", 12)]))
        .commits(6, |at| change(1, BORIS, "Add syntax", &[("src/a/a.rs", 30 + at)]));
    let report = notes(&repo, &["--person", "boris"]);
    assert_eq!(report["known_to_few"], json!([]), "{report}");
}

#[test]
fn a_founder_hears_what_waits_however_long_ago_it_was() {
    let repo = founded().config("user.name", "陈伟").config("user.email", "chen@harbor.example");
    let text = own(&repo);
    let expected = "By the whole history nobody else has done more than come by in src/alone, one other \
                    person has in src/core. Who could make the next change there";
    assert!(text.contains(expected), "{text}");
    assert!(text.contains("No change of this time is here"), "{text}");
    assert!(!text.contains("Nothing of this time"), "{text}");
    // At the end of a window nobody knows what came after it.
    let before = notes(&repo, &["--self", "--until", "2024-02-01"]);
    assert_eq!(before["known_to_few"][0], json!({ "place": "src/core", "others": 0 }), "{before}");
}

#[test]
fn nobody_is_sent_away_from_what_they_made() {
    let back = || change(1, CHEN, "Come back", &[("src/core/c.rs", 60)]);
    let else_where = |at| change(1, CHEN, "Grow", &[("src/alone/a.rs", 60 + at)]);
    let repo = founded().commit(back()).commits(5, else_where);
    let report = notes(&repo, &["--person", "chen"]);
    assert_eq!(report["others_know"], json!([]), "{report}");
    // Whoever came by is told of it.
    let report = notes(&repo, &["--person", "zoe"]);
    assert_eq!(report["others_know"], json!(["src/core"]), "{report}");
    // The second of a place is not, however little it was.
    let second = Repo::new()
        .commits(6, |at| change(1, CHEN, "Grow", &[("src/a/a.rs", 9 + at)]))
        .commits(6, |at| change(1, BORIS, "Grow", &[("src/b/b.rs", 9 + at)]))
        .commit(change(1, CHEN, "Grow", &[("src/c/c.rs", 9)]))
        .commit(change(1, BORIS, "Come by", &[("src/a/a.rs", 30)]));
    let report = notes(&second, &["--person", "boris"]);
    assert_eq!(report["others_know"], json!([]), "{report}");
}
