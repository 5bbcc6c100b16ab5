//! Which identities are one person's, by the mailmap first and beyond it by sound signs alone.
//!
//! Few teams map every address that somebody ever committed from. Two identities are joined where they
//! share an account (an address that is one person's, or a forge's account) or a whole name. No sign is
//! sound against the mailmap, which gives each of two people an address of their own; nor is a name
//! that an organisation gives two mailboxes to, or that stands at domains which have nothing to do with
//! each other, nor an address under which names stand that have nothing in common. Signs add up: the
//! joined ones' accounts and names join further ones.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::Person;

use super::Everybody;
use super::address::{accounts, chosen, organisation};
use super::name::{are_akin, folded, is_none, is_telling, is_whole};
use crate::commits::Lens;

/// With how many names that have nothing in common an address is nobody's own, even where none of
/// them is a whole name.
const MANY_NAMES: usize = 4;

/// The people of a history, programs left out, by what may join their identities.
pub(super) struct Circles<'a> {
    lens: &'a Lens,
    pub(super) people: Vec<&'a Person>,
    by_account: BTreeMap<String, Vec<&'a Person>>,
    by_name: BTreeMap<String, Vec<&'a Person>>,
    /// Domains where people of several names have a mailbox.
    organisations: BTreeSet<String>,
}

impl<'a> Circles<'a> {
    pub(super) fn of(everybody: &'a Everybody, lens: &'a Lens) -> Self {
        let people: Vec<&Person> =
            everybody.people.keys().filter(|it| !lens.is_bot(&it.name, &it.email)).collect();
        let mut by_account: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
        let mut by_name: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
        let mut at_domain: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for person in &people {
            for account in known_by(person) {
                by_account.entry(account).or_default().push(person);
            }
            let name = folded(&person.name);
            if let Some(domain) = organisation(&person.email)
                && is_whole(&name)
            {
                at_domain.entry(domain).or_default().insert(name.clone());
            }
            if !is_none(&name) {
                by_name.entry(name).or_default().push(person);
            }
        }
        let organisations = at_domain.into_iter().filter(|(_, names)| names.len() > 1);
        let organisations = organisations.map(|(domain, _)| domain).collect();
        Self { lens, people, by_account, by_name, organisations }
    }

    /// All identities of whoever `one` is, itself among them where it is known.
    pub(super) fn around(&self, one: &Person) -> BTreeSet<&'a Person> {
        let mut taken: BTreeSet<&'a Person> = BTreeSet::new();
        let mut stated = self.is_stated(one).then(|| one.email.to_lowercase());
        let mut next: Vec<&Person> = vec![one];
        while let Some(person) = next.pop() {
            let of_account =
                known_by(person).into_iter().flat_map(|it| self.of_account(&it, person));
            let found: BTreeSet<&'a Person> =
                of_account.chain(self.of_name(person)).chain(self.known(person)).collect();
            for other in found {
                let own = self.is_stated(other).then(|| other.email.to_lowercase());
                if taken.contains(other) || own.is_some() && stated.is_some() && own != stated {
                    continue;
                }
                stated = stated.or(own);
                taken.insert(other);
                next.push(other);
            }
        }
        taken
    }

    /// Whoever bears the name of one of these and was not taken, without saying by what: those that the
    /// mailmap knows as somebody else are left out.
    pub(super) fn namesakes(&self, taken: &BTreeSet<&'a Person>) -> BTreeSet<&'a Person> {
        let is_stated = taken.iter().any(|it| self.is_stated(it));
        let names: BTreeSet<String> = taken.iter().map(|it| folded(&it.name)).collect();
        let bearers = names.iter().filter_map(|name| self.by_name.get(name)).flatten().copied();
        bearers.filter(|it| !(taken.contains(it) || is_stated && self.is_stated(it))).collect()
    }

    fn is_stated(&self, person: &Person) -> bool {
        self.lens.mailmap.states(&person.email)
    }

    fn known(&self, person: &Person) -> Option<&'a Person> {
        self.people.binary_search_by(|it| (*it).cmp(person)).ok().map(|at| self.people[at])
    }

    /// All of an account, where no more than one person stands behind it.
    fn of_account(&self, account: &str, person: &Person) -> Vec<&'a Person> {
        let all = self.by_account.get(account).map_or(&[][..], Vec::as_slice);
        let names: BTreeSet<String> = all
            .iter()
            .copied()
            .chain([person])
            .filter(|it| !is_none(&it.name))
            .map(|it| folded(&it.name))
            .collect();
        let kin = kin(&names);
        let whole = kin.iter().filter(|names| names.iter().any(|it| is_whole(it))).count();
        if whole > 1 || kin.len() >= MANY_NAMES { Vec::new() } else { all.to_vec() }
    }

    /// All of a name that are the same person by it.
    fn of_name(&self, person: &Person) -> Vec<&'a Person> {
        let name = folded(&person.name);
        let Some(bearers) = self.by_name.get(&name) else { return Vec::new() };
        let is_sound = is_telling(&name) && !self.are_two(bearers.iter().copied().chain([person]));
        let own = chosen(&person.email);
        // A name that many have joins where the same was chosen twice, and says more than the name: each
        // of two who are called John Smith may have chosen `john`, or `jsmith`.
        let says_more = own.as_ref().is_some_and(|it| {
            if is_telling(&name) { !are_akin(it, &name) } else { !name.contains(it.as_str()) }
        });
        bearers
            .iter()
            .copied()
            .filter(|it| is_sound || says_more && chosen(&it.email) == own)
            .collect()
    }

    /// Whether people of one name are told apart: by the mailmap, by an organisation that has given
    /// them mailboxes of their own, or by domains that have nothing to do with each other, where anybody
    /// of that name may be.
    fn are_two<'p>(&self, people: impl Iterator<Item = &'p Person>) -> bool {
        let mut own: BTreeSet<String> = BTreeSet::new();
        let mut boxes: BTreeMap<String, BTreeSet<Option<String>>> = BTreeMap::new();
        let mut domains: BTreeSet<String> = BTreeSet::new();
        for person in people {
            if self.is_stated(person) {
                own.insert(person.email.to_lowercase());
            }
            let Some(domain) = organisation(&person.email) else { continue };
            if self.organisations.contains(&domain) {
                boxes.entry(domain.clone()).or_default().insert(chosen(&person.email));
            }
            domains.insert(domain);
        }
        own.len() > 1
            || boxes.values().any(|chosen| chosen.len() > 1)
            || domains.len() > 1
                && !domains.iter().any(|top| domains.iter().all(|it| is_below(it, top)))
    }
}

/// Whether a domain is another, or below it.
fn is_below(domain: &str, top: &str) -> bool {
    domain.strip_suffix(top).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The accounts of an identity; an address in place of a name is one of them.
fn known_by(person: &Person) -> Vec<String> {
    let mut known = accounts(&person.email);
    if person.name.contains('@') {
        known.extend(accounts(&person.name));
    }
    known
}

/// Names in groups of those that may be one person's.
fn kin(names: &BTreeSet<String>) -> Vec<Vec<&str>> {
    let is_latin = |name: &str| name.contains(|letter: char| letter.is_ascii_alphabetic());
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for name in names {
        let joins = |known: &&str| is_latin(known) == is_latin(name) && are_akin(known, name);
        let (joined, mut apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(joins));
        let mut group: Vec<&str> = joined.into_iter().flatten().collect();
        group.push(name);
        apart.push(group);
        groups = apart;
    }
    // A name in another script stands beside one of the first, as far as there is one for each.
    let (latin, other): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|group| group.first().is_some_and(|it| is_latin(it)));
    if latin.len() > other.len() { latin } else { other }
}
