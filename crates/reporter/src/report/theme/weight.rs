//! How much it would help to talk about something.
//!
//! A theme weighs `level × confidence × amount × spread × trend × step`, none of them with a unit:
//!
//! | factor | value | reason |
//! |---|---|---|
//! | level | 1 note, 2 suggestion, 3 warning | how firmly the practice is raised |
//! | confidence | 1 low, 2 medium, 3 high | how sure its detection is |
//! | amount | (½ + share missing) × ln(number missing); 1 for a state | many cases count, and the tenth less than the second |
//! | spread | 1 + places where it is missing / places where it could be; 1½ where none is known, and for a state | what shows everywhere concerns everybody in the room |
//! | trend | 2 where it is clearly rarer than before, or a state was lost; else 1 | what changed can still be remembered, and turned |
//! | step | 1 + ¼ for a step in words for a team + ¼ for an example of this repository, or a state that it had | what has been done here before is a small step |
//!
//! The factors are ours: no study says how a meeting should be ordered. Level and confidence move a theme
//! by a factor of three at most, spread, trend and step by two, and the amount grows with its logarithm,
//! so that none decides alone. Ties go by the practice's id.

use git_coach_model::{Confidence, Level, Practice, Scope, Tally};

use crate::measure::{Measure, TOO_FEW, Trend};

/// Under how many misses there is no theme.
const LEAST_MISSES: u32 = 3;
/// From which share of misses on a habit is worth talking about even where nothing changed.
const OFTEN: f64 = 1.0 / 3.0;
/// The same for what should not be there at all.
const OFTEN_COUNTED: f64 = 0.1;

/// How much there has to be of something so that it is a theme.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Bar {
    /// The share of misses from which on a habit is worth talking about.
    often: f64,
    /// The same for what should not be there at all.
    often_counted: f64,
    /// The least level of a state of the whole repository.
    state: Level,
}

/// What is worth a meeting.
pub(in crate::report) const FIRM: Bar =
    Bar { often: OFTEN, often_counted: OFTEN_COUNTED, state: Level::Suggestion };
/// What is worth a few minutes where nothing else presses.
pub(super) const GENTLE: Bar =
    Bar { often: OFTEN / 2.0, often_counted: OFTEN_COUNTED / 2.0, state: Level::Note };

/// What lies around a theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::report) struct Around {
    /// In how many places it is missing, and in how many it could be; 0 where none is known.
    pub(in crate::report) places: usize,
    pub(in crate::report) all_places: usize,
    /// Whether there is a next step in words for a team.
    pub(in crate::report) has_step: bool,
    /// Whether there is an example of this repository.
    pub(in crate::report) has_model: bool,
}

/// The weight; none where there is no reason to talk about it.
pub(in crate::report) fn weight(
    practice: &Practice,
    measure: &Measure,
    bar: Bar,
    around: &Around,
) -> Option<f64> {
    let now = measure.now;
    let firmness = f64::from(firmness(practice));
    if practice.scope == Scope::Repository {
        // A state that is only worth knowing stands in the table; a meeting needs a reason, and
        // what was there until now is one.
        let is_lost = is_lost(practice, measure);
        let weighs = practice.level >= bar.state || is_lost;
        let trend = if is_lost { 2.0 } else { 1.0 };
        let step = step(around.has_step, around.has_model || is_lost);
        return (now.missing > 0 && weighs).then_some(firmness * NO_PLACE * trend * step);
    }
    if now.missing < LEAST_MISSES || now.decided() < TOO_FEW {
        return None;
    }
    let missing = missing_share(now);
    let trend = measure.trend();
    // A habit that grows is left to grow.
    if trend == Trend::Up {
        return None;
    }
    let falls = trend == Trend::Down;
    let often = missing >= bar.share(practice);
    let amount = (0.5 + missing) * f64::from(now.missing).ln();
    let trend = if falls { 2.0 } else { 1.0 };
    let step = step(around.has_step, around.has_model);
    (often || falls).then(|| firmness * amount * spread(around) * trend * step)
}

impl Bar {
    const fn share(self, practice: &Practice) -> f64 {
        if practice.counts_misses { self.often_counted } else { self.often }
    }
}

fn missing_share(tally: Tally) -> f64 {
    f64::from(tally.missing) / f64::from(tally.decided().max(1))
}

/// Whether a habit is missing often enough to be a theme, whatever it was before.
pub(in crate::report) fn is_often(practice: &Practice, now: Tally) -> bool {
    now.missing >= LEAST_MISSES && missing_share(now) >= FIRM.share(practice)
}

/// Whether a theme is worth a meeting by itself: not where a weak sign of what is only worth knowing
/// shows about as often as ever.
pub(super) fn presses(practice: &Practice, measure: &Measure) -> bool {
    firmness(practice) > 1 || measure.trend() == Trend::Down || is_lost(practice, measure)
}

const fn firmness(practice: &Practice) -> u32 {
    (practice.level as u32 + 1) * (practice.confidence as u32 + 1)
}

/// The spread of what shows in no place.
const NO_PLACE: f64 = 1.5;

fn spread(around: &Around) -> f64 {
    // The casts lose nothing: there are 40 areas at most, and not many more folders.
    match around.all_places {
        0 => NO_PLACE,
        all => 1.0 + around.places.min(all) as f64 / all as f64,
    }
}

fn step(has_step: bool, was_done: bool) -> f64 {
    let quarter = |is_so| if is_so { 0.25 } else { 0.0 };
    1.0 + quarter(has_step) + quarter(was_done)
}

/// Whether a state of the repository was there at the end of the window before: a weak sign comes and
/// goes, and is not lost.
pub(in crate::report) fn is_lost(practice: &Practice, measure: &Measure) -> bool {
    practice.scope == Scope::Repository
        && practice.confidence > Confidence::Low
        && measure.windows.get(1).is_some_and(|before| before.present > 0)
}

#[cfg(test)]
mod tests {
    use git_coach_model::{PracticeId, Serves, Template, Words};

    use super::*;

    fn practice(level: Level, confidence: Confidence, scope: Scope) -> Practice {
        let words = Words {
            missing: None,
            praise: None,
            why: Template::parse("Because.").unwrap(),
            question: None,
            next: None,
            team_question: None,
            team_next: None,
            notes_questions: Vec::new(),
            limits: None,
        };
        Practice {
            id: PracticeId::parse("tests/a").unwrap(),
            title: "A".to_owned(),
            scope,
            serves: Serves::ALL[0],
            level,
            confidence,
            evidence: Vec::new(),
            words,
            counts_misses: false,
        }
    }

    fn measure(now: (u32, u32), before: (u32, u32)) -> Measure {
        let tally = |(present, missing)| Tally { present, missing, unseen: 0 };
        Measure::of(&vec![tally(now), tally(before)])
    }

    const WIDE: Around = Around { places: 4, all_places: 4, has_step: true, has_model: true };

    fn weighs(level: Level, confidence: Confidence, measure: &Measure, around: &Around) -> f64 {
        let practice = practice(level, confidence, Scope::Change);
        weight(&practice, measure, FIRM, around).unwrap()
    }

    #[test]
    fn each_factor_weighs() {
        let (steady, falls) = (measure((10, 10), (50, 50)), measure((10, 10), (95, 5)));
        let (level, sure) = (Level::Note, Confidence::Medium);
        let base = weighs(level, sure, &steady, &WIDE);
        let less = |other: f64, what: &str| assert!(other < base, "{what}: {other} and {base}");
        less(weighs(level, Confidence::Low, &steady, &WIDE), "confidence");
        less(weighs(level, sure, &measure((12, 8), (50, 50)), &WIDE), "amount");
        less(weighs(level, sure, &steady, &Around { places: 1, ..WIDE }), "spread");
        less(weighs(level, sure, &steady, &Around { has_step: false, ..WIDE }), "step");
        less(weighs(level, sure, &steady, &Around { has_model: false, ..WIDE }), "example");
        assert!(weighs(level, sure, &falls, &WIDE) > base, "trend");
        assert!(weighs(Level::Suggestion, sure, &steady, &WIDE) > base, "level");
        // The table above, for one case: 1 × 2 × (½ + ½) ln 10 × 2 × 1 × 1½.
        assert!((base - 6.0 * 10_f64.ln()).abs() < 1e-9, "{base}");
    }

    #[test]
    fn a_state_weighs_by_itself() {
        let state = practice(Level::Suggestion, Confidence::High, Scope::Repository);
        let weighs =
            |before, around| weight(&state, &measure((0, 1), before), FIRM, &around).unwrap();
        let never = weighs((0, 1), Around::default());
        assert!((never - 9.0).abs() < 1e-9, "{never}");
        assert!(weighs((1, 0), Around::default()) > never, "what was lost weighs more");
        let weak = practice(Level::Suggestion, Confidence::Low, Scope::Repository);
        let came = weight(&weak, &measure((0, 1), (1, 0)), FIRM, &Around::default());
        assert_eq!(came, Some(3.0), "a weak sign comes and goes");
        let has_step = Around { has_step: true, ..Around::default() };
        assert!(weighs((0, 1), has_step) > never);
    }

    #[test]
    fn a_weak_sign_presses_where_it_is_new() {
        let presses = |level, confidence, before| {
            let practice = practice(level, confidence, Scope::Change);
            super::presses(&practice, &measure((10, 10), before))
        };
        assert!(!presses(Level::Note, Confidence::Low, (50, 50)));
        assert!(presses(Level::Note, Confidence::Low, (95, 5)));
        assert!(presses(Level::Note, Confidence::Medium, (50, 50)));
        assert!(presses(Level::Suggestion, Confidence::Low, (50, 50)));
    }
}
