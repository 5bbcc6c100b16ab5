//! What notes say of growing, of what few know, of places, and of work for others.

use std::collections::BTreeSet;

use serde_json::Value;
use support::{ANNA, BORIS, BOT, CHEN, Repo, coach};

use crate::harbor::{ZOE, change, harbor};
use crate::scenes::{back_and_forth, fix_upon_fix, four_places, long_ago, maintainer};

fn notes(repo: &Repo, args: &[&str]) -> Value {
    let text = coach!(repo, [&["notes", "--format", "json"], args].concat()).ok();
    serde_json::from_str(&text).unwrap()
}

fn told(repo: &Repo, args: &[&str]) -> String {
    let text = coach!(repo, [&["notes"], args].concat()).ok();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_step_leads_on_to_what_its_practice_rests_on() {
    let report = notes(&harbor(), &["--person", "zoe"]);
    let readings = report["growth"]["readings"].as_array().unwrap();
    assert!((1..=2).contains(&readings.len()), "{report}");
    let text = told(&harbor(), &["--person", "zoe"]);
    for reading in readings {
        let (reference, claim) = (&reading["reference"], &reading["claim"]);
        let line =
            format!("To read on: {}. {}", reference.as_str().unwrap(), claim.as_str().unwrap());
        assert!(text.contains(&line), "{line}: {text}");
    }
}

#[test]
fn a_model_is_found_where_there_ever_was_one() {
    for (who, is_own, by) in [
        (ZOE, false, "A good model, by a colleague: "),
        (BORIS, true, "A good model, and the same hand's: "),
    ] {
        let repo = long_ago(who);
        let growth = notes(&repo, &["--person", "boris"])["growth"].clone();
        assert_eq!(growth["practice"], "tests/source-comes-with-tests", "{growth}");
        assert_eq!(growth["model"]["example"]["title"], "Add taxes", "{growth}");
        assert_eq!(growth["model"]["own"], is_own);
        let text = told(&repo, &["--person", "boris"]);
        assert!(text.contains(by), "{text}");
        assert!(!text.contains(if is_own { "by a colleague" } else { "same hand" }), "{text}");
    }
}

#[test]
fn what_programs_wrote_hides_no_model() {
    let repo = Repo::new()
        .commit(change(0, ZOE, "Add taxes", &[("src/tax.rs", 40), ("tests/tax.rs", 30)]))
        .commits(310, |at| change(0, BOT, "Bump serde", &[("Cargo.lock", 9 + at)]))
        .commit(change(100, BORIS, "Start", &[("README.md", 9)]))
        .commits(6, |at| change(1, BORIS, "Add a rule", &[("src/rule.rs", 40 + 40 * at)]));
    let growth = notes(&repo, &["--person", "boris"])["growth"].clone();
    assert_eq!(growth["model"]["example"]["title"], "Add taxes", "{growth}");
}

#[test]
fn a_weak_sign_makes_a_model_that_may_be_one() {
    let why =
        "Add a rule\n\nThe law asks for it since March, and so do all of the customers abroad.";
    let repo = Repo::new()
        .commit(change(0, ANNA, why, &[("src/tax.rs", 40), ("tests/tax.rs", 30)]))
        .commits(6, |at| {
            let lines = 40 + 40 * at;
            change(
                1,
                BORIS,
                &format!("Add rule {at}"),
                &[("src/rule.rs", lines), ("tests/r.rs", lines)],
            )
        });
    let growth = notes(&repo, &["--person", "boris"])["growth"].clone();
    assert_eq!(growth["practice"], "commits/message-says-why", "{growth}");
    assert_eq!((&growth["model"]["sure"], &growth["model"]["own"]), (&false.into(), &false.into()));
    let text = told(&repo, &["--person", "boris"]);
    assert!(text.contains("It may look like this, by a colleague: "), "{text}");
}

#[test]
fn what_took_up_a_suggestion_is_told_as_that() {
    let suggestion = |at: usize| {
        let subject = ["Apply suggestions from code review", "Update src/a.rs"][at];
        change(1, ANNA, subject, &[("src/a.rs", 20 + at)]).with(ZOE)
    };
    let repo = Repo::new().commits(2, suggestion);
    for who in ["anna", "zoe"] {
        assert!(told(&repo, &["--person", who]).contains("” took up what somebody suggested."));
    }
    // What was made side by side says more.
    let pair = change(1, ANNA, "Pair on it", &[("src/b.rs", 9)]).with(ZOE);
    let repo = Repo::new().commit(pair).commits(2, suggestion);
    assert!(told(&repo, &["--person", "zoe"]).contains("“Pair on it” was made together"));
}

#[test]
fn a_conversation_opens_with_their_work_wherever_there_is_any() {
    let repo = Repo::new().commits(6, |at| change(1, BORIS, "Say more", &[("docs/a.md", 9 + at)]));
    let text = told(&repo, &["--person", "boris", "--prepare"]);
    assert!(
        text.contains("How to open. Ask how ") && text.contains("“Say more” came about"),
        "{text}"
    );
    let merges = told(&maintainer(6), &["--person", "chen", "--prepare"]);
    assert!(merges.contains("“Add a rule” came about, before anything else."), "{merges}");
    let nothing = ["--person", "boris", "--prepare", "--until", "2000-01-01"];
    assert!(told(&repo, &nothing).contains("Ask what the last weeks were like"));
}

#[test]
fn strengths_are_few_however_they_came_about() {
    let repo = harbor();
    for who in ["anna", "борис", "chen", "zoe"] {
        let report = notes(&repo, &["--person", who]);
        let together = usize::from(!report["together"].is_null());
        assert!(report["strengths"].as_array().unwrap().len() + together <= 3, "{report}");
    }
    let zoe = notes(&repo, &["--person", "zoe"]);
    assert_eq!((zoe["together"].is_null(), zoe["strengths"].as_array().unwrap().len()), (false, 2));
}

#[test]
fn what_few_know_is_said_in_words() {
    let repo = four_places();
    let text = told(&repo, &["--person", "boris"]);
    let few = "By the whole history nobody else has done more than come by in src/alone, one other \
               person has in src/two, two others have in src/three. Whom would you like to show it to?";
    assert!(text.contains(few), "{text}");
    let report = notes(&repo, &["--person", "boris"]);
    assert_eq!(texts(&report["others_know"]), ["src/common"]);
    let others: Vec<u64> = report["known_to_few"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["others"].as_u64().unwrap())
        .collect();
    assert_eq!(others, [0, 1, 2]);
    // Whoever has hardly been there knows it no better.
    assert_eq!(notes(&repo, &["--person", "dora"])["known_to_few"], Value::Array(vec![]));
}

#[test]
fn where_they_could_reach_out_names_places_and_nobody() {
    let repo =
        four_places().config("user.name", "Boris").config("user.email", "boris@harbor.example");
    let text = told(&repo, &["--person", "boris"]);
    let asks = "── Where to reach out ";
    assert!(text.contains(asks), "{text}");
    assert!(text.contains("In src/common somebody else has been for long, too. Should"), "{text}");
    for name in ["Anna", "陈伟", "Zoë", "Dora"] {
        assert!(!text.contains(name), "{name}: {text}");
    }
    let own = told(&repo, &["--self"]);
    assert!(own.contains("── Where to share or to learn ") && !own.contains(asks), "{own}");
    // What one or two others know as well does not wait.
    assert!(own.contains("── What few others know ") && !own.contains("waits on me"), "{own}");
    let alone = harbor().config("user.name", "陈伟").config("user.email", "chen@harbor.example");
    let own = told(&alone, &["--self"]);
    assert!(
        own.contains("── What waits on me ")
            && own.contains("more than come by in src/ledger. Who"),
        "{own}"
    );
}

#[test]
fn how_much_of_the_work_was_in_the_places_named() {
    let of = |counts: &[usize]| {
        let start = Repo::new().commit(change(0, ANNA, "Start", &[("README.md", 2)]));
        let repo = counts.iter().enumerate().fold(start, |repo, (area, times)| {
            let path = format!("src/area{area}/a.rs");
            repo.commits(*times, |at| change(1, BORIS, "Grow", &[(&path, 9 + at)]))
        });
        (notes(&repo, &["--person", "boris"])["share"].clone(), told(&repo, &["--person", "boris"]))
    };
    let (share, text) = of(&[3, 3, 3]);
    assert!(share == "all" && text.contains("The work of this time was in src/area0"), "{text}");
    let (share, text) = of(&[5, 5, 5, 1]);
    assert!(share == "most" && text.contains("was mostly in src/area0, src/area1 and"), "{text}");
    let (share, text) = of(&[2, 2, 2, 2, 2, 2, 2]);
    assert_eq!(share, "some", "{text}");
    assert!(
        text.contains("was in a good number of places, src/area0, src/area1 and src/area2 among")
    );
}

#[test]
fn whoever_brings_in_the_work_of_others_has_worked() {
    let text = told(&maintainer(6), &["--person", "chen"]);
    assert!(
        text.contains("The work of this time was to bring in what others wrote, as "),
        "{text}"
    );
    assert!(text.contains(" “Add a rule”. What that takes"), "{text}");
    assert!(text.contains("Of changes of one's own there is little here"), "{text}");
    assert!(
        !text.contains("Nothing of this time") && !text.contains("is little here to go by"),
        "{text}"
    );
    // Beside changes of one's own it is told as what it was.
    let own = |repo: Repo, count: usize| {
        repo.commits(count, |at| change(1, CHEN, "Grow", &[("src/own.rs", 9 + at)]))
    };
    let most = told(&own(maintainer(6), 5), &["--person", "chen"]);
    assert!(
        most.contains("Most of it, as far as Git shows, was to bring in what others"),
        "{most}"
    );
    let part = told(&own(maintainer(6), 6), &["--person", "chen"]);
    assert!(part.contains("Bringing in what others wrote was part of the work, as "), "{part}");
    let once = told(&maintainer(1), &["--person", "chen"]);
    assert!(once.contains("little is said") && !once.contains("to bring in what others"), "{once}");
    // Whose work it was is not told, nor how often.
    assert!(!text.contains("Zoë"), "{text}");
}

#[test]
fn a_place_that_goes_back_and_forth_is_asked_about() {
    let repo = back_and_forth();
    for who in ["boris", "zoe"] {
        let report = notes(&repo, &["--person", who]);
        let situations = report["situations"].as_array().unwrap();
        let place = situations
            .iter()
            .find(|one| one["practice"] == "collaboration/contested-places-are-talked-over")
            .unwrap_or_else(|| panic!("{report}"));
        assert!(situations.len() <= 3, "{report}");
        assert!(place["question"].as_str().unwrap().contains("src/net/b.rs"), "{place}");
        let commit = place["example"]["commit"].as_str().unwrap();
        assert!(repo.git(["log", "--format=%ae", &format!("{commit}^!")]).contains(who), "{place}");
    }
    let anna = notes(&repo, &["--person", "anna"]);
    assert!(!anna.to_string().contains("contested"), "{anna}");
}

#[test]
fn a_fix_that_came_back_is_asked_about() {
    let report = notes(&fix_upon_fix(), &["--person", "boris"]);
    let situations = report["situations"].to_string();
    assert!(situations.contains("\"debt/fixes-stick\""), "{report}");
}

#[test]
fn questions_move_on_where_nothing_is_kept() {
    let mut repo = harbor();
    let mut before: BTreeSet<String> = BTreeSet::new();
    for at in 0..6 {
        let asked: BTreeSet<String> =
            texts(&notes(&repo, &["--person", "zoe"])["questions"]).into_iter().collect();
        assert_eq!(asked.len(), 3);
        assert!(asked.is_disjoint(&before), "{before:?} {asked:?}");
        assert_eq!(
            asked,
            texts(&notes(&repo, &["--person", "zoe"])["questions"]).into_iter().collect()
        );
        before = asked;
        repo = repo.commit(change(1, ZOE, "Say more", &[("docs/a.md", 9 + at)]));
    }
}
