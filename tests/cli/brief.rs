//! The briefing on a team's history: whole, and what has to hold whatever it says.

use serde_json::Value;
use support::{ANNA, BORIS, Commit, Repo, coach, lines};

use crate::harbor::{PEOPLE, change, harbor};

fn json(repo: &Repo, args: &[&str]) -> Value {
    let text = coach!(repo, [&["brief", "--format", "json"], args].concat()).ok();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn in_a_terminal() {
    insta::assert_snapshot!(coach!(harbor(), ["brief"]).ok());
}

#[test]
fn in_markdown() {
    insta::assert_snapshot!(coach!(harbor(), ["brief", "--format", "markdown"]).ok());
}

#[test]
fn in_json() {
    let text = coach!(harbor(), ["brief", "--format", "json"]).ok();
    let value: Value = serde_json::from_str(&text).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn in_html() {
    let repo = harbor();
    let text = coach!(repo, ["brief", "--format", "html"]).ok();
    coach!(repo, ["brief", "--output", "team.html"]).ok();
    assert_eq!(std::fs::read_to_string(repo.path().join("team.html")).unwrap(), text);
    let body = text.split_once("<body>").map(|(_, body)| body);
    insta::assert_snapshot!(body.unwrap());
}

/// Whoever has a minute reads what fits on a terminal of 80 columns and 24 lines.
#[test]
fn the_first_screen_holds_the_point() {
    let text = coach!(harbor(), ["brief"]).ok();
    let screen: Vec<&str> = text.lines().take(24).collect();
    let screen = screen.join("\n");
    assert!(screen.contains("1 of 6 changes, down from 15 of 16"), "{screen}");
    assert!(screen.contains("src/billing"), "{screen}");
}

/// Fixes that rewrite fixes, in a team that keeps its habits.
#[test]
fn where_nothing_presses_a_place_is_worth_a_few_minutes() {
    let line = |at: usize| format!("let rounded = rates.of(year).round_half_to_even({at});\n");
    let start =
        Commit::new("Start").by(ANNA).file(".github/workflows/ci.yml", "on: push\npermissions: { contents: read }\njobs:\n  check:\n    steps:\n      - run: cargo test\n");
    let start = start.file("src/tax/rates.rs", lines(9)).file("src/net/http.rs", lines(9));
    let repo = (0..8).fold(Repo::new().commit(start), |repo, at| {
        let who = if at % 2 == 0 { ANNA } else { BORIS };
        let fix = Commit::new(format!("Fix the rounding of case {at}")).by(who).after(3);
        let fix = fix.file("src/tax/rates.rs", format!("{}{}", lines(9), line(at)));
        repo.commit(fix.file(format!("tests/rates{at}.rs"), lines(at + 3)))
    });
    let report = json(&repo, &["--since", "30d"]);
    let theme = &report["themes"][0];
    assert_eq!(theme["practice"], "debt/fixes-stick", "{report:#}");
    assert_eq!(theme["presses"], false);
    assert_eq!(report["frail_areas"], serde_json::json!([]));
    let text = coach!(repo, ["brief", "--since", "30d"]).ok();
    assert!(text.contains("Nothing presses."), "{text}");
    let args = ["brief", "--since", "30d", "--audience", "stakeholders"];
    let plain = coach!(repo, args).ok().split_whitespace().collect::<Vec<_>>().join(" ");
    let risk = "Corrections had to be corrected again in 1 of 2 parts of the product.";
    assert!(plain.contains(risk), "what does not press is told, too: {plain}");
    assert!(plain.contains("None of this presses"), "{plain}");
}

/// Whoever cannot look for themselves is told what was measured, and no more.
#[test]
fn stakeholders_are_told_what_was_measured() {
    let plain = coach!(harbor(), ["brief", "--audience", "stakeholders"]).ok();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "New work came without an automatic check in 5 of 6 cases,",
        "A machine is set up to check changes.",
        "No automatic check was switched off in any of 12 cases.",
        "All work came from one person in 1 of 4 parts of the product,",
    ] {
        assert!(plain.contains(expected), "{expected}: {plain}");
    }
    for claimed in ["Every change", "comes with automatic checks", "are in place"] {
        assert!(!plain.contains(claimed), "{claimed}: {plain}");
    }
}

/// Lines that stand as evidence mark which of their words are new.
#[test]
fn a_lead_sees_which_words_changed() {
    let line = |what: &str| format!("{}let rate = rates.of(year); // TODO {what}\n", lines(4));
    let before = format!("{}let rate = rates.of(day);\n", lines(4));
    let repo = (0..4).fold(Repo::new(), |repo, at| {
        repo.commit(Commit::new(format!("Add part {at}")).file(format!("src/{at}.rs"), &before))
            .commit(
                Commit::new(format!("Widen {at}")).by(BORIS).file(format!("src/{at}.rs"), line("")),
            )
    });
    let args = ["brief", "--audience", "lead", "--only", "debt/markers-are-tracked"];
    let text = coach!(repo, [&args[..], &["--format", "markdown"]].concat()).ok();
    let expected = "`src/3.rs:5` `let rate = rates.of([-day-]{+year+});{+ // TODO+}`";
    assert!(text.contains(expected), "{text}");
    let html = coach!(repo, [&args[..], &["--format", "html"]].concat()).ok();
    assert!(html.contains("of(<del>day</del><ins>year</ins>)"), "{html}");
    let team = coach!(repo, ["brief", "--format", "markdown"]).ok();
    assert!(!team.contains("rates.of"), "{team}");
}

/// Every format for every audience; those of the team have tests of their own.
#[test]
fn for_a_lead_in_markdown() {
    let args = ["brief", "--audience", "lead", "--format", "markdown"];
    insta::assert_snapshot!(coach!(harbor(), args).ok());
}

#[test]
fn for_a_lead_in_html() {
    let text = coach!(harbor(), ["brief", "--audience", "lead", "--format", "html"]).ok();
    insta::assert_snapshot!(text.split_once("<body>").map(|(_, body)| body).unwrap());
}

#[test]
fn for_a_lead_in_json() {
    insta::assert_snapshot!(
        coach!(harbor(), ["brief", "--audience", "lead", "--format", "json"]).ok()
    );
}

#[test]
fn for_stakeholders_in_markdown() {
    let args = ["brief", "--audience", "stakeholders", "--format", "markdown"];
    insta::assert_snapshot!(coach!(harbor(), args).ok());
}

#[test]
fn for_stakeholders_in_html() {
    let args = ["brief", "--audience", "stakeholders", "--format", "html"];
    let text = coach!(harbor(), args).ok();
    insta::assert_snapshot!(text.split_once("<body>").map(|(_, body)| body).unwrap());
}

#[test]
fn no_command_is_a_briefing() {
    let repo = harbor();
    let brief = coach!(repo, ["brief"]).ok();
    assert_eq!(coach!(repo, Vec::<String>::new()).ok(), brief);
    assert_eq!(coach!(repo, ["--quiet"]).ok(), brief);
}

#[test]
fn for_a_lead_who_prepares() {
    insta::assert_snapshot!(coach!(harbor(), ["brief", "--audience", "lead"]).ok());
}

#[test]
fn for_stakeholders() {
    let repo = harbor();
    let text = coach!(repo, ["brief", "--audience", "stakeholders"]).ok();
    let files = repo.git(["ls-files"]);
    for name in PEOPLE.iter().chain(&["Anna", "Boris"]).copied().chain(files.lines()) {
        assert!(!text.contains(name), "{name} in {text}");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn commits_and_files_lead_to_the_forge() {
    let repo = harbor().remote("origin", "https://anna:s3cret@github.com/pier/harbor.git");
    let tip = repo.id("HEAD");
    let file = format!("https://github.com/pier/harbor/blob/{tip}/src/billing/refund.rs");
    for (format, link) in [
        ("markdown", format!("[`src/billing/refund.rs`](<{file}>)")),
        ("html", format!("<a href=\"{file}\"><code")),
    ] {
        let text = coach!(repo, ["brief", "--format", format]).ok();
        assert!(text.contains(&link), "{link} in {text}");
        assert!(text.contains("https://github.com/pier/harbor/commit/61a094a"), "{text}");
        for secret in ["s3cret", "anna"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        let template = "https://git.example.org/c/{commit}";
        let text = coach!(repo, ["brief", "--format", format, "--link-template", template]).ok();
        assert!(text.contains("https://git.example.org/c/61a094a"), "{text}");
        assert!(text.contains(&link), "{link} in {text}");
    }
    let nowhere = coach!(harbor(), ["brief", "--format", "html"]).ok();
    assert!(!nowhere.contains("href"), "{nowhere}");
}

#[test]
fn companions_that_stayed_behind_and_what_was_delivered() {
    let repo = Repo::new()
        .commits(72, |at| {
            let step = Commit::new(format!("Set rate {at}")).after(1);
            match at % 4 {
                0 => step.file("src/tax.rs", lines(at + 40)).file("src/rates.rs", lines(at + 5)),
                other => step.file(format!("src/other{other}.rs"), lines(at + 5)),
            }
        })
        .commit(Commit::new("Set another rate").after(1).file("src/tax.rs", lines(190)))
        .commit(Commit::new("Revert \"Set rate 3\"").after(1).file("src/a.rs", lines(9)));
    let text = coach!(repo, ["brief", "--since", "20d"]).ok();
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    assert!(
        text.contains("src/tax.rs came with src/rates.rs in 18 of 18 changes before"),
        "{text}"
    );
    assert!(text.contains("1 took an earlier change back"), "{text}");
    assert!(!text.contains("Set another rate"), "{text}");
}

#[test]
fn a_meeting_of_fifteen_minutes() {
    let text = coach!(harbor(), ["brief", "--minutes", "15"]).ok();
    assert!(text.contains("Agenda (15 minutes)"), "{text}");
    assert!(text.contains("Left for another time: New TODO markers"), "{text}");
}

#[test]
fn names_nobody() {
    let repo = harbor();
    for format in ["terminal", "markdown", "html", "json"] {
        for window in [&[][..], &["--since", "180d"], &["--until", "2024-04-01"]] {
            let text = coach!(repo, [&["brief", "--format", format], window].concat()).ok();
            for name in PEOPLE.iter().chain(&["Anna", "Boris", "Zoë", "boris-v", "zoe-l"]) {
                assert!(!text.contains(name), "{name} in {text}");
            }
        }
    }
}

/// The changes of the last window that miss a habit are told as places, never as commits.
#[test]
fn names_no_commit_that_misses_the_habit() {
    let repo = harbor();
    let report = json(&repo, &[]);
    let rows = coach!(repo, ["facts", "verdicts", "HEAD"]).ok();
    let misses = |commit: &str, practice: &str| {
        rows.lines()
            .any(|row| row.starts_with(commit) && row.ends_with(&format!("{practice},missing")))
    };
    let mut named = 0;
    for part in ["went_well", "themes"] {
        for one in report[part].as_array().unwrap() {
            let practice = one["practice"].as_str().unwrap();
            for example in [&one["example"], &one["exemplar"]] {
                if let Some(commit) = example["commit"].as_str() {
                    assert!(!misses(commit, practice), "{one}");
                    named += 1;
                }
            }
        }
    }
    assert!(named >= 3, "{report}");
    let text = coach!(repo, ["brief"]).ok();
    for row in rows.lines().filter(|row| row.ends_with("source-comes-with-tests,missing")) {
        let id = &row[..7];
        assert!(!text.contains(id), "{id} is shown in {text}");
    }
    for title in ["Add reverse charge", "Round half to even", "Add refunds", "Rebuild the export"] {
        assert!(!text.contains(title), "{title} in {text}");
    }
}

#[test]
fn counts_have_their_base() {
    let report = json(&harbor(), &[]);
    assert_eq!((&report["changes"], &report["people"]), (&12.into(), &4.into()));
    assert_eq!(report["bot_changes"], 2);
    for theme in report["themes"].as_array().unwrap() {
        let numbers = theme["numbers"].as_str().unwrap();
        assert!(numbers.contains(" of "), "{numbers}");
        assert!(!numbers.contains('%'), "{numbers}");
    }
    let tests = &report["themes"][0];
    assert_eq!(tests["practice"], "tests/source-comes-with-tests");
    assert_eq!(tests["numbers"], "1 of 6 changes, down from 15 of 16");
    assert_eq!(tests["windows"][0]["missing"], 5);
    for place in report["places"].as_array().unwrap() {
        assert!(place["reason"].as_str().unwrap().contains(" of 12 changes"), "{place}");
    }
}

#[test]
fn one_is_singular() {
    let repo = Repo::new().commit(change(0, ANNA, "Start", &[("src/a.rs", 30)]));
    let text = coach!(repo, ["brief", "--since", "1d"]).ok();
    assert!(text.contains("1 change by 1 person"), "{text}");
    assert!(text.contains("in 1 day, with nothing before"), "{text}");
    for wrong in ["1 changes", "1 people", "1 commits", "1 days", "1 lines", "1 persons"] {
        assert!(!text.contains(wrong), "{wrong}: {text}");
    }
}

#[test]
fn a_window_of_its_own() {
    let report = json(&harbor(), &["--since", "2024-05-01", "--until", "2024-06-01"]);
    assert_eq!(report["widened_from_days"], Value::Null);
    assert_eq!(report["days"], 31);
    let (from, until) = (&report["window"]["from"], &report["window"]["until"]);
    assert!(from.as_i64() < until.as_i64(), "{report}");
}

#[test]
fn a_quiet_month_widens_the_window_and_says_so() {
    let repo = Repo::new().commits(12, |at| {
        Commit::new(format!("Step {at}")).after(12).file("src/a.rs", lines(at + 1))
    });
    let text = coach!(repo, ["brief"]).ok();
    assert!(text.contains("The last 30 days held too little to go by"), "{text}");
    assert!(json(&repo, &[])["changes"].as_u64().unwrap() >= 10);
    assert_eq!(json(&repo, &["--since", "30d"])["widened_from_days"], Value::Null);
}

#[test]
fn nothing_in_the_window_is_said_in_one_line() {
    let text = coach!(harbor(), ["brief", "--since", "2023-01-01", "--until", "2023-02-01"]).ok();
    assert!(text.contains("Nothing happened here in this time."), "{text}");
    assert!(!text.contains("Agenda") && !text.contains("Talk about"), "{text}");
}

#[test]
fn few_changes_are_too_little_to_go_by() {
    let repo = Repo::new().commits(4, |at| {
        let who = if at % 2 == 0 { ANNA } else { BORIS };
        change(3, who, "Add a rule", &[(&format!("src/{at}.rs"), 40), ("tests/none.rs", 3)])
    });
    assert_eq!(json(&repo, &[])["themes"].as_array().unwrap().len(), 0);
}

#[test]
fn a_closer_look_is_for_the_lead_alone() {
    let repo = (0..12).fold(
        Repo::new().commit(change(0, ANNA, "Start", &[("src/a.rs", 9)])),
        |repo, at| {
            let lines = if at == 5 { 300 } else { 10 + at };
            repo.commit(change(
                1,
                BORIS,
                &format!("Add part {at}"),
                &[(&format!("src/p{at}.rs"), lines)],
            ))
        },
    );
    let lead = coach!(repo, ["brief", "--audience", "lead"]).ok();
    let flat = lead.split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = "“Add part 5”: 300 lines of code and settings added, more than in any other \
                    change of this time.";
    assert!(flat.contains(expected), "{lead}");
    assert!(!flat.contains("“Add part 6”: "), "{lead}");
    let team = coach!(repo, ["brief"]).ok();
    assert!(!team.contains("closer look") && !team.contains("Add part 5”:"), "{team}");
}
