//! What the pages under `docs/` show is what the program takes.

use std::fs;
use std::path::Path;

use support::{Commit, Identity, Repo, coach, lines};

const PAGE: &str = include_str!("../docs/practices.md");

/// The blocks of one language, with the line that the page has before each.
fn blocks(language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    PAGE.split(&opening)
        .skip(1)
        .map(|rest| rest.split("\n```").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn practices_on_the_page_are_right_and_their_examples_hold() {
    let practices = blocks("toml practice");
    assert_eq!(practices.len(), 2);
    let repo = practices.iter().zip(1..).fold(
        Repo::new().commit(Commit::new("Start")),
        |repo, (text, number)| {
            repo.unstaged(&format!(".git-coach/practices/page/block-{number}.toml"), text)
        },
    );
    let tested = coach!(repo, ["practices", "test", ".git-coach/practices"]).ok();
    assert_eq!(tested, "5 passed, 0 failed\n");
}

/// The commands of a page's blocks that are about pipelines, with their arguments.
fn commands(page: &str) -> Vec<Vec<String>> {
    let blocks = page.split("\n```").skip(1).step_by(2);
    let lines = blocks.flat_map(str::lines).filter_map(|line| {
        let command = line.split_once("git-coach\" ci").or_else(|| line.split_once("git-coach ci"));
        let ci = command.or_else(|| line.split_once("git coach ci")).map(|(_, rest)| ("ci", rest));
        let (name, rest) = ci.or_else(|| Some(("post", line.split_once("git coach post")?.1)))?;
        let rest = rest.split(['#', '\'']).next().unwrap_or_default();
        Some([name].into_iter().chain(rest.split_whitespace()).map(str::to_owned).collect())
    });
    lines.collect()
}

/// A table of what holds what is right as long as all of it is there.
#[test]
fn tests_that_are_named_exist() {
    let page = include_str!("README.md");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words: Vec<&str> = page.split('`').skip(1).step_by(2).collect();
    let pairs: Vec<_> = words.windows(2).filter(|pair| pair[0].ends_with(".rs")).collect();
    let mut found = 0;
    for pair in pairs.into_iter().filter(|pair| pair[1].contains('_') && !pair[1].contains('/')) {
        let file = match pair[0].strip_prefix("cli/") {
            Some(_) => here.join(pair[0]),
            None => here.join("../crates").join(pair[0]),
        };
        let text = fs::read_to_string(&file).unwrap();
        let name = format!("#[test]\nfn {}()", pair[1]);
        let text = text.replace("    #[test]\n    fn ", "#[test]\nfn ");
        assert!(text.contains(&name), "{} has no test {}", pair[0], pair[1]);
        found += 1;
    }
    assert!(found >= 40, "{found}");
}

/// With `--help` at its end a command is read as far as that, and nothing is run.
#[test]
fn commands_for_pipelines_are_taken() {
    let found = commands(include_str!("../docs/ci.md"));
    assert!(found.len() >= 8, "{found:?}");
    let repo = Repo::new();
    for args in &found {
        let is_taken = |args: &[String]| {
            coach!(repo, args.iter().map(String::as_str).chain(["--help"])).code == 0
        };
        assert!(is_taken(args), "{args:?}");
        assert!(!is_taken(&[args.as_slice(), &["--no-such".to_owned()]].concat()));
    }
}

#[test]
fn settings_on_the_page_are_right() {
    const ROBOT: Identity = Identity::new("Deploy Robot", "deploy@ci.example.org");
    let settings = blocks("toml config");
    assert_eq!(settings.len(), 1);
    let repo = Repo::new()
        .commit(
            Commit::new("Start")
                .file("crates/parser/a.rs", lines(1))
                .file("web/a.js", lines(1))
                .file("src/a.rs", lines(1)),
        )
        .commit(Commit::new("Deploy").by(ROBOT).file("version", "1\n"))
        .unstaged(".git-coach.toml", &settings[0]);
    let output = coach!(repo, ["practices", "test"]);
    assert_eq!(output.code, 0, "{}", output.stdout);
}

#[test]
fn every_block_of_toml_is_tested() {
    let marked = blocks("toml practice").len() + blocks("toml config").len();
    assert_eq!(PAGE.matches("```toml").count(), marked);
}
