//! People under numbers, identities of the same name taken for one person.

use std::collections::HashMap;

use git_coach_model::Person;

use crate::people::name::folded;

/// Somebody among [`Persons`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PersonId(u32);

/// Everybody seen so far.
///
/// On top of the mailmap, identities whose names are equal (letter case, accents and white space aside) are
/// one person: few teams map every address that somebody ever committed from, and one author must
/// not stand for two. Avelino et al. (2016) do the same. So are identities of one address under
/// different names, where the address is somebody's own: those of machines and roles are shared, and
/// left to the mailmap.
#[derive(Debug, Default)]
pub(super) struct Persons {
    ids: HashMap<Person, PersonId>,
    names: HashMap<String, PersonId>,
    addresses: HashMap<String, PersonId>,
    /// Each as they were first seen: as they call themselves now, in a walk back in time.
    people: Vec<Person>,
}

impl Persons {
    pub(super) fn id(&mut self, person: &Person) -> PersonId {
        if let Some(id) = self.ids.get(person) {
            return *id;
        }
        let new = PersonId(u32::try_from(self.people.len()).unwrap_or(u32::MAX));
        let name = folded(&person.name);
        let address = own_address(&person.email);
        let known = self.names.get(&name).or_else(|| self.addresses.get(address.as_ref()?));
        let id = known.copied().unwrap_or(new);
        if !name.is_empty() {
            self.names.entry(name).or_insert(id);
        }
        if let Some(address) = address {
            self.addresses.entry(address).or_insert(id);
        }
        if id == new {
            self.people.push(person.clone());
        }
        self.ids.insert(person.clone(), id);
        id
    }

    /// Somebody who was seen.
    pub(super) fn find(&self, person: &Person) -> Option<PersonId> {
        self.ids.get(person).copied()
    }

    pub(super) fn get(&self, id: PersonId) -> Option<&Person> {
        self.people.get(id.0 as usize)
    }

    /// These people, by name and then address.
    pub(super) fn by_name(&self, ids: Vec<PersonId>) -> Vec<Person> {
        let mut people: Vec<Person> =
            ids.into_iter().filter_map(|id| self.get(id).cloned()).collect();
        people.sort();
        people
    }
}

/// An address that belongs to one person as far as can be told: of a domain with a dot, and of no
/// role or program.
fn own_address(address: &str) -> Option<String> {
    let address = address.trim().to_lowercase();
    let (local, domain) = address.split_once('@')?;
    let is_public = domain.contains('.') && !domain.ends_with(".local") && domain.len() > 3;
    (is_public && !local.is_empty() && !SHARED.contains(&local)).then_some(address)
}

/// Addresses that several people commit from.
const SHARED: &[&str] = &[
    "admin",
    "build",
    "builds",
    "bot",
    "ci",
    "contact",
    "dev",
    "developer",
    "developers",
    "devnull",
    "email",
    "git",
    "github",
    "hello",
    "info",
    "jenkins",
    "mail",
    "me",
    "no-reply",
    "nobody",
    "none",
    "noreply",
    "office",
    "ops",
    "root",
    "support",
    "svn",
    "team",
    "test",
    "unknown",
    "user",
    "you",
    "your",
    "your-email",
    "youremail",
];
