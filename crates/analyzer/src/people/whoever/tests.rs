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
    let known = Known { everybody: &everybody, lens: &lens };
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
fn one_name_is_one_person_whatever_the_address() {
    let anna = ["Anna Ö <1@x>", "anna  ö <2@x>", "Anna Ö <3@x>", "Ben <4@x>"];
    let all = ["Anna Ö <1@x>", "+ Anna Ö <3@x>", "+ anna  ö <2@x>"];
    for who in ["Anna Ö", "anna ö", " ANNA Ö ", "anna"] {
        check(&anna, who, &all);
    }
}

#[test]
fn an_address_means_that_address() {
    let anna = ["Anna Ö <1@x>", "Anna Ö <2@x>", "ao <2@x>"];
    check(&anna, "2@x", &["Anna Ö <2@x>", "+ ao <2@x>", "? Anna Ö <1@x>"]);
    check(&anna, "2@X", &["Anna Ö <2@x>", "+ ao <2@x>", "? Anna Ö <1@x>"]);
    check(&anna, "Anna Ö", &["Anna Ö <1@x>", "+ Anna Ö <2@x>", "? ao <2@x>"]);
}

#[test]
fn an_address_is_found_under_the_mailmap() {
    let lens = Lens { roles: Roles::default(), mailmap: Mailmap::default(), bots: vec![] };
    let mut everybody = Everybody::default();
    everybody.add(person("Anna <a@x>"), "Old@X", 3);
    everybody.add(person("Ben <>"), "", 1);
    let known = Known { everybody: &everybody, lens: &lens };
    let anna = known.find("old@x").unwrap();
    assert_eq!((anna.person.name.as_str(), anna.addresses.len()), ("Anna", 2));
    assert!(known.find("").is_err());
}

#[test]
fn an_address_of_many_names_is_nobodys() {
    let machine = ["Anna <ci@x>", "Ben <ci@x>", "Cem <ci@x>", "Dee <ci@x>"];
    let said = find("", &machine, "ci@x").unwrap_err();
    assert!(said.starts_with("`ci@x` could be several people; say which one: `Anna <ci@x>`"));
    check(&machine, "ben", &["Ben <ci@x>", "? Anna <ci@x>", "? Cem <ci@x>", "? Dee <ci@x>"]);
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
    let boris = ["b@x <b@x>", "Boris <b@x>", " <b@x>", "a@y <a@y>"];
    let all = ["Boris <b@x>", "+  <b@x>", "+ b@x <b@x>"];
    for who in ["b@x", "boris"] {
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
