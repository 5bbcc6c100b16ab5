//! How often a practice was present, now and before.

use git_coach_model::{Scope, Tally, WindowTally};

use crate::page::Share;

/// Under how many subjects there is too little to go by.
pub const TOO_FEW: u32 = 5;
/// How unlikely a difference has to be by chance before it is called one: the one-sided 5 % point
/// of the normal distribution, for the difference of two proportions.
const CLEARLY: f64 = 1.645;

/// How the newest window compares with those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// Clearly more often present than before.
    Up,
    /// Clearly less often.
    Down,
    /// No clear difference.
    Steady,
    /// Too little on one of the two sides.
    Unknown,
}

/// A practice's measure: the newest window, and the five before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The newest window.
    pub now: Tally,
    /// All windows, the newest first.
    pub windows: WindowTally,
}

impl Measure {
    /// The measure of tallies, the newest first.
    pub fn of(windows: &WindowTally) -> Self {
        Self { now: windows.first().copied().unwrap_or_default(), windows: windows.clone() }
    }

    /// The windows before the newest, added up.
    pub fn before(&self) -> Tally {
        self.windows.iter().skip(1).fold(Tally::default(), |sum, window| Tally {
            present: sum.present + window.present,
            missing: sum.missing + window.missing,
            unseen: sum.unseen + window.unseen,
        })
    }

    /// The share of subjects with the habit, from 0 to 1; none under [`TOO_FEW`].
    pub fn share(&self) -> Option<f64> {
        share(self.now)
    }

    /// How the newest window compares with those before it: a z-test on two proportions.
    pub fn trend(&self) -> Trend {
        let (now, before) = (self.now, self.before());
        let (Some(share_now), Some(share_before)) = (share(now), share(before)) else {
            return Trend::Unknown;
        };
        let (n, m) = (f64::from(now.decided()), f64::from(before.decided()));
        let pooled = f64::from(now.present + before.present) / (n + m);
        let spread = (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt();
        if spread == 0.0 {
            return Trend::Steady;
        }
        let z = (share_now - share_before) / spread;
        if z >= CLEARLY {
            Trend::Up
        } else if z <= -CLEARLY {
            Trend::Down
        } else {
            Trend::Steady
        }
    }

    /// The shares of all windows, the oldest first; none where there is too little to go by. The
    /// repository has one state a window, and that is enough.
    pub fn bars(&self, scope: Scope) -> Vec<Option<Share>> {
        let enough = if scope == Scope::Repository { 1 } else { TOO_FEW };
        let bar = |tally: &Tally| {
            let share = Share { part: tally.present, of: tally.decided() };
            (share.of >= enough).then_some(share)
        };
        self.windows.iter().rev().map(bar).collect()
    }
}

fn share(tally: Tally) -> Option<f64> {
    (tally.decided() >= TOO_FEW).then(|| f64::from(tally.present) / f64::from(tally.decided()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(now: (u32, u32), before: (u32, u32)) -> Measure {
        let tally =
            |(present, all): (u32, u32)| Tally { present, missing: all - present, unseen: 0 };
        Measure::of(&vec![tally(now), tally(before)])
    }

    #[test]
    fn a_difference_is_called_one_only_when_it_is_clear() {
        for (now, before, trend) in [
            ((14, 22), (19, 21), Trend::Down),
            ((19, 21), (14, 22), Trend::Up),
            ((9, 10), (10, 10), Trend::Steady),
            ((5, 5), (5, 5), Trend::Steady),
            ((4, 4), (40, 80), Trend::Unknown),
            ((40, 80), (1, 2), Trend::Unknown),
        ] {
            assert_eq!(measure(now, before).trend(), trend, "{now:?} {before:?}");
        }
    }

    #[test]
    fn bars_run_from_the_past_to_now() {
        assert_eq!(
            measure((5, 10), (2, 3)).bars(Scope::Change),
            [None, Some(Share { part: 5, of: 10 })]
        );
    }
}
