//! How a briefing says what it says: right for one, for all and for none, and never by rote.

use support::{ANNA, BORIS, Commit, Repo, coach, lines};

use crate::harbor::{change, harbor, text};

fn told(repo: &Repo, args: &[&str]) -> String {
    let text = coach!(repo, [&["brief"], args].concat()).ok();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn all_of_them_is_no_part_of_them() {
    let start = Commit::new("Start").after(1).file("src/a.rs", lines(9)).file("src/b.rs", "1\n");
    let repo = Repo::new().commit(start).commits(12, |at| {
        let fix = Commit::new(format!("Fix case {at}")).after(2).by(BORIS);
        fix.file("src/a.rs", lines(at + 10)).file("tests/a.rs", lines(at + 3))
    });
    let text = told(&repo, &["--since", "15d"]);
    assert!(text.contains("all 8 changes, each a fix"), "{text}");
    assert!(!text.contains("8 of 8 changes, 8 of them"), "{text}");
}

/// What should not be there is counted, and told by what is in order.
#[test]
fn what_is_counted_reads_on_from_its_title() {
    let text = told(&harbor(), &[]);
    let expected = "New TODO markers name an issue, an owner or what ends them: all but 3 of 12 \
                    changes, down from all 25";
    assert!(text.contains(expected), "{text}");
    assert!(!text.contains("not so in"), "{text}");
}

#[test]
fn what_is_in_place_takes_a_line() {
    let pipeline = "on: [push, pull_request]\npermissions: { contents: read }\njobs:\n  check:\n    \
                    steps:\n      - run: cargo fmt --check && cargo clippy && cargo test\n";
    let start = Commit::new("Start")
        .file(".github/workflows/ci.yml", pipeline)
        .file("LICENSE", "MIT License\n\nPermission is hereby granted, free of charge\n")
        .file("rustfmt.toml", "max_width = 100\n")
        .file(".editorconfig", "root = true\n")
        .file("tests/a.rs", lines(4));
    let repo = Repo::new().commit(start).commits(12, |at| {
        change(2, ANNA, &format!("Go on {at}"), &[(&format!("src/{at}.rs"), 12)])
    });
    let text = told(&repo, &["--since", "12d"]);
    let line = text.split("In place: ").nth(1).unwrap();
    let line = line.split(").").next().unwrap();
    assert!(line.contains(" states of the repository (pipelines "), "{line}");
    assert!(line.len() < 120, "{line}");
}

/// Work together is worth thanks, and no news to those who did it.
#[test]
fn one_change_is_praised_once_and_thanks_are_no_praise() {
    let start = change(0, ANNA, "Start", &[("src/a.rs", 40), ("tests/a.rs", 9)]);
    let repo = Repo::new().commit(start).commits(12, |at| {
        let step = change(2, ANNA, &format!("Add part {at}"), &[(&format!("src/{at}.rs"), 40)]);
        step.with(BORIS)
    });
    let text = told(&repo, &["--since", "20d"]);
    assert!(!text.contains("co-author"), "{text}");
}

/// A lead prepares a place by its people and its last changes, a state by where it shows.
#[test]
fn a_lead_prepares_what_does_not_press_as_well() {
    let line = |at: usize| format!("let rounded = rates.of(year).round_half_to_even({at});\n");
    let pipeline = "on: push\npermissions: { contents: read }\njobs:\n  check:\n    steps:\n      - \
                    uses: someone/setup@v1\n      - run: cargo test\n";
    let start = Commit::new("Start").by(ANNA).file(".github/workflows/ci.yml", pipeline);
    let start = start.file("src/tax/rates.rs", lines(9)).file("src/net/http.rs", lines(9));
    let repo = (0..8).fold(Repo::new().commit(start), |repo, at| {
        let who = if at % 2 == 0 { ANNA } else { BORIS };
        let fix = Commit::new(format!("Fix the rounding of case {at}")).by(who).after(3);
        let fix = fix.file("src/tax/rates.rs", format!("{}{}", lines(9), line(at)));
        repo.commit(fix.file(format!("tests/rates{at}.rs"), lines(at + 3)))
    });
    let text = told(&repo, &["--since", "30d", "--audience", "lead"]);
    assert!(text.contains("Read first: "), "{text}");
    assert!(text.contains("“Fix the rounding of case 7”"), "{text}");
    assert!(text.contains("for src Anna Özdemir and Борис Волков"), "{text}");
    assert!(text.contains("To decide: who of those who work in src looks at it"), "{text}");
    let pipeline = text.split("2 · Steps of third parties").nth(1).unwrap();
    assert!(pipeline.contains("Read first: ") && pipeline.contains("“Start”."), "{text}");
    assert!(pipeline.contains("for .github/workflows/ci.yml Anna Özdemir."), "{text}");
    let team = told(&repo, &["--since", "30d"]);
    assert!(!team.contains("To decide") && !team.contains("Özdemir"), "{team}");
}

/// What half of the commits do is easily shown.
#[test]
fn a_weak_sign_is_shown_by_one_to_compare_with() {
    let start = change(0, ANNA, "Start", &[("src/a.rs", 9)]);
    let repo = Repo::new().commit(start).commits(12, |at| {
        let path = format!("src/p{at}.rs");
        let why = if at % 2 == 0 { "\n\nBecause the harbour master asked for it." } else { "" };
        let message = format!("Add part {at}{why}");
        Commit::new(message).by(ANNA).after(2).file(&path, text(&path, 40))
    });
    let args = ["--since", "30d", "--only", "commits/message-says-why"];
    let text = told(&repo, &args);
    assert!(text.contains("Nothing presses. This is worth a few minutes"), "{text}");
    assert!(text.contains("One to compare with: "), "{text}");
    assert!(text.contains("“Add part 10”"), "{text}");
    assert!(!text.contains("“Add part 11”"), "{text}");
}
