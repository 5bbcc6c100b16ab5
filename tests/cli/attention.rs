//! `git coach facts commits --with attention`.

use support::{Commit, Repo, coach, lines};

#[test]
fn the_order_of_attention_names_nobody() {
    let repo = Repo::new()
        .commit(Commit::new("Start").file("src/a.rs", lines(5)))
        .commit(Commit::new("Grow").file("src/b.rs", lines(40)))
        .branch("topic", |repo| repo.commit(Commit::new("More").file("src/c.rs", lines(5))))
        .merge("topic", "Merge topic");
    let rows = coach!(repo, ["facts", "commits", "--with", "attention"]).ok();
    let rows: Vec<Vec<&str>> = rows.lines().map(|row| row.split(',').collect()).collect();
    assert_eq!(rows[0], ["commit", "added", "attention"]);
    let shares: Vec<(&str, &str)> = rows[1..].iter().map(|row| (row[1], row[2])).collect();
    assert_eq!(shares, [("5", "0.2500"), ("40", "1.0000"), ("5", "0.2500")]);
    let json = coach!(repo, ["facts", "commits", "--with", "attention", "--format", "jsonl"]).ok();
    assert!(json.contains(r#""added":40,"attention":1.0}"#), "{json}");
    coach!(repo, ["facts", "files", "--with", "attention"]).failed(2);
    coach!(repo, ["facts", "commits", "--with", "attention", "--anonymous"]).failed(2);
}
