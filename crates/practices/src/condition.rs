//! Conditions that cannot be wrong: what practice files compile into.

use git_coach_model::{
    ChangedLine, Evidence, FileChange, FileStatus, LinePlace, RepoPath, Repository, Role, RoleSet,
};
use globset::GlobSet;

use crate::expressions::Expressions;
use crate::facts::{self, Side, Subject};
use crate::ternary::Ternary;

mod asks;
mod reason;

pub(crate) use reason::FactName;

/// A subject with all that its conditions may look at.
pub struct Sight<'a, S> {
    /// The subject itself.
    pub subject: &'a S,
    /// The repository it belongs to.
    pub repository: &'a Repository,
    /// Up to 200 subjects before it, programs' left out, for comparisons with the past.
    pub past: &'a [&'a S],
}

impl<S> Clone for Sight<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Sight<'_, S> {}

/// How many lines, other marks mostly, may stand between a line and the comment that excuses it.
const MOST_BETWEEN: u32 = 2;
/// How many lines beside a line are looked at on either side.
const MOST_BESIDE: usize = 3;
/// Under how many past subjects a comparison with the past is undecided.
const LEAST_PAST: usize = 50;

/// A condition on one subject.
pub(crate) enum Condition<S: 'static> {
    All(Box<[Self]>),
    Any(Box<[Self]>),
    Not(Box<Self>),
    Number { name: FactName, read: NumberRead<S>, range: Range },
    Flag { name: FactName, read: fn(&S) -> Option<bool>, wanted: bool },
    Word { name: FactName, read: fn(&S) -> Option<&'static str>, wanted: Box<[&'static str]> },
    Text { name: FactName, read: for<'a> fn(&'a S) -> Option<&'a str>, pattern: Pattern },
    Paths(GlobSet),
    Lines(LineTest),
    Repository(Box<Condition<Repository>>),
}

/// How a number is read.
pub(crate) enum NumberRead<S> {
    Plain(fn(&S) -> Option<u64>),
    OfRole(fn(&S, Role) -> Option<u64>, Role),
    Places(for<'a> fn(&'a S) -> Option<&'a [Evidence]>),
}

impl<S> NumberRead<S> {
    fn of(&self, subject: &S) -> Option<u64> {
        match self {
            Self::Plain(read) => read(subject),
            Self::OfRole(read, role) => read(subject, *role),
            Self::Places(read) => read(subject).map(|places| places.len() as u64),
        }
    }
}

/// The numbers that will do; every bound that is given has to hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) at_least: Option<u64>,
    pub(crate) at_most: Option<u64>,
    /// Larger than this many in a hundred of the past subjects.
    pub(crate) above_percentile: Option<u8>,
}

/// Text that has to match one expression and none of the others.
#[derive(Default)]
pub(crate) struct Pattern {
    pub(crate) matches: Expressions,
    pub(crate) unless: Expressions,
}

impl Pattern {
    pub(crate) fn fits(&self, text: &str) -> bool {
        self.matches.is_match(text) && !self.unless.is_match(text)
    }
}

/// Which lines of a diff count, and how many there have to be.
pub(crate) struct LineTest {
    pub(crate) side: Side,
    pub(crate) pattern: Pattern,
    /// Where on the line the match has to stand; none means anywhere.
    pub(crate) place: Option<LinePlace>,
    /// The roles of the files that are looked at; none means all that people write here.
    pub(crate) roles: Option<RoleSet>,
    /// The files that are looked at; none means all.
    pub(crate) paths: Option<GlobSet>,
    /// The files that are not, of those.
    pub(crate) outside: Option<GlobSet>,
    pub(crate) at_least: u32,
    /// Whether the text of a line must not be repeated: it may be a secret.
    pub(crate) secret: bool,
    /// Whether a comment right above a line can excuse it as well.
    pub(crate) unless_above: bool,
    /// Whether a comment that goes on below a line can excuse it as well.
    pub(crate) unless_below: bool,
    /// What excuses a line where it stands on one of the changed lines right around it.
    pub(crate) unless_beside: Expressions,
    /// Whether a file counts only where it has more such lines on this side than on the other, and
    /// stays.
    pub(crate) net: bool,
}

impl LineTest {
    fn looks_at(&self, file: &FileChange) -> bool {
        self.roles.map_or_else(|| file.role.is_written_here(), |roles| roles.contains(file.role))
            && self.paths.as_ref().is_none_or(|globs| globs.is_match(file.path.as_str()))
            && !self.outside.as_ref().is_some_and(|globs| globs.is_match(file.path.as_str()))
    }

    fn lines<'f>(&self, file: &'f FileChange) -> Option<&'f [ChangedLine]> {
        match self.side {
            Side::Added => file.added_lines.as_deref(),
            Side::Deleted => file.deleted_lines.as_deref(),
        }
    }

    /// Whether the other side of a file has as many such lines: one was put for another.
    fn is_outweighed(&self, file: &FileChange) -> bool {
        let count = |lines: Option<&[ChangedLine]>| {
            lines.unwrap_or_default().iter().filter(|line| self.fits(line)).count()
        };
        // What was excused before is edited all the same.
        let all = |lines: Option<&[ChangedLine]>| {
            lines.unwrap_or_default().iter().filter(|line| self.matches(line)).count()
        };
        let (added, deleted) = (file.added_lines.as_deref(), file.deleted_lines.as_deref());
        self.net
            && match self.side {
                Side::Added => count(added) <= all(deleted),
                // What goes with its whole file says nothing of that line.
                Side::Deleted => file.status == FileStatus::Deleted || count(deleted) <= all(added),
            }
    }

    /// The lines of one file that fit.
    fn found<'f>(&self, lines: &'f [ChangedLine]) -> impl Iterator<Item = &'f ChangedLine> {
        let excused = move |at: usize| {
            // Where the comment may end, and from there on without a gap.
            let mut reach = lines[at].number.saturating_sub(MOST_BETWEEN + 1);
            let comments = lines[..at].iter().rev().filter(|line| is_comment(line));
            let above = comments.take_while(|line| {
                let is_near = line.number >= reach;
                reach = line.number.saturating_sub(1);
                is_near
            });
            let goes_on =
                lines[at + 1..].iter().zip(lines[at].number + 1..).take_while(|(line, number)| {
                    line.number == *number && is_comment(line) && !self.matches(line)
                });
            let excuses = |line: &ChangedLine| self.pattern.unless.is_match(&line.text);
            self.unless_above && above.into_iter().any(excuses)
                || self.unless_below && goes_on.into_iter().any(|(line, _)| excuses(line))
                || beside(lines, at).any(|line| self.unless_beside.is_match(&line.text))
        };
        lines
            .iter()
            .enumerate()
            .filter(move |(at, line)| self.fits(line) && !excused(*at))
            .map(|(_, line)| line)
    }

    pub(crate) fn fits(&self, line: &ChangedLine) -> bool {
        // `unless` speaks of the whole line, wherever the match stands.
        self.matches(line) && !self.pattern.unless.is_match(&line.text)
    }

    fn matches(&self, line: &ChangedLine) -> bool {
        !line.moved
            && match self.place {
                None => self.pattern.matches.is_match(&line.text),
                Some(place) => line.parts(place).any(|part| self.pattern.matches.is_match(part)),
            }
    }

    fn holds(&self, files: &[FileChange]) -> Ternary {
        let mut found = 0;
        let mut unseen = false;
        for file in files.iter().filter(|file| self.looks_at(file)) {
            let Some(lines) = self.lines(file) else {
                // What people do not write is not read beyond a few lines, and nothing is missed.
                unseen |= file.role.is_written_here();
                continue;
            };
            let here = self.found(lines).count();
            if here > 0 && !self.is_outweighed(file) {
                found += here;
            }
            if found >= self.at_least as usize {
                return Ternary::Yes;
            }
        }
        if unseen { Ternary::Undecided } else { Ternary::No }
    }

    fn evidence(&self, files: &[FileChange], into: &mut Vec<Evidence>) {
        let files = files.iter().filter(|file| self.looks_at(file) && !self.is_outweighed(file));
        for file in files {
            let lines = self.lines(file).unwrap_or_default();
            into.extend(self.found(lines).map(|line| Evidence {
                path: file.path.clone(),
                line: Some(line.number),
                text: (!self.secret).then(|| line.text.clone()),
            }));
        }
    }
}

/// The lines around one that changed along, without a gap and a few at most.
fn beside(lines: &[ChangedLine], at: usize) -> impl Iterator<Item = &ChangedLine> {
    let number = lines[at].number;
    let below = lines[at + 1..].iter().zip(number + 1..).take(MOST_BESIDE);
    let above = lines[..at].iter().rev().zip((0..number).rev()).take(MOST_BESIDE);
    let is_next = |(line, number): &(&ChangedLine, u32)| line.number == *number;
    below.take_while(is_next).chain(above.take_while(is_next)).map(|(line, _)| line)
}

/// Whether nothing but a comment stands on a line.
fn is_comment(line: &ChangedLine) -> bool {
    line.parts(LinePlace::Comment).next().is_some()
        && line.parts(LinePlace::Code).all(|part| part.trim().is_empty())
}

impl<S: Subject> Condition<S> {
    /// The condition that always holds.
    pub(crate) fn always() -> Self {
        Self::All(Box::default())
    }

    /// Whether it holds.
    pub(crate) fn holds(&self, sight: Sight<'_, S>) -> Ternary {
        match self {
            Self::All(conditions) => Ternary::all(conditions.iter().map(|one| one.holds(sight))),
            Self::Any(conditions) => Ternary::any(conditions.iter().map(|one| one.holds(sight))),
            Self::Not(condition) => condition.holds(sight).negated(),
            Self::Number { read, range, .. } => number_holds(read, *range, sight),
            Self::Flag { read, wanted, .. } => {
                Ternary::seen(read(sight.subject).map(|flag| flag == *wanted))
            }
            Self::Word { read, wanted, .. } => {
                Ternary::seen(read(sight.subject).map(|word| wanted.contains(&word)))
            }
            Self::Text { read, pattern, .. } => {
                Ternary::seen(read(sight.subject).map(|text| pattern.fits(text)))
            }
            Self::Paths(globs) => facts::any_path(sight.subject, globs),
            Self::Lines(test) => {
                sight.subject.changed_files().map_or(Ternary::No, |files| test.holds(files))
            }
            Self::Repository(condition) => condition.holds(Sight {
                subject: sight.repository,
                repository: sight.repository,
                past: &[],
            }),
        }
    }

    /// The tests of lines in it; those under `not` are what it does not look for.
    pub(crate) fn line_tests<'c>(&'c self, into: &mut Vec<&'c LineTest>) {
        match self {
            Self::All(conditions) | Self::Any(conditions) => {
                conditions.iter().for_each(|one| one.line_tests(into));
            }
            Self::Lines(test) => into.push(test),
            _ => {}
        }
    }

    /// The places that show why it does not hold, as far as it points at some.
    pub(crate) fn counter_evidence(&self, sight: Sight<'_, S>, into: &mut Vec<Evidence>) {
        match self {
            Self::All(conditions) | Self::Any(conditions) => conditions
                .iter()
                .filter(|one| one.holds(sight) == Ternary::No)
                .for_each(|one| one.counter_evidence(sight, into)),
            Self::Not(condition) => condition.evidence(sight, into),
            Self::Number { read: NumberRead::Places(_), .. } => self.evidence(sight, into),
            _ => {}
        }
    }

    /// The places that show why it holds, as far as it points at some.
    pub(crate) fn evidence(&self, sight: Sight<'_, S>, into: &mut Vec<Evidence>) {
        let files = sight.subject.changed_files();
        match self {
            Self::All(conditions) => conditions.iter().for_each(|one| one.evidence(sight, into)),
            Self::Any(conditions) => conditions
                .iter()
                .filter(|one| one.holds(sight) == Ternary::Yes)
                .for_each(|one| one.evidence(sight, into)),
            Self::Number { read: NumberRead::OfRole(_, role), .. } => {
                facts::files_of_role(files.unwrap_or_default(), *role, into);
            }
            Self::Number { read: NumberRead::Places(read), .. } => {
                into.extend_from_slice(read(sight.subject).unwrap_or_default());
            }
            Self::Lines(test) => test.evidence(files.unwrap_or_default(), into),
            Self::Paths(globs) => {
                sight.subject.any_path(&mut |path: &RepoPath| {
                    if globs.is_match(path.as_str()) {
                        into.push(Evidence { path: path.clone(), line: None, text: None });
                    }
                    false
                });
            }
            _ => {}
        }
    }
}

fn number_holds<S>(read: &NumberRead<S>, range: Range, sight: Sight<'_, S>) -> Ternary {
    let Some(number) = read.of(sight.subject) else {
        return Ternary::Undecided;
    };
    let plain = range.at_least.is_none_or(|least| number >= least)
        && range.at_most.is_none_or(|most| number <= most);
    let compared = range.above_percentile.map_or(Ternary::Yes, |percentile| {
        let past: (usize, usize) = sight
            .past
            .iter()
            .filter_map(|one| read.of(one))
            .fold((0, 0), |(all, below), other| (all + 1, below + usize::from(other < number)));
        let (all, below) = past;
        if all < LEAST_PAST {
            Ternary::Undecided
        } else {
            (below * 100 > all * usize::from(percentile)).into()
        }
    });
    Ternary::all([plain.into(), compared].into_iter())
}

#[cfg(test)]
mod tests;
