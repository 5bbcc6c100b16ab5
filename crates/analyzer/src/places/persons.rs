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
/// not stand for two. Avelino et al. (2016) do the same. Equal addresses under different names are
/// left to the mailmap: addresses of machines are shared.
#[derive(Debug, Default)]
pub(super) struct Persons {
    ids: HashMap<Person, PersonId>,
    names: HashMap<String, PersonId>,
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
        let id = if name.is_empty() { new } else { *self.names.entry(name).or_insert(new) };
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
