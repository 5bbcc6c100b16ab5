//! A small history with everything that rows can get wrong: renames, merges, binary files, quotes,
//! an odd mailmap, people with several addresses, co-authors.

use support::{ANNA, BORIS, BOT, CHEN, Commit, Identity, Repo, binary, lines, lines_of};

/// Anna, from another machine, in other letters.
const ANNA_AT_HOME: Identity = Identity::new("anna o", "Anna.Oe@Home.example");
/// An address that two people shared.
const SHARED: Identity = Identity::new("duo", "duo@harbor.example");
const SHARED_BORIS: Identity = Identity::new("Boris (duo)", "duo@harbor.example");
/// What other tools than git leave in a commit's header.
const DOTTED: Identity = Identity::new("\"Sam\" Davis, Jr.", ".sam.@harbor.example.");
const BRACKETS: Identity = Identity::new("Pat <pat@harbor.example", "pat@home.example>");
const EMPTY: Identity = Identity::new("", "nobody@harbor.example");

const MAILMAP: &str = "\
# who is who
Anna Özdemir <anna@harbor.example> <ANNA.OE@home.EXAMPLE>
Борис Волков <boris@harbor.example> boris (DUO) <duo@harbor.example>
陈伟 <chen@harbor.example> <duo@harbor.example>
";

/// What must not be seen under `--anonymous`: names, addresses and accounts.
pub(crate) const IDENTITIES: &[&str] = &[
    "Anna",
    "Özdemir",
    "anna",
    "Борис",
    "Волков",
    "Boris",
    "boris",
    "陈伟",
    "chen",
    "duo",
    "harbor.example",
    "home.example",
    "Home.example",
    "reviewer",
    "Rita",
    "Davis",
    "sam.@",
    "Pat",
    "pat@",
    "oezdemir-a",
];

pub(crate) fn repo() -> Repo {
    Repo::new()
        .commit(
            Commit::new("Add the parser")
                .by(ANNA)
                .file("src/parse.rs", lines(40))
                .file("src/lexer.rs", lines_of("lexer", 30)),
        )
        .commit(Commit::new("Map people").by(BORIS).file(".mailmap", MAILMAP))
        .commit(
            Commit::new("Add \"quotes\", commas\nand a second line of the subject\n\nA body.")
                .by(ANNA_AT_HOME)
                .with(BORIS)
                .trailer("Reviewed-by", "Rita Reviewer <rita@reviewer.example>")
                .file("docs/a, \"b\".md", "one\ntwo")
                .file("logo.png", binary(1, 400)),
        )
        .commit(
            Commit::new("Move the lexer, thanks to @oezdemir-a")
                .by(SHARED)
                .rename("src/lexer.rs", "src/lex/lexer.rs")
                .file("src/lex/lexer.rs", format!("{}end\n", lines_of("lexer", 30)))
                .rename("logo.png", "assets/logo.png"),
        )
        .branch("topic", |repo| {
            repo.commit(Commit::new("Teach it numbers").by(SHARED_BORIS).file("src/n.rs", lines(9)))
                .commit(Commit::new("Test numbers").by(CHEN).file("tests/n.rs", lines_of("t", 12)))
        })
        .merge(
            "topic",
            Commit::new("Merge pull request #1 from oezdemir-a/topic\n\nTeach it numbers")
                .by(BORIS),
        )
        .branch("long", |repo| {
            repo.commit(Commit::new("Drop the logo").by(EMPTY).remove("assets/logo.png"))
        })
        .commit(
            Commit::new("fix: anna@harbor.example is read")
                .by(ANNA)
                .file("src/parse.rs", lines(44)),
        )
        .octopus(&["long", "topic"], Commit::new("Merge branches 'long' and 'topic'").by(ANNA))
        .commit(Commit::new("Bump serde from 1.0.1 to 1.0.2").by(BOT).file("Cargo.lock", lines(8)))
        .commit(Commit::new("").by(CHEN).file("src/empty.rs", "").file("src/last.rs", "no end"))
        .commit(Commit::new("Dots").by(DOTTED).file("src/dots.rs", lines(2)))
        .commit(Commit::new("Brackets").by(BRACKETS).file("src/dots.rs", lines(3)))
        .tag("v1.0")
        .commit(
            Commit::new("Look at this, Борис Волков")
                .by(CHEN)
                .written_days_before(3)
                .file("src/parse.rs", lines_of("new", 20)),
        )
}
