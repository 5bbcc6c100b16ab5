//! A compiled practice held against one subject.

use git_coach_model::{Evidence, Finding, PracticeId, SubjectId, Value, Values, Verdict};

use crate::condition::{Condition, Sight};
use crate::facts::{self, Found, Subject};
use crate::ternary::Ternary;

/// When a practice applies, how its presence or absence is seen, and which facts its words name.
pub(crate) struct Compiled<S: 'static> {
    pub(crate) applies: Condition<S>,
    pub(crate) detection: Detection<S>,
    /// What presence has to be like to be worth praise; none means any.
    pub(crate) praised: Option<Condition<S>>,
    pub(crate) shown: Vec<(String, Shown<S>)>,
}

/// How a practice is seen.
pub(crate) enum Detection<S: 'static> {
    /// The habit is there where this holds.
    Present(Condition<S>),
    /// The habit is missing where this holds.
    Missing(Condition<S>),
    /// The habit is there where this holds, and nobody is asked for it where it is not.
    PraiseOnly(Condition<S>),
}

/// A placeholder of the words.
pub(crate) enum Shown<S: 'static> {
    Fact(Found<S>),
    /// `{found}`: how many places the evidence has.
    FoundCount,
    /// `{first}`: the first of them.
    FirstPlace,
}

impl<S: Subject> Compiled<S> {
    /// What it comes to on this subject; allocates nothing.
    pub(crate) fn verdict(&self, sight: Sight<'_, S>) -> Verdict {
        match self.applies.holds(sight) {
            Ternary::No => return Verdict::NotApplicable,
            Ternary::Undecided => return Verdict::Unseen,
            Ternary::Yes => {}
        }
        let present = match &self.detection {
            Detection::Present(condition) => condition.holds(sight),
            Detection::Missing(condition) => condition.holds(sight).negated(),
            Detection::PraiseOnly(condition) => match condition.holds(sight) {
                Ternary::No => return Verdict::NotApplicable,
                seen => seen,
            },
        };
        match present {
            Ternary::Yes => Verdict::Present,
            Ternary::No => Verdict::Missing,
            Ternary::Undecided => Verdict::Unseen,
        }
    }

    /// The verdict with its evidence and the values that the words need.
    pub(crate) fn finding(
        &self,
        sight: Sight<'_, S>,
        verdict: Verdict,
        (practice, subject, title): (PracticeId, SubjectId, String),
    ) -> Finding {
        let mut evidence = Vec::new();
        match (&self.detection, verdict) {
            (
                Detection::Present(condition) | Detection::PraiseOnly(condition),
                Verdict::Present,
            )
            | (Detection::Missing(condition), Verdict::Missing) => {
                condition.evidence(sight, &mut evidence);
            }
            (Detection::Present(condition), Verdict::Missing) => {
                condition.counter_evidence(sight, &mut evidence);
            }
            _ => {}
        }
        if evidence.is_empty() {
            self.applies.evidence(sight, &mut evidence);
        }
        if evidence.is_empty() {
            facts::files_written_here(sight.subject, &mut evidence);
        }
        let mut seen = std::collections::BTreeSet::new();
        evidence.retain(|place: &Evidence| seen.insert((place.path.clone(), place.line)));
        let found = u32::try_from(evidence.len()).unwrap_or(u32::MAX);
        let values = self.values(sight, &evidence);
        evidence.truncate(Finding::MOST_EVIDENCE);
        let praiseworthy = self.is_praiseworthy(sight, verdict);
        Finding { practice, subject, title, verdict, praiseworthy, evidence, found, values }
    }

    /// Whether the habit is there, and in a way that is worth praise.
    pub(crate) fn is_praiseworthy(&self, sight: Sight<'_, S>, verdict: Verdict) -> bool {
        verdict == Verdict::Present
            && self.praised.as_ref().is_none_or(|condition| condition.holds(sight) == Ternary::Yes)
    }

    /// Why it came to what it did and not to `expected`: the table that decided, and what was found
    /// of that which it asks for.
    pub(crate) fn reason(&self, sight: Sight<'_, S>, expected: Verdict) -> String {
        let detected = match &self.detection {
            Detection::Present(condition) | Detection::PraiseOnly(condition) => {
                ("present", condition)
            }
            Detection::Missing(condition) => ("missing", condition),
        };
        let found = self.verdict(sight);
        let is_praise_only = matches!(self.detection, Detection::PraiseOnly(_));
        let (table, condition) = match &self.praised {
            _ if self.applies.holds(sight) != Ternary::Yes => ("applies", &self.applies),
            _ if expected == Verdict::NotApplicable && !is_praise_only => {
                ("applies", &self.applies)
            }
            Some(praised) if found == expected && found == Verdict::Present => ("praised", praised),
            _ => detected,
        };
        let reasons = condition.reasons(sight);
        if reasons.is_empty() {
            return format!("there is no `[{table}]`, so that it matters everywhere");
        }
        let holds = match condition.holds(sight) {
            Ternary::Yes => "holds",
            Ternary::No => "does not hold",
            Ternary::Undecided => "cannot be told",
        };
        format!("`[{table}]` {holds}: {}", reasons.join("; "))
    }

    /// Whether a condition of it asks for a fact whose name `is` answers yes to.
    pub(crate) fn asks(&self, is: &dyn Fn(&str) -> bool) -> bool {
        let (Detection::Present(detected)
        | Detection::Missing(detected)
        | Detection::PraiseOnly(detected)) = &self.detection;
        self.applies.asks(is)
            || detected.asks(is)
            || self.praised.as_ref().is_some_and(|condition| condition.asks(is))
    }

    fn values(&self, sight: Sight<'_, S>, evidence: &[Evidence]) -> Values {
        self.shown
            .iter()
            .filter_map(|(name, shown)| {
                let value = match shown {
                    Shown::Fact(fact) => fact.value(sight.subject)?,
                    Shown::FoundCount => Value::Number(evidence.len() as u64),
                    Shown::FirstPlace => Value::Path(evidence.first()?.path.clone()),
                };
                Some((name.clone(), value))
            })
            .collect()
    }
}
