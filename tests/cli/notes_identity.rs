//! Whose work notes are about: names and addresses as real histories have them.

use git_coach_cli::exit;
use serde_json::Value;
use support::{ANNA, BORIS, Commit, Identity, Repo, coach};

use crate::harbor::change;

/// Six changes, by these people in turn.
fn by(people: &[Identity]) -> Repo {
    let start = change(0, BORIS, "Start", &[("src/start.rs", 9), ("tests/start.rs", 9)]);
    people.iter().enumerate().fold(Repo::new().commit(start), |repo, (at, who)| {
        let path = format!("src/rule{at}.rs");
        repo.commit(change(1, *who, &format!("Add rule {at}"), &[(&path, 40)]))
    })
}

fn notes(repo: &Repo, who: &str) -> Value {
    let text = coach!(repo, ["notes", "--person", who, "--format", "json"]).ok();
    serde_json::from_str(&text).unwrap()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

const FIVE: [Identity; 5] = [
    Identity::new("Zoë Lindqvist", "zoe@harbor.example"),
    Identity::new("zoë lindqvist", "zoe@gmail.com"),
    Identity::new("Zoë  Lindqvist", "zl@laptop.local"),
    Identity::new("Zoë Lindqvist", "1234+zoe@users.noreply.github.com"),
    Identity::new("Zoë Lindqvist", "zoe@old.harbor.example"),
];

#[test]
fn one_person_with_five_addresses() {
    let repo = by(&FIVE);
    let report = notes(&repo, "zoë lindqvist");
    assert_eq!(texts(&report["identities"]).len(), 5, "{report}");
    assert_eq!(report["too_little"], false, "{report}");
    let text = coach!(repo, ["notes", "--person", "lindqvist"]).ok();
    let told = text.replace('\n', " ");
    assert!(told.contains("Taken for one person: Zoë Lindqvist <zl@laptop.local>, Zoë"), "{text}");
    assert!(told.contains("If that is wrong, `.mailmap` can say who is who."), "{text}");
    // Each of them leads to all.
    for who in ["zoe@gmail.com", "zl@laptop.local", "1234+zoe@users", "ZOE@OLD.harbor.example"] {
        let report = notes(&repo, who);
        assert_eq!(texts(&report["identities"]).len(), 5, "{who}: {report}");
        assert_eq!(texts(&report["left_out"]).len(), 0, "{who}: {report}");
    }
}

#[test]
fn ones_own_work_is_that_of_all_ones_addresses() {
    let nick = Identity::new("zl", "zoe@new.harbor.example");
    for (name, email) in [
        ("Zoë Lindqvist", "zoe@harbor.example"),
        // Neither has ever committed: one is a new name of an old address, the other a new address.
        ("Zoë Berg", "zoe@old.harbor.example"),
        ("Zoë Lindqvist", "zoe@new.harbor.example"),
    ] {
        let repo = by(&[FIVE[0], FIVE[3], nick, FIVE[4]]);
        let repo = repo.config("user.name", name).config("user.email", email);
        let text = coach!(repo, ["notes", "--self", "--format", "json"]).ok();
        let report: Value = serde_json::from_str(&text).unwrap();
        let known = texts(&report["identities"]).len();
        assert!(known >= 3, "{name} <{email}>: {report}");
        assert!(email != "zoe@new.harbor.example" || known == 4, "{name} <{email}>: {report}");
    }
}

#[test]
fn how_many_more_could_be_meant_is_told() {
    const CREW: [Identity; 7] = [
        Identity::new("Crew A", "a@crew.example"),
        Identity::new("Crew B", "b@crew.example"),
        Identity::new("Crew C", "c@crew.example"),
        Identity::new("Crew D", "d@crew.example"),
        Identity::new("Crew E", "e@crew.example"),
        Identity::new("Crew F", "f@crew.example"),
        Identity::new("Crew G", "g@crew.example"),
    ];
    let said = coach!(by(&CREW), ["notes", "--person", "crew"]).failed(exit::NOT_FOUND.into());
    assert!(said.ends_with("`Crew E <e@crew.example>`, or one of 2 others\n"), "{said}");
    let said = coach!(by(&CREW[1..]), ["notes", "--person", "crew"]).failed(exit::NOT_FOUND.into());
    assert!(said.ends_with("`Crew F <f@crew.example>`, or one other\n"), "{said}");
}

#[test]
fn shared_addresses_join_nobody() {
    const WEB: [Identity; 2] = [
        Identity::new("Anna Ek", "noreply@github.com"),
        Identity::new("Ben Ek", "noreply@github.com"),
    ];
    let report = notes(&by(&WEB), "anna ek");
    assert_eq!(texts(&report["identities"]), ["Anna Ek <noreply@github.com>"]);
    assert_eq!(texts(&report["left_out"]).len(), 0, "{report}");
}

#[test]
fn two_persons_with_one_name_are_two_at_domains_of_their_own() {
    const ONE: Identity = Identity::new("John Smith", "john@harbor.example");
    const OTHER: Identity = Identity::new("John Smith", "john@pier.example");
    let repo = by(&[ONE, OTHER, ONE]);
    let said = coach!(repo, ["notes", "--person", "john smith"]).failed(exit::NOT_FOUND.into());
    assert!(said.contains("`john smith` could be several people"), "{said}");
    let report = notes(&repo, "john@harbor.example");
    assert_eq!(texts(&report["left_out"]), ["John Smith <john@pier.example>"]);
    let map = "John Smith <john@harbor.example> <john@pier.example>\n";
    let repo = repo.commit(Commit::new("Say who is who").file(".mailmap", map));
    let report = notes(&repo, "john smith");
    assert_eq!(texts(&report["identities"]), ["John Smith <john@harbor.example>"]);
    assert_eq!(texts(&report["left_out"]).len(), 0, "{report}");
}

#[test]
fn two_persons_with_one_name_are_two_where_the_mailmap_says_so() {
    const ONE: Identity = Identity::new("Wei Chen", "wei@harbor.example");
    const OTHER: Identity = Identity::new("Wei Chen", "chen@harbor.example");
    let repo = by(&[ONE, OTHER, ONE]);
    // One organisation has given out two mailboxes: nobody guesses.
    let said = coach!(repo, ["notes", "--person", "wei chen"]).failed(exit::NOT_FOUND.into());
    assert!(said.contains("`wei chen` could be several people"), "{said}");
    let report = notes(&repo, "wei@harbor.example");
    assert_eq!(texts(&report["left_out"]), ["Wei Chen <chen@harbor.example>"]);
    let map = "# Two colleagues of one name\nWei Chen <wei@harbor.example>\n\
               WEI CHEN <chen@harbor.example> <CHEN@old.example>\n";
    let repo = repo.commit(Commit::new("Tell two people apart").file(".mailmap", map));
    let said = coach!(repo, ["notes", "--person", "wei chen"]).failed(exit::NOT_FOUND.into());
    assert_eq!(
        said,
        "git-coach: `wei chen` could be several people\nhint: say which one: \
         `Wei Chen <chen@harbor.example>`, `Wei Chen <wei@harbor.example>`\n"
    );
    let report = notes(&repo, "wei@harbor.example");
    assert_eq!(texts(&report["identities"]), ["Wei Chen <wei@harbor.example>"]);
    assert_eq!(report["left_out"], Value::Array(vec![]), "{report}");
    let text = coach!(repo, ["notes", "--person", "wei@harbor.example"]).ok();
    assert!(!text.contains("Taken for one") && !text.contains("Left out"), "{text}");
}

#[test]
fn a_mailmap_with_comments_and_odd_case() {
    let map = "  # all of us\n#Zoë <nobody@x>\n\
               Zoë Lindqvist <ZOE@Harbor.Example> <zl@LAPTOP.local> # at home\n\
               \u{a0}\nbroken <line\n<zoe@harbor.example>\t<Zoe@Old.harbor.example>\r\n";
    let odd = [
        FIVE[0],
        Identity::new("zl", "ZL@laptop.LOCAL"),
        Identity::new("z", "zoe@old.harbor.example"),
    ];
    let repo = by(&[odd, odd].concat()).commit(Commit::new("Map people").file(".mailmap", map));
    for who in ["zl@LAPTOP.local", "zoe@old.harbor.example", "zoe@harbor.example", "ZOË LINDQVIST"]
    {
        let report = notes(&repo, who);
        assert_eq!(texts(&report["left_out"]).len(), 0, "{who}: {report}");
        assert_eq!(
            (&report["name"], &report["too_little"]),
            (&"Zoë Lindqvist".into(), &false.into())
        );
        let titles = report.to_string();
        assert!(titles.contains("Add rule 5"), "{who}: {report}");
    }
}

#[test]
fn names_in_five_scripts() {
    const PEOPLE: [(Identity, &str); 5] = [
        (Identity::new("Ελένη Παπαδοπούλου", "1@gmail.com"), "ΕΛΈΝΗ"),
        (Identity::new("Борис Волков", "2@gmail.com"), "ВОЛКОВ"),
        (Identity::new("陈伟", "3@gmail.com"), "陈"),
        (Identity::new("أمينة بن يوسف", "4@gmail.com"), "أمينة"),
        (Identity::new("İlknur Öztürk", "5@gmail.com"), "öztürk"),
    ];
    let repo = by(&PEOPLE.map(|(who, _)| who));
    for (who, asked) in PEOPLE {
        let name = who.to_string();
        let name = name.split(" <").next().unwrap();
        assert_eq!(notes(&repo, asked)["name"], name, "{asked}");
    }
}

#[test]
fn accents_and_letter_case_make_nobody_two() {
    const ON_A_MAC: Identity = Identity::new("Zoe\u{308} Lindqvist", "zoe@harbor.example");
    const ABROAD: Identity = Identity::new("ZOE LINDQVIST", "ZOE@harbor.example");
    let repo = by(&[FIVE[0], ON_A_MAC, ABROAD]);
    for who in ["Zoë Lindqvist", "zoe lindqvist", "Zoe\u{308}", "zoe@harbor.example"] {
        assert_eq!(texts(&notes(&repo, who)["identities"]).len(), 3, "{who}");
    }
}

#[test]
fn an_address_used_as_a_name() {
    const NAMELESS: Identity = Identity::new("boris@harbor.example", "boris@harbor.example");
    let repo = by(&[NAMELESS, NAMELESS, BORIS]);
    for who in ["boris@harbor.example", "борис волков"] {
        let report = notes(&repo, who);
        assert_eq!(report["name"], "Борис Волков", "{who}");
        assert_eq!(texts(&report["identities"]).len(), 2, "{who}");
    }
}

#[test]
fn somebody_who_only_helped() {
    const DORA: Identity = Identity::new("Dora Ek", "dora@harbor.example");
    let repo = Repo::new().commits(6, |at| {
        let path = format!("src/rule{at}.rs");
        change(1, ANNA, &format!("Add rule {at}"), &[(&path, 40)]).with(DORA)
    });
    let report = notes(&repo, "dora");
    assert_eq!(report["name"], "Dora Ek");
    assert_eq!(texts(&report["places"]), ["src"]);
    assert_eq!(report["situations"], Value::Array(vec![]), "what two made is no habit of one");
    let text = coach!(repo, ["notes", "--person", "dora"]).ok();
    assert!(text.contains("Your questions to me"), "{text}");
}

#[test]
fn nobody_is_guessed() {
    let repo = by(&[ANNA, BORIS]);
    let said = coach!(repo, ["notes", "--person", "harbor.example"]).failed(exit::NOT_FOUND.into());
    assert!(said.contains("could be several people\nhint: say which one: `Anna Özdemir"), "{said}");
    let said = coach!(repo, ["notes", "--person", "Ana"]).failed(exit::NOT_FOUND.into());
    assert!(said.contains("nobody here is called `Ana`\nhint: did you mean `Anna"), "{said}");
}
