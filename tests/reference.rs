//! `rules/README.md`, the reference of all practices and facts, and `docs/what-it-sees.md`, by the
//! responsibilities of a lead, are made from the files, and `docs/report.schema.json` and
//! `docs/saved.schema.json` from what is written; all are kept fresh:
//! `UPDATE_DOCS=1 cargo test -p git-coach-tests --test reference` writes them again.

#![expect(clippy::unwrap_used, reason = "a page that cannot be made is a failed test")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use git_coach_model::{Scope, Serves, Template};
use git_coach_practices::{Filed, Library, catalogue, clauses};

#[test]
fn the_reference_is_fresh() {
    check("rules/README.md", &page());
}

#[test]
fn the_page_of_what_is_seen_is_fresh() {
    check("docs/what-it-sees.md", &what_it_sees());
}

#[test]
fn the_schema_of_reports_is_fresh() {
    let schema = serde_json::to_string_pretty(&git_coach_reporter::json::schema()).unwrap();
    check("docs/report.schema.json", &format!("{schema}\n"));
}

#[test]
fn the_schema_of_saved_reviews_is_fresh() {
    let schema = serde_json::to_string_pretty(&git_coach_reporter::saved::schema()).unwrap();
    check("docs/saved.schema.json", &format!("{schema}\n"));
}

#[track_caller]
fn check(page: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(page);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, made).unwrap();
    }
    let stands = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let stale = stands.lines().zip(made.lines()).find(|(stands, made)| stands != made);
    let advice = "run `UPDATE_DOCS=1 cargo test -p git-coach-tests --test reference`";
    assert!(stands == made, "{page} is stale at {stale:?}: {advice}");
}

/// What each responsibility is about, in a lead's words.
const RESPONSIBILITIES: [(Serves, &str); 6] = [
    (Serves::Quality, "That what is shipped works, and can be changed without fear."),
    (Serves::Decisions, "That what was decided, and why, can be found by whoever comes later."),
    (Serves::Mentorship, "That people grow, and what they know does not stay with one of them."),
    (Serves::Collaboration, "That those who ask, those who build and those who run it hear of it."),
    (Serves::ProblemSolving, "That causes are mended and debt is paid before it is called in."),
    (Serves::Accountability, "That the team delivers, and one departure does not stop it."),
];

fn what_it_sees() -> String {
    let library = Library::built_in().unwrap();
    let mut page = String::from(
        "<!-- Made from the files of rules/; see tests/reference.rs. -->\n\n\
         # What it sees, and what it cannot see\n\n\
         By the responsibilities of a technical lead: what git-coach looks at for each, and where \
         its sight ends. [`rules/README.md`](../rules/README.md) says how each is told.\n",
    );
    for (serves, about) in RESPONSIBILITIES {
        let _ = writeln!(page, "\n## {}\n\n{about}\n", capitalised(&serves.to_string()));
        page.push_str("| looked at | of each | what it cannot see |\n| --- | --- | --- |\n");
        for filed in library.filed().filter(|filed| filed.rule.practice.serves == serves) {
            let one = &filed.rule.practice;
            let limits = one.words.limits.as_deref().unwrap_or("–").replace('|', "\\|");
            let anchor = one.id.as_str().replace('/', "");
            let link = format!("[{}](../rules/README.md#{anchor})", one.title);
            let _ = writeln!(page, "| {link} | {} | {limits} |", one.scope);
        }
    }
    page.push_str(
        "\n## What Git does not show\n\n\
         How people are. Whether a deadline is realistic. What was said in reviews, and who approved \
         what on the forge. Rules that the forge enforces: protected branches, required checks. Files \
         that an organisation keeps in another repository. How a system scales, and how it runs. \
         Whether a habit that left no trace was there all the same. Ask: that is what the questions \
         are for.\n",
    );
    page
}

fn capitalised(word: &str) -> String {
    let mut letters = word.replace('-', " ").chars().collect::<Vec<_>>();
    letters[0] = letters[0].to_ascii_uppercase();
    letters.into_iter().collect()
}

fn page() -> String {
    let library = Library::built_in().unwrap();
    let mut page = String::from(
        "<!-- Made from the files of this folder; see tests/reference.rs. -->\n\n# Practices\n\n\
         One file a practice: `rules/FOLDER/NAME.toml` is the practice `FOLDER/NAME`. \
         `git coach practices explain ID` shows one with its examples; \
         [`docs/practices.md`](../docs/practices.md) shows how a team writes its own.\n\n\
         | practice | about one | raised as | confidence | the habit |\n| --- | --- | --- | --- | --- |\n",
    );
    for filed in library.filed() {
        let one = &filed.rule.practice;
        let anchor = one.id.as_str().replace('/', "");
        let level = if one.words.missing.is_some() { one.level.name() } else { "praise only" };
        let _ = writeln!(
            page,
            "| [`{}`](#{anchor}) | {} | {level} | {} | {} |",
            one.id, one.scope, one.confidence, one.title
        );
    }
    for filed in library.filed() {
        page.push_str(&section(filed));
    }
    page.push_str(&facts());
    page
}

fn section(filed: &Filed) -> String {
    let practice = &filed.rule.practice;
    let words = &practice.words;
    let mut text =
        format!("\n## `{}`\n\n**{}.** {}\n", practice.id, practice.title, words.why.source());
    for clause in clauses(filed) {
        let heading = match (clause.table, words.missing.is_some()) {
            ("applies", _) => "Applies where all of these hold:",
            ("praised", _) => "Is praised where all of these hold:",
            ("missing", _) => "Is raised where all of these hold:",
            (_, true) => "Is there where all of these hold:",
            (_, false) => "Is praised where all of these hold:",
        };
        let _ = writeln!(text, "\n{heading}\n");
        for phrase in &clause.all {
            let _ = writeln!(text, "- {phrase}");
        }
    }
    let said = |label: &str, template: Option<&Template>| {
        template.map(|template| format!("- *{label}:* {}\n", template.source()))
    };
    text.push_str("\nSays:\n\n");
    let lines = [
        said("missing", words.missing.as_ref()),
        said("praise", words.praise.as_ref()),
        said("ask", words.question.as_ref()),
        said("next step", words.next.as_ref()),
        said("ask the team", words.team_question.as_ref()),
        said("next step of the team", words.team_next.as_ref()),
        words.limits.as_ref().map(|limits| format!("- *what it cannot see:* {limits}\n")),
    ];
    let last = lines.len() - 1;
    text.extend(lines[..last].iter().flatten().map(String::as_str));
    for question in &words.notes_questions {
        let _ = writeln!(text, "- *ask in notes:* {}", question.source());
    }
    text.extend(lines[last].as_deref());
    let _ = writeln!(text, "\nServes {}.", practice.serves);
    if !practice.evidence.is_empty() {
        let _ = writeln!(text, "Rests on {}.", practice.evidence.join("; "));
    }
    text
}

fn facts() -> String {
    let mut text = String::from(
        "\n# Facts\n\nWhat conditions can ask for, by what a practice is about. `ROLE` stands for any of \
         the roles (`source`, `test`, `docs`…). Facts of the repository can be asked for in every \
         scope, below `repository`.\n",
    );
    for scope in Scope::ALL {
        let _ = write!(
            text,
            "\n## Of one {scope}\n\n| fact | what it is | condition |\n| --- | --- | --- |\n"
        );
        for (name, about, form) in catalogue(*scope) {
            let _ = writeln!(text, "| `{name}` | {about} | `{form}` |");
        }
    }
    text
}
