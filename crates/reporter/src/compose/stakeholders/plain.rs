//! Practices in plain words, for those who know nothing of the trade.
//!
//! A sentence says what was measured and no more: with its numbers, or, where the subject is the whole
//! repository, what was found.

use git_coach_model::{PracticeId, Scope};

use super::{product, work};
use crate::page::Line;
use crate::words;

/// What is said of one practice.
#[derive(Debug)]
pub(super) struct Plain {
    pub(super) practice: &'static str,
    /// Of what was there; empty where it is nothing that is told.
    kept: &'static str,
    /// Of what was missing.
    lacking: &'static str,
    /// What may come of it, after a comma; empty where that is clear.
    so: &'static str,
    /// One small step.
    pub(super) will_try: &'static str,
}

impl Plain {
    pub(super) const fn new(
        practice: &'static str,
        kept: &'static str,
        lacking: &'static str,
        so: &'static str,
        will_try: &'static str,
    ) -> Self {
        Self { practice, kept, lacking, so, will_try }
    }

    /// The folder of the practice.
    pub(super) fn topic(&self) -> &str {
        self.practice.split('/').next().unwrap_or_default()
    }

    /// Whether it is told of where it is there.
    pub(super) const fn is_told_when_kept(&self) -> bool {
        !self.kept.is_empty()
    }
}

/// What is said of practices without words here: a team's own, and those that only developers have
/// a stake in.
static OTHER: Plain = Plain::new(
    "",
    "",
    "A habit that the team watches was not kept",
    "",
    "Talk about that habit, and keep it or change it.",
);

/// All of them, those first that stakeholders have most stake in.
pub(super) fn all() -> impl Iterator<Item = &'static Plain> {
    product::PLAIN.iter().chain(work::PLAIN)
}

pub(super) fn of(practice: &PracticeId) -> &'static Plain {
    all().find(|plain| plain.practice == practice.as_str()).unwrap_or(&OTHER)
}

/// How often something was seen, of so many occasions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) part: u32,
    pub(super) whole: u32,
    pub(super) scope: Scope,
}

impl Counted {
    /// " in 3 of 5 cases", or " in any of 5 cases" for none; nothing for what a whole repository has
    /// or has not.
    fn said(self) -> String {
        let (one, many) = match self.scope {
            Scope::Repository => return String::new(),
            Scope::Area if self.whole == 1 => return String::new(),
            Scope::Change | Scope::Commit if self.part == 0 => {
                let whole = words::count(self.whole.into(), "case", "cases");
                return format!(" in any of {whole}");
            }
            Scope::Area => ("part of the product", "parts of the product"),
            Scope::Change | Scope::Commit => ("case", "cases"),
        };
        format!(" in {}", words::of(self.part.into(), self.whole.into(), one, many))
    }
}

/// A practice of one product, or of several, that was there or was missing.
pub(super) struct Told<'a> {
    pub(super) plain: &'static Plain,
    pub(super) is_kept: bool,
    /// Each product with its numbers; without a name where there is one alone.
    pub(super) seen: Vec<(Option<&'a str>, Counted)>,
}

impl Told<'_> {
    /// "New work came without an automatic check in 3 of 5 cases (harbor) and in 2 of 9 cases (pier),
    /// so …"
    pub(super) fn sentence(&self) -> Line {
        let plain = self.plain;
        let said = if self.is_kept { plain.kept } else { plain.lacking };
        let of_states = self.seen.iter().all(|(_, counted)| counted.scope == Scope::Repository);
        let line = if of_states {
            let names = self.seen.iter().filter_map(|(name, _)| *name);
            let names = words::list(names.map(|name| Line::new().name(name)));
            let line = Line::from(said);
            if names.is_empty() { line } else { line.text(" (").line(names).text(")") }
        } else {
            let parts = self.seen.iter().map(|(name, counted)| match name {
                Some(name) => Line::from(counted.said()).text(" (").name(*name).text(")"),
                None => Line::from(counted.said()),
            });
            let parts = parts.enumerate().fold(Line::new(), |line, (at, part)| match at {
                0 => line.line(part),
                _ if at + 1 == self.seen.len() => line.text(" and").line(part),
                _ => line.text(",").line(part),
            });
            Line::from(said).line(parts)
        };
        match plain.so {
            so if so.is_empty() || self.is_kept => line.text("."),
            so => line.text(format!(", {so}.")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::harmless::plain as plain_text;

    #[test]
    fn no_word_of_the_trade() {
        for plain in all().chain([&OTHER]) {
            for sentence in [plain.kept, plain.lacking, plain.so, plain.will_try] {
                for word in
                    ["commit", "pipeline", "test", "merge", "branch", "code", "refactor", "/"]
                {
                    assert!(!sentence.to_lowercase().contains(word), "{word} in {sentence}");
                }
            }
            assert!(!plain.lacking.is_empty() && !plain.lacking.ends_with('.'), "{plain:?}");
            assert!(plain.will_try.ends_with('.') && !plain.kept.ends_with('.'), "{plain:?}");
        }
    }

    #[test]
    fn each_is_of_a_practice_that_can_be_missing_and_of_no_other() {
        let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules");
        let mut seen = BTreeSet::new();
        for plain in all() {
            assert!(seen.insert(plain.practice), "{} twice", plain.practice);
            let file = format!("{rules}/{}.toml", plain.practice);
            let rule = std::fs::read_to_string(&file).unwrap_or_else(|why| panic!("{file}: {why}"));
            assert!(rule.lines().any(|line| line.starts_with("missing ")), "{file}");
            // What should not be there is told by that it never was.
            let counts_misses = rule.lines().any(|line| line == "[missing]");
            let is_of_areas = rule.lines().any(|line| line == "scope      = \"area\"");
            if counts_misses && !is_of_areas && plain.is_told_when_kept() {
                assert!(plain.kept.starts_with("No"), "{}: {}", plain.practice, plain.kept);
            }
        }
    }

    #[test]
    fn a_sentence_has_its_numbers() {
        let of = |id| of(&PracticeId::parse(id).unwrap());
        let counted = |part, whole, scope| Counted { part, whole, scope };
        let plain = of("tests/source-comes-with-tests");
        let check = |told: Told<'_>, expected: &str| {
            assert_eq!(plain_text(&told.sentence()), expected);
        };
        let one = vec![(None, counted(1, 5, Scope::Change))];
        let expected = "New work came without an automatic check in 1 of 5 cases, so a later change \
                        could break it without anybody noticing.";
        check(Told { plain, is_kept: false, seen: one }, expected);
        let both =
            ["harbor", "pier", "quay"].map(|name| (Some(name), counted(2, 2, Scope::Change)));
        let expected = "New work came with an automatic check in 2 of 2 cases (harbor), in 2 of 2 \
                        cases (pier) and in 2 of 2 cases (quay).";
        check(Told { plain, is_kept: true, seen: both.into() }, expected);
        let plain = of("tests/suite-exists");
        let state = vec![(Some("pier"), counted(1, 1, Scope::Repository))];
        check(
            Told { plain, is_kept: true, seen: state },
            "The product has automatic checks (pier).",
        );
        let seen = vec![(None, counted(3, 4, Scope::Commit))];
        let own = Told { plain: of("ours/own"), is_kept: false, seen };
        check(own, "A habit that the team watches was not kept in 3 of 4 cases.");
        let plain = of("tests/tests-stay-enabled");
        let seen = vec![(None, counted(0, 41, Scope::Change))];
        let expected = "No automatic check was switched off in any of 41 cases.";
        check(Told { plain, is_kept: true, seen }, expected);
    }
}
