//! What a briefing tells beside its themes: knowledge, debt, delivery, decisions, and what goes back
//! and forth.

use support::{ANNA, BORIS, CHEN, Commit, Identity, Repo, coach, lines, lines_of};

use crate::harbor::{PEOPLE, harbor, text};

/// The briefing in one line.
fn told(repo: &Repo, args: &[&str]) -> String {
    let text = coach!(repo, [&["brief"], args].concat()).ok();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn marks_that_came_and_went() {
    let marked =
        |marks: usize| format!("{}{}", lines(9), "// TODO: round\n// let it be\n".repeat(marks));
    let with = |marks: usize, message: &str| {
        Commit::new(message)
            .after(3)
            .file("src/tax/a.rs", marked(marks))
            .file("src/net/b.rs", lines(marks))
    };
    let repo = Repo::new()
        .commit(with(4, "Start with four"))
        .commits(14, |at| {
            Commit::new(format!("Go on {at}")).after(3).file("src/net/c.rs", lines(at))
        })
        .commit(with(1, "Do three of them"))
        .commit(with(1, "Rest").file("src/net/d.rs", "// FIXME: later\n".repeat(5)));
    let text = told(&repo, &["--since", "20d"]);
    let expected = "5 marks of work left for later (TODO, FIXME, XXX, HACK) came in and 3 went; in \
                    the windows before together, 4 marks came in and none went. All that came are \
                    in src/net.";
    assert!(text.contains(expected), "{text}");
    let quiet = told(&repo, &["--since", "2024-01-14", "--until", "2024-02-03"]);
    assert!(quiet.contains("changes by 1 person"), "{quiet}");
    assert!(!quiet.contains("Left for later"), "{quiet}");
}

#[test]
fn what_was_delivered_and_mended_at_once() {
    let young = lines_of("let total of the tax of line", 40);
    let mended = young.replacen("total of", "rounded total of", 8);
    let repo = Repo::new()
        .commit(Commit::new("Start").file("README.md", lines(3)))
        .commit(Commit::new("Add taxes").after(20).file("src/tax.rs", young))
        .commit(Commit::new("Fix the rates of small states").after(3).file("src/tax.rs", mended))
        .tag("v1.0");
    let text = told(&repo, &["--since", "10d"]);
    assert!(text.contains("Tagged: v1.0."), "{text}");
    let expected = "1 of 1 fix rewrote lines that had come in at most 14 days before.";
    assert!(text.contains(expected), "{text}");
    let plain = told(&repo, &["--since", "10d", "--audience", "stakeholders"]);
    assert!(plain.contains("Published: v1.0."), "{plain}");
}

#[test]
fn a_decision_that_was_written_down() {
    let repo = Repo::new().commit(Commit::new("Start").file("src/a.rs", lines(3))).commit(
        Commit::new("Keep one ledger").after(3).file("docs/adr/0001-one-ledger.md", lines(9)),
    );
    let text = told(&repo, &["--since", "2d"]);
    assert!(text.contains("Written down: docs/adr/0001-one-ledger.md."), "{text}");
    let before = told(&repo, &["--since", "2024-01-01", "--until", "2024-01-09"]);
    assert!(!before.contains("Decisions"), "{before}");
}

/// A commit to the tax table by one of two people in turn.
fn turn(at: usize) -> Commit {
    let who = if at.is_multiple_of(2) { ANNA } else { BORIS };
    Commit::new(format!("Set rate {at}"))
        .by(who)
        .after(9)
        .file("src/tax/a.py", format!("rate = {at}\n"))
}

#[test]
fn what_goes_back_and_forth_is_a_place_with_a_question_for_all() {
    let start = Commit::new("Start")
        .by(CHEN)
        .file("src/net/b.py", lines(9))
        .file("src/tax/a.py", "rate = 99\n");
    let repo = Repo::new().commit(start).commits(12, turn);
    let text = told(&repo, &["--since", "40d"]);
    assert!(text.contains("Back and forth"), "{text}");
    assert!(text.contains("src/tax/a.py went back and forth between people"), "{text}");
    assert!(text.contains("as each of those who work on it sees it?"), "{text}");
    assert!(text.contains("What the places that go back and forth should do"), "{text}");
    for name in ["Anna", "Boris"] {
        assert!(!text.contains(name), "{text}");
    }
}

/// A folder that one person made long ago and left, beside one that two people work in.
fn left_behind() -> Repo {
    const DORA: Identity = Identity::new("Dora Left", "dora@example.org");
    let start = (1..=6).fold(Commit::new("Start with reports").by(DORA), |commit, at| {
        commit.file(format!("src/reports/r{at}.rs"), text("reports", 30 + at))
    });
    (0..8).fold(Repo::new().commit(start), |repo, at| {
        let who = if at % 2 == 0 { ANNA } else { BORIS };
        let commit =
            Commit::new(format!("Bill rule {at}")).by(who).after(if at == 0 { 400 } else { 4 });
        let commit = commit.file("src/billing/a.rs", text("billing", 30 + at));
        repo.commit(match at {
            1 | 3 | 5 => commit.file("src/reports/r1.rs", text("reports", 40 + at)),
            _ => commit,
        })
    })
}

#[test]
fn an_area_that_was_left_and_where_to_come_from() {
    let repo = left_behind();
    let text = told(&repo, &["--since", "20d"]);
    let left = "In src/reports, the authors of 5 of 6 files, by their share of the commits, changed \
                nothing in this repository in the last year.";
    assert!(text.contains(left), "{text}");
    let pair = "To pair: src/reports changed together with src/billing in 3 changes, and 2 people \
                know the latter: a good place to come from.";
    assert!(text.contains(pair), "{text}");
    for name in ["Dora", "Anna", "Boris"] {
        assert!(!text.contains(name), "{text}");
    }
    let lead = told(&repo, &["--since", "20d", "--audience", "lead"]);
    assert!(lead.contains("(for you alone: Anna Özdemir)"), "{lead}");
    assert!(!lead.contains("Dora"), "who has left is not named: {lead}");
}

#[test]
fn an_anonymous_briefing_names_nobody_and_leads_nowhere() {
    let commit = Commit::new("Fix what Anna Özdemir saw in zoe-l's branch").after(1).by(BORIS);
    let repo = harbor()
        .commit(commit.file("src/billing/tax.rs", text("tax", 400)))
        .remote("origin", "https://github.com/zoe-l/harbor.git");
    for format in ["terminal", "markdown", "html", "json"] {
        let args = ["brief", "--audience", "lead", "--anonymous", "--format", format];
        let text = coach!(repo, args).ok();
        for name in PEOPLE.iter().chain(&["Anna", "github.com"]) {
            assert!(!text.contains(name), "{name} in {text}");
        }
        assert!(text.contains("person-"), "{text}");
    }
}

/// Where nobody has to be told of an area, the picture of who knows what is still worth a look.
#[test]
fn knowledge_that_is_shared_is_shown() {
    let areas = ["src/net", "src/tax", "src/web"];
    let start = areas.iter().fold(Commit::new("Start"), |commit, area| {
        commit.file(format!("{area}/a.rs"), lines(9)).file(format!("{area}/b.rs"), lines(9))
    });
    let repo = (0..24).fold(Repo::new().commit(start), |repo, at| {
        let area = areas[at % 3];
        let who = if at % 2 == 0 { ANNA } else { BORIS };
        let file = (format!("{area}/a.rs"), text(area, 10 + at));
        repo.commit(Commit::new(format!("Go on {at}")).by(who).after(2).file(file.0, file.1))
    });
    let said = "Of the areas with three changes or more, each is known to 2 people or more.";
    assert!(told(&repo, &["--since", "20d"]).contains(said), "{}", told(&repo, &[]));
    let html = coach!(repo, ["brief", "--since", "20d", "--format", "html"]).ok();
    assert!(html.contains("How many people know each area"), "{html}");
}

#[test]
fn a_meeting_without_a_theme_is_short() {
    let repo = Repo::new().commits(5, |at| {
        Commit::new(format!("Go on {at}")).after(2).file("notes.txt", lines(at + 1))
    });
    let text = told(&repo, &["--since", "20d", "--only", "tests/source-comes-with-tests"]);
    assert!(text.contains("Nothing stands out"), "{text}");
    for slot in ["5 What to keep as it is", "5 What was harder to change", "3 Next steps"] {
        assert!(text.contains(slot), "{slot}: {text}");
    }
}
