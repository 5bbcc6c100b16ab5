//! People: identities under the mailmap, programs told apart, candidates for a name.

use std::collections::BTreeMap;

use git_coach_model::{Change, Person};

use crate::Error;
use crate::commits::Lens;
use crate::mailmap::Mailmap;
use crate::repo::Repo;

impl Repo {
    /// The mailmap that git would use: the file at the top of the work tree (of HEAD in a bare
    /// repository), then `mailmap.blob`, then `mailmap.file`.
    pub(crate) fn mailmap(&self) -> Mailmap {
        let git = self.git();
        let mut mailmap = Mailmap::default();
        let config = git.config().and_then(|mut config| config.snapshot()).ok();
        let setting = |key: &str| config.as_ref().and_then(|config| config.get_string(key).ok());
        let top = git.workdir().map(|top| top.join(".mailmap"));
        if let Some(text) = top.and_then(|path| std::fs::read(path).ok()) {
            mailmap.extend(&text);
        }
        let blob =
            setting("mailmap.blob").or_else(|| self.is_bare().then(|| "HEAD:.mailmap".to_owned()));
        if let Some(name) = blob
            && let Ok(object) = git.revparse_single(&name)
            && let Ok(blob) = object.peel_to_blob()
        {
            mailmap.extend(blob.content());
        }
        let file = config.as_ref().and_then(|config| config.get_path("mailmap.file").ok());
        if let Some(text) = file.and_then(|path| std::fs::read(path).ok()) {
            mailmap.extend(&text);
        }
        mailmap
    }
}

/// The one person that `who` names, by name, address or a part of either, letter case aside.
///
/// # Errors
/// Nobody (with the nearest names), several, or a program.
pub(crate) fn find(who: &str, known: &BTreeMap<Person, u32>, lens: &Lens) -> Result<Person, Error> {
    let wanted = who.trim().to_lowercase();
    let matching = |fits: &dyn Fn(&str) -> bool| -> Vec<&Person> {
        known
            .keys()
            .filter(|person| {
                fits(&person.name.to_lowercase()) || fits(&person.email.to_lowercase())
            })
            .collect()
    };
    let mut found = matching(&|text| text == wanted);
    if found.is_empty() && !wanted.is_empty() {
        found = matching(&|text| text.contains(&wanted));
    }
    match found.as_slice() {
        [] => Err(Error::UnknownPerson { who: who.to_owned(), nearest: nearest(&wanted, known) }),
        [one] if lens.is_bot(&one.name, &one.email) => Err(Error::NotAPerson { who: shown(one) }),
        [one] => Ok((*one).clone()),
        several => Err(Error::AmbiguousPerson {
            who: who.to_owned(),
            candidates: several.iter().take(5).map(|person| shown(person)).collect(),
        }),
    }
}

/// Whoever commits here: the identity that git would use, under the mailmap; of somebody whose
/// address has changed, the one of equal name.
///
/// # Errors
/// No identity, or one that has never committed.
pub(crate) fn own(
    repo: &Repo,
    known: &BTreeMap<Person, u32>,
    lens: &Lens,
) -> Result<Person, Error> {
    let signature = repo.git().signature().map_err(|_| Error::NoIdentity)?;
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (person, _) = lens.author(&said(signature.name_bytes()), &said(signature.email_bytes()));
    if known.contains_key(&person) {
        return Ok(person);
    }
    let mut of_name = known.keys().filter(|other| other.name == person.name);
    match (of_name.next(), of_name.next()) {
        (Some(only), None) => Ok(only.clone()),
        _ => Err(Error::UnknownPerson { who: shown(&person), nearest: Vec::new() }),
    }
}

fn nearest(wanted: &str, known: &BTreeMap<Person, u32>) -> Vec<String> {
    let mut near: Vec<(f64, String)> = known
        .keys()
        .map(|person| {
            let name = person.name.to_lowercase();
            let words = name.split_whitespace().map(|word| strsim::jaro_winkler(wanted, word));
            let likeness = words.fold(strsim::jaro_winkler(wanted, &name), f64::max);
            (likeness, shown(person))
        })
        .filter(|(likeness, _)| *likeness > 0.84)
        .collect();
    near.sort_by(|(a, left), (b, right)| b.total_cmp(a).then_with(|| left.cmp(right)));
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

fn shown(person: &Person) -> String {
    format!("{} <{}>", person.name, person.email)
}

/// How many people wrote these changes, programs left out.
pub(crate) fn count(changes: &[Change]) -> u32 {
    let people: std::collections::BTreeSet<&Person> =
        changes.iter().flat_map(|change| &change.authors).collect();
    u32::try_from(people.len()).unwrap_or(u32::MAX)
}
