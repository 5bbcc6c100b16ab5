//! Who is meant, and by which identities.

use super::*;
use crate::mailmap::Mailmap;
use crate::role::Roles;

fn person(text: &str) -> Person {
    let (name, email) = text.split_once('<').unwrap();
    Person { name: name.trim().to_owned(), email: email.trim_end_matches('>').to_owned() }
}

/// What is found among people, each with a commit less than the one before, or what is said
/// instead.
fn find(mailmap: &str, people: &[&str], who: &str) -> Result<Vec<String>, String> {
    let lens =
        Lens { roles: Roles::default(), mailmap: Mailmap::parse(mailmap.as_bytes()), bots: vec![] };
    let mut everybody = Everybody::default();
    for (text, commits) in people.iter().zip((1..100).rev()) {
        let person = person(text);
        let address = person.email.clone();
        everybody.add(person, &address, commits);
    }
    let known = Known::of(&everybody, &lens);
    match known.find(who) {
        Ok(whoever) => {
            let mut told = vec![shown(&whoever.person)];
            told.extend(
                whoever
                    .identities
                    .iter()
                    .filter(|one| **one != whoever.person)
                    .map(|one| format!("+ {}", shown(one))),
            );
            told.extend(whoever.apart.iter().map(|one| format!("? {}", shown(one))));
            Ok(told)
        }
        Err(error) => Err(format!("{error}; {}", error.hint().unwrap_or_default())),
    }
}

#[track_caller]
fn check(people: &[&str], who: &str, expected: &[&str]) {
    assert_eq!(find("", people, who).unwrap(), expected);
}

#[test]
fn one_whole_name_is_one_person_whatever_the_address() {
    let anna = ["Anna Ö <1@x.org>", "anna  ö <2@gmail.com>", "Anna Ö <3@m.x.org>", "Ben <4@x.org>"];
    let all = ["Anna Ö <1@x.org>", "+ Anna Ö <3@m.x.org>", "+ anna  ö <2@gmail.com>"];
    for who in ["Anna Ö", "anna ö", " ANNA Ö ", "anna", "1@x.org", "2@Gmail.com", "3@"] {
        check(&anna, who, &all);
    }
}

#[test]
fn accounts_and_names_lead_on_from_one_to_the_next() {
    let zoe = [
        "Zoë Lind <zoe@harbor.org>",
        "zoe <zoe@harbor.org>",
        "Zoe Lind <12+zl@users.noreply.github.com>",
        "zl <zl@users.noreply.github.com>",
        "DarkLord99 <12+old@users.noreply.github.com>",
        "Ben Ek <ben@harbor.org>",
    ];
    let all = [
        "Zoë Lind <zoe@harbor.org>",
        "+ DarkLord99 <12+old@users.noreply.github.com>",
        "+ Zoe Lind <12+zl@users.noreply.github.com>",
        "+ zl <zl@users.noreply.github.com>",
        "+ zoe <zoe@harbor.org>",
    ];
    for who in ["Zoë Lind", "zoe", "darklord", "zl@users.noreply.github.com", "zoe@harbor.org"] {
        check(&zoe, who, &all);
    }
}

#[test]
fn a_whole_name_is_what_somebody_is_called() {
    let zoe =
        ["zl <zoe@harbor.org>", "zoe@harbor.org <zoe@harbor.org>", "Zoë Lind <zoe@harbor.org>"];
    assert_eq!(find("", &zoe, "zl").unwrap()[0], "Zoë Lind <zoe@harbor.org>");
    assert_eq!(find("", &zoe[..2], "zl").unwrap()[0], "zl <zoe@harbor.org>");
}

#[test]
fn an_address_of_ones_own_is_that_whatever_the_name() {
    let names = ["Zoë Lind", "zoe", "Z. Lind", "zlind", "Zoë Berg", "ZL", "zoe@harbor.org", "左伊"];
    let people: Vec<String> = names.iter().map(|name| format!("{name} <zoe@harbor.org>")).collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    assert_eq!(find("", &people, "zoe@harbor.org").unwrap().len(), names.len());
    assert_eq!(find("", &people, "berg").unwrap().len(), names.len());
}

#[test]
fn a_first_name_is_no_sign() {
    let two = ["Anna <anna@x.org>", "Anna <a.berg@y.org>", "Anna <a.berg@z.org>"];
    let said = find("", &two, "anna").unwrap_err();
    assert!(said.contains("`Anna <a.berg@y.org>`, `Anna <anna@x.org>`"), "{said}");
    check(
        &two,
        "anna@x.org",
        &["Anna <anna@x.org>", "? Anna <a.berg@y.org>", "? Anna <a.berg@z.org>"],
    );
    check(
        &two,
        "a.berg@z.org",
        &["Anna <a.berg@y.org>", "+ Anna <a.berg@z.org>", "? Anna <anna@x.org>"],
    );
}

#[test]
fn what_many_share_joins_nobody() {
    for shared in [
        "noreply@github.com",
        "root@localhost",
        "ci@harbor.org",
        "harbor-dev@harbor.org",
        "zoe@laptop",
        "you@example.com",
    ] {
        let two = [format!("Anna Ek <{shared}>"), format!("Anna Berg <{shared}>")];
        let two = [two[0].as_str(), two[1].as_str(), "Anna Ek <anna@harbor.org>"];
        let ek = ["Anna Ek <anna@harbor.org>", "Anna Ek <"];
        let found = find("", &two, "anna ek").unwrap();
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|one| ek.iter().any(|it| one.contains(it))), "{found:?}");
        assert!(find("", &two, shared).unwrap_err().contains("could be several people"));
    }
}

#[test]
fn two_at_one_desk_are_two() {
    let desk =
        ["Anna Ek <desk@harbor.org>", "Ben Berg <desk@harbor.org>", "Ben Berg <b@gmail.com>"];
    check(&desk, "anna", &["Anna Ek <desk@harbor.org>"]);
    check(&desk, "ben", &["Ben Berg <desk@harbor.org>", "+ Ben Berg <b@gmail.com>"]);
    assert!(find("", &desk, "desk@harbor.org").unwrap_err().contains("could be several people"));
}

#[test]
fn an_organisation_gives_nobody_two_mailboxes() {
    let two = [
        "Wei Chen <wei@harbor.org>",
        "Wei Chen <chen@harbor.org>",
        "Ben Ek <ben@harbor.org>",
        "Wei Chen <wei@home.org>",
    ];
    let said = find("", &two, "wei chen").unwrap_err();
    assert!(
        said.contains("say which one: `Wei Chen <chen@harbor.org>`, `Wei Chen <wei@h"),
        "{said}"
    );
    let wei =
        ["Wei Chen <wei@harbor.org>", "? Wei Chen <chen@harbor.org>", "? Wei Chen <wei@home.org>"];
    check(&two, "wei@harbor.org", &wei);
    // On a domain of one's own, and with a provider, anybody has as many as they like.
    let own = ["Wei Chen <git@chen.org>", "Wei Chen <wei@chen.org>"];
    assert_eq!(find("", &own, "wei chen").unwrap().len(), 2);
    let mail = ["Wei Chen <w@gmail.com>", "Wei Chen <c@gmail.com>", "Ben Ek <b@gmail.com>"];
    assert_eq!(find("", &mail, "wei chen").unwrap().len(), 2);
}

#[test]
fn one_name_at_domains_of_two_may_be_two() {
    for (left, right) in [("john@pier.org", "john@acme.org"), ("j@pier.org", "jsmith@acme.org")] {
        let (left, right) = (format!("John Smith <{left}>"), format!("John Smith <{right}>"));
        let two = [left.as_str(), right.as_str(), "John Smith <johns@gmail.com>"];
        let said = find("", &two, "john smith").unwrap_err();
        assert!(said.contains("could be several people"), "{said}");
        let one = find("", &two, "pier.org").unwrap();
        assert_eq!(one.iter().filter(|it| it.starts_with('?')).count(), 2, "{one:?}");
    }
    // A login that says more than the name is one person's.
    let login = ["John Smith <darkstar@pier.org>", "John Smith <darkstar@acme.org>"];
    assert_eq!(find("", &login, "john smith").unwrap().len(), 2);
}

#[test]
fn how_many_more_could_be_meant_is_told() {
    let many: Vec<String> = (0..9).map(|at| format!("Anna No{at} <{at}@x.org>")).collect();
    for (count, end) in [(5, "`"), (6, ", or one other"), (9, ", or one of 4 others")] {
        let some: Vec<&str> = many.iter().take(count).map(String::as_str).collect();
        let said = find("", &some, "anna").unwrap_err();
        assert!(
            said.ends_with(&format!("`Anna No4 <4@x.org>`{}", end.trim_start_matches('`'))),
            "{said}"
        );
    }
}

#[test]
fn an_address_is_found_under_the_mailmap() {
    let lens = Lens { roles: Roles::default(), mailmap: Mailmap::default(), bots: vec![] };
    let mut everybody = Everybody::default();
    everybody.add(person("Anna <a@x>"), "Old@X", 3);
    everybody.add(person("Ben <>"), "", 1);
    let known = Known::of(&everybody, &lens);
    let anna = known.find("old@x").unwrap();
    assert_eq!((anna.person.name.as_str(), anna.addresses.len()), ("Anna", 2));
    assert!(known.find("").is_err());
}

#[test]
fn an_address_of_many_names_is_nobodys() {
    let machine = ["Anna <b7@x.org>", "Ben <b7@x.org>", "Cem <b7@x.org>", "Dee <b7@x.org>"];
    let said = find("", &machine, "b7@x.org").unwrap_err();
    assert!(
        said.starts_with("`b7@x.org` could be several people; say which one: `Anna <b7@x.org>`")
    );
    check(&machine, "ben", &["Ben <b7@x.org>"]);
}

#[test]
fn the_mailmap_keeps_two_of_one_name_apart() {
    let two = ["Wei Chen <1@x>", "Wei Chen <2@x>", "Wei Chen <3@x>"];
    let mailmap = "Wei Chen <1@x> <old@x>\nWei Chen <2@x>\n";
    let said = find(mailmap, &two, "wei").unwrap_err();
    assert!(said.contains("`Wei Chen <1@x>`, `Wei Chen <2@x>`"), "{said}");
    let one = find(mailmap, &two, "1@x").unwrap();
    assert_eq!(one, ["Wei Chen <1@x>", "? Wei Chen <3@x>"]);
}

#[test]
fn an_address_in_place_of_a_name_is_no_name() {
    let boris =
        ["b@x.org <b@x.org>", "Boris <b@x.org>", " <b@x.org>", "a@y <a@y>", "b@x.org <b@z.org>"];
    let all = ["Boris <b@x.org>", "+  <b@x.org>", "+ b@x.org <b@x.org>", "+ b@x.org <b@z.org>"];
    for who in ["b@x.org", "boris", "b@z.org"] {
        check(&boris, who, &all);
    }
    check(&boris, "a@y", &["a@y <a@y>"]);
}

#[test]
fn a_trailer_without_an_address_brings_nobody_together() {
    let few = ["Ann <>", "Ben <>"];
    check(&few, "ann", &["Ann <>"]);
    check(&few, "ben", &["Ben <>"]);
}

#[test]
fn a_program_is_nobody() {
    let few = ["dependabot[bot] <d@x>", "Dep Andersson <a@x>"];
    check(&few, "dep", &["Dep Andersson <a@x>"]);
    let said = find("", &few, "dependabot").unwrap_err();
    assert!(said.starts_with("`dependabot[bot] <d@x>` is a program"), "{said}");
}

#[test]
fn nobody_is_guessed() {
    let few = ["Anna <a@x>", "Joanna <j@x>"];
    check(&few, "anna", &["Anna <a@x>"]);
    assert!(find("", &few, "ann").unwrap_err().contains("could be several people"));
    assert!(find("", &few, "Anne").unwrap_err().contains("did you mean `Anna <a@x>`"));
    assert!(find("", &few, "  ").unwrap_err().contains("nobody here is called"));
}
