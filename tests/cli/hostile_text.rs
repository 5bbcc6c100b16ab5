//! Whatever a repository says, it says harmlessly, in every format.

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use support::{Commit, Identity, Repo, coach, lines_of};

const EVE: Identity = Identity::new(
    "Eve \u{1b}[31m<img src=x onerror=alert(1)>\u{202e}*x* [a](javascript:b) | `c",
    "eve@harbor.example",
);

/// What an attacker may write where one line is expected.
const SUBJECTS: &[&str] = &[
    "Fix \u{1b}[2J\u{1b}]8;;https://evil.example\u{7}click\u{1b}]8;;\u{7} the screen",
    "Add <script>alert(1)</script> & <!-- hidden -->",
    "Add **bold** [link](https://evil.example) ![img](x) | a | b",
    "Add @everyone #1 evil/repo#2 `code` ``` ~~~",
    "Add \u{202e}txet\u{2066} and \u{200b}nothing\u{feff}\u{e0041}",
    "Add \u{85}\u{2028}\u{2029}lines\r\u{8}back",
    "# Heading\tand $(rm -rf /) {source.files}",
];

/// A history of them.
pub(crate) fn repo() -> Repo {
    let long = format!("Add {}", "very long ".repeat(1_000));
    let subjects = SUBJECTS.iter().map(|subject| (*subject).to_owned()).chain([long]);
    let repo = subjects.enumerate().fold(
        Repo::new().commit(Commit::new("Start").by(EVE).file("tests/a.rs", lines_of("t", 9))),
        |repo, (at, subject)| {
            let path = [
                format!("src/<b>{at}</b>.rs"),
                format!("src/`{at}|*.rs"),
                format!("src/\u{1b}[31m\n{at}.rs"),
                format!("src/\u{202e}sr.{at}.rs"),
            ][at % 4]
                .clone();
            let text =
                format!("{}// TODO <b>{subject}</b>\n", lines_of(&format!("w{at}"), 30 + at));
            repo.commit(Commit::new(subject).by(EVE).file(path, text)).commit(
                Commit::new(format!("Test {at}"))
                    .by(EVE)
                    .file(format!("tests/{at}.rs"), lines_of("x", 5)),
            )
        },
    );
    repo.tag("v1<img/src=x>\u{202e}`|&amp;")
}

/// A repository beside it, in a folder of such a name.
fn beside() -> Repo {
    let name = "pier \u{1b}[31m<b onclick=alert(1)>\u{202e}*x* `|";
    (0..9).fold(Repo::named(name), |repo, at| {
        let path = format!("src/<i>{at}</i>.rs");
        let commit = Commit::new(SUBJECTS[at % SUBJECTS.len()]).by(EVE);
        repo.commit(commit.file(path, lines_of(&format!("p{at}"), 40)))
    })
}

/// A kept briefing that somebody has written into.
fn keep(repo: &Repo) {
    coach!(repo, ["brief", "--at", "HEAD~4", "--output", "last.json"]).ok();
    let path = repo.path().join("last.json");
    let mut kept: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let long = format!("{} {}", SUBJECTS.join(" "), "very long ".repeat(1_000));
    let theme = |practice: &str| {
        serde_json::json!({
            "practice": practice, "title": long, "next": long, "area": long,
            "windows": [{ "present": 1, "missing": 7, "unseen": 0 }],
        })
    };
    kept["themes"] = serde_json::json!([
        theme("tests/source-comes-with-tests"),
        theme("commits/message-says-why"),
        theme("debt/fixes-stick"),
        theme("nobody/knows"),
    ]);
    std::fs::write(path, kept.to_string()).unwrap();
}

/// Kept agreements that somebody has written into.
fn agree(repo: &Repo) {
    coach!(repo, ["--quiet", "notes", "--person", "eve", "--save=../home/agreed.md"]).ok();
    let path = repo.home().join("agreed.md");
    let kept = std::fs::read_to_string(&path).unwrap();
    assert_eq!(kept.chars().find(|letter| is_harmful(*letter)), None, "{kept:?}");
    let points: String = SUBJECTS.iter().map(|subject| format!("- [ ] {subject}\n")).collect();
    std::fs::write(path, kept + "\n## Later\n\n" + &points).unwrap();
}

const JOBS: &[&[&str]] = &[
    &["brief"],
    &["brief", "--audience", "lead"],
    &["brief", "--audience", "lead", "--anonymous"],
    &["brief", "--audience", "stakeholders"],
    &["brief", "--previous", "last.json"],
    &["brief", ".", "BESIDE"],
    &["brief", ".", "BESIDE", "--audience", "lead"],
    &["brief", ".", "BESIDE", "--audience", "stakeholders"],
    &["brief", ".", "nowhere-\u{1b}[31m<b>\u{202e}`|*x*"],
    &["review", "HEAD~1"],
    &["review", "HEAD~3"],
    &["review", "HEAD~5"],
    &["review", "HEAD~9"],
    &["review", "HEAD~15..HEAD"],
    &["notes", "--person", "eve"],
    &["notes", "--person", "eve", "--prepare"],
    &["notes", "--person", "eve", "--previous", "../home/agreed.md"],
    &["notes", "--self"],
    &["notes", "--onboarding"],
];

/// The history with work by somebody who can say who they are.
fn own() -> Repo {
    const ANN: Identity = Identity::new("Ann Ek", "ann@harbor.example");
    let work = |at: usize| {
        let path = format!("src/<u>{at}</u>`|*.rs");
        Commit::new(SUBJECTS[at]).by(ANN).file(path, lines_of(&format!("o{at}"), 40))
    };
    repo().commits(6, work).config("user.name", "Ann Ek").config("user.email", "ann@harbor.example")
}

/// Every job's text in a format, where it has one.
fn written(format: &str) -> Vec<(String, String)> {
    let (repo, own, beside) = (repo(), own(), beside());
    keep(&repo);
    agree(&repo);
    let place = beside.path().to_str().unwrap();
    let has_format = |job: &&&[&str]| !(job.contains(&"stakeholders") && format == "json");
    JOBS.iter()
        .filter(has_format)
        .map(|job| {
            let args = job.iter().map(|arg| if *arg == "BESIDE" { place } else { arg });
            let repo = if job.contains(&"--self") { &own } else { &repo };
            let output = coach!(repo, args.chain(["--format", format]));
            let is_told = output.code == 0 || job.iter().any(|arg| arg.contains("nowhere"));
            assert!(is_told, "{job:?}: {}", output.stderr);
            assert_eq!(output.stderr.chars().find(|letter| is_harmful(*letter)), None, "{job:?}");
            (job.join(" "), output.stdout)
        })
        .collect()
}

/// Characters that must not leave the tool as they are.
fn is_harmful(letter: char) -> bool {
    letter.is_control() && letter != '\n'
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(
            letter,
            '\u{2028}' | '\u{2029}' | '\u{200b}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
        )
}

#[test]
fn no_character_acts_in_any_format() {
    for format in ["terminal", "markdown", "html", "json"] {
        for (job, text) in written(format) {
            assert_eq!(text.chars().find(|letter| is_harmful(*letter)), None, "{job:?}: {text:?}");
            let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            match format {
                "terminal" => assert!(longest <= 80, "{longest} columns of {job:?}: {text}"),
                _ => assert!(text.len() < 60_000, "{} bytes of {job:?}", text.len()),
            }
        }
    }
}

#[test]
fn markdown_shows_it_as_text() {
    for (job, text) in written("markdown") {
        for event in Parser::new_ext(&text, Options::all()) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => {
                    let active = ["<script", "<img", "<!--", "<b>"];
                    assert!(
                        active.iter().all(|one| !html.contains(one)),
                        "{html} in {job:?}: {text}"
                    );
                }
                Event::Start(Tag::Link { dest_url: to, .. } | Tag::Image { dest_url: to, .. }) => {
                    panic!("{to} in {job:?}: {text}");
                }
                _ => {}
            }
        }
        assert!(!text.contains(" @everyone"), "{job:?}: {text}");
    }
}

#[test]
fn html_shows_it_as_text() {
    for (job, text) in written("html") {
        for active in ["<script", "<img", "<b>", "href=", "src=", " onerror", "javascript:b\""] {
            let bare = text.match_indices(active).any(|(at, _)| in_tag(&text, at));
            assert!(!bare, "{active} in {job:?}: {text}");
        }
        assert_eq!(text.matches("<!").count(), 1, "{job:?}: {text}");
    }
}

/// Whether a place in HTML is inside the angle brackets of an element.
fn in_tag(text: &str, at: usize) -> bool {
    let from = text[..=at].rfind('<');
    from.is_some_and(|from| !text[from..at].contains('>'))
}

#[test]
fn templates_are_filled_once() {
    let repo = repo();
    let text = coach!(repo, ["review", "HEAD~3"]).ok();
    assert!(!text.contains("{source"), "{text}");
    let notes = coach!(repo, ["notes", "--person", "eve", "--format", "json"]).ok();
    serde_json::from_str::<Value>(&notes).unwrap();
}

#[test]
fn rows_keep_what_is_there() {
    let repo = repo();
    let rows = crate::rows::Rows::of(&repo, &["commits"]);
    let printed = repo.git(["log", "-z", "--format=%an"]);
    assert_eq!(rows.column("author_name"), printed.split_terminator('\0').collect::<Vec<_>>());
}
