//! Whose work notes are about: one person, found by a name or an address, with all the identities
//! that are theirs. Two that could both be meant are candidates, and nobody is guessed.

use std::collections::BTreeSet;

use git_coach_model::{Colleague, Person};

use super::Everybody;
use super::circle::Circles;
use super::name::{folded, is_none, is_whole};
use crate::Error;
use crate::commits::Lens;
use crate::repo::Repo;

/// How many people are named where it could be several.
const MOST_CANDIDATES: usize = 5;
/// How many like names are offered, and how like they are, by Jaro and Winkler.
const MOST_NEAREST: usize = 3;
const LIKE: f64 = 0.84;

/// Everybody of a history, each with how many commits.
pub(crate) struct Known<'a> {
    everybody: &'a Everybody,
    lens: &'a Lens,
    circles: Circles<'a>,
}

impl<'a> Known<'a> {
    pub(crate) fn of(everybody: &'a Everybody, lens: &'a Lens) -> Self {
        Self { everybody, lens, circles: Circles::of(everybody, lens) }
    }

    /// The one person that `who` names, by name, address or a part of either, letter case aside.
    ///
    /// # Errors
    /// Nobody (with the nearest names), several, or a program.
    pub(crate) fn find(&self, who: &str) -> Result<Colleague, Error> {
        let wanted = folded(who);
        let nobody =
            || Error::UnknownPerson { who: who.to_owned(), nearest: self.nearest(&wanted) };
        if wanted.is_empty() {
            return Err(nobody());
        }
        let is_part = |it: &'a Person| {
            folded(&it.name).contains(&wanted)
                || self.addresses_of(it).any(|one| one.contains(&wanted))
        };
        let mut found = self.people(|it| self.addresses_of(it).any(|one| one == wanted));
        if found.is_empty() {
            found = self.people(|it| folded(&it.name) == wanted);
        }
        if found.is_empty() {
            found = self.people(is_part);
        }
        let mut several: Vec<BTreeSet<&'a Person>> = Vec::new();
        for one in found {
            if !several.iter().any(|known| known.contains(one)) {
                several.push(self.circles.around(one));
            }
        }
        if several.len() > 1 {
            let mut candidates: Vec<String> =
                several.iter().map(|taken| shown(&self.called(taken))).collect();
            let more = candidates.len().saturating_sub(MOST_CANDIDATES);
            candidates.truncate(MOST_CANDIDATES);
            return Err(Error::AmbiguousPerson { who: who.to_owned(), candidates, more });
        }
        let one = several.pop().map(|taken| self.colleague(taken));
        one.ok_or_else(|| match self.everybody.people.keys().find(|it| is_part(it)) {
            Some(program) => Error::NotAPerson { who: shown(program) },
            None => nobody(),
        })
    }

    /// Whoever commits here: the identity that git would use, under the mailmap, with all that is
    /// theirs, even where it has not committed yet.
    ///
    /// # Errors
    /// No identity, one of nobody who has ever committed, or a program's.
    pub(crate) fn own(&self, repo: &Repo) -> Result<Colleague, Error> {
        let signature = repo.git().signature().map_err(|_| Error::NoIdentity)?;
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (name, email) = (said(signature.name_bytes()), said(signature.email_bytes()));
        let (person, is_bot) = self.lens.author(&name, &email);
        if is_bot {
            return Err(Error::NotAPerson { who: shown(&person) });
        }
        let taken = self.circles.around(&person);
        if taken.is_empty() {
            let nearest = self.nearest(&person.name.to_lowercase());
            return Err(Error::UnknownPerson { who: shown(&person), nearest });
        }
        Ok(self.colleague(taken))
    }

    /// All who have several identities, each with what to call them; nobody is two of these.
    pub(crate) fn persons(&self) -> Vec<(Person, Vec<Person>)> {
        let mut known: BTreeSet<&'a Person> = BTreeSet::new();
        let mut persons = Vec::new();
        for one in &self.circles.people {
            if known.contains(one) {
                continue;
            }
            let mut taken = self.circles.around(one);
            taken.retain(|it| !known.contains(it));
            known.extend(&taken);
            if taken.len() > 1 {
                persons.push((self.called(&taken), taken.into_iter().cloned().collect()));
            }
        }
        persons
    }

    /// The people that fit, programs left out.
    fn people(&self, fits: impl Fn(&'a Person) -> bool) -> Vec<&'a Person> {
        self.circles.people.iter().copied().filter(|it| fits(it)).collect()
    }

    /// The addresses of an identity as they are compared, with and without the mailmap.
    fn addresses_of(&self, person: &'a Person) -> impl Iterator<Item = String> {
        let given = self.everybody.given.get(person).into_iter().flatten();
        std::iter::once(&person.email).chain(given).map(|address| folded(address))
    }

    fn colleague(&self, taken: BTreeSet<&'a Person>) -> Colleague {
        let addresses = taken.iter().flat_map(|one| self.addresses_of(one));
        let commits = taken.iter().filter_map(|one| self.everybody.people.get(*one));
        let turn = commits.map(|commits| u64::from(*commits)).sum();
        Colleague {
            person: self.called(&taken),
            apart: self.circles.namesakes(&taken).into_iter().cloned().collect(),
            addresses: addresses.filter(|address| !address.is_empty()).collect(),
            identities: taken.into_iter().cloned().collect(),
            turn,
        }
    }

    /// What to call somebody: a whole name rather than a login, that rather than nothing, and of names
    /// the one that was used more; of equals the first.
    fn called(&self, taken: &BTreeSet<&'a Person>) -> Person {
        let rank = |it: &&&Person| {
            let commits = self.everybody.people.get(**it).copied().unwrap_or_default();
            (is_whole(&folded(&it.name)), !is_none(&it.name), commits)
        };
        let most = taken.iter().rev().max_by_key(rank).copied().cloned();
        most.unwrap_or(Person { name: String::new(), email: String::new() })
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

fn shown(person: &Person) -> String {
    format!("{} <{}>", person.name, person.email)
}

#[cfg(test)]
mod tests;
