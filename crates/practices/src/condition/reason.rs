//! Why a condition came to what it did: for people, and only where they ask.

use std::fmt;

use git_coach_model::Role;

use super::{Condition, LineTest, Pattern, Range, Sight};
use crate::expressions::Expressions;
use crate::facts::Subject;
use crate::mistake::visible;
use crate::ternary::Ternary;

/// How many characters of a text are repeated.
const MOST_TEXT: usize = 60;

/// What files call the fact that a condition asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FactName {
    pub(crate) role: Option<Role>,
    pub(crate) fact: &'static str,
}

impl fmt::Display for FactName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.role {
            Some(role) => write!(f, "{}.{}", role.name(), self.fact),
            None => f.write_str(self.fact),
        }
    }
}

impl<S: Subject> Condition<S> {
    /// What decided, each with the value that was found: `message.references is 0, at least 1 was
    /// asked for`.
    pub(crate) fn reasons(&self, sight: Sight<'_, S>) -> Vec<String> {
        let mut reasons = Vec::new();
        self.decided(sight, true, &mut reasons);
        reasons
    }

    /// The same; `wanted` tells whether the condition is to hold, as it is not below `not`.
    fn decided(&self, sight: Sight<'_, S>, wanted: bool, into: &mut Vec<String>) {
        let came_to = self.holds(sight);
        match self {
            // One is enough to break `all` or to make `any`; else each had a part in it.
            Self::All(parts) | Self::Any(parts) => {
                let enough = if matches!(self, Self::All(_)) { Ternary::No } else { Ternary::Yes };
                let most = if came_to == enough { 1 } else { parts.len() };
                let alike = parts.iter().filter(|part| part.holds(sight) == came_to);
                alike.take(most).for_each(|part| part.decided(sight, wanted, into));
            }
            Self::Not(part) => part.decided(sight, !wanted, into),
            Self::Repository(part) => {
                let repository = sight.repository;
                let mut reasons = Vec::new();
                let sight = Sight { subject: repository, repository, past: &[] };
                part.decided(sight, wanted, &mut reasons);
                into.extend(reasons.into_iter().map(|one| format!("repository.{one}")));
            }
            Self::Number { name, read, range } => {
                let found = read.of(sight.subject).map(|number| number.to_string());
                into.push(told(name, found, &bounds(*range, wanted)));
            }
            Self::Flag { name, read, wanted: value } => {
                let found = read(sight.subject).map(|flag| flag.to_string());
                into.push(told(name, found, if *value == wanted { "true" } else { "false" }));
            }
            Self::Word { name, read, wanted: words } => {
                let found = read(sight.subject).map(str::to_owned);
                let of = if wanted { "one of" } else { "none of" };
                into.push(told(name, found, &format!("{of} {}", words.join(", "))));
            }
            Self::Text { name, read, pattern } => {
                let text = read(sight.subject);
                let excused = text.is_some_and(|text| pattern.is_excused(text));
                let asked = told(name, text.map(quoted), &pattern.asked(wanted));
                let excused = if excused { ", and `unless` excuses it" } else { "" };
                into.push(format!("{asked}{excused}"));
            }
            Self::Paths(globs) => {
                let mut fitting = None;
                sight.subject.any_path(&mut |path| {
                    fitting = globs.is_match(path.as_str()).then(|| quoted(path.as_str()));
                    fitting.is_some()
                });
                let asked = if wanted { "one was" } else { "none was" };
                let found = fitting.unwrap_or_else(|| "none".to_owned());
                into.push(format!("paths that fit: {found}, {asked} asked for"));
            }
            Self::Lines(test) => {
                let files = sight.subject.changed_files().unwrap_or_default();
                into.push(test.told(files, wanted));
            }
        }
    }
}

impl LineTest {
    fn told(&self, files: &[git_coach_model::FileChange], wanted: bool) -> String {
        let name = self.side.fact();
        let mut places = Vec::new();
        self.evidence(files, &mut places);
        let found = match self.holds(files) {
            Ternary::Undecided => "unseen".to_owned(),
            _ => places.len().to_string(),
        };
        let least = Range { at_least: Some(u64::from(self.at_least)), ..Range::default() };
        format!("{name} that fit: {found}, {} was asked for", bounds(least, wanted))
    }
}

impl Pattern {
    fn is_excused(&self, text: &str) -> bool {
        self.matches.is_match(text) && self.unless.is_match(text)
    }

    fn asked(&self, wanted: bool) -> String {
        let a = if wanted { "a" } else { "no" };
        format!("{a} match of {}", either(&self.matches))
    }
}

fn told(name: &FactName, found: Option<String>, asked: &str) -> String {
    let found = found.unwrap_or_else(|| "unseen".to_owned());
    format!("{name} is {found}, {asked} was asked for")
}

/// The numbers that will do, or those that will not.
fn bounds(range: Range, wanted: bool) -> String {
    let Range { at_least, at_most, above_percentile } = range;
    match (at_least, at_most, above_percentile) {
        (Some(least), None, None) if !wanted => return format!("less than {least}"),
        (None, Some(most), None) if !wanted => return format!("more than {most}"),
        _ => {}
    }
    let bounds = [
        at_least.map(|least| format!("at least {least}")),
        at_most.map(|most| format!("at most {most}")),
        above_percentile.map(|percent| format!("more than in {percent} of 100 changes before it")),
    ];
    let bounds: Vec<String> = bounds.into_iter().flatten().collect();
    let not = if wanted { "" } else { "anything but " };
    format!("{not}{}", bounds.join(" and "))
}

fn either(set: &Expressions) -> String {
    let each: Vec<String> =
        set.texts().iter().map(|pattern| format!("`{}`", visible(pattern))).collect();
    each.join(" or ")
}

/// The beginning of a text in quotes.
fn quoted(text: &str) -> String {
    let mut start: String = text.chars().take(MOST_TEXT).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    format!("{start:?}")
}
