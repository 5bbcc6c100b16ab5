//! The facts that practice files can ask for, by scope: the one list that conditions, placeholders
//! and documentation are checked against.

mod area;
mod around;
mod change;
mod changed;
mod commit;
mod repository;
mod standing;
mod tail;

use git_coach_model::{
    Area, Change, Commit, Evidence, FileChange, RepoPath, Repository, Role, Scope, Value,
};

use crate::config::Narrow;
use crate::rule::{Compiles, Conditions};
use crate::ternary::Ternary;

/// Something that a verdict can be about.
pub trait Subject: Narrow + Sized + 'static {
    /// The scope that its practices name.
    const SCOPE: Scope;
    /// Its facts, in groups.
    const FACTS: &'static [&'static [Fact<Self>]];

    /// The conditions of this scope; none where a practice has another.
    fn conditions(of: &Conditions) -> Option<&Compiles<Self>>;

    /// The files that it changed; none where it is no change.
    fn changed_files(&self) -> Option<&[FileChange]>;

    /// Calls `look` with each of its paths until one returns true; returns whether one did.
    fn any_path(&self, look: &mut dyn FnMut(&RepoPath) -> bool) -> bool;
}

/// One fact: what files call it, what it is, and how it is read.
pub struct Fact<S> {
    /// Its name as practice files write it; below a role's name where it is told for each role.
    pub name: &'static str,
    /// What it is, with its unit.
    pub about: &'static str,
    pub(crate) read: Read<S>,
}

/// How a fact is read from its subject, and so how it can be asked for. Nothing (`None`) stands
/// for what this clone cannot tell.
pub(crate) enum Read<S> {
    /// A number: `{ at-least = 1, at-most = 9 }`.
    Number(fn(&S) -> Option<u64>),
    /// A number a role: `source = { added = { at-least = 20 } }`.
    OfRole(fn(&S, Role) -> Option<u64>),
    /// Places, asked for by how many there are; they are the evidence.
    Places(for<'a> fn(&'a S) -> Option<&'a [Evidence]>),
    /// Yes or no: `true`.
    Flag(fn(&S) -> Option<bool>),
    /// One of a few words: `["fix", "revert"]`.
    Word(fn(&S) -> Option<&'static str>, &'static [&'static str]),
    /// Text: `{ matches = ["…"], unless = ["…"] }`.
    Text(for<'a> fn(&'a S) -> Option<&'a str>),
    /// A path, for the words only.
    Path(for<'a> fn(&'a S) -> Option<&'a RepoPath>),
    /// A path a role, for the words only.
    PathOfRole(for<'a> fn(&'a S, Role) -> Option<&'a RepoPath>),
    /// The paths: `{ any = ["**/*.sql"] }`.
    Paths,
    /// Added or deleted lines: `{ matches = ["…"], unless = ["…"], in = "comment" }`.
    Lines(Side),
}

/// Which lines of a diff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Added,
    Deleted,
}

impl Side {
    /// The fact that they are.
    pub(crate) const fn fact(self) -> &'static str {
        match self {
            Self::Added => "lines",
            Self::Deleted => "deleted-lines",
        }
    }
}

/// A fact found by its name, with the role that the name began with.
pub(crate) struct Found<S: 'static> {
    pub(crate) fact: &'static Fact<S>,
    pub(crate) role: Option<Role>,
}

/// The fact of that whole name (`source.added`, `message.subject`).
pub(crate) fn find<S: Subject>(name: &str) -> Option<Found<S>> {
    let whole = all::<S>().find(|fact| !of_role(fact) && fact.name == name);
    if let Some(fact) = whole {
        return Some(Found { fact, role: None });
    }
    let (first, rest) = name.split_once('.')?;
    let role = Role::from_name(first)?;
    let fact = all::<S>().find(|fact| of_role(fact) && fact.name == rest)?;
    Some(Found { fact, role: Some(role) })
}

/// Every whole name of a scope, roles written out.
pub(crate) fn names<S: Subject>() -> Vec<String> {
    names_of(all::<S>())
}

/// The names of those that words can show.
pub(crate) fn shown_names<S: Subject>() -> Vec<String> {
    names_of(all::<S>().filter(|fact| can_be_shown(fact)))
}

fn names_of<S: Subject>(facts: impl Iterator<Item = &'static Fact<S>>) -> Vec<String> {
    facts
        .flat_map(|fact| {
            if of_role(fact) {
                Role::ALL.iter().map(|role| format!("{}.{}", role.name(), fact.name)).collect()
            } else {
                vec![fact.name.to_owned()]
            }
        })
        .collect()
}

/// The scope that has a fact of that name, or one whose name begins so.
pub(crate) fn scope_of(name: &str) -> Option<Scope> {
    fn has<S: Subject>(name: &str) -> bool {
        let group = format!("{name}.");
        names::<S>().iter().any(|fact| fact == name || fact.starts_with(&group))
    }
    [
        (Scope::Commit, has::<Commit>(name)),
        (Scope::Change, has::<Change>(name)),
        (Scope::Repository, has::<Repository>(name)),
        (Scope::Area, has::<Area>(name)),
    ]
    .into_iter()
    .find_map(|(scope, has)| has.then_some(scope))
}

fn all<S: Subject>() -> impl Iterator<Item = &'static Fact<S>> {
    S::FACTS.iter().copied().flatten()
}

const fn of_role<S>(fact: &Fact<S>) -> bool {
    matches!(fact.read, Read::OfRole(_) | Read::PathOfRole(_))
}

impl<S: Subject> Found<S> {
    /// The fact's value for the words; none where it has none.
    pub(crate) fn value(&self, subject: &S) -> Option<Value> {
        match (&self.fact.read, self.role) {
            (Read::Number(read), _) => read(subject).map(Value::Number),
            (Read::Places(read), _) => {
                read(subject).map(|places| Value::Number(places.len() as u64))
            }
            (Read::OfRole(read), Some(role)) => read(subject, role).map(Value::Number),
            (Read::Word(read, _), _) => read(subject).map(|word| Value::Text(word.to_owned())),
            (Read::Text(read), _) => read(subject).map(|text| Value::Quoted(text.to_owned())),
            (Read::Path(read), _) => read(subject).cloned().map(Value::Path),
            (Read::PathOfRole(read), Some(role)) => read(subject, role).cloned().map(Value::Path),
            _ => None,
        }
    }

    /// Whether words can show it.
    pub(crate) const fn can_be_shown(&self) -> bool {
        can_be_shown(self.fact)
    }
}

const fn can_be_shown<S>(fact: &Fact<S>) -> bool {
    !matches!(fact.read, Read::Flag(_) | Read::Paths | Read::Lines(_))
}

/// The files of `role` as evidence, the largest change first.
pub(crate) fn files_of_role(files: &[FileChange], role: Role, into: &mut Vec<Evidence>) {
    files_that(files, |file| file.role == role, into);
}

/// The files that people write as evidence, the largest change first.
pub(crate) fn files_written_here<S: Subject>(subject: &S, into: &mut Vec<Evidence>) {
    let files = subject.changed_files().unwrap_or_default();
    files_that(files, |file| file.role.is_written_here(), into);
}

fn files_that(
    files: &[FileChange],
    wanted: impl Fn(&FileChange) -> bool,
    into: &mut Vec<Evidence>,
) {
    let mut found: Vec<&FileChange> = files.iter().filter(|file| wanted(file)).collect();
    found.sort_by_key(|file| (std::cmp::Reverse(file.added().unwrap_or(0)), file.path.clone()));
    into.extend(found.into_iter().map(|file| Evidence {
        path: file.path.clone(),
        line: None,
        text: None,
    }));
}

/// Whether one of the subject's paths fits.
pub(crate) fn any_path<S: Subject>(subject: &S, globs: &globset::GlobSet) -> Ternary {
    subject.any_path(&mut |path| globs.is_match(path.as_str())).into()
}

/// What practice files of a scope can ask for: each fact's name (`ROLE` stands for any role), what
/// it is, and the form of its condition.
pub fn catalogue(scope: Scope) -> Vec<(String, &'static str, &'static str)> {
    fn of<S: Subject>() -> Vec<(String, &'static str, &'static str)> {
        all::<S>()
            .map(|fact| {
                let role = if of_role(fact) { "ROLE." } else { "" };
                (format!("{role}{}", fact.name), fact.about, form(&fact.read))
            })
            .collect()
    }
    match scope {
        Scope::Commit => of::<Commit>(),
        Scope::Change => of::<Change>(),
        Scope::Repository => of::<Repository>(),
        Scope::Area => of::<Area>(),
    }
}

const fn form<S>(read: &Read<S>) -> &'static str {
    match read {
        Read::Number(_) | Read::OfRole(_) | Read::Places(_) => "{ at-least = 1, at-most = 9 }",
        Read::Flag(_) => "true",
        Read::Word(..) => "[\"fix\", \"feature\"]",
        Read::Text(_) => "{ matches = ['…'], unless = ['…'] }",
        Read::Path(_) | Read::PathOfRole(_) => "in words only",
        Read::Paths => "{ any = [\"**/*.sql\"] }",
        Read::Lines(_) => "{ matches = ['…'], unless = ['…'], in = \"comment\" }",
    }
}

/// The value of one fact by its whole name; none where there is no such fact to show, or nothing
/// to see.
pub fn value_of<S: Subject>(subject: &S, name: &str) -> Option<Value> {
    find::<S>(name)?.value(subject)
}
