//! Whose work notes are about: one person, found by a name or an address, with the identities that
//! are taken together.
//!
//! The mailmap says who is who. Beyond it, few teams map every address that somebody ever committed
//! from, so a name brings together all identities of that name, and an address all names of that
//! address: one step, and never from there to the next, as names and machines are shared. Where the
//! mailmap gives two people of one name an address each, they are two. What may belong to the same
//! person and was not taken is told.

use std::collections::BTreeSet;

use git_coach_model::{Colleague, Person};

use super::Everybody;
use super::name::{folded, is_none};
use crate::Error;
use crate::commits::Lens;
use crate::repo::Repo;

/// With how many names an address is a machine's, or a list's, and no person's.
const MANY_NAMES: usize = 4;
/// How many people are named where it could be several.
const MOST_CANDIDATES: usize = 5;
/// How many like names are offered, and how like they are, by Jaro and Winkler.
const MOST_NEAREST: usize = 3;
const LIKE: f64 = 0.84;

/// Everybody of a history, each with how many commits.
pub(crate) struct Known<'a> {
    pub(crate) everybody: &'a Everybody,
    pub(crate) lens: &'a Lens,
}

impl<'a> Known<'a> {
    /// The one person that `who` names, by name, address or a part of either, letter case aside.
    ///
    /// # Errors
    /// Nobody (with the nearest names), several, or a program.
    pub(crate) fn find(&self, who: &str) -> Result<Colleague, Error> {
        let wanted = folded(who);
        let is_part = |it: &'a Person| {
            folded(&it.name).contains(&wanted)
                || self.addresses_of(it).any(|one| one.contains(&wanted))
        };
        let of_address = self.people(|it| self.addresses_of(it).any(|one| one == wanted));
        if !wanted.is_empty() && !of_address.is_empty() {
            return self.of_address(who, &of_address);
        }
        let mut found = self.people(|it| folded(&it.name) == wanted);
        if found.is_empty() && !wanted.is_empty() {
            found = self.people(is_part);
        }
        let mut several: Vec<Colleague> = Vec::new();
        for one in found {
            if !several.iter().any(|known| known.identities.contains(one)) {
                several.push(self.of_identity(one));
            }
        }
        if several.len() > 1 {
            return Err(ambiguous(who, several.iter().map(|one| &one.person)));
        }
        several.pop().ok_or_else(|| match self.everybody.people.keys().find(|it| is_part(it)) {
            Some(program) if !wanted.is_empty() => Error::NotAPerson { who: shown(program) },
            _ => Error::UnknownPerson { who: who.to_owned(), nearest: self.nearest(&wanted) },
        })
    }

    /// Whoever commits here: the identity that git would use, under the mailmap; of somebody whose
    /// address has changed, the one of equal name.
    ///
    /// # Errors
    /// No identity, one that has never committed, or a program's.
    pub(crate) fn own(&self, repo: &Repo) -> Result<Colleague, Error> {
        let signature = repo.git().signature().map_err(|_| Error::NoIdentity)?;
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (name, email) = (said(signature.name_bytes()), said(signature.email_bytes()));
        let (person, is_bot) = self.lens.author(&name, &email);
        if is_bot {
            return Err(Error::NotAPerson { who: shown(&person) });
        }
        if let Some((person, _)) = self.everybody.people.get_key_value(&person) {
            return Ok(self.of_identity(person));
        }
        let of_name = self.people(|it| !is_none(&it.name) && is_same(&it.name, &person.name));
        match of_name.first() {
            Some(first) if !self.are_told_apart(&of_name) => Ok(self.of_identity(first)),
            _ => Err(Error::UnknownPerson { who: shown(&person), nearest: Vec::new() }),
        }
    }

    /// The people that fit, programs left out.
    fn people(&self, fits: impl Fn(&'a Person) -> bool) -> Vec<&'a Person> {
        let is_person = |it: &'a Person| !self.lens.is_bot(&it.name, &it.email);
        self.everybody.people.keys().filter(|it| fits(it) && is_person(it)).collect()
    }

    /// The addresses of an identity as they are compared, with and without the mailmap.
    fn addresses_of(&self, person: &'a Person) -> impl Iterator<Item = String> {
        let given = self.everybody.given.get(person).into_iter().flatten();
        std::iter::once(&person.email).chain(given).map(|address| folded(address))
    }

    /// All that commits under the address of some.
    fn of_address(&self, who: &str, found: &[&'a Person]) -> Result<Colleague, Error> {
        let is_theirs = |it: &'a Person| found.iter().any(|one| is_at_home(one, it) || *one == it);
        let all = self.people(is_theirs);
        let named = all.iter().filter(|one| !is_none(&one.name));
        let names: BTreeSet<String> = named.map(|one| folded(&one.name)).collect();
        if names.len() >= MANY_NAMES {
            return Err(ambiguous(who, all.into_iter()));
        }
        Ok(self.together(all))
    }

    /// All that bears the name of an identity, with what has no name, or what the mailmap has
    /// brought, at one of its addresses. An identity without a name, or one that the mailmap keeps
    /// apart from others of its name, is known by its address.
    fn of_identity(&self, one: &'a Person) -> Colleague {
        let mut of_name = self.people(|it| !is_none(&one.name) && is_same(&it.name, &one.name));
        if of_name.is_empty() || self.are_told_apart(&of_name) {
            of_name = vec![one];
        }
        let belongs = |it: &'a Person| {
            (is_none(&it.name) || is_none(&one.name) || self.lens.mailmap.states(&it.email))
                && of_name.iter().any(|one| is_at_home(one, it))
        };
        let brought = self.people(belongs);
        self.together(of_name.iter().copied().chain(brought).collect())
    }

    /// Whether the mailmap gives people of one name several addresses of their own.
    fn are_told_apart(&self, people: &[&Person]) -> bool {
        let own = people.iter().filter(|person| self.lens.mailmap.states(&person.email));
        own.map(|person| folded(&person.email)).collect::<BTreeSet<_>>().len() > 1
    }

    fn together(&self, identities: Vec<&'a Person>) -> Colleague {
        let taken: BTreeSet<&'a Person> = identities.into_iter().collect();
        let named = taken.iter().filter(|it| !is_none(&it.name));
        let names: BTreeSet<String> = named.map(|it| folded(&it.name)).collect();
        let addressed = taken.iter().filter(|it| has_address(it));
        let addresses: BTreeSet<String> = addressed.map(|it| folded(&it.email)).collect();
        let states = |it: &'a Person| self.lens.mailmap.states(&it.email);
        let is_stated = taken.iter().any(|it| states(it));
        let may_be_theirs = |it: &'a Person| {
            let of_name = names.contains(&folded(&it.name)) && !(is_stated && states(it));
            (of_name || addresses.contains(&folded(&it.email))) && !taken.contains(it)
        };
        // A name says more than none, and of names the one that was used more; of equals the first.
        let rank = |it: &&&Person| {
            (!is_none(&it.name), self.everybody.people.get(**it).copied().unwrap_or_default())
        };
        let most = taken.iter().rev().max_by_key(rank).copied().cloned();
        Colleague {
            person: most.unwrap_or(Person { name: String::new(), email: String::new() }),
            apart: self.people(may_be_theirs).into_iter().cloned().collect(),
            addresses: taken
                .iter()
                .flat_map(|one| self.addresses_of(one))
                .filter(|address| !address.is_empty())
                .collect(),
            identities: taken.into_iter().cloned().collect(),
        }
    }

    /// The names that are most like what was asked for.
    fn nearest(&self, wanted: &str) -> Vec<String> {
        let known = self.everybody.people.keys().map(|person| {
            let name = person.name.to_lowercase();
            let words = name.split_whitespace().map(|word| strsim::jaro_winkler(wanted, word));
            (words.fold(strsim::jaro_winkler(wanted, &name), f64::max), shown(person))
        });
        let mut near: Vec<(f64, String)> = known.filter(|(likeness, _)| *likeness > LIKE).collect();
        near.sort_by(|(a, left), (b, right)| b.total_cmp(a).then_with(|| left.cmp(right)));
        near.into_iter().take(MOST_NEAREST).map(|(_, name)| name).collect()
    }
}

fn is_same(left: &str, right: &str) -> bool {
    folded(left) == folded(right)
}

/// Whether two identities share an address.
fn is_at_home(one: &Person, other: &Person) -> bool {
    has_address(one) && is_same(&one.email, &other.email)
}

/// Whether there is an address: a trailer may name somebody without one.
fn has_address(person: &Person) -> bool {
    !person.email.trim().is_empty()
}

fn ambiguous<'a>(who: &str, candidates: impl Iterator<Item = &'a Person>) -> Error {
    Error::AmbiguousPerson {
        who: who.to_owned(),
        candidates: candidates.take(MOST_CANDIDATES).map(shown).collect(),
    }
}

fn shown(person: &Person) -> String {
    format!("{} <{}>", person.name, person.email)
}

#[cfg(test)]
mod tests;
